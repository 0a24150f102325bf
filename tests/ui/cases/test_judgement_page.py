"""The judgement page in the real window: keys, paste, input method, saving (design 04, 04b)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from app.care.case import TimePoint, judgement_of
from app.care.items import items
from app.clock import FixedClock
from app.ui.cases.judgement_model import Column
from app.ui.cases.judgement_page import JudgementPage
from app.ui.shell import MainWindow
from app.ui.widgets.save_state import SaveState
from tests.ui.cases.conftest import OpenJudgement
from tests.ui.cases.judging import DELETE, ENTER, KEY, LEFT, TAB, Stored, at, label, ratings, where
from tests.ui.cases.keys import CTRL, SHIFT, clipboard, compose, open_editor, press, strike

# One key per rating.


def test_each_key_rates_and_moves_down(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 0, Column.BEFORE)

    for key in "123456-":
        QTest.keyClicks(page.view, key)

    assert ratings(page, Column.BEFORE, range(7)) == ["O1", "O2", "D1", "D2", "X1", "X2", "NA"]
    assert where(page) == (7, Column.BEFORE)


@pytest.mark.parametrize(("key", "code"), [("１", "O1"), ("４", "D2"), ("－", "NA"), ("−", "NA")])
def test_full_width_keys_rate_too(judgement: OpenJudgement, key: str, code: str) -> None:
    page = judgement(105)
    at(page, 2, Column.PREDICTED)

    strike(page.view, key)

    assert page.model.rating(2, Column.PREDICTED) == code


@pytest.mark.parametrize("key", ["7", "0", "a", " "])
def test_other_keys_change_nothing_in_a_rating(judgement: OpenJudgement, key: str) -> None:
    page = judgement(105)
    at(page, 0, Column.BEFORE)
    before = page.model.case

    QTest.keyClicks(page.view, key)

    assert page.model.case == before
    assert where(page) == (0, Column.BEFORE)


def test_after_the_last_row_a_rating_goes_on_in_the_next_column(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 17, Column.BEFORE)

    QTest.keyClicks(page.view, "2")

    assert where(page) == (0, Column.PREDICTED)


def test_moving_down_can_be_switched_off_and_is_remembered(
    judgement: OpenJudgement, window: MainWindow
) -> None:
    page = judgement(105)
    box = page.findChild(QCheckBox, "judgement_moves_down")
    assert box is not None
    box.click()
    at(page, 4, Column.BEFORE)

    QTest.keyClicks(page.view, "3")

    assert where(page) == (4, Column.BEFORE)
    assert not window.context.settings.move_down_after_rating
    assert not JudgementPage(window.context, page).view.moves_down


def test_delete_clears_the_selected_block_in_one_step(judgement: OpenJudgement) -> None:
    page = judgement(105)
    before = page.model.case
    at(page, 0, Column.BEFORE)
    press(page.view, KEY.Key_Down, KEY.Key_Down, KEY.Key_Right, held=SHIFT)

    press(page.view, DELETE)

    assert ratings(page, Column.BEFORE, range(4)) == [None, None, None, "O1"]
    assert ratings(page, Column.PREDICTED, range(4)) == [None, None, None, "O1"]
    assert page.undo()
    assert page.model.case == before


def test_a_block_is_selected_from_where_enter_led(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 5, Column.BEFORE)
    press(page.view, KEY.Key_Up)
    press(page.view, ENTER, ENTER, held=SHIFT)

    press(page.view, KEY.Key_Down, held=SHIFT)
    press(page.view, DELETE)

    assert ratings(page, Column.BEFORE, range(6)) == ["O1", "O2", None, None, "O2", "O2"]


def test_enter_and_tab_walk_in_both_directions(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 0, Column.BEFORE)

    press(page.view, ENTER)
    assert where(page) == (1, Column.BEFORE)
    press(page.view, ENTER, held=SHIFT)
    assert where(page) == (0, Column.BEFORE)
    press(page.view, TAB, TAB)
    assert where(page) == (0, Column.PERSONAL)
    press(page.view, TAB, TAB)
    assert where(page) == (1, Column.BEFORE)
    press(page.view, KEY.Key_Backtab, held=SHIFT)
    assert where(page) == (0, Column.ENVIRONMENT)


def test_the_cursor_never_stands_where_nothing_can_be_filled_in(
    judgement: OpenJudgement,
) -> None:
    page = judgement(105)
    at(page, 3, Column.BEFORE)

    press(page.view, KEY.Key_Left, KEY.Key_Left)
    assert where(page) == (3, Column.BEFORE)
    press(page.view, KEY.Key_Right, KEY.Key_Right)
    assert where(page) == (3, Column.PERSONAL)
    for column in (Column.ITEM, Column.BAND, Column.ACTUAL):
        spot = page.view.visualRect(page.model.index(8, column)).center()
        QTest.mouseClick(page.view.viewport(), LEFT, pos=spot)
        assert where(page) == (3, Column.PERSONAL)


def test_ctrl_d_takes_the_row_above(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 2, Column.BEFORE)
    press(page.view, KEY.Key_D, held=CTRL)
    assert ratings(page, Column.BEFORE, range(1, 3)) == ["O2", "O2"]
    assert where(page) == (3, Column.BEFORE)

    at(page, 2, Column.PERSONAL)
    press(page.view, KEY.Key_D, held=CTRL)

    assert page.model.factor(2, Column.PERSONAL) == page.model.factor(1, Column.PERSONAL) != ""
    assert page.model.index(2, Column.PERSONAL).data() == "〃"


def test_a_click_on_the_legend_rates_the_current_cell(
    judgement: OpenJudgement,
) -> None:
    page = judgement(105)
    at(page, 5, Column.PREDICTED)
    legend = page.side.legend
    spot = legend.rect().topLeft()
    spot += type(spot)(20, legend.height() * 5 // 14)

    QTest.mouseClick(legend, LEFT, pos=spot)

    assert page.model.rating(5, Column.PREDICTED) == "D1"
    assert page.view.hasFocus()


def test_the_formula_strip_says_where_one_is_and_the_whole_text(judgement: OpenJudgement) -> None:
    page = judgement(101)
    row = [item.key for item in items()].index("medication")

    at(page, row, Column.PREDICTED)
    assert label(page, "formula_place") == "服薬 › 事後予測"
    assert label(page, "formula_text").startswith("事前 ×1 → 予測 △1　因子：飲んだことを忘れ")
    at(page, row, Column.ENVIRONMENT)
    assert label(page, "formula_text") == "カレンダーと薬剤師の訪問を開始"

    press(page.view, KEY.Key_I, held=CTRL)
    assert label(page, "formula_place") == "服薬 とは"


# Blocks of cells.


def test_a_block_from_excel_is_one_step_and_bad_cells_are_told(
    judgement: OpenJudgement, window: MainWindow
) -> None:
    page = judgement(105)
    before = page.model.case
    at(page, 0, Column.BEFORE)
    clipboard("〇１\t◯2\r\n▲１\tおおむね良い\r\nx2\t〃\r\n")

    press(page.view, KEY.Key_V, held=CTRL)

    assert ratings(page, Column.BEFORE, range(3)) == ["O1", "D1", "X2"]
    assert ratings(page, Column.PREDICTED, range(3)) == ["O2", "O1", "O1"]
    bar = window.messages()
    assert bar is not None
    assert "1個のセルは読み取れませんでした" in bar.text()
    assert page.undo()
    assert page.model.case == before


def test_a_row_copied_and_pasted_elsewhere_keeps_its_columns(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 1, Column.BEFORE)
    press(page.view, *[KEY.Key_Right] * 4, held=SHIFT)
    press(page.view, KEY.Key_C, held=CTRL)
    at(page, 6, Column.BEFORE)

    press(page.view, KEY.Key_V, held=CTRL)

    for column in (Column.BEFORE, Column.PREDICTED, Column.PERSONAL, Column.ENVIRONMENT):
        source, target = page.model.index(1, column), page.model.index(6, column)
        assert target.data(Qt.ItemDataRole.EditRole) == source.data(Qt.ItemDataRole.EditRole)


def test_a_quoted_cell_with_a_line_break_is_one_cell(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 0, Column.PERSONAL)
    clipboard('"10分ほどで\n膝が痛む"\t"坂が""急"""\n')

    press(page.view, KEY.Key_V, held=CTRL)

    assert page.model.factor(0, Column.PERSONAL) == "10分ほどで\n膝が痛む"
    assert page.model.factor(0, Column.ENVIRONMENT) == '坂が"急"'
    assert page.model.factor(1, Column.PERSONAL) == "300mで息が切れる"


def test_what_reaches_beyond_the_sheet_is_told_and_dropped(
    judgement: OpenJudgement, window: MainWindow
) -> None:
    page = judgement(105)
    at(page, 17, Column.ENVIRONMENT)
    clipboard("坂が多い\t余り\n余り\n")

    press(page.view, KEY.Key_V, held=CTRL)

    assert page.model.factor(17, Column.ENVIRONMENT) == "坂が多い"
    bar = window.messages()
    assert bar is not None
    assert "2個のセル" in bar.text()


# Typing texts.


def test_rating_cells_switch_the_input_method_off_and_text_cells_on(
    judgement: OpenJudgement,
) -> None:
    page = judgement(105)
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    at(page, 0, Column.BEFORE)
    assert not page.view.testAttribute(attribute)
    at(page, 0, Column.PERSONAL)
    assert page.view.testAttribute(attribute)


def test_f2_edits_and_enter_stores_and_goes_down(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 0, Column.PERSONAL)
    press(page.view, KEY.Key_F2)
    editor = open_editor(page.view, "judgement_factor_editor")
    assert editor.text() == "自立"
    assert "室内歩行" in editor.accessibleName()
    editor.clear()
    compose(editor, "", "すり足で歩く")

    press(editor, ENTER)

    assert page.model.factor(0, Column.PERSONAL) == "すり足で歩く"
    assert where(page) == (1, Column.PERSONAL)
    assert not page.view.typing()


def test_tab_stores_and_goes_right_and_escape_takes_back(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 0, Column.PERSONAL)
    press(page.view, KEY.Key_F2)
    compose(open_editor(page.view, "judgement_factor_editor"), "", "、杖なし")
    press(open_editor(page.view, "judgement_factor_editor"), TAB)
    assert page.model.factor(0, Column.PERSONAL) in ("自立、杖なし", "、杖なし")
    assert where(page) == (0, Column.ENVIRONMENT)

    press(page.view, KEY.Key_F2)
    editor = open_editor(page.view, "judgement_factor_editor")
    compose(editor, "", "やめる")
    press(editor, KEY.Key_Escape)

    assert page.model.factor(0, Column.ENVIRONMENT) == "段差は少ない"


def test_enter_that_confirms_a_conversion_stays_in_the_cell(
    judgement: OpenJudgement, qtbot: QtBot
) -> None:
    page = judgement(105)
    at(page, 0, Column.PERSONAL)
    press(page.view, KEY.Key_F2)
    editor = open_editor(page.view, "judgement_factor_editor")
    editor.clear()

    compose(editor, "ふらつく")
    press(editor, ENTER)
    assert page.view.typing()
    compose(editor, "", "ふらつく")
    press(editor, ENTER)  # some systems send the confirming Enter after the text
    assert page.view.typing()

    qtbot.waitUntil(lambda: not editor.converting())  # type: ignore[attr-defined]
    press(editor, ENTER)
    assert page.model.factor(0, Column.PERSONAL) == "ふらつく"
    assert where(page) == (1, Column.PERSONAL)


def test_the_first_kana_opens_the_cell(judgement: OpenJudgement) -> None:
    page = judgement(105)
    at(page, 0, Column.PERSONAL)

    compose(page.view, "あ")

    assert page.view.typing()
    assert open_editor(page.view, "judgement_factor_editor").converting()  # type: ignore[attr-defined]


def test_undo_while_typing_takes_back_the_typing_only(
    judgement: OpenJudgement, window: MainWindow
) -> None:
    page = judgement(105)
    at(page, 0, Column.BEFORE)
    QTest.keyClicks(page.view, "5")
    at(page, 0, Column.PERSONAL)
    press(page.view, KEY.Key_F2)
    editor = open_editor(page.view, "judgement_factor_editor")
    QTest.keyClicks(editor, "abc")

    press(editor, KEY.Key_Z, held=CTRL)

    assert editor.text() == "自立"
    assert page.model.rating(0, Column.BEFORE) == "X1"


# Follow-ups.


@pytest.fixture
def due(fixed_clock: FixedClock) -> None:
    """The day on which the half year of sample 105 is over."""
    fixed_clock.advance(121 * 24 * 3600)  # 6 August to 5 December 2024


@pytest.mark.usefixtures("due")
def test_a_follow_up_unlocks_actual_and_the_sheet_locks_it_again(judgement: OpenJudgement) -> None:
    page = judgement(105)
    page.times.button("actual_6").click()
    assert where(page) == (0, Column.ACTUAL)

    QTest.keyClicks(page.view, "1")
    assert page.model.rating(0, Column.ACTUAL) == "O1"
    assert label(page, "judgement_done") == "実際 1/18 を入力済み"
    page.times.button("sheet").click()

    assert where(page)[1] == Column.BEFORE
    assert page.model.rating(0, Column.ACTUAL) is None
    assert label(page, "judgement_done") == "入力済み 36/36"


def test_the_page_opens_at_the_follow_up_that_is_due(judgement: OpenJudgement) -> None:
    page = judgement(105, months=6)

    assert page.times.value() == "actual_6"
    assert page.model.actual is TimePoint.ACTUAL_6


@pytest.mark.usefixtures("due")
def test_the_cursor_waits_at_the_first_rating_that_is_missing(judgement: OpenJudgement) -> None:
    page = judgement(105, months=6)
    QTest.keyClicks(page.view, "11")

    judgement(105, months=6)

    assert where(page) == (2, Column.ACTUAL)


@pytest.mark.usefixtures("due")
def test_what_was_not_reached_asks_for_its_reason(judgement: OpenJudgement) -> None:
    page = judgement(105, months=6)
    side = page.side
    assert not side.write_reason.isVisible()
    for row in range(18):
        at(page, row, Column.ACTUAL)
        QTest.keyClicks(page.view, "5" if row == 9 else "1")

    assert side.write_reason.isVisible()
    side.write_reason.click()

    assert where(page) == (9, Column.PERSONAL)
    assert page.view.typing()


# Saving.


def test_input_is_saved_soon_and_said_so(
    judgement: OpenJudgement, stored: Stored, qtbot: QtBot, window: MainWindow
) -> None:
    page = judgement(105)
    state = window.findChild(SaveState)
    assert state is not None
    at(page, 0, Column.BEFORE)

    QTest.keyClicks(page.view, "4")
    assert state.text() == "● 未保存"

    qtbot.waitUntil(lambda: state.text().startswith("自動保存しました"))
    first = items()[0].key
    assert judgement_of(stored(105), first, TimePoint.BEFORE).rating == "D2"


def test_a_failed_save_keeps_the_input_says_so_and_can_be_tried_again(
    judgement: OpenJudgement, window: MainWindow, stored: Stored
) -> None:
    page = judgement(105)
    first, database = items()[0].key, window.context.store.folder / "kurashi.db"
    bar, state = window.messages(), window.findChild(SaveState)
    assert bar is not None
    assert state is not None
    away = database.rename(database.with_name("away.db"))  # a drive that was pulled out
    at(page, 0, Column.BEFORE)
    QTest.keyClicks(page.view, "4")

    assert not window.navigate("page_cases")

    assert window.current_page() is page
    assert page.model.rating(0, Column.BEFORE) == "D2"
    assert state.text() == "保存できていません"
    assert "画面の入力も残っています" in bar.text()
    away.rename(database)
    again = bar.findChild(QPushButton, "save_again")
    assert again is not None
    again.click()
    assert bar.text() == ""
    assert judgement_of(stored(105), first, TimePoint.BEFORE).rating == "D2"


def test_leaving_stores_the_cell_that_is_still_open(
    judgement: OpenJudgement, window: MainWindow, stored: Stored
) -> None:
    page = judgement(105)
    at(page, 0, Column.PERSONAL)
    press(page.view, KEY.Key_F2)
    compose(open_editor(page.view, "judgement_factor_editor"), "", "すり足")

    window.navigate("page_cases")

    first = items()[0].key
    assert "すり足" in judgement_of(stored(105), first, TimePoint.BEFORE).personal_factor
