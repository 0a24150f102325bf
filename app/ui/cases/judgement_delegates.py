"""Painting and editing the cells of the judgement grid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import theme
from app.ui.cases.grid_keys import TypedCell, ends_typing, is_for_ime
from app.ui.cases.judgement_model import (
    ARROW_ROLE,
    CODE_ROLE,
    ITEM_ROLE,
    LOCKED_ROLE,
    RATING_COLUMNS,
    Column,
)
from app.ui.widgets.doubt_marks import LineMarks, Span, paint_marks
from app.ui.widgets.rating_glyph import paint_arrow, paint_rating, tint

Index = QModelIndex | QPersistentModelIndex


class FactorEditor(TypedCell):
    """A factor being typed in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("judgement_factor_editor")


class CellDelegate(QStyledItemDelegate):
    """One painter for every column: bands, names, ratings, factors, locked cells."""

    left = Signal(object)  # the Enter or Tab key event that ended typing in a cell

    def __init__(
        self, view: QAbstractItemView, marked: Callable[[Index], tuple[Span, ...]]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._marked = marked

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        current = self._view.currentIndex()
        painter.save()
        if index.column() == Column.BAND:
            self._paint_band(painter, rect, str(index.data()))
        else:
            in_row = index.row() == current.row()
            painter.fillRect(rect, QColor(self._ground(option, index, in_row=in_row)))
            if index.column() in RATING_COLUMNS:
                self._paint_rating(painter, rect, index)
            else:
                self._paint_text(painter, rect, index)
        self._paint_lines(painter, rect, index)
        if index.row() == current.row() and index.column() == current.column():
            self._paint_focus(painter, rect)
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem, index: Index, *, in_row: bool) -> str:
        if index.data(LOCKED_ROLE):
            return theme.SUNK
        current = self._view.currentIndex()
        if index.row() == current.row() and index.column() == current.column():
            return theme.SURFACE
        if option.state & QStyle.StateFlag.State_Selected or in_row:
            return theme.AI_T
        if index.column() in RATING_COLUMNS:
            return tint(index.data(CODE_ROLE)) or theme.SURFACE
        return theme.SURFACE

    def _paint_band(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.fillRect(rect, QColor(theme.SUNK))
        painter.save()
        painter.setFont(theme.font(14, bold=True))
        painter.setPen(QColor(theme.NIBI))
        painter.translate(rect.center().x(), rect.center().y())
        painter.rotate(90)
        half = rect.height() // 2
        area = QRect(-half, -rect.width() // 2, rect.height(), rect.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _paint_rating(self, painter: QPainter, rect: QRect, index: Index) -> None:
        size = theme.px(17)
        left = rect.left() + theme.px(14)
        area = QRectF(left, rect.top(), rect.width(), rect.height())
        paint_rating(painter, area, index.data(CODE_ROLE), size=size, stroke=2.0)
        if arrow := index.data(ARROW_ROLE):
            side = theme.px(15)
            place = QRectF(left + theme.px(38), rect.center().y() - side / 2 + 0.5, side, side)
            paint_arrow(painter, place, arrow, stroke=2.1)

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.setFont(theme.font(14, bold=index.column() == Column.ITEM))
        painter.setPen(QColor(theme.SUMI))
        inner = rect.adjusted(theme.px(8), 0, -theme.px(6), 0)
        text = str(index.data() or "").replace("\n", " ")
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        paint_marks(painter, QRectF(inner), text, self._marked(index))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_lines(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        above = index.sibling(index.row() - 1, index.column())
        if index.row() and above.data(ITEM_ROLE).domain != index.data(ITEM_ROLE).domain:
            painter.setPen(QPen(QColor(theme.LINE2), 2))
            painter.drawLine(rect.left(), rect.top(), rect.right() + 1, rect.top())

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(QColor(theme.KAKI), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Only factor cells are editable (model flags); ratings take a single key."""
        editor = FactorEditor(parent)
        editor.setAccessibleName(f"{index.data(ITEM_ROLE).label()} {self._heading(index)}")
        return editor

    def _heading(self, index: Index) -> str:
        return str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, FactorEditor):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            if index.data() == editor.text() and (spans := self._marked(index)):
                LineMarks(editor).show_spans(spans)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, FactorEditor):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(QRect(option.rect).adjusted(2, 2, -3, -3))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab store and go on as in Excel, but never while the IME is converting."""
        if isinstance(watched, FactorEditor):
            if is_for_ime(event, watched):
                return True
            if ends_typing(event):
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, self.EndEditHint.NoHint)
                self.left.emit(event)
                return True
        return super().eventFilter(watched, event)
