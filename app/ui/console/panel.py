"""The white panels of the console: a frame, a 36 px header line, a body (design 05)."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.labels import SafeLabel

HEADER = 36


class Panel(QWidget):
    """A framed panel; widgets go into ``header`` (right of the title) and ``body``."""

    def __init__(self, title: str, name: str, *, note: str = "", icon: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._header_height = theme.px(HEADER) if title else 0
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, theme.px(4))  # lists stay clear of the round corners
        outer.setSpacing(0)
        self.header = QHBoxLayout()
        self.header.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.header.setSpacing(theme.px(8))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        if title:
            self._add_header(outer, title, note, icon)
            outer.addSpacing(1)  # the line under the header
        outer.addLayout(self.body, 1)

    def _add_header(self, outer: QVBoxLayout, title: str, note: str, icon: str) -> None:
        strip = QWidget()
        strip.setFixedHeight(self._header_height)
        strip.setLayout(self.header)
        if icon:
            self.header.addWidget(IconMark(icon))
        self.title = SafeLabel(title, size=15, bold=True, elide=True)
        self.header.addWidget(self.title)
        if note:
            self.note = SafeLabel(note, size=13, colour=theme.NIBI, elide=True)
            self.header.addWidget(self.note)
        self.header.addStretch(1)
        outer.addWidget(strip)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.setBrush(QColor(theme.SURFACE))
        radius = theme.px(theme.RADIUS_CARD)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self._header_height:
            line = QRectF(1, self._header_height, self.width() - 2, 1)
            painter.fillRect(line, QColor(theme.LINE))
        painter.end()


class IconMark(QWidget):
    """An icon that only marks, 18 px."""

    def __init__(self, icon: str, size: int = 18, colour: str = theme.SUMI) -> None:
        super().__init__()
        self._icon, self._colour = icon, colour
        self.setFixedSize(theme.px(size), theme.px(size))

    def set_icon(self, icon: str, colour: str) -> None:
        """Show another icon."""
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._icon, self._colour)
        painter.end()
