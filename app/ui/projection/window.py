"""The room's window: full screen on the second display, a plain window where there is only one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QScreen
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.i18n import tr
from app.ui import theme
from app.ui.projection.canvas import RoomCanvas
from app.ui.projection.screens import ScreenWatch, fill_screen, wall_screen

_PLAIN_SIZE = (960, 576)


class RoomWindow(QWidget):
    """Shows the state of the wall and holds none of its own.

    The owner of the state listens: ``screen_lost`` and ``closed`` mean that the window is hidden
    already and the state has to become HIDDEN; ``screens_changed`` that another screen may be
    there now. Nothing is ever shown again without a person asking for it.
    """

    screen_lost = Signal()
    screens_changed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("room_window")
        self.setAccessibleName(tr("会場の画面"))
        self.setWindowTitle(tr("くらしカンファ 会場"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.canvas = RoomCanvas(self)
        self._banner = _banner(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._banner)
        layout.addWidget(self.canvas, 1)
        self._watch = ScreenWatch(self)
        self._watch.lost.connect(self.lose)
        self._watch.changed.connect(self.screens_changed)

    @property
    def wall(self) -> QScreen | None:
        """The screen the room fills; ``None`` while hidden or in a plain window."""
        return self._watch.screen

    def apply(
        self,
        state: OutputState,
        live: RoomView | None,
        *,
        console: QScreen | None = None,
        preferred: str = "",
    ) -> bool:
        """Bring the window into ``state``; returns whether people see it where they should.

        ``console`` is the screen of the console, ``preferred`` the ``screen_key`` of a remembered
        wall. The frame is exchanged before the window appears, and it appears as a new native
        window, so no earlier one can flash up.
        """
        self.canvas.apply(state, live)
        if state.output is Output.HIDDEN:
            self.take_down()
            return True
        return self.isVisible() or self._appear(console, preferred)

    def texts(self) -> dict[str, Any]:
        """Everything anybody or any program can read in this window (``dev projection``)."""
        return room_texts(self)

    def _appear(self, console: QScreen | None, preferred: str) -> bool:
        self.destroy()  # the old native window may still hold its last picture
        screen = wall_screen(console, preferred=preferred)
        self._banner.setVisible(screen is None)
        self.canvas.setCursor(
            Qt.CursorShape.ArrowCursor if screen is None else Qt.CursorShape.BlankCursor
        )
        if screen is None:
            self.setWindowFlags(Qt.WindowType.Window)
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.resize(*_PLAIN_SIZE)
            self.show()
            return True
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint
        self.setWindowFlags(flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        placed = fill_screen(self, screen)
        self._watch.follow(screen if placed else None)
        if not placed:
            self.lose()
        return placed

    def take_down(self) -> None:
        """Off the wall at once and nothing kept, whatever else may be going wrong."""
        self.hide()
        self._watch.follow(None)
        self.canvas.clear()

    def lose(self) -> None:
        """Take the window down because something went wrong; ``screen_lost`` tells the owner."""
        self.take_down()
        self.screen_lost.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._watch.check()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._watch.follow(None)
        self.canvas.clear()
        self.closed.emit()
        super().closeEvent(event)


def take_rooms_down() -> None:
    """Hide every room window of the program: after a bug of ours, and when the store closes."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, RoomWindow):
            window.lose()


def room_on_wall() -> bool:
    """Whether people see a window of the room now, be it frozen or blank."""
    return any(
        isinstance(window, RoomWindow) and window.isVisible()
        for window in QApplication.topLevelWidgets()
    )


def _banner(parent: QWidget) -> QLabel:
    """Says that this window stands in for a second screen; never part of the frame itself."""
    banner = QLabel(tr("画面がひとつなので、会場の画面を窓に出しています"), parent)
    banner.setTextFormat(Qt.TextFormat.PlainText)
    banner.setFont(theme.font(14))
    banner.setFixedHeight(theme.px(36))
    banner.setIndent(theme.px(12))
    banner.setAutoFillBackground(True)
    palette = banner.palette()
    palette.setColor(banner.backgroundRole(), theme.YAMA_T)
    palette.setColor(banner.foregroundRole(), theme.YAMA)
    banner.setPalette(palette)
    banner.hide()
    return banner


def _said(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text]


def room_texts(window: RoomWindow) -> dict[str, Any]:
    """Every text of the room's window: painted, titles, tooltips, names for screen readers."""
    widgets = [window, *window.findChildren(QWidget)]
    drawn = window.canvas.drawn()
    return {
        "title": window.windowTitle(),
        "file": window.windowFilePath(),
        "texts": [text.text for text in drawn],
        "labels": [label.text() for label in window.findChildren(QLabel) if label.isVisible()],
        "tooltips": _said(widget.toolTip() for widget in widgets),
        "help": _said(
            text for widget in widgets for text in (widget.statusTip(), widget.whatsThis())
        ),
        "accessible_names": _said(widget.accessibleName() for widget in widgets),
        "accessible_descriptions": _said(widget.accessibleDescription() for widget in widgets),
        "smallest_px": min((text.px for text in drawn), default=None),
        "clipped": [text.text for text in drawn if not text.fits],
    }
