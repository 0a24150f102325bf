"""A chart on screen: the figure's own pixels, drawn for this size and this screen elsewhere."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui import theme

_MM_PER_INCH: Final = 25.4
_PALE: Final = 0.35
PX_PER_POINT: Final = 1.3  # a figure's 10 pt are 13 design pixels, its 9.5 pt over 12


class ChartView(QWidget):
    """Shows the last picture, unscaled, until the one of the new size has come."""

    resized = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._image: QImage | None = None
        self._stale = False

    def image(self) -> QImage | None:
        """What is shown now."""
        return self._image

    def show_pixels(self, wide: int, high: int, pixels: bytes, ratio: float) -> None:
        """Show RGBA pixels drawn for a screen of ``ratio`` dots a pixel."""
        made = QImage(pixels, wide, high, 4 * wide, QImage.Format.Format_RGBA8888).copy()
        made.setDevicePixelRatio(ratio)
        self._image, self._stale = made, False
        self.update()

    def grow_stale(self) -> None:
        """The picture is of what was counted before: it stays, but pale."""
        self._stale = True
        self.update()

    def clear(self) -> None:
        """Nothing to show any more."""
        self._image = None
        self.update()

    def measures(self) -> tuple[float, float, float]:
        """Width and height of a figure in millimetres, and its dots per point on this screen."""
        points = PX_PER_POINT * theme.scale()
        to_mm = _MM_PER_INCH / 72 / points
        return self.width() * to_mm, self.height() * to_mm, points * self.devicePixelRatioF()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(180))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is not None:
            painter.setOpacity(_PALE if self._stale else 1.0)
            painter.drawImage(QPoint(0, 0), self._image)
            return
        painter.setFont(theme.font(13))
        painter.setPen(QColor(theme.HAI))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("グラフを描いています…"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
