"""Brings the wall into the state the session says, and the same frame into the preview.

The state itself belongs to ``conference.output``; this part only carries it out and reports when
the screen or the window went away.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import i18n
from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.i18n import tr
from app.settings import Settings
from app.ui.console.awake import Awake
from app.ui.console.wall_panel import WallPanel
from app.ui.context import UiContext
from app.ui.projection.canvas import render_preview
from app.ui.projection.screens import is_mirrored, move_to, screen_key, wall_screen
from app.ui.projection.window import RoomWindow

_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})
PREVIEW_MS = 500  # the preview is painted at most twice a second (DESIGN-SYSTEM §5)


class RoomControl(QObject):
    """Owns the room's window, which is made when it is first wanted."""

    lost = Signal()
    """The screen of the wall went away, or the window could not be put on it."""
    closed = Signal()
    """A person closed the window."""
    on_wall = Signal(bool)
    """The room came onto a screen, or left it."""
    changed = Signal()
    """Something to say, or another language: the frame and its note are to be made anew."""

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
        self._said = ""
        self._swapping = False
        self._on_wall = False
        self._awake = Awake()

    @property
    def note(self) -> str:
        """Said beside the preview: what happened to the room's screen, or that there is only one."""
        if self._said:
            return self._said
        window = self.window
        if window is None or not window.isVisible() or window.wall is not None:
            return ""
        if is_mirrored(self._page.screen()):
            return tr("画面が複製なので、この操作画面も会場に見えています")
        return tr("画面が1つのため、会場の画面は窓で出しています")

    @property
    def urgent(self) -> bool:
        """Whether the note is about something that happened, so it is said in any window size."""
        return bool(self._said)

    def present(self, state: OutputState, live: RoomView) -> None:
        """Show ``state`` with the live frame; nothing happens while both are the same."""
        if self._console_came() or (state == self._state and live is self._live):
            return
        if state.on_wall:
            self._said = ""
        self._state, self._live = state, live
        self._tell(state.on_wall)  # before the window, which may lose its screen at once
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

    def take_down(self) -> None:
        """The window goes at once, before anything else that might fail."""
        if self.window is not None:
            self.window.take_down()
        self._state, self._live = OutputState(), None
        self._tell(False)

    def _tell(self, on_wall: bool) -> None:  # noqa: FBT001 - the one thing there is to tell
        self._awake.keep(on_wall)
        if on_wall != self._on_wall and not self._swapping:
            self._on_wall = on_wall
            self.on_wall.emit(on_wall)

    def swap(self) -> None:
        """F11: console and room change screens; on one screen nothing moves and that is said.

        The room is dark while the windows move, and stays so unless the console really left.
        """
        desk, state, live = self._page.screen(), self._state, self._live
        desk_key = screen_key(desk)  # asked before windows go: ``ScreenWatch`` says why
        wall = self.window.wall if self.window is not None else None
        wall = wall or wall_screen(desk, preferred=self._context.settings.room_screen)
        if wall is None:
            self._say(tr("画面が1つのため、入れ替えられません"))
            return
        self._swapping = True
        self.take_down()
        moved = move_to(self._page.window(), wall)
        if moved:
            self._remember(desk_key)
        if moved and live is not None:
            self.present(state, live)
        self._swapping = False
        if state.on_wall and not moved:
            self.take_down()
            self.lost.emit()
        self.changed.emit()

    def change_language(self) -> None:
        """Ctrl+L: the room speaks the other language; the console stays as it is."""
        settings = self._context.settings
        settings.room_language = "ja" if room_language(settings) == "en" else "en"
        settings.save()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The console's own window is moved: onto the wall, it would lie behind the room."""
        if event.type() in _MOVES:
            self._console_came()
        return super().eventFilter(watched, event)

    def _console_came(self) -> bool:
        """Hide the room if the console is on its screen now; whether it was.

        On X11 the move is told before the new screen is known, so the screen itself is listened
        to as well, and the next tick looks again.
        """
        window = self.window
        if window is None or window.wall is None or self._swapping:
            return False
        found = self._page.screen() is window.wall
        if found:
            window.lose()
            self._say(tr("操作画面と重なるので隠しました。F5で映します"))
        return found

    def _say(self, text: str) -> None:
        self._said = text
        self.changed.emit()

    def _screen_lost(self) -> None:
        self._said = tr("会場の画面が外れたので隠しました。つないでF5で映します")
        self.take_down()
        self.lost.emit()

    def _screens_changed(self) -> None:
        """The cables are quiet again; nothing is shown by itself."""
        if self._state.on_wall or not self._said:
            return
        if wall_screen(self._page.screen()) is not None:
            self._say(tr("会場の画面がつながりました。F5で映します"))

    def _show_room(self) -> None:
        if self.window is None:
            if not self._state.on_wall:
                return
            self.window = self._made_window()
        self.window.apply(
            self._state,
            self._live,
            console=self._page.screen(),
            preferred=self._context.settings.room_screen,
        )
        if self.window.wall is not None:
            self._remember(screen_key(self.window.wall))

    def _remember(self, key: str) -> None:
        settings = self._context.settings
        if key != settings.room_screen:
            settings.room_screen = key
            settings.save()

    def _made_window(self) -> RoomWindow:
        window = RoomWindow()
        window.screen_lost.connect(self._screen_lost)
        window.screens_changed.connect(self._screens_changed)
        window.closed.connect(self.closed)
        self._page.destroyed.connect(window.hide)
        console = self._page.window()
        console.installEventFilter(self)
        handle = console.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._console_came)
        self.made(window)
        return window


def room_language(settings: Settings) -> str:
    """The language of the room: the one chosen for it, else that of the program."""
    return settings.room_language or i18n.language()
