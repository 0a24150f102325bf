"""The card of the next conference: countdown, chain, its cases, what to do with them (design 01)."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.care.completeness import readiness_names, readiness_steps
from app.i18n import tr
from app.services.home import AgendaCase, NextConference
from app.ui import theme
from app.ui.home.chain import PrepChain
from app.ui.home.countdown import CountdownPanel
from app.ui.home.preparation import steps
from app.ui.home.rows import (
    PAD,
    STRETCH,
    Align,
    Cell,
    HeaderRow,
    RowStack,
    RowWidget,
    Run,
    Sides,
    case_cell,
    cell,
    heading,
)
from app.ui.home.words import person, remaining_work, staff_words
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.chip import Chip
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.progress_cells import ProgressCells
from app.ui.widgets.scroll import ScrollColumn

HEIGHT: Final = 288
_ROW, _LOW_ROW = 42, 34
_FITTING = 4  # rows of full height; one more fits at the lower height
_COLUMNS: Final = (44, 116, STRETCH, 100, 176, 226, 82)
_NARROW_COLUMNS: Final = (44, 116, STRETCH, 90, 176, 206, 82)
_FLOORS: Final = {3: 64, 5: 120}  # presenter and remaining work end in an ellipsis first
_PROGRESS, _WORK, _OPEN = 4, 5, 6


class WorkChip(Chip):
    """What holds the meeting up; the whole of it in the tooltip where the column is narrow."""

    def __init__(self, words: str) -> None:
        super().__init__(words, kind="yama", icon="warn")
        self.setToolTip(words)

    def clipped_texts(self) -> list[str]:
        """Nothing is lost."""
        return []


class AgendaRow(RowWidget):
    """One case of the meeting: who, how far it is, what is left, and 開く."""

    def __init__(self, order: int, item: AgendaCase, height: int) -> None:
        case = item.case
        progress = readiness_steps(case)
        full = sum(step >= 1.0 for step in progress)
        work, urgent = remaining_work(case, item.doubts)
        progress_cells = ProgressCells("".join(_letter(step) for step in progress))
        progress_cells.setToolTip(_progress_words(progress))
        count = f"{full}/{len(progress)}"
        run = Run(tr("完了")) if full == len(progress) else Run(count, tabular=True)
        indent = progress_cells.sizeHint().width() + theme.px(PAD)
        super().__init__(
            (
                Cell((Run(str(order), tabular=True),), Align.AlignHCenter),
                case_cell(case.case_no, case.pseudonym),
                cell(person(case.age, case.sex, case.care_level)),
                cell(staff_words(case.staff)),
                Cell((run,), indent=indent),
                Cell() if urgent else cell(work) if work else cell("—", sub=True),
                Cell(),
            ),
            height,
            f"agenda_row_{order}",
            edge=PAD,
        )
        self.put(_PROGRESS, progress_cells)
        if urgent:
            self.put(_WORK, WorkChip(work))
        name = tr("No.{no} {name}を開く", no=case.case_no or "–", name=case.pseudonym)
        self.open_button = Button(tr("開く"), f"agenda_open_{order}", size="small", accessible=name)
        self.put(_OPEN, self.open_button)


def _letter(step: float) -> str:
    return "1" if step >= 1.0 else "h" if step else "0"


def _progress_words(progress: tuple[float, ...]) -> str:
    """One line per cell: 基本情報　完了."""
    words = {"1": tr("完了"), "h": tr("途中"), "0": tr("未入力")}
    pairs = zip(readiness_names(), progress, strict=True)
    return "\n".join(f"{name}　{words[_letter(step)]}" for name, step in pairs)


class ConferenceCard(QFrame):
    """Tells what is wanted of it; the page does it."""

    start = Signal()
    open_case = Signal(str)
    change_order = Signal()
    points = Signal()
    papers = Signal()
    plan = Signal()
    rehearse = Signal()
    remind = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setObjectName("next_conference")
        self.setAccessibleName(tr("次の会議"))
        plan = Button(tr("会議を計画する"), "plan_conference")
        plan.clicked.connect(self.plan)
        self._sentence = EmptyState("", [plan])
        self._stack = Sides()
        self._stack.addWidget(self._sentence)
        self._stack.addWidget(self._full())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)  # the frame keeps 1 px for itself
        outer.addWidget(self._stack)

    def _full(self) -> QWidget:
        self.panel = CountdownPanel()
        self.panel.start.connect(self.start)
        self.panel.rehearse.connect(self.rehearse)
        self.chain = PrepChain()
        header = HeaderRow(
            (
                heading(tr("順"), Align.AlignHCenter),
                heading(tr("事例")),
                heading(tr("対象者")),
                heading(tr("担当")),
                heading(tr("準備")),
                heading(tr("残っている作業")),
                Cell(),
            ),
            edge=PAD,
        )
        self._rows = RowStack(_COLUMNS, floors=_FLOORS, header=header)
        scroller = ScrollColumn("agenda")
        scroller.column.setContentsMargins(0, 0, 0, 0)
        scroller.column.addWidget(self._rows)
        choose = Button(tr("事例を選ぶ"), "choose_cases")
        choose.clicked.connect(self.change_order)
        self._cases = Sides()
        self._cases.addWidget(scroller)
        self._cases.addWidget(
            EmptyState(tr("この会議の事例がまだ選ばれていません。"), [choose], name="no_agenda")
        )
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.chain, Rule(), header):
            right.addWidget(widget)
        right.addWidget(self._cases, 1)
        right.addWidget(Rule())
        right.addWidget(self._foot())
        row.addLayout(right, 1)
        return full

    def _foot(self) -> QWidget:
        self.order_button = Button(tr("進行順を変える"), "change_order", size="small")
        self.order_button.clicked.connect(self.change_order)
        self.points_button = Button(tr("論点整理"), "agenda_points", size="small")
        self.points_button.clicked.connect(self.points)
        self.papers_button = Button("", "handouts", size="small", icon="print")
        self.papers_button.clicked.connect(self.papers)
        self._open_count = SafeLabel("", size=13, colour=theme.NIBI, elide=True)
        self._open_count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remind_button = Button(tr("担当者に知らせる"), "remind_presenters", size="small")
        self.remind_button.setToolTip(tr("足りない項目を担当者ごとの文にします"))
        self.remind_button.clicked.connect(self.remind)
        foot = QWidget()
        foot.setFixedHeight(theme.px(43))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        for button in (self.order_button, self.points_button, self.papers_button):
            row.addWidget(button)
        row.addWidget(self._open_count, 1)
        row.addWidget(self.remind_button)
        return foot

    def show_nothing(self, sentence: str) -> None:
        """No conference is planned: one sentence and the way to plan one."""
        self._sentence.set_sentence(sentence)
        self._stack.setCurrentIndex(0)
        self.setFixedHeight(theme.px(110))

    def show_conference(self, following: NextConference, today: date) -> None:
        """Fill everything."""
        self._stack.setCurrentIndex(1)
        self.setFixedHeight(theme.px(HEIGHT))
        self.panel.show_conference(following)
        cases = [item.case for item in following.cases]
        self.chain.set_steps(steps(following.conference, cases, today=today))
        self._cases.setCurrentIndex(0 if cases else 1)
        height = _ROW if len(cases) <= _FITTING else _LOW_ROW
        rows = [AgendaRow(n, item, height) for n, item in enumerate(following.cases, 1)]
        for row, case in zip(rows, cases, strict=True):
            row.open_button.clicked.connect(
                lambda _on=False, uuid=case.uuid: self.open_case.emit(uuid)
            )
        self._rows.set_rows(rows)
        people = following.conference.expected_people
        self.papers_button.setText(tr("配付資料（{n}部）", n=people) if people else tr("配付資料"))
        self.points_button.setEnabled(bool(cases))
        self.papers_button.setEnabled(bool(cases))
        left = sum(bool(remaining_work(one.case, one.doubts)[0]) for one in following.cases)
        self.remind_button.setVisible(bool(left))
        self._open_count.setText(
            tr("{total}事例のうち{n}事例が未完了", total=len(cases), n=left) if left else ""
        )

    def open_buttons(self) -> list[QWidget]:
        """開く of each row, top to bottom."""
        return [row.open_button for row in self._rows.rows() if isinstance(row, AgendaRow)]

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Widths for windows of 1340 and less (§4)."""
        self.panel.setFixedWidth(theme.px(300 if narrow else 318))
        self._rows.set_bases(_NARROW_COLUMNS if narrow else _COLUMNS)
