"""What the A3 and the A4 case sheet have in common: band, 論点, メモ, how the rest is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from app.care.disclosure import SheetHead, SheetView
from app.i18n import tr
from app.reports.band import Band, lay_band
from app.reports.case_content import band_fields, points
from app.reports.continuation import Rest
from app.reports.flow import (
    NOTE,
    Scale,
    Section,
    SetCell,
    needed_height,
    set_cell,
    text_rows,
)
from app.reports.fonts import Face, width
from app.reports.pen import Pen, Point
from app.reports.text import Style, single

OUTER: Final = 0.5
STRONG: Final = 0.4
POINTS_LABEL: Final = Style(Face.BOLD, 11, 17)
_POINTS_TOP: Final = 1.6
_MEMO_PAD: Final = 2.0
_MEMO_FIRST: Final = 11.0
_MEMO_STEP: Final = 8.5


def case_band(
    view: SheetView, room: float, *, sizes: Sequence[float] = (12, 11, 10.5, 10), max_rows: int = 2
) -> Band:
    """The identity band of ``view``."""
    head = view.head
    return lay_band(
        room,
        str(head.order),
        head.case_no,
        head.pseudonym,
        band_fields(view),
        sizes=sizes,
        max_rows=max_rows,
    )


def rest_of_case(head: SheetHead, sections: Iterable[Section]) -> Rest:
    """What is left of the case, under its name."""
    return Rest(f"{head.order}　{head.pseudonym}　{head.case_no}", tuple(sections))


def bookmark(head: SheetHead) -> str:
    """How the outline names the case: by its plant name."""
    return f"{head.order} {head.pseudonym} {head.case_no}"


class Points:
    """論点: the label on the left, the numbered points beside it."""

    def __init__(self, view: SheetView) -> None:
        self.lang = view.head.language
        self.section = points(view)
        label = width(self.section.label, POINTS_LABEL.face, POINTS_LABEL.size)
        self.indent = label + 3.6

    def needed(self, wide: float, scale: Scale) -> float:
        """Height that takes the label and all points in ``wide`` millimetres."""
        points = needed_height([self.section], wide - self.indent, scale) + 0.8
        return max(points, 2 * _POINTS_TOP + POINTS_LABEL.line)

    def set(self, wide: float, high: float, scale: Scale) -> SetCell:
        """The points as far as ``high`` goes."""
        return set_cell([self.section], wide - self.indent, high - 0.8, scale, lang=self.lang)

    def draw(self, pen: Pen, x: float, y: float, wide: float, cell: SetCell) -> None:
        """Draw label and points at (x, y)."""
        pen.text(x + 2.4, y + _POINTS_TOP, self.section.label, POINTS_LABEL)
        cell.draw(pen, x + self.indent, y + 0.4, wide - self.indent)


class Memo:
    """メモ: dotted lines to write on; at its foot, small, what was withheld and why."""

    def __init__(self, view: SheetView, max_notes: int) -> None:
        self.lang = view.head.language
        self._notes = tuple(single(f"※ {note}") for note in view.notes)
        self._max = max_notes

    def set(self, wide: float) -> tuple[tuple[str, ...], tuple[Section, ...]]:
        """The note lines that have room, and the notes that have none."""
        lines: list[str] = []
        for position, note in enumerate(self._notes):
            wrapped = note.wrap(NOTE.size, wide - 2 * _MEMO_PAD)
            if len(lines) + len(wrapped) > self._max:
                rest = "\n".join(n.text for n in self._notes[position:])
                return tuple(lines), (Section(tr("伏せた情報", lang=self.lang), text_rows(rest)),)
            lines.extend(line.text for line in wrapped)
        return tuple(lines), ()

    def draw(self, pen: Pen, at: Point, size: Point, notes: tuple[str, ...]) -> None:
        """Draw the box's content at ``at``; its lines are the block's."""
        (x, y), (wide, high) = at, size
        pen.text(x + _MEMO_PAD, y + 1.2, tr("メモ", lang=self.lang), NOTE)
        notes_top = y + high - len(notes) * NOTE.line - (1.0 if notes else 0.0)
        for position, text in enumerate(notes):
            pen.text(x + _MEMO_PAD, notes_top + position * NOTE.line, text, NOTE)
        line = y + _MEMO_FIRST
        while line < notes_top - 1.0:
            pen.line((x + _MEMO_PAD, line), (x + wide - _MEMO_PAD, line), 0.2, (0.3, 0.9))
            line += _MEMO_STEP
