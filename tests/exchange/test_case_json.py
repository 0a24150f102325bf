"""Case JSON: the sample file comes in and goes out without loss; bad files are refused whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from app.care.case import (
    CareDate,
    Consent,
    FormalService,
    GoalRow,
    Judgement,
    PrivateIdentity,
    RiskDecision,
    RoomFact,
    TimePoint,
    Weight,
)
from app.errors import InputRefused
from app.exchange.case_json_read import read_cases
from app.exchange.case_json_write import write_case
from app.exchange.merge import merged
from app.exchange.safe_json import load_json
from app.paths import resource


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    data = load_json(resource("samples/sample_cases.json").read_bytes())
    assert isinstance(data, dict)
    return data


def without_uuid(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_uuid(item) for key, item in value.items() if key != "uuid"}
    if isinstance(value, list):
        return [without_uuid(item) for item in value]
    return value


def test_every_sample_case_is_read_without_a_problem(sample: dict[str, Any]) -> None:
    file = read_cases(sample)
    assert file.problems == ()
    assert [case.case_no for case in file.cases] == list(range(101, 111))
    assert [len(session.case_keys) for session in file.sessions] == [4, 3, 3]


@pytest.mark.parametrize("index", range(10))
def test_a_sample_case_is_written_back_as_it_was(sample: dict[str, Any], index: int) -> None:
    original = sample["cases"][index]
    written = write_case(read_cases(sample).cases[index])
    assert {key: written[key] for key in original} == original
    assert set(written) - set(original) == {"uuid", "revision"}


def test_everything_a_case_can_hold_survives_the_file(sample: dict[str, Any]) -> None:
    case = replace(
        read_cases(sample).cases[3],
        pseudonym="けやき",
        first_visit_date=CareDate("令和6年5月頃", "2024-05", approximate=True),
        imported_bmi=16.0,
        hba1c=6.4,
        weights=(Weight(date=CareDate("2024-01-10", "2024-01-10"), kg=54.0),),
        formal_services=(FormalService(text="通所", kind="短期集中", frequency="週2回"),),
        room_facts=(RoomFact(stage="issue", text="1日2食"),),
        goal_rows=(GoalRow(topic="囲碁", before="週2回", now="休み", target="週1回", agreed=True),),
        projected_fields=frozenset({"desired_life"}),
        risk_decisions=(RiskDecision(rule_id="R02", state="agenda", note="栄養士へ"),),
        consent=Consent(person=True, withdrawn=CareDate("R6.9.1", "2024-09-01")),
        judgements=(
            Judgement(item="eating", time_point=TimePoint.BEFORE, missing_reason="未確認"),
            Judgement(
                item="eating",
                time_point=TimePoint.ACTUAL_12,
                rating="O1",
                personal_factor="自立",
                rated_by="看護師",
                rated_on="2025-06-01",
            ),
        ),
    )
    text = json.dumps({"cases": [write_case(case)]}, ensure_ascii=False)
    again = read_cases(load_json(text.encode())).cases[0]
    assert write_case(again) == write_case(case)
    assert again.first_visit_date == case.first_visit_date
    assert set(again.judgements) == set(case.judgements)
    assert again.consent == case.consent


def test_unknown_keys_of_every_level_are_kept(sample: dict[str, Any]) -> None:
    raw = json.loads(json.dumps(sample["cases"][0]))
    raw["our_town_key"] = {"a": [1]}
    raw["household"]["pets"] = "犬"
    raw["medications"][0]["lot"] = "X1"
    written = write_case(read_cases({"cases": [raw]}).cases[0])
    assert written["our_town_key"] == {"a": [1]}
    assert written["household"]["pets"] == "犬"  # type: ignore[index]
    assert written["medications"][0]["lot"] == "X1"  # type: ignore[index]


def test_names_leave_only_when_asked_for(sample: dict[str, Any]) -> None:
    raw = {
        **sample["cases"][0],
        "private_identity": {"name": "架空花子", "relatives": ["架空太郎"]},
    }
    file = read_cases({"cases": [raw]})
    identity = PrivateIdentity(
        case_uuid=file.cases[0].uuid, name="架空花子", relatives=("架空太郎",)
    )
    assert file.identities == (identity,)
    assert "架空" not in json.dumps(write_case(file.cases[0]), ensure_ascii=False)
    assert write_case(file.cases[0], identity)["private_identity"]["name"] == "架空花子"  # type: ignore[index]


def test_importing_again_keeps_row_identities(sample: dict[str, Any]) -> None:
    first = read_cases(sample).cases[4]
    second = read_cases(sample).cases[4]
    assert merged(first, second) == first
    edited = replace(second, medications=second.medications[1:])
    rows = merged(first, edited).medications
    assert [row.uuid for row in rows] == [row.uuid for row in first.medications[1:]]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"age": "八十"}, "age"),
        ({"care_level": "要介護9"}, "care_level"),
        ({"feature_codes": [9]}, "feature_codes"),
        ({"kcl": {"answers": [1, 0]}}, "kcl.answers"),
        ({"first_visit_date": "きのう"}, "first_visit_date"),
        ({"medications": ["薬"]}, "medications[1]"),
        ({"consent": {"person": "はい"}}, "consent.person"),
        ({"height_cm": True}, "height_cm"),
        ({"height_cm": float("inf")}, "height_cm"),
        ({"weight_kg": 10**17}, "weight_kg"),
        ({"age": 70.5}, "age"),
        ({"age": -3}, "age"),
        ({"age": float("inf")}, "age"),
        ({"feature_codes": [1, "猫"]}, "feature_codes"),
        ({"kcl": {"answers": [0.5] * 25}}, "kcl.answers"),
        ({"kcl": {"answers": ["はい"] * 25}}, "kcl.answers"),
        ({"uuid": "101"}, "uuid"),
        ({"status": "lost"}, "status"),
        ({"follow_up": {"m6": {"outcome_code": "flying"}}}, "follow_up.m6.outcome_code"),
        ({"follow_up": {"m6": {"target_date": "R6年頃"}}}, "follow_up.m6.target_date"),
        ({"room_facts": [{"stage": "lunch", "text": "x"}]}, "room_facts[1].stage"),
        ({"risk_decisions": [{"rule_id": "R1", "state": "x"}]}, "risk_decisions[1].state"),
    ],
)
def test_a_bad_value_is_named_by_row_and_column(
    sample: dict[str, Any], change: dict[str, object], column: str
) -> None:
    file = read_cases({"cases": [{**sample["cases"][0], **change}]})
    assert [(problem.row, problem.column) for problem in file.problems] == [("101", column)]


@pytest.mark.parametrize("number", [0, -5, 1.5, "百一", 10**9])
def test_a_case_number_is_a_whole_number_from_one_on(
    sample: dict[str, Any], number: object
) -> None:
    file = read_cases({"cases": [{**sample["cases"][0], "case_no": number}]})
    assert [problem.column for problem in file.problems] == ["case_no"]


def test_numbers_are_read_in_every_spelling(sample: dict[str, Any]) -> None:
    spelled = {
        "case_no": "１０１",
        "age": "８２",
        "height_cm": " １５０．５ ",
        "feature_codes": ["③", "1、2", "2"],
        "kcl": {"answers": [1.0, "０", "1", None, 0] * 5},
    }
    file = read_cases({"cases": [{**sample["cases"][0], **spelled}]})
    assert file.problems == ()
    case = file.cases[0]
    assert (case.case_no, case.age, case.height_cm) == (101, 82, 150.5)
    assert case.feature_codes == (3, 1, 2)
    assert case.checklist == (1, 0, 1, None, 0) * 5


@pytest.mark.parametrize(
    ("key", "value"), [("case_no", 7), ("uuid", "01a20c1f-1359-7925-b167-e89367025eaa")]
)
def test_two_cases_under_one_key_are_refused(
    sample: dict[str, Any], key: str, value: object
) -> None:
    twins = [{**case, "case_no": None, key: value} for case in sample["cases"][:2]]
    assert [problem.column for problem in read_cases({"cases": twins}).problems] == [key]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"date": "あした"}, "date"),
        ({"date": "令和6年8月"}, "date"),
        ({"type": "猫の会"}, "type"),
        ({"minutes": -5}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": "長い"}, "minutes"),
        ({"case_ids": "S101"}, "case_ids"),
        ({"uuid": "x"}, "uuid"),
    ],
)
def test_a_bad_session_is_named_too(
    sample: dict[str, Any], change: dict[str, object], column: str
) -> None:
    file = read_cases({**sample, "sessions": [{**sample["sessions"][0], **change}]})
    assert [problem.column for problem in file.problems] == [f"sessions[1].{column}"]


def test_a_session_is_read_as_people_write_it(sample: dict[str, Any]) -> None:
    written = {
        "date": "令和6年8月9日",
        "type": "居宅版",
        "case_ids": [101, "S102", "S102"],
        "室": "大",
    }
    session = read_cases({**sample, "sessions": [written]}).sessions[0]
    assert (session.date, session.session_type, session.minutes) == ("2024-08-09", "kyotaku", 90)
    assert session.case_keys == ("101", "S102")
    assert session.extra == {"室": "大"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1, 2",
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b'{"a": "\\ud800"}',
        b"[" * 60 + b"]" * 60,
        b"[" * 200_000,
        b'{"a": ' + b"9" * 100_000 + b"}",
        "{'a'：1}".encode("cp932"),
        '{"cases": []}'.encode("utf-16"),
        b'"' + b'\\"' * 200_000,
    ],
)
def test_broken_json_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        load_json(data)
    assert refused.value.what.endswith(("。", "a", "NaN"))


def test_a_wrong_encoding_is_called_that() -> None:
    """Zero bytes of UTF-16 once looked like brackets nested too deep."""
    with pytest.raises(InputRefused, match="UTF-8"):
        load_json(resource("samples/sample_cases.json").read_text("utf-8").encode("utf-16"))


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(InputRefused):
        read_cases({"hello": "world"})
