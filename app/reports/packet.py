"""The meeting packet: agenda, points, case sheets and judgement sheets as one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.care.disclosure import JudgementView, SheetView
from app.i18n import tr
from app.reports.agenda import AgendaView, agenda_pages, points_pages
from app.reports.case_sheet import PaperName, case_sheet_pages
from app.reports.document import Document, Page, make_document
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
    pages = [
        *agenda_pages(plan, job),
        *points_pages(plan, job),
        *_opened(case_sheet_pages(sheets, job, paper), tr("事例シート", lang=lang)),
        *_opened(judgement_sheet_pages(judgements, job), tr("判定シート", lang=lang)),
    ]
    title = tr("会議資料", lang=lang)
    return make_document(pages, job, f"{title}　{job.edition}" if job.edition else title)


def _opened(pages: list[Page], name: str) -> list[Page]:
    """``pages`` with the name of their document in the outline."""
    return [replace(pages[0], opens=name), *pages[1:]] if pages else []
