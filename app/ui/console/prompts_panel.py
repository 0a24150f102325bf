"""問いかけ: the prompts of the part in the order of asking, ticked when asked (design 05).

A prompt can be pinned (it stays above the next one), skipped (it goes to the end) or written by
the facilitator; the deck itself is ``conference.deck``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QStyleOptionViewItem

from app.conference import deck
from app.conference.deck import Card
from app.i18n import tr
from app.ui import theme
from app.ui.console.panel import Panel
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.ime import ImeWatch
from app.ui.widgets.keycap import KeyCap
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.rows import AnyIndex, LineDelegate, RowList, RowModel

ROWS = 4
ROW_HEIGHT = 44
COMPACT_ROW_HEIGHT = 40


def window_start(rows: Sequence[Card]) -> int:
    """First row to show: up to two asked ones stay above the next one to ask."""
    now = deck.current(tuple(rows))
    place = rows.index(now) if now else len(rows)
    pinned = sum(row.state == deck.PINNED for row in rows[:place])
    above = max(2, min(pinned, ROWS - 1))
    return max(0, min(place - above, len(rows) - ROWS))


def state_name(card: Card) -> str:
    """The mark at the end of the row: 固定, とばした, 論点, 自分の問い."""
    if card.state in (deck.PINNED, deck.SKIPPED):
        return tr("固定") if card.state == deck.PINNED else tr("とばした")
    return {"case": tr("論点"), "own": tr("自分の問い")}.get(card.source, "")


class PromptModel(RowModel[Card]):
    """The prompts of the present stage; the check state is what the conference says.

    A mark makes another row of it: so the second half of a double click hits nothing.
    """

    marked = Signal(str, str)

    @property
    def current(self) -> Card | None:
        """The next prompt to ask."""
        return deck.current(self.rows)

    def read(self, row: Card, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (row.text, state_name(row)) if part)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.used else Qt.CheckState.Unchecked
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        used = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self.marked.emit(self.rows[index.row()].prompt_id, deck.USED if used else "")
        return True


class PromptDelegate(LineDelegate):
    """Check box of 24 px and the words, 17 px; the next one on ai-t and bold."""

    def __init__(self, model: PromptModel) -> None:
        super().__init__()
        self._model = model
        self.row_height = ROW_HEIGHT

    def ground(self, _option: QStyleOptionViewItem, index: AnyIndex) -> str:
        now = self._model.rows[index.row()] is self._model.current
        return theme.AI_T if now else theme.SURFACE

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        row = self._model.rows[index.row()]
        side = theme.px(24)
        box = QRectF(area.left() + theme.px(14), area.center().y() - side / 2, side, side)
        self._paint_box(painter, box, used=row.used)
        left = box.right() + theme.px(12)
        right = area.right() - theme.px(14) - self._paint_state(painter, area, row)
        words = QRectF(left, area.top(), right - left, area.height())
        quiet = row.used or row.state == deck.SKIPPED
        painter.setPen(QColor(theme.NIBI if quiet else theme.SUMI))
        self._paint_words(painter, words, row.text, bold=row is self._model.current)

    def _paint_state(self, painter: QPainter, area: QRectF, row: Card) -> float:
        """The mark at the right; returns the room it takes."""
        text = state_name(row)
        if not text:
            return 0
        font = theme.font(12, bold=row.state == deck.PINNED)
        width = theme.text_width(text, font)
        box = QRectF(area.right() - theme.px(14) - width, area.top(), width + 1, area.height())
        painter.setFont(font)
        painter.setPen(QColor(theme.AI_D if row.state == deck.PINNED else theme.NIBI))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        return width + theme.px(10)

    def _paint_words(self, painter: QPainter, area: QRectF, text: str, *, bold: bool) -> None:
        """One line of 17 px, a little smaller to fit, else two lines of 14 px: never an ellipsis."""
        for size in (17, 16, 15) if self.row_height == ROW_HEIGHT else (16, 15):
            font = theme.font(size, bold=bold)
            if theme.text_width(text, font) <= area.width():
                painter.setFont(font)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
                return
        self._paint_two_lines(painter, area, text, theme.font(14, bold=bold))

    def _paint_two_lines(self, painter: QPainter, area: QRectF, text: str, font: QFont) -> None:
        layout = QTextLayout(text, font)
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(area.width())
            lines.append(line)
        layout.endLayout()
        step = theme.px(18)
        top = area.center().y() - step * len(lines) / 2
        for number, line in enumerate(lines):
            rise = top + number * step + (step - line.height()) / 2 - line.y()
            line.draw(painter, QPointF(area.left(), rise))

    def _paint_box(self, painter: QPainter, box: QRectF, *, used: bool) -> None:
        painter.setPen(QPen(QColor(theme.AI if used else theme.LINE2), 1))
        painter.setBrush(QColor(theme.AI if used else theme.SURFACE))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))
        if used:
            inset = theme.px(3)
            paint_icon(painter, box.adjusted(inset, inset, -inset, -inset), "check", theme.SURFACE)


class PromptList(RowList[Card]):
    """The rows; Space or a click ticks, P pins, Delete skips."""

    marked = Signal(str, str)

    def __init__(self, model: PromptModel, delegate: PromptDelegate) -> None:
        super().__init__(model, delegate, "prompt_list", tr("問いかけ"))
        self.prompts = model
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.clicked.connect(self._clicked)

    def chosen(self) -> Card | None:
        """The row the keyboard is on, else the next prompt to ask."""
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            return self.prompts.rows[index.row()]
        return self.prompts.current

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self.chosen()
        if card is not None and event.key() == Qt.Key.Key_Delete:
            self.marked.emit(card.prompt_id, toggled(card, deck.SKIPPED))
        elif card is not None and event.key() == Qt.Key.Key_P and not event.modifiers():
            self.marked.emit(card.prompt_id, toggled(card, deck.PINNED))
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        card = self.prompts.rows[index.row()]
        self.marked.emit(card.prompt_id, toggled(card, deck.USED))

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.menu_for(self.prompts.rows[index.row()]).popup(self.viewport().mapToGlobal(place))

    def menu_for(self, card: Card) -> QMenu:
        """The three marks of a prompt."""
        menu = QMenu(self)
        menu.setObjectName("prompt_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, state, key in (
            (tr("聞いた"), deck.USED, "Space"),
            (tr("固定する"), deck.PINNED, "P"),
            (tr("とばす"), deck.SKIPPED, "Delete"),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(card.state == state)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(
                lambda _=False, state=state: self.marked.emit(card.prompt_id, toggled(card, state))
            )
        return menu


def toggled(card: Card, state: str) -> str:
    """The state a mark leads to: taking the same one away leaves none."""
    return "" if card.state == state else state


class OwnPrompt(QLineEdit):
    """The line for a prompt of one's own; Enter adds it, Esc puts the line away."""

    written = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("own_prompt")
        self.setAccessibleName(tr("自分の問い"))
        self.setPlaceholderText(tr("自分の問いを書く　Enterで加える・Escでやめる"))
        self.setFont(theme.font(16))
        self.setFixedHeight(theme.px(36))
        self._ime = ImeWatch(self)
        self._ime.watch(self)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not self._ime.converting():
                self.written.emit(self.text())
        else:
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """Empty it and let the keyboard go back."""
        self.setText("")
        self.hide()
        self.left.emit()


class PromptsPanel(Panel):
    """Four prompts at a time; a click or Ctrl+↓ ticks."""

    marked = Signal(str, str)
    """Prompt id and its new state: used, pinned, skipped or none."""

    def __init__(self) -> None:
        super().__init__(tr("問いかけ"), "prompts_panel", note=tr("聞いたら印をつける"))
        self.header.addWidget(SafeLabel(tr("次の問いへ"), size=13, colour=theme.NIBI))
        self.header.addWidget(KeyCap("Ctrl+↓"))
        self.model = PromptModel()
        self.model.marked.connect(self.marked)
        self._delegate = PromptDelegate(self.model)
        self.view = PromptList(self.model, self._delegate)
        self.view.marked.connect(self.marked)
        self.own = OwnPrompt()
        self.body.addWidget(self.view)
        self.body.addWidget(self.own)
        self.set_compact(compact=False)

    def show_prompts(self, rows: Sequence[Card]) -> None:
        """Show the deck of the part with its marks and bring the next one into sight."""
        row = self.view.currentIndex().row()
        self.model.show_rows(rows)
        if 0 <= row < len(rows) and self.view.hasFocus():
            self.view.setCurrentIndex(self.model.index(row, 0))
        elif rows:
            top = self.model.index(window_start(rows), 0)
            self.view.scrollTo(top, QListView.ScrollHint.PositionAtTop)

    def tick_current(self) -> None:
        """Mark the next prompt as asked and go on."""
        if self.model.current:
            self.marked.emit(self.model.current.prompt_id, deck.USED)

    def pin_current(self) -> None:
        """Keep the chosen prompt in sight, or let it go."""
        self._toggle(deck.PINNED)

    def skip_current(self) -> None:
        """Put the chosen prompt off; the next one comes."""
        self._toggle(deck.SKIPPED)

    def write_own(self) -> None:
        """Open the line for a prompt of one's own."""
        self.own.show()
        self.own.setFocus()

    def set_compact(self, *, compact: bool) -> None:
        """Lower rows in small windows."""
        self._delegate.row_height = COMPACT_ROW_HEIGHT if compact else ROW_HEIGHT
        self.view.setFixedHeight(theme.px(self._delegate.row_height) * ROWS)
        self.view.doItemsLayout()

    def _toggle(self, state: str) -> None:
        card = self.view.chosen()
        if card is not None:
            self.marked.emit(card.prompt_id, toggled(card, state))
