"""Models of the revision dialog: the saves of a record, and what differs in one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from enum import IntEnum
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.care.case import Case, PrivateIdentity
from app.care.change_words import Difference, differences, label_of, label_of_change, whole_text
from app.care.wareki import format_wareki
from app.i18n import tr
from app.services.history import Version
from app.ui import theme

Index = QModelIndex | QPersistentModelIndex
Record = Case | PrivateIdentity
Load = Callable[[Version[Any] | None], list[Version[Any]]]
"""One page of versions: the first, or the one that follows the given version."""

_ROOT = QModelIndex()


class SaveColumn(IntEnum):
    """Columns of the list of saves."""

    WHEN = 0
    WHO = 1
    ACTION = 2
    FIELDS = 3


class SavesModel(QAbstractTableModel):
    """Saves newest first; further pages are read when the view asks for them."""

    def __init__(self, load: Load) -> None:
        super().__init__()
        self._load = load
        self._versions: list[Version[Any]] = []
        self._more = False
        self._words: dict[str, str] = {}

    def start(self) -> None:
        """Read the first page."""
        self.beginResetModel()
        self._versions = self._load(None)
        self._more = bool(self._versions)
        self.endResetModel()

    def version(self, row: int) -> Version[Any]:
        """The save in ``row``."""
        return self._versions[row]

    def previous(self, row: int) -> Record | None:
        """The record before the save in ``row``; ``None`` where nothing was before."""
        if row + 1 >= len(self._versions):
            self.fetchMore()
        return self._versions[row + 1].value if row + 1 < len(self._versions) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._versions)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(SaveColumn)

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index = _ROOT) -> None:
        if not self.canFetchMore(parent):
            return
        page = self._load(self._versions[-1])
        self._more = bool(page)
        if page:
            first = len(self._versions)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._versions += page
            self.endInsertRows()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return [tr("いつ"), tr("だれが"), tr("何を"), tr("変わった項目")][section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._text(index.row(), SaveColumn(index.column()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        return None

    def _text(self, row: int, column: SaveColumn) -> str:
        revision = self._versions[row].revision
        if column is SaveColumn.WHEN:
            return moment_text(revision.at)
        if column is SaveColumn.WHO:
            return revision.actor
        if column is SaveColumn.ACTION:
            return action_text(revision.action)
        if revision.uuid not in self._words:
            kind = type(self._versions[row].value)
            names = dict.fromkeys(label_of_change(kind, each) for each in revision.changes)
            self._words[revision.uuid] = tr("、").join(names)
        return self._words[revision.uuid]


def moment_text(at: datetime, *, seconds: bool = False) -> str:
    """R6.8.6 10:42 in the list, 令和6年8月6日 10:42:05 in the heading."""
    day = format_wareki(at.date().isoformat(), short=not seconds)
    return f"{day} {at:%H:%M:%S}" if seconds else f"{day} {at.hour}:{at:%M}"


ACTIONS = ("created", "edited", "imported", "binned", "restored")


def action_text(action: str) -> str:
    """What a save was."""
    return {
        "created": tr("作成"),
        "edited": tr("編集"),
        "imported": tr("取り込み"),
        "binned": tr("ごみ箱へ"),
        "restored": tr("ごみ箱から戻す"),
    }.get(action, action)


class DetailModel(QAbstractTableModel):
    """Fields of one save: what it said before and after, or then and now.

    A row that differs from the present record is bold and carries ◆ before its name.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        self._rows: list[Difference] = []
        self._differing: frozenset[str] = frozenset()

    def show_differences(
        self,
        old: Record,
        new: Record,
        heads: tuple[str, str, str],
        *,
        marks: tuple[Record, Record],
    ) -> None:
        """The differences from ``old`` to ``new``, marked where the two ``marks`` differ."""
        self._show(heads, list(differences(cast(Case, old), cast(Case, new))), *marks)

    def show_whole(self, then: Record, now: Record) -> None:
        """Every filled field as it was then, beside the present one."""
        kind = type(then)
        rows = [
            Difference(name, label_of(kind, name), whole_text(then, name), whole_text(now, name))
            for name in (field.name for field in fields(then))
            if name not in ("uuid", "case_uuid", "row_version", "practice", "previous_case_uuid")
        ]
        heads = (tr("項目"), tr("そのとき"), tr("いま"))
        self._show(heads, [row for row in rows if row.old or row.new], then, now)

    def _show(
        self, heads: tuple[str, ...], rows: list[Difference], then: Record, now: Record
    ) -> None:
        self.beginResetModel()
        self._heads, self._rows = heads, rows
        names = {row.field for row in rows}
        self._differing = frozenset(n for n in names if getattr(then, n) != getattr(now, n))
        self.endResetModel()

    def clear(self) -> None:
        """Nothing is chosen."""
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def field(self, row: int) -> str:
        """The top-level field of ``row``."""
        return self._rows[row].field

    def differs(self, row: int) -> bool:
        """Whether the field of ``row`` says something else now."""
        return self._rows[row].field in self._differing

    def rows(self) -> Sequence[Difference]:
        """All rows."""
        return self._rows

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section] if self._heads else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            text = (row.label, row.old, row.new)[column]
            if column == 0:
                return f"◆ {text}" if self.differs(index.row()) else text
            return text or tr("（空欄）")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (row.label, row.old or tr("（空欄）"), row.new or tr("（空欄）"))
            return tr("{label}：{old} → {new}", label=words[0], old=words[1], new=words[2])
        if role == Qt.ItemDataRole.FontRole and column == 0:
            return self._label_font(index.row())
        return None

    def _label_font(self, row: int) -> QFont:
        return theme.font(13, bold=self.differs(row))
