"""Reading and writing a whole record: the row of its table and the lines in theirs.

``write`` compares with what is stored and touches only the rows that differ. ``read`` takes one
query per table however many records are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from app.care.changes import keyed
from app.care.ids import new_id
from app.models.mapping import Cells, build, flatten

# SQLite takes some 32,000 parameters; half a thousand keys per query is fast and far from it.
_CHUNK = 500

Key = tuple[object, ...]


@dataclass(frozen=True)
class Lines:
    """The lines in ``field`` of a record: their table and the value of each."""

    field: str
    table: Table
    kind: type

    def rows(self, lines: Sequence[Any]) -> dict[Key, Cells]:
        """Cells of each line by key, with its position."""
        return {
            key: {**flatten(line), "position": position}
            for position, (key, line) in enumerate(keyed(lines).items())
        }

    def value(self, row: Any) -> Any:
        """The line in ``row``."""
        return build(self.kind, row)

    def columns_of(self, key: Key) -> Cells:
        """The cells that name the line ``key`` among those of its owner."""
        names = getattr(self.kind, "KEY", ("uuid",))
        return {name: getattr(part, "value", part) for name, part in zip(names, key, strict=True)}


@dataclass(frozen=True)
class Answers(Lines):
    """Lines that are plain numbers, told apart by their place: the checklist (§5.1)."""

    kind: type = int

    def rows(self, lines: Sequence[Any]) -> dict[Key, Cells]:
        return {
            (place,): {"position": place, "answer": answer} for place, answer in enumerate(lines)
        }

    def value(self, row: Any) -> Any:
        return row["answer"]

    def columns_of(self, key: Key) -> Cells:
        return {"position": key[0]}


@dataclass(frozen=True)
class Record:
    """A kind of record: its value, its table, its lines and what is derived from it."""

    kind: type
    table: Table
    owner: str = ""  # how lines name their record
    key: str = "uuid"
    lines: tuple[Lines, ...] = ()
    derive: Callable[[Any], Cells] = field(default=lambda _value: {})

    def read(self, connection: Connection, uuids: Iterable[str] | None = None) -> list[Any]:
        """The records with these keys (all of them without), in no special order."""
        wanted = None if uuids is None else list(uuids)
        rows = list(_select(connection, self.table, self.key, wanted))
        if not rows:
            return []
        lines = {part.field: self._lines(connection, part, wanted) for part in self.lines}
        return [
            build(
                self.kind, row, lines={name: found[row[self.key]] for name, found in lines.items()}
            )
            for row in rows
        ]

    def _lines(
        self, connection: Connection, part: Lines, wanted: list[str] | None
    ) -> dict[str, tuple[Any, ...]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for row in _select(connection, part.table, self.owner, wanted, order=True):
            found[row[self.owner]].append(part.value(row))
        whole = {owner: tuple(values) for owner, values in found.items()}
        return defaultdict(tuple, whole)

    def write(self, connection: Connection, old: Any | None, new: Any, now: str) -> None:
        """Make the stored ``old`` (``None``: nothing stored) say what ``new`` says."""
        cells = {**flatten(new), **self.derive(new), "updated_at": now}
        if old is None:
            connection.execute(insert(self.table), {**cells, "created_at": now})
        else:
            stored = {**flatten(old), **self.derive(old)}
            changed = {name: cell for name, cell in cells.items() if cell != stored.get(name)}
            mine = self.table.c[self.key] == bindparam("this_key")
            connection.execute(
                update(self.table).where(mine), {**changed, "this_key": cells[self.key]}
            )
        for part in self.lines:
            before = () if old is None else getattr(old, part.field)
            after = getattr(new, part.field)
            if before != after:
                writer = _LineWriter(connection, part, {self.owner: new.uuid})
                writer.write(part.rows(before), part.rows(after))


@dataclass(frozen=True)
class _LineWriter:
    """Brings the lines of one record in one table up to date, row by row."""

    connection: Connection
    part: Lines
    owner: Cells

    def write(self, before: dict[Key, Cells], after: dict[Key, Cells]) -> None:
        table = self.part.table
        for key in before.keys() - after.keys():
            self.connection.execute(delete(table).where(*self._named(key)))
        for key in before.keys() & after.keys():
            if before[key] != after[key]:
                changed = update(table).where(*self._named(key))
                version = table.c.row_version + 1
                self.connection.execute(changed.values(**after[key], row_version=version))
        fresh = [self._fresh(cells) for key, cells in after.items() if key not in before]
        if fresh:
            self.connection.execute(insert(table), fresh)

    def _named(self, key: Key) -> list[Any]:
        cells = {**self.owner, **self.part.columns_of(key)}
        return [self.part.table.c[name] == value for name, value in cells.items()]

    def _fresh(self, cells: Cells) -> Cells:
        return {"uuid": new_id(), **cells, **self.owner, "row_version": 1}


def _select(
    connection: Connection,
    table: Table,
    column: str,
    wanted: list[str] | None,
    *,
    order: bool = False,
) -> Iterator[Any]:
    statement = select(table)
    if order:
        statement = statement.order_by(table.c[column], table.c.position)
    if wanted is None:
        yield from connection.execute(statement).mappings()
        return
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        yield from connection.execute(statement.where(table.c[column].in_(chunk))).mappings()
