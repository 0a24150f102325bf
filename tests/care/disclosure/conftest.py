"""The ten sample cases as values, and a case with a planted word in every text there is."""

from __future__ import annotations

import json
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pytest

from app.care.case import CareDate, Case, PrivateIdentity
from app.exchange.case_json_read import read_cases
from app.paths import resource


@pytest.fixture(scope="session")
def samples() -> Mapping[int, Case]:
    """The shipped cases by number."""
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    cases = read_cases(json.loads(text)).cases
    return {case.case_no: case for case in cases if case.case_no is not None}


@dataclass(frozen=True)
class Planted:
    """A case full of canaries and where each of them sits: word → field path."""

    case: Case
    identity: PrivateIdentity
    where: Mapping[str, str]


@pytest.fixture
def planted(samples: Mapping[int, Case]) -> Planted:
    """Sample 104 with a word of its own in every text field, nested ones included."""
    where: dict[str, str] = {}
    case = _filled(samples[104], "", where)
    identity = _filled(PrivateIdentity(case_uuid=case.uuid, relatives=("",), facilities=("",)),
                       "identity", where)  # fmt: skip
    return Planted(case, identity, where)


# Keys and codes, where no text of a person stands; a withdrawal would stop everything.
_CODES = {
    "withdrawn",
    "uuid",
    "case_uuid",
    "item",
    "rule_id",
    "stage",
    "iso",
    "route",
    "classes",
    "state",
}


def _filled(value: Any, path: str, where: dict[str, str]) -> Any:
    hints = typing.get_type_hints(type(value))
    changes = {}
    for spec in fields(value):
        inner = f"{path}.{spec.name}".lstrip(".")
        if spec.name not in _CODES:
            changes[spec.name] = _canary(getattr(value, spec.name), hints[spec.name], inner, where)
    return replace(value, **changes)


def _canary(value: Any, hint: Any, path: str, where: dict[str, str]) -> Any:
    made = value
    if is_dataclass(value):
        made = _filled(value, path, where)
    elif value is None and hint == CareDate | None:
        made = CareDate(_word(path, where))
    elif isinstance(value, tuple):
        made = _canary_tuple(value, hint, path, where)
    elif isinstance(value, Mapping):
        made = {_word(f"{path} key", where): _word(path, where)}
    elif hint == str | None or (isinstance(value, str) and not isinstance(value, Enum)):
        made = _word(path, where)
    return made


def _canary_tuple(value: tuple[Any, ...], hint: Any, path: str, where: dict[str, str]) -> Any:
    kind = next(iter(typing.get_args(hint)), None)
    if is_dataclass(kind) and not value:
        try:
            value = (kind(),)
        except TypeError:  # it has fields without a default, and the sample has none of it
            return value
    return tuple(_canary(part, type(part), path, where) for part in value)


def _word(path: str, where: dict[str, str]) -> str:
    """A word in katakana that no rule knows: one letter a digit, so none is part of another."""
    letters = "ネヌノヒフヘホムメモ"
    word = "カナリヤ" + "".join(letters[int(digit)] for digit in f"{len(where):03}") + "ヲ"
    where[word] = path
    return word
