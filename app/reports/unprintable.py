"""Which characters of a document no bundled font has, told by place before anyone prints."""

from __future__ import annotations

from collections.abc import Iterator

from app.care.disclosure import JudgementView, SheetHead, SheetView
from app.i18n import tr
from app.reports.case_content import case_texts
from app.reports.fonts import MissingGlyphs, missing_glyphs
from app.reports.job import PrintJob


def missing_in_case_sheet(view: SheetView) -> tuple[MissingGlyphs, ...]:
    """Unprintable characters of a case sheet, each with case and label."""
    return missing_glyphs((_place(view.head, label), text) for label, text in case_texts(view))


def missing_in_judgement_sheet(view: JudgementView) -> tuple[MissingGlyphs, ...]:
    """Unprintable characters of a judgement sheet, each with case and item."""
    return missing_glyphs((_place(view.head, item), text) for item, text in _judgement_texts(view))


def missing_in_job(job: PrintJob) -> tuple[MissingGlyphs, ...]:
    """Unprintable characters of head and foot: the meeting, the office."""
    lang = job.language
    return missing_glyphs(
        (
            (tr("会議名・会場", lang=lang), f"{job.edition}\n{job.session}"),
            (tr("作成者", lang=lang), job.maker),
        )
    )


def _judgement_texts(view: JudgementView) -> Iterator[tuple[str, str]]:
    lang = view.head.language
    yield "", view.head.pseudonym
    yield tr("担当", lang=lang), view.head.staff
    yield "", view.household
    for row in view.rows:
        yield tr("{item}の個人因子", item=row.label, lang=lang), row.personal
        yield tr("{item}の環境因子", item=row.label, lang=lang), row.environment
    for note in view.notes:
        yield "", note


def _place(head: SheetHead, label: str) -> str:
    return " ".join(filter(None, (str(head.order), head.pseudonym, label)))
