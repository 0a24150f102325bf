"""手元の事実: the left panel; the tab follows the stage (design 05)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QTabBar, QVBoxLayout, QWidget

from app.care.case import Case
from app.conference.meeting import Part
from app.i18n import tr
from app.ui import theme
from app.ui.console.fact_text import FactText
from app.ui.console.facts import TAB_OF_PART, Fact, Tab, facts, rating_facts
from app.ui.console.panel import Panel
from app.ui.console.rating_table import RatingTable
from app.ui.widgets.card import Rule
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.scroll import ScrollArea


class FactsPanel(Panel):
    """Tabs 医療 / 暮らし / 家族 / ADL over the facts of the present case."""

    def __init__(self) -> None:
        super().__init__(tr("手元の事実"), "facts_panel")
        self.header.addWidget(
            SafeLabel(tr("会場には出ません"), size=13, colour=theme.NIBI, elide=True)
        )
        self.tabs = QTabBar()
        self.tabs.setObjectName("facts_tabs")
        self.tabs.setAccessibleName(tr("手元の事実"))
        self.tabs.setStyleSheet(
            "QTabBar::tab { padding: 0 2px; } QTabBar::tab:selected { font-weight: bold; }"
        )
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for tab in Tab:
            self.tabs.addTab(tab_name(tab))
        self.tabs.currentChanged.connect(lambda _: self._fill())
        self.body.addWidget(self.tabs)
        self._scroll = ScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._scroll, 1)
        self._case: Case | None = None
        self._part: Part | None = None

    @property
    def tab(self) -> Tab:
        """The tab on top."""
        return list(Tab)[self.tabs.currentIndex()]

    def show_case(self, case: Case | None) -> None:
        """Show the facts of ``case``."""
        if case is not self._case:
            self._case = case
            self._fill()

    def follow(self, part: Part | None) -> None:
        """Bring the tab of the part to the top, and what the part needs to the top of the tab."""
        if part is None or part is self._part:
            return
        self._part = part
        tab = list(Tab).index(TAB_OF_PART[part])
        if self.tabs.currentIndex() == tab:
            self._fill()
        else:
            self.tabs.setCurrentIndex(tab)

    def show_instead(self, widget: QWidget, *, shown: bool) -> None:
        """Let a widget of ``body`` stand in the place of tabs and facts, or take it away."""
        self.tabs.setVisible(not shown)
        self._scroll.setVisible(not shown)
        widget.setVisible(shown)

    def shown_text(self) -> str:
        """All text of the panel now, for people who test what is visible."""
        body = self._scroll.widget()
        parts = [part.text for part in body.findChildren(FactText)] if body else []
        return "\n".join(parts)

    def _fill(self) -> None:
        body = QWidget()
        body.setObjectName("scroll_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._case is not None:
            self._add_facts(column, self._case)
        else:
            waiting = Paragraph(tr("事例に入ると、ここに出ます"), size=14, colour=theme.HAI)
            column.addWidget(_padded(waiting))
        column.addStretch(1)
        self._scroll.setWidget(body)

    def _add_facts(self, column: QVBoxLayout, case: Case) -> None:
        if self.tab is Tab.ADL:
            table = RatingTable(rating_facts(case))
            column.addWidget(_padded(table))
            return
        found = facts(case, self.tab, self._part)
        for number, fact in enumerate(found):
            column.addWidget(_block(fact))
            if number < len(found) - 1:
                column.addWidget(Rule())
        if not found:
            nothing = SafeLabel(tr("まだ書かれていません"), size=14, colour=theme.HAI)
            column.addWidget(_padded(nothing))


def tab_name(tab: Tab) -> str:
    """The word on a tab."""
    return {
        Tab.MEDICAL: tr("医療"),
        Tab.LIVING: tr("暮らし"),
        Tab.FAMILY: tr("家族"),
        Tab.ADL: tr("ADL"),
    }[tab]


def _block(fact: Fact) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
    column.setSpacing(0)
    column.addWidget(SafeLabel(fact.heading, size=13, bold=True, colour=theme.NIBI, elide=True))
    column.addWidget(FactText(fact.lines))
    return block


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
    column.addWidget(widget)
    return holder
