"""興味・関心チェックシート on one screen: what a person does, wants to do, cares about (§5.3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from app.care.codes import interests
from app.care.interests import InterestMark, mark_label
from app.i18n import tr
from app.ui import theme
from app.ui.cases.answer_grid import AnswerGrid

_MARKS = tuple(InterestMark)
_HEAD = 12


class InterestGrid(AnswerGrid):
    """47 activities with three boxes each; 1, 2, 3 or a click marks, again takes back.

    An activity may have several marks. A new mark moves on to the next activity, as an answer
    of the checklist does; Delete empties the line. Enter leaves: few people fill all 47 lines,
    and nobody should have to walk through them to reach the next field.
    """

    marks_wanted = Signal(str, object)  # code of the activity, its marks from now on
    row_height = 24
    head_height = 24

    def __init__(self) -> None:
        self._marks: Mapping[str, frozenset[InterestMark]] = {}
        font = theme.font(_HEAD)
        widest = max(theme.text_width(mark_label(mark), font) for mark in _MARKS)
        self._box_width = widest + theme.px(6)
        self.boxes_width = round(len(_MARKS) * self._box_width / theme.scale())
        super().__init__("interest_codes", tr("興味・関心チェックシート"), len(interests()))
        self.refresh()

    def show_marks(self, marks: Mapping[str, frozenset[InterestMark]]) -> None:
        """Show the marks of a case by activity."""
        self._marks = marks
        self.refresh()

    def label(self, place: int) -> str:
        return interests()[place].label()

    def said(self, place: int) -> str:
        marks = self._of(place)
        return tr("、").join(mark_label(mark) for mark in _MARKS if mark in marks) or tr("印なし")

    def fill(self, place: int) -> str:
        return theme.AI_T if self._of(place) else theme.SURFACE

    def _of(self, place: int) -> frozenset[InterestMark]:
        return self._marks.get(interests()[place].code, frozenset())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.NIBI))
        painter.setFont(theme.font(_HEAD))
        for place in (0, (self.count + 1) // 2):
            top = self.cell(place)
            for number, mark in enumerate(_MARKS):
                box = self._box(top, number)
                head = QRect(box.left(), 0, box.width(), theme.px(self.head_height))
                painter.drawText(head, Qt.AlignmentFlag.AlignCenter, mark_label(mark))

    def paint_boxes(self, painter: QPainter, cell: QRect, place: int) -> None:
        marks = self._of(place)
        for number, mark in enumerate(_MARKS):
            box, chosen = self._box(cell, number), mark in marks
            painter.setPen(QPen(QColor(theme.AI if chosen else theme.LINE), 1))
            painter.setBrush(QColor(theme.AI if chosen else theme.SURFACE))
            painter.drawRect(box)
            if chosen:
                painter.setFont(theme.font(12, bold=True))
                painter.setPen(QColor(theme.SURFACE))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "○")

    def _box(self, cell: QRect, number: int) -> QRect:
        width = self._box_width
        left = cell.right() - theme.px(3) - width * (len(_MARKS) - number)
        return QRect(left, cell.top() + 3, width, cell.height() - 6)

    def pressed(self, cell: QRect, place: int, event: QMouseEvent) -> None:
        for number, mark in enumerate(_MARKS):
            if self._box(cell, number).contains(event.position().toPoint()):
                self._toggle(place, mark)

    def answer_by_key(self, event: QKeyEvent) -> bool:
        typed = unicodedata.normalize("NFKC", event.text())
        if typed in ("1", "2", "3"):
            if self._toggle(self.current, _MARKS[int(typed) - 1]):
                self.move_on(1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.marks_wanted.emit(interests()[self.current].code, frozenset())
        else:
            return False
        return True

    def _toggle(self, place: int, mark: InterestMark) -> bool:
        """Set or take back a mark; whether it was set."""
        marks = self._of(place) ^ {mark}
        self.marks_wanted.emit(interests()[place].code, marks)
        return mark in marks

    def walk(self, step: int) -> None:
        """Enter goes on to the next field."""
        self.focusNextPrevChild(step > 0)
