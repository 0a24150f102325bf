"""The judgement sheet inside another town's file: one row per item (DOMAIN.md §2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.exchange.foreign_cells import DITTO
from app.exchange.foreign_grid import GridCell, Mark
from app.exchange.foreign_headers import header_key, item_names, parts, target_of
from app.exchange.foreign_view import View

_LEAST_ITEMS: Final = 5
_LEAST_PARTS: Final = 2
_LOOK_FOR_HEADINGS: Final = 200  # rows
_LONGEST: Final = 80  # rows
_GROUPS: Final = frozenset(
    {"adl", "iadl", "adliadl", "判定", "課題", "項目", "評価", "要因", "区分", "no", "生活機能"}
)
_TALLEST: Final = 2  # rows of headings: 判定 over 事前 | 事後予測


@dataclass(frozen=True, slots=True)
class Block:
    """The judgements found on a sheet. ``cells`` is by target; ``top``/``bottom`` its rows.

    ``left``/``right`` are its columns, headings included.
    """

    cells: dict[str, GridCell]
    top: int
    bottom: int
    left: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell belongs to the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def headers(self) -> tuple[str, ...]:
        """A heading per cell, as ``match_header`` reads it."""
        return tuple(target_of(key).label("ja") for key in self.cells)


def block_of(view: View) -> Block | None:
    """The block with the most items; ``None`` where a sheet has none."""
    found = [
        block
        for top in range(min(view.height, _LOOK_FOR_HEADINGS))
        for height in range(1, _TALLEST + 1)
        if (block := _block(view, top, height)) is not None
    ]
    best = max(found, key=lambda block: (len(block.cells), block.top), default=None)
    return None if best is None else _widened(view, best)


def _widened(view: View, block: Block) -> Block:
    """``block`` with the row of group headings above it and the columns of ADL and IADL beside."""

    def only_groups(places: list[tuple[int, int]]) -> bool:
        words = {header_key(view.text(*place)) for place in places} - {""}
        return bool(words) and words <= _GROUPS

    top, left = block.top, block.left
    across = range(left, block.right + 1)
    while top > 0 and only_groups([(top - 1, column) for column in across]):
        top -= 1
    down = range(top, block.bottom + 1)
    while left > 0 and only_groups([(row, left - 1) for row in down]):
        left -= 1
    return Block(block.cells, top, block.bottom, left, block.right)


def _block(view: View, top: int, height: int) -> Block | None:
    columns = {
        column: part
        for column in range(view.width)
        if (part := _part(view, top, height, column)) is not None
    }
    if len(set(columns.values())) < _LEAST_PARTS:
        return None
    names = item_names()
    cells: dict[str, GridCell] = {}
    above: dict[int, GridCell] = {}
    items: list[tuple[int, int]] = []
    for row in range(top + height, min(view.height, top + _LONGEST)):
        named = [c for c in range(view.width) if header_key(view.text(row, c)) in names]
        for place, column in enumerate(named):
            item = names[header_key(view.text(row, column))]
            end = named[place + 1] if place + 1 < len(named) else view.width
            mine = [(c, part) for c, part in columns.items() if column < c < end]
            if not mine or f"judgement.{item}.{mine[0][1]}" in cells:
                continue
            items.append((row, column))
            for c, part in mine:
                above[c] = _resolved(view.cell(row, c), above.get(c))
                cells[f"judgement.{item}.{part}"] = above[c]
    if len(items) < _LEAST_ITEMS:
        return None
    left = min(column for _, column in items)
    return Block(cells, top, max(row for row, _ in items), left, max(columns))


def _resolved(cell: GridCell, above: GridCell | None) -> GridCell:
    """〃 says what the cell above says (§1.2)."""
    if cell.text in DITTO and above is not None and above.text:
        return GridCell(above.text, Mark.REPEATED, cell.sheet_row, cell.sheet_column)
    return cell


def _part(view: View, top: int, height: int, column: int) -> str | None:
    """Which part of a judgement a column holds: by its own heading, or with the one above."""
    stack = [view.text(row, column) for row in range(top, top + height)]
    if not stack[-1] and height > 1:
        return None
    for words in ("".join(stack), stack[-1]):
        if (part := parts().get(header_key(words))) is not None:
            return part
    return None
