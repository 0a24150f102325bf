"""Line icons of the design (24 grid, stroke 1.8) from ``resources/icons`` in any token colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resource
from app.ui import theme


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, area: QRectF, name: str, colour: str = theme.SUMI) -> None:
    """Paint icon ``name`` into ``area``, crisp at every screen factor."""
    _renderer(name, colour).render(painter, area)


@lru_cache(maxsize=256)
def pixmap(name: str, size: int, colour: str = theme.SUMI, ratio: float = 1.0) -> QPixmap:
    """Icon ``name`` as a pixmap of ``size`` device independent pixels."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, QRectF(0, 0, size, size), name, colour)
    painter.end()
    return image


def icon(name: str, size: int = 24, colour: str = theme.SUMI) -> QIcon:
    """Icon ``name`` for actions and item models, ``size`` in design pixels."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(pixmap(name, theme.px(size), colour, ratio))
    return made
