"""What scrolls when the window is low; in a column the focused field stays visible."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme


class ScrollArea(QScrollArea):
    """Measures what it holds when it is shown, not at each step of building.

    Qt tells of a new style whenever a part of a page gets its parent, and a scroll area answers
    by styling and measuring all it holds: five times over, that was half of the time the page of
    a conference took to open.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and not self.isVisible():
            return QAbstractScrollArea.event(self, event)
        return super().event(event)


class ScrollColumn(ScrollArea):
    """Put widgets into ``column``. The ground shows through; only the bar is drawn."""

    def __init__(self, name: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if name:
            self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget()
        self.body.setObjectName("scroll_body")
        self.column = QVBoxLayout(self.body)
        # Room for the focus ring of the outermost fields.
        ring = theme.px(4)
        self.column.setContentsMargins(ring, ring, ring, ring)
        self.column.setSpacing(theme.px(theme.FIELD_GAP))
        self.setWidget(self.body)
        self.viewport().setAutoFillBackground(False)
        self._fitted = False
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def fit(self) -> None:
        """Room for every wrapped text now, and whenever the width changes.

        Left to events, rows that grow are squeezed into the old height for some frames.
        """
        self._fitted = True
        told = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        for place in range(self.column.count()):
            item = self.column.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is None:
                continue
            if not widget.testAttribute(told):
                widget.show()  # Qt would do so later, and a hidden widget has no height
            layout = widget.layout()
            if layout is not None:
                layout.activate()
        self.column.invalidate()
        width = self.viewport().width()
        self.body.setMinimumHeight(self.column.totalHeightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def _follow(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.body.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.px(16))
