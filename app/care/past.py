"""Going back in time: a value as it was before a save, from the changes of that save.

The stored changes hold plain JSON values; they become typed again here, by the types of the
fields. Keys of lines are compared as the texts that stand in paths and never taken apart, for a
key may be words of a sheet with any sign in them (``PrivacyDecision.snippet``).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from app.care.changes import FieldChange, key_text, line_name

Value = TypeVar("Value")


def before(value: Value, changes: Iterable[FieldChange]) -> Value:
    """``value`` as it was before ``changes`` made it what it is."""
    by_field: dict[str, list[FieldChange]] = {}
    for change in changes:
        by_field.setdefault(change.field, []).append(change)
    hints = _hints(typing.cast(Any, type(value)))
    former = {
        name: _former(getattr(value, name), hints[name], name, parts)
        for name, parts in by_field.items()
        if name in hints  # a field that a later version of the program gave up
    }
    return typing.cast(Value, dataclasses.replace(typing.cast(Any, value), **former))


def typed(hint: Any, plain: Any) -> Any:
    """A JSON value as the type ``hint`` of a field says; a typed value stays as it is."""
    bare = _bare(hint)
    origin, arguments = typing.get_origin(bare), typing.get_args(bare)
    if plain is None or not (origin in (tuple, frozenset) or isinstance(bare, type)):
        return plain
    if origin is tuple:
        return tuple(typed(arguments[0], item) for item in plain)
    if origin is frozenset:
        return frozenset(plain)
    if dataclasses.is_dataclass(bare) and isinstance(plain, Mapping):
        hints = _hints(typing.cast(Any, bare))
        known = {name: typed(hints[name], item) for name, item in plain.items() if name in hints}
        return typing.cast(Any, bare)(**known)
    return bare(plain) if isinstance(bare, type) and issubclass(bare, Enum) else plain


def line_kind(hint: Any) -> type | None:
    """The dataclass of the lines that a field of type ``hint`` holds; ``None`` for others."""
    bare = _bare(hint)
    if typing.get_origin(bare) is not tuple:
        return None
    kind = typing.get_args(bare)[0]
    return kind if isinstance(kind, type) and dataclasses.is_dataclass(kind) else None


def hint_of(kind: type, path: str) -> Any:
    """The type of what ``path`` names in a record: a field, a line, or a field of a line."""
    head, inside = split(path)
    hint = _hints(kind).get(head)
    line = line_kind(hint)
    if line is not None:
        return line if not inside else hint_of(line, inside)
    bare = _bare(hint)
    if inside and dataclasses.is_dataclass(bare):
        return hint_of(typing.cast(type, bare), inside)
    return hint


def split(path: str) -> tuple[str, str]:
    """The field a path begins with, and what it names inside of it or its line."""
    head = path.split("[", 1)[0].split(".", 1)[0]
    rest = path[len(head) :]
    if rest.startswith("["):
        return head, "" if rest.endswith("]") else rest.rpartition("].")[2]
    return head, rest[1:]


def _former(now: Any, hint: Any, name: str, changes: list[FieldChange]) -> Any:
    kind = line_kind(hint)
    if kind is not None:
        return _lines(now, kind, name, changes)
    whole = next((change for change in changes if change.path == name), None)
    if whole is not None:
        return typed(hint, whole.old)
    return _with_parts(now, [(split(change.path)[1], change.old) for change in changes])


def _with_parts(now: Any, parts: Iterable[tuple[str, Any]]) -> Any:
    """A nested value with some of its fields as they were."""
    inner = [FieldChange(path, old, None) for path, old in parts]
    return before(now, inner)


def _lines(now: tuple[Any, ...], kind: type, name: str, changes: list[FieldChange]) -> Any:
    lines = {f"{name}[{line_name(line)}]": line for line in now}
    order: list[str] | None = None
    for change in changes:
        if change.path == name:
            order = [f"{name}[{key_text(key)}]" for key in typing.cast(Any, change.old)]
        elif change.path.endswith("]") and change.old is None:
            lines.pop(change.path, None)
        elif change.path.endswith("]"):
            lines[change.path] = typed(kind, change.old)
        else:
            place, _, part = change.path.rpartition("].")
            if f"{place}]" in lines:
                line = lines[f"{place}]"]
                lines[f"{place}]"] = _with_parts(line, [(part, change.old)])
    if order is not None:
        first = [path for path in order if path in lines]
        return tuple(lines[path] for path in [*first, *(p for p in lines if p not in first)])
    return tuple(lines.values())


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return {
        name: hint
        for name, hint in typing.get_type_hints(kind).items()
        if name in {field.name for field in dataclasses.fields(kind)}
    }


def _bare(hint: Any) -> Any:
    """``hint`` without its ``| None``."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(one for one in typing.get_args(hint) if one is not type(None))
    return hint
