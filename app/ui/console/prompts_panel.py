"""問いかけ: the prompts of the stage in the order of asking, ticked when asked (design 05)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.i18n import tr
from app.ui import theme
from app.ui.console.panel import Panel
from app.ui.console.words import PromptRow
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.keycap import KeyCap
from app.ui.widgets.labels import SafeLabel

ROWS = 4
ROW_HEIGHT = 44
COMPACT_ROW_HEIGHT = 40
AnyIndex = QModelIndex | QPersistentModelIndex


def window_start(rows: Sequence[PromptRow]) -> int:
    """First row to show: up to two asked ones stay above the next one to ask."""
    current = next((number for number, row in enumerate(rows) if not row.used), len(rows))
    return max(0, min(current - 2, len(rows) - ROWS))


class PromptModel(QAbstractListModel):
    """The prompts of the present stage; the check state is what the conference says."""

    toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PromptRow, ...] = ()

    def show_rows(self, rows: Sequence[PromptRow]) -> None:
        """Show other prompts or other ticks."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @property
    def current(self) -> PromptRow | None:
        """The next prompt to ask."""
        return next((row for row in self.rows if not row.used), None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
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
        self.toggled.emit(self.rows[index.row()].prompt_id, used)
        return True


class PromptDelegate(QStyledItemDelegate):
    """Check box of 24 px and the words, 17 px; the next one on ai-t and bold."""

    def __init__(self, model: PromptModel) -> None:
        super().__init__(model)
        self._model = model
        self.row_height = ROW_HEIGHT

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(theme.px(200), theme.px(self.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._model.rows[index.row()]
        now = row is self._model.current
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area, QColor(theme.AI_T if now else theme.SURFACE))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(theme.LINE)
        )
        side = theme.px(24)
        box = QRectF(area.left() + theme.px(14), area.center().y() - side / 2, side, side)
        self._paint_box(painter, box, used=row.used)
        left = box.right() + theme.px(12)
        words = QRectF(left, area.top(), area.right() - theme.px(14) - left, area.height())
        painter.setPen(QColor(theme.NIBI if row.used else theme.SUMI))
        self._paint_words(painter, words, row.text, bold=now)
        painter.restore()

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


class PromptsPanel(Panel):
    """Four prompts at a time; a click or Ctrl+↓ ticks."""

    toggled = Signal(str, bool)
    """Prompt id and whether it is asked now."""

    def __init__(self) -> None:
        super().__init__(tr("問いかけ"), "prompts_panel", note=tr("聞いたら印をつける"))
        self.header.addWidget(SafeLabel(tr("次の問いへ"), size=13, colour=theme.NIBI))
        self.header.addWidget(KeyCap("Ctrl+↓"))
        self.model = PromptModel()
        self.model.toggled.connect(self.toggled)
        self._delegate = PromptDelegate(self.model)
        self.view = QListView()
        self.view.setObjectName("prompt_list")
        self.view.setAccessibleName(tr("問いかけ"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerItem)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(self._toggle)
        self.body.addWidget(self.view)
        self.set_compact(compact=False)

    def show_prompts(self, rows: Sequence[PromptRow]) -> None:
        """Show the deck of the stage with its ticks and bring the next one into sight."""
        self.model.show_rows(rows)
        if rows:
            top = self.model.index(window_start(rows), 0)
            self.view.scrollTo(top, QListView.ScrollHint.PositionAtTop)

    def tick_current(self) -> None:
        """Mark the next prompt as asked and go on."""
        if self.model.current:
            self.toggled.emit(self.model.current.prompt_id, True)

    def set_compact(self, *, compact: bool) -> None:
        """Lower rows in small windows."""
        self._delegate.row_height = COMPACT_ROW_HEIGHT if compact else ROW_HEIGHT
        self.view.setFixedHeight(theme.px(self._delegate.row_height) * ROWS)
        self.view.doItemsLayout()

    def _toggle(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        self.toggled.emit(row.prompt_id, not row.used)
