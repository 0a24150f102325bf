"""The keyboard focus as a 2 px kaki ring outside the control (DESIGN-SYSTEM §7).

Style sheets can't paint outside a widget and margins inside every control would spoil the
grid, so one transparent overlay per window follows the focus. Item views draw their own cell
ring; a control inside a group (property ``ring_parent``) is ringed as the group.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app.ui import theme

_RINGED = (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
_FOLLOWED = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.ZOrderChange,
    }
)
_REACH = 3  # 1 px offset + 2 px line


class FocusRing(QWidget):
    """The ring itself: a mouse-transparent child of the window that holds the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @staticmethod
    def follow(app: QApplication) -> FocusFollower:
        """Start following the focus of the whole program."""
        return FocusFollower(app)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.KAKI), 2))
        radius = theme.px(theme.RADIUS_BUTTON) + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class FocusFollower(QObject):
    """Moves the ring to the control that has the focus and keeps it there."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("focus_follower")
        self._ring: FocusRing | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._focus_moved)

    def ring(self) -> FocusRing | None:
        """The ring in use, if any control has had the focus yet."""
        return self._ring if self._ring is not None and shiboken6.isValid(self._ring) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and watched is not self._ring:
            self._place()
        return False

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._watched.clear()
        self._target = ring_target(now)
        if self._target is not None:
            widget: QWidget | None = self._target
            while widget is not None:
                widget.installEventFilter(self)
                self._watched.append(widget)
                if widget.isWindow():
                    break
                widget = widget.parentWidget()
        self._place()

    def _place(self) -> None:
        ring, target = self.ring(), self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            if ring is not None:
                ring.hide()
            return
        window = target.window()
        if ring is None:
            ring = self._ring = FocusRing()
        if ring.parentWidget() is not window:
            ring.setParent(window)
        around = visible_part(target)
        if around.isEmpty():
            ring.hide()
            return
        ring.setGeometry(around.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        ring.raise_()
        ring.show()


def ring_target(widget: QWidget | None) -> QWidget | None:
    """What to ring when ``widget`` has the focus; ``None`` where the widget shows it itself."""
    if widget is None:
        return None
    if widget.property("ring_parent"):
        return widget.parentWidget()
    if widget.property("focus_ring") is False:
        return None
    if widget.property("focus_ring") or isinstance(widget, _RINGED):
        parent = widget.parentWidget()
        inner = isinstance(parent, QComboBox | QAbstractSpinBox)
        return parent if inner else widget
    return None


def visible_part(widget: QWidget) -> QRect:
    """The rectangle of ``widget`` in its window that no scroll area has scrolled away."""
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        scroller = parent.parentWidget()
        if isinstance(scroller, QAbstractScrollArea) and scroller.viewport() is parent:
            seen = QRect(parent.mapTo(window, QPoint(0, 0)), parent.size())
            if not seen.intersects(area):
                return QRect()
            # A field cut by the edge keeps its ring inside the viewport.
            area = area & seen if not seen.contains(area) else area
        parent = scroller
    return area
