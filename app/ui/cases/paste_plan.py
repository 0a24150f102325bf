"""Where a pasted block goes in a table of the editor, and whether that is certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.care.text import search_key

Block = Sequence[Sequence[str]]


class PasteInto(Protocol):
    """What a table tells about itself for the look before a paste."""

    def headings(self) -> list[str]:
        """The headings of its columns, each in one line."""
        ...

    def reads(self, column: int, text: str) -> bool:
        """Whether ``column`` could take ``text``."""
        ...


@dataclass(frozen=True, slots=True)
class PastePlan:
    """``targets`` gives each pasted column its column of the table, ``None`` for none.

    ``sure`` means nobody has to look: the block fills the table to its right edge, is one
    column, or was copied in this program, and its first row is no row of headings.
    """

    block: tuple[tuple[str, ...], ...]
    targets: tuple[int | None, ...]
    header: bool
    sure: bool

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The pasted rows without the headings."""
        return self.block[1:] if self.header else self.block

    def cells(self) -> list[list[str | None]]:
        """Rows from the table's first column on; ``None`` leaves a cell as it is."""
        used = [target for target in self.targets if target is not None]
        result = []
        for row in self.rows():
            line: list[str | None] = [None] * (max(used, default=-1) + 1)
            for text, target in zip(row, self.targets, strict=False):
                if target is not None:
                    line[target] = text
            result.append(line)
        return result


def plan_paste(block: Block, headings: Sequence[str], left: int, *, own: bool) -> PastePlan:
    """How ``block`` goes into a table with these ``headings`` from column ``left`` on."""
    rows = tuple(tuple(row) for row in block)
    width = max((len(row) for row in rows), default=0)
    matches = _matches(rows[0] if rows else (), headings)
    found = sum(match is not None for match in matches)
    named = sum(bool(cell.strip()) for cell in rows[0]) if rows else 0
    if found and 2 * found >= named:
        targets = (*matches, *[None] * (width - len(matches)))
        return PastePlan(rows, targets, header=True, sure=False)
    room = len(headings) - left
    fits = width in (1, room) or (own and width <= room)
    even = all(len(row) == width for row in rows)
    return PastePlan(rows, _in_order(width, left, len(headings)), header=False, sure=fits and even)


def without_header(plan: PastePlan, columns: int, left: int) -> PastePlan:
    """The first row is no heading after all: the columns follow each other from ``left``."""
    width = len(plan.targets)
    return replace(plan, header=False, targets=_in_order(width, left, columns))


def _in_order(width: int, left: int, columns: int) -> tuple[int | None, ...]:
    return tuple(left + place if left + place < columns else None for place in range(width))


def _matches(cells: Sequence[str], headings: Sequence[str]) -> list[int | None]:
    """The column whose heading a cell repeats, whole or in part; each column once."""
    free = {column: search_key(heading) for column, heading in enumerate(headings)}
    result: list[int | None] = []
    for cell in cells:
        key = search_key(cell)
        found = next((column for column, heading in free.items() if _means(key, heading)), None)
        if found is not None:
            del free[found]
        result.append(found)
    return result


def _means(key: str, heading: str) -> bool:
    return bool(key) and (key == heading or (len(key) > 1 and key in heading))
