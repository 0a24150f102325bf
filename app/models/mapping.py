"""Frozen values ↔ rows, driven by the fields of the value.

A field of the value and a column of the table have the same name; a date takes the five columns
of ``base.care_date``, a nested value a prefix, lists of codes one JSON column. Lines (tuples of
values) have tables of their own and are left to ``models.records``. A test compares every field
with its table, so neither can drift.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from app.care.case import CareDate

Row = Mapping[str, Any]
Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """How one field goes into cells and comes back; ``lines`` fields do neither here."""

    name: str
    write: Callable[[Any, str], Cells]
    read: Callable[[Row, str], Any]


def flatten(value: Any, prefix: str = "") -> Cells:
    """All cells of ``value`` except its lines."""
    cells: Cells = {}
    kind: Any = type(value)
    for plan in plans(kind):
        cells.update(plan.write(getattr(value, plan.name), prefix + plan.name))
    return cells


def build(kind: type, row: Row, prefix: str = "", lines: Mapping[str, Any] | None = None) -> Any:
    """The value of ``kind`` in ``row``; ``lines`` are given by the caller."""
    fields = {plan.name: plan.read(row, prefix + plan.name) for plan in plans(kind)}
    return kind(**fields, **(lines or {}))


@cache
def plans(kind: Any) -> tuple[FieldPlan, ...]:
    """The plan of each field of ``kind`` that lives in the row itself."""
    hints = typing.get_type_hints(kind)
    found = (_plan(field.name, hints[field.name]) for field in dataclasses.fields(kind))
    return tuple(plan for plan in found if plan is not None)


def _plan(name: str, hint: Any) -> FieldPlan | None:
    bare, optional = _without_none(hint)
    if typing.get_origin(bare) is not None:
        return _collection_plan(name, typing.get_origin(bare), typing.get_args(bare)[0])
    if bare is CareDate:
        return FieldPlan(name, _write_date, _read_date)
    if dataclasses.is_dataclass(bare):
        return _nested_plan(name, typing.cast(type, bare), optional=optional)
    if issubclass(bare, Enum):
        return FieldPlan(name, _write_enum, lambda row, key: _some(bare, row[key]))
    return FieldPlan(name, lambda value, key: {key: value}, lambda row, key: row[key])


def _collection_plan(name: str, origin: Any, item: Any) -> FieldPlan | None:
    if origin is tuple:
        is_line = dataclasses.is_dataclass(item) or type(None) in typing.get_args(item)
        return None if is_line else FieldPlan(name, _write_with(list), _read_with(tuple))
    if origin is frozenset:
        return FieldPlan(name, _write_with(sorted), _read_with(frozenset))
    return _mapping_plan(name, item)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        return kinds[0], True
    return hint, False


def _write_with(shape: Callable[[Any], Any]) -> Callable[[Any, str], Cells]:
    return lambda value, key: {key: shape(value)}


def _read_with(shape: Callable[[Any], Any]) -> Callable[[Row, str], Any]:
    return lambda row, key: shape(row[key])


def _some(kind: Any, value: Any) -> Any:
    return None if value is None else kind(value)


def _write_enum(value: Enum | None, key: str) -> Cells:
    return {key: None if value is None else value.value}


def _mapping_plan(name: str, key_kind: Any) -> FieldPlan:
    if issubclass(key_kind, Enum):
        return FieldPlan(
            name,
            lambda value, key: {key: {kind.value: item for kind, item in value.items()}},
            lambda row, key: {key_kind(kind): item for kind, item in row[key].items()},
        )
    return FieldPlan(name, _write_with(dict), lambda row, key: row[key])


def _write_date(value: CareDate | None, key: str) -> Cells:
    return {
        f"{key}_{field.name}": None if value is None else getattr(value, field.name)
        for field in dataclasses.fields(CareDate)
    }


def _read_date(row: Row, key: str) -> CareDate | None:
    if row[f"{key}_text"] is None:
        return None
    return CareDate(*(row[f"{key}_{field.name}"] for field in dataclasses.fields(CareDate)))


def _nested_plan(name: str, kind: type, *, optional: bool) -> FieldPlan:
    def write(value: Any, key: str) -> Cells:
        if not optional:
            return flatten(value, f"{key}_")
        if value is not None:
            return {f"{key}_present": True, **flatten(value, f"{key}_")}
        return {f"{key}_present": False, **dict.fromkeys(flatten(kind(), f"{key}_"))}

    def read(row: Row, key: str) -> Any:
        if optional and not row[f"{key}_present"]:
            return None
        return build(kind, row, f"{key}_")

    return FieldPlan(name, write, read)
