"""The proposed days of a year as an item model: days can be moved, and left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.care import wareki
from app.conference.year_plan import PlannedDay, doubled, moved_to
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.words import day_name, type_name
from app.ui.widgets.highlight_delegate import SHAPE_ROLE, HighlightDelegate, StatusDelegate
from app.ui.widgets.rows import AnyIndex, HeadedModel
from app.ui.widgets.table import dress_table


class Column(IntEnum):
    """Columns of the preview."""

    STATE = 0
    DAY = 1
    TYPE = 2
    TIME = 3
    REMARK = 4


class YearModel(HeadedModel):
    """Shows planned days; an edit is offered as the new tuple."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[PlannedDay, ...] = ()
        self._readers: dict[int, Callable[[PlannedDay, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.AccessibleTextRole: self._text,
            Qt.ItemDataRole.ToolTipRole: lambda day, _column: _remark(self.days, day) or None,
            Qt.ItemDataRole.EditRole: lambda day, _column: wareki.format_wareki(
                day.day.isoformat(), short=True
            ),
            Qt.ItemDataRole.FontRole: lambda day, column: theme.font(
                14, bold=column == Column.DAY and day.makes_one
            ),
            Qt.ItemDataRole.ForegroundRole: lambda day, _column: (
                None if day.makes_one else theme.HAI
            ),
            Qt.ItemDataRole.BackgroundRole: self._ground,
            SHAPE_ROLE: lambda day, column: _shape(day) if column == Column.STATE else None,
        }

    def show_days(self, days: Sequence[PlannedDay]) -> None:
        """Replace all days."""
        self.beginResetModel()
        self.days = tuple(days)
        self.endResetModel()

    def lines(self) -> int:
        return len(self.days)

    def heads(self) -> Sequence[str]:
        return tr("作るか"), tr("日付"), tr("種別"), tr("開始"), tr("気をつけること")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        reader = self._readers.get(role) if index.isValid() else None
        return reader(self.days[index.row()], index.column()) if reader else None

    def _text(self, day: PlannedDay, column: int) -> str:
        return (
            _state(day),
            day_name(day.day.isoformat()),
            type_name(day.rule.session_type),
            day.rule.start_time,
            _remark(self.days, day),
        )[column]

    def _ground(self, day: PlannedDay, column: int) -> object:
        odd = day.makes_one and (day.on_weekend or doubled(self.days, day))
        return QColor(theme.YAMA_T) if odd and column in (Column.DAY, Column.REMARK) else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        movable = self.days[index.row()].makes_one and index.column() == Column.DAY
        return shown | Qt.ItemFlag.ItemIsEditable if movable else shown

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        day = read_day(str(value), self.days[index.row()].day)
        return day is not None and self.move_to(index.row(), day)

    def move_to(self, row: int, day: date) -> bool:
        """Put the meeting in ``row`` on another day of its year."""
        return self._put(row, moved_to(self.days[row], day))

    def move_by(self, row: int, days: int) -> bool:
        """Some days later or earlier."""
        return self.move_to(row, self.days[row].day + timedelta(days=days))

    def toggle(self, row: int) -> bool:
        """Make this meeting or leave it out."""
        planned = self.days[row]
        return self._put(row, replace(planned, wanted=not planned.wanted))

    def _put(self, row: int, planned: PlannedDay) -> bool:
        if planned == self.days[row] or planned.taken_by is not None:
            return False
        days = (*self.days[:row], planned, *self.days[row + 1 :])
        self.edited.emit(days)
        return True


def read_day(text: str, near: date) -> date | None:
    """A day as people write it; a figure alone is a day of the month of ``near``."""
    folded = unicodedata.normalize("NFKC", text).strip().removesuffix("日")
    if folded.isdecimal() and len(folded) <= 2:
        try:
            return near.replace(day=int(folded))
        except ValueError:
            return None
    return wareki.to_date(wareki.parse_date(folded)) if folded else None


def _state(day: PlannedDay) -> str:
    if day.taken_by is not None:
        return tr("予定あり")
    return tr("作る") if day.wanted else tr("作らない")


def _shape(day: PlannedDay) -> str:
    if day.taken_by is not None:
        return "square"
    return "filled" if day.wanted else "dashed"


def _remark(days: Sequence[PlannedDay], day: PlannedDay) -> str:
    if day.taken_by is not None:
        return tr("{day}に会議があります", day=day_name(day.taken_by.date))
    if not day.wanted:
        return ""
    if day.on_weekend:
        return tr("土曜日か日曜日です")
    return tr("同じ日に会議が二つあります") if doubled(days, day) else ""


class YearTable(QTableView):
    """Space makes or leaves out, + and − move by a day, typing a day moves there."""

    def __init__(self, model: YearModel) -> None:
        super().__init__()
        self.year = model
        self.setModel(model)
        dress_table(self, "year_days", accessible=tr("年間計画の日"), inset=16)
        self.setItemDelegate(HighlightDelegate(self, first_padding=16))
        self.setItemDelegateForColumn(Column.STATE, StatusDelegate(self, first_padding=16))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if row < 0:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.year.toggle(row)
        elif event.text() in ("+", "-", "＋", "−"):
            self.year.move_by(row, 1 if event.text() in "+＋" else -1)
        elif event.text().isdecimal():
            self._type_day(event)
        else:
            super().keyPressEvent(event)

    def _type_day(self, event: QKeyEvent) -> None:
        index = self.year.index(self.currentIndex().row(), Column.DAY)
        self.setCurrentIndex(index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index, QAbstractItemView.EditTrigger.AnyKeyPressed, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == Column.STATE:
            self.year.toggle(index.row())

    def keep_place(self, show: Callable[[], None]) -> None:
        """Run ``show`` and come back to the current cell."""
        row, column = self.currentIndex().row(), max(0, self.currentIndex().column())
        show()
        last = self.year.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.year.index(min(max(0, row), last), column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Each as wide as its words; the remark takes the rest."""
        used = 0
        for column in Column:
            if column == Column.REMARK:
                continue
            head = str(self.year.headerData(column, Qt.Orientation.Horizontal))
            texts = {str(self.year.index(row, column).data()) for row in range(len(self.year.days))}
            widest = max(
                theme.text_width(text, theme.font(14, bold=True)) for text in {head, *texts}
            )
            width = widest + theme.px(44 if column == Column.STATE else 20)
            self.setColumnWidth(column, width)
            used += width
        self.setColumnWidth(Column.REMARK, max(theme.px(120), self.viewport().width() - used))
