"""The resources that came up for a case, with how far each has come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from app.conference import matching
from app.conference.meeting import ResourceUse
from app.i18n import tr
from app.ui import theme
from app.ui.console.entry_list import ROW_HEIGHT, beside_mark, paint_tag
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, LineDelegate, RowList, RowModel, paint_words


def state_name(state: str) -> str:
    """How far a resource has come: 候補, 相談中, 使う; later ones read as they are stored."""
    names = {"suggested": tr("候補"), "asking": tr("相談中"), "agreed": tr("使う")}
    return names.get(state, state)


class ResourceModel(RowModel[ResourceUse]):
    """In the order they came up."""

    def row_id(self, row: ResourceUse) -> object:
        return row.uuid

    def read(self, row: ResourceUse, role: int) -> object:
        words = "　".join(part for part in (row.name, row.detail, row.reason) if part)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = "" if row.shown else tr("記録のみ")
            return " ".join(part for part in (state_name(row.status), words, mark) if part)
        return None


class ResourceDelegate(LineDelegate):
    """State as a tag, name and details, 記録のみ where the room doesn't see it."""

    row_height = ROW_HEIGHT

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        use: ResourceUse = index.data(ROW_ROLE)
        side = theme.px(14)
        widest = max(theme.text_width(state_name(s), theme.font(13)) for s in matching.STATES)
        left = area.adjusted(side, 0, 0, 0)
        paint_tag(painter, left, state_name(use.status))
        inner = left.adjusted(widest + theme.px(14 + 10), 0, -side, 0)
        inner = beside_mark(painter, inner, shown=use.shown)
        painter.setFont(theme.font(14))
        painter.setPen(QColor(theme.SUMI))
        paint_words(painter, inner, str(index.data()))


class ResourceList(RowList[ResourceUse]):
    """1, 2, 3 say how far it is; F2 corrects, Space is the wall, Delete takes out."""

    state_wanted = Signal(str, str)
    wall_wanted = Signal(str, bool)
    remove_wanted = Signal(str)
    amend_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(ResourceModel(), ResourceDelegate(), "resource_list", tr("この事例の資源"))
        self.doubleClicked.connect(lambda index: self.amend_wanted.emit(self.row_at(index)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        use = self.chosen_row()
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
