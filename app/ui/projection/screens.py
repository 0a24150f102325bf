"""Which screen is the wall, and what happens when screens come and go (TOOLCHAIN.md, two screens).

Every doubt ends in a hidden window: Qt moves the room's window onto the operator's screen when
the projector is unplugged, and doesn't move it back.
"""

from __future__ import annotations

from PySide6.QtCore import QMetaObject, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SETTLE_MS = 400  # plugging a cable makes several events


def wall_screen(console: QScreen | None = None, *, preferred: str = "") -> QScreen | None:
    """The screen for the room: ``preferred`` by name, else the first that isn't the console's.

    ``console`` is the screen the console stands on, by default the primary one. A mirrored
    screen shows what the console shows, so it is none. ``None`` means there is only one.
    """
    desk = console or QGuiApplication.primaryScreen()
    free = [
        screen
        for screen in QGuiApplication.screens()
        if screen is not desk and not _mirrors(screen, desk)
    ]
    named = [screen for screen in free if screen.name() == preferred]
    return next(iter((*named, *free)), None)


def _mirrors(screen: QScreen, desk: QScreen | None) -> bool:
    return desk is not None and screen.geometry().intersects(desk.geometry())


def fill_screen(window: QWidget, screen: QScreen) -> bool:
    """Put ``window`` full screen on ``screen`` and check that it is there; else it is hidden.

    Offscreen needs the geometry, Windows the screen: do both, then look (TOOLCHAIN.md). Not
    ``showFullScreen``: that would activate the window and take the keys from the console.
    """
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
    window.show()
    if window.geometry() != screen.geometry():
        window.setGeometry(screen.geometry())
    if window.screen() is screen and _covers(screen.geometry(), window.geometry()):
        return True
    window.hide()
    return False


def _covers(screen: QRect, window: QRect) -> bool:
    """A window manager may take a moment to grow the window; on another screen it must not be."""
    return screen.contains(window.center())


class ScreenWatch(QObject):
    """Watches the room's screen. ``lost`` comes at once, ``changed`` when the dust has settled."""

    lost = Signal()
    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._screen: QScreen | None = None
        self._resizing: QMetaObject.Connection | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - a window exists
        app.screenRemoved.connect(self._removed)
        app.screenAdded.connect(self._added)
        app.primaryScreenChanged.connect(self._added)

    @property
    def screen(self) -> QScreen | None:
        """The screen the room is on, while it is full screen."""
        return self._screen

    def follow(self, screen: QScreen | None) -> None:
        """The room's window was put on ``screen``; ``None`` when it is in a plain window or away."""
        if self._resizing is not None:
            QObject.disconnect(self._resizing)
            self._resizing = None
        self._screen = screen
        if screen is not None:
            self._resizing = screen.geometryChanged.connect(self._resized)

    def check(self) -> None:
        """Called when the window was moved: full screen on the wrong screen would show the desk."""
        if self._screen is not None and self._window.screen() is not self._screen:
            self._lose()

    def _removed(self, screen: QScreen) -> None:
        self._settle.start()
        if screen is self._screen:
            self._lose()

    def _resized(self, geometry: QRect) -> None:
        """The projector changed its resolution: fill it again; the frame only scales."""
        if self._screen is not None and self._window.isVisible():
            self._window.setGeometry(geometry)

    def _lose(self) -> None:
        self.follow(None)
        self._window.hide()  # first of all
        self.lost.emit()

    def _added(self, _screen: QScreen) -> None:
        self._settle.start()
