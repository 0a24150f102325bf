"""The keyboard focus as a 2 px kaki ring outside the control (DESIGN-SYSTEM §7).

Style sheets can't paint outside a widget and margins inside every control would spoil the
grid, so one transparent overlay per window follows the focus. Item views draw their own cell
ring; a control inside a group (property ``ring_parent``) is ringed as the group.
"""

from __future__ import annotations

import weakref
from typing import TypeVar

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

Kind = TypeVar("Kind", bound=QObject)

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

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
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
    """Moves the ring to the control that has the focus and keeps it there.

    It holds widgets by weak reference only: dropping the last strong one inside a focus change
    would destroy a window in the middle of Qt's own work on it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("focus_follower")
        self._ring: weakref.ref[FocusRing] | None = None
        self._target: weakref.ref[QWidget] | None = None
        self._watched: list[weakref.ref[QWidget]] = []
        app.focusChanged.connect(self._focus_moved)

    def ring(self) -> FocusRing | None:
        """The ring in use, if any control has had the focus yet."""
        return _alive(self._ring)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and watched is not self.ring():
            self._place()
        return False

    def _focus_moved(self) -> None:
        for known in self._watched:
            watched = _alive(known)
            if watched is not None:
                watched.removeEventFilter(self)
        self._watched.clear()
        target = ring_target(QApplication.focusWidget())
        self._target = weakref.ref(target) if target is not None else None
        widget = target
        while widget is not None:
            widget.installEventFilter(self)
            self._watched.append(weakref.ref(widget))
            widget = None if widget.isWindow() else widget.parentWidget()
        self._place()

    def _place(self) -> None:
        ring, target = self.ring(), _alive(self._target)
        if target is None or not target.isVisible():
            if ring is not None:
                ring.hide()
            return
        window = target.window()
        if ring is None:
            ring = FocusRing(window)
            self._ring = weakref.ref(ring)
        elif ring.parentWidget() is not window:
            ring.setParent(window)
        around = visible_part(target)
        if around.isEmpty():
            ring.hide()
            return
        ring.setGeometry(around.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        ring.raise_()
        ring.show()


def _alive(known: weakref.ref[Kind] | None) -> Kind | None:
    """The object behind a weak reference, unless Python or Qt let go of it."""
    found = known() if known is not None else None
    return found if found is not None and shiboken6.isValid(found) else None


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
