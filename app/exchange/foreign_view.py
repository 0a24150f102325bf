"""Looking at one sheet of a file: texts, merged ranges and what a cell could name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.exchange.foreign_grid import GridCell, Mark
from app.exchange.foreign_headers import SURE, exact_header
from app.exchange.sheet_file import Merged, Sheet

_LONGEST_LABEL: Final = 60  # characters


class View:
    """The cells of a sheet with its merged ranges resolved, whatever a file claims of them."""

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        self._rows = [[text.strip() for text in row] for row in sheet.rows]
        self._ends: dict[tuple[int, int], tuple[int, int]] = {}
        self._starts: dict[tuple[int, int], tuple[int, int]] = {}
        for merge in sheet.merged:
            self._merge(merge)
        self._labels: dict[tuple[int, int], str | None] = {}

    def _merge(self, merge: Merged) -> None:
        bottom, right = min(merge.bottom, self.height - 1), min(merge.right, self.width - 1)
        start = (merge.top, merge.left)
        if merge.top > bottom or merge.left > right or start in self._starts:
            return
        self._ends[start] = (bottom, right)
        for row in range(merge.top, bottom + 1):
            for column in range(merge.left, right + 1):
                self._starts.setdefault((row, column), start)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; empty outside the sheet and inside a merged range."""
        if not 0 <= row < self.height or not 0 <= column < len(self._rows[row]):
            return ""
        if self._starts.get((row, column), (row, column)) != (row, column):
            return ""
        return self._rows[row][column]

    def end(self, row: int, column: int) -> tuple[int, int]:
        """The last row and column of the range a cell begins; the cell itself for most."""
        return self._ends.get((row, column), (row, column))

    def start(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the range a cell lies in; the cell itself for most."""
        return self._starts.get((row, column), (row, column))

    def cell(self, row: int, column: int) -> GridCell:
        """A cell as it will be read: a value merged downwards stands in each row."""
        top, left = self.start(row, column)
        if column > left:
            return GridCell("", Mark.COVERED, row, column)
        if row > top:
            return GridCell(self.text(top, left), Mark.REPEATED, top, left)
        return GridCell(self.text(row, column), Mark.AS_FILED, row, column)

    def label(self, row: int, column: int) -> str | None:
        """The place in a case that the text of a cell surely names."""
        if (row, column) not in self._labels:
            text = self.text(row, column)
            target, sure = exact_header(text) if 0 < len(text) <= _LONGEST_LABEL else (None, 0.0)
            self._labels[row, column] = target if sure >= SURE else None
        return self._labels[row, column]

    def filled(self) -> Iterator[tuple[int, int]]:
        """All cells with text, in reading order."""
        for row in range(self.height):
            for column in range(len(self._rows[row])):
                if self.text(row, column):
                    yield row, column
