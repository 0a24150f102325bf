"""Hiding small counts so that totals don't give them away (DOMAIN.md §6.5 no. 4).

A table of counts with its margins leaves the office only through ``suppressed``. Counts from 1 to
below the limit are hidden (「5未満」). Then further cells are hidden (「＊」) until no hidden small
count has only one value that fits the published totals. Whether it has is decided exactly: the
table with its margins is a flow, and a hidden count can be another one just if a closed path
through hidden cells can carry one person more or one less (docs/decisions/070).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from typing import Final

from app.outcomes.shares import Share

TOTAL: Final = "total"

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
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Mapping[Cell, int],
    least: int,
    worth: Mapping[str, float] | None = None,
) -> SafeTable:
    """The table as it may leave the office: counts below ``least`` can't be worked out.

    ``worth`` says what is lost with a column: when more has to be hidden, the least goes first.
    """
    table = open_table(rows, columns, counts)
    small = {cell for cell, count in table.counts.items() if 0 < count < least}
    hidden = dict.fromkeys(small, Hidden.SMALL)
    network = _Network(table, hidden, least, worth or {})
    for cell in sorted(small):
        for more in network.to_hide_for(cell):
            hidden[more] = Hidden.OTHER
    return SafeTable(table.rows, table.columns, table.counts, hidden)


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


Node = tuple[str, str]


@dataclass(frozen=True)
class _Network:
    """The table as a flow: rows and columns are nodes, a cell carries from its row to its column.

    A cell of one margin counts negative in the sums, so it carries the other way. ``hidden`` is
    shared with the caller and grows.
    """

    table: SafeTable
    hidden: Mapping[Cell, Hidden]
    least: int
    worth: Mapping[str, float]

    def to_hide_for(self, cell: Cell) -> tuple[Cell, ...]:
        """The cheapest cells to hide so that ``cell`` may be one more or one less; none if it may."""
        ways = [self._way(cell, up=up) for up in (True, False) if self._room(cell, up=up)]
        found = [way for way in ways if way is not None]
        return min(found)[1] if found else ()

    def _way(self, cell: Cell, *, up: bool) -> tuple[float, tuple[Cell, ...]] | None:
        """The cheapest closed path through ``cell``: its price and the cells it would hide."""
        tail, head = self._ends(cell, up=up)
        best: dict[Node, float] = {}
        waiting: list[tuple[float, Node, tuple[Cell, ...]]] = [(0.0, head, ())]
        arcs = self._arcs(cell)
        while waiting:
            price, here, path = heappop(waiting)
            if here == tail:
                return price, path
            if here in best:
                continue
            best[here] = price
            for there, other in arcs.get(here, ()):
                if there not in best:
                    cost = 0.0 if other in self.hidden else self._price(other)
                    more = path if other in self.hidden else (*path, other)
                    heappush(waiting, (price + cost, there, more))
        return None

    def _arcs(self, cell: Cell) -> dict[Node, list[tuple[Node, Cell]]]:
        """From each node the cells that can carry on, all but ``cell`` itself."""
        arcs: dict[Node, list[tuple[Node, Cell]]] = defaultdict(list)
        for other in self.table.counts:
            for up in (True, False):
                if other != cell and self._room(other, up=up):
                    tail, head = self._ends(other, up=up)
                    arcs[tail].append((head, other))
        return arcs

    def _ends(self, cell: Cell, *, up: bool) -> tuple[Node, Node]:
        """Where one more (one less) in a cell is carried from and to."""
        # The columns of a single row add up to nothing a reader knows.
        column = "" if len(self.table.rows) == 1 else cell[1]
        ends = ("row", cell[0]), ("column", column)
        margin = (cell[0] == TOTAL) != (cell[1] == TOTAL)
        return ends if up != margin else (ends[1], ends[0])

    def _room(self, cell: Cell, *, up: bool) -> bool:
        """Whether a reader has to think of one more (one less) as possible, once it is hidden."""
        count, small = self.table.counts[cell], self.hidden.get(cell) is Hidden.SMALL
        if up:
            return not small or count < self.least - 1
        return count > (1 if small else 0)

    def _price(self, cell: Cell) -> float:
        """What is lost with a cell: totals weigh most, then what ``worth`` names, then size."""
        count = self.table.counts[cell]
        price = 10.0 + min(count, 40) / 4 if count else 25.0
        if cell == (TOTAL, TOTAL):
            price += 1000.0
        elif TOTAL in cell:
            price += 60.0 if cell[1] == TOTAL else 90.0
        return price + self.worth.get(cell[1], 0.0)
