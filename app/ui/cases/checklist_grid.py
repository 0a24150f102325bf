"""The Kihon Checklist on one screen: 25 questions, two answers each (DOMAIN.md §5.1)."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.care.checklist import questions, said_yes
from app.i18n import tr
from app.ui import theme

_ROW = 26
_COLUMNS = 2
_ANSWER = 42
_SAID = {"1": True, "y": True, "h": True, "0": False, "n": False, "i": False}


class ChecklistGrid(QWidget):
    """25 questions in two columns; はい and いいえ by Y/N, H/I, 1/0 or click, Delete clears.

    Which answer is the risk differs from question to question, so its row is tinted; the word
    that was said is filled and bold.
    """

    answered = Signal(int, object)  # number of the question, True, False or None

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checklist")
        self.setAccessibleName(tr("基本チェックリスト"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._answers: tuple[int | None, ...] = ()
        self._current = 0
        self._per_column = -(-len(questions()) // _COLUMNS)
        self.setFixedHeight(self._per_column * theme.px(_ROW) + 1)
        self._describe()

    def show_answers(self, answers: tuple[int | None, ...]) -> None:
        """Show 25 answers (1 = risk side)."""
        self._answers = answers
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(700), self.height())

    def _answer(self, place: int) -> int | None:
        return self._answers[place] if place < len(self._answers) else None

    def _describe(self) -> None:
        question = questions()[self._current]
        answer = self._answer(self._current)
        said = tr("未回答") if answer is None else self._word(question.no, answer)
        self.setAccessibleDescription(f"{question.no} {question.label()} {said}")

    def _word(self, number: int, answer: int) -> str:
        return tr("はい") if said_yes(number, answer) else tr("いいえ")

    def _cell(self, place: int) -> QRect:
        column, row = divmod(place, self._per_column)
        width = (self.width() - 1) / _COLUMNS
        left = round(column * width)
        return QRect(left, row * theme.px(_ROW), round((column + 1) * width) - left, theme.px(_ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, question in enumerate(questions()):
            cell = self._cell(place)
            answer = self._answer(place)
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.setBrush(QColor(theme.YAMA_T if answer == 1 else theme.SURFACE))
            painter.drawRect(cell)
            painter.setPen(QColor(theme.NIBI))
            painter.setFont(theme.font(13, tabular=True))
            number = cell.adjusted(theme.px(6), 0, 0, 0)
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(question.no))
            painter.setPen(QColor(theme.SUMI))
            painter.setFont(theme.font(13))
            text = cell.adjusted(theme.px(28), 0, -theme.px(2 * _ANSWER + 6), 0)
            label = painter.fontMetrics().elidedText(
                question.label(), Qt.TextElideMode.ElideRight, text.width()
            )
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, label)
            self._paint_answers(painter, cell, question.no, answer)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._cell(self._current).adjusted(1, 1, -1, -1))

    def _paint_answers(
        self, painter: QPainter, cell: QRect, number: int, answer: int | None
    ) -> None:
        for place, (word, yes) in enumerate(((tr("はい"), True), (tr("いいえ"), False))):
            box = self._answer_box(cell, place)
            chosen = answer is not None and said_yes(number, answer) is yes
            painter.setPen(QPen(QColor(theme.AI if chosen else theme.LINE), 1))
            painter.setBrush(QColor(theme.AI if chosen else theme.SURFACE))
            painter.drawRect(box)
            painter.setFont(theme.font(12, bold=chosen))
            painter.setPen(QColor(theme.SURFACE if chosen else theme.NIBI))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    def _answer_box(self, cell: QRect, place: int) -> QRect:
        width = theme.px(_ANSWER)
        left = cell.right() - theme.px(3) - width * (2 - place)
        return QRect(left, cell.top() + 3, width, cell.height() - 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = event.position().toPoint()
        for place, question in enumerate(questions()):
            cell = self._cell(place)
            if not cell.contains(point):
                continue
            self._current = place
            for number, yes in enumerate((True, False)):
                if self._answer_box(cell, number).contains(point):
                    given = self._answer(place)
                    again = given is not None and said_yes(question.no, given) is yes
                    self.answered.emit(question.no, None if again else yes)
        self._describe()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = self._step_of(key)
        said = _SAID.get(unicodedata.normalize("NFKC", event.text()).lower())
        if step:
            self._move(step)
        elif said is not None:
            self.answered.emit(self._current + 1, said)
            self._move(1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answered.emit(self._current + 1, None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._walk(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _step_of(self, key: int) -> int:
        """How far an arrow key goes in the order of the questions."""
        steps = (
            (Qt.Key.Key_Down, 1),
            (Qt.Key.Key_Up, -1),
            (Qt.Key.Key_Right, self._per_column),
            (Qt.Key.Key_Left, -self._per_column),
        )
        return next((step for arrow, step in steps if key == arrow), 0)

    def _walk(self, step: int) -> None:
        """Enter goes on to the next question and, past the last one, out of the grid."""
        if 0 <= self._current + step < len(questions()):
            self._move(step)
        else:
            self.focusNextPrevChild(step > 0)

    def _move(self, step: int) -> None:
        self._current = min(max(0, self._current + step), len(questions()) - 1)
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Walking in starts at the end walked in from; a click chooses for itself."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._current = 0
        elif event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._current = len(questions()) - 1
        self._describe()
        self.update()

    def event(self, event: QEvent) -> bool:
        """A question that is cut shows whole in its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            here = [p for p in range(len(questions())) if self._cell(p).contains(event.pos())]
            words = questions()[here[0]].label() if here else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
