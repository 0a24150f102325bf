"""The painting surface of the wall, the same one for the room, the console's preview and tests."""

from __future__ import annotations

import logging

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.conference.wall_fit import HEIGHT, WIDTH
from app.i18n import tr
from app.ui import theme
from app.ui.projection.scene import compose
from app.ui.projection.wall import Drawn, Frame

_log = logging.getLogger("kurashi")


class RoomCanvas(QWidget):
    """Paints a frame on a 1920x1080 scene, scaled with bars at the sides, never laid out anew.

    It shows the state it is given and decides nothing. A view that can't be laid out leaves the
    last good frame standing (DESIGN-SYSTEM §7) and ``failed`` tells the console.
    """

    failed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.load_fonts()
        self.setObjectName("room_canvas")
        # Screen readers hear that this is the room and which question it asks, nothing else.
        self.setAccessibleName(tr("会場の画面"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._output = Output.HIDDEN
        self._view: RoomView | None = None
        self._frame: Frame | None = None

    @property
    def output(self) -> Output:
        """What the canvas shows now."""
        return self._output

    def apply(self, state: OutputState, live: RoomView | None) -> None:
        """Show what ``state`` says: the live frame, the held one, black, or nothing."""
        self._output = state.output
        if state.output is Output.HIDDEN:
            self._view = self._frame = None
        view = state.visible_view(live)
        if view is not None and (view != self._view or self._frame is None):
            self._compose(view)
        self._describe()
        self.update()

    def show_view(self, view: RoomView) -> None:
        """Show ``view`` live."""
        self.apply(OutputState(Output.SHOWING), view)

    def clear(self) -> None:
        """Forget the frame, so that no later moment can bring it back."""
        self.apply(OutputState(), None)

    def texts(self) -> tuple[str, ...]:
        """Every text people see now."""
        return tuple(drawn.text for drawn in self.drawn())

    def drawn(self) -> tuple[Drawn, ...]:
        """Every text people see now, with size and place on the scene."""
        return self._frame.texts if self._frame and self._on_wall() else ()

    def _on_wall(self) -> bool:
        return self._output in {Output.SHOWING, Output.FROZEN}

    def _compose(self, view: RoomView) -> None:
        try:
            frame = compose(view)
        except Exception as error:  # noqa: BLE001 - the wall never shows an error (§7)
            # The class alone: an exception text may carry what people wrote.
            _log.error("room frame: %s", type(error).__name__)
            self.failed.emit()
            return
        self._view, self._frame = view, frame

    def _describe(self) -> None:
        shown = self._frame if self._on_wall() else None
        self.setAccessibleDescription(shown.question if shown else "")

    def sizeHint(self) -> QSize:
        return QSize(WIDTH // 2, HEIGHT // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.ROOM_BLANK))
        if self._frame is None or not self._on_wall():
            return
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.translate((self.width() - WIDTH * scale) / 2, (self.height() - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        painter.setClipRect(0, 0, WIDTH, HEIGHT)
        self._frame.paint(painter)


def render_preview(view: RoomView | None, width: int, *, ratio: float = 1.0) -> QPixmap:
    """The very frame of the wall, ``width`` logical pixels wide; black without a view.

    ``ratio`` is the device pixel ratio of the screen it is shown on.
    """
    canvas = RoomCanvas()
    canvas.resize(width, round(width * HEIGHT / WIDTH))
    if view is not None:
        canvas.show_view(view)
    pixmap = QPixmap(canvas.size() * ratio)
    pixmap.setDevicePixelRatio(ratio)
    canvas.render(pixmap)
    return pixmap
