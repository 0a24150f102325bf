"""Segmented control: one of a few choices, all visible, in one border (DESIGN-SYSTEM §5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from app.ui import theme
from app.ui.widgets.keycap import keycap_width, paint_keycap

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class _Segment(QAbstractButton):
    def __init__(self, text: str, key: str, *, padding: int) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setFont(theme.font(14))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring_parent", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key = key
        self._padding = padding

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        # Qt's arrows choose only where something is chosen already; else they move the focus.
        group, now = self.group(), QApplication.focusWidget()
        if event.key() not in _ARROWS or not isinstance(now, _Segment) or now is self:
            return
        if group is not None and now.group() is group and group.checkedButton() is None:
            now.click()

    def sizeHint(self) -> QSize:
        width = theme.text_width(self.text(), theme.font(14, bold=True))
        if self._key and not self.window().property("compact"):
            width += keycap_width(self._key) + theme.px(6)
        return QSize(width + theme.px(2 * self._padding), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        width = theme.text_width(self.text(), theme.font(14, bold=True))
        return QSize(width + theme.px(self._padding), theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = theme.AI if on else theme.ZEBRA if self.underMouse() else theme.SURFACE
        colour = theme.SURFACE if on else theme.SUMI
        if not self.isEnabled():
            fill, colour = (theme.SUNK if on else theme.ZEBRA), theme.MUTE
        # Cut to the group's rounded border, so the outer corners stay round.
        outline = QPainterPath()
        group = self.parentWidget() or self
        frame = QRectF(group.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.px(theme.RADIUS_BUTTON)
        outline.addRoundedRect(frame.translated(-self.x(), -self.y()), radius, radius)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(fill))
        painter.setFont(theme.font(14, bold=on))
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(self.text())
        cap = keycap_width(self._key) + theme.px(6) if self._key else 0
        if width + cap > self.width() - theme.px(6):
            cap = 0
        left = (self.width() - width - cap) / 2
        painter.drawText(
            QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if cap:
            paint_keycap(
                painter,
                left + width + theme.px(6),
                self.height() / 2,
                self._key,
                colour=colour if on else theme.NIBI,
                border=theme.ON_AI_LINE if on else theme.LINE2,
                fill=None if on else theme.SURFACE,
            )
        painter.setClipping(False)
        self._paint_lines(painter, outline)

    def _paint_lines(self, painter: QPainter, outline: QPainterPath) -> None:
        colour = theme.LINE2 if self.isEnabled() else theme.LINE
        painter.setPen(QPen(QColor(colour), 1))
        painter.drawPath(outline)
        if self.x() > 1:
            painter.drawLine(0, 0, 0, self.height())


class Segmented(QWidget):
    """Exclusive choice; ``chosen`` is emitted when the person picks, not when code sets it.

    Arrow keys move inside the control; Delete clears it where ``clearable`` is set.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        *,
        accessible: str = "",
        keys: Sequence[str] = (),
        clearable: bool = False,
        padding: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._clearable = clearable
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (code, label) in enumerate(options):
            key = keys[number] if number < len(keys) else ""
            segment = _Segment(label, key, padding=padding)
            segment.setObjectName(f"{name}_{code}")
            segment.setAccessibleName(f"{accessible} {label}".strip())
            segment.setFixedHeight(theme.px(theme.CONTROL_HEIGHT))
            self._group.addButton(segment)
            self._buttons[code] = segment
            row.addWidget(segment)
            segment.clicked.connect(lambda _on, chosen=code: self.chosen.emit(chosen))
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def value(self) -> str:
        """The chosen code, empty while nothing is chosen."""
        return next((code for code, each in self._buttons.items() if each.isChecked()), "")

    def set_value(self, code: str | None) -> None:
        """Show ``code``; unknown or empty clears the choice. Emits nothing."""
        chosen = self._buttons.get(code or "")
        if chosen is not None:
            chosen.setChecked(True)
            self.setFocusProxy(chosen)
            return
        self._group.setExclusive(False)
        for each in self._buttons.values():
            each.setChecked(False)
        self._group.setExclusive(True)

    def set_label(self, code: str, label: str) -> None:
        """Change the words of one segment."""
        self._buttons[code].setText(label)
        self._buttons[code].updateGeometry()

    def button(self, code: str) -> QAbstractButton:
        """The segment of ``code``, for tests and shortcuts."""
        return self._buttons[code]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clearable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_value(None)
            self.chosen.emit("")
            return
        super().keyPressEvent(event)
