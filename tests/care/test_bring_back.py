"""Bringing back: one field, or everything a person wrote."""

from __future__ import annotations

from dataclasses import replace

from app.care.bring_back import all_back, field_back
from app.care.case import CareDate, Case, Condition, Consent, PrivateIdentity

THEN = Case(
    row_version=3,
    case_no=104,
    age=84,
    conditions=(Condition(name="心不全"),),
    consent=Consent(person=True, family=True),
)
NOW = replace(THEN, row_version=9, case_no=205, age=85, conditions=(), staff="北")


def test_one_field_comes_back_and_nothing_else() -> None:
    assert field_back(NOW, THEN, "conditions") == replace(NOW, conditions=THEN.conditions)


def test_everything_comes_back_but_number_and_version() -> None:
    assert all_back(NOW, THEN) == replace(THEN, row_version=9, case_no=205)


def test_a_withdrawn_consent_stays_withdrawn() -> None:
    gone = replace(NOW, consent=Consent(withdrawn=CareDate("R6.8.1", "2024-08-01")))
    assert all_back(gone, THEN) == replace(THEN, row_version=9, case_no=205, consent=gone.consent)
    assert field_back(gone, THEN, "consent").consent == THEN.consent


def test_an_identity_comes_back_to_its_own_case() -> None:
    then = PrivateIdentity(case_uuid="a", row_version=1, name="山田ハナ", relatives=("一郎",))
    now = PrivateIdentity(case_uuid="a", row_version=4, name="やまだ")
    assert all_back(now, then) == replace(then, row_version=4)
