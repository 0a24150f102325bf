"""One column of the board: its head and its cards. The inbox is of another kind: dashed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from app.care.codes import response_label
from app.care.community_rules import response_meaning
from app.i18n import tr
from app.ui import theme
from app.ui.community.card_paint import CardDelegate
from app.ui.community.cards import INBOX, BoardCard, CardKind
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, RowList, RowModel

_MIME: Final = "application/x-kurashi-issue"
_CTRL: Final = Qt.KeyboardModifier.ControlModifier


class CardModel(RowModel[BoardCard]):
    """The cards of one column."""

    def row_id(self, row: BoardCard) -> object:
        return row.kind, row.key

    def read(self, row: BoardCard, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole and row.kind is not CardKind.MORE:
            numbers = " ".join(f"{number:03d}" for number in row.numbers)
            said = (row.title, numbers and f"No.{numbers}", row.line, row.like_title)
            return "\n".join(part for part in said if part)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.data(ROW_ROLE).kind is not CardKind.MORE:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].data(ROW_ROLE).key).encode())
        return data


class CardList(RowList[BoardCard]):
    """Keys act on the card it stands on; side steps are left to the board."""

    acted = Signal(str, object)
    """What to do, and the card."""
    aside = Signal(int)
    """← or →: to the neighbouring column."""
    entered = Signal()

    def __init__(self, code: str, name: str, accessible: str) -> None:
        super().__init__(CardModel(), CardDelegate(), name, accessible)
        self.code = code
        self._chosen_here: Callable[[], bool] = lambda: True
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def shows_choice(self) -> bool:
        """Whether the board's chosen card is in this column."""
        return self._chosen_here()

    def watch(self, chosen_here: Callable[[], bool]) -> None:
        """The board says whether its chosen card is here."""
        self._chosen_here = chosen_here

    def choose(self, place: int) -> None:
        """Stand on a card; the last one where there are fewer."""
        count = self.row_model.rowCount()
        if count:
            index = self.row_model.index(min(max(place, 0), count - 1), 0)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)

    def act(self, what: str) -> None:
        """Ask for something to be done with the card the list stands on."""
        card = self.chosen_row()
        if card is not None:
            self.acted.emit(what, card)

    def button_area(self, card: BoardCard, action: str) -> QRectF:
        """Where a painted button is, in the viewport; empty where the card has none."""
        place = self.row_model.rows.index(card)
        item = QRectF(self.visualRect(self.row_model.index(place, 0)))
        delegate = self.itemDelegate()
        assert isinstance(delegate, CardDelegate)  # noqa: S101 - set above
        return next(
            (each.area for each in delegate.buttons(card, item) if each.action == action), QRectF()
        )

    # What people do.

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(0)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        what = _what(event)
        if what in ("left", "right"):
            self.aside.emit(-1 if what == "left" else 1)
        elif what:
            self.act(what)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _text: str) -> None:
        """Letters and figures act; they don't jump."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        card = self.row_at(index)
        if card is None:
            return
        if card.kind is CardKind.MORE:
            self.act("open")
            return
        delegate = self.itemDelegate()
        assert isinstance(delegate, CardDelegate)  # noqa: S101 - set above
        for button in delegate.buttons(card, QRectF(self.visualRect(index))):
            if button.area.contains(event.position()):
                self.acted.emit(button.action, card)
                return

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.act("open")

    def _menu(self, place: QPoint) -> None:
        """By the mouse for the card under it, by the menu key for the chosen one."""
        index = self.indexAt(place)
        if index.isValid():
            self.choose(index.row())
        self.act("menu")

    # Drag and drop: a card let go over a column is sorted there.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        _accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _accept(event)

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        if isinstance(source, CardList) and source is not self:
            event.acceptProposedAction()
            # Qt is still dragging: the cards may move only after it let go.
            QTimer.singleShot(0, self, lambda: source.act(f"sort {self.code}"))


def _accept(event: QDragMoveEvent) -> None:
    if event.mimeData().hasFormat(_MIME):
        event.acceptProposedAction()
    else:
        event.ignore()


_WITH_CTRL: Final[dict[int, str]] = {
    Qt.Key.Key_Left: "column left",
    Qt.Key.Key_Right: "column right",
    Qt.Key.Key_Up: "rung up",
    Qt.Key.Key_Down: "rung down",
}
_BARE: Final[dict[int, str]] = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_F2: "describe",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_U: "unmerge",
    Qt.Key.Key_Delete: "bin",
    Qt.Key.Key_Space: "menu",
    **{Qt.Key.Key_0 + number: f"type {number}" for number in range(7)},
}


def _what(event: QKeyEvent) -> str:
    """What a key asks for; empty for the list's own."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == _CTRL:
        return _WITH_CTRL.get(event.key(), "")
    return "" if held else _BARE.get(event.key(), "")


class Column(QFrame):
    """Head and list. ``code`` is the type of response, empty for the inbox."""

    def __init__(self, code: str, number: int) -> None:
        super().__init__()
        self.code = code
        inbox = code == INBOX
        self.setObjectName("column_inbox" if inbox else f"column_{number}")
        self.setProperty("board_column", "inbox" if inbox else "sorted")
        title = tr("未分類") if inbox else response_label(code)
        self.setAccessibleName(title)
        meaning = tr("会議で出たもの。行き先を決める") if inbox else response_meaning(code)
        self.count = SafeLabel("0", size=16, bold=True, tabular=True)
        self.list = CardList(code, "cards_inbox" if inbox else f"cards_{number}", title)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = Paragraph("", size=13, line=20, colour=theme.NIBI)
        self.empty.setContentsMargins(*(theme.px(each) for each in (12, 12, 12, 0)))
        self.setMinimumWidth(theme.px(232))
        head = QFrame()
        head.setProperty("board_head", "true")
        head.setFixedHeight(theme.px(58))
        lines = QVBoxLayout(head)
        lines.setContentsMargins(*(theme.px(each) for each in (12, 8, 12, 8)))
        lines.setSpacing(theme.px(1))
        first = QHBoxLayout()
        first.addWidget(SafeLabel(title, size=16, bold=True, elide=True), 1)
        first.addWidget(self.count)
        lines.addLayout(first)
        lines.addWidget(SafeLabel(meaning, size=13, colour=theme.NIBI, elide=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.list.viewport().setAutoFillBackground(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.code == INBOX:  # a style sheet's dashes are dots at one pixel
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(theme.LINE2), 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            radius = theme.px(theme.RADIUS_CARD)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
            )

    def show_cards(self, cards: Iterable[BoardCard], total: int, empty: str) -> None:
        """Show these cards, ``total`` in the head, ``empty`` in their place."""
        self.list.show_rows(cards)
        self.count.setText(str(total))
        self.empty.setText(empty)
        self.empty.setVisible(not self.list.row_model.rows)
