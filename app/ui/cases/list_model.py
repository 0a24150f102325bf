"""The case list as an item model (design 02). Rows are values; sorting is done here, because a
proxy would call back into Python for each of 10,000 comparisons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.care.case import CaseStatus
from app.care.field_names import field_label
from app.care.scales import (
    care_level_rank,
    care_level_short,
    case_status_label,
    household_short,
    sex_label,
)
from app.i18n import tr
from app.services.cases import CaseRow
from app.ui import theme
from app.ui.widgets.highlight_delegate import MATCH_ROLE, SHAPE_ROLE, Shape, match_ranges

Index = QModelIndex | QPersistentModelIndex
UUID_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of the list, left to right; MATCH shows only while searching."""

    NO = 0
    PSEUDONYM = 1
    AGE = 2
    SEX = 3
    LEVEL = 4
    FEATURES = 5
    HOUSEHOLD = 6
    DISEASE = 7
    MATCH = 8
    STAFF = 9
    CONFERENCE = 10
    STATUS = 11
    IMPROVING = 12


SHAPES: dict[CaseStatus, Shape] = {
    CaseStatus.DRAFT: "dashed",
    CaseStatus.PREPARING: "open",
    CaseStatus.READY: "filled",
    CaseStatus.FOLLOWING: "half",
    CaseStatus.CLOSED: "square",
}
_FIGURES = (Column.NO, Column.AGE, Column.FEATURES, Column.CONFERENCE, Column.IMPROVING)
_RIGHT = (Column.AGE, Column.CONFERENCE, Column.IMPROVING)
_OFFICES = (("地域包括支援センター", "包括"), ("居宅介護支援事業所", "居宅"))


def status_text(row: CaseRow) -> str:
    """会議準備, 追跡中 6か月 …"""
    return status_word(row.status, row.follow_up_month)


def status_word(status: CaseStatus, months: int | None) -> str:
    """The word of a status; a case being followed says at which check."""
    if status is CaseStatus.FOLLOWING and months:
        return tr("{status} {months}か月", status=case_status_label(status), months=months)
    return case_status_label(status)


def staff_short(staff: str) -> str:
    """地域包括支援センター北 看護師 → 包括北 看護師, as people say it (DOMAIN.md §0)."""
    for office, short in _OFFICES:
        staff = staff.replace(office, short)
    return staff


class CaseTableModel(QAbstractTableModel):
    """Rows of ``list_cases`` with first and second sort column."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[CaseRow] = []
        self._search = ""
        self._order: list[tuple[int, bool]] = [(Column.NO, True)]
        self._readers: dict[int, Callable[[CaseRow, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.AccessibleTextRole: self._shown,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.FontRole: self._font,
            Qt.ItemDataRole.TextAlignmentRole: self._alignment,
            MATCH_ROLE: self._match,
            SHAPE_ROLE: self._shape,
            UUID_ROLE: lambda row, _column: row.uuid,
        }

    @property
    def rows(self) -> Sequence[CaseRow]:
        """The rows in the order shown."""
        return self._rows

    @property
    def order(self) -> Sequence[tuple[int, bool]]:
        """Sort columns, first and second, each with whether it descends."""
        return self._order

    @property
    def searching(self) -> bool:
        """Whether the rows are those that match a search."""
        return bool(self._search.strip())

    def show_rows(self, rows: Sequence[CaseRow], search: str) -> None:
        """Replace all rows, keeping the order chosen."""
        self.beginResetModel()
        self._rows = list(rows)
        self._search = search
        self._sort()
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """Where a case stands; −1 when it isn't listed."""
        return next((place for place, row in enumerate(self._rows) if row.uuid == uuid), -1)

    def order_by(self, column: int, *, second: bool) -> None:
        """Sort by ``column``; the same column again turns the direction round."""
        turned = next((not down for c, down in self._order if c == column), False)
        if second and self._order and self._order[0][0] != column:
            self._order = [self._order[0], (column, turned)]
        else:
            self._order = [(column, turned)]
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        cases = [self._rows[index.row()].uuid for index in before]
        self._sort()
        places = {row.uuid: place for place, row in enumerate(self._rows)}
        after = [
            self.index(places[uuid], index.column())
            for uuid, index in zip(cases, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _sort(self) -> None:
        """Second column first, for sorting is stable; what is empty always stands at the end."""
        for column, descending in reversed(self._order):
            value = _FIGURES_OF.get(column) or _WORDS[column]
            filled = [row for row in self._rows if value(row) not in (None, "")]
            empty = [row for row in self._rows if value(row) in (None, "")]
            filled.sort(key=value, reverse=descending)  # type: ignore[arg-type]
            self._rows = filled + empty

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        reader = self._readers.get(role)
        if reader is None or not index.isValid():
            return None
        return reader(self._rows[index.row()], index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        mark = next((" ▼" if down else " ▲" for c, down in self._order if c == section), "")
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column) + mark
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.AI if mark else theme.NIBI)
        return self._heading_tip(column) if role == Qt.ItemDataRole.ToolTipRole else None

    def _heading_tip(self, column: Column) -> str | None:
        if column == Column.IMPROVING:
            return tr("改善の見込みがある項目数")
        return self._heading(column) if column in (Column.DISEASE, Column.MATCH) else None

    def _heading(self, column: Column) -> str:
        return {
            Column.NO: tr("No"),
            Column.PSEUDONYM: tr("仮名"),
            Column.AGE: tr("年齢"),
            Column.SEX: tr("性"),
            Column.LEVEL: tr("介護度"),
            Column.FEATURES: tr("特徴"),
            Column.HOUSEHOLD: tr("世帯"),
            Column.DISEASE: tr("主な病名"),
            Column.MATCH: tr("一致：{field}", field=self.matched_field())
            if self.matched_field()
            else tr("一致した欄"),
            Column.STAFF: tr("担当"),
            Column.CONFERENCE: tr("会議"),
            Column.STATUS: tr("状態"),
            Column.IMPROVING: tr("改善"),
        }[column]

    def matched_field(self) -> str:
        """The name of the field in which all rows matched, or nothing where they differ."""
        fields = {row.match_field for row in self._rows if row.match_field}
        return field_label(fields.pop()) if len(fields) == 1 else ""

    def _shown(self, row: CaseRow, column: int) -> str:
        return _WORDS[column](row)

    def _tip(self, row: CaseRow, column: int) -> str | None:
        if column == Column.STAFF:
            return row.staff or None
        if column in (Column.DISEASE, Column.MATCH):
            return self._shown(row, column) or None
        return None

    def _font(self, _row: CaseRow, column: int) -> object:
        return theme.font(14, bold=column == Column.PSEUDONYM, tabular=column in _FIGURES)

    def _alignment(self, _row: CaseRow, column: int) -> object:
        return Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft

    def _match(self, row: CaseRow, column: int) -> object:
        if column != Column.MATCH or not self._search:
            return ()
        found: list[tuple[int, int]] = []
        for word in self._search.split():
            found += match_ranges(row.match_text, word)
        return tuple(found)

    def _shape(self, row: CaseRow, column: int) -> Shape | None:
        return SHAPES[row.status] if column == Column.STATUS else None


_WORDS: dict[int, Callable[[CaseRow], str]] = {
    Column.NO: lambda row: "" if row.case_no is None else f"{row.case_no:03d}",
    Column.PSEUDONYM: lambda row: row.pseudonym,
    Column.AGE: lambda row: "" if row.age is None else str(row.age),
    Column.SEX: lambda row: sex_label(row.sex) if row.sex else "",
    Column.LEVEL: lambda row: care_level_short(row.care_level) if row.care_level else "",
    Column.FEATURES: lambda row: ",".join(str(code) for code in row.feature_codes),
    Column.HOUSEHOLD: lambda row: household_short(row.household_type) if row.household_type else "",
    Column.DISEASE: lambda row: row.main_disease,
    Column.MATCH: lambda row: row.match_text,
    Column.STAFF: lambda row: staff_short(row.staff),
    Column.CONFERENCE: lambda row: str(row.conference_number or "–"),
    Column.STATUS: status_text,
    Column.IMPROVING: lambda row: "" if row.improving is None else str(row.improving),
}
"""What each column shows."""

_STATUS_ORDER = {status: place for place, status in enumerate(CaseStatus)}
_FIGURES_OF: dict[int, Callable[[CaseRow], float | None]] = {
    Column.NO: lambda row: row.case_no,
    Column.AGE: lambda row: row.age,
    Column.LEVEL: lambda row: care_level_rank(row.care_level) if row.care_level else None,
    Column.CONFERENCE: lambda row: row.conference_number,
    Column.IMPROVING: lambda row: row.improving,
    Column.STATUS: lambda row: _STATUS_ORDER[row.status] + (row.follow_up_month or 0) / 100,
}
"""What the columns sort by that don't sort by their words."""
