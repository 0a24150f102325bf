"""What differs between two frozen values: the language of revisions, saving and undo.

A path names a field: ``life_issues``, ``household.type``, ``conditions[<uuid>].name``. A line
that came is a change from ``None`` to the line, one that went the reverse; where the order of
the lines can't be told from that in both directions, it is a change of the bare field from keys
to keys. So the changes of a save hold all that is needed to bring the older value back
(``care.past``).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeVar

from app.care.case import CareDate

Line = TypeVar("Line")

# The store counts versions; a version is not something a person changed.
_IGNORED: Final = frozenset({"row_version"})


class DuplicateLine(ValueError):
    """Two lines of one record carry the same key."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One difference. ``old`` or ``new`` is ``None`` where there was or is nothing."""

    path: str
    old: object
    new: object

    @property
    def field(self) -> str:
        """The top-level field this change belongs to."""
        return self.path.split("[", 1)[0].split(".", 1)[0]


def line_key(line: Any) -> tuple[object, ...]:
    """What tells a line apart from its neighbours: its uuid, else the fields in its ``KEY``."""
    names: tuple[str, ...] = getattr(type(line), "KEY", ("uuid",))
    return tuple(getattr(line, name) for name in names)


def keyed(lines: Sequence[Line]) -> dict[tuple[object, ...], Line]:
    """``lines`` by key, in order; raises ``DuplicateLine`` where a key comes twice."""
    by_key = {line_key(line): line for line in lines}
    if len(by_key) != len(lines):
        raise DuplicateLine(type(lines[0]).__name__)
    return by_key


def diff(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """All differences from ``old`` to ``new``, two values of the same dataclass."""
    return tuple(_fields(old, new, ""))


def _fields(old: Any, new: Any, prefix: str) -> list[FieldChange]:
    changes: list[FieldChange] = []
    for field in dataclasses.fields(old):
        if field.name in _IGNORED:
            continue
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before is not after:
            changes += _values(before, after, prefix + field.name)
    return changes


def _values(old: Any, new: Any, path: str) -> list[FieldChange]:
    if is_lines(old) or is_lines(new):
        return _lines(old, new, path)
    if is_record(old) and is_record(new):
        return _fields(old, new, f"{path}.")
    return [] if old == new else [FieldChange(path, old, new)]


def _lines(old: tuple[Any, ...], new: tuple[Any, ...], path: str) -> list[FieldChange]:
    before, after = keyed(old), keyed(new)
    changes = [
        FieldChange(_line_path(path, key), line, None)
        for key, line in before.items()
        if key not in after
    ]
    for key, line in after.items():
        if key in before:
            changes += _fields(before[key], line, f"{_line_path(path, key)}.")
        else:
            changes.append(FieldChange(_line_path(path, key), None, line))
    if not (_order_follows(before, after) and _order_follows(after, before)):
        changes.append(FieldChange(path, tuple(before), tuple(after)))
    return changes


def _order_follows(before: Iterable[object], after: Iterable[object]) -> bool:
    """Whether ``after`` is what stayed of ``before`` and then what came."""
    old, new = list(before), list(after)
    came = [key for key in new if key not in old]
    return [*(key for key in old if key in new), *came] == new


def _line_path(path: str, key: tuple[object, ...]) -> str:
    return f"{path}[{key_text(key)}]"


def line_name(line: Any) -> str:
    """The key of a line as it stands in paths."""
    return key_text(line_key(line))


def key_text(key: Iterable[object]) -> str:
    """A key as it stands in paths."""
    return "/".join(str(part.value if isinstance(part, Enum) else part) for part in key)


def is_record(value: object) -> bool:
    """A dataclass value with fields worth naming one by one; a date is one thing."""
    return dataclasses.is_dataclass(value) and not isinstance(value, CareDate | type)


def is_lines(value: object) -> bool:
    """A tuple of dataclass values."""
    return isinstance(value, tuple) and bool(value) and is_record(value[0])
