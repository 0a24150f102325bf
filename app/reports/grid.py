"""Tables of documents: ruled rows that part between two lines of text where a page ends.

Each line of a row is a strip of its own; the strips of a short row stay together. A page that
begins inside a table repeats its head, one that begins inside a row repeats the row's first cell
with （続き） where that is a label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from app.i18n import tr
from app.reports.flow import LABEL, NOTE
from app.reports.fonts import MM_PER_PT, Face, width
from app.reports.pen import Pen
from app.reports.strips import THIN, Ends, Strip, together
from app.reports.text import Style, paragraphs

CELL: Final = Style(Face.TEXT, 10.5, 14.5)
PAD_X: Final = 1.8
PAD_Y: Final = 1.05
_HEAD_PAD: Final = 1.6  # both sides of a title that needs the room
_WORDS: Final = re.compile(r"[A-Za-z-]+")
KEPT_LINES: Final = 6  # a row of so many lines is not parted

Drawing = Callable[[Pen, float, float, float, float], None]
"""Draws into a cell: pen, its left, its top, its width, its height."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` in millimetres; 0 takes what the others leave, in equal shares."""

    title: str = ""
    width: float = 0.0
    face: Face = Face.TEXT
    grey: bool = False
    align: str = "left"
    type: Style = CELL

    @property
    def style(self) -> Style:
        """The type of its cells."""
        return replace(self.type, face=self.face)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text or a drawing for each column, and the least height in millimetres."""

    cells: tuple[str | Drawing, ...]
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class _Cut:
    """One line of a row: what stands in each column, which edges it draws."""

    lines: tuple[tuple[str, float], ...]  # text and indent of each column
    height: float
    top: float  # free height above the text
    first: bool
    last: bool


class Grid:
    """A table ``wide`` millimetres wide."""

    def __init__(self, columns: Sequence[Column], wide: float, lang: str) -> None:
        left = wide - sum(column.width for column in columns)
        flexible = sum(not column.width for column in columns) or 1
        self.widths = [column.width or left / flexible for column in columns]
        self.columns = tuple(columns)
        self.leading = max(column.type.leading for column in columns)
        self.line = self.leading * MM_PER_PT
        self.edges = [0.0, *accumulate(self.widths)]
        self.lang = lang

    def strips(self, rows: Sequence[Row]) -> list[Strip]:
        """The head, where any column has a title, and the rows."""
        head = self._head()
        strips = [replace(strip, again=head) for row in rows for strip in self._row(row)]
        return [*head, *strips]

    def _head(self) -> tuple[Strip, ...]:
        if not any(column.title for column in self.columns):
            return ()
        lines = [self._label(column, wide) for column, wide in zip(self.columns, self.widths)]  # noqa: B905
        height = max(len(found) for _, found in lines) * LABEL.line + 1.4

        def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
            pen.fill(x, y, self.edges[-1], height)
            for place, (edge, (style, texts)) in enumerate(zip(self.edges, lines, strict=False)):
                top, wide = y + (height - len(texts) * style.line) / 2, self.widths[place]
                for position, text in enumerate(texts):
                    taken = width(text, style.face, style.size)
                    pad = min(PAD_X, (wide - taken) / 2)
                    if self.columns[place].align == "right":
                        pad = wide - taken - pad
                    pen.text(x + edge + pad, top + position * style.line, text, style)
            self._rule(pen, x, y, height, top=True, bottom=False)

        return (Strip(height, draw, keep=True),)

    def _label(self, column: Column, wide: float) -> tuple[Style, list[str]]:
        """A title on few lines: a long one gets the small size before it gets a second line.

        Lines of one title are about as long as each other: 興味が・ある, not 興味があ・る.
        """
        room = wide - _HEAD_PAD
        for style in (LABEL, replace(NOTE, face=LABEL.face)):
            found = _title_lines(column.title, style, room)
            if len(found) <= 1:
                return style, found
        words = [width(word, style.face, style.size) for word in _WORDS.findall(column.title)]
        even = max(width(column.title, style.face, style.size) / len(found), *words, 0.0)
        while even < room and len(_title_lines(column.title, style, even)) > len(found):
            even += 1.0
        return style, _title_lines(column.title, style, min(even, room))

    def _row(self, row: Row) -> list[Strip]:
        wrapped = [
            self._wrap(cell, column, wide) if isinstance(cell, str) else []
            for cell, column, wide in zip(row.cells, self.columns, self.widths, strict=True)
        ]
        count = max(1, *map(len, wrapped))
        spare = max(0.0, row.least - count * self.line - 2 * PAD_Y)
        cuts = []
        for position in range(count):
            first, last = position == 0, position == count - 1
            above = (PAD_Y + spare / 2) * first
            height = above + self.line + (PAD_Y + spare / 2) * last
            lines = tuple(
                found[position] if position < len(found) else ("", 0.0) for found in wrapped
            )
            cuts.append(_Cut(lines, height, above, first, last))
        whole = sum(cut.height for cut in cuts)
        return [
            Strip(cut.height, self._drawing(row, cut, whole), keep=self._kept(place, count))
            for place, cut in enumerate(cuts)
        ]

    def _kept(self, position: int, count: int) -> bool:
        return position < count - 1 if count <= KEPT_LINES else together(position, count)

    def _wrap(self, text: str, column: Column, wide: float) -> list[tuple[str, float]]:
        style = column.style
        return [
            (line.text, line.indent)
            for paragraph in paragraphs(text, style.face)
            for line in paragraph.wrap(style.size, wide - 2 * PAD_X)
        ]

    def _drawing(self, row: Row, cut: _Cut, whole: float) -> Callable[..., None]:
        def draw(pen: Pen, x: float, y: float, ends: Ends) -> None:
            for place, column in enumerate(self.columns):
                if column.grey:
                    pen.fill(x + self.edges[place], y, self.widths[place], cut.height)
            for place, (text, indent) in enumerate(cut.lines):
                self._text(pen, place, x, y + cut.top, (text, indent))
                cell = row.cells[place]
                if cut.first and not isinstance(cell, str):
                    cell(pen, x + self.edges[place], y, self.widths[place], whole)
            if ends.opens and not cut.first and not cut.lines[0][0]:
                self._label_again(pen, x, y + cut.top, row.cells[0])
            self._rule(pen, x, y, cut.height, top=cut.first, bottom=cut.last or ends.closes)

        return draw

    def _label_again(self, pen: Pen, x: float, y: float, cell: str | Drawing) -> None:
        """What the row is about, where its texts go on; a long label leaves only （続き）."""
        if not self.columns[0].grey:
            return
        label = cell.split("\n", 1)[0] if isinstance(cell, str) else ""
        room = self.widths[0] - 2 * PAD_X
        for text in (
            tr("{label}（続き）", label=label, lang=self.lang),
            tr("（続き）", lang=self.lang),
        ):
            if width(text, LABEL.face, LABEL.size) <= room:
                pen.text(x + PAD_X, y, text, replace(LABEL, leading=self.leading))
                return

    def _text(self, pen: Pen, place: int, x: float, y: float, line: tuple[str, float]) -> None:
        column, (text, indent) = self.columns[place], line
        left = x + self.edges[place] + PAD_X + indent
        if column.align == "right":
            left = x + self.edges[place + 1] - PAD_X
        elif column.align == "centre":
            left = x + (self.edges[place] + self.edges[place + 1]) / 2
        if text:
            pen.text(left, y, text, column.style, align=column.align)

    def _rule(
        self, pen: Pen, x: float, y: float, height: float, *, top: bool, bottom: bool
    ) -> None:
        half, wide = THIN / 2, self.edges[-1]
        for position, edge in enumerate(self.edges):
            at = x + min(max(edge, half), wide - half)
            if position in {0, len(self.edges) - 1} or self.widths[position - 1]:
                pen.line((at, y), (at, y + height))
        if top:
            pen.line((x, y), (x + wide, y))
        if bottom:
            pen.line((x, y + height), (x + wide, y + height))


def _title_lines(title: str, style: Style, room: float) -> list[str]:
    return [
        line.text
        for paragraph in paragraphs(title, style.face)
        for line in paragraph.wrap(style.size, room)
    ]


def fitting(labels: Iterable[str], face: Face = Face.TEXT, least: float = 0.0) -> float:
    """The width of a column in which each of ``labels`` stands on one line."""
    return max(least, *(width(label, face, CELL.size) + 2 * PAD_X + 0.1 for label in labels))


def label_grid(
    pairs: Sequence[tuple[str, str]],
    wide: float,
    lang: str,
    *,
    label: float = 26.0,
    least: float = 0,
) -> list[Strip]:
    """Label and text side by side, one pair a row (design 10: 日時, 会場 …)."""
    columns = (Column(width=label, face=Face.BOLD, grey=True), Column())
    rows = [Row(pair, least) for pair in pairs]
    return Grid(columns, wide, lang).strips(rows)
