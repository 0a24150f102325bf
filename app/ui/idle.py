"""Notices that nobody has touched the program for a while (RELIABILITY §C, idle lock)."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import Clock

WARN_SECONDS = 30
SLEEP_SECONDS = 300
"""No look for so long: the computer slept, and somebody else may be waking it."""
LOOK_MS = 1000

_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Tells when ``limit()`` seconds passed without a hand on key or mouse; 0 means never.

    It listens at the native window that has the keys, and at the field that is typed in: an input
    method hands over words without keys. A filter on the whole application would see every paint.
    """

    warned = Signal(bool)
    """True: ``WARN_SECONDS`` are left. False: a hand came back."""
    due = Signal()

    def __init__(
        self, clock: Clock, limit: Callable[[], float], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = limit
        self._touched = self._looked = clock.monotonic()
        self._warning = False
        self._window: weakref.ref[QWindow] | None = None
        self._field: weakref.ref[QWidget] | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self.look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._follow_window)
            app.focusChanged.connect(self._follow_field)

    def start(self) -> None:
        """Count from now."""
        self._touched = self._looked = self._clock.monotonic()
        self._follow_window()
        self._follow_field()
        self._looking.start()

    def stop(self) -> None:
        """Nothing is counted until the next ``start``."""
        self._looking.stop()
        self._warn(on=False)

    def look(self) -> None:
        """Once a second: is it time to warn, or to lock?"""
        if not self._looking.isActive():
            return
        if self._is_due():
            self.stop()
            self.due.emit()
            return
        self._looked = self._clock.monotonic()
        limit = self._limit()
        left = limit - (self._looked - self._touched)
        self._warn(on=bool(limit) and left <= WARN_SECONDS)

    def touch(self) -> bool:
        """A hand on key or mouse; False where it comes too late: it belongs to whoever came."""
        if self._is_due():
            QTimer.singleShot(0, self, self.look)
            return False
        self._touched = self._clock.monotonic()
        self._warn(on=False)
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS and self._looking.isActive():
            return not self.touch()
        return False

    def _is_due(self) -> bool:
        limit, now = self._limit(), self._clock.monotonic()
        slept = now - self._looked > SLEEP_SECONDS
        return bool(limit) and (slept or now - self._touched >= limit)

    def _warn(self, *, on: bool) -> None:
        if on != self._warning:
            self._warning = on
            self.warned.emit(on)

    def _follow_window(self) -> None:
        self._let_go(self._window)
        window = QGuiApplication.focusWindow()
        self._window = weakref.ref(window) if window is not None else None
        if window is not None:
            window.installEventFilter(self)

    def _follow_field(self) -> None:
        self._let_go(self._field)
        field = QApplication.focusWidget()
        self._field = weakref.ref(field) if field is not None else None
        if field is not None:
            field.installEventFilter(self)

    def _let_go(self, known: weakref.ref[QWindow] | weakref.ref[QWidget] | None) -> None:
        watched = known() if known is not None else None
        if watched is not None and shiboken6.isValid(watched):
            watched.removeEventFilter(self)
