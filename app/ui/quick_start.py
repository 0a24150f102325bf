"""What makes the first window come up sooner (tests/bench/bench_startup.py prints the figures)."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_SHOWN_MS = 50  # what is painted also has to reach the screen


def spare_source_scan() -> None:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks there for ``from __feature__``, which we don't use, and keeps the text in memory:
    a quarter of the time SQLAlchemy takes to load. ``tests/ui/test_startup_imports.py`` tells
    if a later PySide6 has moved the switch; without it start-up is slower, nothing else.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        feature.__dict__["_mod_uses_pyside"] = lambda _module: False


def collect_garbage_again(app: QObject) -> None:
    """After ``gc.disable()``: what start-up built stays anyway and is never looked at again."""
    from app.ui.garbage import GuiGarbage

    if app.findChild(GuiGarbage) is None:
        gc.freeze()
        GuiGarbage(app)


class AfterPaint(QObject):
    """Imports modules one by one once ``window`` is painted, so that a person can type between."""

    def __init__(self, window: QWidget, modules: Iterable[str], then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._left = iter(modules)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(_SHOWN_MS, self, self._import_one)
        return False

    def _import_one(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._then()
            return
        importlib.import_module(name)
        QTimer.singleShot(0, self, self._import_one)
