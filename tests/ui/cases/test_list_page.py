"""The list page in the real window: search, filters, preview, opening, keys (design 02)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.i18n import set_language
from app.models.keyslots import KdfCost
from app.services.cases import CaseRow, find_case, save_case
from app.services.store import create_store
from app.settings import Settings
from app.ui.cases.list_model import UUID_ROLE, Column
from app.ui.cases.list_page import CasesPage
from app.ui.cases.list_preview import CasePreview
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.shell import MainWindow
from app.ui.tasks import TaskRunner
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.filter_button import FilterButton
from app.ui.widgets.labels import Paragraph
from tests.ui.cases.keys import CTRL, cut_off, press

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def search(page: CasesPage, text: str) -> None:
    page.search.setText(text)
    press(page.search, KEY.Key_Return)


def listed(page: CasesPage) -> list[CaseRow]:
    rows = [page.model.row_at(place) for place in range(page.model.rowCount())]
    return [row for row in rows if row is not None]


def numbers(page: CasesPage) -> list[int | None]:
    return [row.case_no for row in listed(page)]


def select(page: CasesPage, number: int) -> None:
    page.table.select_case(find_case(page.context.store, number).uuid)


def words(page: CasesPage, name: str) -> str:
    found = page.findChild(QWidget, name)
    assert found is not None
    return str(found.property("text"))


def button(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None
    return found


def tick(page: CasesPage, name: str, label: str) -> None:
    """Choose one box of a filter."""
    chosen = page.findChild(FilterButton, name)
    assert chosen is not None
    next(action for action in chosen.menu().actions() if action.text() == label).trigger()


def shown_case(window: MainWindow) -> tuple[str, int | None]:
    """Which page stands on screen, and of which case."""
    page = window.current_page()
    assert page is not None
    number = re.search(r"No\.(\d+)", page.status_text())
    return page.page_name, int(number[1]) if number else None


# Searching and narrowing.


def test_kana_find_a_medicine_and_its_column_shows_only_meanwhile(cases: CasesPage) -> None:
    assert cases.table.isColumnHidden(Column.MATCH)
    assert words(cases, "case_count") == "10"

    search(cases, "あむろ")
    assert numbers(cases) == [109, 107, 103, 101]
    assert not cases.table.isColumnHidden(Column.MATCH)
    assert words(cases, "case_count") == "4"
    search(cases, "")

    assert cases.table.isColumnHidden(Column.MATCH)
    assert len(numbers(cases)) == 10


@pytest.mark.parametrize(
    ("typed", "found"), [("心不", [105]), ("ＣＯＰＤ", [108]), ("ぱーきんそん", [102])]
)
def test_two_letters_wide_letters_and_kana_are_enough(
    cases: CasesPage, typed: str, found: list[int]
) -> None:
    search(cases, typed)

    assert numbers(cases) == found


def test_typing_searches_without_enter(cases: CasesPage, qtbot: QtBot) -> None:
    cases.search.setText("あむろ")

    qtbot.waitUntil(lambda: cases.model.rowCount() == 4)


def test_filters_narrow_together_and_are_cleared_together(cases: CasesPage) -> None:
    tick(cases, "filter_level", "要支援1")
    assert numbers(cases) == [110, 105, 103]
    tick(cases, "filter_feature", "4 心肺機能低下(持病の悪化)")
    assert numbers(cases) == [105]

    button(cases, "clear_conditions").click()

    assert len(numbers(cases)) == 10
    assert not button(cases, "clear_conditions").isVisible()


def test_no_hit_says_which_condition_to_drop(cases: CasesPage) -> None:
    tick(cases, "filter_level", "要介護5")
    search(cases, "囲碁")

    empty = cases.findChild(EmptyState, "no_hit")
    assert empty is not None
    assert empty.isVisible()
    said = " ".join(label.text() for label in empty.findChildren(Paragraph))
    assert said.startswith("0件です。")
    assert "「囲碁」" in said
    assert "介護度：介護5" in said
    assert not cases.preview.isVisible()
    button(cases, "empty_clear_conditions").click()

    assert cases.table.isVisible()
    assert cases.search.text() == ""


def test_an_empty_store_offers_the_first_step(
    tmp_path: Path, fixed_clock: FixedClock, show: Callable[[QWidget], QWidget]
) -> None:
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    store = create_store(
        tmp_path / "data", "紫陽花 autobus 42 くもり", clock=fixed_clock, kdf=cheap
    )
    context = UiContext(store, fixed_clock, Settings(), ChangeHub(), TaskRunner())
    asked: list[str] = []

    def note(name: str, **_params: object) -> bool:
        asked.append(name)
        return True

    context.navigator = note
    page = CasesPage(context)
    show(page)
    page.opened()

    make = button(page, "empty_new_case")
    assert make.isVisible()
    make.click()

    assert asked == ["page_case_editor"]
    assert numbers(page) in ([], [1])
    assert find_case(store, 1).pseudonym
    store.close()


# Opening.


def test_enter_and_double_click_open_the_editor(cases: CasesPage, window: MainWindow) -> None:
    select(cases, 104)
    press(cases.table, KEY.Key_Return)
    assert shown_case(window) == ("page_case_editor", 104)

    window.navigate("page_cases")
    spot = cases.table.visualRect(cases.model.index(1, Column.DISEASE)).center()
    QTest.mouseClick(cases.table.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(cases.table.viewport(), LEFT, pos=spot)

    assert shown_case(window) == ("page_case_editor", 109)


def test_the_buttons_of_the_preview_lead_on(cases: CasesPage, window: MainWindow) -> None:
    select(cases, 103)
    button(cases, "preview_judgement").click()
    assert shown_case(window) == ("page_judgement", 103)

    window.navigate("page_cases")
    button(cases, "preview_open").click()

    assert shown_case(window) == ("page_case_editor", 103)


def test_ctrl_n_makes_a_case_and_opens_it(cases: CasesPage, window: MainWindow) -> None:
    press(window, KEY.Key_N, held=CTRL)
    assert shown_case(window) == ("page_case_editor", 111)

    window.navigate("page_cases")

    assert numbers(cases)[0] == 111
    assert find_case(window.context.store, 111).pseudonym


def test_ctrl_f_and_the_down_key_go_between_search_and_list(cases: CasesPage) -> None:
    press(cases, KEY.Key_F, held=CTRL)
    assert cases.search.hasFocus()

    press(cases.search, KEY.Key_Down)

    assert cases.table.hasFocus()


def test_digits_typed_in_the_list_find_a_number(cases: CasesPage) -> None:
    cases.table.setFocus()

    QTest.keyClicks(cases.table, "104")

    assert cases.table.currentIndex().data(UUID_ROLE) == find_case(cases.context.store, 104).uuid


# Keeping the place.


def test_a_click_on_a_heading_sorts_and_keeps_the_case(cases: CasesPage) -> None:
    select(cases, 104)
    header = cases.table.horizontalHeader()
    spot = header.rect().topLeft()
    spot.setX(header.sectionViewportPosition(Column.AGE) + 10)
    spot.setY(header.height() // 2)

    QTest.mouseClick(header.viewport(), LEFT, pos=spot)

    assert listed(cases)[0].age == 72
    assert cases.current_uuid() == find_case(cases.context.store, 104).uuid


def test_a_change_elsewhere_refreshes_the_list_in_place(cases: CasesPage) -> None:
    select(cases, 104)
    store = cases.context.store
    changed = replace(find_case(store, 104), pseudonym="ひいらぎ")

    cases.context.hub.announce(save_case(store, changed).changes)

    row = cases.table.currentIndex().row()
    assert cases.model.index(row, Column.PSEUDONYM).data() == "ひいらぎ"


def test_the_preview_follows_the_cursor(cases: CasesPage, qtbot: QtBot) -> None:
    select(cases, 109)
    qtbot.waitUntil(lambda: words(cases, "preview_name") == "さざんか")

    assert "BMI 20.7" in words(cases, "preview_risks")
    ratings = cases.findChild(QWidget, "preview_ratings")
    assert ratings is not None
    assert "買い物 △1→○2" in ratings.accessibleName()


def test_ctrl_b_hides_the_preview_and_its_width_is_remembered(cases: CasesPage) -> None:
    preview = cases.findChild(CasePreview)
    splitter = cases.findChild(QSplitter, "case_splitter")
    assert preview is not None
    assert splitter is not None
    press(cases, KEY.Key_B, held=CTRL)
    assert not preview.isVisible()
    press(cases, KEY.Key_B, held=CTRL)
    assert preview.isVisible()

    splitter.moveSplitter(splitter.width() - 400, 1)

    again = CasesPage(cases.context, cases)
    again.resize(cases.size())
    assert cases.context.settings.widths["case_splitter"][-1] == pytest.approx(400, abs=2)


def test_a_new_case_that_cannot_be_stored_is_said_and_nothing_opens(
    cases: CasesPage, window: MainWindow
) -> None:
    database = window.context.store.folder / "kurashi.db"
    away = database.rename(database.with_name("away.db"))

    press(window, KEY.Key_N, held=CTRL)

    bar = window.messages()
    assert bar is not None
    assert "データファイルが移動されました" in bar.text()
    assert window.current_page() is cases
    away.rename(database)


# How it looks.


@pytest.mark.parametrize("size", [(1366, 768), (1280, 640)])
@pytest.mark.parametrize("language", ["ja", "en", "pseudo"])
def test_nothing_is_cut_off(window: MainWindow, size: tuple[int, int], language: str) -> None:
    set_language(language)
    window.resize(*size)
    window.navigate("page_cases")
    page = window.current_page()
    assert isinstance(page, CasesPage)
    for typed in ("", "あむろ", "ない名前"):
        search(page, typed)
        assert cut_off(window) == [], typed
        assert not page.table.horizontalScrollBar().isVisible()
