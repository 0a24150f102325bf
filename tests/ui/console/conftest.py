"""The real window with the console in the four-case meeting of the samples."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.services.conferences import list_conferences
from app.ui.conferences.page import ConferencesPage
from app.ui.console.page import ConsolePage
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.shell import MainWindow


def main_window(context: UiContext) -> MainWindow:
    window = MainWindow(context)
    window.register_page("page_conferences", "conferences", "会議", ConferencesPage)
    window.register_page("page_console", "conferences", "会議", ConsolePage, rail=False)
    window.resize(1366, 768)
    return window


def opened_console(window: MainWindow, conference_uuid: str) -> ConsolePage:
    window.navigate("page_console", conference_uuid=conference_uuid)
    page = window.current_page()
    assert isinstance(page, ConsolePage)
    return page


@pytest.fixture
def conference_uuid(context: UiContext) -> str:
    return next(row.uuid for row in list_conferences(context.store) if row.case_count == 4)


@pytest.fixture
def page(
    context: UiContext, conference_uuid: str, show: Callable[[QWidget], QWidget]
) -> ConsolePage:
    window = main_window(context)
    show(window)
    return opened_console(window, conference_uuid)


@pytest.fixture
def restarted(
    context: UiContext, conference_uuid: str, show: Callable[[QWidget], QWidget]
) -> Callable[[], ConsolePage]:
    """The program once more on the same data, as after a kill: nobody left the first one."""

    def restart() -> ConsolePage:
        again = UiContext(
            store=context.store,
            clock=context.clock,
            settings=context.settings,
            hub=ChangeHub(),
            tasks=context.tasks,
        )
        window = main_window(again)
        show(window)
        return opened_console(window, conference_uuid)

    return restart
