"""Large clocks: each digit centred in a fixed cell, because the font's 1 is narrow (§3)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme

DIGIT_CELL: Final = 0.64
COLON_CELL: Final = 0.34


def clock_cells(text: str, used: QFont) -> list[float]:
    """Width of every character's cell: digits 0.64 em, colon 0.34 em, others as they are."""
    em = used.pixelSize()
    metrics = QFontMetricsF(used)
    cells = {":": COLON_CELL * em, **dict.fromkeys("0123456789", DIGIT_CELL * em)}
    return [cells.get(each, metrics.horizontalAdvance(each)) for each in text]


def paint_clock(
    painter: QPainter, area: QRectF, text: str, used: QFont, *, colour: str = theme.SUMI
) -> None:
    """Paint ``text`` such as 10:42 from the left of ``area``, centred vertically."""
    painter.save()
    painter.setFont(used)
    painter.setPen(QColor(colour))
    left = area.left()
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    for each, width in zip(text, clock_cells(text, used), strict=True):
        painter.drawText(QRectF(left, area.top(), width, area.height()), flags, each)
        left += width
    painter.restore()


class ClockFace(QWidget):
    """Minutes and seconds left, or a sign and both, that never jitter."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = 34,
        bold: bool = True,
        colour: str = theme.SUMI,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._font = theme.font(size, bold=bold)
        self._colour = colour
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        self.set_text(text)

    def text(self) -> str:
        """What the clock shows."""
        return self._text

    def set_text(self, text: str, *, colour: str = "") -> None:
        """Show ``text``, for example 10:42 or +0:12."""
        before, self._text = self.sizeHint(), text
        self._colour = colour or self._colour
        self.setAccessibleName(text)
        if self.sizeHint() != before:  # a minus sign is wider than the digit it stands for
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(clock_cells(self._text, self._font))
        return QSize(round(width) + 1, round(self._font.pixelSize() * 1.2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_clock(
            QPainter(self), QRectF(self.rect()), self._text, self._font, colour=self._colour
        )
