"""The meetings of a fiscal year from a rule such as 毎月第3火曜 (DOMAIN.md §3.1, preparation 1).

Public holidays are not known here and none is invented: a person sees each day with its weekday
and moves it. A month that has a meeting of the same kind already gets no second one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.care.wareki import fiscal_year
from app.conference.meeting import Conference

LAST = -1
ORDINALS = (1, 2, 3, 4, LAST)
"""Which of its weekdays in a month; ``LAST`` is the fourth or fifth."""
MONTHS = (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyRule:
    """One kind of meeting on the same weekday of every month. Monday is weekday 0."""

    session_type: str
    ordinal: int = 3
    weekday: int = 1
    start_time: str = "14:00"
    minutes: int = 90
    venue: str = ""
    expected_people: int | None = None

    def day_in(self, year: int, month: int) -> date:
        """Its day in a month."""
        first = date(year, month, 1)
        offset = (self.weekday - first.weekday()) % 7
        days = [first + timedelta(days=offset + 7 * week) for week in range(5)]
        inside = [day for day in days if day.month == month]
        return inside[-1] if self.ordinal == LAST else inside[self.ordinal - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """One proposed meeting, on ``by_rule`` unless a person moved it to another ``day``.

    ``taken_by`` is the one that is there already in this month.
    """

    rule: MonthlyRule
    by_rule: date
    day: date
    wanted: bool = True
    taken_by: Conference | None = None

    @property
    def makes_one(self) -> bool:
        """Whether a conference will be made of it."""
        return self.wanted and self.taken_by is None

    @property
    def on_weekend(self) -> bool:
        """Saturday or Sunday."""
        return self.day.weekday() >= _SATURDAY


def proposed(
    rules: Sequence[MonthlyRule], year: int, existing: Iterable[Conference], today: date
) -> tuple[PlannedDay, ...]:
    """The days of all rules in the fiscal year ``year`` (April to March), in order.

    Days before ``today`` are left out at first; a person may want them for the record.
    """
    known = list(existing)
    days = []
    for rule in rules:
        for month in MONTHS:
            day = rule.day_in(year if month >= MONTHS[0] else year + 1, month)
            there = same_month(known, rule, day)
            ahead = day >= today
            days.append(PlannedDay(rule=rule, by_rule=day, day=day, wanted=ahead, taken_by=there))
    return in_order(days)


def in_order(days: Iterable[PlannedDay]) -> tuple[PlannedDay, ...]:
    """By day, then by kind."""
    return tuple(sorted(days, key=lambda each: (each.day, each.rule.session_type)))


def with_edits(fresh: Sequence[PlannedDay], edited: Sequence[PlannedDay]) -> tuple[PlannedDay, ...]:
    """``fresh`` with what a person moved or left out before, where the rule's day is the same."""
    by_hand = {(day.rule.session_type, day.by_rule): day for day in edited}
    merged = []
    for each in fresh:
        old = by_hand.get((each.rule.session_type, each.by_rule))
        keep = old is not None and each.taken_by is None
        merged.append(replace(each, day=old.day, wanted=old.wanted) if keep and old else each)
    return in_order(merged)


def same_month(known: Iterable[Conference], rule: MonthlyRule, day: date) -> Conference | None:
    """The conference of this kind that the month of ``day`` has already."""
    month = day.isoformat()[:7]
    return next(
        (one for one in known if one.session_type == rule.session_type and one.date[:7] == month),
        None,
    )


def moved_to(planned: PlannedDay, day: date) -> PlannedDay:
    """``planned`` on another day of its fiscal year; any other day leaves it as it is."""
    inside = fiscal_year(day) == fiscal_year(planned.day)
    return replace(planned, day=day) if inside and planned.taken_by is None else planned


def doubled(days: Sequence[PlannedDay], planned: PlannedDay) -> bool:
    """Whether another meeting that will be made is on the same day."""
    return any(
        other is not planned and other.makes_one and other.day == planned.day for other in days
    )


def as_conference(planned: PlannedDay) -> Conference:
    """The conference to store for a day."""
    rule = planned.rule
    return Conference(
        date=planned.day.isoformat(),
        start_time=rule.start_time,
        session_type=rule.session_type,
        venue=rule.venue,
        planned_minutes=rule.minutes,
        expected_people=rule.expected_people,
    )
