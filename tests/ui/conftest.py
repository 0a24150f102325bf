"""Every window test sees the real theme; ``context`` is a real practice store."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.settings import Settings
from app.ui import theme
from app.ui.context import UiContext
from app.ui.garbage import GuiGarbage
from app.ui.hub import ChangeHub
from app.ui.tasks import TaskRunner
from tests.practice import copied_practice_store

ShowWidget = Callable[[QWidget], QWidget]


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[None]:
    """Fonts, palette, style sheet and focus ring as in the program, once per process.

    What a test copied goes, as at the end of the program: data from Python that the clipboard still
    holds after Python has ended crash the process there.
    """
    if not qapp.property("themed"):
        theme.apply_theme(qapp)
        GuiGarbage(qapp)
        qapp.setProperty("themed", True)
    yield
    if theme.text_size() != "standard":
        theme.set_text_size("standard")
    qapp.clipboard().clear()


@pytest.fixture
def show(qtbot: QtBot) -> ShowWidget:
    """Show a widget as the active window, ready for keys."""

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return shown


@pytest.fixture
def context(fixed_clock: FixedClock, qapp: QApplication) -> Iterator[UiContext]:
    """A practice store with the sample cases and everything a page is given."""
    store = copied_practice_store(fixed_clock)
    tasks = TaskRunner()
    yield UiContext(
        store=store, clock=fixed_clock, settings=Settings(), hub=ChangeHub(), tasks=tasks
    )
    tasks.finish()
    store.close()
