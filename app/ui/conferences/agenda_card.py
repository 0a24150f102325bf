"""進行順と時間: the agenda with its sum against the planned minutes (DOMAIN.md §3.2)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QWidget

from app.care.case import Case
from app.conference import agenda
from app.conference.meeting import Conference
from app.i18n import tr
from app.services.store import Store
from app.ui import theme
from app.ui.conferences.agenda_model import AgendaModel, Column
from app.ui.conferences.budget_menu import BudgetButton
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.highlight_delegate import HighlightDelegate
from app.ui.widgets.labels import SafeLabel

ROW_HEIGHT = 34
NAME_WIDTH = 112
_LEAST = {Column.ORDER: 44, Column.START: 60, Column.TOTAL: 62, Column.USED: 62}


class AgendaTable(QTableView):
    """Alt+↑↓, Ctrl+↑↓ or dragging moves a case, Delete takes it off, digits write minutes.

    Ctrl+D gives the minutes of the current cell to all cases.
    """

    remove_wanted = Signal(str)

    def __init__(self, model: AgendaModel) -> None:
        super().__init__()
        self.setObjectName("agenda_table")
        self.setAccessibleName(tr("進行順と時間"))
        self._agenda = model
        self.setModel(model)
        self.setItemDelegate(HighlightDelegate(self, cell_ring=True, padding=8, first_padding=14))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setFixedHeight(theme.px(theme.ROW))
        header.setStyleSheet(f"QHeaderView::section:first {{ padding-left: {theme.px(14)}px; }}")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if (control or alt) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(row, row + (1 if event.key() == Qt.Key.Key_Down else -1))
        elif control and event.key() == Qt.Key.Key_D:
            self._agenda.spread(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self._agenda.case_at(row):
            self.remove_wanted.emit(self._agenda.case_at(row))
        else:
            super().keyPressEvent(event)

    def _move(self, row: int, to: int) -> None:
        column = self.currentIndex().column()
        self.setCurrentIndex(self._agenda.index(self._agenda.move(row, to), column))

    def fit_columns(self) -> None:
        """Figures keep their width, the name takes the rest; the hour gives way to the name."""
        self.setColumnHidden(Column.START, False)
        if self._room_for_name() < theme.px(NAME_WIDTH):
            self.setColumnHidden(Column.START, True)
        for column in self._figures():
            self.setColumnWidth(column, self._wanted(column))
        self.setColumnWidth(Column.CASE, max(theme.px(80), self._room_for_name()))

    def _figures(self) -> list[Column]:
        shown = (column for column in Column if not self.isColumnHidden(column))
        return [column for column in shown if column != Column.CASE]

    def _room_for_name(self) -> int:
        return self.viewport().width() - sum(self._wanted(column) for column in self._figures())

    def _wanted(self, column: Column) -> int:
        name = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        header = theme.text_width(name, theme.font(14, bold=True)) + theme.px(18)
        return max(theme.px(_LEAST.get(column, 50)), header)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()


class AgendaCard(Card):
    """The table, 事例を加える, the budgets, and the sum."""

    edited = Signal(object)
    add_wanted = Signal()
    case_chosen = Signal(str)
    """The case the current row is about; empty for the opening and the closing."""

    def __init__(self, store: Store) -> None:
        self.budget = BudgetButton(store)
        self.add_button = Button(tr("事例を加える"), "add_case", icon="plus", size="small")
        super().__init__(
            tr("進行順と時間"),
            name="agenda_card",
            padded=False,
            header_widgets=[self.budget, self.add_button],
        )
        self.model = AgendaModel()
        self.model.edited.connect(self.edited)
        self.table = AgendaTable(self.model)
        self.table.remove_wanted.connect(self._remove)
        self.add_button.clicked.connect(self.add_wanted)
        self.setFocusProxy(self.table)
        self.budget.edited.connect(self.edited)
        self.table.selectionModel().currentRowChanged.connect(
            lambda now, _old: self.case_chosen.emit(self.model.case_at(now.row()))
        )
        self.add(self.table, 1)
        self.add(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(theme.px(40))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        row.setSpacing(theme.px(10))
        self.even_out = Button(tr("合計を合わせる"), "sum_minutes", size="small", key="Ctrl+R")
        self.even_out.clicked.connect(self._even_out)
        # Not the button's own shortcut: that one clicks a tenth of a second later.
        QShortcut(QKeySequence("Ctrl+R"), self).activated.connect(self._even_out)
        self.sum = SafeLabel(size=14, bold=True, name="agenda_sum")
        self.gap = SafeLabel(size=13, name="agenda_gap")
        self.hint = SafeLabel(
            tr("ドラッグか Alt+↑↓ で並べ替え"), size=12, colour=theme.HAI, elide=True
        )
        row.addWidget(self.even_out)
        row.addWidget(self.hint, 1)
        row.addWidget(self.gap)
        row.addWidget(self.sum)
        return foot

    def show_agenda(self, conference: Conference, cases: Mapping[str, Case]) -> None:
        """Show the agenda of a conference; the place in the table stays."""
        place = self.table.currentIndex()
        row, column = place.row(), place.column()
        self.model.show_agenda(conference, cases)
        if 0 <= row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, column))
        self.table.setColumnHidden(Column.USED, not conference.transitions)
        self.table.fit_columns()
        locked = self.model.locked
        self.add_button.setVisible(not locked)
        self.budget.setVisible(not locked)
        self.budget.show_meeting(conference)
        uneven = agenda.minutes_open(conference) != 0 and bool(conference.agenda)
        self.even_out.setVisible(not locked and uneven)
        self.hint.setVisible(not locked and not uneven)
        self._show_sum(conference)

    def _show_sum(self, conference: Conference) -> None:
        total = agenda.plan_of(conference).total
        planned = conference.planned_minutes
        self.sum.setText(tr("合計 {total}分 / 予定 {planned}分", total=total, planned=planned))
        left = agenda.minutes_open(conference)
        self.gap.setText(
            tr("あと{n}分あります", n=left) if left > 0 else tr("{n}分超えています", n=-left)
        )
        self.gap.setVisible(left != 0)
        self.gap.set_colour(theme.NIBI if left > 0 else theme.KAKI)
        self.sum.set_colour(theme.SUMI if left >= 0 else theme.KAKI)

    def chosen_case(self) -> str:
        """The case of the current row, else the first one."""
        uuids = [item.case_uuid for item in self.model.conference.agenda]
        here = self.model.case_at(self.table.currentIndex().row())
        return here or (uuids[0] if uuids else "")

    def _even_out(self) -> None:
        if self.even_out.isVisible():
            self.edited.emit(agenda.summed(self.model.conference))

    def _remove(self, case_uuid: str) -> None:
        if not self.model.locked:
            self.edited.emit(agenda.without_case(self.model.conference, case_uuid))
