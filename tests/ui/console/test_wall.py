"""What the room sees: nothing unasked, never an old frame, nothing private."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.care.case import Consent, PrivateIdentity
from app.conference.room import Output
from app.services.cases import get_case, save_case, save_identity
from app.ui.console.page import ConsolePage
from app.ui.context import UiContext
from tests.ui.console.acts import (
    CONTROL,
    label,
    press,
    stored,
    to_first_case,
    wall_texts,
    write,
)


def test_the_wall_is_hidden_until_somebody_shows_it(page: ConsolePage, qtbot: QtBot) -> None:
    assert page.room.window is None
    press(qtbot, Qt.Key.Key_F5)
    assert page.room.window is not None
    assert page.room.window.isVisible()
    assert page.wall.chip.text() == "● 投影中"
    press(qtbot, Qt.Key.Key_F5)
    assert not page.room.window.isVisible()
    assert page.wall.chip.text() == "○ 映していません"


def test_with_one_screen_the_console_says_so(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F5)
    assert label(page, "wall_note") == "画面が1つのため、会場の画面は窓で出しています"


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_Period])
def test_b_and_full_stop_blank_when_nobody_types(
    page: ConsolePage, qtbot: QtBot, key: Qt.Key
) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    page.capture.list.setFocus()
    press(qtbot, key)
    assert page.session is not None
    assert page.session.output.output is Output.BLANK
    assert wall_texts(page) == ""
    assert page.wall.blank.text() == "画面を戻す"
    press(qtbot, key)
    assert page.session.output.output is Output.SHOWING
    assert "解決すべき課題は何か" in wall_texts(page)


def test_ctrl_b_blanks_while_typing(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F5)
    write(page, "書いている")
    press(qtbot, Qt.Key.Key_B, CONTROL)
    assert page.session is not None
    assert page.session.output.output is Output.BLANK
    assert page.capture.text.text() == "書いている"


def test_a_frozen_wall_keeps_its_frame_while_the_console_goes_on(
    page: ConsolePage, qtbot: QtBot
) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    before = wall_texts(page)
    press(qtbot, Qt.Key.Key_F4)
    press(qtbot, Qt.Key.Key_PageDown)
    assert wall_texts(page) == before
    assert page.wall.chip.text() == "■ 凍結中"
    press(qtbot, Qt.Key.Key_F4)
    assert wall_texts(page) != before


def test_a_closed_or_lost_room_window_means_hidden(page: ConsolePage, qtbot: QtBot) -> None:
    assert page.session is not None
    press(qtbot, Qt.Key.Key_F5)
    assert page.room.window is not None
    page.room.window.close()
    assert page.session.output.output is Output.HIDDEN
    page.activateWindow()
    page.walling.toggle()
    page.room.window.screen_lost.emit()
    assert page.session.output.output is Output.HIDDEN
    assert not page.room.window.isVisible()


def test_the_preview_is_the_frame_of_the_wall_and_waits_half_a_second(
    page: ConsolePage,
) -> None:
    page.walling.show()
    page.room.paint_preview()
    preview = page.wall.preview
    first = preview.grab().toImage()
    page.moving.advance()
    assert preview.grab().toImage() == first
    page.room.paint_preview()
    assert preview.grab().toImage() != first


def test_a_case_without_consent_stays_dark_and_says_why(
    page: ConsolePage, context: UiContext
) -> None:
    case = get_case(context.store, stored(page).agenda[0].case_uuid)
    saved = save_case(context.store, replace(case, consent=Consent()))
    context.hub.announce(saved.changes)
    to_first_case(page)
    page.walling.show()
    assert case.pseudonym not in wall_texts(page)
    assert "同意が記録されていない" in label(page, "wall_note")


def test_a_name_typed_during_the_meeting_darkens_the_wall_until_it_is_replaced(
    page: ConsolePage, context: UiContext
) -> None:
    case = get_case(context.store, stored(page).agenda[0].case_uuid)
    save_identity(
        context.store,
        PrivateIdentity(case_uuid=case.uuid, name="髙橋 花子", kana="タカハシ ハナコ"),
    )
    named = replace(case, life_issues=f"{case.life_issues}Takahashiさんは歩く。")
    context.hub.announce(save_case(context.store, named).changes)
    to_first_case(page)
    page.walling.show()
    assert case.pseudonym not in wall_texts(page)
    assert "個人情報の確認が1件残っています" in label(page, "wall_note")
    assert "Takahashi" not in label(page, "wall_note")
    went: list[dict[str, object]] = []
    context.navigator = lambda _page, **params: went.append(params) is None
    assert page.wall.content.text() == "事例で確かめる"
    page.wall.content.click()
    assert went == [{"case_uuid": case.uuid, "doubt": True}]
    again = get_case(context.store, case.uuid)
    context.hub.announce(
        save_case(context.store, replace(again, life_issues=case.life_issues)).changes
    )
    assert case.pseudonym in wall_texts(page)


def test_what_the_room_may_see_is_chosen_and_saved(
    page: ConsolePage, context: UiContext, qtbot: QtBot
) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_2, CONTROL)
    press(qtbot, Qt.Key.Key_F5)
    case = get_case(context.store, stored(page).agenda[0].case_uuid)
    wish = "また人の役に立てたい"
    assert wish in wall_texts(page)
    page.wall.content.click()
    page.content.boxes["desired_life"].click()
    page.content.hide()
    assert wish not in wall_texts(page)
    again = get_case(context.store, case.uuid)
    assert "desired_life" not in again.projected_fields


def test_pages_of_the_wall_turn_and_begin_anew(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    press(qtbot, Qt.Key.Key_3, CONTROL)
    assert page.session is not None
    for number in range(4):
        write(page, f"対応 {number}")
        page.capture.text.choose_risk("")
        press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert page.source.view is not None
    assert page.source.view.pages > 1
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert page.source.view.page == 2
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    press(qtbot, Qt.Key.Key_PageUp, CONTROL)
    assert page.source.view.page == 1
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    press(qtbot, Qt.Key.Key_PageDown)
    press(qtbot, Qt.Key.Key_PageDown)  # past the question about open risks
    assert page.source.view.page == 1
