"""Finding headings and rows in another town's sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from app.exchange.foreign_grid import Grid, GridCell, GridRow, Mark
from app.exchange.foreign_headers import SURE, header_key, match_header

_LOOK_FOR_HEADINGS: Final = 20  # rows
_TALLEST_HEADING: Final = 3  # rows
_LEAST_HEADINGS: Final = 3


class RawMerge(Protocol):
    """A merged range of cells, 0-based, ends included."""

    @property
    def top(self) -> int: ...
    @property
    def left(self) -> int: ...
    @property
    def bottom(self) -> int: ...
    @property
    def right(self) -> int: ...


class RawSheet(Protocol):
    """A sheet as it was read from the file: every cell as text."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def merged(self) -> Sequence[RawMerge]: ...


def grid_of(sheet: RawSheet) -> Grid | None:
    """The cases of a sheet; ``None`` where no headings are found."""
    best: tuple[int, int, int] | None = None  # score, minus height, minus top
    for top in range(min(_LOOK_FOR_HEADINGS, len(sheet.rows))):
        for height in range(1, _TALLEST_HEADING + 1):
            score = _score(headings(sheet, top, height))
            found = (score, -height, -top)
            if score >= _LEAST_HEADINGS and (best is None or found > best):
                best = found
    if best is None:
        return None
    top, height = -best[2], -best[1]
    headers = headings(sheet, top, height)
    rows = tuple(_rows(sheet, top + height, headers))
    return Grid("rows", headers, rows, tuple(range(top, top + height)))


def _score(headers: Sequence[str]) -> int:
    matches = [match_header(text) for text in headers if text]
    return len({target for target, sure in matches if target and sure >= SURE})


def headings(sheet: RawSheet, top: int, height: int) -> tuple[str, ...]:
    """The heading of each column when ``height`` rows from ``top`` on are headings."""
    rows = sheet.rows[top : top + height]
    width = max((len(row) for row in sheet.rows), default=0)
    found = []
    for column in range(width):
        stack = [_text(row, column) for row in rows]
        candidates = [stack, stack[-1:], _filled(sheet, top, height, column)]
        texts = [" ".join(part for part in each if part) for each in candidates]
        found.append(max(texts, key=lambda text: match_header(text)[1] if text else 0.0))
    return tuple(found)


def _filled(sheet: RawSheet, top: int, height: int, column: int) -> list[str]:
    """The stack of a column with empty upper cells taken from the left: group headings."""
    stack = []
    for row in range(top, min(top + height, len(sheet.rows))):
        text = _text(sheet.rows[row], column)
        left = column
        while not text and row < top + height - 1 and left > 0:
            left -= 1
            text = _text(sheet.rows[row], left)
        stack.append(text)
    return stack if stack and stack[-1] else []


def _text(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _rows(sheet: RawSheet, first: int, headers: Sequence[str]) -> list[GridRow]:
    keys = [header_key(text) for text in headers]
    found = []
    for place in range(first, len(sheet.rows)):
        cells = tuple(_cell(sheet, place, column) for column in range(len(headers)))
        filled = [cell for cell in cells if cell.text]
        if not filled:
            continue
        again = sum(
            bool(cell.text) and header_key(cell.text) == key
            for cell, key in zip(cells, keys, strict=True)
        )
        no_case = len(filled) == 1 or again >= _LEAST_HEADINGS
        found.append(GridRow(sheet.name, place, cells, skipped=no_case))
    return found


def _cell(sheet: RawSheet, row: int, column: int) -> GridCell:
    for merge in sheet.merged:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            if column > merge.left:
                return GridCell("", Mark.COVERED, row, column)
            if row > merge.top:
                text = _text(sheet.rows[merge.top], column)
                return GridCell(text, Mark.REPEATED, merge.top, column)
    return GridCell(_text(sheet.rows[row], column), Mark.AS_FILED, row, column)
