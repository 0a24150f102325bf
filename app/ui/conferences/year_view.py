"""年間計画: rules at the left, every day of the year at the right, one button makes them all.

Nothing is stored before the button. Public holidays are not marked: the program knows no
calendar of them, so a person looks through the days and moves those that fall on one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.care import scales, wareki
from app.care.case import SessionType
from app.care.wareki import fiscal_year
from app.conference.agenda import cases_wanted
from app.conference.meeting import Conference
from app.conference.year_plan import (
    LAST,
    ORDINALS,
    MonthlyRule,
    PlannedDay,
    proposed,
    with_edits,
)
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.meeting_card import LONGEST_MEETING, read_time
from app.ui.conferences.words import weekday_name
from app.ui.conferences.year_model import YearModel, YearTable
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card, Rule
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel
from app.ui.widgets.restyle import set_property
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.unit_field import UnitField

FORM_WIDTH = 424


class RuleForm(QWidget):
    """One kind of meeting: which weekday of the month, when, how long, where."""

    edited = Signal()

    def __init__(self, kind: SessionType) -> None:
        super().__init__()
        code = kind.value
        self._kind = kind
        fewest, most = cases_wanted(code)
        count = str(most) if fewest == most else tr("{few}〜{most}", few=fewest, most=most)
        name = scales.session_type_short(kind)
        self.wanted = QCheckBox(tr("{kind}（{n}事例）", kind=name, n=count))
        self.wanted.setObjectName(f"year_{code}")
        self.wanted.setFont(theme.font(14, bold=True))
        self.ordinal = Segmented(
            [(str(number), _ordinal(number)) for number in ORDINALS],
            f"year_{code}_ordinal",
            accessible=tr("{kind} 第何週", kind=name),
            padding=8,
        )
        self.weekday = Segmented(
            [(str(day), weekday_name(day)) for day in range(7)],
            f"year_{code}_weekday",
            accessible=tr("{kind} 曜日", kind=name),
            padding=8,
        )
        self.time = QLineEdit()
        self.time.setObjectName(f"year_{code}_time")
        self.minutes = UnitField(
            tr("分"),
            f"year_{code}_minutes",
            accessible=tr("予定時間"),
            lowest=1,
            highest=LONGEST_MEETING,
        )
        self.venue = QLineEdit()
        self.venue.setObjectName(f"year_{code}_venue")
        self._rule = MonthlyRule(session_type=code)
        self._build()
        self._connect()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(6))
        grid.addWidget(self.wanted, 0, 0, 1, 3)
        grid.addWidget(self.ordinal, 1, 0, 1, 3)
        grid.addWidget(self.weekday, 2, 0, 1, 3)
        for column, (label, field) in enumerate(
            ((tr("開始"), self.time), (tr("予定時間"), self.minutes), (tr("会場"), self.venue))
        ):
            field.setFont(theme.font(14))
            grid.addWidget(FieldLabel(label, field), 3, column)
            grid.addWidget(field, 4, column)
        for column, stretch in enumerate((2, 2, 5)):
            grid.setColumnStretch(column, stretch)

    def _connect(self) -> None:
        self.wanted.toggled.connect(lambda _on: self.edited.emit())
        for choice in (self.ordinal, self.weekday):
            choice.chosen.connect(lambda _code: self.edited.emit())
        self.time.editingFinished.connect(self._read_time)
        self.venue.editingFinished.connect(self.edited)
        self.minutes.committed.connect(lambda _text: self.edited.emit())

    def _read_time(self) -> None:
        start = read_time(self.time.text())
        set_property(self.time, "invalid", "true" if start is None else "false")
        self.time.setToolTip(tr("14:00 のように書いてください。") if start is None else "")
        if start is not None:
            self.time.setText(start)
            self.edited.emit()

    def show_rule(self, rule: MonthlyRule, *, wanted: bool) -> None:
        """Fill the fields; nothing is emitted."""
        self.blockSignals(True)
        self._rule = rule
        self.wanted.setChecked(wanted)
        self.ordinal.set_value(str(rule.ordinal))
        self.weekday.set_value(str(rule.weekday))
        self.time.setText(rule.start_time)
        self.minutes.set_number(rule.minutes)
        self.venue.setText(rule.venue)
        self.venue.setCursorPosition(0)  # a long name shows its beginning
        self.blockSignals(False)

    def rule(self) -> MonthlyRule | None:
        """The rule as it reads now; ``None`` while this kind isn't planned."""
        if not self.wanted.isChecked():
            return None
        minutes = self.minutes.number() if self.minutes.is_valid() else None
        return replace(
            self._rule,
            ordinal=int(self.ordinal.value()),
            weekday=int(self.weekday.value()),
            start_time=read_time(self.time.text()) or self._rule.start_time,
            minutes=int(minutes) if minutes else self._rule.minutes,
            venue=self.venue.text().strip(),
        )


def _ordinal(number: int) -> str:
    return tr("最終") if number == LAST else tr("第{n}", n=number)


class YearView(QWidget):
    """Proposes the days; the page makes the conferences."""

    make = Signal(object)
    """The days as they stand, as ``PlannedDay`` values."""
    back = Signal()
    year_chosen = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setObjectName("year_view")
        self._today = today
        self.year = fiscal_year(today)
        self._existing: Sequence[Conference] = ()
        self.rules = {kind: RuleForm(kind) for kind in SessionType}
        self.model = YearModel()
        self.table = YearTable(self.model)
        self.count = SafeLabel(size=13, colour=theme.NIBI, name="year_count")
        self.make_all = Button(tr("会議を作る"), "year_make", kind="primary", icon="calendar")
        self._build()
        self.model.edited.connect(self._show)
        self.make_all.clicked.connect(lambda: self.make.emit(self.model.days))
        for form in self.rules.values():
            form.edited.connect(self.propose)

    def _build(self) -> None:
        leave = Button(tr("一覧にもどる"), "year_back", icon="back", size="small")
        leave.clicked.connect(self.back)
        form = Card(tr("年間計画"), name="year_form", header_widgets=[leave])
        form.setFixedWidth(theme.px(FORM_WIDTH))
        self._years = QHBoxLayout()
        scroller = ScrollColumn("year_rules")
        scroller.column.setSpacing(theme.px(14))
        scroller.column.addLayout(self._years)
        for rule in self.rules.values():
            scroller.column.addWidget(Rule())
            scroller.column.addWidget(rule)
        scroller.column.addStretch(1)
        form.add(scroller, 1)
        form.add(self.make_all)
        days = Card(tr("予定の日"), name="year_card", padded=False, header_widgets=[self.count])
        days.add(self.table, 1)
        days.add(_hint())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(form)
        row.addWidget(days, 1)

    def open_year(
        self,
        today: date,
        rules: dict[SessionType, MonthlyRule],
        existing: Sequence[Conference],
    ) -> None:
        """Begin with the year of ``today``, with what the rules start as and what is there."""
        self._today = today
        year = fiscal_year(today)
        self._choose_years(year, (year, year + 1))
        for kind, rule in rules.items():
            self.rules[kind].show_rule(rule, wanted=True)
        self.show_year(year, existing)
        self.rules[SessionType.COMPREHENSIVE].wanted.setFocus()

    def _choose_years(self, year: int, years: Sequence[int]) -> None:
        while (item := self._years.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        choice = Segmented(
            [(str(each), wareki.format_fiscal_year(each)) for each in years],
            "year_choice",
            accessible=tr("年度"),
        )
        choice.set_value(str(year))
        choice.chosen.connect(lambda code: self.year_chosen.emit(int(code)))
        self._years.addWidget(choice)
        self._years.addStretch(1)

    def show_year(self, year: int, existing: Sequence[Conference]) -> None:
        """Another year."""
        self.year, self._existing = year, existing
        self.propose()

    def propose(self) -> None:
        """The days of the rules as they are now; days moved by hand stay where they were put."""
        rules = [rule for form in self.rules.values() if (rule := form.rule()) is not None]
        fresh = proposed(rules, self.year, self._existing, self._today)
        self._show(with_edits(fresh, self.model.days))

    def _show(self, days: Sequence[PlannedDay]) -> None:
        self.table.keep_place(lambda: self.model.show_days(days))
        self.table.fit_columns()
        count = sum(day.makes_one for day in days)
        there = sum(day.taken_by is not None for day in days)
        self.count.setText(
            tr("{n}回を作ります・{there}回はもうあります", n=count, there=there)
            if there
            else tr("{n}回を作ります", n=count)
        )
        self.make_all.setText(tr("{n}回の会議を作る", n=count))
        self.make_all.setEnabled(count > 0)


def _hint() -> QWidget:
    words = tr(
        "祝日は示していません。暦を見て動かしてください：＋ − で1日、数字で日、Spaceで作らない"
    )
    hint = Paragraph(words, size=12, line=18, colour=theme.NIBI, max_lines=2)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(*(theme.px(n) for n in (16, 6, 16, 8)))
    column.addWidget(hint)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return holder
