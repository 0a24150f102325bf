"""What was written for the present case, newest first (design 05)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QMenu, QStyle, QStyleOptionViewItem, QTableView, QWidget

from app.conference.meeting import Entry, EntryKind
from app.conference.names import kind_name
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.rows import ROW_ROLE, AnyIndex, HeadedModel, LineDelegate, paint_words

ROW_HEIGHT = 34


class Column(IntEnum):
    """Columns of the list."""

    KIND = 0
    TEXT = 1
    OWNER = 2
    DUE = 3


class EntryModel(HeadedModel):
    """Entries as rows, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        newest_first = tuple(reversed(entries))
        if newest_first == self.entries:
            return
        self.beginResetModel()
        self.entries = newest_first
        self.endResetModel()

    def heads(self) -> Sequence[str]:
        return (tr("種類"), tr("内容"), tr("だれが"), tr("いつまで"))

    def lines(self) -> int:
        return len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            texts = (kind_name(entry.kind), entry.text, entry.owner, entry.due)
            return texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.text, entry.owner, entry.due) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.TEXT:
            return entry.text if entry.shown else f"{entry.text} {tr('記録のみ')}"
        return entry if role == ROW_ROLE else None


class EntryDelegate(LineDelegate):
    """Kind as a tag, an entry that is not on the wall marked 記録のみ."""

    def paint_row(self, painter: QPainter, area: QRectF, index: AnyIndex) -> None:
        entry: Entry = index.data(ROW_ROLE)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        inner = area.adjusted(theme.px(8), 0, -theme.px(4), 0)
        if index.column() == Column.KIND:
            paint_tag(painter, area.adjusted(theme.px(14), 0, 0, 0), text)
            return
        if index.column() == Column.TEXT:
            inner = beside_mark(painter, inner, shown=entry.shown)
        if index.column() == Column.DUE:
            inner = area.adjusted(0, 0, -theme.px(14), 0)
        painter.setFont(theme.font(14))
        painter.setPen(QColor(theme.SUMI))
        paint_words(painter, inner, text, right=index.column() == Column.DUE)

    def paint_focus(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        """One ring around the whole row, of which this cell shows its part."""
        view = self.parent()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and isinstance(view, QTableView) and view.hasFocus():
            painter.setClipRect(area)
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            row = QRectF(0, area.top(), view.viewport().width(), area.height())
            painter.drawRect(row.adjusted(2, 1, -2, -2))


def beside_mark(painter: QPainter, area: QRectF, *, shown: bool) -> QRectF:
    """The room left of the 記録のみ mark, which is painted here unless the room sees the row."""
    if shown:
        return area
    mark = tr("記録のみ")
    width = theme.text_width(mark, theme.font(12)) + theme.px(14)
    box = QRectF(area.right() - width, area.top(), width, area.height())
    paint_tag(painter, box, mark, size=12)
    return area.adjusted(0, 0, -width - theme.px(6), 0)


def paint_tag(painter: QPainter, area: QRectF, text: str, *, size: int = 13) -> None:
    """A framed word; at size 12 dashed and quiet, for 記録のみ."""
    font = theme.font(size)
    height = theme.px(22)
    width = min(theme.text_width(text, font) + theme.px(14), round(area.width()) - theme.px(4))
    box = QRectF(area.left(), area.center().y() - height / 2, width, height)
    dashed = size == 12
    painter.setPen(
        QPen(QColor(theme.LINE2), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
    )
    painter.setBrush(QColor(theme.SURFACE))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
    painter.setFont(font)
    painter.setPen(QColor(theme.NIBI if dashed else theme.SUMI))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width - theme.px(8))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


class EntryList(QTableView):
    """F2 or a double click corrects, Delete takes out, Space puts on the wall or takes off."""

    amend_wanted = Signal(str)
    remove_wanted = Signal(str)
    wall_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_list")
        self.setAccessibleName(tr("この事例の記録"))
        self.entries = EntryModel()
        self.setModel(self.entries)
        self.setItemDelegate(EntryDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme.px(40))
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Column.OWNER, 112), (Column.DUE, 108)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, theme.px(width))
        header.setSectionResizeMode(Column.KIND, QHeaderView.ResizeMode.Fixed)
        widest = max(theme.text_width(kind_name(kind), theme.font(13)) for kind in EntryKind)
        self.setColumnWidth(Column.KIND, widest + theme.px(14 + 14 + 8))
        self.entries.modelReset.connect(self._give_room)
        self.doubleClicked.connect(lambda index: self.amend_wanted.emit(self._uuid(index)))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def _give_room(self) -> None:
        """An entry without owner and due date uses their columns for its text."""
        self.clearSpans()
        for row, entry in enumerate(self.entries.entries):
            if not entry.owner and not entry.due:
                self.setSpan(row, Column.TEXT, 1, len(Column) - Column.TEXT)

    def _uuid(self, index: QModelIndex) -> str:
        entry: Entry = index.data(ROW_ROLE)
        return entry.uuid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_F2:
            self.amend_wanted.emit(self._uuid(index))
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(self._uuid(index))
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            self._toggle_wall(index)
        else:
            super().keyPressEvent(event)

    def _toggle_wall(self, index: QModelIndex) -> None:
        entry: Entry = index.data(ROW_ROLE)
        self.wall_wanted.emit(entry.uuid, not entry.shown)

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.menu_for(index).popup(self.viewport().mapToGlobal(place))

    def menu_for(self, index: QModelIndex) -> QMenu:
        """The three things one can do with an entry."""
        entry: Entry = index.data(ROW_ROLE)
        menu = QMenu(self)
        menu.setObjectName("entry_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        amend = menu.addAction(tr("直す"))
        amend.setShortcut(QKeySequence(Qt.Key.Key_F2))
        amend.triggered.connect(lambda: self.amend_wanted.emit(entry.uuid))
        wall = menu.addAction(tr("会場から下げる") if entry.shown else tr("会場に出す"))
        wall.setShortcut(QKeySequence(Qt.Key.Key_Space))
        wall.triggered.connect(lambda: self.wall_wanted.emit(entry.uuid, not entry.shown))
        remove = menu.addAction(tr("記録から外す"))
        remove.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        remove.triggered.connect(lambda: self.remove_wanted.emit(entry.uuid))
        return menu
