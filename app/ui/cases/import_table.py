"""The sheet as it will be read: rows to shift, cells to split, Excel's keys (DOMAIN.md §1.2)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.exchange.foreign_grid import Mark
from app.exchange.foreign_headers import target_of
from app.exchange.foreign_mapping import ColumnMatch
from app.i18n import tr
from app.services.sheets import SheetCheck, SheetDraft
from app.ui import theme
from app.ui.cases.grid_keys import CellView, ends_typing
from app.ui.cases.rows_table import CellEditor

Index = QModelIndex | QPersistentModelIndex
_CONTROL = Qt.KeyboardModifier.ControlModifier
_HEAD_LINE, _ROW, _WIDTH, _WIDEST = 21, 30, 96, 220


class SheetModel(QAbstractTableModel):
    """One row per case of the sheet, one column per column, plus what was pushed beyond."""

    retyped = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: SheetDraft | None = None
        self._problems: dict[tuple[int, int], str] = {}
        self._findings: dict[tuple[int, int], str] = {}

    def show_draft(self, draft: SheetDraft) -> None:
        """Show a sheet; the cells' reasons follow with ``show_check``."""
        same = self.draft is not None and (
            len(self.draft.grid.rows) == len(draft.grid.rows)
            and self.draft.grid.width == draft.grid.width
        )
        if not same:
            self.beginResetModel()
        self.draft = draft
        self._findings = {
            (each.row, each.column): each.message for each in draft.open_findings if each.row >= 0
        }
        if not same:
            self.endResetModel()
        self._all_changed()

    def show_check(self, check: SheetCheck) -> None:
        """Mark the cells that can't be read, and the rows of people who may be here already."""
        self._findings = {
            (each.row, each.column): each.message for each in check.open_findings if each.row >= 0
        }
        self._problems = {(each.row, each.column): each.reason for each in check.problems}
        self._all_changed()

    def reason(self, row: int, column: int) -> str:
        """Why a cell needs a person; empty where it doesn't."""
        for place in ((row, column), (row, -1)):
            if found := self._problems.get(place) or self._findings.get(place):
                return found
        return ""

    def unreadable(self, row: int, column: int) -> bool:
        """Whether the cell blocks the import because it can't be read."""
        return (row, column) in self._problems or (row, -1) in self._problems

    def asked(self, row: int, column: int) -> bool:
        """Whether something about the cell waits for an answer."""
        return (row, column) in self._findings or (row, -1) in self._findings

    def column_match(self, column: int) -> ColumnMatch | None:
        """What the column is read as; ``None`` beyond the last heading."""
        if self.draft is None or column >= len(self.draft.mapping.columns):
            return None
        return self.draft.mapping.columns[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.draft is None else len(self.draft.grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.draft is None else self.draft.grid.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.draft is None or not index.isValid():
            return None
        text = self.draft.grid.rows[index.row()].text(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.reason(index.row(), index.column()) or None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index, role):
            return False
        self.retyped.emit(index.row(), index.column(), str(value))
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if self.draft is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            line = self.draft.grid.rows[section]
            return str(line.sheet_row + 1) if line.sheet_row >= 0 else line.sheet
        return self.draft.grid.header(section) or tr("（見出しなし）")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.draft is None or not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable

    def _all_changed(self) -> None:
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)


def read_as(match: ColumnMatch | None) -> str:
    """What a column is read as, in words and with a question mark while that is only a guess."""
    if match is None:
        return tr("見出しの外")
    if match.target is None:
        return tr("控えに残す") if match.keep else tr("使わない")
    label = target_of(match.target).label()
    return label if match.sure else tr("{label}？", label=label)


class SheetHeads(QHeaderView):
    """Two lines: the heading in the file, and below it what the column is read as."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self.setFixedHeight(theme.px(2 * _HEAD_LINE + 4))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        match = self._sheet.column_match(section)
        doubtful = match is not None and match.target is not None and not match.sure
        painter.save()
        painter.fillRect(rect, QColor(theme.SUNK))
        lower = QRectF(rect).adjusted(0, rect.height() / 2, 0, 0)
        painter.fillRect(lower, QColor(theme.YAMA_T if doubtful else theme.AI_T))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        upper = QRectF(rect).adjusted(0, 0, 0, -rect.height() / 2)
        heading = str(self._sheet.headerData(section, Qt.Orientation.Horizontal) or "")
        unused = match is None or match.target is None
        self._line(painter, upper, heading, colour=theme.NIBI, bold=False)
        self._line(
            painter, lower, read_as(match), colour=theme.NIBI if unused else theme.AI, bold=True
        )
        painter.restore()

    def _line(self, painter: QPainter, area: QRectF, text: str, *, colour: str, bold: bool) -> None:
        painter.setFont(theme.font(13, bold=bold))
        painter.setPen(QColor(colour))
        room = area.adjusted(theme.px(7), 0, -theme.px(5), 0)
        words = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class SheetDelegate(QStyledItemDelegate):
    """Paints what a person must look at; edits in place, Enter stores and goes down."""

    def __init__(self, view: SheetView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, row, column = self._view.sheet, index.row(), index.column()
        here = index == self._view.currentIndex()
        painter.save()
        painter.fillRect(option.rect, QColor(self._ground(row, column, option)))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        match = model.column_match(column)
        unused = match is None or (match.target is None and not match.keep)
        skipped = model.draft is not None and model.draft.grid.rows[row].skipped
        painter.setPen(QColor(theme.MUTE if unused or skipped else theme.SUMI))
        painter.setFont(theme.font(14))
        room = QRectF(option.rect).adjusted(theme.px(7), 0, -theme.px(5), 0)
        words = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if model.unreadable(row, column):
            self._frame(painter, option.rect, theme.AKANE, 1, Qt.PenStyle.SolidLine)
        elif model.asked(row, column):
            self._frame(painter, option.rect, theme.KAKI, 1, Qt.PenStyle.DashLine)
        if here and self._view.hasFocus():
            self._frame(painter, option.rect, theme.KAKI, 2, Qt.PenStyle.SolidLine)
        painter.restore()

    def _ground(self, row: int, column: int, option: QStyleOptionViewItem) -> str:
        draft = self._view.sheet.draft
        if self._view.sheet.unreadable(row, column):
            return theme.AKANE_T
        if self._view.sheet.asked(row, column):
            return theme.YAMA_T
        if draft is not None and not draft.grid.rows[row].skipped:
            cells = draft.grid.rows[row].cells
            mark = cells[column].mark if column < len(cells) else Mark.AS_FILED
            if mark not in (Mark.AS_FILED, Mark.REPEATED, Mark.COVERED):
                return theme.AI_T  # changed by hand
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        return theme.ZEBRA if selected or row % 2 else theme.SURFACE

    @staticmethod
    def _frame(painter: QPainter, rect: QRect, colour: str, width: int, style: Qt.PenStyle) -> None:
        painter.setPen(QPen(QColor(colour), width, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(rect).adjusted(1, 1, -2, -2))

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        editor = CellEditor(parent)
        editor.setObjectName("import_cell_editor")
        editor.setAccessibleName(tr("セルの文字"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        # A line can't show line breaks; a cell that wasn't touched keeps its own.
        if isinstance(editor, CellEditor) and editor.isModified():
            model.setData(index, editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CellEditor) and isinstance(event, QKeyEvent):
            if ends_typing(event):
                if not watched.converting():
                    self.commitData.emit(watched)
                    self.closeEditor.emit(watched, self.EndEditHint.NoHint)
                    self._view.step(event)
                return True
            if _splits(event) and event.type() == QEvent.Type.KeyPress:
                self._view.split_wanted.emit(watched.cursorPosition())
                self.closeEditor.emit(watched, self.EndEditHint.NoHint)
                return True
        return super().eventFilter(watched, event)


def _splits(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & _CONTROL) and event.key() == Qt.Key.Key_Slash


class SheetView(CellView):
    """Ctrl+→ and Ctrl+← move the rest of the row, Ctrl+/ splits at the caret, Ctrl+J joins."""

    shift_wanted = Signal(int)
    split_wanted = Signal(int)
    join_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.sheet = model
        self.setObjectName("import_sheet")
        self.setAccessibleName(tr("取り込むシート"))
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(self))
        self.setHorizontalHeader(SheetHeads(model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        rows = self.verticalHeader()
        rows.setFont(theme.font(13))
        rows.setMinimumSectionSize(theme.px(20))
        rows.setDefaultSectionSize(theme.px(_ROW))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def fit_columns(self) -> None:
        """Each column as wide as its heading and longest cell, within reason."""
        font = theme.font(14)
        for column in range(self.sheet.columnCount()):
            texts = [str(self.sheet.headerData(column, Qt.Orientation.Horizontal) or "")]
            texts.append(read_as(self.sheet.column_match(column)))
            texts += [
                str(self.sheet.index(row, column).data() or "")
                for row in range(min(self.sheet.rowCount(), 50))
            ]
            widest = max(theme.text_width(text[:40], font) for text in texts) + theme.px(18)
            self.setColumnWidth(column, min(max(widest, theme.px(_WIDTH)), theme.px(_WIDEST)))

    def step(self, event: QKeyEvent) -> None:
        """Where Enter and Tab lead from a cell."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sideways = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        by = -1 if back or event.key() == Qt.Key.Key_Backtab else 1
        here = self.currentIndex()
        row, column = here.row() + (0 if sideways else by), here.column() + (by if sideways else 0)
        target = self.sheet.index(row, column)
        if target.isValid():
            self.setCurrentIndex(target)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & _CONTROL)
        moves: Mapping[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if control and event.key() in moves:
            self.shift_wanted.emit(moves[event.key()])
        elif _splits(event):
            self.edit(self.currentIndex())
        elif control and event.key() == Qt.Key.Key_J:
            self.join_wanted.emit()
        elif control and event.key() == Qt.Key.Key_Minus:
            self.skip_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.sheet.setData(self.currentIndex(), "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(event)
        else:
            super().keyPressEvent(event)
