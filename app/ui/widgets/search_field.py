"""Search field: icon, what it searches, and the key that leads to it (design 02)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui import theme
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.keycap import keycap_width, paint_keycap

_PAUSE_MS = 150


class SearchField(QLineEdit):
    """``searched`` comes ``pause_ms`` after the last character and at once on Enter.

    0 is for searches that are faster than a typist: one answer for the keys that have piled up.

    ``hint`` stands at the right (かな・漢字・薬名); hint and key cap give way to long text.
    """

    searched = Signal(str)

    def __init__(
        self,
        placeholder: str,
        name: str,
        *,
        hint: str = "",
        key: str = "",
        accessible: str = "",
        pause_ms: int = _PAUSE_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible or placeholder)
        self.setPlaceholderText(placeholder)
        self.setFont(theme.font(14))
        self._hint = hint
        self._key = key
        self._last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)
        self._make_room()

    def clear_search(self) -> None:
        """Empty the field and say so at once."""
        self.clear()
        self._tell()

    def settle(self) -> None:
        """Take the present text as told: whoever set it searches by itself."""
        self._timer.stop()
        self._last = self.text()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme.px(18)
        middle = self.height() / 2
        colour = theme.SUMI if self.isEnabled() else theme.MUTE
        paint_icon(painter, QRectF(theme.px(10), middle - size / 2, size, size), "search", colour)
        right = self.width() - theme.px(10)
        if self._shows_key():
            right -= keycap_width(self._key)
            paint_keycap(painter, right, middle, self._key)
            right -= theme.px(8)
        if self._shows_hint():
            painter.setFont(theme.font(13))
            painter.setPen(QColor(theme.NIBI))
            width = self._hint_width()
            painter.drawText(
                QRectF(right - width, 0, width, self.height()),
                Qt.AlignmentFlag.AlignVCenter,
                self._hint,
            )

    def _typed(self) -> None:
        self._timer.start()
        self._make_room()

    def _tell(self) -> None:
        self._timer.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.searched.emit(self._last)

    def _hint_width(self) -> int:
        return theme.text_width(self._hint, theme.font(13)) + 1 if self._hint else 0

    def _free(self) -> int:
        shown = self.text() or self.placeholderText()
        return self.width() - theme.px(48) - self.fontMetrics().horizontalAdvance(shown)

    def _shows_key(self) -> bool:
        return bool(self._key) and self._free() > keycap_width(self._key) + theme.px(8)

    def _shows_hint(self) -> bool:
        key = keycap_width(self._key) if self._shows_key() else 0
        return bool(self._hint) and self._free() > key + self._hint_width() + theme.px(16)

    def _make_room(self) -> None:
        right = keycap_width(self._key) + theme.px(8) if self._shows_key() else 0
        right += self._hint_width() + theme.px(8) if self._shows_hint() else 0
        self.setTextMargins(theme.px(28), 0, right, 0)
