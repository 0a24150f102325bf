"""Key caps: the key a button answers to, drawn as a small box (DESIGN-SYSTEM §5)."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.ui import theme

HEIGHT = 18
_PADDING = 4
_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def shown_key(key: str) -> str:
    """The key as people see it: Ctrl+N, Ctrl+↓; on macOS ⌘N."""
    if sys.platform == "darwin":
        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
    parts = key.split("+") if len(key) > 1 else [key]
    return "+".join(_ARROWS.get(part, part) for part in parts)


def keycap_width(key: str) -> int:
    """Width of the cap for ``key``."""
    text = theme.text_width(shown_key(key), theme.font(12, tabular=True))
    return max(text + theme.px(2 * _PADDING) + 2, theme.px(20))


def paint_keycap(
    painter: QPainter,
    left: float,
    middle: float,
    key: str,
    *,
    colour: str = theme.NIBI,
    border: str = theme.LINE2,
    fill: str | None = theme.SURFACE,
) -> None:
    """Paint the cap with its left edge at ``left``, centred on the line ``middle``."""
    height = theme.px(HEIGHT)
    box = QRectF(left + 0.5, round(middle - height / 2) + 0.5, keycap_width(key) - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(border), 1))
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, theme.px(3), theme.px(3))
    painter.setPen(QColor(colour))
    painter.setFont(theme.font(12, tabular=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown_key(key))
    painter.restore()


class KeyCap(QLabel):
    """A key cap on its own, for lists of keys."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(12, tabular=True))
        self.setText(shown_key(key))
        self._key = key

    def sizeHint(self) -> QSize:
        return QSize(keycap_width(self._key), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_keycap(QPainter(self), 0, self.height() / 2, self._key)
