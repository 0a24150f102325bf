"""What comes along to the next meeting: every field is decided, and rows get their own keys."""

from __future__ import annotations

from dataclasses import fields, replace

from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    CaseStatus,
    Condition,
    Consent,
    FollowUp,
    Medication,
    TimePoint,
    Weight,
    with_judgement,
)
from app.care.next_meeting import CARRIED, LEFT, MADE, for_next_meeting

DAY = CareDate("R6.2.9", "2024-02-09")
LAST = replace(
    with_judgement(Case(), "eating", TimePoint.PREDICTED, rating="O1"),
    row_version=12,
    case_no=88,
    pseudonym="けやき",
    status=CaseStatus.FOLLOWING,
    conference_date=DAY,
    care_level="要支援2",
    previous_care_level="要支援1",
    weight_kg=44.0,
    weights=(Weight(date=CareDate("R5.8", "2023-08"), kg=47.0),),
    conditions=(Condition(name="心不全"),),
    medications=(Medication(sheet_text="フロセミド20mg"),),
    agenda_points=(AgendaPoint(text="外出"),),
    consent=Consent(person=True),
    follow_ups=(FollowUp(months=6, outcome_code="x"),),
    extra={"id": "S088"},
)


def test_every_field_is_decided_once() -> None:
    names = {field.name for field in fields(Case)}
    assert CARRIED | MADE | LEFT.keys() == names
    assert len(CARRIED) + len(MADE) + len(LEFT) == len(names)


def test_facts_come_along_and_the_level_becomes_the_previous_one() -> None:
    new = for_next_meeting(LAST, case_no=120)
    assert (new.case_no, new.row_version, new.status) == (120, 0, CaseStatus.DRAFT)
    assert new.previous_case_uuid == LAST.uuid
    assert (new.previous_care_level, new.care_level) == ("要支援2", None)
    assert new.newly_certified is False
    assert new.pseudonym == "けやき"
    assert [line.name for line in new.conditions] == ["心不全"]
    assert [line.sheet_text for line in new.medications] == ["フロセミド20mg"]
    assert [(row.kg, row.date) for row in new.weights] == [
        (47.0, LAST.weights[0].date),
        (44.0, DAY),
    ]


def test_rows_get_keys_of_their_own() -> None:
    new = for_next_meeting(LAST)
    assert new.uuid != LAST.uuid
    assert new.conditions[0].uuid != LAST.conditions[0].uuid
    assert new.weights[0].uuid != LAST.weights[0].uuid


def test_what_belonged_to_the_last_meeting_stays_there() -> None:
    new, empty = for_next_meeting(LAST), Case()
    for name in LEFT:
        assert getattr(new, name) == getattr(empty, name), name
    assert not new.consent.person
    assert new.judgements == ()
    assert new.agenda_points == ()
    assert new.follow_ups == ()


def test_a_weight_that_is_in_the_series_is_not_doubled() -> None:
    known = replace(LAST, weights=(Weight(date=DAY, kg=44.0),))
    assert len(for_next_meeting(known).weights) == 1
