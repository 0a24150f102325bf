"""Columns of a form that share a width: they give way to each other so that all texts fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from app.reports.flow import (
    BAR,
    LABEL,
    PAD_X,
    SCALES,
    Measured,
    Scale,
    Section,
    SetCell,
    natural_width,
    set_cell,
    word_width,
)
from app.reports.fonts import width as text_width
from app.reports.pen import Pen

MIN_WIDTH: Final = 28
MAX_WIDTH: Final = 178
MAX_WORD: Final = 56.0  # a longer word may be cut: no column grows for it


@dataclass
class Column:
    """One column: its sections and the width the design gives it.

    Measured heights are remembered: finding widths asks for the same ones again and again.
    """

    sections: tuple[Section, ...]
    design: float
    lang: str
    _heights: dict[tuple[float, Scale], float] = field(default_factory=dict)
    _measured: dict[Scale, Measured] = field(default_factory=dict)

    def height(self, width: float, scale: Scale) -> float:
        """Height its text takes in ``width``."""
        key = (width, scale)
        if key not in self._heights:
            self._heights[key] = self._at(scale).height(width)
        return self._heights[key]

    @cached_property
    def least(self) -> int:
        """The narrowest the column may get: labels stay on one line, no usual word is cut."""
        labels = (text_width(s.title(self.lang), LABEL.face, LABEL.size) for s in self.sections)
        words = (word_width(row, SCALES[0]) for s in self.sections for row in s.rows)
        needed = max(*labels, min(max(words, default=0.0), MAX_WORD))
        return max(MIN_WIDTH, int(needed + 2 * PAD_X) + 1)

    def useful(self, scale: Scale) -> float:
        """The width beyond which no line gets shorter; at least that of the design."""
        rows = (natural_width(row, scale) for s in self.sections for row in s.rows)
        return max(self.design, max(rows, default=0.0) + 2 * PAD_X)

    def least_area(self, scale: Scale) -> float:
        """Square millimetres that its text takes at least."""
        return self._at(scale).least_area

    def _at(self, scale: Scale) -> Measured:
        if scale not in self._measured:
            self._measured[scale] = Measured(self.sections, scale)
        return self._measured[scale]

    def needed_width(self, height: float, scale: Scale) -> int | None:
        """The least width in whole millimetres whose text is not higher than ``height``."""
        low, high = self.least, MAX_WIDTH
        ideal = max(low, round(self.design))
        if self.height(ideal, scale) <= height:
            high = ideal
        elif self.height(high, scale) > height:
            return None
        else:
            low = ideal + 1
        while low < high:
            middle = (low + high) // 2
            if self.height(middle, scale) <= height:
                high = middle
            else:
                low = middle + 1
        return low


Columns = Sequence[Column]


def scaled(columns: Columns, total: float) -> Columns:
    """The columns with their design widths stretched to add up to ``total``."""
    share = total / sum(column.design for column in columns)
    for column in columns:
        column.design *= share
    return columns


def design_widths(columns: Columns) -> tuple[float, ...]:
    """The widths of the picture."""
    return tuple(column.design for column in columns)


def fits(columns: Columns, widths: Sequence[float], height: float, scale: Scale) -> bool:
    """Whether no column is higher than ``height`` at these widths."""
    return all(
        width >= column.least and column.height(width, scale) <= height
        for column, width in zip(columns, widths, strict=True)
    )


def hopeless(columns: Iterable[Column], wide: float, height: float, scale: Scale) -> bool:
    """Whether the texts need more paper than there is, however the columns share it.

    Says so at once of the endless; what it lets pass may still not fit.
    """
    return sum(column.least_area(scale) for column in columns) > wide * height


def shared_widths(
    stacks: Sequence[tuple[Columns, float]], scale: Scale
) -> tuple[float, ...] | None:
    """One set of widths for several cases under each other, each with its height; or ``None``."""
    first = stacks[0][0]
    design = design_widths(first)
    if all(fits(columns, design, height, scale) for columns, height in stacks):
        return design
    needed: list[int] = []
    for position in range(len(first)):
        widths = [columns[position].needed_width(height, scale) for columns, height in stacks]
        if None in widths:
            return None
        needed.append(max(width for width in widths if width is not None))
        if sum(needed) > sum(design):
            return None
    return _spread(needed, design)


def _spread(needed: Sequence[int], design: Sequence[float]) -> tuple[float, ...] | None:
    """Widths of at least ``needed`` that add up to the design's sum and lean to the design."""
    spare = sum(design) - sum(needed)
    if spare < 0:
        return None
    wanted = [max(0.0, ideal - least) for ideal, least in zip(design, needed, strict=True)]
    share = spare / sum(wanted) if sum(wanted) else 0.0
    return tuple(least + want * share for least, want in zip(needed, wanted, strict=True))


def least_height(
    columns: Columns, scale: Scale, limit: int = 4000
) -> tuple[int, tuple[float, ...]]:
    """The least height in whole millimetres at which the columns fit, and their widths."""
    low, high = 5, limit
    while low < high:
        middle = (low + high) // 2
        if shared_widths([(columns, middle)], scale):
            high = middle
        else:
            low = middle + 1
    return low, shared_widths([(columns, low)], scale) or design_widths(columns)


def cut_widths(columns: Columns, height: float, scale: Scale) -> tuple[float, ...]:
    """Widths where not all columns fit: those that can, do; the long ones share what is left."""
    if widths := shared_widths([(columns, height)], scale):
        return widths
    design = design_widths(columns)
    wanted = [column.needed_width(height, scale) or column.useful(scale) for column in columns]
    given = list(design)
    left = weight = sum(design)
    for place in sorted(range(len(design)), key=lambda place: wanted[place] / design[place]):
        given[place] = min(wanted[place], left * design[place] / weight)
        left -= given[place]
        weight -= design[place]
    total = sum(given)
    return tuple(width * sum(design) / total for width in given)


def draw_columns(
    pen: Pen,
    x: float,
    y: float,
    cells: Sequence[tuple[float, str, SetCell]],
    height: float,
) -> None:
    """Draw columns side by side: a grey head with the label, the text, thin lines between.

    ``cells`` are (width, label, text); ``height`` is that of the text below the head.
    """
    total = sum(width for width, _, _ in cells)
    pen.fill(x, y, total, BAR)
    pen.line((x, y + BAR), (x + total, y + BAR))
    left = x
    for position, (width, label, cell) in enumerate(cells):
        if position:
            pen.line((left, y), (left, y + BAR + height))
        pen.text(left + PAD_X, y + 0.9, label, LABEL)
        cell.draw(pen, left, y + BAR, width)
        left += width


def set_columns(
    columns: Columns, widths: Sequence[float], height: float, scale: Scale
) -> list[tuple[float, str, SetCell]]:
    """The columns' cells at these widths, cut at ``height`` where they are longer."""
    return [
        (
            width,
            column.sections[0].title(column.lang),
            set_cell(column.sections, width, height, scale, lang=column.lang),
        )
        for column, width in zip(columns, widths, strict=True)
    ]


def rest_of(cells: Sequence[tuple[float, str, SetCell]]) -> tuple[Section, ...]:
    """What did not fit, in the order of the columns."""
    return tuple(section for _, _, cell in cells for section in cell.rest)
