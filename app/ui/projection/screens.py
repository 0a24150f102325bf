"""Which screen is the wall, and what happens when screens come and go (TOOLCHAIN.md, two screens).

Every doubt ends in a hidden window: Qt moves the room's window onto the operator's screen when
the projector is unplugged, and doesn't move it back.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QMetaObject, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SETTLE_MS = 400  # plugging a cable makes several events


def screen_key(screen: QScreen) -> str:
    """What stays the same of a monitor from one meeting to the next, for the settings.

    Connector, maker, model, serial number and size in millimetres; any of them may be empty.
    """
    size = screen.physicalSize()
    parts = (
        screen.name(),
        screen.manufacturer(),
        screen.model(),
        screen.serialNumber(),
        f"{round(size.width())}x{round(size.height())}",
    )
    return "|".join(part.replace("|", " ").strip() for part in parts)


def _likeness(known: str, preferred: str) -> int:
    """How surely the monitor ``known`` is the ``preferred`` one; 0 means not at all.

    The connector changes with the socket a cable is put in, so make and serial number come
    first. Older settings hold the connector's name alone.
    """
    name, maker, model, serial, _size = known.split("|")
    wanted = preferred.split("|")
    if len(wanted) != 5:
        return 1 if preferred and preferred == name else 0
    if known == preferred:
        return 4
    if serial and [maker, model, serial] == wanted[1:4]:
        return 3
    if model and [maker, model] == wanted[1:3]:
        return 2
    return 1 if name == wanted[0] else 0


def wall_screen(console: QScreen | None = None, *, preferred: str = "") -> QScreen | None:
    """The screen for the room: the ``preferred`` one (``screen_key``), else the first free one.

    ``console`` is the screen the console stands on, by default the primary one. A mirrored
    screen shows what the console shows, so it is none. ``None`` means there is only one.
    """
    desk = console or QGuiApplication.primaryScreen()
    free = [
        screen
        for screen in QGuiApplication.screens()
        if screen is not desk and not _mirrors(screen, desk)
    ]
    return max(free, key=lambda screen: _likeness(screen_key(screen), preferred), default=None)


def is_mirrored(console: QScreen | None) -> bool:
    """Whether another screen shows the very place the console stands on."""
    others = (screen for screen in QGuiApplication.screens() if screen is not console)
    return any(_mirrors(screen, console) for screen in others)


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


def move_to(window: QWidget, screen: QScreen) -> bool:
    """Move the console's ``window`` to ``screen``, maximised if it was; whether it is there."""
    state = window.windowState()
    window.setWindowState(Qt.WindowState.WindowNoState)
    area = screen.availableGeometry()
    place = QRect(area.topLeft(), window.size().boundedTo(area.size()))
    place.moveCenter(area.center())
    window.setScreen(screen)
    window.setGeometry(place)
    window.setWindowState(state)
    return window.screen() is screen


def _covers(screen: QRect, window: QRect) -> bool:
    """A window manager may take a moment to grow the window; on another screen it must not be."""
    return screen.contains(window.center())


def _address(screen: QScreen) -> int:
    """Where Qt keeps ``screen``.

    PySide takes what ``widget.screen()`` returns for a child of that widget: when any such widget
    goes, Python's object for the screen is dead while the screen goes on. So none is kept.
    """
    return int(shiboken6.getCppPointer(screen)[0])


class ScreenWatch(QObject):
    """Watches the room's screen. ``lost`` comes at once, ``changed`` when the dust has settled."""

    lost = Signal()
    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._at: int | None = None  # where Qt keeps the screen: ``_address``
        self._reshaping: list[QMetaObject.Connection] = []
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
        return next(
            (each for each in QGuiApplication.screens() if _address(each) == self._at), None
        )

    def follow(self, screen: QScreen | None) -> None:
        """The room's window was put on ``screen``; ``None`` when it is in a plain window or away."""
        for connection in self._reshaping:
            QObject.disconnect(connection)
        self._at = None if screen is None else _address(screen)
        self._reshaping = [
            each.geometryChanged.connect(self._reshaped)
            for each in (QGuiApplication.screens() if screen is not None else ())
        ]

    def check(self) -> None:
        """Called when the window was moved: full screen on the wrong screen would show the desk."""
        if self._at is not None and _address(self._window.screen()) != self._at:
            self._lose()

    def _removed(self, screen: QScreen) -> None:
        self._settle.start()
        if _address(screen) == self._at:
            self._lose()

    def _reshaped(self, geometry: QRect) -> None:
        """A screen changed its resolution or place. Once the wall lies over another screen, the
        desk is mirrored and the room would cover the console; else the frame only scales."""
        self._settle.start()
        wall, screen = self.screen, self.sender()
        if wall is None:
            return
        mine = geometry if screen is wall else wall.geometry()
        for other in QGuiApplication.screens():
            place = geometry if other is screen else other.geometry()
            if other is not wall and mine.intersects(place):
                self._lose()
                return
        if screen is wall and self._window.isVisible():
            self._window.setGeometry(geometry)

    def _lose(self) -> None:
        self._window.hide()  # first of all
        self.follow(None)
        self.lost.emit()

    def _added(self, _screen: QScreen) -> None:
        self._settle.start()
        if self.screen is not None:
            self.follow(self.screen)  # the new screen may come to lie over the wall
