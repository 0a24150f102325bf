"""The table of the case list: sorting by click, opening by Enter, columns that share the room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.i18n import tr
from app.ui import theme
from app.ui.cases.list_model import UUID_ROLE, CaseTableModel, Column
from app.ui.widgets.highlight_delegate import HighlightDelegate, StatusDelegate

_WIDTHS = {
    Column.NO: 62,
    Column.PSEUDONYM: 84,
    Column.AGE: 46,
    Column.SEX: 36,
    Column.LEVEL: 60,
    Column.FEATURES: 62,
    Column.HOUSEHOLD: 54,
    Column.STAFF: 96,
    Column.CONFERENCE: 50,
    Column.STATUS: 124,
    Column.IMPROVING: 60,
}


class CaseTable(QTableView):
    """One row per case; Enter opens, a click on a heading sorts, Ctrl+click sorts second."""

    def __init__(self, model: CaseTableModel) -> None:
        super().__init__()
        self.setObjectName("case_table")
        self.setAccessibleName(tr("事例の一覧"))
        self._cases = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(HighlightDelegate(self, first_padding=20))
        self.setItemDelegateForColumn(Column.STATUS, StatusDelegate(self, bar_column=-1))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(theme.ROW_LIST))
        header = self.horizontalHeader()
        header.setFixedHeight(theme.px(theme.ROW))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        header.setHighlightSections(False)

    def _sort(self, column: int) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        second = bool(QGuiApplication.keyboardModifiers() & control)
        kept = self.currentIndex().data(UUID_ROLE)
        self._cases.order_by(column, second=second)
        self.select_case(kept)

    def select_case(self, uuid: str | None) -> None:
        """Make a case the current row; the first one where it isn't listed."""
        row = max(0, self._cases.row_of(uuid)) if uuid else 0
        if self._cases.rowCount():
            self.setCurrentIndex(self._cases.index(row, Column.NO))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doubleClicked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Fixed columns keep their width; disease and match share the rest."""
        flexible = [Column.DISEASE]
        if not self.isColumnHidden(Column.MATCH):
            flexible.append(Column.MATCH)
        free = self.viewport().width()
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))
            free -= theme.px(width)
        for place, flexing in enumerate(flexible):
            share = max(theme.px(80), free // len(flexible))
            last = place == len(flexible) - 1
            self.setColumnWidth(flexing, max(share, free - share * place) if last else share)
