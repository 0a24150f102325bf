"""After the window is gone: what Python would still hold of the words that stood in it."""

from __future__ import annotations

import gc
import sys
from functools import _lru_cache_wrapper
from inspect import signature

import shiboken6
from PySide6.QtCore import QObject


def forget_cached_texts() -> None:
    """Clear each ``lru_cache`` of our modules whose function is asked with something.

    Not a list of the telling ones, which would go stale. A function without arguments can only
    know what came with the program, and reading that anew would cost the person coming back.
    """
    for name, module in tuple(sys.modules.items()):
        if name == "app" or name.startswith("app."):
            for value in tuple(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper) and signature(value).parameters:
                    value.cache_clear()


def forget_dead_widgets() -> None:
    """Empty what is left of destroyed widgets and models.

    Some stay in memory because Qt holds a function that names them; what they name goes.
    """
    for each in gc.get_objects():
        if isinstance(each, QObject) and not shiboken6.isValid(each):
            vars(each).clear()
