"""A status as shape and word outside tables, for example in the preview."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.highlight_delegate import Shape, paint_shape


class StatusLabel(QLabel):
    """● 会議準備"""

    def __init__(
        self, text: str = "", shape: Shape = "open", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(14))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setContentsMargins(theme.px(16), 0, 0, 0)
        self._shape: Shape = shape
        self.setText(text)

    def set_status(self, text: str, shape: Shape) -> None:
        """Change word and shape."""
        self._shape = shape
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            paint_shape(QPainter(self), QRectF(self.rect()), self._shape)
