"""The judgement page across pages, many cases and window sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.care.case import TimePoint, judgement_of, with_judgement
from app.care.items import items
from app.i18n import set_language
from app.services.cases import find_case, save_case
from app.ui import theme
from app.ui.cases.draft import draft_of
from app.ui.cases.judgement_model import Column
from app.ui.cases.judgement_page import JudgementPage
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from tests.ui.cases.conftest import OpenJudgement
from tests.ui.cases.judging import KEY, Stored, at
from tests.ui.cases.keys import CTRL, cut_off, press


def test_undo_runs_across_the_pages_of_a_case(
    judgement: OpenJudgement, window: MainWindow, stored: Stored
) -> None:
    page = judgement(105)
    before = stored(105)
    at(page, 0, Column.BEFORE)
    QTest.keyClicks(page.view, "6")
    window.navigate("page_case_editor", case_uuid=before.uuid)
    draft = draft_of(window.context, before.uuid)
    assert judgement_of(draft.case, items()[0].key, TimePoint.BEFORE).rating == "X2"

    press(window, KEY.Key_Z, held=CTRL)
    window.navigate("page_judgement", case_uuid=before.uuid)
    assert page.model.rating(0, Column.BEFORE) == "O1"
    press(page.view, KEY.Key_Y, held=CTRL)
    assert page.model.rating(0, Column.BEFORE) == "X2"

    assert page.leave()
    assert judgement_of(stored(105), items()[0].key, TimePoint.BEFORE).rating == "X2"


def test_a_change_from_elsewhere_is_shown(
    judgement: OpenJudgement, window: MainWindow, stored: Stored
) -> None:
    page = judgement(105)
    first = items()[0].key
    changed = with_judgement(stored(105), first, TimePoint.BEFORE, rating="X1")

    window.context.hub.announce(save_case(window.context.store, changed).changes)

    assert page.model.rating(0, Column.BEFORE) == "X1"


def test_many_cases_one_after_the_other(judgement: OpenJudgement, window: MainWindow) -> None:
    page = judgement(101)
    for number in range(102, 109):
        uuid = find_case(window.context.store, number).uuid
        window.navigate("page_case_editor", case_uuid=uuid)
    QGuiApplication.processEvents()

    judgement(109)

    assert page.model.case.case_no == 109


# How it looks.


@pytest.mark.parametrize(
    ("size", "text"),
    [((1280, 640), "large"), ((1366, 768), "large")],
)
def test_all_18_rows_stay_visible_in_small_windows_and_large_type(
    context: UiContext,
    show: Callable[[QWidget], QWidget],
    size: tuple[int, int],
    text: str,
) -> None:
    theme.set_text_size(text)
    window = MainWindow(context)
    window.register_page("page_judgement", "cases", "判定", JudgementPage, rail=False)
    window.resize(*size)
    show(window)
    window.navigate("page_judgement", case_uuid=find_case(context.store, 105).uuid)
    page = window.current_page()
    assert isinstance(page, JudgementPage)

    assert cut_off(page) == []
    assert not page.view.verticalScrollBar().isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (1366, 640), (1280, 640)])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_all_18_rows_are_visible_without_scrolling(
    judgement: OpenJudgement, window: MainWindow, size: tuple[int, int], language: str
) -> None:
    set_language(language)
    window.resize(*size)

    page = judgement(105)

    last = page.view.visualRect(page.model.index(17, Column.BEFORE))
    assert last.bottom() <= page.view.viewport().height()
    assert not page.view.verticalScrollBar().isVisible()
    assert cut_off(window) == []
    judgement(105, months=6)
    assert cut_off(window) == []


def test_pseudo_texts_fit(judgement: OpenJudgement, window: MainWindow) -> None:
    set_language("pseudo")

    judgement(105)
    assert cut_off(window) == []
    judgement(105, months=12)

    assert cut_off(window) == []
