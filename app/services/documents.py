"""The papers around a meeting: what each is made from (issue 5, DOMAIN.md §3, §9.4).

``papers.preview`` and ``papers.write_paper`` take the order, the consent and the record; here the
stored values become what ``reports`` sets. A paper of a meeting is refused without one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.care import disclosure, wareki
from app.conference import minutes
from app.conference.attendance import profession_name
from app.conference.meeting import Conference
from app.errors import InputRefused
from app.i18n import tr
from app.services.afterwards import counted_handouts, source_of
from app.services.minutes_paper import minutes_paper
from app.services.outcomes_paper import outcomes_paper
from app.services.papers import Kind, Order, Paper, PaperName, judgement_views, sheet_views
from app.services.policy_paper import policy_paper
from app.services.privacy import checker_of
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


def _attendance(_store: Store, order: Order, _paper: PaperName) -> Paper:
    from app.reports.attendance_sheet import (
        AttendanceView,
        Seat,
        attendance_sheet,
        attendance_texts,
    )
    from app.reports.fonts import missing_glyphs

    meeting = order.conference
    seats = tuple(
        Seat(profession_name(line.profession, order.lang), line.organisation)
        for line in (meeting.attendance if meeting else ())
        for _ in range(line.count)
    )
    view = AttendanceView(seats, (meeting.expected_people if meeting else None) or 0)
    made = attendance_sheet(view, order.job)
    missing = missing_glyphs(attendance_texts(view))
    return Paper(made.pdf, made.pages, missing, "attendance", "A4", order)


def _collection(store: Store, order: Order, _paper: PaperName) -> Paper:
    from app.reports.collection_list import CopySet, collection_list

    zone = store.clock.now().tzinfo
    printed = counted_handouts(store, _meeting(order).uuid)
    if not printed:
        raise InputRefused(
            tr("この会議で配った資料の記録がありません。"),
            tr("何も印刷していません。"),
            tr("先に資料を印刷してください。"),
        )
    sets = []
    for handout in printed:
        at = datetime.fromisoformat(handout.printed_at).astimezone(zone)
        day = wareki.format_with_weekday(at.date(), lang=order.lang)
        name = kind_name(handout.kind, order.lang)
        returned = frozenset(handout.returned)
        sets.append(CopySet(name, f"{day} {at:%H:%M}", handout.copies, returned))
    made = collection_list(sets, order.job)
    return Paper(made.pdf, made.pages, (), "collection", "A4", order)


def kind_name(kind: str, lang: str | None = None) -> str:
    """What a paper is called."""
    return {
        "case_sheet": tr("事例シート", lang=lang),
        "judgement_sheet": tr("判定シート", lang=lang),
        "packet": tr("会議資料", lang=lang),
        "agenda": tr("次第", lang=lang),
        "attendance": tr("参加者名簿", lang=lang),
        "blank": tr("手書き用紙", lang=lang),
        "summary": tr("会議のまとめ", lang=lang),
        "resources": tr("地域資源一覧", lang=lang),
        "collection": tr("回収リスト", lang=lang),
        "minutes": tr("会議録", lang=lang),
        "policy": tr("施策シート", lang=lang),
        "outcomes": tr("評価報告", lang=lang),
    }.get(kind, kind)


def _summary(store: Store, order: Order, _paper: PaperName) -> Paper:
    from app.reports.case_summary import SummaryView, case_summary, summary_texts
    from app.reports.fonts import missing_glyphs

    meeting = _meeting(order)
    source = source_of(store, meeting)
    views = []
    for case, sheet in zip(order.cases, sheet_views(store, order), strict=True):
        mask = disclosure.mask_of(case, "paper", checker_of(store, case.uuid), lang=order.lang)
        parts = tuple(
            (block.section, tuple(_masked(line, mask) for line in block.lines))
            for block in minutes.case_blocks(source, case.uuid, order.lang)
        )
        views.append(SummaryView(sheet.head, parts))
    made = case_summary(views, order.job)
    missing = missing_glyphs(pair for view in views for pair in summary_texts(view))
    return Paper(made.pdf, made.pages, missing, "summary", "A4", order)


def _masked(line: minutes.Line, mask: disclosure.Mask) -> minutes.Line:
    """A line of the minutes as paper may show it: what is hidden says that it is."""
    reader = disclosure.Reader(mask)

    def shown(text: str) -> str:
        hidden = tr("（伏せています）", lang=mask.lang)
        return (reader.cell(text) or hidden) if text.strip() else ""

    return minutes.Line(shown(line.text), shown(line.owner), shown(line.due))


def _resources(store: Store, order: Order, _paper: PaperName) -> Paper:
    from app.reports.fonts import missing_glyphs
    from app.reports.resource_list import resource_list, resource_texts
    from app.services.resource_texts import resource_views

    views = resource_views(store, order.lang)
    if not views:
        raise InputRefused(
            tr("登録された地域資源がありません。"),
            tr("何も印刷していません。"),
            tr("地域資源を登録してから印刷してください。"),
        )
    made = resource_list(views, order.job)
    missing = missing_glyphs(resource_texts(views))
    return Paper(made.pdf, made.pages, missing, "resources", "A4", order)


def _blank(_store: Store, order: Order, _paper: PaperName) -> Paper:
    from app.reports.blank_forms import blank_forms

    made = blank_forms(order.job)
    return Paper(made.pdf, made.pages, (), "blank", "A4", order)


_Maker = Callable[[Store, Order, PaperName], Paper]
_MAKERS: Final[dict[Kind, _Maker]] = {
    "agenda": _agenda,
    "attendance": _attendance,
    "blank": _blank,
    "collection": _collection,
    "minutes": minutes_paper,
    "packet": _packet,
    "policy": policy_paper,
    "outcomes": outcomes_paper,
    "resources": _resources,
    "summary": _summary,
}
