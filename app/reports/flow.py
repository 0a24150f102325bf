"""Text cells of a form: sections set into a width, parted where a cell is full.

A cell is a stack of sections, each a label over texts or two-column rows. ``set_cell`` sets as
much as fits and gives back the rest as sections again, so that the rest can be set elsewhere in
another width: a 続き page loses nothing (DESIGN-SYSTEM §10).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from app.i18n import tr
from app.reports.fonts import MM_PER_PT, Face
from app.reports.fonts import width as text_width
from app.reports.pen import Pen
from app.reports.text import Line, Paragraph, Style, paragraphs, single

PAD_X: Final = 1.8
PAD_Y: Final = 1.2
LABEL: Final = Style(Face.BOLD, 9, 12)
BAR: Final = 6.03  # height of a label bar: 9/12 pt with 0.9 mm above and below
BAR_ABOVE: Final = 2.0
BAR_BELOW: Final = 1.2
NOTE: Final = Style(Face.TEXT, 8.5, 11)
MIN_SIZE: Final = 9.5
COLUMN_GAP: Final = 2.0
MAX_FIXED: Final = 0.5  # share of the width the narrow column of a pair may take


class Scale(NamedTuple):
    """Type size and line height of a cell's body, in points."""

    size: float
    leading: float


# From the size of the design down to the smallest allowed (DESIGN-SYSTEM §10).
SCALES: Final = (Scale(11, 16.8), Scale(10.5, 16), Scale(10, 15), Scale(MIN_SIZE, 14))


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a row; type size and line height as factors of the cell's."""

    paragraph: Paragraph
    grow: float = 1.0
    pitch: float = 1.0

    def style(self, scale: Scale) -> Style:
        """The type this part is set in, never below the smallest size."""
        return _style(self.paragraph.face, scale, self.grow, self.pitch)


@lru_cache
def _style(face: Face, scale: Scale, grow: float, pitch: float) -> Style:
    return Style(face, max(MIN_SIZE, scale.size * grow), scale.leading * pitch)


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph (one part) or two side by side; ``fixed`` is the index of the narrow one."""

    parts: tuple[Part, ...]
    fixed: int = 0
    above: float = 0.0  # millimetres left free above the row


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled piece of a cell. ``continued`` marks the rest of one begun elsewhere."""

    label: str
    rows: tuple[Row, ...]
    continued: bool = False

    def title(self, lang: str) -> str:
        """The label, with （続き） on a rest."""
        return tr("{label}（続き）", label=self.label, lang=lang) if self.continued else self.label


def text_rows(
    text: str, face: Face = Face.TEXT, *, grow: float = 1.0, pitch: float = 1.0
) -> tuple[Row, ...]:
    """The rows of a free text, one for each of its paragraphs."""
    return tuple(Row((Part(p, grow, pitch),)) for p in paragraphs(text, face))


def pair_rows(pairs: Sequence[tuple[str, str]], fixed: int) -> tuple[Row, ...]:
    """Rows of two texts; column ``fixed`` takes its natural width, as far as it may.

    A first column that wraps hangs by one em, so that the next row is told from it.
    """
    return tuple(
        Row(
            (Part(single(left, hang=1000 * fixed), 10.5 / 11), Part(single(right), 10.5 / 11)),
            fixed,
        )
        for left, right in pairs
    )


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line in its place within the cell."""

    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class SetCell:
    """What fitted into a cell: lines, label bars, the height used, the sections left over."""

    lines: tuple[SetLine, ...]
    bars: tuple[tuple[float, str], ...]
    height: float
    rest: tuple[Section, ...]

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        """Draw at (x, y); bars span ``width``, text keeps the padding."""
        bars = list(reversed(self.bars))
        for line in self.lines:  # what reads a PDF aloud takes texts in the order they are drawn
            while bars and bars[-1][0] < line.y:
                top, label = bars.pop()
                draw_bar(pen, x, y + top, width, label)
            pen.text(x + PAD_X + line.x, y + line.y, line.text, line.style)
        for top, label in reversed(bars):
            draw_bar(pen, x, y + top, width, label)


def draw_bar(pen: Pen, x: float, y: float, width: float, label: str) -> None:
    """A grey bar with a label between two thin lines."""
    pen.fill(x, y, width, BAR)
    pen.line((x, y), (x + width, y))
    pen.line((x, y + BAR), (x + width, y + BAR))
    pen.text(x + PAD_X, y + 0.9, label, LABEL)


def fit_label(text: str, style: Style, wide: float, high: float) -> tuple[Style, list[str]]:
    """A short label for a box: on few lines, at 8.5 pt and closer lines if it must."""
    lines: list[str] = []
    for fitting in (style, Style(style.face, NOTE.size, NOTE.leading)):
        found = paragraphs(text, style.face)
        lines = [line.text for p in found for line in p.wrap(fitting.size, wide)]
        if len(lines) * fitting.line <= high:
            return fitting, lines
    return Style(style.face, NOTE.size, high / MM_PER_PT / len(lines)), lines


def set_cell(
    sections: Sequence[Section],
    width: float,
    height: float,
    scale: Scale,
    *,
    lang: str,
    first_bar: bool = False,
    note: bool = True,
) -> SetCell:
    """Set ``sections`` into a cell of ``width`` × ``height`` millimetres.

    ``first_bar`` draws the first label too, where no column head carries it. A parted cell
    says at its foot that it goes on, unless ``note`` is off.
    """
    cell = _Setter(width, height, scale, lang).fill(sections, first_bar=first_bar)
    if not cell.rest or not note:
        return cell
    parted = _Setter(width, height - NOTE.line, scale, lang).fill(sections, first_bar=first_bar)
    words = tr("→ 続きのページへ", lang=lang)
    if text_width(words, NOTE.face, NOTE.size) > width - 2 * PAD_X:
        words = tr("→ 続き", lang=lang)
    pointer = SetLine(0, height - NOTE.line - 0.6, words, NOTE)
    return replace(parted, lines=(*parted.lines, pointer))


class Measured:
    """Sections at one type size, to be asked for their height at many widths."""

    def __init__(
        self, sections: Sequence[Section], scale: Scale, *, first_bar: bool = False
    ) -> None:
        self._first_bar = first_bar
        self._sections = [
            (_fixed_natural(section, scale), [_measured(row, scale) for row in section.rows])
            for section in sections
        ]

    def height(self, width: float) -> float:
        """Height of the cell of this width that takes all of the sections."""
        inner = width - 2 * PAD_X
        y, begun = PAD_Y, False
        for position, (natural, rows) in enumerate(self._sections):
            if position or self._first_bar:
                y = (y + BAR_ABOVE if begun else 0.0) + BAR + BAR_BELOW
                begun = True
            fixed = min(natural, inner * MAX_FIXED)
            for row in rows:
                y += row.above + row.lines(inner, fixed) * row.pitch
                begun = True
        return y + PAD_Y

    @property
    def least_area(self) -> float:
        """Square millimetres that the lines take at least, however wide they are."""
        return sum(
            paragraph.least_em * size * MM_PER_PT / 1000 * row.pitch
            for _, rows in self._sections
            for row in rows
            for paragraph, size in row.parts
        )


class _Measured(NamedTuple):
    """A row at one type size: free height above, height of a line, its paragraphs with sizes."""

    above: float
    pitch: float
    parts: tuple[tuple[Paragraph, float], ...]
    fixed: int

    def lines(self, inner: float, fixed: float) -> int:
        """Lines in a cell with ``inner`` millimetres for text, ``fixed`` for the narrow column."""
        if len(self.parts) == 1:
            paragraph, size = self.parts[0]
            return paragraph.count(size, inner)
        widths = [inner - fixed - COLUMN_GAP] * 2
        widths[self.fixed] = fixed
        return max(p.count(size, wide) for (p, size), wide in zip(self.parts, widths, strict=True))


def _measured(row: Row, scale: Scale) -> _Measured:
    parts = tuple((part.paragraph, part.style(scale).size) for part in row.parts)
    return _Measured(row.above, row.parts[0].style(scale).line, parts, row.fixed)


def needed_height(
    sections: Sequence[Section], width: float, scale: Scale, *, first_bar: bool = False
) -> float:
    """Height of the cell that takes all of ``sections``, without setting it."""
    return Measured(sections, scale, first_bar=first_bar).height(width)


def _fixed_natural(section: Section, scale: Scale) -> float:
    """Width at which the narrow column of the section's pairs needs one line each."""
    naturals = [
        row.parts[row.fixed].paragraph.natural(row.parts[row.fixed].style(scale).size)
        for row in section.rows
        if len(row.parts) > 1
    ]
    return max(naturals, default=0.0) + 0.05


def _places(row: Row, inner: float, fixed: float) -> tuple[tuple[float, float], ...]:
    """For each part its place from the left and its width."""
    if len(row.parts) == 1:
        return ((0.0, inner),)
    wide = inner - fixed - COLUMN_GAP
    if row.fixed == 0:
        return (0.0, fixed), (fixed + COLUMN_GAP, wide)
    return (0.0, wide), (wide + COLUMN_GAP, fixed)


def word_width(row: Row, scale: Scale) -> float:
    """Width below which a word of ``row`` would be cut."""
    words = [p.paragraph.widest * p.style(scale).size * MM_PER_PT / 1000 for p in row.parts]
    if len(words) == 1:
        return words[0]
    fixed, wide = words[row.fixed], words[1 - row.fixed]
    return max(fixed / MAX_FIXED, fixed + COLUMN_GAP + wide)


def natural_width(row: Row, scale: Scale) -> float:
    """Width of ``row`` on one line."""
    parts = [part.paragraph.natural(part.style(scale).size) for part in row.parts]
    return sum(parts) + COLUMN_GAP * (len(parts) - 1)


class _Setter:
    """Fills one cell from the top down."""

    def __init__(self, width: float, height: float, scale: Scale, lang: str) -> None:
        self.inner = width - 2 * PAD_X
        self.limit = height - PAD_Y + 0.01
        self.scale = scale
        self.lang = lang
        self.y = PAD_Y
        self.lines: list[SetLine] = []
        self.bars: list[tuple[float, str]] = []

    def fill(self, sections: Sequence[Section], *, first_bar: bool) -> SetCell:
        rest: tuple[Section, ...] = ()
        for position, section in enumerate(sections):
            if (position or first_bar) and not self._bar(section):
                rest = tuple(sections[position:])
                break
            if left := self._rows(section):
                begun = len(left) < len(section.rows) or left[0] is not section.rows[0]
                opened = replace(section, rows=left, continued=section.continued or begun)
                rest = (opened, *sections[position + 1 :])
                break
        return SetCell(tuple(self.lines), tuple(self.bars), self.y + PAD_Y, rest)

    def _bar(self, section: Section) -> bool:
        """Draw the label if a first line fits below it."""
        top = self.y + BAR_ABOVE if self.lines or self.bars else 0.0
        below = top + BAR + BAR_BELOW
        first = section.rows[0].parts[0].style(self.scale).line if section.rows else 0.0
        if below + first > self.limit:
            return False
        self.bars.append((top, section.title(self.lang)))
        self.y = below
        return True

    def _rows(self, section: Section) -> tuple[Row, ...]:
        """Set the rows of a section; give back those (or the part of one) that did not fit."""
        fixed = min(_fixed_natural(section, self.scale), self.inner * MAX_FIXED)
        for position, row in enumerate(section.rows):
            set_parts = self._wrap(row, fixed)
            style = row.parts[0].style(self.scale)
            count = max(len(lines) for _, lines in set_parts)
            room = (self.limit - self.y - row.above) / style.line
            fitting = count if room >= count else max(0, math.floor(room))
            self._place(row, set_parts, fitting, style.line)
            if fitting < count:
                return (_rest(row, set_parts, fitting), *section.rows[position + 1 :])
        return ()

    def _wrap(self, row: Row, fixed: float) -> list[tuple[float, tuple[Line, ...]]]:
        """For each part its place from the left and its lines."""
        return [
            (x, part.paragraph.wrap(part.style(self.scale).size, width))
            for part, (x, width) in zip(row.parts, _places(row, self.inner, fixed), strict=True)
        ]

    def _place(
        self,
        row: Row,
        set_parts: list[tuple[float, tuple[Line, ...]]],
        count: int,
        pitch: float,
    ) -> None:
        if not count:
            return
        top = self.y + row.above
        for part, (x, lines) in zip(row.parts, set_parts, strict=True):
            style = part.style(self.scale)
            for position, line in enumerate(lines[:count]):
                if line.text:
                    y = top + position * pitch
                    self.lines.append(SetLine(x + line.indent, y, line.text, style))
        self.y = top + count * pitch


def _rest(row: Row, set_parts: list[tuple[float, tuple[Line, ...]]], count: int) -> Row:
    """The row from line ``count`` on."""
    if not count:
        return row
    parts = []
    for part, (_, lines) in zip(row.parts, set_parts, strict=True):
        done = count >= len(lines)
        paragraph = part.paragraph
        start = len(paragraph.text) if done else lines[count].start
        parts.append(replace(part, paragraph=paragraph.rest(start)))
    return replace(row, parts=tuple(parts), above=0.0)
