"""The minutes of a meeting as a paper (design 10, DOMAIN.md §3.7)."""

from __future__ import annotations

from app.conference.minutes_view import discussed, minutes_view
from app.conference.statement import approvals, years_kept
from app.errors import InputRefused
from app.i18n import tr
from app.services.afterwards import counted_handouts, source_of
from app.services.conferences import get_conference
from app.services.papers import Order, Paper, PaperName
from app.services.privacy import checker_of
from app.services.store import Store


def cases_discussed(store: Store, conference_uuid: str | None) -> tuple[str, ...]:
    """The cases the minutes are of; ``InputRefused`` where nothing was recorded yet."""
    found: tuple[str, ...] = ()
    if conference_uuid:
        found = discussed(source_of(store, get_conference(store, conference_uuid)))
    if not found:
        raise InputRefused(
            tr("この会議にはまだ記録がありません。"),
            tr("何も印刷していません。"),
            tr("会議で話したことを記録してから、会議録を作ってください。"),
        )
    return found


def minutes_paper(store: Store, order: Order, _paper: PaperName) -> Paper:
    """The minutes of the meeting of ``order``."""
    from app.reports.fonts import missing_glyphs
    from app.reports.minutes import minutes, minutes_texts

    conference = order.conference
    assert conference is not None  # noqa: S101 - its cases were chosen by it
    view = minutes_view(
        source_of(store, conference),
        order.cases,
        lambda case: checker_of(store, case.uuid),
        lang=order.lang,
    )
    made = minutes(
        view,
        order.job,
        meeting=order.session_line.split("　")[0],
        papers=_papers_words(store, conference.uuid, order.lang),
        seals=approvals(order.lang),
        years=years_kept(),
    )
    missing = missing_glyphs(minutes_texts(view))
    return Paper(made.pdf, made.pages, missing, "minutes", "A4", order)


def _papers_words(store: Store, conference_uuid: str, lang: str) -> str:
    """事例シート 配付 52部・回収 52部, for every numbered paper of the meeting."""
    return "　".join(
        tr(
            "{what} 配付 {n}部・回収 {back}部",
            what=paper_name(each.kind, lang),
            n=each.copies,
            back=len(each.returned),
            lang=lang,
        )
        for each in counted_handouts(store, conference_uuid)
    )


def paper_name(kind: str, lang: str | None = None) -> str:
    """What a numbered paper of a meeting is called."""
    return {
        "case_sheet": tr("事例シート", lang=lang),
        "judgement_sheet": tr("判定シート", lang=lang),
        "agenda": tr("次第", lang=lang),
    }.get(kind, tr("会議資料", lang=lang))
