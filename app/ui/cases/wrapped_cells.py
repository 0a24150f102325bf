"""Cells with whole texts: as many lines as they need, the row as high as its longest cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui import theme

Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere
_SIDE, _TOP, _BAR = 8, 5, 4


class WrappedCells(QStyledItemDelegate):
    """Draws the text of a cell over several lines; the chosen row as in every list."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._table.columnWidth(index.column()) - 2 * theme.px(_SIDE) - 1
        metrics = QFontMetrics(self._font(index))
        box = metrics.boundingRect(QRect(0, 0, max(40, width), 1), int(_FLAGS), _text(index))
        return QSize(width, max(box.height() + 2 * theme.px(_TOP), theme.px(theme.ROW_LIST)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.AI_T))
            if index.column() == 0:
                bar = QRect(area.left(), area.top(), theme.px(_BAR), area.height())
                painter.fillRect(bar, QColor(theme.AI))
        painter.setFont(self._font(index))
        painter.setPen(QColor(theme.SUMI))
        side, top = theme.px(_SIDE), theme.px(_TOP)
        painter.drawText(area.adjusted(side, top, -side, -top), int(_FLAGS), _text(index))
        painter.restore()

    def _font(self, index: Index) -> QFont:
        given = index.data(Qt.ItemDataRole.FontRole)
        return given if isinstance(given, QFont) else theme.font(14)


def _text(index: Index) -> str:
    return str(index.data() or "")
