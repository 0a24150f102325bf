"""Rows of a case as an editable table: one column per part, one empty row at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.care.ratings import DITTO
from app.care.text import clean
from app.i18n import tr

Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What a row must have: a key of its own, by which unread input stays with it."""

    @property
    def uuid(self) -> str: ...


RowT = TypeVar("RowT", bound=Row)


def no_doubt(_row: object) -> str:
    """For columns that take any text."""
    return ""


@dataclass(frozen=True, slots=True)
class RowColumn(Generic[RowT]):
    """One column. ``put`` returns the changed row, or ``None`` where the text can't be read.

    ``width`` is in design pixels, 0 shares the rest; ``choices`` are offered while typing.
    ``key`` names the column where ``put`` may refuse: what was typed is kept under it.
    ``doubt`` says what is odd about a row that was taken as it is, such as a date in words.
    """

    heading: str
    get: Callable[[RowT], str]
    put: Callable[[RowT, str], RowT | None]
    width: int = 0
    choices: Sequence[str] = ()
    key: str = ""
    doubt: Callable[[RowT], str] = no_doubt


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """Holds a tuple of frozen rows; ``edited`` carries the new tuple, one step per change.

    What can't be read is kept as typed in the cell, marked, until it is corrected; it belongs to
    the step like the rows themselves.
    """

    edited = Signal(object)

    def __init__(self, columns: Sequence[RowColumn[RowT]], make: Callable[[], RowT]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._make = make
        self._rows: tuple[RowT, ...] = ()
        self._unread: dict[str, str] = {}
        self.read_only = False
        """Set where the place can't be written: cells can be walked and copied only."""

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows, without the empty one at the end."""
        return self._rows

    @property
    def unread_texts(self) -> dict[str, str]:
        """What can't be read: row and column to the text as typed."""
        return dict(self._unread)

    def show_rows(self, rows: tuple[RowT, ...], unread: Mapping[str, str] | None = None) -> None:
        """Take over rows from outside; the cursor stays where it can."""
        unread = dict(unread or {})
        if rows == self._rows and unread == self._unread:
            return
        self._unread = unread
        if len(rows) == len(self._rows):
            self._rows = rows
            self._tell_changed()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def texts(self, rows: Sequence[RowT], unread: Mapping[str, str]) -> list[list[str]]:
        """What the cells of such rows would read."""
        columns = range(len(self.columns))
        return [[self._shown(row, unread, column) for column in columns] for row in rows]

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
        return not self.is_spare(row) and self._place(self._rows[row], column) in self._unread

    def doubt(self, row: int, column: int) -> str:
        """What a person should know about the cell; empty for most."""
        if self.is_spare(row):
            return ""
        if self.unread(row, column):
            return tr("この値は読み取れません。入力は残っています。")
        return self.columns[column].doubt(self._rows[row])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.doubt(row, column) or self._text(row, column) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.doubt(row, column) or None
        return None

    def _text(self, row: int, column: int) -> str:
        return "" if self.is_spare(row) else self._shown(self._rows[row], self._unread, column)

    def _place(self, row: RowT, column: int) -> str:
        return f"{row.uuid}/{self.columns[column].key}"

    def _shown(self, row: RowT, unread: Mapping[str, str], column: int) -> str:
        if unread and (typed := unread.get(self._place(row, column))) is not None:
            return typed
        return self.columns[column].get(row)

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
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown if self.read_only else shown | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.set_block(index.row(), index.column(), [[str(value or "")]])
        return True

    def set_block(self, top: int, left: int, cells: Sequence[Sequence[str | None]]) -> int:
        """Set cells from typed or pasted text as one step; ``None`` leaves a cell as it is.

        Returns how many can't be read.
        """
        rows, unread, refused = list(self._rows), dict(self._unread), 0
        for row, line in enumerate(cells, start=top):
            while len(rows) <= row:
                rows.append(self._make())
            for column, typed in enumerate(line[: len(self.columns) - left], start=left):
                if typed is None:
                    continue
                text = clean(typed).strip()
                if text == DITTO and row > 0:
                    text = self._shown(rows[row - 1], unread, column)
                if text == self._shown(rows[row], unread, column):
                    continue  # looked at only: a stored date keeps its own spelling
                refused += not self._put(rows, unread, row, column, text)
        self._replace(rows, unread)
        return refused

    def headings(self) -> list[str]:
        """The headings, each in one line."""
        return [column.heading.replace("\n", " ") for column in self.columns]

    def reads(self, column: int, text: str) -> bool:
        """Whether ``column`` could take ``text``."""
        text = clean(text).strip()
        row = self.columns[column].put(self._make(), text)
        return text == DITTO or (row is not None and not self.columns[column].doubt(row))

    def _put(
        self, rows: list[RowT], unread: dict[str, str], row: int, column: int, text: str
    ) -> bool:
        """Change one cell of ``rows``, or keep in ``unread`` what can't be read."""
        put, place = self.columns[column].put, self._place(rows[row], column)
        changed = put(rows[row], text)
        if changed is None:
            unread[place] = text
            rows[row] = put(rows[row], "") or rows[row]  # what isn't shown must not count
            return False
        unread.pop(place, None)
        rows[row] = changed
        return True

    def remove(self, first: int, last: int) -> None:
        """Take rows out."""
        self._replace([*self._rows[:first], *self._rows[last + 1 :]], self._unread)

    def move(self, row: int, step: int) -> bool:
        """Move a row up (−1) or down (+1)."""
        place = row + step
        if not (0 <= row < len(self._rows) and 0 <= place < len(self._rows)):
            return False
        rows = list(self._rows)
        rows[row], rows[place] = rows[place], rows[row]
        self._replace(rows, self._unread)
        return True

    def _replace(self, rows: Sequence[RowT], unread: Mapping[str, str]) -> None:
        """Show new rows; trailing rows without any text are dropped."""
        if self.read_only:
            return
        kept = list(rows)
        while kept and self._is_empty(kept[-1], unread):
            kept.pop()
        before, unread_before = self._rows, self._unread
        after, here = tuple(kept), {row.uuid for row in kept}
        self._unread = {
            place: text for place, text in unread.items() if place.split("/")[0] in here
        }
        self._exchange(before, after)
        if after != before or self._unread != unread_before:
            self.edited.emit(after)

    def _exchange(self, before: tuple[RowT, ...], after: tuple[RowT, ...]) -> None:
        """The cursor stays in its row: rows come and go behind it, empty; contents change apart."""
        nowhere = QModelIndex()
        spare = tuple(self._make() for _ in range(abs(len(after) - len(before))))
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

    def _is_empty(self, row: RowT, unread: Mapping[str, str]) -> bool:
        return not any(
            self._shown(row, unread, column).strip() for column in range(len(self.columns))
        )
