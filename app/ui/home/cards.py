"""The lower cards of the home page: recent cases, follow-ups, quick actions, the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import tr
from app.services.home import FollowUpDue, HomeData, RecentCase
from app.ui import theme
from app.ui.home.rows import (
    EDGE,
    STRETCH,
    Cell,
    RowButton,
    RowStack,
    RowWidget,
    Run,
    Sides,
    case_cell,
    cell,
    paint_inner_ring,
    paint_line_below,
    retire,
    right,
)
from app.ui.home.words import day_and_month, due_words, moment, month_name, months_later, person
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.scroll import ScrollColumn

ROW: Final = theme.ROW_HOME
_RECENT_COLUMNS: Final = (54, 84, STRETCH, 104)
_DUE_COLUMNS: Final = (100, 82, STRETCH, 84, 100)
_DUE_NARROW: Final = (100, 72, STRETCH, 84, 100)
_SCROLL_BAR, _EXTRA = 12, 40


def _to_the_frame(card: Card) -> None:
    """The frame keeps 1 px for itself; rows without a ground may come right up to it."""
    layout = card.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, 0, theme.px(2))


class RecentCard(Card):
    """最近の事例: each row opens its case. Only whole rows show; the rest are a click away."""

    open_case = Signal(str)
    all_cases = Signal()
    new_case = Signal()
    take_in = Signal()

    def __init__(self) -> None:
        self._all = Button("", "all_cases", kind="text", size="small")
        super().__init__(
            tr("最近の事例"), name="recent_cases", header_widgets=[self._all], padded=False
        )
        self._all.clicked.connect(self.all_cases)
        self.rows = RowStack(_RECENT_COLUMNS, whole_rows=True)
        make = Button(tr("新しい事例"), "first_case", icon="plus")
        make.clicked.connect(self.new_case)
        fetch = Button(tr("ファイルから取り込む"), "first_import")
        fetch.clicked.connect(self.take_in)
        self._stack = Sides()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(
            EmptyState(tr("まだ事例がありません。"), [make, fetch], name="no_cases")
        )
        self.add(self._stack, 1)
        _to_the_frame(self)

    def show_data(self, data: HomeData) -> None:
        """Fill it."""
        self._all.setText(tr("すべての事例（{n}件）", n=data.total_cases))
        self._all.setVisible(bool(data.total_cases))
        self._stack.setCurrentIndex(0 if data.recent else 1)
        self.rows.set_rows(
            [self._row(number, one, data) for number, one in enumerate(data.recent, 1)]
        )

    def controls(self) -> list[QWidget]:
        """Everything to press, as Tab goes."""
        return [self._all, *self.rows.rows()]

    def _row(self, number: int, one: RecentCase, data: HomeData) -> RowButton:
        who = person(one.age, one.sex, one.care_level)
        when = moment(one.at, data.today)
        no = "" if one.case_no is None else f"{one.case_no:03d}"
        name = tr("No.{no} {name}を開く", no=one.case_no or "–", name=one.pseudonym)
        row = RowButton(
            (
                Cell((Run(no, tabular=True),)),
                cell(one.pseudonym, bold=True),
                cell("　".join(part for part in (who, one.what) if part), sub=True),
                right(when),
            ),
            ROW,
            f"recent_{number}",
            name,
        )
        row.clicked.connect(lambda _on=False, uuid=one.uuid: self.open_case.emit(uuid))
        return row


class FollowUpCard(Card):
    """追跡評価の期日: the longest overdue first, each with the way to write its result down."""

    record = Signal(str, int)

    def __init__(self) -> None:
        self._overdue = Chip("", kind="kaki", name="overdue")
        super().__init__(
            tr("追跡評価の期日"), name="follow_ups", title_widgets=[self._overdue], padded=False
        )
        self._narrow = False
        self.month = MonthLine()
        self.rows = RowStack(_DUE_COLUMNS)
        scroller = ScrollColumn("follow_up_list")
        scroller.column.setContentsMargins(0, 0, 0, 0)
        scroller.column.addWidget(self.rows)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.month)
        column.addWidget(scroller, 1)
        self._stack = Sides()
        self._stack.addWidget(filled)
        self._stack.addWidget(
            EmptyState(
                tr(
                    "追跡評価の期日はありません。"
                    "基準日のある事例の3・6・12か月後が、会議を終えるとここに並びます。"
                ),
                name="no_follow_ups",
            )
        )
        self.add(self._stack, 1)
        _to_the_frame(self)

    def show_data(self, data: HomeData) -> None:
        """Fill it."""
        self._overdue.set_chip(tr("期限切れ {n}", n=data.overdue), kind="kaki")
        self._overdue.setVisible(bool(data.overdue))
        self._stack.setCurrentIndex(0 if data.follow_ups else 1)
        self.month.show_counts(month_name(data.today), data.month_counts)
        self.rows.set_rows(
            [self._row(number, one) for number, one in enumerate(data.follow_ups, 1)]
        )
        self.fit_width(self._narrow)

    def fit_width(self, narrow: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """The width of the design, a little more where long words need it (other languages)."""
        self._narrow = narrow
        self.rows.set_bases(_DUE_NARROW if narrow else _DUE_COLUMNS)
        base = theme.px(478 if narrow else 488)
        wanted = self.rows.wanted_width() + theme.px(_SCROLL_BAR) + 2
        self.setFixedWidth(min(max(base, wanted), base + theme.px(_EXTRA)))

    def controls(self) -> list[QWidget]:
        """記録する of each row, top to bottom."""
        return [button for row in self.rows.rows() for button in row.findChildren(Button)]

    def _row(self, number: int, one: FollowUpDue) -> RowWidget:
        late = one.days_left < 0
        words = Run(
            due_words(one.days_left),
            bold=one.days_left <= 0,
            colour=theme.KAKI if late else theme.SUMI,
        )
        row = RowWidget(
            (
                Cell((words,)),
                cell(day_and_month(one.target), sub=True),
                case_cell(one.case_no, one.pseudonym),
                cell(months_later(one.months)),
                Cell((), Qt.AlignmentFlag.AlignRight),
            ),
            ROW,
            f"follow_up_{number}",
        )
        name = tr(
            "No.{no} {name}の{months}を記録する",
            no=one.case_no or "–",
            name=one.pseudonym,
            months=months_later(one.months),
        )
        button = Button(tr("記録する"), f"record_{number}", size="small", accessible=name)
        button.clicked.connect(
            lambda _on=False, uuid=one.case_uuid, months=one.months: self.record.emit(uuid, months)
        )
        row.put(4, button)
        return row


class MonthLine(QWidget):
    """6月中の期日　3か月後 3件 …"""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("month_counts")
        self.setFixedHeight(theme.px(36))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._groups: list[tuple[Run, ...]] = []

    def text(self) -> str:
        """All its words."""
        return "　".join("".join(run.text for run in group) for group in self._groups)

    def show_counts(self, month: str, counts: dict[int, int]) -> None:
        """How many follow-ups fall into this month, by their distance."""
        quiet = {"colour": theme.NIBI, "size": 13}
        self._groups = [(Run(tr("{month}中の期日", month=month), colour=theme.NIBI, size=13),)]
        for months, n in counts.items():
            words = tr("{months}か月後 {n} 件", months=months, n=n)
            before, _, after = words.rpartition(f" {n}")
            self._groups.append(
                (
                    Run(f"{before} ", **quiet),  # type: ignore[arg-type]
                    Run(str(n), bold=True, tabular=True, size=16),
                    Run(after, **quiet),  # type: ignore[arg-type]
                )
            )
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.update()

    def clipped_texts(self) -> list[str]:
        """Nothing is lost: the tooltip has everything."""
        return []

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.ZEBRA))
        paint_line_below(painter, self)
        left = theme.px(EDGE)
        base = self.height() // 2 + theme.px(5)
        for group in self._groups:
            if left + sum(run.width() for run in group) > self.width():
                break  # long words of another language: the tooltip has all
            for run in group:
                painter.setFont(run.font())
                painter.setPen(QColor(run.colour))
                painter.drawText(left, base, run.text)
                left += run.width()
            left += theme.px(20)


@dataclass(frozen=True, slots=True)
class QuickAction:
    """Something to do at once; ``count`` says how many wait."""

    name: str
    icon: str
    label: str
    run: Callable[[], object]
    count: int = 0


class QuickRow(QAbstractButton):
    """Icon, words, and at the right how many wait."""

    def __init__(self, action: QuickAction) -> None:
        super().__init__()
        self._action = action
        self.last = False
        self.setObjectName(action.name)
        self.setText(action.label)
        said = tr("{label}（{n}件）", label=action.label, n=action.count)
        self.setAccessibleName(said if action.count else action.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_ring", False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(theme.CONTROL_HEIGHT))
        self.setMaximumHeight(theme.px(40))
        self.clicked.connect(lambda _on=False: action.run())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(37))

    def clipped_texts(self) -> list[str]:
        """Nothing is lost: words that lack room are whole in the tooltip."""
        return []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._needed() > self._room() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isDown():
            painter.fillRect(self.rect(), QColor(theme.SUNK))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.ZEBRA))
        size, edge = theme.px(18), theme.px(EDGE)
        top = (self.height() - size) / 2
        paint_icon(painter, QRectF(edge, top, size, size), self._action.icon, theme.AI)
        painter.setFont(theme.font(14))
        painter.setPen(QColor(theme.SUMI))
        left = edge + size + theme.px(10)
        area = QRectF(left, 0, self._room() + 1, self.height())
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self._room() + 1
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        if self._action.count:
            painter.setFont(theme.font(14, bold=True))
            painter.setPen(QColor(theme.KAKI))
            end = QRectF(0, 0, self.width() - edge, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(end, flags, self._count_words())
        if not self.last:
            paint_line_below(painter, self)
        paint_inner_ring(painter, self)

    def _count_words(self) -> str:
        return tr("{n}件", n=self._action.count)

    def _needed(self) -> int:
        return theme.text_width(self.text(), theme.font(14))

    def _room(self) -> int:
        room = self.width() - theme.px(2 * EDGE + 18 + 10)
        if self._action.count:
            used = theme.font(14, bold=True)
            room -= theme.text_width(self._count_words(), used) + theme.px(8)
        return room


class QuickCard(Card):
    """すぐに行う: only what works today."""

    def __init__(self) -> None:
        super().__init__(tr("すぐに行う"), name="quick_actions", padded=False)
        self._rows: list[QuickRow] = []
        self.body.addStretch(1)
        _to_the_frame(self)

    def controls(self) -> list[QWidget]:
        """The rows, top to bottom."""
        return list(self._rows)

    def show_actions(self, actions: Sequence[QuickAction]) -> None:
        """Show these rows in place of those before."""
        for row in self._rows:
            self.body.removeWidget(row)
            retire(row)
        self._rows = [QuickRow(action) for action in actions]
        for number, row in enumerate(self._rows):
            row.last = number == len(self._rows) - 1
            self.body.insertWidget(number, row, 10)
            row.show()


class YearCard(Card):
    """今年度: what the meetings of this fiscal year came to."""

    def __init__(self) -> None:
        super().__init__(" ", name="fiscal_year", header_height=36, title_size=14, padded=False)
        self.rows = RowStack((STRETCH,))
        self.add(self.rows)
        _to_the_frame(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_data(self, data: HomeData) -> None:
        """Fill it."""
        april = data.today.month == 4
        month = month_name(data.today)
        self.set_title(tr("今年度（4月）") if april else tr("今年度（4〜{month}）", month=month))
        counts = (
            (data.cases_discussed, tr("事例を検討した"), "cases_discussed"),
            (data.supports_decided, tr("支援策が決まった"), "supports_decided"),
        )
        self.rows.set_rows([_year_row(*each) for each in counts])


def _year_row(n: int, words: str, name: str) -> RowWidget:
    figure = Run(str(n), bold=True, size=18, least=32)
    row = RowWidget((Cell((figure, Run(words))),), 36, name)
    row.setAccessibleName(f"{n} {words}")
    return row
