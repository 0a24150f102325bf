"""The list of conferences as an item model: newest day first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.conference.names import status_name
from app.i18n import tr
from app.services.conferences import ConferenceRow
from app.ui import theme
from app.ui.conferences.words import SHAPES, day_name, short_day_name, type_name
from app.ui.widgets.highlight_delegate import SHAPE_ROLE, HighlightDelegate, StatusDelegate

Index = QModelIndex | QPersistentModelIndex
UUID_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of the list."""

    NO = 0
    DATE = 1
    TYPE = 2
    CASES = 3
    PEOPLE = 4
    STATUS = 5


_LEAST = {Column.NO: 46, Column.PEOPLE: 52, Column.STATUS: 80}
_RIGHT = (Column.CASES, Column.PEOPLE)


class ConferenceModel(QAbstractTableModel):
    """Rows of ``list_conferences``."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ConferenceRow] = []
        self._readers: dict[int, Callable[[ConferenceRow, int], object]] = {
            Qt.ItemDataRole.DisplayRole: _text,
            Qt.ItemDataRole.AccessibleTextRole: _text,
            Qt.ItemDataRole.ToolTipRole: _tip,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: _alignment(column),
            Qt.ItemDataRole.FontRole: lambda _row, column: theme.font(
                14, tabular=column == Column.NO
            ),
            SHAPE_ROLE: lambda row, column: SHAPES[row.status] if column == Column.STATUS else None,
            UUID_ROLE: lambda row, _column: row.uuid,
        }

    def show_rows(self, rows: Sequence[ConferenceRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """Where a conference stands; −1 when it isn't listed."""
        return next((place for place, row in enumerate(self.rows) if row.uuid == uuid), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("回"), tr("日付"), tr("種別"), tr("事例"), tr("参加"), tr("状態"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        reader = self._readers.get(role)
        return reader(row, column) if reader else None


def _tip(row: ConferenceRow, _column: int) -> str:
    return "\n".join(part for part in (row.title, day_name(row.date), row.venue) if part)


def _text(row: ConferenceRow, column: int) -> str:
    return (
        str(row.number or ""),
        short_day_name(row.date),
        type_name(row.session_type),
        tr("{n}件", n=row.case_count),
        tr("{n}名", n=row.people) if row.people else "",
        status_name(row.status),
    )[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    right = column in _RIGHT
    return Qt.AlignmentFlag.AlignVCenter | (
        Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    )


class ConferenceTable(QTableView):
    """One row per conference; Enter goes on to the editor."""

    def __init__(self, model: ConferenceModel) -> None:
        super().__init__()
        self.setObjectName("conference_table")
        self.setAccessibleName(tr("会議の一覧"))
        self._conferences = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(HighlightDelegate(self, first_padding=16))
        self.setItemDelegateForColumn(Column.STATUS, StatusDelegate(self, bar_column=-1))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(theme.ROW))
        header = self.horizontalHeader()
        header.setFixedHeight(theme.px(theme.ROW))
        header.setStyleSheet(f"QHeaderView::section:first {{ padding-left: {theme.px(16)}px; }}")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)

    def select(self, uuid: str) -> None:
        """Make a conference the current row."""
        row = self._conferences.row_of(uuid)
        if row >= 0:
            self.setCurrentIndex(self._conferences.index(row, Column.NO))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Every column as wide as its words; how many people came gives way first."""
        self.setColumnHidden(Column.PEOPLE, False)
        spare = self.viewport().width() - sum(self._wanted(column) for column in Column)
        if spare < 0:
            self.setColumnHidden(Column.PEOPLE, True)
            spare += self._wanted(Column.PEOPLE)
        for column in Column:
            extra = max(0, spare) if column == Column.DATE else 0
            self.setColumnWidth(column, self._wanted(column) + extra)

    def _wanted(self, column: Column) -> int:
        name = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        header = theme.text_width(name, theme.font(14, bold=True)) + theme.px(18)
        return max(
            theme.px(_LEAST.get(column, 0)), self.sizeHintForColumn(column) + theme.px(4), header
        )
