"""Whether an input method is converting: the Enter that confirms it must never move or submit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QWidget


class ImeWatch(QObject):
    """Watches the input method events of the widgets it is given.

    Some systems deliver the confirming Enter as a key right after the commit, so a commit
    still counts as converting until the events already queued are handled.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._converting = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)

    def watch(self, widget: QWidget) -> None:
        """Follow one more widget."""
        widget.installEventFilter(self)

    def converting(self) -> bool:
        """Whether a conversion is open or was confirmed by the event now being handled."""
        return self._converting or self._settling.isActive()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            was = self._converting
            self._converting = bool(event.preeditString())
            if was and not self._converting:
                self._settling.start()
        elif isinstance(event, QFocusEvent) and event.lostFocus():
            self._converting = False
        return False
