"""The rows of the case list, painted at once (design 02, docs/decisions/038).

A delegate is asked cell by cell, and each of its questions goes through Qt and back: for the 320
cells of a screen that alone is longer than the whole answer to a key may take. Here a line of
words comes from the model, and texts that were shown before keep their glyphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from app.ui import theme
from app.ui.cases.list_model import FIGURES, RIGHT, Column, Line
from app.ui.widgets.highlight_delegate import paint_shape, paint_under_matches

INSET: Final = 20
"""Left of the first column."""
PADDING: Final = 7
_SHAPE_ROOM: Final = 16
_BAR: Final = 4
_REMEMBERED: Final = 4096


class Place(NamedTuple):
    """A column as it lies in the view."""

    column: Column
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row as it lies in the view; ``line`` is nothing where the case can't be read."""

    top: int
    line: Line | None
    alternate: bool
    selected: bool


@dataclass(frozen=True, slots=True)
class _Laid:
    """A text cut to a width, with its glyphs."""

    shown: str
    glyphs: QStaticText
    width: float
    height: float


class RowPainter:
    """Paints rows: zebra, ai-t and a bar when selected, words, matches, status shapes."""

    def __init__(self) -> None:
        self._laid: dict[tuple[str, bool, bool, float], _Laid] = {}
        self._scale = 0.0

    def paint(
        self, painter: QPainter, rows: Sequence[RowPlace], places: Sequence[Place], height: int
    ) -> None:
        """Paint ``rows`` of one ``height`` into ``places``, which lie side by side."""
        if self._scale != theme.scale() or len(self._laid) > _REMEMBERED:
            self._scale = theme.scale()
            self._laid.clear()
        self._paint_grounds(painter, rows, places, height)
        written = [row for row in rows if row.line is not None]
        painter.setPen(theme.colour(theme.SUMI))
        for place in places:
            self._paint_column(painter, written, place, height)

    def _paint_grounds(
        self, painter: QPainter, rows: Sequence[RowPlace], places: Sequence[Place], height: int
    ) -> None:
        left = min(place.left for place in places)
        width = sum(place.width for place in places)
        bar = next((place.left for place in places if place.column == Column.NO), None)
        for row in rows:
            token = theme.ZEBRA if row.alternate else theme.SURFACE
            fill = theme.colour(theme.AI_T if row.selected else token)
            painter.fillRect(QRect(left, row.top, width, height), fill)
        painter.setPen(theme.colour(theme.LINE))
        bottoms = (row.top + height - 1 for row in rows)
        painter.drawLines([QLineF(left, y, left + width - 1, y) for y in bottoms])
        for row in rows:
            if row.selected and bar is not None:
                painter.fillRect(
                    QRect(bar, row.top, theme.px(_BAR), height), theme.colour(theme.AI)
                )

    def _paint_column(
        self, painter: QPainter, rows: Sequence[RowPlace], place: Place, height: int
    ) -> None:
        column = place.column
        bold, tabular, to_right = column == Column.PSEUDONYM, column in FIGURES, column in RIGHT
        used = theme.font(14, bold=bold, tabular=tabular)
        left = place.left + theme.px(PADDING if column else INSET)
        right = place.left + place.width - theme.px(PADDING)
        if column == Column.STATUS:
            self._paint_shapes(painter, rows, QRectF(left, 0, right - left, height))
            left += theme.px(_SHAPE_ROOM)
        room = float(right - left)
        painter.setFont(used)
        for row in rows:
            if row.line is None or not (text := row.line.words[column]):
                continue
            laid = self._laid.get((text, bold, tabular, room))
            if laid is None:
                laid = self._lay_out(text, used, room)
                self._laid[text, bold, tabular, room] = laid
            if column == Column.MATCH and row.line.marks:
                area = QRectF(left, row.top, room, height)
                paint_under_matches(painter, area, laid.shown, used, row.line.marks)
            x = right - laid.width if to_right else left
            painter.drawStaticText(QPointF(x, row.top + (height - laid.height) / 2), laid.glyphs)

    def _paint_shapes(self, painter: QPainter, rows: Sequence[RowPlace], area: QRectF) -> None:
        for row in rows:
            if row.line is not None:
                paint_shape(painter, area.translated(0, row.top), row.line.shape)

    def _lay_out(self, text: str, used: QFont, room: float) -> _Laid:
        metrics = QFontMetricsF(used)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        glyphs = QStaticText(shown)
        glyphs.setTextFormat(Qt.TextFormat.PlainText)
        glyphs.prepare(QTransform(), used)
        return _Laid(shown, glyphs, metrics.horizontalAdvance(shown), glyphs.size().height())
