"""The list of conferences as an item model: newest day first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.care.wareki import format_wareki
from app.conference.agenda import cases_wanted
from app.conference.meeting import ConferenceStatus
from app.conference.names import status_name
from app.i18n import tr
from app.services.conferences import ConferenceRow
from app.ui import theme
from app.ui.conferences.words import SHAPES, day_in_month, day_name, type_name
from app.ui.widgets.highlight_delegate import SHAPE_ROLE, HighlightDelegate, StatusDelegate
from app.ui.widgets.rows import AnyIndex, HeadedModel

UUID_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of the list."""

    NO = 0
    DATE = 1
    TYPE = 2
    CASES = 3
    REQUESTS = 4
    PEOPLE = 5
    STATUS = 6


_LEAST = {Column.NO: 42, Column.PEOPLE: 48, Column.STATUS: 74}
_RIGHT = (Column.CASES, Column.REQUESTS, Column.PEOPLE)
_GIVE_WAY = (Column.PEOPLE, Column.REQUESTS)
"""Hidden first where the list is narrow."""


class ConferenceModel(HeadedModel):
    """Rows of ``list_conferences`` under a heading for each month."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ConferenceRow] = []
        self._lines: list[ConferenceRow | str] = []
        self._readers: dict[int, Callable[[ConferenceRow, int], object]] = {
            Qt.ItemDataRole.DisplayRole: _text,
            Qt.ItemDataRole.AccessibleTextRole: _text,
            Qt.ItemDataRole.ToolTipRole: _tip,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: _alignment(column),
            Qt.ItemDataRole.FontRole: lambda row, column: theme.font(
                14,
                bold=column == Column.CASES and lacks_cases(row),
                tabular=column in (Column.NO, *_RIGHT),
            ),
            Qt.ItemDataRole.ForegroundRole: _colour,
            SHAPE_ROLE: lambda row, column: SHAPES[row.status] if column == Column.STATUS else None,
            UUID_ROLE: lambda row, _column: row.uuid,
        }

    def show_rows(self, rows: Sequence[ConferenceRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self._lines = []
        for month, inside in groupby(self.rows, key=lambda row: row.date[:7]):
            self._lines += [month, *inside]
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """The place of a conference among ``rows``; −1 when it isn't listed."""
        return next((place for place, row in enumerate(self.rows) if row.uuid == uuid), -1)

    def line_of(self, uuid: str) -> int:
        """The line of a conference in the table; −1 when it isn't listed."""
        found = (
            place
            for place, line in enumerate(self._lines)
            if not isinstance(line, str) and line.uuid == uuid
        )
        return next(found, -1)

    def headings(self) -> list[int]:
        """The lines that are headings."""
        return [place for place, line in enumerate(self._lines) if isinstance(line, str)]

    def lines(self) -> int:
        return len(self._lines)

    def heads(self) -> Sequence[str]:
        return tr("回"), tr("日付"), tr("種別"), tr("事例"), tr("依頼"), tr("参加"), tr("状態")

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags  # the arrows pass over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return _column_tip(section) or None
        return super().headerData(section, orientation, role)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if isinstance(line, str):
            return _heading(line, column, role)
        reader = self._readers.get(role)
        return reader(line, column) if reader else None


def lacks_cases(row: ConferenceRow) -> bool:
    """Whether a planned conference has fewer cases than its kind wants (§3.2)."""
    fewest, _ = cases_wanted(row.session_type)
    return row.status is ConferenceStatus.PLANNED and row.case_count < fewest


def _heading(month: str, column: int, role: int) -> object:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        words = format_wareki(month) if month else day_name("")
        return words if column == Column.NO else ""
    if role == Qt.ItemDataRole.FontRole:
        return theme.font(13, bold=True)
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.NIBI
    return QColor(theme.SUNK) if role == Qt.ItemDataRole.BackgroundRole else None


def _tip(row: ConferenceRow, column: int) -> str:
    said = {Column.CASES: _cases_tip(row), Column.REQUESTS: _requests_tip(row)}
    parts = (said.get(Column(column), ""), row.title, day_name(row.date), row.venue)
    return "\n".join(part for part in parts if part)


def _cases_tip(row: ConferenceRow) -> str:
    fewest, _ = cases_wanted(row.session_type)
    if lacks_cases(row):
        return tr("事例があと{n}件足りません", n=fewest - row.case_count)
    return ""


def _requests_tip(row: ConferenceRow) -> str:
    if not row.requests_sent:
        return ""
    return tr("{sent}件依頼、{n}件回答", sent=row.requests_sent, n=row.requests_answered)


def _column_tip(column: int) -> str:
    return {
        Column.CASES: tr("進行順にある事例／予定の数"),
        Column.REQUESTS: tr("回答があった依頼／出した依頼"),
    }.get(Column(column), "")


def _text(row: ConferenceRow, column: int) -> str:
    _, most = cases_wanted(row.session_type)
    planned = row.status is ConferenceStatus.PLANNED
    sent = f"{row.requests_answered}/{row.requests_sent}" if row.requests_sent else ""
    return (
        str(row.number or ""),
        day_in_month(row.date),
        type_name(row.session_type),
        f"{row.case_count}/{most}" if planned else str(row.case_count),
        sent,
        tr("{n}名", n=row.people) if row.people else "",
        status_name(row.status),
    )[column]


def _colour(row: ConferenceRow, column: int) -> object:
    late = column == Column.CASES and lacks_cases(row)
    waits = column == Column.REQUESTS and row.requests_answered < row.requests_sent
    return theme.KAKI if late or waits else None


def _alignment(column: int) -> Qt.AlignmentFlag:
    right = column in _RIGHT
    return Qt.AlignmentFlag.AlignVCenter | (
        Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    )


class ConferenceTable(QTableView):
    """One row per conference; Enter goes on to the editor, Delete puts a planned one away."""

    bin_wanted = Signal(str)

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
        row = self._conferences.line_of(uuid)
        if row >= 0:
            index = self._conferences.index(row, Column.NO)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
            return
        chosen = self.currentIndex().data(UUID_ROLE)
        if event.key() == Qt.Key.Key_Delete and chosen:
            self.bin_wanted.emit(chosen)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Every column as wide as its words; counts give way first. Headings go right across."""
        self.clearSpans()
        for column in _GIVE_WAY:
            self.setColumnHidden(column, False)
        spare = self.viewport().width() - sum(self._wanted(column) for column in Column)
        for column in _GIVE_WAY:
            if spare < 0:
                self.setColumnHidden(column, True)
                spare += self._wanted(column)
        for column in Column:
            extra = max(0, spare) if column == Column.DATE else 0
            self.setColumnWidth(column, self._wanted(column) + extra)
        headings = set(self._conferences.headings())
        for line in range(self._conferences.rowCount()):
            is_heading = line in headings
            self.setRowHeight(line, theme.px(26 if is_heading else theme.ROW))
            if is_heading:
                self.setSpan(line, 0, 1, len(Column))

    def _wanted(self, column: Column) -> int:
        name = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        header = theme.text_width(name, theme.font(14, bold=True)) + theme.px(18)
        texts = (str(_text(row, column)) for row in self._conferences.rows)
        font = theme.font(14, bold=True, tabular=column in (Column.NO, *_RIGHT))
        widest = max((theme.text_width(text, font) for text in set(texts)), default=0)
        marked = theme.px(34 if column == Column.STATUS else 18)
        return max(theme.px(_LEAST.get(column, 0)), widest + marked, header)
