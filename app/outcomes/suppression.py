"""Hiding small counts so that totals don't give them away (DOMAIN.md §6.5 no. 4).

A table of counts with its margins leaves the office only through ``suppressed``. Counts from 1 to
below the limit are hidden (「5未満」). Then further cells are hidden (「＊」) until no hidden small
count has only one value that fits the published totals. Whether it has is decided exactly: the
table with its margins is a flow, and a hidden count can be another one just if a closed path
through hidden cells can carry one person more or one less (docs/decisions/070).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.outcomes.shares import Share

TOTAL: Final = "total"
_UNBOUNDED: Final = 1 << 40

Cell = tuple[str, str]


class Hidden(StrEnum):
    """Why a count isn't shown."""

    SMALL = "small"
    OTHER = "other"  # only so that a small one can't be worked out


@dataclass(frozen=True, slots=True)
class SafeTable:
    """Counts by row and column with margins named ``TOTAL``; ``hidden`` ones are not to be shown.

    A table of one row has no row of totals: it would only say the row again.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[Cell, int]
    hidden: Mapping[Cell, Hidden]

    def shown(self, row: str, column: str) -> int | None:
        """The count, or ``None`` where it is hidden."""
        row = self._row(row)
        return None if (row, column) in self.hidden else self.counts[row, column]

    def _row(self, row: str) -> str:
        return self.rows[0] if row == TOTAL and len(self.rows) == 1 else row

    def sum(self, row: str, columns: Sequence[str]) -> int | None:
        """The sum of ``columns``, or ``None`` where the shown counts don't tell it already.

        Nothing is given that a reader could not work out: either none of the columns is hidden,
        or the total is shown and all hidden ones of the row are among them.
        """
        row, chosen = self._row(row), set(columns)
        hidden = {column for column in self.columns if (row, column) in self.hidden}
        total_known = (row, TOTAL) not in self.hidden
        if not hidden & chosen or (total_known and hidden <= chosen):
            return sum(self.counts[row, column] for column in chosen)
        return None

    def share(self, row: str, numerator: Sequence[str], denominator: Sequence[str]) -> Share | None:
        """A share whose both counts may be shown."""
        top, bottom = self.sum(row, numerator), self.sum(row, denominator)
        return None if top is None or bottom is None else Share(top, bottom)


def open_table(
    rows: Sequence[str], columns: Sequence[str], counts: Mapping[Cell, int]
) -> SafeTable:
    """The table with its margins and nothing hidden: for use inside the office only."""
    return SafeTable(tuple(rows), tuple(columns), dict(_with_margins(rows, columns, counts)), {})


def suppressed(
    rows: Sequence[str], columns: Sequence[str], counts: Mapping[Cell, int], least: int
) -> SafeTable:
    """The table as it may leave the office: counts below ``least`` can't be worked out."""
    table = open_table(rows, columns, counts)
    whole = table.counts
    small = {cell for cell, count in whole.items() if 0 < count < least}
    hidden = dict.fromkeys(small, Hidden.SMALL)
    while (given_away := _given_away(table, hidden, least)) is not None:
        more = _cheapest(table, hidden, given_away)
        if more is None:
            break
        hidden[more] = Hidden.OTHER
    return SafeTable(table.rows, table.columns, whole, hidden)


def all_hidden(table: SafeTable) -> SafeTable:
    """The table with nothing shown: for when another one tells what it leaves open."""
    hidden = {cell: table.hidden.get(cell, Hidden.OTHER) for cell in table.counts}
    return SafeTable(table.rows, table.columns, table.counts, hidden)


def _with_margins(
    rows: Sequence[str], columns: Sequence[str], counts: Mapping[Cell, int]
) -> Iterator[tuple[Cell, int]]:
    for row in rows:
        yield from (((row, column), counts.get((row, column), 0)) for column in columns)
        yield (row, TOTAL), sum(counts.get((row, column), 0) for column in columns)
    if len(rows) == 1:
        return
    for column in columns:
        yield (TOTAL, column), sum(counts.get((row, column), 0) for row in rows)
    yield (TOTAL, TOTAL), sum(counts.get((r, c), 0) for r in rows for c in columns)


def _given_away(table: SafeTable, hidden: Mapping[Cell, Hidden], least: int) -> Cell | None:
    """A small count that has only one possible value, if there is any."""
    for cell in sorted(cell for cell, why in hidden.items() if why is Hidden.SMALL):
        if not any(_can_move(table, hidden, cell, least, up=up) for up in (True, False)):
            return cell
    return None


def _can_move(
    table: SafeTable, hidden: Mapping[Cell, Hidden], cell: Cell, least: int, *, up: bool
) -> bool:
    """Whether some table with the same shown counts has one more (one less) in ``cell``.

    Rows and columns are nodes, a hidden cell an edge that can carry more from its row to its
    column while it is below its bound and back while it is above. A cell of one margin counts
    negative in the sums, so its edge goes the other way.
    """
    arcs: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for other in hidden:
        if other == cell:
            continue
        row, column = _nodes(table, other)
        if _room(table, hidden, other, least, up=True):
            tail, head = (column, row) if _is_margin(other) else (row, column)
            arcs.setdefault(tail, set()).add(head)
        if _room(table, hidden, other, least, up=False):
            tail, head = (row, column) if _is_margin(other) else (column, row)
            arcs.setdefault(tail, set()).add(head)
    if not _room(table, hidden, cell, least, up=up):
        return False
    row, column = _nodes(table, cell)
    forward = up != _is_margin(cell)  # more in this cell carries from row to column
    start, goal = (column, row) if forward else (row, column)
    return _reaches(arcs, start, goal)


def _nodes(table: SafeTable, cell: Cell) -> tuple[tuple[str, str], tuple[str, str]]:
    """The row and the column of a cell; the columns of a single row add up to nothing known."""
    return ("row", cell[0]), ("column", "" if len(table.rows) == 1 else cell[1])


def _is_margin(cell: Cell) -> bool:
    return (cell[0] == TOTAL) != (cell[1] == TOTAL)


def _room(
    table: SafeTable, hidden: Mapping[Cell, Hidden], cell: Cell, least: int, *, up: bool
) -> bool:
    """Whether a reader has to think of one more (one less) as possible in a hidden cell."""
    count = table.counts[cell]
    low, high = (1, least - 1) if hidden[cell] is Hidden.SMALL else (0, _UNBOUNDED)
    return count < high if up else count > low


def _reaches(
    arcs: Mapping[tuple[str, str], set[tuple[str, str]]],
    start: tuple[str, str],
    goal: tuple[str, str],
) -> bool:
    seen, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return True
        for there in arcs.get(here, set()) - seen:
            seen.add(there)
            waiting.append(there)
    return False


def _cheapest(table: SafeTable, hidden: Mapping[Cell, Hidden], cell: Cell) -> Cell | None:
    """The next cell to hide for ``cell``: in its row or column if it can be, the smallest one.

    An empty cell comes after the others: that nobody is in it is what readers look for. A margin
    comes last, for it may be known from another table.
    """
    free = [other for other in table.counts if other not in hidden]
    if not free:
        return None

    def price(other: Cell) -> tuple[bool, bool, bool, int, Cell]:
        beside = other[0] == cell[0] or other[1] == cell[1]
        margin = TOTAL in other
        return (not beside, margin, table.counts[other] == 0, table.counts[other], other)

    return min(free, key=price)
