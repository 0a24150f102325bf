"""The time budget: templates of DOMAIN.md §3.2 and sums that never drift."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conference import agenda
from app.conference.meeting import Conference, Stage
from tests.conference.conftest import planned


@pytest.mark.parametrize(
    ("cases", "opening", "stages", "closing"),
    [(4, 4, (5, 2, 3, 10), 6), (3, 4, (7, 2, 5, 12), 8), (2, 4, (9, 3, 7, 19), 10)],
)
def test_templates_are_those_of_the_domain(
    cases: int, opening: int, stages: tuple[int, ...], closing: int
) -> None:
    plan = agenda.plan(cases)
    assert (plan.opening, plan.closing, plan.total) == (opening, closing, 90)
    assert [tuple(case.values()) for case in plan.cases] == [stages] * cases


def test_every_template_adds_up_and_names_its_source_and_both_languages() -> None:
    assert [template.cases for template in agenda.templates()] == [4, 3, 2]
    for template in agenda.templates():
        per_case = sum(template.stages.values())
        assert template.opening + template.cases * per_case + template.closing == 90
        assert template.source.startswith("DOMAIN.md §3.2")
        assert template.name("ja") != template.name("en")


@given(st.integers(0, 12), st.integers(0, 300))
def test_a_plan_always_adds_up_and_leaves_no_stage_out(cases: int, minutes: int) -> None:
    plan = agenda.plan(cases, minutes)
    parts = [plan.opening, plan.closing, *(m for case in plan.cases for m in case.values())]
    assert plan.total == sum(parts) == minutes
    assert len(plan.cases) == cases
    assert min(parts) >= (1 if minutes >= len(parts) else 0)


def test_negative_wishes_are_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        agenda.plan(-1)


def test_adding_and_removing_cases_divides_an_untouched_agenda_anew() -> None:
    four = planned(4)
    assert agenda.minutes_open(four) == 0
    three = agenda.without_case(four, "case-2")
    assert [item.case_uuid for item in three.agenda] == ["case-1", "case-3", "case-4"]
    assert agenda.plan_of(three) == agenda.plan(3)


def test_a_case_is_on_the_agenda_once(four_cases: Conference) -> None:
    assert agenda.with_case(four_cases, "case-3") is four_cases


def test_edited_minutes_stay_and_the_difference_is_told(four_cases: Conference) -> None:
    edited = agenda.with_stage_minutes(four_cases, "case-2", Stage.RISK, 6)
    assert agenda.minutes_open(edited) == -3
    fewer = agenda.without_case(edited, "case-1")
    assert fewer.agenda[0].planned_minutes[Stage.RISK] == 6
    assert agenda.minutes_open(agenda.divided(fewer)) == 0


def test_moving_a_case_takes_its_minutes_along(four_cases: Conference) -> None:
    edited = agenda.with_stage_minutes(four_cases, "case-1", Stage.GOAL, 4)
    moved = agenda.moved(edited, 0, 2)
    assert [item.case_uuid for item in moved.agenda] == ["case-2", "case-3", "case-1", "case-4"]
    assert moved.agenda[2].planned_minutes[Stage.GOAL] == 4


def test_another_length_divides_an_untouched_agenda_only(four_cases: Conference) -> None:
    assert agenda.plan_of(agenda.with_minutes(four_cases, 120)) == agenda.plan(4, 120)
    edited = agenda.with_stage_minutes(four_cases, "case-1", Stage.SUPPORT, 12)
    assert agenda.minutes_open(agenda.with_minutes(edited, 120)) == 28


def test_taking_the_last_case_off_keeps_opening_and_closing() -> None:
    one = planned(1)
    none = agenda.without_case(one, "case-1")
    assert (none.opening_minutes, none.closing_minutes) == (
        one.opening_minutes,
        one.closing_minutes,
    )
    assert agenda.plan_of(agenda.with_case(replace(none), "case-9")) == agenda.plan(1)
