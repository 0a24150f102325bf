"""The papers around a meeting: what each is made from (issue 5, DOMAIN.md §3, §9.4).

``papers.preview`` and ``papers.write_paper`` take the order, the consent and the record; here the
stored values become what ``reports`` sets. A paper of a meeting is refused without one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.conference.meeting import Conference
from app.errors import InputRefused
from app.i18n import tr
from app.services.minutes_paper import minutes_paper
from app.services.papers import (
    Kind,
    Order,
    Paper,
    PaperName,
    judgement_views,
    sheet_views,
)
from app.services.store import Store

if TYPE_CHECKING:
    from app.reports.agenda import AgendaView
    from app.reports.fonts import MissingGlyphs


def make_document(store: Store, kind: Kind, order: Order, paper: PaperName) -> Paper:
    """The paper ``kind`` of ``order``; ``InputRefused`` where what it needs isn't there."""
    return _MAKERS[kind](store, order, paper)


def _meeting(order: Order) -> Conference:
    if order.conference is None:
        raise InputRefused(
            tr("この印刷物は会議ごとに作ります。"),
            tr("何も印刷していません。"),
            tr("会議を選んでください。"),
        )
    return order.conference


def _agenda_view(store: Store, order: Order) -> AgendaView:
    from app.reports.agenda import AgendaCase, AgendaView

    meeting = _meeting(order)
    minutes = {item.case_uuid: item.planned_minutes for item in meeting.agenda}
    return AgendaView(
        cases=tuple(
            AgendaCase(view.head, minutes.get(case.uuid, {}), view.points)
            for case, view in zip(order.cases, sheet_views(store, order), strict=True)
        ),
        opening=meeting.opening_minutes,
        closing=meeting.closing_minutes,
        start=_minutes_of_day(meeting.start_time),
    )


def _minutes_of_day(text: str) -> int | None:
    try:
        start = datetime.strptime(text, "%H:%M")  # noqa: DTZ007 - a time of day
    except ValueError:
        return None
    return start.hour * 60 + start.minute


def _agenda(store: Store, order: Order, _paper: PaperName) -> Paper:
    from app.reports.agenda import agenda, agenda_texts
    from app.reports.fonts import missing_glyphs

    view = _agenda_view(store, order)
    made = agenda(view, order.job)
    return Paper(made.pdf, made.pages, missing_glyphs(agenda_texts(view)), "agenda", "A4", order)


def _packet(store: Store, order: Order, paper: PaperName) -> Paper:
    from app.reports.packet import packet
    from app.reports.unprintable import missing_in_case_sheet, missing_in_judgement_sheet

    sheets, judgements = sheet_views(store, order), judgement_views(store, order)
    made = packet(_agenda_view(store, order), sheets, judgements, order.job, paper)
    missing: tuple[MissingGlyphs, ...] = tuple(
        dict.fromkeys(
            [
                *(found for view in sheets for found in missing_in_case_sheet(view)),
                *(found for view in judgements for found in missing_in_judgement_sheet(view)),
            ]
        )
    )
    return Paper(made.pdf, made.pages, missing, "packet", paper, order)


_Maker = Callable[[Store, Order, PaperName], Paper]
_MAKERS: Final[dict[Kind, _Maker]] = {
    "agenda": _agenda,
    "packet": _packet,
    "minutes": minutes_paper,
}
