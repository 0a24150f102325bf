"""Differences of values: paths people can follow, order, lines without a key of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import (
    CareDate,
    Case,
    Condition,
    Household,
    Judgement,
    PrivacyDecision,
    TimePoint,
)
from app.care.changes import DuplicateLine, FieldChange, diff


def test_equal_values_differ_in_nothing() -> None:
    case = Case(conditions=(Condition(name="高血圧"),))
    assert diff(case, replace(case)) == ()


def test_the_version_is_not_a_change() -> None:
    case = Case()
    assert diff(case, replace(case, row_version=9)) == ()


def test_fields_and_nested_fields_have_paths() -> None:
    case = Case(household=Household(type="独居"))
    other = replace(case, staff="北", household=replace(case.household, key_person="長女"))
    assert diff(case, other) == (
        FieldChange("staff", "", "北"),
        FieldChange("household.key_person", "", "長女"),
    )
    assert [change.field for change in diff(case, other)] == ["staff", "household"]


def test_a_date_is_one_thing() -> None:
    before, after = CareDate("R6年3月~", "2024-03", ongoing=True), CareDate("R6.4", "2024-04")
    case = Case(baseline_date=before)
    assert diff(case, replace(case, baseline_date=after)) == (
        FieldChange("baseline_date", before, after),
    )


def test_lines_come_go_change_and_move() -> None:
    one, two, three = (Condition(name=name) for name in ("心不全", "白内障", "不眠"))
    case = Case(conditions=(one, two))
    worse = replace(one, note="増悪")
    other = replace(case, conditions=(three, worse))
    assert diff(case, other) == (
        FieldChange(f"conditions[{two.uuid}]", two, None),
        FieldChange(f"conditions[{three.uuid}]", None, three),
        FieldChange(f"conditions[{one.uuid}].note", "", "増悪"),
        FieldChange("conditions", ((one.uuid,), (two.uuid,)), ((three.uuid,), (one.uuid,))),
    )


def test_a_line_added_at_the_end_moves_nothing() -> None:
    case = Case(conditions=(Condition(name="心不全"),))
    more = Condition(name="不眠")
    other = replace(case, conditions=(*case.conditions, more))
    assert [change.path for change in diff(case, other)] == [f"conditions[{more.uuid}]"]


def test_ratings_are_told_apart_by_item_and_time_point() -> None:
    before = Judgement(item="eating", time_point=TimePoint.BEFORE, rating="D1")
    predicted = Judgement(item="eating", time_point=TimePoint.PREDICTED, rating="O1")
    case = Case(judgements=(before, predicted))
    other = replace(case, judgements=(before, replace(predicted, rating="O2")))
    assert diff(case, other) == (FieldChange("judgements[eating/predicted].rating", "O1", "O2"),)


def test_two_lines_with_one_key_are_refused() -> None:
    twice = PrivacyDecision(snippet="花里", state="not_a_name")
    with pytest.raises(DuplicateLine):
        diff(Case(), Case(privacy_decisions=(twice, twice)))
