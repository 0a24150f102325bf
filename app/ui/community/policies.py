"""The schemes that answer an issue, as a list: title, step, who looks after it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from app.care.community import Policy
from app.care.community_rules import stage_label
from app.i18n import tr
from app.ui import theme
from app.ui.community.evidence import FocusedLine
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, RowList, RowModel, paint_words


class PolicyModel(RowModel[Policy]):
    """Policies in the order given."""

    def row_id(self, row: Policy) -> object:
        return row.uuid

    def read(self, row: Policy, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = (row.title, stage_label(row.stage), row.owner, row.measured_effect)
            return tr("、").join(part for part in told if part)
        return None


class PolicyDelegate(FocusedLine):
    """Two lines: the title; its step, owner and what came of it."""

    row_height = 48

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        row: Policy = index.data(ROW_ROLE)
        left, width = area.left() + theme.px(12), area.width() - theme.px(24)
        painter.setFont(theme.font(14, bold=True))
        painter.setPen(QColor(theme.SUMI))
        paint_words(painter, QRectF(left, area.top() + theme.px(5), width, theme.px(20)), row.title)
        painter.setFont(theme.font(13))
        painter.setPen(QColor(theme.NIBI))
        told = (stage_label(row.stage), row.owner, row.measured_effect or row.expected_effect)
        below = QRectF(left, area.top() + theme.px(25), width, theme.px(18))
        paint_words(painter, below, "　".join(part for part in told if part))


class PolicyList(RowList[Policy]):
    """Enter (or a double click) opens, Delete puts into the bin."""

    open_wanted = Signal(object)
    bin_wanted = Signal(object)

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(PolicyModel(), PolicyDelegate(), name, accessible)
        self.doubleClicked.connect(lambda index: self.open_wanted.emit(self.row_at(index)))

    def show_policies(self, policies: Iterable[Policy]) -> None:
        """Show these; the first one is chosen where none was."""
        self.show_rows(policies)
        if not self.currentIndex().isValid() and self.row_model.rows:
            self.setCurrentIndex(self.row_model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen_row()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.bin_wanted.emit(row)
        else:
            super().keyPressEvent(event)
