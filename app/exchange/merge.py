"""Bringing an imported case together with the one already kept.

A file names its cases by uuid or number, but not the rows inside them. Rows are matched by content
first and position second, so that a second import of the same file changes nothing and an edited
line keeps its identity for the revision list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Protocol, TypeVar, cast

from app.care import unread
from app.care.case import Case


class _Row(Protocol):
    @property
    def uuid(self) -> str: ...


RowT = TypeVar("RowT")


_OURS = ("$imported_version", unread.KEY)


def merged(existing: Case, imported: Case) -> Case:
    """``imported`` with the identity, the row keys and the program-only values of ``existing``."""
    changes: dict[str, object] = {
        "uuid": existing.uuid,
        "row_version": existing.row_version,
        "practice": existing.practice,
        "pseudonym": imported.pseudonym or existing.pseudonym,
        "previous_case_uuid": imported.previous_case_uuid or existing.previous_case_uuid,
        "extra": {**_program_keys(existing), **imported.extra},
    }
    for field in fields(Case):
        old, new = getattr(existing, field.name), getattr(imported, field.name)
        if isinstance(new, tuple) and new and is_dataclass(new[0]) and hasattr(new[0], "uuid"):
            changes[field.name] = aligned(old, new)
    return replace(imported, **changes)  # type: ignore[arg-type]


def _program_keys(case: Case) -> dict[str, object]:
    return {key: value for key, value in case.extra.items() if key in _OURS}


def aligned(old: Sequence[RowT], new: Sequence[RowT]) -> tuple[RowT, ...]:
    """``new`` rows carrying the uuid of the equal or else same-placed ``old`` row."""
    free = list(old)
    result: list[RowT | None] = []
    for row in new:
        twin = next((candidate for candidate in free if _content(candidate) == _content(row)), None)
        if twin is not None:
            free.remove(twin)
        result.append(twin)
    finished = []
    for place, (row, twin) in enumerate(zip(new, result, strict=True)):
        if twin is not None:
            finished.append(twin)
        elif place < len(old) and old[place] in free:
            free.remove(old[place])
            finished.append(_with_uuid(row, cast(_Row, old[place]).uuid))
        else:
            finished.append(row)
    return tuple(finished)


def _content(row: object) -> tuple[object, ...]:
    return tuple(getattr(row, f.name) for f in fields(row) if f.name != "uuid")  # type: ignore[arg-type]


def _with_uuid(row: RowT, uuid: str) -> RowT:
    return replace(row, uuid=uuid)  # type: ignore[type-var]
