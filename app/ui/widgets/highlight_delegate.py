"""Delegates of lists and tables: row look, search match, status shape (DESIGN-SYSTEM §5, §7)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.care.text import search_key, vowels_written_out
from app.ui import theme

Index = QModelIndex | QPersistentModelIndex
Shape = Literal["dashed", "open", "filled", "half", "square"]

MATCH_ROLE: Final = Qt.ItemDataRole.UserRole + 40
"""``tuple[tuple[int, int], …]``: start and length of what matched the search."""
SHAPE_ROLE: Final = Qt.ItemDataRole.UserRole + 41
"""A ``Shape`` for the mark before a status word."""


# One character after the other, for every cell that is painted: remembered.
_key_of = lru_cache(maxsize=8192)(search_key)


def match_ranges(text: str, term: str) -> tuple[tuple[int, int], ...]:
    """Where ``text`` matches ``term`` under the folding of the search (あむろ in アムロジピン)."""
    wanted = vowels_written_out(search_key(term))
    if not wanted:
        return ()
    keys = [_key_of(each) for each in text]
    folded = vowels_written_out("".join(keys))
    if wanted not in folded:
        return ()
    origin = [place for place, key in enumerate(keys) for _ in key]
    found: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0:
        start, last = origin[at], origin[at + len(wanted) - 1]
        found.append((start, last - start + 1))
        at = folded.find(wanted, at + len(wanted))
    return tuple(found)


def paint_marked_text(
    painter: QPainter,
    area: QRectF,
    text: str,
    used: QFont,
    ranges: tuple[tuple[int, int], ...] = (),
    *,
    colour: str = theme.SUMI,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, elided, with yellow and an underline where it matched."""
    metrics = QFontMetricsF(used)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(used)
    if ranges:
        left = area.left()
        if flags & Qt.AlignmentFlag.AlignRight:
            left = area.right() - metrics.horizontalAdvance(shown)
        under = QRectF(left, area.top(), area.width(), area.height())
        paint_under_matches(painter, under, shown, used, ranges)
    painter.setPen(theme.colour(colour))
    painter.drawText(area, int(flags) | Qt.TextFlag.TextSingleLine, shown)


def paint_under_matches(
    painter: QPainter,
    area: QRectF,
    shown: str,
    used: QFont,
    ranges: tuple[tuple[int, int], ...],
) -> None:
    """Yellow and an underline where ``shown``, which begins at the left of ``area``, matched."""
    metrics = QFontMetricsF(used)
    height = metrics.height()
    top = area.center().y() - height / 2
    for start, length in ranges:
        if start >= len(shown):
            continue
        x = area.left() + metrics.horizontalAdvance(shown[:start])
        width = metrics.horizontalAdvance(shown[start : start + length])
        painter.fillRect(QRectF(x, top, width, height), theme.colour(theme.MARK))
        painter.fillRect(QRectF(x, top + height, width, 2), theme.colour(theme.YAMA_M))


def paint_shape(painter: QPainter, area: QRectF, shape: Shape) -> None:
    """The 10 px mark before a status word; each state has a shape of its own."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = theme.px(10)
    box = QRectF(area.left(), area.center().y() - side / 2, side, side)
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    colour = {"filled": theme.AI, "half": theme.MOEGI}.get(shape, theme.NIBI)
    pen = QPen(QColor(colour), 1.5)
    if shape == "dashed":
        pen.setDashPattern([1.6, 1.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape == "square":
        painter.fillRect(box, QColor(colour))
    elif shape == "filled":
        painter.setBrush(QColor(colour))
        painter.drawEllipse(inner)
    else:
        painter.drawEllipse(inner)
        if shape == "half":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawPie(inner, 90 * 16, 180 * 16)
    painter.restore()


class HighlightDelegate(QStyledItemDelegate):
    """Paints rows as the design: zebra, ai-t and a 4 px bar when selected, inset cell ring.

    ``bar_column`` carries the bar (−1: none). ``cell_ring`` rings the current cell, for grids;
    lists that select rows ring nothing, the tinted row with its bar shows where one is.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        bar_column: int = 0,
        cell_ring: bool = False,
        padding: int = 7,
        first_padding: int = 0,
    ) -> None:
        super().__init__(parent)
        self._bar_column = bar_column
        self._cell_ring = cell_ring
        self._padding = padding
        self._first_padding = first_padding or padding

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self.paint_ground(painter, option, index)
        left = self._first_padding if index.column() == 0 else self._padding
        area = QRectF(option.rect).adjusted(theme.px(left), 0, -theme.px(self._padding), 0)
        self.paint_content(painter, area, option, index)
        self.paint_ring(painter, option)
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill and bottom line of the cell."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        alternate = bool(option.features & QStyleOptionViewItem.ViewItemFeature.Alternate)
        fill = theme.colour(theme.ZEBRA if alternate else theme.SURFACE)
        if selected:
            fill = theme.colour(theme.AI_T)
        elif ground is not None:
            fill = QColor(ground)
        painter.fillRect(option.rect, fill)
        bottom = option.rect.bottom()
        painter.setPen(theme.colour(theme.LINE))
        painter.drawLine(option.rect.left(), bottom, option.rect.right(), bottom)
        if selected and index.column() == self._bar_column:
            bar = option.rect.adjusted(0, 0, 0, 0)
            bar.setWidth(theme.px(4))
            painter.fillRect(bar, theme.colour(theme.AI))

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Text of the cell with its matches."""
        text = index.data(Qt.ItemDataRole.DisplayRole)
        used = index.data(Qt.ItemDataRole.FontRole) or option.font
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        flags = Qt.AlignmentFlag(align) if align is not None else Qt.AlignmentFlag.AlignLeft
        paint_marked_text(
            painter,
            area,
            "" if text is None else str(text),
            used,
            index.data(MATCH_ROLE) or (),
            colour=QColor(colour).name() if colour is not None else theme.SUMI,
            flags=flags | Qt.AlignmentFlag.AlignVCenter,
        )

    def paint_ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """2 px kaki inside the current cell of a grid that has the focus."""
        if self._cell_ring and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = index.data(Qt.ItemDataRole.DisplayRole)
        used = index.data(Qt.ItemDataRole.FontRole) or option.font
        width = theme.text_width("" if text is None else str(text), used)
        return QSize(width + theme.px(2 * self._padding), theme.px(theme.ROW_LIST))


class StatusDelegate(HighlightDelegate):
    """Shape and word: ◌ 下書き, ● 会議準備, ◐ 追跡中, ■ 終了."""

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        shape = index.data(SHAPE_ROLE)
        if shape:
            paint_shape(painter, area, shape)
            area = area.adjusted(theme.px(16), 0, 0, 0)
        super().paint_content(painter, area, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(theme.px(16), 0)
