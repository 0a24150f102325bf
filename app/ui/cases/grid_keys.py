"""What the judgement grid and the tables of the editor share: keys as people know them from Excel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def ends_typing(event: QEvent) -> bool:
    """Whether ``event`` is a key that stores a cell and goes on to another."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and event.key() in _LEAVING
    )


class CellView(QTableView):
    """A table whose ``setCurrentIndex`` always selects one cell and selects on from there.

    Qt would look at the keys now held instead: Shift+Enter would select, and the next block would
    begin where the last arrow key had led.
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
