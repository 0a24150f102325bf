"""チェックと測定: the Kihon Checklist and the short physical tests (DOMAIN.md §5.1, §5.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.care.case import Case, PhysicalTest
from app.care.checklist import (
    answer_for,
    criterion_label,
    frailty_label,
    questions,
    said_yes,
    score,
)
from app.care.physical import crossed_lines, kinds_of_test
from app.care.wareki import format_care_date, parse_date
from app.i18n import tr
from app.ui import theme
from app.ui.cases.form import FormSection, with_field
from app.ui.cases.rows_model import RowColumn
from app.ui.widgets.labels import FieldLabel, Paragraph
from app.ui.widgets.unit_field import normalised_number

_ROW = 26
_COLUMNS = 2
_ANSWER = 42


class ChecklistGrid(QWidget):
    """25 questions in three columns; はい and いいえ by Y/N, H/I, 1/0 or click, Delete clears.

    A risk answer is marked by a filled corner, not by colour alone.
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
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: self._per_column,
            Qt.Key.Key_Left: -self._per_column,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._move(moves[key])
            return
        said = {"1": True, "y": True, "h": True, "0": False, "n": False, "i": False}
        text = event.text().lower()
        if text in said or key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answered.emit(self._current + 1, said.get(text))
            if text in said:
                self._move(1)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._current == len(questions()) - 1:
                self.focusNextPrevChild(True)
            self._move(1)
            return
        super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        self._current = min(max(0, self._current + step), len(questions()) - 1)
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class ChecksSection(FormSection):
    """Checklist with its result in words, measuring days with both cut-offs named."""

    def __init__(self) -> None:
        super().__init__("checks", tr("基本チェックリスト・体力測定"))
        grid = ChecklistGrid()
        grid.answered.connect(self._answered)
        self.on_show(lambda case: grid.show_answers(case.checklist))
        self.edited.connect(lambda case, _name: grid.show_answers(case.checklist))
        self.fields["checklist"] = grid
        self._result = Paragraph("", size=13, line=20, colour=theme.NIBI, name="checklist_result")
        self._lines = Paragraph("", size=13, line=20, colour=theme.NIBI, name="physical_lines")
        tests = self.rows(
            "physical_tests",
            tr("体力測定"),
            [
                RowColumn(
                    tr("測った日"),
                    lambda row: format_care_date(row.measured, short=True),
                    lambda row, text: replace(row, measured=parse_date(text) if text else None),
                    width=88,
                ),
                *[
                    self._figure_column(kind.field, _heading(kind.label(), kind.unit()))
                    for kind in kinds_of_test()
                ],
                RowColumn(tr("メモ"), lambda r: r.note, lambda r, t: replace(r, note=t), width=72),
            ],
            make=PhysicalTest,
            get=lambda case: case.physical_tests,
            put=lambda case, rows: replace(case, physical_tests=rows),
        )
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        for widget in (
            grid,
            self._result,
            FieldLabel(tr("体力測定"), tests),
            tests,
            self._lines,
        ):
            column.addWidget(widget)
        self.column.addLayout(column)
        self.on_show(self._show_words)
        self.edited.connect(lambda case, _name: self._show_words(case))

    def _figure_column(self, field: str, heading: str) -> RowColumn[PhysicalTest]:
        def put(row: PhysicalTest, text: str) -> PhysicalTest | None:
            try:
                value = float(normalised_number(text)) if text else None
            except ValueError:
                return None
            values: dict[str, Any] = {field: value}
            return replace(row, **values)

        def get(row: PhysicalTest) -> str:
            value = getattr(row, field)
            return "" if value is None else f"{value:g}"

        return RowColumn(heading, get, put)

    def _answered(self, number: int, yes: bool | None) -> None:  # noqa: FBT001 - a Qt slot
        answers = list(self.case.checklist) or [None] * len(questions())
        answers[number - 1] = None if yes is None else answer_for(number, yes=yes)
        kept = tuple(answers) if any(a is not None for a in answers) else ()
        self.edit("checklist", with_field(self.case, "checklist", kept))

    def _show_words(self, case: Case) -> None:
        self._result.setText(_result_words(case))
        days = []
        for test in case.physical_tests:
            lines = dict.fromkeys(line.words() for _, line in crossed_lines(test, case.sex))
            if lines:
                day = format_care_date(test.measured)
                days.append(tr("{day}に目安の外：{lines}", day=day, lines="、".join(lines)))
        self._lines.setText("\n".join(days))
        self._lines.setVisible(bool(days))


def _heading(label: str, unit: str) -> str:
    """Two lines that fit a narrow column: 5回椅子 / 立ち上がり 秒."""
    if len(label) <= 7 and label.isascii() is False:
        return f"{label}\n{unit}"
    words = (
        label.split(" ") if " " in label else [label[: len(label) // 2], label[len(label) // 2 :]]
    )
    middle = (len(words) + 1) // 2
    glue = " " if " " in label else ""
    return f"{glue.join(words[:middle])}\n{glue.join(words[middle:])} {unit}"


def _result_words(case: Case) -> str:
    result = score(case.checklist)
    if not result.answered:
        return tr("まだ回答がありません。Yかはい＝H、Nかいいえ＝Iのキーで答えられます。")
    parts = [tr("{n}/25問に回答", n=result.answered), tr("該当 {n}", n=result.total_25)]
    if result.criteria_met:
        names = "・".join(criterion_label(key) for key in result.criteria_met)
        parts.append(tr("事業対象者の基準：{names}", names=names))
    if result.criteria_unknown:
        names = "・".join(criterion_label(key) for key in result.criteria_unknown)
        parts.append(tr("判定不可（未回答あり）：{names}", names=names))
    if result.frailty_by_total:
        parts.append(frailty_label(result.frailty_by_total))
    return "　".join(parts)
