"""Two sets of changes made to one record at the same time, brought together.

Somebody types while another page, paper or file saves the same case. Field by field and line by
line the side that changed something wins; where both did, what is being typed here stays, and the
other value is in the list of saves.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from app.care.changes import DuplicateLine, is_lines, is_record, keyed

Value = TypeVar("Value")


def rebased(base: Value, here: Value, there: Value) -> Value:
    """``there`` with what ``here`` changed since ``base``."""
    result: Value = _rebased(base, here, there)
    return result


def _rebased(base: Any, here: Any, there: Any) -> Any:
    if here in (base, there):
        return there
    if there == base:
        return here
    if is_record(here) and type(here) is type(there) is type(base):
        parts = {
            each.name: _rebased(*(getattr(side, each.name) for side in (base, here, there)))
            for each in fields(here)
        }
        return replace(here, **parts)
    if is_lines(here) or is_lines(there):
        return _lines(base, here, there)
    return here


def _lines(base: tuple[Any, ...], here: tuple[Any, ...], there: tuple[Any, ...]) -> Any:
    """Rows by their keys: the order of here, then the new rows of there."""
    try:
        old, mine, theirs = keyed(base), keyed(here), keyed(there)
    except DuplicateLine:
        return here
    found = []
    for key in dict.fromkeys((*mine, *theirs)):
        kept = _rebased(old.get(key), mine.get(key), theirs.get(key))
        if kept is not None:
            found.append(kept)
    return tuple(found)
