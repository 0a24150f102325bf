"""Case sheet: A3 landscape with two cases, or A4 with one case a page (design 09-handout-p1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Literal

from app.care.disclosure import SheetView
from app.care.scales import feature_codes, feature_label
from app.i18n import tr
from app.reports.case_a3 import lay_a3
from app.reports.case_a4 import lay_a4
from app.reports.continuation import continuation_pages
from app.reports.document import Document, Page, lay_out, make_document
from app.reports.frame import Frame
from app.reports.job import A3, A4, PrintJob

PaperName = Literal["A3", "A4"]


def case_sheet(views: Sequence[SheetView], job: PrintJob, paper: PaperName = "A3") -> Document:
    """The case sheets of ``views`` in their order, for all copies of ``job``."""
    laid = lay_out(case_sheet_parts(views, job, paper), job)
    return make_document(list(chain.from_iterable(laid)), job, _title(job))


def case_sheet_pages(
    views: Sequence[SheetView], job: PrintJob, paper: PaperName = "A3"
) -> list[Page]:
    """The pages alone, for documents that hold more than case sheets."""
    return [page for part in case_sheet_parts(views, job, paper) for page in part()]


def case_sheet_parts(
    views: Sequence[SheetView], job: PrintJob, paper: PaperName = "A3"
) -> list[Callable[[], list[Page]]]:
    """What lays out the pages of each sheet of paper, one after the other."""
    per_page = 2 if paper == "A3" else 1
    groups = [views[start : start + per_page] for start in range(0, len(views), per_page)]
    return [partial(_sheet, group, job, paper) for group in groups]


def _sheet(group: Sequence[SheetView], job: PrintJob, paper: PaperName) -> list[Page]:
    frame = _frame(group, job, paper)
    page, rests = lay_a3(frame, group) if paper == "A3" else lay_a4(frame, group[0])
    return [page, *continuation_pages(frame, rests)]


def _title(job: PrintJob, paper: PaperName = "A3") -> str:
    """The title; the narrow page has no room for the conference's name beside it."""
    name = (
        tr("多職種合同カンファレンス 事例シート", lang=job.language)
        if paper == "A3"
        else tr("事例シート", lang=job.language)
    )
    return f"{name}　{job.edition}" if job.edition else name


def _frame(views: Sequence[SheetView], job: PrintJob, paper: PaperName) -> Frame:
    lang = job.language
    note = tr("仮名・個人が特定されないよう加工しています", lang=lang)
    collected = tr("会議のあと回収します。", lang=lang)
    sessions = [job.session] if job.session else [view.head.session_line for view in views]
    session = "　".join(dict.fromkeys(filter(None, sessions)))
    if paper == "A4":
        notice = (collected, tr("複写・撮影はできません。", lang=lang))
        subs = tuple(filter(None, session.split("　")))
        return Frame(A4, job, _title(job, paper), subs, notice, note)
    # A no-break space: the number of a feature stays on the line of its name.
    legend = "　".join(f"{code}\xa0{feature_label(code, lang)}" for code in feature_codes())
    legend = tr("特徴：{legend}", legend=legend, lang=lang)
    subs = tuple(filter(None, (session, legend)))
    notice = (collected, tr("複写・撮影・持ち出しはできません。", lang=lang))
    return Frame(A3, job, _title(job, paper), subs, notice, note)
