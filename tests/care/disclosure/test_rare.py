"""Rare combinations: few questions, answered once, asked again when what was found changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.care.case import Case, Condition, Household
from app.care.disclosure.rare import KEPT, open_rare, rare_combinations, with_kept
from app.exchange.case_json_read import read_cases
from app.paths import resource

PLACED = Case(age=84, housing="本郷町 戸建て")


@pytest.mark.parametrize(
    ("case", "kinds"),
    [
        (Case(age=99), []),
        (Case(age=100), ["age"]),
        (Case(conditions=(Condition(name="パーキンソン病"),)), []),
        (Case(conditions=(Condition(name="筋萎縮性側索硬化症（ALS）"),)), ["disease"]),
        (Case(conditions=(Condition(name="ＭＳＡ"),)), ["disease"]),
        (Case(conditions=(Condition(name="SALSA"),)), []),
        (Case(household=Household(family_note="双子の妹と二人")), []),
        (replace(PLACED, household=Household(family_note="双子の妹と二人")), ["household"]),
        (Case(district="花里", household=Household(family_note="四世代で暮らす")), ["household"]),
        (Case(strengths="元町長。囲碁三段"), ["role"]),
        (Case(staff="元町長の娘"), []),
        (Case(strengths="元教員。町内会の役員"), []),
        (Case(age=101, strengths="叙勲を受けた"), ["age", "role"]),
    ],
)
def test_what_few_people_share_is_asked_about(case: Case, kinds: list[str]) -> None:
    assert [each.kind for each in rare_combinations(case)] == kinds


def test_the_samples_are_hardly_asked_about() -> None:
    data = json.loads(resource("samples/sample_cases.json").read_text(encoding="utf-8"))

    asked = [case.case_no for case in read_cases(data).cases if rare_combinations(case)]

    assert len(asked) <= 2


def test_an_answer_lasts_until_what_was_found_changes() -> None:
    case = Case(age=100, conditions=(Condition(name="多系統萎縮症"),), life_issues="元町長")
    for rare in open_rare(case):
        case = with_kept(case, rare, by="看護師")
    assert open_rare(case) == ()
    assert not any("町長" in each.snippet for each in case.privacy_decisions)

    changed = replace(case, age=101, life_issues="元町長。もと元校長")

    assert [each.kind for each in open_rare(changed)] == ["age", "role"]
    again = with_kept(changed, open_rare(changed)[0])
    assert len(again.privacy_decisions) == 3
    assert {each.state for each in again.privacy_decisions} == {KEPT}


def test_every_kind_says_what_and_what_to_do_in_both_languages() -> None:
    case = replace(
        PLACED,
        age=100,
        conditions=(Condition(name="ALS"),),
        household=Household(family_note="双子の姉と二人"),
        strengths="元町長",
    )
    for lang in ("ja", "en"):
        for rare in rare_combinations(case):
            said = rare.sentence(lang) + rare.todo(lang)
            assert "{" not in said
            assert all(word in said for word in rare.found)
