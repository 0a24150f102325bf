"""What a list of cases is made of, kept until something is saved.

Between two keys only the search changes: the cases of a filter in their order, and where each
word stands, are asked of the store once. Rows come raw from the driver, for at 10,000 cases an
object per row costs more than SQLite does (docs/decisions/046-a-key-costs-its-word.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, overload
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Select, func, select

from app.models.case import cases
from app.models.revisions import audit_trail
from app.models.search_index import Places, places
from app.services.store import Store

_LABELS = select(cases.c.uuid, cases.c.case_no, cases.c.pseudonym)
_NEWEST = select(func.max(audit_trail.c.seq))
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Listed:
    """The cases of a list, in order: key, number in the search (none: nothing to find), age."""

    uuids: tuple[str, ...]
    numbers: tuple[int | None, ...]
    ages: tuple[int | None, ...]

    def only(self, found: Mapping[int, int]) -> Listed:
        """Those cases whose number was found."""
        kept = [number in found for number in self.numbers]
        return Listed(
            tuple(compress(self.uuids, kept)),
            tuple(compress(self.numbers, kept)),
            tuple(compress(self.ages, kept)),
        )


@dataclass(slots=True)
class _Kept:
    """What was read when the newest line of the trail was ``stamp``."""

    stamp: object
    wanted: object = None
    listed: Listed | None = None
    words: dict[str, Places] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def listed(
    store: Store, connection: Connection, wanted: object, statement: Callable[[], Select[Any]]
) -> Listed:
    """The rows of ``statement`` (key, number, age).

    ``wanted`` is what the statement is made from, to know it again.
    """
    kept = _kept(store, connection)
    if kept.listed is None or kept.wanted != wanted:
        kept.wanted, kept.listed = wanted, _read(connection, statement())
    return kept.listed


def _read(connection: Connection, statement: Select[Any]) -> Listed:
    rows = raw_rows(connection, statement)
    return Listed(*zip(*rows, strict=True)) if rows else Listed((), (), ())


class Labels(Sequence[tuple[str, str]]):
    """Number and pseudonym of each case of a list, read when first looked at."""

    def __init__(self, store: Store, uuids: Sequence[str]) -> None:
        self._store, self._uuids = store, uuids
        self._read: dict[str, tuple[str, str]] | None = None

    def __len__(self) -> int:
        return len(self._uuids)

    @overload
    def __getitem__(self, place: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[tuple[str, str], ...]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        if self._read is None:
            with self._store.read() as connection:
                rows = raw_rows(connection, _LABELS)
            self._read = {uuid: ("" if no is None else str(no), name) for uuid, no, name in rows}
        return self._read.get(self._uuids[place], ("", ""))


def word_places(store: Store, connection: Connection, words: Sequence[str]) -> list[Places]:
    """For each word the cases that hold it with the best rank, by their number in the search."""
    if not words:
        return []
    kept = _kept(store, connection)
    if len(kept.words) > _MOST_WORDS:
        kept.words.clear()
    for word in words:
        if word not in kept.words:
            kept.words[word] = places(connection, word)
    return [kept.words[word] for word in words]


def raw_rows(
    connection: Connection, statement: Select[Any], values: Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """The driver's own tuples, nothing in them converted."""
    cursor: Any = connection.execute(statement, values).cursor
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _kept(store: Store, connection: Connection) -> _Kept:
    """What is still true: each save, import, bin and erasing writes a line into the trail."""
    stamp = connection.execute(_NEWEST).scalar()
    kept = _KEPT.get(store)
    if kept is None or kept.stamp != stamp:
        kept = _KEPT[store] = _Kept(stamp)
    return kept
