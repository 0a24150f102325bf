"""やること: what meetings agreed that somebody does something; marked by one key each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from app.care.case import Case
from app.conference.meeting import EntryKind
from app.i18n import tr
from app.services.afterwards import DONE, HANDED_OVER, OPEN, OpenAction
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.highlight_delegate import SHAPE_ROLE, Shape, StatusDelegate
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.rows import AnyIndex, HeadedModel
from app.ui.widgets.table import dress_table, wanted_width

_SHAPES: Mapping[str, Shape] = {OPEN: "open", HANDED_OVER: "half", DONE: "square"}


class Column(IntEnum):
    """Columns of the list."""

    FROM = 0
    CASE = 1
    TEXT = 2
    OWNER = 3
    DUE = 4
    STATUS = 5


def status_word(status: str) -> str:
    """まだ, 引き継いだ, 済."""
    return {
        HANDED_OVER: tr("引き継いだ"),
        DONE: tr("済んだ"),
    }.get(status, tr("まだ"))


class ActionsModel(HeadedModel):
    """Actions with the meeting and case they are of."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OpenAction] = []
        self._cases: Mapping[str, Case] = {}

    def show_actions(self, rows: Sequence[OpenAction], cases: Mapping[str, Case]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows, self._cases = list(rows), cases
        self.endResetModel()

    def lines(self) -> int:
        return len(self.rows)

    def heads(self) -> Sequence[str]:
        return tr("回"), tr("事例"), tr("すること"), tr("担当者"), tr("期限"), tr("状態")

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(row, column) or None
        if role == SHAPE_ROLE and column == Column.STATUS:
            return _SHAPES.get(row.entry.status, "open")
        return None

    def _text(self, row: OpenAction, column: int) -> str:
        entry = row.entry
        if column == Column.CASE:
            case = self._cases.get(entry.case_uuid or "")
            return case.pseudonym if case else ""
        if column == Column.TEXT and entry.kind is EntryKind.CARRIED_OVER:
            return tr("保留：{text}", text=entry.text)
        return {
            Column.FROM: str(row.conference_number or ""),
            Column.TEXT: entry.text,
            Column.OWNER: entry.owner,
            Column.DUE: entry.due,
            Column.STATUS: status_word(entry.status),
        }[Column(column)]


class ActionsTable(QTableView):
    """Space: done or open again. H: handed over or not."""

    marked = Signal(str, str, str)
    """Conference, entry and the status wanted."""

    def __init__(self, model: ActionsModel) -> None:
        super().__init__()
        self._actions = model
        self.setModel(model)
        dress_table(self, "actions_table", accessible=tr("やること"), row_height=theme.ROW)
        self.setItemDelegateForColumn(Column.STATUS, StatusDelegate(self, bar_column=-1))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def mark(self, status: str) -> None:
        """Give the current row this status, or make it open again where it has it."""
        row = self.currentIndex().row()
        if not 0 <= row < len(self._actions.rows):
            return
        action = self._actions.rows[row]
        wanted = OPEN if action.entry.status == status else status
        self.marked.emit(action.conference_uuid, action.entry.uuid, wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers()
        if plain and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.mark(DONE)
        elif plain and event.key() == Qt.Key.Key_H:
            self.mark(HANDED_OVER)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Words keep their width; the text of the action takes the rest, owners give way first."""
        room = self.viewport().width()
        most = {
            Column.FROM: 44, Column.CASE: 110, Column.OWNER: 150, Column.DUE: 90,
            Column.STATUS: 120,
        }  # fmt: skip
        widths = {c: min(wanted_width(self, c), theme.px(w)) for c, w in most.items()}
        for column, wide in widths.items():
            self.setColumnWidth(column, wide)
        self.setColumnWidth(Column.TEXT, max(theme.px(120), room - sum(widths.values())))


class ActionsCard(Card):
    """The list with its two keys; one sentence where there is nothing to do."""

    def __init__(self) -> None:
        self.done = Button(tr("済んだ"), "action_done", size="small", key="Space")
        self.handed = Button(tr("引き継いだ"), "action_handed_over", size="small", key="H")
        super().__init__(
            tr("やること"),
            name="actions_card",
            padded=False,
            header_widgets=[self.handed, self.done],
        )
        self.model = ActionsModel()
        self.table = ActionsTable(self.model)
        self.setFocusProxy(self.table)
        self._none = Paragraph("", size=14, line=21, colour=theme.NIBI, name="actions_none")
        self._none.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        self.add(self._none)
        self.add(self.table, 1)
        self.done.clicked.connect(self._act(DONE))
        self.handed.clicked.connect(self._act(HANDED_OVER))

    def _act(self, status: str) -> Callable[[], None]:
        return lambda: self.table.mark(status)

    def show_actions(
        self, rows: Sequence[OpenAction], cases: Mapping[str, Case], *, nothing: str
    ) -> None:
        """Show these actions, or the sentence ``nothing``; the chosen row stays chosen."""
        kept = self.table.currentIndex().row()
        self.model.show_actions(rows, cases)
        for widget in (self.done, self.handed, self.table):
            widget.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(nothing)
        self.table.fit_columns()
        if rows:
            self.table.setCurrentIndex(self.model.index(min(max(kept, 0), len(rows) - 1), 0))
