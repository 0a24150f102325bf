"""候補の事例: found by search, put on the agenda by Enter, put off by Ctrl+→."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.care.case import Case
from app.conference import preparation as prep
from app.conference.meeting import Conference
from app.conference.preparation import Waiting
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.candidates_model import CandidatesModel, Column
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.highlight_delegate import HighlightDelegate, StatusDelegate
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.table import dress_table

_WIDTHS = {Column.CASE: 118, Column.STATE: 104, Column.CENTRE: 132}
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class CandidatesTable(QTableView):
    """Enter: on the agenda and off. Ctrl+→ ←: put off and back. Delete: off the list."""

    def __init__(self, model: CandidatesModel) -> None:
        super().__init__()
        self.pool = model
        self.setModel(model)
        dress_table(self, "candidates", accessible=tr("候補の事例"), inset=16)
        self.setItemDelegate(HighlightDelegate(self, first_padding=16))
        self.setItemDelegateForColumn(Column.STATE, StatusDelegate(self, bar_column=-1))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pool.choose(row)
        elif control and event.key() in _STEPS:
            self.pool.shift(row, _STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.pool.withdraw(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = {column: theme.px(width) for column, width in _WIDTHS.items()}
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        rest = self.viewport().width() - sum(widths.values())
        self.setColumnWidth(Column.REASON, max(theme.px(90), rest))


class CandidatesCard(Card):
    """The pool and what can be done with the chosen line."""

    edited = Signal(object, str)
    add_wanted = Signal()

    def __init__(self) -> None:
        self.add_button = Button(tr("候補を加える"), "add_candidate", icon="plus", size="small")
        super().__init__(
            tr("候補の事例"),
            name="candidates_card",
            padded=False,
            header_widgets=[self.add_button],
        )
        self.model = CandidatesModel()
        self.model.edited.connect(self.edited)
        self.table = CandidatesTable(self.model)
        self.setFocusProxy(self.table)
        self.add_button.clicked.connect(self.add_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(_nothing())
        self.add(self._stack, 1)
        self.add(self._foot())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_buttons())

    def _foot(self) -> QWidget:
        self.choose = Button(
            tr("進行順へ"), "candidate_choose", kind="primary", size="small", key="Enter"
        )
        self.later = Button(tr("次回以降へ"), "candidate_later", size="small", key="Ctrl+→")
        self.back = Button(tr("候補にもどす"), "candidate_back", size="small", key="Ctrl+←")
        table = self.table
        self.choose.clicked.connect(lambda: self.model.choose(table.currentIndex().row()))
        self.later.clicked.connect(lambda: self.model.shift(table.currentIndex().row(), 1))
        self.back.clicked.connect(lambda: self.model.shift(table.currentIndex().row(), -1))
        self._actions = QWidget()
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(*(theme.px(n) for n in (16, 6, 16, 4)))
        row.setSpacing(theme.px(8))
        for button in (self.choose, self.later, self.back):
            row.addWidget(button)
        row.addStretch(1)
        return self._actions

    def show_pool(
        self, conference: Conference, cases: Mapping[str, Case], waiting: Sequence[Waiting]
    ) -> None:
        """Show the pool of a conference; the place in the table stays."""
        place = self.table.currentIndex()
        row, column = place.row(), max(0, place.column())
        self.model.show_pool(conference, cases, waiting)
        self._stack.setCurrentIndex(0 if self.model.pool else 1)
        if self.model.pool:
            row = min(max(0, row), len(self.model.pool) - 1)
            self.table.setCurrentIndex(self.model.index(row, column))
        self._actions.setVisible(bool(self.model.pool) and not self.model.locked)
        self.add_button.setVisible(not self.model.locked)
        self._show_buttons()

    def _show_buttons(self) -> None:
        row = self.table.currentIndex().row()
        uuid = self.model.case_at(row)
        line = self.model.pool[row] if uuid else None
        chosen = bool(uuid) and prep.on_agenda(self.model.conference, uuid)
        self.choose.setText(tr("進行順から外す") if chosen else tr("進行順へ"))
        state = line.candidate.state if line else ""
        waits = line is not None and line.waits is not None
        self.later.setText(tr("見送りへ") if state == prep.LATER else tr("次回以降へ"))
        self.later.setEnabled(bool(line) and not waits and state != prep.DECLINED)
        self.back.setEnabled(waits or state in (prep.LATER, prep.DECLINED))


def _nothing() -> QWidget:
    words = Paragraph(
        tr("まだ候補がありません。「候補を加える」で事例をさがします。"),
        size=14,
        line=21,
        colour=theme.NIBI,
        max_lines=3,
        name="no_candidates",
    )
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(*(theme.px(n) for n in (16, 14, 16, 8)))
    column.addWidget(words)
    column.addStretch(1)
    return holder
