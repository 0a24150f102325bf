"""Rows of a case as an editable table: one column per part, one empty row at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.care.ratings import DITTO
from app.care.text import clean
from app.i18n import tr

Index = QModelIndex | QPersistentModelIndex
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class RowColumn(Generic[RowT]):
    """One column. ``put`` returns the changed row, or ``None`` where the text can't be read.

    ``width`` is in design pixels, 0 shares the rest; ``choices`` are offered while typing.
    """

    heading: str
    get: Callable[[RowT], str]
    put: Callable[[RowT, str], RowT | None]
    width: int = 0
    choices: Sequence[str] = ()


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """Holds a tuple of frozen rows; ``edited`` carries the new tuple, one step per change.

    What can't be read is kept as typed in the cell, marked, until it is corrected.
    """

    edited = Signal(object)

    def __init__(self, columns: Sequence[RowColumn[RowT]], make: Callable[[], RowT]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._make = make
        self._rows: tuple[RowT, ...] = ()
        self._unread: dict[tuple[int, int], str] = {}

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows, without the empty one at the end."""
        return self._rows

    def show_rows(self, rows: tuple[RowT, ...]) -> None:
        """Take over rows from outside; the cursor stays where it can."""
        if rows == self._rows:
            return
        self._unread.clear()
        if len(rows) == len(self._rows):
            self._rows = rows
            self._tell_changed()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _tell_changed(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def is_spare(self, row: int) -> bool:
        """Whether ``row`` is the empty one at the end."""
        return row == len(self._rows)

    def unread(self, row: int, column: int) -> bool:
        """Whether the cell holds typed text that could not be read."""
        return (row, column) in self._unread

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            if self.unread(row, column):
                return tr("この値は読み取れません。入力は残っています。")
            return self._text(row, column) or None
        return None

    def _text(self, row: int, column: int) -> str:
        if (row, column) in self._unread:
            return self._unread[row, column]
        if self.is_spare(row):
            return ""
        return self.columns[column].get(self._rows[row])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return "" if self.is_spare(section) else str(section + 1)
        return self.columns[section].heading

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.set_block(index.row(), index.column(), [[str(value or "")]])
        return True

    def set_block(self, top: int, left: int, cells: Sequence[Sequence[str]]) -> int:
        """Set cells from typed or pasted text as one step; returns how many can't be read."""
        rows, refused = list(self._rows), 0
        for y, line in enumerate(cells):
            for x, typed in enumerate(line[: len(self.columns) - left]):
                row, column = top + y, left + x
                while len(rows) <= row:
                    rows.append(self._make())
                text = clean(typed).strip()
                above = self.columns[column].get(rows[row - 1]) if row > 0 else ""
                text = above if text == DITTO and row > 0 else text
                changed = self.columns[column].put(rows[row], text)
                if changed is None:
                    self._unread[row, column] = text
                    refused += 1
                else:
                    self._unread.pop((row, column), None)
                    rows[row] = changed
        self._replace(tuple(rows))
        return refused

    def remove(self, first: int, last: int) -> None:
        """Take rows out."""
        gap = last - first + 1
        self._unread = {
            (row - gap if row > last else row, column): text
            for (row, column), text in self._unread.items()
            if not first <= row <= last
        }
        self._replace(self._rows[:first] + self._rows[last + 1 :])

    def move(self, row: int, step: int) -> bool:
        """Move a row up (−1) or down (+1)."""
        place = row + step
        if not (0 <= row < len(self._rows) and 0 <= place < len(self._rows)):
            return False
        rows = list(self._rows)
        rows[row], rows[place] = rows[place], rows[row]
        swapped = {row: place, place: row}
        self._unread = {
            (swapped.get(where, where), column): text
            for (where, column), text in self._unread.items()
        }
        self._replace(tuple(rows))
        return True

    def _replace(self, rows: tuple[RowT, ...]) -> None:
        """Show new rows; trailing rows without any text are dropped."""
        kept = list(rows)
        while kept and self._is_empty(kept[-1]) and not self._has_unread(len(kept) - 1):
            kept.pop()
        before = self._rows
        after = tuple(kept)
        nowhere = QModelIndex()
        spare = tuple(self._make() for _ in range(abs(len(after) - len(before))))
        # The cursor stays in its row: rows come and go behind it, empty; contents change apart.
        if len(after) > len(before):
            self.beginInsertRows(nowhere, len(before) + 1, len(after))
            self._rows = before + spare
            self.endInsertRows()
        self._rows = after + spare if len(after) < len(before) else after
        self._tell_changed()
        if len(after) < len(before):
            self.beginRemoveRows(nowhere, len(after) + 1, len(before))
            self._rows = after
            self.endRemoveRows()
        if after != before:
            self.edited.emit(after)

    def _has_unread(self, row: int) -> bool:
        return any(place == row for place, _ in self._unread)

    def _is_empty(self, row: RowT) -> bool:
        return not any(column.get(row).strip() for column in self.columns)
