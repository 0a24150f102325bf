"""Python's garbage is collected by the window's own thread, between two events.

Windows that are gone leave cycles of objects. Python looks for them wherever it happens to make an
object, in the thread of a long task too, and Qt's objects must not be destroyed there: timers
can't be stopped from another thread, the process may crash. So the automatic search is off and a
timer of the GUI thread does the same (decision 074).
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1000


def collect_if_due() -> None:
    """Collect the oldest generation whose count is beyond its threshold, as Python itself would."""
    due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(place for place, each in enumerate(due) if each))


class GuiGarbage(QObject):
    """From now on only the thread of ``parent``, the application, collects garbage."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()
