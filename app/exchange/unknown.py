"""Keys of a case file that this program doesn't know: kept in ``Case.extra``, written back in place.

A row of a list has no key in the file, so what belongs to it is found again by what the row says
(as a digest: an erased text must not live on here), else by its place if no other row claims it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from app.exchange.fields import Fields

INSIDE: Final = "$inside"
"""Where ``Case.extra`` keeps the unknown keys of the objects inside a case."""

Json = dict[str, Any]
_NAMES: Final = ("key", "rule_id", "snippet")  # what names a row, where anything does


def leftovers(fields: Fields, written: Mapping[str, object]) -> Json:
    """The unknown keys in the objects inside ``fields``, which went out again as ``written``."""
    found: Json = {}
    for key, inside in fields.inside.items():
        there = written.get(key)
        kept: Json | list[Json]
        if isinstance(inside, Fields):
            kept = _of_object(inside, there) if isinstance(there, dict) else {}
        else:
            kept = _of_rows(inside, there) if isinstance(there, list) else []
        if kept:
            found[key] = kept
    return found


def put_back(data: Json, kept: Mapping[str, Any]) -> None:
    """Write what ``leftovers`` found into the objects of ``data``, where they still exist."""
    for key, inside in kept.items():
        there = data.get(key)
        if isinstance(there, dict):
            _fill(there, inside)
        elif isinstance(there, list):
            _fill_rows(there, inside)


def _of_object(fields: Fields, written: Json) -> Json:
    own = {key: value for key, value in fields.extra().items() if key not in written}
    kept = {"own": own, "inside": leftovers(fields, written)}
    return {name: part for name, part in kept.items() if part}


def _of_rows(rows: list[Fields], written: list[Any]) -> list[Json]:
    found = []
    for place, row in enumerate(rows):
        name = _name(row.data)
        there = next((one for one in written if name and _name(one) == name), None)
        if not name and len(rows) == len(written):
            there = written[place]
        kept = _of_object(row, there if isinstance(there, dict) else {})
        if kept and there is not None:
            found.append({"row": _name(there) or _digest(there), "place": place, **kept})
    return found


def _fill(there: Json, kept: Mapping[str, Any]) -> None:
    for key, value in kept.get("own", {}).items():
        there.setdefault(key, value)
    put_back(there, kept.get("inside", {}))


def _fill_rows(rows: list[Any], kept: list[Json]) -> None:
    marks = [_name(row) or _digest(row) for row in rows]
    free = set(range(len(rows)))
    lost = []
    for one in kept:
        place = next((place for place in sorted(free) if marks[place] == one["row"]), None)
        if place is None:
            lost.append(one)
        else:
            free.discard(place)
            _fill_row(rows, place, one)
    for one in lost:
        if one["place"] in free and not _name(rows[one["place"]]):
            _fill_row(rows, one["place"], one)


def _fill_row(rows: list[Any], place: int, kept: Json) -> None:
    if isinstance(rows[place], str):
        rows[place] = {"text": rows[place]}  # a service or support in its short form
    _fill(rows[place], kept)


def _name(row: object) -> str:
    """What the row is called among its kind: an item, a rule; empty where rows have no name."""
    if not isinstance(row, Mapping):
        return ""
    return next((str(row[name]) for name in _NAMES if row.get(name)), "")


def _digest(row: object) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
