"""The board: the inbox at the left, a column for each type of response, and one chosen card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.community.cards import INBOX, BoardCard, column_total
from app.ui.community.column import CardList, Column


class BoardView(QScrollArea):
    """Columns side by side. It scrolls sideways once the town uses more than three types."""

    acted = Signal(str, object)
    """What to do, and the card: ``CardList.acted`` of whichever column."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("issue_board")
        self.setAccessibleName(tr("地域課題の盤"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        body = QWidget()
        body.setObjectName("scroll_body")
        self._row = QHBoxLayout(body)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(theme.GAP))
        self.setWidget(body)
        self.columns: list[Column] = []
        self._active = INBOX

    def codes(self) -> tuple[str, ...]:
        """The columns from the left; the inbox is the empty one."""
        return tuple(column.code for column in self.columns)

    def column(self, code: str) -> Column:
        """The column of a type."""
        return next(each for each in self.columns if each.code == code)

    def show_cards(
        self, cards: Mapping[str, Sequence[BoardCard]], waiting: str, empty: str
    ) -> None:
        """Show the cards by column. ``waiting`` stands in an empty inbox, ``empty`` elsewhere."""
        if tuple(cards) != self.codes():
            self._make_columns(tuple(cards))
        for column in self.columns:
            mine = cards[column.code]
            inbox = column.code == INBOX
            column.show_cards(mine, column_total(mine), waiting if inbox else empty)
        if self._active not in cards:
            self._active = INBOX
        active = self.active_list()
        if active.hasFocus() and not active.currentIndex().isValid():
            active.choose(active.row_model.rowCount() - 1)  # the last card went away

    def _make_columns(self, codes: tuple[str, ...]) -> None:
        for old in self.columns:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.columns = [Column(code, number) for number, code in enumerate(codes)]
        for column in self.columns:
            inbox = column.code == INBOX
            if inbox:
                column.setFixedWidth(theme.px(272))
            self._row.addWidget(column, 0 if inbox else 1)
            column.list.watch(partial(self._is_active, column.code))
            column.list.acted.connect(self.acted)
            column.list.aside.connect(partial(self._aside, column.code))
            column.list.entered.connect(partial(self._enter, column.code))

    # The chosen card.

    def chosen(self) -> BoardCard | None:
        """The card the keyboard is on."""
        return self.active_list().chosen_row() if self.columns else None

    def active_list(self) -> CardList:
        """The list with the chosen card."""
        return self.column(self._active).list

    def choose(self, key: str) -> bool:
        """Stand on a card wherever it is now; False where it is gone."""
        for column in self.columns:
            for place, card in enumerate(column.list.row_model.rows):
                if card.key == key:
                    self._enter(column.code)
                    column.list.choose(place)
                    return True
        return False

    def take_focus(self) -> None:
        """Give the keyboard to the chosen column, else to the first that has cards."""
        with_cards = [each for each in self.columns if each.list.row_model.rows]
        if with_cards and self.column(self._active) not in with_cards:
            self._enter(with_cards[0].code)
        cards = self.active_list()
        if not cards.currentIndex().isValid():
            cards.choose(0)
        cards.setFocus()

    def _is_active(self, code: str) -> bool:
        return code == self._active

    def _enter(self, code: str) -> None:
        if code != self._active:
            before, self._active = self._active, code
            if before in self.codes():
                self.column(before).list.viewport().update()
        if len(self.columns) > 4:
            self.ensureWidgetVisible(self.column(code), 0, 0)
        self.column(code).list.viewport().update()

    def _aside(self, code: str, step: int) -> None:
        """To the nearest column with cards on that side, at the same height."""
        codes, place = self.codes(), self.codes().index(code) + step
        row = self.column(code).list.currentIndex().row()
        while 0 <= place < len(codes):
            target = self.columns[place].list
            if target.row_model.rows:
                target.choose(row)
                target.setFocus()
                return
            place += step
