"""Keys the program doesn't know come back where they were, at whatever depth (CONTRACT.md)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from app.care.case import Case, FormalService, GoalRow
from app.exchange.case_json_read import read_cases
from app.exchange.case_json_write import write_case
from app.paths import resource

# Objects that are computed anew on every way out: nothing of theirs is kept.
_DERIVED = ("domain_totals",)


@pytest.fixture
def full() -> dict[str, Any]:
    """A sample case that has every kind of object a case file can hold."""
    sample = json.loads(resource("samples/sample_cases.json").read_text(encoding="utf-8"))
    return {
        **sample["cases"][3],
        "weight_series": [{"date": "2024-01-02", "kg": 50.0}],
        "formal_services": [{"text": "通所", "kind": "短期集中", "start": "2024-06-01"}],
        "monitoring_more": [{"month_label": "9月", "conference_time_status": "歩く"}],
        "physical_tests_more": [{"tug_sec": 11.0}],
        "room_facts": [{"stage": "goal", "text": "墓参り"}],
        "goal_rows": [{"topic": "買い物", "now": "休み"}, {"topic": "料理"}],
        "risk_decisions": [{"rule_id": "R02", "state": "agenda"}],
        "privacy_decisions": [{"snippet": "本郷", "state": "not_a_name"}],
        "private_identity": {"name": "架空花子"},
    }


def mark(value: Any, path: str, marks: list[str]) -> None:
    """Put an unknown key into every object of ``value``."""
    if isinstance(value, dict):
        for key, inner in list(value.items()):
            if key not in _DERIVED:
                mark(inner, f"{path}/{key}", marks)
        marks.append(f"印 {path or '/'}")
        value["our_town_key"] = marks[-1]
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            mark(inner, f"{path}[{place}]", marks)


def through_a_file(raw: dict[str, Any]) -> dict[str, Any]:
    file = read_cases({"cases": [raw]})
    assert file.problems == ()
    return write_case(file.cases[0], next(iter(file.identities), None))


def paths_of_marks(value: Any, path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "our_town_key":
                found[inner] = f"印 {path or '/'}"
            else:
                found |= paths_of_marks(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            found |= paths_of_marks(inner, f"{path}[{place}]")
    return found


def test_every_object_of_a_case_keeps_its_unknown_keys(full: dict[str, Any]) -> None:
    marks: list[str] = []
    mark(full, "", marks)
    assert len(marks) > 45
    once = through_a_file(full)
    assert paths_of_marks(once) == {text: text for text in marks}
    assert through_a_file(once) == once


def case_with_rows() -> Case:
    raw = {
        "case_no": 1,
        "goal_rows": [{"topic": name, "mark": name} for name in ("一", "二", "三")],
        "formal_services": [{"text": "通所", "mark": "通所"}],
        "adl_iadl": {"items": [{"key": "eating", "pre": "O1", "mark": "食事"}]},
    }
    return read_cases({"cases": [raw]}).cases[0]


def marks_of(case: Case, key: str = "goal_rows") -> list[tuple[str, str | None]]:
    rows = write_case(case)[key]
    assert isinstance(rows, list)
    return [(row.get("topic") or row.get("text"), row.get("mark")) for row in rows]


def test_moved_rows_take_their_unknown_keys_along() -> None:
    case = case_with_rows()
    moved = replace(case, goal_rows=case.goal_rows[::-1])
    assert marks_of(moved) == [("三", "三"), ("二", "二"), ("一", "一")]


def test_a_removed_row_takes_its_unknown_keys_with_it() -> None:
    case = case_with_rows()
    shorter = replace(case, goal_rows=case.goal_rows[1:])
    assert marks_of(shorter) == [("二", "二"), ("三", "三")]
    fresh = replace(case, goal_rows=(*case.goal_rows, GoalRow(topic="四")))
    assert marks_of(fresh)[3] == ("四", None)


def test_an_edited_row_keeps_its_unknown_keys() -> None:
    case = case_with_rows()
    edited = replace(case.goal_rows[1], topic="二の二")
    case = replace(case, goal_rows=(case.goal_rows[0], edited, case.goal_rows[2]))
    assert marks_of(case)[1] == ("二の二", "二")


def test_a_service_in_its_short_form_becomes_an_object_for_them() -> None:
    case = case_with_rows()
    assert marks_of(case, "formal_services") == [("通所", "通所")]
    plain = replace(case, formal_services=(FormalService(text="通所"),), extra={})
    assert write_case(plain)["formal_services"] == ["通所"]


def test_an_item_is_found_by_its_key_wherever_it_stands() -> None:
    case = case_with_rows()
    sheet: Any = write_case(case)["adl_iadl"]
    assert {row["key"]: row["mark"] for row in sheet["items"] if "mark" in row} == {
        "eating": "食事"
    }


def test_what_is_erased_does_not_live_on_among_the_unknown_keys() -> None:
    raw = {"case_no": 1, "goal_rows": [{"topic": "消した言葉", "mark": "印"}]}
    case = replace(read_cases({"cases": [raw]}).cases[0], goal_rows=())
    assert "消した言葉" not in json.dumps(case.extra, ensure_ascii=False)


def test_an_unknown_key_never_overrules_what_the_case_says() -> None:
    hostile = {"consent": {"own": {"person": True}}}
    raw = {"case_no": 1, "consent": {"person": False}, "$inside": hostile}
    case = read_cases({"cases": [raw]}).cases[0]
    assert write_case(case)["consent"]["person"] is False  # type: ignore[index]
    planted = replace(case, extra={"$inside": hostile})
    assert write_case(planted)["consent"]["person"] is False  # type: ignore[index]
