"""When a person is looked at again: 3, 6 and 12 months after the baseline (DOMAIN.md §6.2)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.care.case import CareDate, Case, FollowUp

MONTHS: Final = (3, 6, 12)


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up without a result. ``days_left`` is negative when it is overdue."""

    months: int
    target: date
    days_left: int


def months_after(start: date, months: int) -> date:
    """The same day of the month ``months`` later, else that month's last day (§6.2)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def baseline_day(baseline: CareDate | None) -> date | None:
    """The baseline as a day; ``None`` while only month or year is known: no day is invented."""
    if baseline is None or baseline.iso is None or len(baseline.iso) != 10:
        return None
    return date.fromisoformat(baseline.iso)


def schedule(baseline: CareDate | None, recorded: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """The follow-ups of a case: those it has, else three planned from the baseline.

    One it has without a target date gets it from the baseline.
    """
    start = baseline_day(baseline)
    if start is None:
        return recorded
    planned = recorded or tuple(FollowUp(months=months) for months in MONTHS)
    return tuple(
        one
        if one.target_date
        else replace(one, target_date=months_after(start, one.months).isoformat())
        for one in planned
    )


def planned_follow_ups(case: Case) -> tuple[FollowUp, ...]:
    """``schedule`` for a whole case: what the page that records a result starts from."""
    return schedule(case.baseline_date, case.follow_ups)


def due(follow_ups: tuple[FollowUp, ...], today: date) -> tuple[Due, ...]:
    """Those without a result and with a readable target, earliest first."""
    found = []
    for one in follow_ups:
        if one.outcome_code is None and one.target_date:
            try:
                target = date.fromisoformat(one.target_date)
            except ValueError:
                continue
            found.append(Due(one.months, target, (target - today).days))
    return tuple(sorted(found, key=lambda one: one.target))
