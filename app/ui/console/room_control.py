"""Brings the wall into the state the session says, and the same frame into the preview.

The state itself belongs to ``conference.output``; this part only carries it out and reports when
the screen or the window went away.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.i18n import tr
from app.ui.console.wall_panel import WallPanel
from app.ui.context import UiContext
from app.ui.projection.canvas import render_preview
from app.ui.projection.window import RoomWindow

PREVIEW_MS = 500  # the preview is painted at most twice a second (DESIGN-SYSTEM §5)


class RoomControl(QObject):
    """Owns the room's window, which is made when it is first wanted."""

    lost = Signal()
    """The screen of the wall went away, or the window could not be put on it."""
    closed = Signal()
    """A person closed the window."""

    def __init__(self, context: UiContext, panel: WallPanel, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._panel = panel
        self._page = page
        self.window: RoomWindow | None = None
        self.made: Callable[[RoomWindow], None] = lambda _window: None
        self._state = OutputState()
        self._live: RoomView | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_MS)
        self._pause.timeout.connect(self._paint_if_due)
        self._due = False

    @property
    def note(self) -> str:
        """Said beside the preview: the room's picture is in a window of this very screen."""
        window = self.window
        if window is None or not window.isVisible() or window.wall is not None:
            return ""
        return tr("画面が1つのため、会場の画面は窓で出しています")

    def present(self, state: OutputState, live: RoomView) -> None:
        """Show ``state`` with the live frame; nothing happens while both are the same."""
        if state == self._state and live is self._live:
            return
        self._state, self._live = state, live
        self._show_room()
        if self._pause.isActive():
            self._due = True
        else:
            self.paint_preview()

    def paint_preview(self) -> None:
        """The very frame of the wall in small; while hidden the one that would be shown."""
        self._due = False
        self._pause.start()
        hidden = self._state.output is Output.HIDDEN
        view = self._live if hidden else self._state.visible_view(self._live)
        preview = self._panel.preview
        ratio = preview.devicePixelRatioF()
        width = round(preview.frame_size().width() / ratio)
        frame = render_preview(view, width, ratio=ratio) if view is not None else None
        preview.show_frame(frame, self._state.output)

    def _paint_if_due(self) -> None:
        if self._due:
            self.paint_preview()

    def _show_room(self) -> None:
        if self.window is None:
            if not self._state.on_wall:
                return
            self.window = self._made_window()
        settings = self._context.settings
        self.window.apply(
            self._state,
            self._live,
            console=self._page.screen(),
            preferred=settings.room_screen,
        )
        wall = self.window.wall
        if wall is not None and wall.name() != settings.room_screen:
            settings.room_screen = wall.name()
            settings.save()

    def _made_window(self) -> RoomWindow:
        window = RoomWindow()
        window.screen_lost.connect(self.lost)
        window.closed.connect(self.closed)
        self.made(window)
        return window
