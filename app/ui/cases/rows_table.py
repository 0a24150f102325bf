"""The table widget of the editor: Excel's keys, blocks, an empty row at the end (design 03)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import tr
from app.ui import theme
from app.ui.cases.grid_keys import CellView, TypedCell, ends_typing, is_for_ime
from app.ui.cases.rows_model import RowsModel
from app.ui.cases.table_blocks import (
    copy_block,
    cut_block,
    empty_block,
    fill_down,
    paste_block,
    selected,
)
from app.ui.widgets.doubt_marks import CellMarks, LineMarks, Span, paint_marks
from app.ui.widgets.enter_walk import walk_on

Index = QModelIndex | QPersistentModelIndex
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_ROW, _HEADER, _NUMBER = 27, 26, 26


class CellEditor(TypedCell):
    """A cell of the editor's tables being typed in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("cell", "true")


class RowDelegate(QStyledItemDelegate):
    """Grid lines, the kaki ring of the current cell, a line editor with suggestions."""

    left = Signal(object)  # the Enter or Tab key event that ended typing in a cell

    def __init__(self, table: RowsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rows = self._table.rows
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        here = index == self._table.currentIndex() and self._table.hasFocus()
        ground = theme.AI_T if selected and not here else theme.SURFACE
        if rows.unread(index.row(), index.column()):
            ground = theme.AKANE_T
        elif rows.doubt(index.row(), index.column()):
            ground = theme.YAMA_T
        painter.fillRect(option.rect, QColor(ground))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = QRectF(option.rect).adjusted(theme.px(7), 0, -theme.px(6), 0)
        text = str(index.data() or "").replace("\n", " ")
        colour = theme.SUMI
        if not text and rows.is_spare(index.row()) and index.column() == self._table.hint_column:
            text, colour = tr("＋ 行を追加"), theme.NIBI
        painter.setFont(theme.font(14))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(area.width())
        )
        paint_marks(painter, area, shown, self._table.marked(index))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        if here:
            painter.setPen(QPen(QColor(theme.KAKI), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self._table.rows.columns[index.column()]
        editor = CellEditor(parent)
        editor.setObjectName(f"{self._table.objectName()}_editor")
        editor.setAccessibleName(f"{self._table.accessibleName()} {column.heading}")
        if column.choices:
            completer = QCompleter(list(column.choices), editor)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            editor.setCompleter(completer)
            if (popup := completer.popup()) is not None:
                popup.installEventFilter(self)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            if spans := self._table.marked(index):
                LineMarks(editor).show_spans(spans)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Tab store and go on, but never while the IME is converting."""
        if isinstance(watched, QAbstractItemView):
            return self._from_suggestions(watched, event)
        if isinstance(watched, CellEditor):
            if is_for_ime(event, watched):
                return True
            if ends_typing(event):
                self._store_and_leave(watched, event)
                return True
        return super().eventFilter(watched, event)

    def _from_suggestions(self, popup: QAbstractItemView, event: QEvent) -> bool:
        """The open list takes the keys: Enter takes the chosen line, or else what was typed."""
        editor = self._table.open_cell()
        if editor is None or not ends_typing(event):
            return False
        if not editor.converting():
            chosen = popup.currentIndex()
            if chosen.isValid():
                editor.setText(str(chosen.data()))
            popup.hide()
            self._store_and_leave(editor, event)
        return True

    def _store_and_leave(self, editor: QWidget, event: QEvent) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        self.left.emit(event)


class RowsTable(CellView):
    """Grows with its rows. Enter goes right then down, Ctrl+D copies from above, Ctrl+Delete
    takes the row out, Alt+↑↓ moves it; past the last empty cell Enter and Tab leave the table."""

    left = Signal(int)  # +1 or −1: the person walks on to the next or previous field

    def __init__(
        self, model: RowsModel[Any], name: str, *, accessible: str, numbered: bool = False
    ) -> None:
        super().__init__()
        self.rows = model
        model.setParent(self)  # or what listens to it, the whole section, outlives the window
        self._marks: Mapping[tuple[int, int], CellMarks] = {}
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setProperty("grid", "true")
        self.setModel(model)
        cells = RowDelegate(self)
        cells.left.connect(self._walk_by_key)
        self.setItemDelegate(cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        widths = [column.width for column in model.columns]
        self.hint_column = widths.index(0) if 0 in widths else 0
        self._prepare_headers(numbered=numbered)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._fit)
        self._fit()

    def _prepare_headers(self, *, numbered: bool) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(self._header_height())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side = self.verticalHeader()
        side.setDefaultSectionSize(theme.px(_ROW))
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setFixedWidth(theme.px(_NUMBER))
        side.setHighlightSections(False)
        side.setFont(theme.font(13, tabular=True))
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        side.setVisible(numbered)

    def _header_height(self) -> int:
        two_lines = any("\n" in column.heading for column in self.rows.columns)
        return theme.px(_HEADER + 16 if two_lines else _HEADER)

    def show_marks(self, marks: Mapping[tuple[int, int], CellMarks]) -> None:
        """Mark words in other cells, by row and column."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()

    def marked(self, index: Index) -> tuple[Span, ...]:
        """The marked stretches of a cell; none once it reads otherwise."""
        marks = self._marks.get((index.row(), index.column()))
        return marks.spans if marks is not None and marks.text == index.data() else ()

    def _fit(self) -> None:
        self.setFixedHeight(self._header_height() + theme.px(_ROW) * self.rows.rowCount() + 2)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        free = self.viewport().width()
        widths = [theme.px(column.width) for column in self.rows.columns]
        flexible = [i for i, column in enumerate(self.rows.columns) if not column.width]
        rest = max(0, free - sum(widths))
        for place, column in enumerate(flexible):
            share = rest // len(flexible)
            last = place == len(flexible) - 1
            widths[column] = rest - share * (len(flexible) - 1) if last else share
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the table never scrolls; the page does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.converting() or self._walk_by_key(event) or self._edit_by_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def _walk_by_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, *_TABS):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            back = back or event.key() == Qt.Key.Key_Backtab
            self.walk(-1 if back else 1, tab=event.key() in _TABS)
            return True
        return False

    def walk(self, step: int, *, tab: bool = False) -> None:
        """To the next cell; out of the table from an empty last row or before the first cell."""
        current = self.currentIndex()
        row, column = max(0, current.row()), max(0, current.column())
        spare = self.rows.is_spare(row)
        if step > 0 and spare:
            self._leave(1, tab=tab)
            return
        place = row * len(self.rows.columns) + column + step
        if place < 0:
            self._leave(-1, tab=tab)
            return
        row, column = divmod(place, len(self.rows.columns))
        self._go(row, column)

    def _leave(self, step: int, *, tab: bool) -> None:
        self.clearSelection()
        self.setTabKeyNavigation(False)  # for otherwise Tab would only come back here
        if tab:
            self.focusNextPrevChild(step > 0)
        else:
            walk_on(self, back=step < 0)
        self.setTabKeyNavigation(True)
        self.left.emit(step)

    def _go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.rows.index(row, column))

    def _edit_by_key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        current = self.currentIndex()
        row, column = current.row(), current.column()
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            if self.rows.move(row, step):
                self._go(row + step, column)
            return True
        block = _BLOCK_KEYS.get(event.key()) if control and not alt else None
        if block is not None:
            block(self)
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._delete(whole=control)
            return True
        return False

    def _delete(self, *, whole: bool) -> None:
        area = selected(self)
        if area is None:
            return
        if not whole:
            empty_block(self)
            return
        last = min(area.bottom, len(self.rows.rows) - 1)
        if area.top <= last:
            self.rows.remove(area.top, last)


_BLOCK_KEYS: dict[int, Callable[[RowsTable], None]] = {
    Qt.Key.Key_C: copy_block,
    Qt.Key.Key_X: cut_block,
    Qt.Key.Key_V: paste_block,
    Qt.Key.Key_D: fill_down,
}


def commit_cell(editor: CellEditor) -> None:
    """Take over what is being typed in a table; the cell stays open."""
    parent = editor.parentWidget()
    table = parent.parentWidget() if parent is not None else None
    if isinstance(table, RowsTable):
        table.commitData(editor)
