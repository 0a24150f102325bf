"""The grid of the judgement sheet: one key per rating, all 18 rows at once (design 04)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.care.case import TimePoint
from app.care.ratings import rating_for_key
from app.care.scales import time_point_label
from app.i18n import tr
from app.ui import theme
from app.ui.cases.grid_keys import CellView
from app.ui.cases.judgement_delegates import CellDelegate, FactorEditor
from app.ui.cases.judgement_model import (
    FACTOR_COLUMNS,
    RATING_COLUMNS,
    Column,
    JudgementModel,
)
from app.ui.cases.judgement_paste import OWN, paste_block
from app.ui.cases.tsv import text_from_block
from app.ui.widgets.clipboard import copy_cells
from app.ui.widgets.doubt_marks import CellMarks, Span

_WIDTHS = {
    Column.BAND: 30,
    Column.ITEM: 84,
    Column.BEFORE: 82,
    Column.PREDICTED: 82,
    Column.ACTUAL: 82,
}
HEADER_TOP, HEADER_SUB = 25, 22
USUAL_ROWS = 18
LEAST_ROW = 19  # all 18 rows stay visible down to the smallest window and in large type


class SheetHeader(QHeaderView):
    """Two lines: 実際 with its time point below, 課題 above the two factor columns."""

    def __init__(self, model: JudgementModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(HEADER_TOP + HEADER_SUB))

    def sub_label(self) -> str:
        """The line below 実際: its time point, or what it waits for."""
        actual = self._sheet.actual
        if actual is None or self._sheet.closed(Column.ACTUAL):
            return tr("会議のあと")
        return time_point_label(actual)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, QColor(theme.SUNK))
        top = QRect(rect.left(), rect.top(), rect.width(), theme.px(HEADER_TOP))
        sub = QRect(rect.left(), top.bottom() + 1, rect.width(), rect.height() - top.height())
        label = str(
            self._sheet.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        )
        if section == Column.ACTUAL:
            self._text(painter, top, label, bold=True)
            self._text(painter, sub, self.sub_label(), bold=False)
        elif section in FACTOR_COLUMNS:
            self._text(painter, sub, label, bold=False)
        else:
            self._text(painter, rect, label, bold=True)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if section in (Column.ACTUAL, *FACTOR_COLUMNS):
            painter.drawLine(top.bottomLeft(), top.bottomRight())
        painter.setPen(QPen(QColor(theme.LINE2), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
        if section == Column.ENVIRONMENT:
            self._paint_group(painter)

    def _paint_group(self, painter: QPainter) -> None:
        left = self.sectionViewportPosition(Column.PERSONAL)
        width = self.sectionSize(Column.PERSONAL) + self.sectionSize(Column.ENVIRONMENT)
        group = QRect(left, 0, width - 1, theme.px(HEADER_TOP) - 1)
        painter.fillRect(group, QColor(theme.SUNK))
        painter.setFont(theme.font(13, bold=True))
        painter.setPen(QColor(theme.SUMI))
        painter.drawText(group, Qt.AlignmentFlag.AlignCenter, tr("課題"))

    def _text(self, painter: QPainter, rect: QRect, text: str, *, bold: bool) -> None:
        painter.setFont(theme.font(13, bold=bold))
        painter.setPen(QColor(theme.SUMI if bold else theme.NIBI))
        inner = rect.adjusted(theme.px(8), 0, -theme.px(4), 0)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class JudgementView(CellView):
    """Keyboard-first grid. ``moves_down`` tells whether a rating moves the cursor down."""

    help_wanted = Signal(QModelIndex)
    paste_refused = Signal(int)  # how many pasted cells could not be read

    def __init__(self, model: JudgementModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = model
        self._marks: Mapping[tuple[int, int], CellMarks] = {}
        self.moves_down = True
        self.setObjectName("judgement_grid")
        self.setAccessibleName(tr("ADL・IADLの判定表"))
        self.setModel(model)
        self.setHorizontalHeader(SheetHeader(model, self))
        self._cells = CellDelegate(self, self.marked)
        self._cells.left.connect(self._move_by_key)
        self.setItemDelegate(self._cells)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(True)
        self.setWordWrap(False)
        self.selectionModel().currentChanged.connect(self._switch_ime)
        self._widths = _widths(model)
        model.modelReset.connect(self._lay_out_again)
        self._span_bands()
        self.setCurrentIndex(model.index(0, Column.BEFORE))

    def _lay_out_again(self) -> None:
        """Other items: the bands and the heights follow them."""
        self.clearSpans()
        self._span_bands()
        self._fit_rows()

    @property
    def sheet(self) -> JudgementModel:
        """The model it shows."""
        return self._sheet

    def show_marks(self, marks: Mapping[tuple[int, int], CellMarks]) -> None:
        """Mark words in other factor cells, by row and column."""
        if marks != self._marks:
            self._marks = marks
            self.viewport().update()

    def marked(self, index: QModelIndex | QPersistentModelIndex) -> tuple[Span, ...]:
        """The marked stretches of what a cell shows; none once its text is another one."""
        marks = self._marks.get((index.row(), index.column()))
        if marks is None or marks.text != index.data(Qt.ItemDataRole.EditRole):
            return ()
        shown = str(index.data())
        return marks.spans if shown == marks.text else ((0, len(shown)),)

    def _span_bands(self) -> None:
        first = 0
        for row in range(1, self._sheet.rowCount() + 1):
            ended = row == self._sheet.rowCount()
            if ended or self._sheet.item(row).domain != self._sheet.item(first).domain:
                if row - first > 1:
                    self.setSpan(first, Column.BAND, row - first, 1)
                first = row

    def _switch_ime(self, current: QModelIndex) -> None:
        """Rating cells switch the IME off, text cells on (DESIGN-SYSTEM §8)."""
        self.setAttribute(
            Qt.WidgetAttribute.WA_InputMethodEnabled, current.column() in FACTOR_COLUMNS
        )
        QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()
        width = self.viewport().width()
        for column, size in self._widths.items():
            self.setColumnWidth(column, size)
        used = sum(self.columnWidth(column) for column in range(Column.PERSONAL))
        half = (width - used) // 2
        self.setColumnWidth(Column.PERSONAL, half)
        self.setColumnWidth(Column.ENVIRONMENT, width - used - half)

    def _fit_rows(self) -> None:
        """All rows of the usual list at once; a longer one scrolls, a shorter one has more room."""
        free, rows = self.viewport().height(), self._sheet.rowCount()
        room = free // min(rows, USUAL_ROWS)
        most = theme.px(34 if rows >= USUAL_ROWS else 48)
        height = min(most, max(theme.px(LEAST_ROW), room))
        spare = free - height * self._sheet.rowCount()
        for row in range(self._sheet.rowCount()):
            # The remaining pixels go to the first rows, so that no gap opens below the sheet.
            extra = 1 if 0 < spare < self._sheet.rowCount() and row < spare else 0
            self.setRowHeight(row, height + extra)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            self.converting()
            or self._rate_by_key(event)
            or self._edit_by_key(event)
            or self._move_by_key(event)
        ):
            event.accept()
            return
        if self.currentIndex().column() in FACTOR_COLUMNS or not event.text():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _rate_by_key(self, event: QKeyEvent) -> bool:
        current = self.currentIndex()
        if current.column() not in RATING_COLUMNS or event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear_selected()
            return True
        code = rating_for_key(event.text()) if event.text() else None
        if code is None:
            return False
        self.rate_current(code)
        return True

    def rate_current(self, code: str) -> None:
        """Enter a rating in the current cell and move on if that is wanted."""
        current = self.currentIndex()
        if current.column() not in RATING_COLUMNS:
            return
        self._sheet.rate(current.row(), current.column(), code)
        if self.moves_down:
            self._go(current.row() + 1, current.column(), wrap=True)

    def _edit_by_key(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        current = self.currentIndex()
        if control and event.key() == Qt.Key.Key_D:
            self._same_as_above(current)
            return True
        if control and event.key() == Qt.Key.Key_I:
            self.help_wanted.emit(current)
            return True
        if control and event.key() == Qt.Key.Key_C:
            self.copy()
            return True
        if control and event.key() == Qt.Key.Key_V:
            self.paste()
            return True
        if event.key() == Qt.Key.Key_Delete and current.column() in FACTOR_COLUMNS:
            self._clear_selected()
            return True
        return False

    def _clear_selected(self) -> None:
        """Empty the selected cells as one step."""
        case = self._sheet.case
        for index in self.selectionModel().selectedIndexes() or [self.currentIndex()]:
            case = self._sheet.with_cell(case, index.row(), index.column(), "") or case
        if case != self._sheet.case:
            self._sheet.apply(case, "clear")

    def _move_by_key(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if back else 1)
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._go_sideways(-1 if event.key() == Qt.Key.Key_Backtab else 1)
            return True
        return False

    def _columns(self) -> list[int]:
        columns: list[int] = [Column.BEFORE, Column.PREDICTED]
        if not self._sheet.closed(Column.ACTUAL):
            columns.append(Column.ACTUAL)
        return [*columns, *FACTOR_COLUMNS]

    def _go(self, row: int, column: int, *, wrap: bool = False) -> None:
        """Move the cursor; past the last row it goes on at the top of the next column."""
        rows, columns = self._sheet.rowCount(), self._columns()
        if wrap and row >= rows:
            place = columns.index(column) + 1 if column in columns else 0
            row, column = (0, columns[place]) if place < len(columns) else (rows - 1, column)
        if 0 <= row < rows:
            self.setCurrentIndex(self._sheet.index(row, column))

    def _step(self, step: int) -> None:
        current = self.currentIndex()
        self._go(current.row() + step, current.column(), wrap=True)

    def _go_sideways(self, step: int) -> None:
        columns, current = self._columns(), self.currentIndex()
        place = columns.index(current.column()) + step if current.column() in columns else 0
        row = current.row() + place // len(columns)
        self._go(row, columns[place % len(columns)])

    def _same_as_above(self, index: QModelIndex) -> None:
        if index.row() == 0:
            return
        if index.column() in RATING_COLUMNS:
            code = self._sheet.rating(index.row() - 1, index.column())
            self._sheet.rate(index.row(), index.column(), code)
        elif index.column() in FACTOR_COLUMNS:
            self._sheet.setData(index, self._sheet.factor(index.row() - 1, index.column()))
        self._go(index.row() + 1, index.column())

    def copy(self) -> None:
        """Put the selected block on the clipboard as TSV."""
        selection = self.selectionModel().selection()
        if selection.isEmpty():
            return
        area = selection.first()
        rows = []
        for row in range(area.top(), area.bottom() + 1):
            cells = [self._sheet.index(row, c) for c in range(area.left(), area.right() + 1)]
            rows.append([str(cell.data(Qt.ItemDataRole.EditRole) or "") for cell in cells])
        copy_cells(text_from_block(rows), OWN)

    def paste(self) -> None:
        """Set a block from the clipboard as one step."""
        paste_block(self)

    def edit_reason(self, key: str) -> None:
        """Start typing in the personal factor of the item ``key``."""
        self.go_to(key, Column.PERSONAL, typing=True)

    def go_to(self, key: str, column: Column, *, typing: bool = False) -> None:
        """Put the cursor on a cell of the item ``key``, ready to type where that is wanted."""
        rows = (r for r in range(self._sheet.rowCount()) if self._sheet.item(r).key == key)
        row = next(rows, None)
        if row is None:
            return
        self._go(row, column)
        self.setFocus()
        if typing:
            self.edit(self.currentIndex())

    def typing(self) -> bool:
        """Whether a cell is being typed in."""
        return self.state() == QAbstractItemView.State.EditingState

    def commit_typing(self) -> None:
        """Take over what stands in the open cell, as leaving it would."""
        editor = self.viewport().findChild(FactorEditor)
        if self.typing() and isinstance(editor, FactorEditor):
            self.commitData(editor)
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def show_time(self, actual: TimePoint | None, locked_until: date | None = None) -> None:
        """Show another time point and put the cursor where typing goes on."""
        self._sheet.show_time(actual, locked_until)
        if locked_until is not None:  # where a key meant for 実際 changes nothing
            self._go(0, Column.PERSONAL)
            return
        column = Column.ACTUAL if actual else Column.BEFORE
        first_empty = next(
            (r for r in range(self._sheet.rowCount()) if not self._sheet.rating(r, column)), 0
        )
        self._go(first_empty, column)


def _widths(model: JudgementModel) -> dict[Column, int]:
    """Widths of the fixed columns: the design's, or what the words of the language need."""
    bold = theme.font(14, bold=True)
    longest = max(
        theme.text_width(model.item(row).label(), bold) for row in range(model.rowCount())
    )
    needed = {Column.ITEM: longest}
    for column in RATING_COLUMNS:
        heading = str(model.headerData(column, Qt.Orientation.Horizontal))
        needed[column] = theme.text_width(heading, theme.font(13, bold=True))
    return {
        column: max(theme.px(width), needed.get(column, 0) + theme.px(16))
        for column, width in _WIDTHS.items()
    }
