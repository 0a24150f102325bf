"""The real window with the case pages on a practice store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.care.case import Case
from app.services.cases import find_case
from app.ui.cases.judgement_page import JudgementPage
from app.ui.cases.list_page import CasesPage
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.shell import MainWindow


def editor(context: UiContext, frame: QWidget) -> Page:
    """The editor, loaded only where a test opens it."""
    from app.ui.cases.editor_page import CaseEditorPage

    return CaseEditorPage(context, frame)


OpenJudgement = Callable[..., JudgementPage]


@pytest.fixture
def window(context: UiContext, show: Callable[[QWidget], QWidget]) -> MainWindow:
    """The window at 1366×768; no page is open yet."""
    window = MainWindow(context)
    window.register_page("page_cases", "cases", "事例", CasesPage)
    window.register_page("page_case_editor", "cases", "編集", editor, rail=False)
    window.register_page("page_judgement", "cases", "判定", JudgementPage, rail=False)
    window.resize(1366, 768)
    show(window)
    return window


@pytest.fixture
def cases(window: MainWindow) -> CasesPage:
    """The list, open."""
    window.navigate("page_cases")
    page = window.current_page()
    assert isinstance(page, CasesPage)
    return page


@pytest.fixture
def judgement(window: MainWindow) -> OpenJudgement:
    """Opens the judgement page of a case by its number."""

    def opened(number: int, **params: object) -> JudgementPage:
        uuid = find_case(window.context.store, number).uuid
        window.navigate("page_judgement", case_uuid=uuid, **params)
        page = window.current_page()
        assert isinstance(page, JudgementPage)
        return page

    return opened


@pytest.fixture
def stored(context: UiContext) -> Callable[[int], Case]:
    """A case as it stands in the store now."""
    return lambda number: find_case(context.store, number)
