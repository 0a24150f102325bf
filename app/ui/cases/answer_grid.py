"""A sheet of short lines with boxes to mark, walked by the arrow keys as one field of the form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui import theme

_COLUMNS = 2
_NUMBER = 28
_SECOND_LINE = 14


class AnswerGrid(QWidget):
    """Numbered lines in two columns; the subclass paints their boxes and takes the answers."""

    row_height = 26
    head_height = 0
    boxes_width = 0
    """What the boxes at the end of a line take, design pixels."""

    def __init__(self, name: str, accessible: str, count: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._count = count
        self._current = 0
        self._per_column = -(-count // _COLUMNS)
        self._tops: list[int] = []
        self._stack_rows()

    # For the subclass.

    def label(self, place: int) -> str:
        """The words of a line."""
        raise NotImplementedError

    def said(self, place: int) -> str:
        """The answer in words, for screen readers."""
        raise NotImplementedError

    def fill(self, place: int) -> str:
        """The ground of a line."""
        raise NotImplementedError

    def paint_boxes(self, painter: QPainter, cell: QRect, place: int) -> None:
        """Paint the boxes of a line."""
        raise NotImplementedError

    def pressed(self, cell: QRect, place: int, event: QMouseEvent) -> None:
        """A click somewhere on a line."""
        raise NotImplementedError

    def answer_by_key(self, event: QKeyEvent) -> bool:
        """Take an answer to the current line; whether the key was one."""
        raise NotImplementedError

    def walk(self, step: int) -> None:
        """Enter (+1) or Shift+Enter (−1)."""
        raise NotImplementedError

    # Shared.

    @property
    def current(self) -> int:
        """The place of the line the cursor is on."""
        return self._current

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._count

    def refresh(self) -> None:
        """Show and tell what has changed."""
        said = self.said(self._current)
        self.setAccessibleDescription(f"{self._current + 1} {self.label(self._current)} {said}")
        self.update()

    def move_on(self, step: int) -> None:
        """Put the cursor on another line."""
        self._current = min(max(0, self._current + step), self._count - 1)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(700), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._stack_rows()

    def _stack_rows(self) -> None:
        """A row in which a label needs two lines is that much higher."""
        font = theme.font(13)
        top = theme.px(self.head_height)
        self._tops = [top]
        for row in range(self._per_column):
            here = range(row, self._count, self._per_column)
            room = self._room()
            long = any(theme.text_width(self.label(place), font) > room for place in here)
            top += theme.px(self.row_height + (_SECOND_LINE if long else 0))
            self._tops.append(top)
        self.setFixedHeight(top + 1)

    def _room(self) -> int:
        """The width the words of a line have."""
        half = (self.width() - 1) // _COLUMNS
        return half - theme.px(_NUMBER) - theme.px(self.boxes_width + 6)

    def cell(self, place: int) -> QRect:
        """Where a line stands."""
        column, row = divmod(place, self._per_column)
        width = (self.width() - 1) / _COLUMNS
        left = round(column * width)
        top, bottom = self._tops[row], self._tops[row + 1]
        return QRect(left, top, round((column + 1) * width) - left, bottom - top)

    def text_room(self, place: int) -> QRect:
        """Where the words of a line stand."""
        return self.cell(place).adjusted(theme.px(_NUMBER), 0, -theme.px(self.boxes_width + 6), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place in range(self._count):
            cell = self.cell(place)
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.setBrush(QColor(self.fill(place)))
            painter.drawRect(cell)
            painter.setPen(QColor(theme.NIBI))
            painter.setFont(theme.font(13, tabular=True))
            number = cell.adjusted(theme.px(6), 0, 0, 0)
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(place + 1))
            painter.setPen(QColor(theme.SUMI))
            painter.setFont(theme.font(13))
            room = self.text_room(place)
            flags = int(Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self.label(place))
            self.paint_boxes(painter, cell, place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell(self._current).adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position().toPoint()
        for place in range(self._count):
            cell = self.cell(place)
            if cell.contains(point):
                self._current = place
                self.pressed(cell, place, event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = self._step_of(key)
        if step:
            self.move_on(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif not self.answer_by_key(event):
            super().keyPressEvent(event)

    def _step_of(self, key: int) -> int:
        """How far an arrow key goes in the order of the lines."""
        steps = (
            (Qt.Key.Key_Down, 1),
            (Qt.Key.Key_Up, -1),
            (Qt.Key.Key_Right, self._per_column),
            (Qt.Key.Key_Left, -self._per_column),
        )
        return next((step for arrow, step in steps if key == arrow), 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Walking in starts at the end walked in from; a click chooses for itself."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._current = 0
        elif event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._current = self._count - 1
        self.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """A line that is cut shows whole in its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            here = [p for p in range(self._count) if self.cell(p).contains(event.pos())]
            words = self.label(here[0]) if here else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
