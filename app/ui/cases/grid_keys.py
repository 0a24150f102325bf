"""What the judgement grid and the tables of the editor share: keys as people know them from Excel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTableView, QWidget

from app.ui import theme
from app.ui.widgets.ime import ImeWatch

_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def ends_typing(event: QEvent) -> bool:
    """Whether ``event`` is a key that stores a cell and goes on to another."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in _LEAVING
    )


def is_for_ime(event: QEvent, cell: TypedCell) -> bool:
    """Whether ``event`` is a key the input method still needs: it must not leave the cell."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in (*_LEAVING, Qt.Key.Key_Escape)
        and cell.converting()
    )


class TypedCell(QLineEdit):
    """A cell being typed in; Enter is left alone while the IME is converting."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ime = ImeWatch(self)
        self._ime.watch(self)
        self.setFrame(False)
        self.setFont(theme.font(14))

    def converting(self) -> bool:
        """Whether the input method still needs Enter, Tab and Escape for itself."""
        return self._ime.converting()


class CellView(QTableView):
    """A table whose ``setCurrentIndex`` always selects one cell and selects on from there.

    Qt would look at the keys now held instead: Shift+Enter would select, and the next block would
    begin where the last arrow key had led.

    The first character brought by an input method opens the cell, as in Excel. Until it is
    confirmed Qt leaves the focus with the table, so keys arriving here then are the method's.
    """

    _alone = False

    def setCurrentIndex(self, index: QModelIndex | QPersistentModelIndex) -> None:
        self._alone = True
        super().setCurrentIndex(index)
        self._alone = False

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self._alone:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        opened = self.open_cell() is None
        before = str(self.currentIndex().data(Qt.ItemDataRole.EditRole) or "")
        super().inputMethodEvent(event)
        cell = self.open_cell()
        # A text confirmed at once opens the cell too, but Qt doesn't hand it over.
        if opened and cell is not None and event.commitString() and cell.text() == before:
            QApplication.sendEvent(cell, event)

    def open_cell(self) -> TypedCell | None:
        """The cell now being typed in."""
        if self.state() != QAbstractItemView.State.EditingState:
            return None
        cell = self.indexWidget(self.currentIndex())
        return cell if isinstance(cell, TypedCell) else None

    def converting(self) -> bool:
        """Whether the input method has something open in the current cell."""
        cell = self.open_cell()
        return cell is not None and cell.converting()
