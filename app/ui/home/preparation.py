"""The way to a conference and where it stands now (DOMAIN.md §3.1, preparation).

事例の選定 → 論点整理 → 資料の事前共有 (two to three days before) → 会議 → 会議録. A step is done by its
state, never by the calendar alone: a chain that claims more than was done helps nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.care.case import Case
from app.conference.meeting import Conference, ConferenceStatus
from app.conference.preparation import PRE_SHARED, check_of
from app.i18n import tr
from app.ui.home.words import day_and_month, iso_day

State = Literal["done", "now", "open"]
_FIRST, _LAST = timedelta(days=3), timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words and whether it is done, the current one or still to come."""

    label: str
    state: State


def steps(conference: Conference, cases: Sequence[Case], *, today: date) -> tuple[Step, ...]:
    """The five steps. From the day itself on the meeting is the current one."""
    day = iso_day(conference.date)
    held = conference.status is ConferenceStatus.CLOSED
    done = [
        bool(cases),
        bool(cases) and all(has_points(case) for case in cases),
        check_of(conference, PRE_SHARED) is not None,
        held,
        False,
    ]
    its_day = conference.status is ConferenceStatus.RUNNING or (day is not None and day <= today)
    current = 3 if its_day and not held else done.index(False)
    labels = (
        tr("事例の選定"),
        tr("論点整理"),
        tr("資料の事前共有") if done[2] else _sharing(day, today),
        tr("会議 {day}", day=_day(day, today)) if day else tr("会議"),
        tr("会議録"),
    )
    return tuple(
        Step(label, "now" if number == current else "done" if done[number] else "open")
        for number, label in enumerate(labels)
    )


def has_points(case: Case) -> bool:
    """Whether the case has a point to discuss."""
    return any(point.text.strip() for point in case.agenda_points)


def _sharing(day: date | None, today: date) -> str:
    """資料の事前共有（今日〜16日）: people should have the papers two to three days before."""
    if day is None or day <= today:
        return tr("資料の事前共有")
    first, last = day - _FIRST, day - _LAST
    if today > last:
        return tr("資料の事前共有（{last}まで）", last=_day(last, today))
    start = tr("今日") if today >= first else _day(first, today)
    if today == last:
        return tr("資料の事前共有（今日まで）")
    return tr("資料の事前共有（{first}〜{last}）", first=start, last=_day(last, today))


def _day(day: date, today: date) -> str:
    """18日 inside this month, else with its month."""
    if (day.year, day.month) == (today.year, today.month):
        return tr("{day}日", day=day.day)
    return day_and_month(day)
