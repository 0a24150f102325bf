"""Lists in which one key counts one more: who is there, who has spoken."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter

from app.ui import theme
from app.ui.widgets.keycap import paint_keycap
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, LineDelegate, RowList, RowModel, paint_words

ROW_HEIGHT = 28
_MORE = (Qt.Key.Key_Plus, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LESS = (Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, the letter that counts it, and how many there are now."""

    uuid: str
    key: str
    name: str
    figure: str
    spoken: str
    """The row as a screen reader says it."""
    tip: str = ""
    colour: str = theme.SUMI
    bold: bool = False


class CountModel(RowModel[Counted]):
    """The rows in the order given."""

    def row_id(self, row: Counted) -> object:
        return row.uuid

    def read(self, row: Counted, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.tip or None if role == Qt.ItemDataRole.ToolTipRole else None


class CountDelegate(LineDelegate):
    """Key cap, name, figure."""

    row_height = ROW_HEIGHT

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        row: Counted = index.data(ROW_ROLE)
        paint_keycap(painter, area.left() + theme.px(14), area.center().y(), row.key)
        painter.setPen(QColor(row.colour))
        font = theme.font(14, bold=row.bold, tabular=True)
        width = theme.text_width(row.figure, font) + 2
        figure = QRectF(area.right() - theme.px(14) - width, area.top(), width, area.height())
        painter.setFont(font)
        paint_words(painter, figure, row.figure, right=True)
        painter.setFont(theme.font(13, bold=row.bold))
        left = area.left() + theme.px(44)
        room = figure.left() - theme.px(4) - left
        paint_words(painter, QRectF(left, area.top(), room, area.height()), row.name)


class CountList(RowList[Counted]):
    """The letter of a row counts one more and chooses it; + and − (or a click, a right click)
    act on the row."""

    counted = Signal(str, int)

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(CountModel(), CountDelegate(), name, accessible)
        self.clicked.connect(lambda index: self._count(self.row_at(index), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = [row.key for row in self.row_model.rows]
        letter = event.text().upper()
        if plain and letter and letter in keys:
            self.setCurrentIndex(self.row_model.index(keys.index(letter), 0))
            self._count(self.chosen_row(), 1)
        elif self.chosen_row() and event.key() in _MORE:
            self._count(self.chosen_row(), 1)
        elif self.chosen_row() and event.key() in _LESS:
            self._count(self.chosen_row(), -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.RightButton:
            self._count(self.row_at(self.indexAt(event.position().toPoint())), -1)

    def _count(self, row: Counted | None, by: int) -> None:
        if row is not None:
            self.counted.emit(row.uuid, by)
