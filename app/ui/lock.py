"""The screen lock: nothing of a case on screen or in memory until the passphrase comes again.

In two steps (docs/decisions/064). At once everything is hidden behind the unlock page. Then, as
soon as the last word is saved and no work runs, the pages are destroyed and the store is closed.
Where a word can't be saved the second step waits: it would be the loss of that word.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolTip

from app.clock import Clock
from app.services.store import Store, open_store
from app.settings import Settings
from app.ui import crash
from app.ui.forget import forget_cached_texts, forget_dead_widgets
from app.ui.idle import IdleWatch
from app.ui.page import Crumb
from app.ui.start.lock_window import LockWindow
from app.ui.widgets.clipboard import ClipboardGuard

if TYPE_CHECKING:
    from app.ui.shell import MainWindow

WALL_MINUTES = 15
"""The least while people look at the wall: the facilitator listens (RELIABILITY §C)."""
_ROOM = "app.ui.projection.window"
BUSY_MS = 200
RETRY_MS = 30_000  # as the autosave does


class ScreenLock(QObject):
    """Locks the main window by hand or when nobody is there, and opens it again.

    ``closed`` comes when the window is destroyed: the owner closes the store and forgets it.
    ``opened`` carries a store just opened and the place to go back to.
    """

    closed = Signal()
    opened = Signal(object, object)

    def __init__(self, folder: Path, clock: Clock, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._clock = clock
        self._settings = settings
        self._window: MainWindow | None = None
        self._place: Crumb | None = None
        self.lock_window: LockWindow | None = None
        self.copied = ClipboardGuard(self)
        self.idle = IdleWatch(clock, self.limit_seconds, self)
        self.idle.due.connect(self.lock)
        self.idle.warned.connect(self._warn)
        self._finishing = QTimer(self)
        self._finishing.setSingleShot(True)
        self._finishing.timeout.connect(self._finish)

    @property
    def locked(self) -> bool:
        """Whether the unlock page stands before everything."""
        return self.lock_window is not None

    def limit_seconds(self) -> float:
        """How long nobody may be there; 0 means for ever."""
        minutes = self._settings.lock_minutes
        if minutes and _on_wall():
            minutes = max(minutes, WALL_MINUTES)
        return minutes * 60

    def guard(self, window: MainWindow) -> None:
        """Watch over ``window`` from now on. Practice data have no passphrase: nothing to ask."""
        if window.context.store.practice:
            return
        self._window = window
        window.lock_wanted.connect(self.lock)
        window.offer_lock()
        self.idle.start()

    def lock(self) -> None:
        """Hide everything now; give it up as soon as nothing can be lost by it."""
        window = self._window
        if window is None or self.locked:
            return
        self.idle.stop()
        self._tried(_take_rooms_down)
        QGuiApplication.inputMethod().commit()
        self._tried(lambda: _kept(window))
        window.remember_geometry()
        self.copied.forget()
        self.lock_window = self._made_lock_window(window)
        self._cover()
        self._finishing.start(0)

    def _made_lock_window(self, window: MainWindow) -> LockWindow:
        made = LockWindow(self._folder, self._clock, self._store_for, lambda: self._window is None)
        made.opened.connect(self._let_in)
        if window.isMaximized():
            made.showMaximized()
        else:
            made.setGeometry(window.geometry())
            made.show()
        made.activateWindow()
        return made

    def _cover(self) -> None:
        """Nothing but the unlock page; dialogs are answered as Esc would."""
        QToolTip.hideText()
        for widget in QApplication.topLevelWidgets():
            if widget is self.lock_window or not widget.isVisible():
                continue
            if isinstance(widget, QDialog):
                self._tried(widget.reject)
            elif isinstance(widget, QMenu):
                widget.close()
            if shiboken6.isValid(widget):
                widget.hide()

    def _finish(self) -> None:
        """Destroy the pages, if everything is saved and nothing runs or waits for an answer."""
        window = self._window
        if window is None or not self.locked:
            return
        self._cover()  # work that ended meanwhile may have asked something
        if window.context.tasks.busy() or QThread.currentThread().loopLevel() > 1:
            self._finishing.start(BUSY_MS)
            return
        page = window.current_page()
        place = page.place() if page is not None else None
        if page is not None and not self._tried(page.leave):
            self._finishing.start(RETRY_MS)
            return
        self._place = place
        self._window = None
        self._destroy(window)

    def _destroy(self, window: MainWindow) -> None:
        window.context.tasks.finish()
        shiboken6.delete(window)
        self.closed.emit()
        QTimer.singleShot(0, self, _forget)  # once nobody up the stack names the pages any more

    def _store_for(self, phrase: str) -> Store:
        if self._window is not None:  # still open behind the lock
            store = self._window.context.store
            store.admit(phrase)
            return store
        return open_store(self._folder, phrase, clock=self._clock, read_only_too=True)

    def _let_in(self, store: Store) -> None:
        self._finishing.stop()
        window, place = self._window, self._place
        self._place = None
        if window is not None:
            window.setVisible(True)
            window.activateWindow()
            self.idle.start()
        else:
            self.opened.emit(store, place)
        lock_window, self.lock_window = self.lock_window, None
        if lock_window is not None:
            lock_window.hide()
            lock_window.deleteLater()

    def _warn(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if self._window is not None:
            self._window.warn_of_lock(on=on)

    @staticmethod
    def _tried(run: Callable[[], object]) -> bool:
        """A bug of ours must not keep the text on screen; what fails isn't given up."""
        try:
            return run() is not False
        except Exception as error:  # noqa: BLE001 - the lock goes on
            crash.handle(error)
            return False


def _on_wall() -> bool:
    """Once a second: where the room was never loaded, it was never shown either."""
    if _ROOM not in sys.modules:
        return False
    from app.ui.projection.window import room_on_wall

    return room_on_wall()


def _take_rooms_down() -> None:
    if _ROOM in sys.modules:
        from app.ui.projection.window import take_rooms_down

        take_rooms_down()


def _forget() -> None:
    forget_cached_texts()
    QPixmapCache.clear()
    gc.unfreeze()  # start-up froze what it built, and the pages are among it
    gc.collect()
    forget_dead_widgets()
    gc.collect()


def _kept(window: MainWindow) -> bool:
    page = window.current_page()
    return page is None or page.keep()
