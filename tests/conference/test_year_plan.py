"""The meetings of a year from a rule; no holiday is invented and no month gets two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conference.meeting import Conference
from app.conference.year_plan import (
    LAST,
    ORDINALS,
    MonthlyRule,
    as_conference,
    doubled,
    moved_to,
    proposed,
    with_edits,
)

APRIL = date(2024, 4, 1)
THIRD_TUESDAY = MonthlyRule(session_type="hokatsu", ordinal=3, weekday=1, venue="大会議室")


@pytest.mark.parametrize(
    ("ordinal", "weekday", "month", "day"),
    [(3, 1, 4, 16), (1, 0, 4, 1), (LAST, 4, 5, 31), (LAST, 1, 4, 30), (4, 6, 2, 25)],
)
def test_a_rule_finds_its_day(ordinal: int, weekday: int, month: int, day: int) -> None:
    rule = replace(THIRD_TUESDAY, ordinal=ordinal, weekday=weekday)
    assert rule.day_in(2024, month) == date(2024, month, day)


@given(st.sampled_from(ORDINALS), st.integers(0, 6), st.integers(1, 12), st.integers(1990, 2100))
def test_every_rule_has_a_day_of_its_weekday_in_every_month(
    ordinal: int, weekday: int, month: int, year: int
) -> None:
    day = replace(THIRD_TUESDAY, ordinal=ordinal, weekday=weekday).day_in(year, month)
    assert (day.year, day.month, day.weekday()) == (year, month, weekday)


def test_a_fiscal_year_runs_from_april_to_march() -> None:
    days = proposed([THIRD_TUESDAY], 2024, (), APRIL)
    assert [str(each.day) for each in (days[0], days[-1])] == ["2024-04-16", "2025-03-18"]
    assert len(days) == 12
    assert not any(each.on_weekend for each in days)


def test_days_gone_by_are_left_out_at_first() -> None:
    days = proposed([THIRD_TUESDAY], 2024, (), date(2024, 6, 18))
    assert [each.makes_one for each in days] == [False, False] + [True] * 10


def test_a_month_with_a_meeting_of_the_kind_gets_no_second() -> None:
    there = Conference(session_type="hokatsu", date="2024-05-02")
    other_kind = Conference(session_type="kyotaku", date="2024-06-18")
    days = proposed([THIRD_TUESDAY], 2024, [there, other_kind], APRIL)
    assert [str(each.day)[:7] for each in days if not each.makes_one] == ["2024-05"]
    assert next(each for each in days if each.taken_by).taken_by is there


def test_a_day_moves_inside_its_year_only() -> None:
    (april, *_) = proposed([THIRD_TUESDAY], 2024, (), APRIL)
    assert moved_to(april, date(2024, 4, 20)).on_weekend
    assert moved_to(april, date(2025, 4, 1)) == april


def test_two_meetings_on_one_day_are_told() -> None:
    days = proposed(
        [THIRD_TUESDAY, replace(THIRD_TUESDAY, session_type="kyotaku")], 2024, (), APRIL
    )
    assert all(doubled(days, each) for each in days)
    days = (replace(days[0], wanted=False), *days[1:])
    assert not doubled(days, days[1])


def test_the_conference_has_what_the_rule_says() -> None:
    made = as_conference(proposed([THIRD_TUESDAY], 2024, (), APRIL)[0])
    assert (made.date, made.start_time, made.venue) == ("2024-04-16", "14:00", "大会議室")


def test_days_moved_by_hand_survive_a_change_of_the_other_rule() -> None:
    first = proposed([THIRD_TUESDAY], 2024, (), APRIL)
    edited = (moved_to(first[0], date(2024, 5, 1)), replace(first[1], wanted=False), *first[2:])
    home = MonthlyRule(session_type="kyotaku", ordinal=1)
    days = with_edits(proposed([THIRD_TUESDAY, home], 2024, (), APRIL), edited)
    own = [each for each in days if each.rule is THIRD_TUESDAY]
    assert [(str(each.day), each.wanted) for each in own[:2]] == [
        ("2024-05-01", True),
        ("2024-05-21", False),
    ]
    other_day = with_edits(proposed([replace(THIRD_TUESDAY, weekday=2)], 2024, (), APRIL), edited)
    assert all(each.wanted and each.day == each.by_rule for each in other_day)
