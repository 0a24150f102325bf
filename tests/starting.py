"""Watching the program start, from inside its own process: for the bench and start-up tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def before_windows(then: Callable[[], None]) -> None:
    """Call ``then`` where ``app.bootstrap`` is about to import the windows, and not earlier."""
    import app.cli.parser  # noqa: F401 - first here too, for quick_start brings Qt
    from app.ui import quick_start

    spare = quick_start.spare_source_scan

    def spare_and_call() -> None:
        spare()
        then()

    quick_start.spare_source_scan = spare_and_call


def when_painted(window: type[Any], then: Callable[[Any], None]) -> None:
    """Call ``then`` once, after a window of this class and all its children were painted."""
    from PySide6.QtCore import QTimer

    paint = window.paintEvent

    def first(self: Any, event: object) -> None:
        window.paintEvent = paint
        paint(self, event)
        QTimer.singleShot(0, lambda: then(self))

    window.paintEvent = first
