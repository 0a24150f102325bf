"""Target dates (DOMAIN.md §6.2) and what is due."""

from __future__ import annotations

from datetime import date

import pytest

from app.care.case import CareDate, Case, FollowUp, TimePoint, with_judgement
from app.care.followup import due, locked_until, months_after, planned_follow_ups, target_day


@pytest.mark.parametrize(
    ("start", "months", "target"),
    [
        (date(2024, 6, 1), 6, date(2024, 12, 1)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 15), 3, date(2025, 3, 15)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_same_day_of_the_month_else_the_last(start: date, months: int, target: date) -> None:
    assert months_after(start, months) == target


def test_a_baseline_plans_three_follow_ups() -> None:
    case = Case(baseline_date=CareDate("令和6年6月1日", "2024-06-01"))
    planned = planned_follow_ups(case)
    assert [(one.months, one.target_date) for one in planned] == [
        (3, "2024-09-01"),
        (6, "2024-12-01"),
        (12, "2025-06-01"),
    ]


@pytest.mark.parametrize("baseline", [None, CareDate("R6年6月", "2024-06"), CareDate("そのうち")])
def test_no_day_is_invented(baseline: CareDate | None) -> None:
    assert planned_follow_ups(Case(baseline_date=baseline)) == ()


def test_recorded_follow_ups_stay_as_they_are() -> None:
    recorded = (FollowUp(months=6, target_date="2024-11-30", outcome_code="death"),)
    case = Case(baseline_date=CareDate("R6.6.1", "2024-06-01"), follow_ups=recorded)
    assert planned_follow_ups(case) == recorded


def test_due_leaves_out_results_and_counts_days() -> None:
    plan = (
        FollowUp(months=12, target_date="2025-06-01"),
        FollowUp(months=3, target_date="2024-09-01", outcome_code="level_in_force"),
        FollowUp(months=6, target_date="2024-12-01"),
        FollowUp(months=24, target_date="来年"),
    )
    found = due(plan, date(2024, 12, 8))
    assert [(one.months, one.days_left) for one in found] == [(6, -7), (12, 175)]


def test_a_follow_up_is_locked_until_the_day_it_is_due() -> None:
    case = Case(
        baseline_date=CareDate("R6.6.1", "2024-06-01"),
        follow_ups=(FollowUp(months=6, target_date="2024-11-30", outcome_code="death"),),
    )
    assert [target_day(case, months) for months in (3, 6, 12)] == [
        date(2024, 9, 1), date(2024, 11, 30), date(2025, 6, 1),
    ]  # fmt: skip
    assert locked_until(case, 6, date(2024, 11, 29)) == date(2024, 11, 30)
    assert locked_until(case, 6, date(2024, 11, 30)) is None
    begun = with_judgement(case, "eating", TimePoint.ACTUAL_6, personal_factor="むせる")
    assert locked_until(begun, 6, date(2024, 11, 29)) is None
    assert locked_until(begun, 12, date(2024, 11, 29)) == date(2025, 6, 1)


@pytest.mark.parametrize("written", ["", "来年"])
def test_a_follow_up_without_a_known_day_is_open(written: str) -> None:
    case = Case(follow_ups=(FollowUp(months=6, target_date=written),))
    assert locked_until(case, 6, date(2024, 1, 1)) is None
