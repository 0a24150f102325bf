"""When a person is looked at again: 3, 6 and 12 months after the baseline (DOMAIN.md §6.2)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.care.case import CareDate, Case, FollowUp, TimePoint

MONTHS: Final = (3, 6, 12)
ACTUALS: Final = {3: TimePoint.ACTUAL_3, 6: TimePoint.ACTUAL_6, 12: TimePoint.ACTUAL_12}


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


def target_day(case: Case, months: int) -> date | None:
    """When the follow-up is due: as recorded, else counted from the baseline; else unknown."""
    written = next((one.target_date for one in case.follow_ups if one.months == months), "")
    try:
        return date.fromisoformat(written)
    except ValueError:
        start = baseline_day(case.baseline_date)
        return months_after(start, months) if start is not None else None


def locked_until(case: Case, months: int, today: date) -> date | None:
    """The due day of a follow-up nobody should record yet; ``None`` where it is open.

    Open are those that are due, that have no known due day, and whose ratings or factors somebody
    has begun. An outcome alone opens nothing: it may come from another register.
    """
    target = target_day(case, months)
    if target is None or target <= today or _begun(case, months):
        return None
    return target


def _begun(case: Case, months: int) -> bool:
    return any(
        row.rating or row.personal_factor or row.environment_factor
        for row in case.judgements
        if row.time_point is ACTUALS[months]
    )


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
