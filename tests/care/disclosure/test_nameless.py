"""The name of a person at any place of a case file: asked about, refused, or left out."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.care.case import Case, PrivacyDecision, PrivateIdentity, RiskDecision
from app.care.disclosure import KnownNames, checker, open_doubts
from app.care.disclosure.case_texts import case_texts
from app.care.disclosure.nameless import public_extra, without_names
from app.exchange.case_json_read import read_cases
from app.exchange.case_json_write import write_case

NAME = "森田ハナ"
CHECK = checker(
    PrivateIdentity(case_uuid="x", name="森田 ハナ", kana="モリタ ハナ", phone="0565-12-3456"),
    KnownNames(),
)


@pytest.fixture
def full(samples: Mapping[int, Case]) -> Case:
    """A sample case with something in the parts no sample has."""
    case = samples[104]
    first = replace(case.judgements[0], rated_by="佐伯", rated_on="2024-08-01")
    return replace(
        case,
        staff="北部包括 佐伯 保健師",
        judgements=(first,),  # a short file: one row of each table is enough
        follow_ups=case.follow_ups[:1],
        risk_decisions=(
            RiskDecision(rule_id="R01", state="checked", by="佐伯", decided_at="2024-08-01"),
        ),
        privacy_decisions=(
            PrivacyDecision(
                snippet="森の会", state="not_a_name", by="佐伯", decided_at="2024-08-01"
            ),
            PrivacyDecision(snippet="佐伯さん", state="replaced"),
        ),
        extra={**case.extra, "town_key": {"rows": ["x", 3]}},
    )


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of a file: one number of an object and one row of a list stand for the others."""
    if isinstance(value, dict):
        inner, numbers = list(value.items()), 0
    else:
        inner, numbers = list(enumerate(value[:1])) if isinstance(value, list) else [], 0
    for key, part in inner:
        numbers += isinstance(part, int | float)
        if not isinstance(part, int | float) or numbers == 1:
            yield (*path, key)
        yield from _leaves(part, (*path, key))


def _first_keys(value: Any) -> set[str | int]:
    """The first key of every object: one stands for its other ones."""
    inner = list(value.values()) if isinstance(value, dict) else value[:1]
    nested = [part for part in inner if isinstance(part, dict | list)]
    first = set(list(value)[:1]) if isinstance(value, dict) else set()
    return first.union(*map(_first_keys, nested))


def _planted(data: Any, path: tuple[str | int, ...], *, as_key: bool) -> Any:
    data = copy.deepcopy(data)
    node = data
    for key in path[:-1]:
        node = node[key]
    if as_key:
        node[NAME] = node.pop(path[-1])
    else:
        node[path[-1]] = NAME
    return data


def test_a_name_at_any_place_of_a_file_is_asked_about_or_left_out(full: Case) -> None:
    data: Any = write_case(full)
    del data["adl_iadl"]["items"][1:]  # one row reads like the other 17
    firsts = _first_keys(data)
    seen = {"asked": 0, "left out": 0, "refused": 0}
    for path in _leaves(data):
        for as_key in (False, True):
            if path[-1] == "snippet" or (as_key and path[-1] not in firsts):
                continue  # the words of an answer 「名前ではない」 are what the person said of them
            read = read_cases({"cases": [_planted(data, path, as_key=as_key)]})
            if read.problems:
                seen["refused"] += 1
            elif open_doubts(read.cases[0], CHECK):
                seen["asked"] += 1
            else:
                written = json.dumps(write_case(without_names(read.cases[0])), ensure_ascii=False)
                assert "森田" not in written, (path, as_key)
                seen["left out"] += 1

    assert min(seen.values()) > 15, seen


def test_no_staff_and_nobody_who_answered_is_named(full: Case) -> None:
    written = json.dumps(write_case(without_names(full)), ensure_ascii=False)

    assert "佐伯" not in written
    assert "北部包括 保健師" in written
    assert "森の会" in written
    assert "2024-08-01" in written


def test_a_number_under_an_unknown_key_is_read_like_a_text() -> None:
    case = Case(extra={"x": 565123456, "y": [{"z": 565123456.0}], "weight": 52.5})

    # a leading 0 is lost in a number; the local part is known as well
    texts = [text for _, text in case_texts(case)]
    assert {"565123456", "52.5"} <= set(texts)
    assert case_texts(Case(extra={"$inside": {"row": "0a" * 20}})) == case_texts(
        Case(extra={"$inside": {"row": "0b" * 20}})
    )


@pytest.mark.parametrize(
    "key", ["氏名", "Name", "name", "ﾌﾘｶﾞﾅ", "ふりがな", "phone", "住所", "birth-date"]
)
def test_keys_that_hold_an_identity_are_left_out_whatever_they_hold(key: str) -> None:
    extra = {"themes": ["x"], key: "whoever", "inner": {key: 1, "kept": 2}, "rows": [{key: 3}]}

    assert public_extra(extra) == {"themes": ["x"], "inner": {"kept": 2}, "rows": [{}]}


def test_nothing_of_a_clean_case_is_lost(samples: Mapping[int, Case]) -> None:
    for case in samples.values():
        assert without_names(case) == replace(case, staff=without_names(case).staff)
