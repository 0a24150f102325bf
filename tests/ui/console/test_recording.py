"""Writing down what the room says: record, show, correct, undo, tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.conference.meeting import EntryKind
from app.conference.room import Output
from app.ui.console.page import ConsolePage
from tests.journeys.typist import type_text
from tests.ui.console.acts import (
    ALT,
    CONTROL,
    SHIFT,
    label,
    press,
    stored,
    to_first_case,
    wall_texts,
    write,
)


def test_ctrl_enter_records_and_the_room_reads_it(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    write(page, "食べる量が減り、やせている")
    page.capture.owner.setCurrentText("大西")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    (entry,) = stored(page).entries
    assert (entry.text, entry.kind, entry.owner, entry.shown) == (
        "食べる量が減り、やせている",
        EntryKind.ISSUE,
        "大西",
        True,
    )
    assert "食べる量が減り、やせている" in wall_texts(page)
    assert page.capture.text.text() == ""
    assert label(page, "entry_count") == "この事例の記録 1件"
    assert label(page, "console_saved") == "自動保存 10:42"


def test_who_and_when_are_recorded_as_typed(page: ConsolePage, qtbot: QtBot) -> None:
    page.capture.owner.suggest(["薬剤師会", "包括北"])
    for text in ("見守り", "包括", "8月1日"):
        type_text(text)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    (entry,) = stored(page).entries
    assert (entry.owner, entry.due) == ("包括", "8月1日")


def test_ctrl_shift_enter_records_without_showing(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    write(page, "家計が心配")
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    (entry,) = stored(page).entries
    assert not entry.shown
    assert "家計が心配" not in wall_texts(page)


def test_ctrl_z_takes_the_last_entry_off_record_and_wall(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    for text in ("坂道を歩く力", "まちがい"):
        write(page, text)
        press(qtbot, Qt.Key.Key_Return, CONTROL)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert [entry.text for entry in stored(page).entries] == ["坂道を歩く力"]
    assert "まちがい" not in wall_texts(page)
    assert "坂道を歩く力" in wall_texts(page)
    press(qtbot, Qt.Key.Key_Y, CONTROL)
    assert "まちがい" in wall_texts(page)


def test_while_typing_ctrl_z_is_the_texts_own(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    write(page, "残す")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    write(page, "打ちかけ")
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert page.capture.text.text() == ""
    assert len(stored(page).entries) == 1


def test_plain_enter_records_nothing(page: ConsolePage, qtbot: QtBot) -> None:
    """It may be the Enter that confirms a conversion (DESIGN-SYSTEM §8)."""
    write(page, "変換の途中")
    press(qtbot, Qt.Key.Key_Return)
    assert stored(page).entries == ()
    assert page.capture.text.text() == "変換の途中"


def test_alt_digits_choose_the_kind(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    write(page, "移動販売がない")
    press(qtbot, Qt.Key.Key_5, ALT)
    assert page.capture.text.text() == "移動販売がない"
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert stored(page).entries[0].kind is EntryKind.COMMUNITY_ISSUE


def test_a_response_answers_the_next_open_risk(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_3, CONTROL)
    press(qtbot, Qt.Key.Key_F5)
    assert page.session is not None
    risks, first = page.source.risks(page.session)
    assert first == risks[0][0]
    write(page, "主治医に薬の見直しを相談")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert stored(page).entries[0].rule_id == first
    assert page.source.risks(page.session)[1] != first
    assert "主治医に薬の見直しを相談" in wall_texts(page)


def test_an_entry_is_corrected_in_place(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    write(page, "さか道")
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    entries = page.capture.list
    entries.setFocus()
    entries.selectRow(0)
    press(qtbot, Qt.Key.Key_F2)
    assert page.capture.text.text() == "さか道"
    page.capture.text.selectAll()
    page.capture.text.insert("坂道")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    (entry,) = stored(page).entries
    assert (entry.text, entry.shown) == ("坂道", True)
    assert page.capture.editing == ""


def test_esc_leaves_an_entry_as_it_was(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    write(page, "そのまま")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    page.writing.amend(stored(page).entries[0].uuid)
    write(page, "かえない")
    press(qtbot, Qt.Key.Key_Escape)
    assert page.capture.text.text() == ""
    assert stored(page).entries[0].text == "そのまま"


def test_space_puts_on_the_wall_and_delete_takes_out(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    write(page, "囲碁クラブ")
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    page.capture.list.setFocus()
    page.capture.list.selectRow(0)
    press(qtbot, Qt.Key.Key_Space)
    assert "囲碁クラブ" in wall_texts(page)
    page.capture.list.selectRow(0)
    press(qtbot, Qt.Key.Key_Delete)
    assert stored(page).entries == ()
    assert "囲碁クラブ" not in wall_texts(page)


def test_the_menu_of_an_entry_offers_the_same(page: ConsolePage) -> None:
    to_first_case(page)
    write(page, "課題ひとつ")
    page.writing.record(True)
    menu = page.capture.list.menu_for(page.capture.list.entries.index(0, 0))
    assert [action.text() for action in menu.actions()] == [
        "直す",
        "会場から下げる",
        "記録から外す",
    ]
    menu.actions()[1].trigger()
    assert not stored(page).entries[0].shown
    menu.deleteLater()


def test_ctrl_down_ticks_the_next_prompt_and_ctrl_z_unticks(
    page: ConsolePage, qtbot: QtBot
) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_Down, CONTROL)
    press(qtbot, Qt.Key.Key_Down, CONTROL)
    assert [use.prompt_id for use in stored(page).prompt_uses] == ["P2-1", "P2-2"]
    current = page.prompts.model.current
    assert current is not None
    assert current.prompt_id == "P2-3"
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert [use.prompt_id for use in stored(page).prompt_uses] == ["P2-1"]
    place = page.prompts.view.visualRect(page.prompts.model.index(0, 0)).center()
    qtbot.mouseClick(page.prompts.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stored(page).prompt_uses == ()


def test_every_letter_may_be_typed_into_the_capture(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F5)
    page.capture.text.setFocus()
    qtbot.keyClicks(page.capture.text, "BMI 18.5 b.")
    assert page.capture.text.text() == "BMI 18.5 b."
    assert page.session is not None
    assert page.session.output.output is Output.SHOWING
