"""The line a person types into while people talk, and the chips of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.conference.meeting import EntryKind
from app.conference.names import kind_name
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.keycap import keycap_width, paint_keycap


class KindChip(QAbstractButton):
    """One kind of entry with its key; exactly one is checked. ``quiet`` is the second row."""

    def __init__(self, kind: EntryKind, key: str, *, quiet: bool = False) -> None:
        super().__init__()
        self.kind, self.key, self._quiet = kind, key, quiet
        self._compact = False
        self.setObjectName(f"kind_{kind.value}")
        self.setText(kind_name(kind))
        self.setAccessibleName(kind_name(kind))
        self.setToolTip(f"{kind_name(kind)}  {key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Preferred if quiet else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def set_compact(self, *, compact: bool) -> None:
        """Drop the key cap in a narrow window."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        cap = 0 if self._compact else keycap_width(self.key) + theme.px(6)
        width = theme.text_width(self.text(), self._font(bold=True)) + cap
        return QSize(width + theme.px(18), self._high())

    def minimumSizeHint(self) -> QSize:
        width = theme.text_width(self.text(), self._font(bold=True))
        return QSize(width + theme.px(10), self._high())

    def _high(self) -> int:
        if self._compact:
            return theme.px(24 if self._quiet else 32)
        return theme.px(26 if self._quiet else 36)

    def _font(self, *, bold: bool) -> QFont:
        return theme.font(13 if self._quiet else 14, bold=bold)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = theme.AI if on else theme.ZEBRA if self.underMouse() else theme.SURFACE
        border = theme.AI if on else theme.LINE if self._quiet else theme.LINE2
        painter.setPen(QPen(QColor(border), 1))
        painter.setBrush(QColor(fill))
        radius = theme.px(theme.RADIUS_BUTTON)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setFont(self._font(bold=on))
        colour = theme.SURFACE if on else theme.NIBI if self._quiet else theme.SUMI
        painter.setPen(QColor(colour))
        width = painter.fontMetrics().horizontalAdvance(self.text())
        cap = 0 if self._compact else keycap_width(self.key) + theme.px(6)
        if width + cap > self.width() - theme.px(6):
            cap = 0
        left = (self.width() - width - cap) / 2
        box = QRectF(left, 0, width + 2, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if cap:
            paint_keycap(
                painter,
                left + width + theme.px(6),
                self.height() / 2,
                self.key,
                colour=theme.SURFACE if on else theme.NIBI,
                border=theme.ON_AI_LINE if on else theme.LINE2,
                fill=None if on else theme.SURFACE,
            )
        painter.end()


class CaptureEdit(QLineEdit):
    """The capture line.

    While a medical risk is answered, a small choice at the right end says which one.
    """

    abandoned = Signal()
    """Esc: stop correcting an entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("capture_text")
        self.setAccessibleName(tr("記録する内容"))
        self.setPlaceholderText(tr("話し合いで出たことを書く"))
        self.setProperty("capture", "true")
        self.setFont(theme.font(17))
        self._risks: tuple[tuple[str, str], ...] = ()
        self._rule_id = ""
        self._choice = QToolButton(self)
        self._choice.setObjectName("capture_risk")
        self._choice.setAccessibleName(tr("どのリスクへの対応か"))
        self._choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._choice.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._choice.setFont(theme.font(13))
        self._choice.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._choice.setCursor(Qt.CursorShape.PointingHandCursor)
        self._choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._menu = QMenu(self)
        self._choice.setMenu(self._menu)
        self._choice.hide()

    @property
    def rule_id(self) -> str:
        """The risk this text answers; empty where none is asked for."""
        return self._rule_id if not self._choice.isHidden() else ""

    def offer_risks(self, risks: Sequence[tuple[str, str]], rule_id: str) -> None:
        """Offer ``(rule id, title)`` pairs, ``rule_id`` chosen; nothing to offer hides it."""
        self._risks = tuple(risks)
        self._menu.clear()
        for key, title in (*self._risks, ("", tr("特定のリスクではない"))):
            action = self._menu.addAction(title)
            action.triggered.connect(lambda _=False, key=key: self.choose_risk(key))
        self._choice.setVisible(bool(self._risks))
        self.choose_risk(rule_id)

    def choose_risk(self, rule_id: str) -> None:
        """Say which risk is answered."""
        self._rule_id = rule_id
        title = dict(self._risks).get(rule_id, tr("特定のリスクではない"))
        self._choice.setText(f"{title} ▾")
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.abandoned.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._choice.isHidden():
            self.setTextMargins(0, 0, 0, 0)
            return
        width = min(self._choice.sizeHint().width(), self.width() // 3)
        height = theme.px(28)
        top = (self.height() - height) // 2
        self._choice.setGeometry(self.width() - width - theme.px(8), top, width, height)
        self.setTextMargins(0, 0, width + theme.px(6), 0)
