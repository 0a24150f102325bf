"""The identity band of a case: number, plant name, then labelled fields in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.reports.flow import Section, text_rows
from app.reports.fonts import Face, width
from app.reports.pen import BLACK, Pen
from app.reports.text import Paragraph, Style, single

PAD: Final = 2.4
ROW: Final = 12.0
MAX_LINES: Final = 2
MAX_NAME: Final = 0.4  # share of the band the name may take
_SMALL: Final = Style(Face.TEXT, 8.5, 10.5)
_NUMBER: Final = Style(Face.BOLD, 20, 26)
_NAME: Final = Style(Face.BOLD, 16, 20)


_Labelled = tuple[str, Paragraph]


@dataclass(frozen=True, slots=True)
class _Field:
    x: float
    row: int
    label: str
    lines: tuple[str, ...]
    opens_row: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A band laid out for a width; ``rest`` are values too long for it."""

    width: float
    number: str
    small: str
    name: tuple[str, ...]
    name_style: Style
    fields: tuple[_Field, ...]
    value: Style
    rows: tuple[float, ...]  # height of each row
    rest: tuple[Section, ...]

    @property
    def height(self) -> float:
        """Height of all rows."""
        return sum(self.rows)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw at (x, y) without the outer frame."""
        wide, high = _number_width(self.number), self.rows[0]
        pen.fill(x, y, wide, high, BLACK)
        middle = y + (high - _NUMBER.line) / 2
        pen.text(x + wide / 2, middle, self.number, _NUMBER, white=True, align="centre")
        line = self.name_style.line
        top = y + (high - _SMALL.line - len(self.name) * line) / 2
        pen.text(x + wide + PAD, top, self.small, _SMALL)
        for position, text in enumerate(self.name):
            pen.text(x + wide + PAD, top + _SMALL.line + position * line, text, self.name_style)
        for field in self.fields:
            self._draw_field(pen, x, y, field)
        for row in range(1, len(self.rows)):
            edge = y + sum(self.rows[:row])
            pen.line((x, edge), (x + self.width, edge))

    def _draw_field(self, pen: Pen, x: float, y: float, field: _Field) -> None:
        top, high = y + sum(self.rows[: field.row]), self.rows[field.row]
        if not field.opens_row:
            pen.line((x + field.x, top), (x + field.x, top + high))
        content = _SMALL.line + len(field.lines) * self.value.line
        line_y = top + (high - content) / 2
        pen.text(x + field.x + PAD, line_y, field.label, _SMALL)
        for position, text in enumerate(field.lines):
            at = line_y + _SMALL.line + position * self.value.line
            pen.text(x + field.x + PAD, at, text, self.value)


def lay_band(
    room: float,
    number: str,
    small: str,
    name: str,
    texts: Sequence[tuple[str, str]],
    *,
    sizes: Sequence[float],
    max_rows: int,
) -> Band:
    """Lay the band out in ``room`` millimetres.

    The largest size at which all fields stand in one row wins; if none does they go on in
    further rows at the smallest. What is longer than a row, or has no row, goes on elsewhere.
    """
    name_style, names, rest = _set_name(small, name, room * MAX_NAME)
    taken = max(
        width(small, _SMALL.face, _SMALL.size),
        *(width(text, name_style.face, name_style.size) for text in names),
        0.0,
    )
    start = _number_width(number) + taken + 2 * PAD
    value = Style(Face.BOLD, sizes[-1], sizes[-1] + 3)
    fields = [(label, single(text, value.face)) for label, text in texts]
    for size in sizes:
        needed = sum(_field_width(label, text, size) for label, text in fields)
        if start + needed <= room:
            value = Style(Face.BOLD, size, size + 3)
            break
    placed, left = _place(fields, value, start, room, max_rows)
    heights = [
        ROW + value.line * (max(len(f.lines) for f in placed if f.row == row) - 1)
        for row in range(placed[-1].row + 1)
    ]
    return Band(room, number, small, names, name_style, placed, value, tuple(heights), rest + left)


def _place(
    fields: Sequence[_Labelled], value: Style, start: float, room: float, max_rows: int
) -> tuple[tuple[_Field, ...], tuple[Section, ...]]:
    """The fields in their rows, and the values that are too long for a row."""
    placed: list[_Field] = []
    rest: list[Section] = []
    x, row = start, 0
    for label, text in fields:
        wide = min(_field_width(label, text, value.size), room)
        if x + wide > room + 0.01 and row + 1 < max_rows:
            x, row = 0.0, row + 1
        if x + wide > room + 0.01:
            rest.append(Section(label, text_rows(text.text)))
            continue
        lines, left = _value_lines(text, value.size, room - x - 2 * PAD)
        placed.append(_Field(x, row, label, lines, opens_row=x == 0.0))
        if left:
            rest.append(Section(label, text_rows(left), continued=True))
        x += wide
    return tuple(placed), tuple(rest)


def _set_name(
    small: str, name: str, room: float
) -> tuple[Style, tuple[str, ...], tuple[Section, ...]]:
    """The plant name in large type; a long imported one gets smaller, then goes on elsewhere."""
    paragraph = single(name, Face.BOLD)
    if paragraph.natural(_NAME.size) <= room:
        return _NAME, tuple(filter(None, (paragraph.text,))), ()
    style = Style(Face.BOLD, 10, 12)
    lines, left = _value_lines(paragraph, style.size, room)
    return style, lines, (Section(small, text_rows(left), continued=True),) if left else ()


def _value_lines(paragraph: Paragraph, size: float, room: float) -> tuple[tuple[str, ...], str]:
    """The lines of a value and what did not fit into them."""
    lines = paragraph.wrap(size, room)
    if len(lines) <= MAX_LINES:
        return tuple(line.text for line in lines), ""
    return (
        tuple(line.text for line in lines[:MAX_LINES]),
        paragraph.text[lines[MAX_LINES].start :],
    )


def _field_width(label: str, value: Paragraph, size: float) -> float:
    return max(width(label, _SMALL.face, _SMALL.size), value.natural(size)) + 2 * PAD + 0.05


def _number_width(number: str) -> float:
    return width(number, _NUMBER.face, _NUMBER.size) + 8.0
