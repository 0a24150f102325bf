"""実際 waits for its day, and says why; the editor's questions lead to the rating they ask about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.care.case import TimePoint, judgement_of, with_judgement
from app.care.items import item_of
from app.clock import FixedClock
from app.i18n import set_language
from app.services.cases import find_case, save_case
from app.ui.cases.judgement_model import LOCKED_ROLE, Column
from app.ui.cases.judgement_page import JudgementPage
from app.ui.cases.judgement_view import SheetHeader
from app.ui.shell import MainWindow
from tests.ui.cases.conftest import OpenJudgement
from tests.ui.cases.keys import CTRL, clipboard, cut_off, press

KEY, DAY = Qt.Key, 24 * 3600
BEFORE_DUE, DUE = 120 * DAY, 121 * DAY  # sample 105: from 6 August to 5 December 2024
HALF_YEAR = TimePoint.ACTUAL_6


def early(page: JudgementPage) -> QPushButton:
    button = page.findChild(QPushButton, "judgement_record_early")
    assert button is not None
    return button


def header(page: JudgementPage) -> SheetHeader:
    found = page.view.horizontalHeader()
    assert isinstance(found, SheetHeader)
    return found


def tip(page: JudgementPage) -> str:
    """What the header of 実際 says when the mouse rests on it."""
    role = Qt.ItemDataRole.ToolTipRole
    return str(page.model.headerData(Column.ACTUAL, Qt.Orientation.Horizontal, role) or "")


def locked(page: JudgementPage) -> bool:
    return bool(page.model.index(4, Column.ACTUAL).data(LOCKED_ROLE))


def test_before_its_day_nothing_can_be_written_and_the_page_says_why(
    judgement: OpenJudgement, window: MainWindow, fixed_clock: FixedClock
) -> None:
    fixed_clock.advance(BEFORE_DUE)
    page = judgement(105, months=6)
    before = page.model.case

    assert locked(page)
    assert header(page).sub_label() == "会議のあと"
    assert "令和6年12月5日から入力できます" in tip(page)
    assert "令和6年12月5日" in str(page.model.index(0, Column.ACTUAL).data(3))
    assert early(page).isVisible()
    assert cut_off(window) == []

    QTest.keyClicks(page.view, "1")  # meant for 実際: must not fall on another column
    press(page.view, KEY.Key_Delete, KEY.Key_F2)
    assert not page.view.typing()
    clipboard("○1\t新しい記述\n")
    for column in (Column.ACTUAL, Column.PERSONAL):
        page.view.setCurrentIndex(page.model.index(0, column))
        press(page.view, KEY.Key_V, KEY.Key_D, held=CTRL)
        page.view.rate_current("O1")
    page.model.rate(0, Column.ACTUAL, "O1")
    assert page.model.case == before


def test_on_its_day_it_is_open(judgement: OpenJudgement, fixed_clock: FixedClock) -> None:
    fixed_clock.advance(DUE)
    page = judgement(105, months=6)

    assert not locked(page)
    assert not early(page).isVisible()
    assert header(page).sub_label() == "6か月後"
    assert tip(page) == ""
    QTest.keyClicks(page.view, "1")
    assert page.model.rating(0, Column.ACTUAL) == "O1"


def test_somebody_may_record_early_and_comes_back_to_it(
    judgement: OpenJudgement, window: MainWindow
) -> None:
    page = judgement(105, months=6)
    press(page.view, KEY.Key_J, held=CTRL)
    assert early(page).hasFocus()

    press(early(page), KEY.Key_Space)

    assert not locked(page)
    assert page.view.hasFocus()
    QTest.keyClicks(page.view, "2")
    assert page.model.rating(0, Column.ACTUAL) == "O2"
    page.times.button("actual_12").click()
    assert locked(page)  # the answer was about the half year
    page.times.button("actual_6").click()
    assert not locked(page)
    assert page.leave()
    stored = find_case(window.context.store, 105)
    assert judgement_of(stored, page.model.item(0).key, HALF_YEAR).rating == "O2"


def test_what_was_begun_stays_open_and_an_unknown_day_locks_nothing(
    judgement: OpenJudgement, window: MainWindow
) -> None:
    store = window.context.store
    begun = find_case(store, 105)
    save_case(store, with_judgement(begun, "eating", HALF_YEAR, rating="O1"))
    undated = find_case(store, 103)
    save_case(store, replace(undated, baseline_date=None, follow_ups=()))

    assert not locked(judgement(105, months=6))
    assert locked(judgement(105, months=3))
    assert not locked(judgement(103, months=3))


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_the_locked_page_fits(judgement: OpenJudgement, window: MainWindow, language: str) -> None:
    set_language(language)
    window.resize(1280, 640)

    page = judgement(105, months=6)

    assert early(page).isVisible()
    assert cut_off(window) == []


# From the editor.


def test_each_question_in_the_editor_leads_to_the_rating_it_asks_about(
    window: MainWindow,
) -> None:
    store = window.context.store
    case = with_judgement(
        find_case(store, 104), "medication", TimePoint.BEFORE,
        rating="O2", environment_factor="嫁が管理している",
    )  # fmt: skip
    case = with_judgement(case, "bathing", TimePoint.BEFORE, rating="D1", environment_factor="")
    case = with_judgement(case, "bathing", TimePoint.PREDICTED, rating="O1")
    alone = {"formal_services": (), "informal_supports": (), "short_term_program": None}
    save_case(store, replace(case, **alone))  # type: ignore[arg-type]

    for name, item, column in (
        ("risk_hint_H1_medication", "medication", Column.BEFORE),
        ("risk_hint_H5_bathing", "bathing", Column.PREDICTED),
    ):
        window.navigate("page_case_editor", case_uuid=case.uuid)
        button = window.current_page().findChild(QPushButton, name)
        assert button is not None
        assert item_of(item).label() in button.accessibleName()
        assert cut_off(window) == []
        button.click()
        judged = window.current_page()
        assert isinstance(judged, JudgementPage)
        assert judged.view.hasFocus()
        index = judged.view.currentIndex()
        assert (judged.model.item(index.row()).key, index.column()) == (item, column)
