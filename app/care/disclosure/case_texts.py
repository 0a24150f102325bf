"""Every free text of a case with its place, and the way to put another text there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Final

from app.care.case import CareDate, Case
from app.care.wareki import parse_date

# Keys, codes of closed lists and answers to doubts: no person types these as text.
CODE_FIELDS: Final = frozenset(
    {
        "uuid", "iso", "item", "time_point", "rule_id", "stage", "previous_case_uuid", "state",
        "projected_fields", "privacy_decisions", "status", "session_type", "sex", "classes",
        "rating", "rated_on", "decided_at", "recorded_on", "target_date",
    }
)  # fmt: skip

# Who answered or rated: staff by its nature, on no paper, left out of a file without names.
_ANSWERERS: Final = frozenset({"by", "rated_by"})
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MADE: Final = re.compile(rf"{_UUID.pattern}|(?=[0-9]*[a-f])[0-9a-f]{{12,}}")  # uuid or digest


@dataclass(frozen=True, slots=True)
class Place:
    """``field`` is the path of a text in ``Case``, ``row`` the key of its row or ""."""

    field: str
    row: str


Visit = Callable[[Place, str], str]


def case_texts(case: Case) -> tuple[tuple[Place, str], ...]:
    """All texts a person may have typed, in the order of the fields."""
    found: list[tuple[Place, str]] = []

    def note(place: Place, text: str) -> str:
        if text:
            found.append((place, text))
        return text

    _visited(case, "", "", note)
    return tuple(found)


def texts_in(extra: Mapping[str, object]) -> tuple[str, ...]:
    """All texts, keys and numbers among unknown keys of an imported file."""
    found: list[str] = []

    def note(_place: Place, text: str) -> str:
        found.append(text)
        return text

    _visited(extra, "extra", "", note)
    return tuple(found)


def with_texts(case: Case, visit: Visit) -> Case:
    """``case`` with what ``visit`` returns for each place and text; a date is read again."""
    changed: Case = _visited(case, "", "", visit)
    return changed


def row_key(value: object) -> str:
    """What tells a row from the others: its uuid, or the key of a judgement or decision."""
    uuid = getattr(value, "uuid", "")
    keys = getattr(type(value), "KEY", ())
    return str(uuid or ":".join(str(getattr(value, key)) for key in keys))


def _visited(value: Any, path: str, row: str, visit: Visit) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Enum) else visit(Place(path, row), value)
    if isinstance(value, tuple | list):
        return _sequence(value, path, row, visit)
    if isinstance(value, Mapping):
        return {
            _key(key, path, row, visit): _unknown(part, f"{path}.{key}", row, visit)
            for key, part in value.items()
        }
    return _record(value, path, row, visit) if _is_record(value.__class__) else value


def _unknown(value: Any, path: str, row: str, visit: Visit) -> Any:
    """A value of an unknown key: a number may be a phone number, so it is read like a text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = visit(Place(path, row), str(value))
        return value if text == str(value) else text
    if isinstance(value, str) and _MADE.fullmatch(value):
        return value
    return _visited(value, path, row, visit)


def _key(key: str, path: str, row: str, visit: Visit) -> str:
    """A key of a file may be anything; ours are uuids, or paths that hold one."""
    return key if _UUID.search(key) else visit(Place(f"{path}.{key} (key)", row), key)


def _sequence(value: Any, path: str, row: str, visit: Visit) -> Any:
    parts = []
    for place, part in enumerate(value):
        if _is_record(part.__class__):
            parts.append(_record(part, path, row_key(part), visit))
        else:
            read = _unknown if isinstance(value, list) else _visited
            parts.append(read(part, f"{path}.{place}", row, visit))
    same = all(new is old for new, old in zip(parts, value, strict=True))
    return value if same else type(value)(parts)


def _record(value: Any, path: str, row: str, visit: Visit) -> Any:
    changes = {}
    for name, part in _typed(value.__class__, path):
        old = getattr(value, name)
        if old is None or (type(old) is tuple and not old):
            continue  # most of a case, and a case is read at every edit
        new = visit(Place(part, row), old) if type(old) is str else _visited(old, part, row, visit)
        if new is not old and new != old:
            changes[name] = new
    if isinstance(value, CareDate) and changes:
        return parse_date(str(changes["text"]))
    return replace(value, **changes) if changes else value


@cache
def _is_record(kind: type) -> bool:
    return is_dataclass(kind)


@cache
def _typed(kind: type, path: str) -> tuple[tuple[str, str], ...]:
    """The fields of a record that a person types, each with its path."""
    names = [spec.name for spec in fields(kind) if spec.name not in CODE_FIELDS | _ANSWERERS]
    return tuple((name, f"{path}.{name}" if path else name) for name in names)
