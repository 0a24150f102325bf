"""Chips: short words in a box; shape and word first, colour second (DESIGN-SYSTEM §5)."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.icons import paint_icon

ChipKind = Literal["plain", "ai", "moegi", "yama", "kaki", "akane", "on"]

_LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    "plain": (theme.SURFACE, theme.LINE2, theme.SUMI),
    "ai": (theme.AI_T, theme.AI, theme.SUMI),
    "moegi": (theme.MOEGI_T, theme.MOEGI, theme.MOEGI),
    "yama": (theme.YAMA_T, theme.YAMA_M, theme.YAMA),
    "kaki": (theme.KAKI_T, theme.KAKI, theme.KAKI),
    "akane": (theme.AKANE_T, theme.AKANE, theme.AKANE),
    "on": (theme.AI, theme.AI, theme.SURFACE),
}
_HEIGHT: Final = 22
_PADDING: Final = 8
_ICON: Final = 14
_GAP: Final = 5


def _width(widget: QWidget, text: str, icon: str) -> int:
    extra = theme.px(_ICON + _GAP) if icon else 0
    return widget.fontMetrics().horizontalAdvance(text) + extra + theme.px(2 * _PADDING) + 2


def _paint(widget: QWidget, kind: str, text: str, icon: str) -> None:
    fill, border, colour = _LOOKS[kind]
    if not widget.isEnabled():
        fill, border, colour = theme.ZEBRA, theme.LINE, theme.MUTE
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(border), 1))
    painter.setBrush(QColor(fill))
    height = min(theme.px(_HEIGHT), widget.height())
    box = QRectF(0.5, (widget.height() - height) // 2 + 0.5, widget.width() - 1, height - 1)
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    left = box.left() + theme.px(_PADDING)
    if icon:
        size = theme.px(_ICON)
        area = QRectF(left, box.center().y() - size / 2, size, size)
        paint_icon(painter, area, icon, colour)
        left += size + theme.px(_GAP)
    painter.setPen(QColor(colour))
    painter.setFont(widget.font())
    room = round(box.right() - left - theme.px(_PADDING)) + 2
    shown = widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(
        QRectF(left, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, shown
    )


class Chip(QLabel):
    """A chip to read."""

    def __init__(
        self,
        text: str,
        *,
        kind: ChipKind = "plain",
        icon: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        self.set_chip(text, kind=kind, icon=icon)

    def kind(self) -> str:
        """The kind now shown."""
        return self._kind

    def set_chip(self, text: str, *, kind: ChipKind = "plain", icon: str = "") -> None:
        """Change words, kind and icon together."""
        self._kind = kind
        self._icon = icon
        self.setFont(theme.font(13, bold=kind == "on"))
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_width(self, self.text(), self._icon), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, self._kind, self.text(), self._icon)


class ToggleChip(QAbstractButton):
    """A chip to switch on and off, such as the features 1 意欲低下 … of a case."""

    def __init__(
        self, text: str, name: str, *, accessible: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setObjectName(name)
        self.setAccessibleName(accessible or text)
        self.setFont(theme.font(13))
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda on: self.setFont(theme.font(13, bold=on)))

    def sizeHint(self) -> QSize:
        # Bold width in both states, so that nothing moves when it is switched.
        bold = theme.text_width(self.text(), theme.font(13, bold=True))
        return QSize(bold + theme.px(2 * _PADDING) + 2, theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, "on" if self.isChecked() else "plain", self.text(), "")
