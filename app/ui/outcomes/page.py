"""page_outcomes: what became of people, for the office (design 07).

A sentence carries each chart. Everything is counted and drawn off the UI thread; while that goes
on, what was known before stays on screen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.clock import today
from app.i18n import tr
from app.outcomes.cards import cards, chosen
from app.outcomes.definitions import cell_least
from app.outcomes.published import Published
from app.services.changes import ChangeSet
from app.services.outcomes import Missing, Overview
from app.ui import theme
from app.ui.context import UiContext
from app.ui.outcomes.area import CardsArea
from app.ui.outcomes.card import OutcomeCard
from app.ui.outcomes.filters import FilterRow
from app.ui.outcomes.work import Counted, OutcomesWork, Picture, Wish
from app.ui.outcomes.work_strip import WorkStrip
from app.ui.page import KeyHelp, Page
from app.ui.widgets.buttons import Button
from app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from app.ui.outcomes.missing import MissingDialog

_KEYS = ("worsening", "flow", "uptake", "growth", "predictions")
_OURS = frozenset({"case", "yearly_figure"})
_RECOUNT_MS = 400  # typing in a case announces several changes
_NEWS_MS = 10_000
_REDRAW_MS = 120  # dragging the edge of the window


class OutcomesPage(Page):
    """Filters, five cards, and ways to paper, workbook and the people without a record."""

    page_name: ClassVar[str] = "page_outcomes"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.overview: Overview | None = None
        self.published: Published | None = None
        self.dialog: MissingDialog | None = None
        self._stale = True
        self._wants_focus = False
        self._news = ""
        self.work = OutcomesWork(context, self)
        self.work.counted.connect(self._show_counted)
        self.work.drawn.connect(self._show_picture)
        self.work.failed.connect(self.failed)
        self.filters = FilterRow()
        self.filters.changed.connect(self._show)
        self.filters.moved.connect(self._count)
        self.filters.completeness.button.clicked.connect(self.show_missing)
        self.strip = WorkStrip()
        self._make_buttons()
        growth = Button(tr("CSVを取り込む…"), "outcome_growth_import", size="small", icon="import")
        growth.clicked.connect(self.take_in)
        self.cards = {key: OutcomeCard(key, growth if key == "growth" else None) for key in _KEYS}
        self.area = CardsArea(tuple(self.cards.values()))
        self._recount, self._redraw = self._timer(_RECOUNT_MS), self._timer(_REDRAW_MS)
        self._recount.timeout.connect(self._count)
        self._redraw.timeout.connect(self._draw)
        for card in self.cards.values():
            card.chart.resized.connect(self._redraw.start)
        self._drawn: dict[str, Wish] = {}
        self._lay_out()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        return timer

    def _make_buttons(self) -> None:
        self.import_button = Button(tr("データを取り込む"), "outcomes_import")
        self.import_button.setToolTip(
            tr("年度ごとの費用と75歳以上人口を、1行に1年度のCSVから取り込みます。")
        )
        self.import_button.clicked.connect(self.take_in)
        self.save_button = Button(tr("Excelに保存"), "outcomes_save", icon="save")
        self.save_button.clicked.connect(self.save)
        self.print_button = Button(tr("印刷"), "outcomes_print", icon="print")
        self.print_button.clicked.connect(self.print_here)
        hidden = tr(
            "{n}人未満の人数を伏せて出します。地区で分けず、全体の数字です。", n=cell_least()
        )
        self.save_button.setToolTip(hidden)
        self.print_button.setToolTip(f"{hidden}  Ctrl+P")
        self.table_button = Button(tr("表で見る"), "outcomes_table", key="Ctrl+T", shortcut=True)
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self._show_numbers)

    def _lay_out(self) -> None:
        self.to_cases = Button(tr("事例の一覧を開く"), "outcomes_to_cases", kind="primary")
        self.to_cases.clicked.connect(lambda: self.context.navigate("page_cases"))
        empty = EmptyState(
            tr(
                "基準日（認定の始まり）と区分のある事例がまだありません。事例にこの2つを書き、6か月後と12か月後の結果を記録すると、ここに指標が出ます。"
            ),
            [self.to_cases],
            name="outcomes_empty",
        )
        waiting = EmptyState(tr("読み込み中…"), name="outcomes_waiting")
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.px(10))
        inner.addWidget(self.filters)
        inner.addWidget(self.area, 1)
        self.stack = QStackedWidget()
        for each in (waiting, body, empty):
            self.stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (theme.PAGE_MARGIN, 10, 20, 12)))
        column.setSpacing(theme.px(10))
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)

    # What the shell asks.

    @property
    def title(self) -> str:
        return tr("評価")

    @property
    def subtitle(self) -> str:
        return tr("事例の良し悪しではなく、取り組み全体のききめを確かめます")

    def header_widgets(self) -> list[QWidget]:
        return [self.import_button, self.save_button, self.print_button, self.table_button]

    def status_text(self) -> str:
        if self.work.busy():
            return tr("計算しています…")
        return self._news or tr(
            "庁内用の画面です。少ない人数も見えます。印刷とExcelでは{n}人未満の人数を伏せます。", n=cell_least()
        )  # fmt: skip

    def keys(self) -> list[KeyHelp]:
        return [
            KeyHelp("Ctrl+T", tr("グラフと表を切りかえる")),
            KeyHelp("Ctrl+P", tr("評価報告を印刷する（見本を見る）")),
        ]

    def opened(self, **_params: object) -> None:
        """Count what has changed since it was last on screen, and each new day."""
        day = today(self.context.clock)
        if self._stale or self.overview is None or self.overview.evaluation.day != day:
            self._count()
        self._redraw.start()  # what was counted while the page was away
        self._wants_focus = True
        self._take_focus()

    def changed(self, changes: ChangeSet) -> None:
        """Cases or yearly figures changed elsewhere."""
        if changes.kinds & _OURS:
            self._stale = True
            if self.isVisible():
                self._recount.start()

    def print_here(self) -> bool:
        """Ctrl+P: the report, small counts hidden."""
        from app.ui.paper.preview import preview_paper

        preview_paper(self, self.context, "outcomes")
        return True

    def settled(self) -> bool:
        """Whether what is on screen is all there is: nothing is being counted or drawn."""
        waiting = self._recount.isActive() or self._redraw.isActive()
        return self.overview is not None and not waiting and not self.work.busy()

    # Counting and showing.

    def _count(self) -> None:
        self._stale = False
        self._recount.stop()
        self.work.count(next(iter(self.filters.district.codes()), ""))
        QTimer.singleShot(300, self, self._say_state)

    def _tell(self, news: str) -> None:
        """Say what was done for a while, in place of what the page is for."""
        self._news = news
        self._say_state()
        QTimer.singleShot(_NEWS_MS, self, self._forget_news)

    def _forget_news(self) -> None:
        self._news = ""
        self._say_state()

    def _say_state(self) -> None:
        self.status_changed.emit(self.status_text())

    def _show_counted(self, found: Counted) -> None:
        self.overview, self.published = found.overview, found.published
        self.filters.offer(found.published, found.overview.districts)
        self._show()
        self._say_state()

    def _show(self) -> None:
        if self.overview is None or self.published is None:
            return
        shown = chosen(self.published, *self.filters.years())
        some = bool(shown.groups) or bool(self.overview.evaluation.growth)
        self.stack.setCurrentIndex(1 if some or self.filters.district.active() else 2)
        for content in cards(self.overview.evaluation, shown):
            self.cards[content.key].show_content(content)
        self.filters.completeness.show_counts(shown, len(self.missing()))
        self.filters.arrange()
        self.area.arrange()
        if self.dialog is not None:
            self.dialog.show_people(self.missing())
        self._redraw.start()
        self._take_focus()

    def _take_focus(self) -> None:
        """Once after it was opened, as soon as there is something to work with."""
        if self._wants_focus and self.overview is not None:
            self._wants_focus = False
            (self.filters.target if self.filters.isVisible() else self.to_cases).setFocus()

    def missing(self) -> tuple[Missing, ...]:
        """People of the year reported on without a record at 12 months."""
        year, _ = self.filters.years()
        people = self.overview.missing if self.overview is not None else ()
        return tuple(each for each in people if each.year == year)

    def _show_numbers(self, checked: bool) -> None:  # noqa: FBT001 - a slot
        self.table_button.setText(tr("グラフで見る") if checked else tr("表で見る"))
        for card in self.cards.values():
            card.show_numbers(as_table=checked)
        self._redraw.start()

    # Drawing.

    def _draw(self) -> None:
        wishes = []
        for key, card in self.cards.items():
            draw = card.content.draw
            if draw is None or not card.chart.isVisible():
                continue
            wide, high, dots = card.chart.measures()
            wish = Wish(key, draw, wide, high, dots)
            if self._drawn.get(key) != wish:
                wishes.append(wish)
        if wishes:
            self.work.draw(wishes)

    def _show_picture(self, picture: Picture) -> None:
        wish = picture.wish
        card = self.cards[wish.key]
        if card.content.draw is wish.draw:
            ratio = wish.dots / card.chart.measures()[2] * self.devicePixelRatioF()
            card.chart.show_pixels(picture.wide, picture.high, picture.pixels, ratio)
            self._drawn[wish.key] = wish
        if not self.work.busy():
            self._say_state()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._redraw.start()
        return super().event(event)

    # Doing.

    def show_missing(self) -> None:
        """The people without a record: each can be recorded at once or opened."""
        from app.ui.outcomes.missing import MissingDialog

        if self.dialog is None:
            self.dialog = MissingDialog(self, self.missing())
            self.dialog.finished.connect(self._dialog_closed)
            self.dialog.recorded.connect(self._recorded)
        self.dialog.open()

    def _dialog_closed(self) -> None:
        self.dialog = None

    def _recorded(self, changes: ChangeSet) -> None:
        self.announce(changes)
        self._recount.start()

    def take_in(self) -> None:
        """Ask for a CSV of yearly figures and read it; a bad one changes nothing."""
        name, _ = QFileDialog.getOpenFileName(
            self, tr("年度ごとの数字のCSVを選ぶ"), "", tr("CSVのファイル (*.csv)")
        )
        if name:
            self.failed.emit(None)
            task = self.work.take_in(Path(name), self._taken_in, self.failed.emit)
            self.strip.watch(task, tr("取り込んでいます…"))

    def _taken_in(self, changes: ChangeSet) -> None:
        self.announce(changes)
        self._tell(
            tr("年度ごとの数字を{n}件取り込みました", n=len(changes.ids))
            if changes.ids
            else tr("同じ数字がもう入っています")
        )
        self._count()

    def save(self) -> None:
        """Ask where to and write the workbook."""
        day = today(self.context.clock).isoformat()
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("評価の指標を保存"),
            f"kurashi-outcomes-{day}.xlsx",
            tr("Excelのファイル (*.xlsx)"),
        )
        if not name:
            return
        path = Path(name) if name.lower().endswith(".xlsx") else Path(f"{name}.xlsx")
        self.failed.emit(None)
        task = self.work.save(path, self._saved, self.failed.emit)
        self.strip.watch(task, tr("Excelに保存しています…"))

    def _saved(self) -> None:
        self._tell(tr("Excelに保存しました（{n}人未満の人数は伏せています）", n=cell_least()))
