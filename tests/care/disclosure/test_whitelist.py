"""The whitelist is closed, and nothing that is not on it reaches any output."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import pytest

from app.care.case import Case
from app.care.disclosure import (
    NEVER,
    WHITELIST,
    KnownNames,
    checker,
    judgement_sheet,
    mask_of,
    opened,
    room_case,
    sheet,
    undecided,
)
from app.errors import InputRefused
from tests.checkers import NOBODY

# Texts of a case that may stand on the wall as they were typed. Everything else must not.
ON_THE_WALL = {
    "pseudonym",
    "life_issues",
    "desired_life",
    "formal_services.text",
    "formal_services.frequency",
    "informal_supports.text",
    "informal_supports.who",
    "informal_supports.frequency",
    "support_question",
    "room_facts.text",
    "goal_rows.topic",
    "goal_rows.before",
    "goal_rows.now",
    "goal_rows.target",
}
ON_PAPER = {
    "pseudonym",
    "first_visit_date.text",
    "conference_date.text",
    "disability_independence",
    "dementia_independence",
    "previous_care_level",
    "care_level",
    "feature_note",
    "housing",
    "household.type",
    "household.family_note",
    "conditions.name",
    "conditions.onset.text",
    "conditions.note",
    "medications.sheet_text",
    "medications.usage",
    "life_issues",
    "desired_life",
    "cm_assessment",
    "formal_services.text",
    "formal_services.frequency",
    "informal_supports.text",
    "informal_supports.who",
    "informal_supports.frequency",
    "monitoring.month_label",
    "monitoring.date.text",
    "monitoring.conference_time_status",
    "agenda_points.text",
    "judgements.personal_factor",
    "judgements.environment_factor",
}


def test_every_field_of_a_case_has_been_decided_about() -> None:
    assert undecided() == frozenset(), "add the new field to WHITELIST or NEVER in whitelist.py"


def test_the_lists_name_only_fields_that_exist_and_never_contradict_each_other() -> None:
    names = {field.name for field in fields(Case)}
    allowed = frozenset().union(*WHITELIST.values())

    assert allowed | NEVER == names
    assert not allowed & NEVER


@pytest.mark.parametrize("private", ["presenter_note", "birth_year", "district", "extra", "staff"])
def test_the_wall_never_knows_these(private: str) -> None:
    assert private not in WHITELIST["room"]


def test_opened_empties_every_other_field(planted: Any) -> None:
    shown = opened(planted.case, "room")

    assert shown.life_issues == planted.case.life_issues
    for name in {field.name for field in fields(Case)} - WHITELIST["room"]:
        assert getattr(shown, name) == getattr(Case(uuid=shown.uuid), name), name


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_only_the_listed_texts_reach_the_wall(planted: Any, lang: str) -> None:
    seen = _paths_in(asdict(room_case(planted.case, NOBODY, lang=lang)), planted.where)

    assert seen <= ON_THE_WALL
    assert {"life_issues", "desired_life", "goal_rows.target", "support_question"} <= seen


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_only_the_listed_texts_reach_paper(planted: Any, lang: str) -> None:
    both = [
        asdict(sheet(planted.case, NOBODY, lang=lang)),
        asdict(judgement_sheet(planted.case, NOBODY, lang=lang)),
    ]
    seen = _paths_in(both, planted.where)

    assert seen <= ON_PAPER
    assert {"cm_assessment", "medications.sheet_text", "judgements.personal_factor"} <= seen


def test_no_word_of_the_identity_gets_out_even_where_it_was_typed(planted: Any) -> None:
    told = planted.where.items()  # the key of an unknown field (旧姓) is a word like any other
    words = [word for word, path in told if path.startswith("identity") and "key" not in path]
    typed = {
        name: "。".join(words)
        for name in ("life_issues", "desired_life", "cm_assessment", "housing")
    }
    case = Case(**{**{f.name: getattr(planted.case, f.name) for f in fields(Case)}, **typed})
    check = checker(planted.identity, KnownNames())
    with pytest.raises(InputRefused):
        sheet(case, check)
    with pytest.raises(InputRefused):
        room_case(case, check)
    shown = mask_of(case, "paper", check).text(case.life_issues)

    leaked = [word for word in words if word in shown]
    assert not leaked, [planted.where[word] for word in leaked]


def test_the_exact_age_stays_off_the_wall(samples: Any) -> None:
    for case in samples.values():
        known = room_case(case, NOBODY)
        assert str(case.age) not in f"{known.age_band}{known.household}{known.care_level}"
        assert f"{case.age}歳" not in str(asdict(known))


def _paths_in(output: object, where: dict[str, str]) -> set[str]:
    text = str(output)
    return {path for word, path in where.items() if word in text}
