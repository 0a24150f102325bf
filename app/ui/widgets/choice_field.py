"""Combo boxes that keep what they hold: the wheel never changes a value by accident."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui import theme


class QuietCombo(QComboBox):
    """Scrolling a form over it scrolls the form; the open list scrolls itself."""

    def __init__(self, name: str, *, accessible: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFont(theme.font(14))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.view().isVisible():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(QuietCombo):
    """One of a list of codes, shown by label.

    An unknown code is kept and shown as it is, so that nothing imported gets lost.
    """

    chosen = Signal(str)
    """The code the person picked; setting it from code is silent."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        *,
        accessible: str = "",
        empty: str | None = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, accessible=accessible, parent=parent)
        if empty is not None:
            self.addItem(empty, "")
        for code, label in options:
            self.addItem(label, code)
        self.activated.connect(lambda _index: self.chosen.emit(self.code()))

    def code(self) -> str:
        """The code now chosen, empty when none is."""
        return self.currentData() or ""

    def set_code(self, code: str | None) -> None:
        """Show ``code``."""
        index = self.findData(code or "")
        if index < 0 and code:
            self.addItem(code, code)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.px(62)), hint.height())
