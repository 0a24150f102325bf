"""The home page on the practice store, and where it wanted to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QWidget

from app.i18n import tr
from app.services.conferences import bin_conference, list_conferences
from app.ui.context import UiContext
from app.ui.home.page import HomePage
from app.ui.shell import MainWindow

ShowWidget = Callable[[QWidget], QWidget]


@dataclass
class Travels:
    """Stands in for the shell: remembers each wish to open a page."""

    wishes: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def __call__(self, page_name: str, /, **params: object) -> bool:
        self.wishes.append((page_name, params))
        return True


@pytest.fixture
def home(context: UiContext, show: ShowWidget) -> HomePage:
    """The page in its window at the size of the design picture."""
    window = MainWindow(context)
    window.register_page("page_home", "home", tr("ホーム"), HomePage)
    window.resize(1366, 768)
    show(window)
    window.navigate("page_home")
    page = window.current_page()
    assert isinstance(page, HomePage)
    return page


@pytest.fixture
def travels(home: HomePage) -> Travels:
    """Where the page wants to go, from when it is open."""
    home.context.navigator = travels = Travels()
    return travels


@pytest.fixture
def no_conference(context: UiContext) -> None:
    """Nothing is planned."""
    for row in list_conferences(context.store):
        bin_conference(context.store, row.uuid)
