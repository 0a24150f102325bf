"""A panel that stands in for another one until Esc; at most one is open (``panels``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.i18n import tr
from app.ui import theme
from app.ui.console.panel import Panel
from app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from app.care.case import Case
    from app.conference.session import MeetingSession


class Drawer(Panel):
    """Title, a note, and the way out; what it shows comes through ``show_meeting``."""

    closed = Signal()

    def __init__(self, title: str, name: str, *, note: str = "") -> None:
        super().__init__(title, name, note=note)
        self.setAccessibleName(title)
        close = Button(tr("閉じる"), f"{name}_close", kind="text", size="small", key="Esc")
        close.setFixedHeight(theme.px(28))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.closed)
        self.header.addWidget(close)
        self.hide()

    def show_meeting(self, session: MeetingSession, case: Case | None) -> None:
        """Show this moment of the meeting."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Put the keyboard where the first key is expected."""
        raise NotImplementedError

    def enter(self, *, shown: bool) -> bool:  # noqa: ARG002 - most drawers record without it
        """Ctrl+Enter while this is open; false leaves it to the capture row."""
        return False

    def set_compact(self, *, compact: bool) -> None:
        """Less air in small windows; most drawers have none to give."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
