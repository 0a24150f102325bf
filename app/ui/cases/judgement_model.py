"""The judgement sheet as an item model: a row per item (18 by default), ratings and factors (design 04, 04b)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.care.case import Case, Judgement, TimePoint, judgement_of, with_judgement
from app.care.items import Item, items, items_with
from app.care.ratings import DITTO, arrow, parse_rating, symbol
from app.care.text import clean
from app.care.wareki import format_wareki
from app.i18n import tr

Index = QModelIndex | QPersistentModelIndex
CODE_ROLE = Qt.ItemDataRole.UserRole + 1  # rating code of the cell or None
ARROW_ROLE = Qt.ItemDataRole.UserRole + 2  # "up", "down" or ""
ITEM_ROLE = Qt.ItemDataRole.UserRole + 3  # care.items.Item of the row
LOCKED_ROLE = Qt.ItemDataRole.UserRole + 4  # True where nothing can be typed yet


class Column(IntEnum):
    """Columns of the sheet, left to right."""

    BAND = 0
    ITEM = 1
    BEFORE = 2
    PREDICTED = 3
    ACTUAL = 4
    PERSONAL = 5
    ENVIRONMENT = 6


RATING_COLUMNS = (Column.BEFORE, Column.PREDICTED, Column.ACTUAL)
FACTOR_COLUMNS = (Column.PERSONAL, Column.ENVIRONMENT)
_FACTORS: dict[int, str] = {
    Column.PERSONAL: "personal_factor",
    Column.ENVIRONMENT: "environment_factor",
}


class JudgementModel(QAbstractTableModel):
    """Shows one ``Case``; an edit is announced as a whole new ``Case`` through ``edited``.

    ``actual`` is ``None`` while the sheet shows before and predicted only: then the third rating
    column is locked and the factors are those of the sheet. ``locked_until`` is the due day of a
    follow-up that is still to come: its ratings and factors can't be written before.
    """

    edited = Signal(object, str)  # the new Case, the name of the step

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case
        self._items = items()
        self._actual: TimePoint | None = None
        self._locked_until: date | None = None
        self.read_only = False
        """Set where the place can't be written: cells can be walked and copied only."""
        self._readers: dict[int, Callable[[int, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._shown,
            Qt.ItemDataRole.EditRole: self._typed,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            CODE_ROLE: self.rating,
            ARROW_ROLE: self.mark,
            ITEM_ROLE: lambda row, _column: self._items[row],
            LOCKED_ROLE: self._locked,
        }

    @property
    def case(self) -> Case:
        return self._case

    @property
    def actual(self) -> TimePoint | None:
        return self._actual

    @property
    def locked_until(self) -> date | None:
        return self._locked_until

    def closed(self, column: int) -> bool:
        """Whether nothing can be written in ``column`` because its time has not come."""
        if column == Column.ACTUAL:
            return self._actual is None or self._locked_until is not None
        return column in FACTOR_COLUMNS and self._locked_until is not None

    def show_case(self, case: Case) -> None:
        """Take over a new value of the same case without moving the cursor."""
        self._case = case
        if (rows := self._rows_of(case)) != self._items:
            self.beginResetModel()
            self._items = rows
            self.endResetModel()
        self.dataChanged.emit(
            self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
        )

    def _rows_of(self, case: Case) -> tuple[Item, ...]:
        """A follow-up also shows items that are hidden by now but were rated before."""
        if self._actual is None:
            return items()
        return items_with(j.item for j in case.judgements if j.rating)

    def show_time(self, actual: TimePoint | None, locked_until: date | None = None) -> None:
        """Choose the follow-up of the 実際 column and whether it must wait for its day."""
        self._actual, self._locked_until = actual, locked_until
        self.show_case(self._case)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def item(self, row: int) -> Item:
        """The item of ``row``."""
        return self._items[row]

    def time_point(self, column: int) -> TimePoint | None:
        """Which time point a column's values belong to; ``None`` for a locked column."""
        if column == Column.BEFORE:
            return TimePoint.BEFORE
        if column == Column.PREDICTED:
            return TimePoint.PREDICTED
        if column == Column.ACTUAL:
            return self._actual
        return self._actual or TimePoint.BEFORE

    def judgement(self, row: int, column: int) -> Judgement | None:
        """What is recorded behind a cell."""
        point = self.time_point(column)
        return judgement_of(self._case, self._items[row].key, point) if point else None

    def rating(self, row: int, column: int) -> str | None:
        """The rating code of a rating cell."""
        judgement = self.judgement(row, column) if column in RATING_COLUMNS else None
        return judgement.rating if judgement else None

    def factor(self, row: int, column: int) -> str:
        """The stored factor text; a follow-up without its own text shows the sheet's."""
        point = self.time_point(column)
        return self._factor_of(self._case, row, _FACTORS[column], point) if point else ""

    def _factor_of(self, case: Case, row: int, name: str, point: TimePoint) -> str:
        key = self._items[row].key
        own = str(getattr(judgement_of(case, key, point), name))
        return own or str(getattr(judgement_of(case, key, TimePoint.BEFORE), name))

    def is_ditto(self, row: int, column: int) -> bool:
        """Whether 〃 stands for the text: equal to the row above in the same domain."""
        if row == 0 or self._items[row].domain != self._items[row - 1].domain:
            return False
        text = self.factor(row, column)
        return bool(text) and text == self.factor(row - 1, column)

    def mark(self, row: int, column: int) -> str:
        """Arrow of a cell: predicted against before, actual against predicted (§2.3)."""
        if column == Column.PREDICTED:
            return arrow(self.rating(row, Column.BEFORE), self.rating(row, column))
        if column == Column.ACTUAL:
            return arrow(self.rating(row, Column.PREDICTED), self.rating(row, column))
        return ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        reader = self._readers.get(role)
        return reader(index.row(), index.column()) if reader and index.isValid() else None

    def _typed(self, row: int, column: int) -> str | None:
        if column in FACTOR_COLUMNS:
            return self.factor(row, column)
        return symbol(self.rating(row, column)) if column in RATING_COLUMNS else None

    def _locked(self, _row: int, column: int) -> bool:
        return column == Column.ACTUAL and self.closed(column)

    def lock_reason(self) -> str:
        """Why 実際 can't be filled in now."""
        if self._locked_until is None:
            return tr("上の時点で3・6・12か月後を選ぶと入力できます。")
        return tr(
            "実際は会議のあと、期日の{date}から入力できます。"
            "早く記録するときは「前倒しで記録する」を押してください。",
            date=format_wareki(self._locked_until.isoformat()),
        )

    def _tip(self, row: int, column: int) -> str | None:
        if self._locked(row, column):
            return self.lock_reason()
        return (self.factor(row, column) or None) if column in FACTOR_COLUMNS else None

    def _shown(self, row: int, column: int) -> str:
        if column == Column.BAND:
            return self._items[row].domain
        if column == Column.ITEM:
            return self._items[row].label()
        if column in FACTOR_COLUMNS:
            return DITTO if self.is_ditto(row, column) else self.factor(row, column)
        return symbol(self.rating(row, column))

    def _spoken(self, row: int, column: int) -> str:
        marks = {"up": tr("良くなる"), "down": tr("悪くなる")}
        text = self.factor(row, column) if column in FACTOR_COLUMNS else self._shown(row, column)
        return f"{self._items[row].label()} {text} {marks.get(self.mark(row, column), '')}".strip()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.ACTUAL:
            return self.lock_reason() if self.closed(section) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.BAND: "",
            Column.ITEM: tr("項目"),
            Column.BEFORE: tr("事前判定"),
            Column.PREDICTED: tr("事後予測"),
            Column.ACTUAL: tr("実際"),
            Column.PERSONAL: tr("個人因子（本人の心身・思い）"),
            Column.ENVIRONMENT: tr("環境因子（住まい・家族・地域）"),
        }[Column(section)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = index.column()
        if column in (Column.BAND, Column.ITEM) or self._locked(index.row(), column):
            return Qt.ItemFlag.NoItemFlags  # the cursor passes over what nobody can fill in
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        writable = column in FACTOR_COLUMNS and not self.closed(column) and not self.read_only
        return base | Qt.ItemFlag.ItemIsEditable if writable else base

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        case = self.with_cell(self._case, index.row(), index.column(), str(value or ""))
        if case is None or case == self._case:
            return False
        self.apply(case, f"{self._items[index.row()].key}.{index.column()}")
        return True

    def apply(self, case: Case, step: str) -> None:
        """Show ``case`` and announce it as one step of editing."""
        if self.read_only:
            return
        self.show_case(case)
        self.edited.emit(case, step)

    def with_cell(self, case: Case, row: int, column: int, text: str) -> Case | None:
        """``case`` with one cell set from typed or pasted text; ``None`` if it can't be read."""
        point = self.time_point(column)
        if point is None or column in (Column.BAND, Column.ITEM) or self.closed(column):
            return None
        key = self._items[row].key
        text = clean(text).strip()
        if column in RATING_COLUMNS:
            code = parse_rating(text) if text else None
            if text == DITTO and row > 0:
                code = judgement_of(case, self._items[row - 1].key, point).rating
            if text and code is None:
                return None
            return with_judgement(case, key, point, rating=code)
        name = _FACTORS[column]
        if text == DITTO and row > 0:
            text = self._factor_of(case, row - 1, name, point)
        return with_judgement(case, key, point, **{name: text})

    def rate(self, row: int, column: int, code: str | None) -> None:
        """Set or clear one rating as one step."""
        point = self.time_point(column)
        if point is None or column not in RATING_COLUMNS or self.closed(column):
            return
        key = self._items[row].key
        self.apply(with_judgement(self._case, key, point, rating=code), f"{key}.{point}")
