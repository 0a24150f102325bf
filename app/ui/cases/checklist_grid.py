"""The Kihon Checklist on one screen: 25 questions, two answers each (DOMAIN.md §5.1)."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

from app.care.checklist import questions, said_yes
from app.i18n import tr
from app.ui import theme
from app.ui.cases.answer_grid import AnswerGrid

_ANSWER = 42
_SAID = {"1": True, "y": True, "h": True, "0": False, "n": False, "i": False}


class ChecklistGrid(AnswerGrid):
    """25 questions in two columns; はい and いいえ by Y/N, H/I, 1/0 or click, Delete clears.

    Which answer is the risk differs from question to question, so its row is tinted; the word
    that was said is filled and bold.
    """

    answered = Signal(int, object)  # number of the question, True, False or None
    boxes_width = 2 * _ANSWER

    def __init__(self) -> None:
        self._answers: tuple[int | None, ...] = ()
        super().__init__("checklist", tr("基本チェックリスト"), len(questions()))
        self.refresh()

    def show_answers(self, answers: tuple[int | None, ...]) -> None:
        """Show 25 answers (1 = risk side)."""
        self._answers = answers
        self.refresh()

    def label(self, place: int) -> str:
        return questions()[place].label()

    def said(self, place: int) -> str:
        answer = self._answer(place)
        if answer is None:
            return tr("未回答")
        return tr("はい") if said_yes(place + 1, answer) else tr("いいえ")

    def fill(self, place: int) -> str:
        return theme.YAMA_T if self._answer(place) == 1 else theme.SURFACE

    def _answer(self, place: int) -> int | None:
        return self._answers[place] if place < len(self._answers) else None

    def paint_boxes(self, painter: QPainter, cell: QRect, place: int) -> None:
        answer = self._answer(place)
        for number, (word, yes) in enumerate(((tr("はい"), True), (tr("いいえ"), False))):
            box = self._box(cell, number)
            chosen = answer is not None and said_yes(place + 1, answer) is yes
            painter.setPen(QPen(QColor(theme.AI if chosen else theme.LINE), 1))
            painter.setBrush(QColor(theme.AI if chosen else theme.SURFACE))
            painter.drawRect(box)
            painter.setFont(theme.font(12, bold=chosen))
            painter.setPen(QColor(theme.SURFACE if chosen else theme.NIBI))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    def _box(self, cell: QRect, number: int) -> QRect:
        width = theme.px(_ANSWER)
        left = cell.right() - theme.px(3) - width * (2 - number)
        return QRect(left, cell.top() + 3, width, cell.height() - 6)

    def pressed(self, cell: QRect, place: int, event: QMouseEvent) -> None:
        for number, yes in enumerate((True, False)):
            if self._box(cell, number).contains(event.position().toPoint()):
                given = self._answer(place)
                again = given is not None and said_yes(place + 1, given) is yes
                self.answered.emit(place + 1, None if again else yes)

    def answer_by_key(self, event: QKeyEvent) -> bool:
        said = _SAID.get(unicodedata.normalize("NFKC", event.text()).lower())
        if said is not None:
            self.answered.emit(self.current + 1, said)
            self.move_on(1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answered.emit(self.current + 1, None)
        else:
            return False
        return True

    def walk(self, step: int) -> None:
        """Enter goes on to the next question and, past the last one, out of the grid."""
        if 0 <= self.current + step < self.count:
            self.move_on(step)
        else:
            self.focusNextPrevChild(step > 0)
