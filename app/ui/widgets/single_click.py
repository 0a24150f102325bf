"""Widgets that act once on a double click: the second half of one is no second wish."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class SingleClick(QObject):
    """Swallows the second press of a double click, so that its release clicks nothing."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.MouseButtonDblClick


def act_once(*widgets: QWidget) -> None:
    """Let these act once where a person double-clicks out of habit."""
    for widget in widgets:
        widget.installEventFilter(SingleClick(widget))
