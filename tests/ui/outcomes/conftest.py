"""The page of outcomes over a practice store, and over the invented town."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.outcomes.evaluation import Evaluation
from app.services import outcomes
from app.services.outcomes import Overview
from app.services.store import Store
from app.ui.context import UiContext
from app.ui.outcomes.page import OutcomesPage
from app.ui.outcomes.work import OutcomesWork
from app.ui.page import Page
from app.ui.shell import MainWindow
from tests.outcomes.invented import town

ShowWidget = Callable[[QWidget], QWidget]
OpenPage = Callable[..., OutcomesPage]

counted_town = lru_cache(maxsize=1)(town)


class Judgement(Page):
    """Stands in for the ratings of a case: remembers how it was opened."""

    page_name = "page_judgement"

    def __init__(self, context: UiContext, frame: QWidget) -> None:
        super().__init__(context, frame)
        self.came: dict[str, object] = {}

    def opened(self, **params: object) -> None:
        self.came = params


@pytest.fixture
def open_page(context: UiContext, show: ShowWidget, qtbot: QtBot) -> OpenPage:
    """The page in its window, counted and drawn."""

    def opened(width: int = 1366, height: int = 768) -> OutcomesPage:
        window = MainWindow(context)
        window.register_page("page_outcomes", "outcomes", "評価", OutcomesPage)
        window.register_page("page_judgement", "cases", "事例", Judgement, rail=False)
        window.resize(width, height)
        show(window)
        window.navigate("page_outcomes")
        page = window.current_page()
        assert isinstance(page, OutcomesPage)
        qtbot.waitUntil(page.settled, timeout=30_000)
        return page

    return opened


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes half a second a page: not where nobody looks at the charts."""
    monkeypatch.setattr(OutcomesWork, "draw", lambda *_: None)


@pytest.fixture
def the_town(monkeypatch: pytest.MonkeyPatch) -> Evaluation:
    """A thousand people in place of what the store has."""
    found = counted_town()

    def overview(_store: Store, _district: str = "") -> Overview:
        return Overview(found, (), ("北", "南"))

    monkeypatch.setattr(outcomes, "overview", overview)
    return found
