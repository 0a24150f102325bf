"""The meeting packet: agenda, points, case sheets and judgement sheets as one document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from app.care.disclosure import JudgementView, SheetView
from app.i18n import tr
from app.reports.agenda import AgendaView, agenda_pages, points_pages
from app.reports.case_sheet import PaperName, case_sheet_parts
from app.reports.document import Document, Page, lay_out, make_document
from app.reports.job import PrintJob
from app.reports.judgement_sheet import judgement_sheet_pages


def packet(
    plan: AgendaView,
    sheets: Sequence[SheetView],
    judgements: Sequence[JudgementView],
    job: PrintJob,
    paper: PaperName = "A3",
) -> Document:
    """All papers of a meeting in the order they are used, for all copies of ``job``."""
    lang = job.language
    first: list[Callable[[], list[Page]]] = [
        partial(agenda_pages, plan, job),
        partial(points_pages, plan, job),
    ]
    of_sheets = case_sheet_parts(sheets, job, paper)
    of_judgements = [partial(judgement_sheet_pages, [view], job) for view in judgements]
    laid = lay_out([*first, *of_sheets, *of_judgements], job)
    judged = len(first) + len(of_sheets)
    pages = [
        *chain.from_iterable(laid[: len(first)]),
        *_opened(laid[len(first) : judged], tr("事例シート", lang=lang)),
        *_opened(laid[judged:], tr("判定シート", lang=lang)),
    ]
    title = tr("会議資料", lang=lang)
    return make_document(pages, job, f"{title}　{job.edition}" if job.edition else title)


def _opened(parts: Iterable[list[Page]], name: str) -> list[Page]:
    """The pages of ``parts`` with the name of their document in the outline."""
    pages = list(chain.from_iterable(parts))
    return [replace(pages[0], opens=name), *pages[1:]] if pages else []
