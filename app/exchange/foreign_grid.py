"""The rows of another town's sheet as they will be read: moved, split and joined by hand.

A ``Grid`` is one value: every change gives a new one, so undo is keeping the old. Nothing here
knows what a column means, and nothing moves unless a person asks (DOMAIN.md §1.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.errors import InputRefused
from app.i18n import tr


class Mark(StrEnum):
    """How a cell came to stand where it stands."""

    AS_FILED = "as_filed"
    REPEATED = "repeated"  # the value of a cell merged downwards
    COVERED = "covered"  # the empty rest of a cell merged to the right
    GAP = "gap"  # made by moving the others away
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    RETYPED = "retyped"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell. ``sheet_row`` and ``sheet_column`` are its place in the file, 0-based.

    They are -1 for a cell that stands in no file. ``sheet`` is only given where it isn't the
    row's.
    """

    text: str = ""
    mark: Mark = Mark.AS_FILED
    sheet_row: int = -1
    sheet_column: int = -1
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One case. ``sheet`` and ``sheet_row`` say where it stands; ``skipped`` is no case."""

    sheet: str
    sheet_row: int
    cells: tuple[GridCell, ...]
    skipped: bool = False

    def text(self, column: int) -> str:
        """The text in ``column``; empty beyond the end."""
        return self.cells[column].text if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings and rows. ``layout`` is ``rows`` or ``form`` (one case per sheet).

    ``unused`` are judgement sheets of the file that no case could be found for.
    """

    layout: str
    headers: tuple[str, ...]
    rows: tuple[GridRow, ...]
    header_rows: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The widest row or the headings, whichever is longer."""
        return max([len(self.headers), *(len(row.cells) for row in self.rows)])

    def header(self, column: int) -> str:
        """The heading over ``column`` in one line; empty beyond the last one."""
        return " ".join(self.headers[column].split()) if 0 <= column < len(self.headers) else ""


def place_name(row: GridRow, column: int) -> str:
    """Where a cell stands in the file as people say it: 一覧!C7; the sheet for a made one."""
    cell = row.cells[column] if column < len(row.cells) else GridCell()
    if cell.sheet_column < 0:
        return row.sheet
    place = f"{column_letters(cell.sheet_column)}{cell.sheet_row + 1}"
    sheet = cell.sheet or row.sheet
    return f"{sheet}!{place}" if sheet else place  # a CSV has no sheet


def row_name(row: GridRow) -> str:
    """Where a row stands in the file: 一覧!7, or 7 in a CSV."""
    return f"{row.sheet}!{row.sheet_row + 1}" if row.sheet else str(row.sheet_row + 1)


def column_letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shift(grid: Grid, row: int, column: int, by: int, end: int = 0) -> Grid:
    """Move the cells of ``row`` from ``column`` on by ``by`` places, right or (negative) left.

    Only over empty cells: nothing is written over, ``InputRefused`` otherwise. Without ``end``
    all the rest moves, and to the right the row grows, so nothing falls off. With ``end`` only
    the cells before it move.
    """
    cells = list(_padded(grid, row))
    if by > 0 and not end:
        gaps = [GridCell(mark=Mark.GAP)] * by
        moved = [*cells[:column], *gaps, *(_moved(cell) for cell in cells[column:])]
        return _with_cells(grid, row, _trimmed(moved, len(grid.headers)))
    end = end or len(cells)
    start, behind = column + by, cells[end : end + max(by, 0)]
    if start < 0 or any(cell.text for cell in (*cells[min(start, column) : column], *behind)):
        raise InputRefused(
            tr("移す先のセルに文字があるので、動かせません。")
            if by > 0
            else tr("左のセルに文字があるので、これ以上左へは動かせません。"),
            tr("何も動かしていません。"),
            tr("左のセルを空けるか、つなげてください。"),
        )
    block = [_moved(cell) for cell in cells[column:end]]
    gaps = [GridCell(mark=Mark.GAP)] * abs(by)
    moved = (
        [*cells[:column], *gaps, *block, *cells[end + by :]]
        if by > 0
        else [*cells[:start], *block, *gaps, *cells[end:]]
    )
    return _with_cells(grid, row, _trimmed(moved, len(grid.headers)))


def move_cell(grid: Grid, row: int, column: int, to: int) -> Grid:
    """Move one cell into an empty one; the rest of the row stays. ``InputRefused`` otherwise."""
    cells = list(_padded(grid, row, max(column, to) + 1))
    if cells[to].text:
        raise InputRefused(
            tr("移す先のセルに文字があります。"),
            tr("何も動かしていません。"),
            tr("先に移す先のセルを空けてください。"),
        )
    cells[to], cells[column] = _moved(cells[column]), GridCell(mark=Mark.GAP)
    return _with_cells(grid, row, cells)


def split_cell(grid: Grid, row: int, column: int, at: int) -> Grid:
    """Cut a cell before character ``at``: the rest goes into the next cell.

    An empty neighbour takes it; else the rest of the row moves one to the right.
    """
    cells = _padded(grid, row)
    text = cells[column].text
    left, right = text[:at].strip(), text[at:].strip()
    if not left or not right:
        raise InputRefused(tr("ここでは分けられません。"), tr("何も変えていません。"))
    if column + 1 < len(cells) and cells[column + 1].text:
        grid = shift(grid, row, column + 1, 1)
    changed = list(_padded(grid, row, column + 2))
    changed[column] = replace(cells[column], text=left, mark=Mark.SPLIT)
    changed[column + 1] = replace(cells[column], text=right, mark=Mark.SPLIT)
    return _with_cells(grid, row, changed)


def join_cells(grid: Grid, row: int, column: int) -> Grid:
    """Put a cell and its right neighbour into one; the neighbour stays behind empty."""
    cells = list(_padded(grid, row, column + 2))
    parts = [cell.text for cell in cells[column : column + 2] if cell.text]
    first = cells[column] if cells[column].text else cells[column + 1]
    cells[column] = replace(first, text=" ".join(parts), mark=Mark.JOINED)
    cells[column + 1] = GridCell(mark=Mark.GAP)
    return _with_cells(grid, row, cells)


def retype(grid: Grid, row: int, column: int, text: str) -> Grid:
    """Write ``text`` into one cell by hand."""
    cells = list(_padded(grid, row, column + 1))
    cells[column] = replace(cells[column], text=text, mark=Mark.RETYPED)
    return _with_cells(grid, row, cells)


def skip_row(grid: Grid, row: int, *, skipped: bool = True) -> Grid:
    """Leave a row out (a sum, a remark), or take it in again."""
    rows = list(grid.rows)
    rows[row] = replace(rows[row], skipped=skipped)
    return replace(grid, rows=tuple(rows))


def _moved(cell: GridCell) -> GridCell:
    return replace(cell, mark=Mark.MOVED) if cell.mark is Mark.AS_FILED else cell


def _padded(grid: Grid, row: int, width: int = 0) -> Sequence[GridCell]:
    cells = grid.rows[row].cells
    return [*cells, *[GridCell()] * (max(width, len(grid.headers)) - len(cells))]


def _trimmed(cells: list[GridCell], width: int) -> list[GridCell]:
    """Without the empty cells that were pushed beyond the headings."""
    while len(cells) > width and not cells[-1].text:
        cells = cells[:-1]
    return cells


def _with_cells(grid: Grid, row: int, cells: Sequence[GridCell]) -> Grid:
    rows = list(grid.rows)
    rows[row] = replace(rows[row], cells=tuple(cells))
    return replace(grid, rows=tuple(rows))
