"""チェックと測定: the Kihon Checklist and the short physical tests (DOMAIN.md §5.1, §5.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.care.case import Case, PhysicalTest
from app.care.checklist import answer_for, criterion_label, frailty_label, questions, score
from app.care.interests import InterestMark, in_words, marked, with_marks, with_words
from app.care.physical import crossed_lines, kinds_of_test
from app.care.text import separated
from app.care.wareki import format_care_date
from app.i18n import tr
from app.ui import theme
from app.ui.cases.checklist_grid import ChecklistGrid
from app.ui.cases.form import FormSection, date_column, labelled, with_field
from app.ui.cases.form_line import Cell
from app.ui.cases.interest_grid import InterestGrid
from app.ui.cases.rows_model import RowColumn
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.unit_field import normalised_number

_FIGURE_WIDTH = 84


class ChecksSection(FormSection):
    """Checklist with its result in words, measuring days with both cut-offs named."""

    def __init__(self) -> None:
        super().__init__("checks", tr("基本チェックリスト・体力測定・興味と関心"))
        grid = ChecklistGrid()
        grid.answered.connect(self._answered)
        self.bind("checklist", grid, lambda c: c.checklist, grid.show_answers)
        result = Paragraph("", size=13, line=20, colour=theme.NIBI, name="checklist_result")
        self.on_show("result", _result_words, result.setText)
        tests = self.rows(
            "physical_tests",
            tr("体力測定"),
            [
                date_column(tr("測った日"), "measured", width=96, short=True),
                *[
                    _figure_column(kind.field, _heading(kind.label(), kind.unit()))
                    for kind in kinds_of_test()
                ],
                RowColumn(tr("メモ"), lambda r: r.note, lambda r, t: replace(r, note=t)),
            ],
            make=PhysicalTest,
            get=lambda case: case.physical_tests,
            put=lambda case, rows: replace(case, physical_tests=rows),
        )
        lines = Paragraph("", size=13, line=20, colour=theme.NIBI, name="physical_lines")
        self.on_show("physical_lines", _crossed_words, lambda text: _show_words(lines, text))
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(grid)
        column.addWidget(result)
        column.addSpacing(theme.px(4))
        column.addLayout(labelled(tr("体力測定"), tests))
        column.addWidget(lines)
        self.column.addLayout(column)
        self._build_interests()

    def _build_interests(self) -> None:
        sheet = InterestGrid()
        sheet.marks_wanted.connect(self._marked)
        self.bind("interest_codes", sheet, lambda c: marked(c.interest_codes), sheet.show_marks)
        keys = Paragraph(
            tr("1 している　2 してみたい　3 興味がある　もう一度で消す　↑↓で動く"),
            size=13, line=20, colour=theme.NIBI, name="interest_keys",
        )  # fmt: skip
        other = self.text(
            "interest_words",
            tr("シートにないこと（、で区切る）"),
            lambda c: "、".join(in_words(c.interest_codes)),
            lambda c, text: replace(
                c, interest_codes=with_words(c.interest_codes, separated(str(text)))
            ),
        )
        self.block(tr("興味・関心チェックシート"), sheet)
        self.column.addWidget(keys)
        self.line(Cell(tr("シートにないこと（、で区切る）"), other))

    def _marked(self, code: str, marks: frozenset[InterestMark]) -> None:
        entries = with_marks(self.case.interest_codes, code, marks)
        self.edit("interest_codes", replace(self.case, interest_codes=entries))

    def _answered(self, number: int, yes: bool | None) -> None:  # noqa: FBT001 - a Qt slot
        answers = list(self.case.checklist) or [None] * len(questions())
        answers[number - 1] = None if yes is None else answer_for(number, yes=yes)
        kept = tuple(answers) if any(a is not None for a in answers) else ()
        self.edit("checklist", with_field(self.case, "checklist", kept))


def _figure_column(field: str, heading: str) -> RowColumn[PhysicalTest]:
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

    return RowColumn(heading, get, put, width=_FIGURE_WIDTH, key=field)


def _heading(label: str, unit: str) -> str:
    """Two lines: the name over its unit, or a long name in halves: 5回椅子 / 立ち上がり 秒."""
    font = theme.font(13, bold=True)
    if theme.text_width(label, font) <= theme.px(_FIGURE_WIDTH - 16):
        return f"{label}\n{unit}"
    words = (
        label.split(" ") if " " in label else [label[: len(label) // 2], label[len(label) // 2 :]]
    )
    middle = (len(words) + 1) // 2
    return f"{' '.join(words[:middle])}\n{' '.join(words[middle:])} {unit}"


def _show_words(paragraph: Paragraph, text: str) -> None:
    paragraph.setText(text)
    paragraph.setVisible(bool(text))


def _crossed_words(case: Case) -> str:
    """One line per measuring day that lies outside a reference, each reference by its name."""
    days = []
    for test in case.physical_tests:
        lines = dict.fromkeys(
            tr(
                "{line}（{value}{unit}）",
                line=line.words(),
                value=f"{line.value:g}",
                unit=kind.unit(),
            )
            for kind, line in crossed_lines(test, case.sex)
        )
        if lines:
            day = format_care_date(test.measured)
            days.append(tr("{day}に目安の外：{lines}", day=day, lines=tr("、").join(lines)))
    return "\n".join(days)


def _result_words(case: Case) -> str:
    result = score(case.checklist)
    if not result.answered:
        return tr("まだ回答がありません。はいは Y か 1、いいえは N か 0 のキーで答えられます。")
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
