"""The vertical form: headings in one column, what they head beside or below, one case a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.exchange.foreign_grid import GridCell, Mark
from app.exchange.foreign_headers import target_of
from app.exchange.foreign_judgement import Block
from app.exchange.foreign_view import View

_LINES: Final = frozenset(
    {"text", "household", "conditions", "medications", "services", "supports", "lines"}
)
NO_HEADING: Final = "（見出しなし）"  # stands in the file's language, as headings do
_LONGEST_FORM: Final = 300  # rows
_LONGEST_HEADING: Final = 15  # characters, of a heading nobody knows


@dataclass(frozen=True, slots=True)
class Pair:
    """A heading and what it heads; ``cells`` are all places the text came from."""

    header: str
    value: GridCell
    cells: tuple[tuple[int, int], ...]


def labels(view: View, block: Block | None, rows: range | None = None) -> list[tuple[int, int]]:
    """The cells that name a place of a case, in reading order."""
    return [
        (row, column)
        for row, column in view.filled()
        if row in (range(_LONGEST_FORM) if rows is None else rows)
        and view.label(row, column) is not None
        and not (block is not None and block.holds(row, column))
    ]


def pairs(view: View, block: Block | None, rows: range | None = None) -> list[Pair]:
    """Every known heading with its value, in reading order."""
    form = _Form(view, block, set(labels(view, block, rows)))
    return [form.pair(*place) for place in sorted(form.headings) if place in form.headings]


def leftovers(view: View, block: Block | None, known: list[Pair]) -> list[Pair]:
    """What no known heading claims: short texts with a neighbour, then all the rest as one."""
    used = {place for pair in known for place in pair.cells}
    rest = [
        place
        for place in view.filled()
        if place not in used and not (block is not None and block.holds(*place))
    ]
    found: list[Pair] = []
    for row, column in list(rest):
        beside = (row, view.end(row, column)[1] + 1)
        text = view.text(row, column)
        if (row, column) in rest and beside in rest and len(text) <= _LONGEST_HEADING:
            rest.remove((row, column))
            rest.remove(beside)
            found.append(Pair(text, view.cell(*beside), ((row, column), beside)))
    if rest:
        texts = "\n".join(view.text(*place) for place in rest)
        cell = GridCell(texts, Mark.AS_FILED, *rest[0])
        found.append(Pair(NO_HEADING, cell, tuple(rest)))
    return found


class _Form:
    """One sheet being taken apart."""

    def __init__(self, view: View, block: Block | None, headings: set[tuple[int, int]]) -> None:
        self.view = view
        self.block = block
        self.headings = headings
        # 「医療情報 | 認知症」: a heading as the value of its left neighbour is none itself.
        for place in sorted(headings):
            if place in self.headings and (value := self._heading_as_value(place)) is not None:
                self.headings.discard(value)

    def pair(self, row: int, column: int) -> Pair:
        bottom, right = self.view.end(row, column)
        target = self.view.label(row, column)
        several = target is not None and target_of(target).kind in _LINES
        places = self._beside(row, right + 1)
        if places:
            line, start = row + 1, places[0][1]
            while several and (more := self._going_on(line, column, start, bottom)):
                places += more
                line += 1
        else:
            places = self._below(bottom + 1, column, several=several)
        header = self.view.text(row, column)
        return Pair(header, self._joined(places), ((row, column), *places))

    def _heading_as_value(self, place: tuple[int, int]) -> tuple[int, int] | None:
        row, column = place
        beside = (row, self.view.end(row, column)[1] + 1)
        if beside not in self.headings or self._below(self.view.end(row, column)[0] + 1, column):
            return None
        after = (row, self.view.end(*beside)[1] + 1)
        under = (self.view.end(*beside)[0] + 1, beside[1])
        alone = not self.view.text(*after) and not self.view.text(*under)
        return beside if alone else None

    def _is_value(self, row: int, column: int) -> bool:
        outside = self.block is None or not self.block.holds(row, column)
        return outside and bool(self.view.text(row, column)) and (row, column) not in self.headings

    def _beside(self, row: int, column: int) -> list[tuple[int, int]]:
        """The filled cells from ``column`` to the next heading of the row."""
        found = []
        while column < self.view.width and (row, column) not in self.headings:
            if self._is_value(row, column):
                found.append((row, column))
            column += 1
        return found

    def _going_on(self, row: int, column: int, start: int, bottom: int) -> list[tuple[int, int]]:
        """The value's next line: nothing stands under the heading, something under the value."""
        under = [self.view.text(row, each) for each in range(column, start)]
        if row >= self.view.height or any(under) or not self._is_value(row, start):
            return []
        if row > bottom and any(self.view.text(row, each) for each in range(column)):
            return []
        return self._beside(row, start)

    def _below(self, row: int, column: int, *, several: bool = False) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        while self._is_value(row, column) and (several or not found):
            found.append((row, column))
            row = self.view.end(row, column)[0] + 1
        return found

    def _joined(self, places: list[tuple[int, int]]) -> GridCell:
        if not places:
            return GridCell()
        lines: dict[int, list[str]] = {}
        for row, column in places:
            lines.setdefault(row, []).append(self.view.text(row, column))
        text = "\n".join(" ".join(line) for line in lines.values())
        return GridCell(text, Mark.AS_FILED, *places[0])
