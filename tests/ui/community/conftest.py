"""The real window with the board, on a practice store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.community.page import CommunityPage
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.shell import MainWindow


class CaseStandIn(Page):
    """Notes which case a line of evidence leads to."""

    page_name = "page_case_editor"

    def opened(self, **params: object) -> None:
        self.asked = params


@pytest.fixture
def window(context: UiContext, show: Callable[[QWidget], QWidget]) -> MainWindow:
    window = MainWindow(context)
    window.register_page("page_community", "community", "地域課題", CommunityPage)
    window.register_page("page_case_editor", "cases", "事例", CaseStandIn, rail=False)
    window.resize(1366, 768)
    show(window)
    window.navigate("page_community")
    return window


@pytest.fixture
def page(window: MainWindow) -> CommunityPage:
    page = window.current_page()
    assert isinstance(page, CommunityPage)
    return page
