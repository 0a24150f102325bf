"""Cases and conferences full of everything, built from the types of their fields."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from app.care.case import CareDate, Case
from app.care.changes import line_key
from app.care.readiness import honest
from app.care.text import clean
from app.conference.meeting import Conference

TEXTS = st.text(
    st.sampled_from("あアｱ漢字𠮷髙葛\U000e0100 　\n\t\"'%_;<b>&=－〃👩\u200d👧がか゛ﾊﾟé1１"),
    max_size=8,
).map(clean)
INTEGERS = st.integers(-(2**53), 2**53)
FLOATS = st.floats(-1e6, 1e6, allow_nan=False)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
ISO_DATES = st.none() | st.sampled_from(["2024", "2024-02", "2024-02-29"])
DATES = st.builds(CareDate, TEXTS, ISO_DATES, st.booleans(), st.booleans(), st.booleans())
# Keys and references to other records are made by the store's own rules, not drawn.
_GIVEN = {"uuid", "row_version", "case_uuid", "resource_uuid", "number", "case_no", "date"}


@lru_cache
def values(kind: type) -> st.SearchStrategy[Any]:
    """Any value of a dataclass."""
    hints = typing.get_type_hints(kind)
    drawn = {
        field.name: _of(hints[field.name])
        for field in dataclasses.fields(kind)
        if not (field.name in _GIVEN and hints[field.name] in (str, int, str | None, int | None))
        or (field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING)
    }
    if "case_uuid" in drawn:
        drawn["case_uuid"] = st.just("")
    return st.builds(kind, **drawn)


def _of(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(_of(argument) for argument in arguments))
    if origin is not None:
        return _collection(origin, arguments)
    if dataclasses.is_dataclass(hint):
        return DATES if hint is CareDate else values(typing.cast(type, hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    simple = {str: TEXTS, int: INTEGERS, float: FLOATS, bool: st.booleans(), type(None): st.none()}
    return simple[hint]


def _collection(origin: Any, arguments: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=3).map(_distinct)
    if origin is frozenset:
        return st.frozensets(_of(arguments[0]), max_size=3)
    assert issubclass(origin, Mapping)
    if arguments[0] is str:
        return st.dictionaries(TEXTS, JSON_VALUES, max_size=2)
    return st.dictionaries(_of(arguments[0]), _of(arguments[1]), max_size=3)


def _distinct(items: list[Any]) -> tuple[Any, ...]:
    if items and dataclasses.is_dataclass(items[0]):
        return tuple({line_key(item): item for item in items}.values())
    return tuple(items)


# Ready is what the store takes back from a case that isn't (care.readiness).
CASES: st.SearchStrategy[Case] = values(Case).map(honest)
CONFERENCES: st.SearchStrategy[Conference] = values(Conference)


def on_agenda(conference: Conference, case_uuid: str) -> Conference:
    """``conference`` with every required reference pointing to a case that exists."""

    def point(lines: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(dataclasses.replace(line, case_uuid=case_uuid) for line in lines)

    return dataclasses.replace(
        conference,
        agenda=point(conference.agenda),
        resource_uses=point(conference.resource_uses),
        entries=point(conference.entries),
        candidates=point(conference.candidates),
    )
