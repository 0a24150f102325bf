"""The resources that came up for a case, with how far each has come."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.conference import matching
from app.conference.meeting import ResourceUse
from app.i18n import tr
from app.ui import theme
from app.ui.console.entry_list import ROW_HEIGHT, paint_tag

USE_ROLE = int(Qt.ItemDataRole.UserRole)
AnyIndex = QModelIndex | QPersistentModelIndex


def state_name(state: str) -> str:
    """How far a resource has come: 候補, 相談中, 使う; later ones read as they are stored."""
    names = {"suggested": tr("候補"), "asking": tr("相談中"), "agreed": tr("使う")}
    return names.get(state, state)


class ResourceModel(QAbstractListModel):
    """In the order they came up."""

    def __init__(self) -> None:
        super().__init__()
        self.uses: tuple[ResourceUse, ...] = ()

    def show_uses(self, uses: tuple[ResourceUse, ...]) -> None:
        """Show another state."""
        if uses != self.uses:
            self.beginResetModel()
            self.uses = uses
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.uses)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        use = self.uses[index.row()]
        words = "　".join(part for part in (use.name, use.detail, use.reason) if part)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = "" if use.shown else tr("記録のみ")
            return " ".join(part for part in (state_name(use.status), words, mark) if part)
        return use if role == USE_ROLE else None


class ResourceDelegate(QStyledItemDelegate):
    """State as a tag, name and details, 記録のみ where the room doesn't see it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(theme.px(200), theme.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        area = QRectF(option.rect)
        use: ResourceUse = index.data(USE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, QColor(theme.AI_T if chosen else theme.SURFACE))
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(theme.LINE)
        )
        side = theme.px(14)
        widest = max(theme.text_width(state_name(s), theme.font(13)) for s in matching.STATES)
        left = area.adjusted(side, 0, 0, 0)
        paint_tag(painter, left, state_name(use.status))
        inner = left.adjusted(widest + theme.px(14 + 10), 0, -side, 0)
        if not use.shown:
            mark = tr("記録のみ")
            width = theme.text_width(mark, theme.font(12)) + theme.px(14)
            box = QRectF(inner.right() - width, area.top(), width, area.height())
            paint_tag(painter, box, mark, size=12)
            inner.adjust(0, 0, -width - theme.px(6), 0)
        painter.setFont(theme.font(14))
        painter.setPen(QColor(theme.SUMI))
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, round(inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class ResourceList(QListView):
    """1, 2, 3 say how far it is; F2 corrects, Space is the wall, Delete takes out."""

    state_wanted = Signal(str, str)
    wall_wanted = Signal(str, bool)
    remove_wanted = Signal(str)
    amend_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.resources = ResourceModel()
        self.setObjectName("resource_list")
        self.setAccessibleName(tr("この事例の資源"))
        self.setModel(self.resources)
        self.setItemDelegate(ResourceDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.amend_wanted.emit(index.data(USE_ROLE)))

    def show_uses(self, uses: tuple[ResourceUse, ...]) -> None:
        """Show the resources; the chosen one stays chosen."""
        chosen: ResourceUse | None = self.currentIndex().data(USE_ROLE)
        self.resources.show_uses(uses)
        for row, use in enumerate(uses):
            if chosen is not None and use.uuid == chosen.uuid:
                self.setCurrentIndex(self.resources.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        use: ResourceUse | None = self.currentIndex().data(USE_ROLE)
        states = dict(zip("123", matching.STATES, strict=True))
        if use is None:
            super().keyPressEvent(event)
        elif event.text() in states and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.state_wanted.emit(use.uuid, states[event.text()])
        elif event.key() == Qt.Key.Key_F2:
            self.amend_wanted.emit(use)
        elif event.key() == Qt.Key.Key_Space:
            self.wall_wanted.emit(use.uuid, not use.shown)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(use.uuid)
        else:
            super().keyPressEvent(event)
