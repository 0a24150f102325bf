"""Input methods and the cells of tables: nothing typed is lost, no Enter acts too early."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.care.ratings import RATINGS
from app.ui.cases.judgement_model import Column
from app.ui.cases.rows_table import RowsTable
from tests.ui.cases.conftest import OpenJudgement
from tests.ui.cases.keys import CTRL, compose, press, strike
from tests.ui.cases.test_rows import JULY, JUNE, weights

KEY = Qt.Key


@pytest.fixture
def table(show: Callable[[QWidget], QWidget]) -> RowsTable:
    table = RowsTable(weights(JUNE, JULY), "weights", accessible="体重の記録")
    show(table)
    table.setFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    return table


def focus() -> QWidget:
    """Where the next key or input method event goes."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_first_converted_letter_opens_the_cell_and_is_kept(table: RowsTable) -> None:
    compose(focus(), "し")
    compose(focus(), "しち")
    compose(focus(), "", "七月")
    QApplication.processEvents()
    QTest.keyClicks(focus(), "x")
    press(focus(), KEY.Key_Return)

    assert table.rows.rows[0].day == "七月x"


def test_a_text_confirmed_at_once_replaces_the_cell(table: RowsTable) -> None:
    compose(focus(), "", "七")
    QApplication.processEvents()
    compose(focus(), "", "月")
    QApplication.processEvents()
    press(focus(), KEY.Key_Return)

    assert table.rows.rows[0].day == "七月"


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Tab, KEY.Key_Down, KEY.Key_Delete])
def test_no_key_leaves_a_conversion_begun_on_the_cell(table: RowsTable, key: Qt.Key) -> None:
    compose(focus(), "しちがつ")

    press(focus(), key)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 0)
    compose(focus(), "", "七月")
    QApplication.processEvents()
    press(focus(), KEY.Key_Return)

    assert table.rows.rows == (type(JUNE)("七月", 50), JULY)


def test_escape_ends_the_conversion_and_not_the_cell(table: RowsTable) -> None:
    press(table, KEY.Key_F2)
    QTest.keyClicks(focus(), "a")
    compose(focus(), "しち")

    press(focus(), KEY.Key_Escape)
    compose(focus(), "")
    QApplication.processEvents()

    assert isinstance(focus(), QLineEdit)
    press(focus(), KEY.Key_Return)
    assert table.rows.rows[0].day == "a"


def test_a_dropped_conversion_leaves_the_cell_as_it_was(table: RowsTable) -> None:
    compose(focus(), "しち")
    compose(focus(), "")
    QApplication.processEvents()
    press(focus(), KEY.Key_Return)

    assert table.rows.rows == (JUNE, JULY)


def test_factors_of_the_judgement_take_the_first_letter_too(judgement: OpenJudgement) -> None:
    page = judgement(105)
    page.view.setCurrentIndex(page.model.index(2, Column.PERSONAL))
    compose(focus(), "あし")
    press(focus(), KEY.Key_Return)
    compose(focus(), "", "足が痛む")
    QApplication.processEvents()
    press(focus(), KEY.Key_Return)

    assert page.model.factor(2, Column.PERSONAL) == "足が痛む"
    assert page.view.currentIndex().row() == 3


def test_ratings_need_no_input_method(judgement: OpenJudgement) -> None:
    page = judgement(105)
    page.view.moves_down = False
    page.view.setCurrentIndex(page.model.index(4, Column.BEFORE))
    assert not page.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    codes = dict(zip("123456１２３４５６-－ー—―", RATINGS[:6] * 2 + ("NA",) * 5, strict=True))

    for typed, code in codes.items():
        page.view.rate_current("O1" if code != "O1" else "X2")
        strike(page.view, typed)
        assert page.model.rating(4, Column.BEFORE) == code, typed

    page.view.setCurrentIndex(page.model.index(4, Column.PERSONAL))
    assert page.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_undo_in_an_open_cell_is_the_cells_own(table: RowsTable) -> None:
    press(table, KEY.Key_F2)
    QTest.keyClicks(focus(), "ab")

    press(focus(), KEY.Key_Z, held=CTRL)
    press(focus(), KEY.Key_Return)

    assert table.rows.rows == (JUNE, JULY)
