"""The real window with the conference page, on a practice store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.conferences.page import ConferencesPage
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.shell import MainWindow


class ConsoleStandIn(Page):
    """Notes where 会議を始める leads; the console has tests of its own."""

    page_name = "page_console"
    full_window = True

    def opened(self, **params: object) -> None:
        self.asked = params


@pytest.fixture
def window(context: UiContext, show: Callable[[QWidget], QWidget]) -> MainWindow:
    window = MainWindow(context)
    window.register_page("page_conferences", "conferences", "会議", ConferencesPage)
    window.register_page("page_console", "play", "進行", ConsoleStandIn, rail=False)
    window.resize(1366, 768)
    show(window)
    window.navigate("page_conferences")
    return window


@pytest.fixture
def page(window: MainWindow) -> ConferencesPage:
    page = window.current_page()
    assert isinstance(page, ConferencesPage)
    return page
