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


@given(st.lists(st.integers(0, 40), min_size=6, max_size=6), st.integers(12, 240))
def test_a_budget_by_hand_adds_up_again_and_keeps_its_empty_parts(
    minutes: list[int], length: int
) -> None:
    conference = replace(planned(2), planned_minutes=length, opening_minutes=minutes[0])
    conference = replace(conference, closing_minutes=minutes[1])
    first = conference.agenda[0].case_uuid
    for stage, wanted in zip(Stage, minutes[2:], strict=True):
        conference = agenda.with_stage_minutes(conference, first, stage, wanted)
    again = agenda.summed(conference)
    assert agenda.minutes_open(again) == 0
    before, after = agenda.plan_of(conference), agenda.plan_of(again)
    assert (before.opening == 0) == (after.opening == 0)
    for stage in Stage:
        assert (before.cases[0][stage] == 0) == (after.cases[0][stage] == 0)
    assert agenda.summed(again) == again


def test_a_stage_of_one_case_is_given_to_all() -> None:
    conference = agenda.with_stage_minutes(planned(3), "case-2", Stage.RISK, 9)
    assert [item.planned_minutes[Stage.RISK] for item in conference.agenda] == [5, 9, 5]
    wide = agenda.with_stage_everywhere(conference, "case-2", Stage.RISK)
    assert [item.planned_minutes[Stage.RISK] for item in wide.agenda] == [9, 9, 9]


def test_a_template_of_ones_own_adds_up_and_serves_other_meetings() -> None:
    conference = planned(3)
    for item in conference.agenda:
        conference = agenda.with_stage_minutes(conference, item.case_uuid, Stage.GOAL, 3)
    assert agenda.template_of(conference, "短め") is None
    conference = replace(conference, closing_minutes=5)
    template = agenda.template_of(conference, " 短め ")
    assert template is not None
    assert (template.name(), template.cases) == ("短め", 3)
    again = agenda.divided(planned(3), template)
    assert agenda.plan_of(again) == agenda.plan_of(conference)
    assert agenda.minutes_open(agenda.divided(planned(2), template)) == 0
    uneven = agenda.with_stage_minutes(conference, "case-1", Stage.GOAL, 4)
    assert agenda.template_of(replace(uneven, closing_minutes=4), "x") is None


def test_how_many_cases_a_kind_of_meeting_wants() -> None:
    assert agenda.cases_wanted("hokatsu") == (4, 4)
    assert agenda.cases_wanted("kyotaku") == (2, 3)
    assert agenda.cases_wanted("") == (1, 1)
