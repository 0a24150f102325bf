"""The facilitator's screen by its keys: what is recorded, what the room sees, what survives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.care.case import Consent
from app.clock import FixedClock
from app.conference.meeting import Conference, ConferenceStatus, EntryKind, Stage
from app.conference.room import Output
from app.conference.stages import CLOSING, OPENING
from app.errors import StorageTrouble
from app.i18n import set_language
from app.services import conferences as verbs
from app.services.cases import get_case, save_case
from app.ui.console.facts import Tab
from app.ui.console.page import ConsolePage
from app.ui.console.stage_row import StageState
from app.ui.context import UiContext
from tests.ui.clipping import clipped_texts
from tests.ui.console.conftest import main_window, opened_console

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def stored(page: ConsolePage) -> Conference:
    assert page.session is not None
    return verbs.get_conference(page.context.store, page.session.conference.uuid)


def step_of(page: ConsolePage) -> tuple[str | None, Stage | None]:
    assert page.session is not None
    return page.session.case_uuid, page.session.stage


def wall_texts(page: ConsolePage) -> str:
    assert page.room.window is not None
    return "\n".join(page.room.window.canvas.texts())


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is, as a person does."""
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def write(page: ConsolePage, text: str) -> None:
    page.capture.text.setFocus()
    page.capture.text.insert(text)


def label(page: ConsolePage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def to_first_case(page: ConsolePage) -> None:
    page.advance()


# Walking


def test_opening_the_console_opens_the_meeting(page: ConsolePage) -> None:
    saved = stored(page)
    assert saved.status is ConferenceStatus.RUNNING
    assert [transition.kind for transition in saved.transitions] == ["open"]
    assert page.go_on.text() == "1 すいせんへ進む"


def test_page_down_walks_all_stages_of_all_cases_and_never_ends_the_meeting(
    page: ConsolePage, qtbot: QtBot
) -> None:
    seen = []
    for _ in range(20):
        press(qtbot, Qt.Key.Key_PageDown)
        seen.append(step_of(page))
    cases = [item.case_uuid for item in stored(page).agenda]
    assert seen[:16] == [(case, stage) for case in cases for stage in Stage]
    assert set(seen[16:]) == {(None, None)}
    assert page.session is not None
    assert page.session.step == CLOSING
    assert stored(page).status is ConferenceStatus.RUNNING
    assert page.go_on.text() == "会議を終える"


def test_page_up_goes_back(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_PageDown)
    press(qtbot, Qt.Key.Key_PageUp)
    assert page.session is not None
    assert page.session.step == OPENING


def test_the_big_button_always_names_the_next_step(page: ConsolePage) -> None:
    names = []
    for _ in range(5):
        page.go_on.click()
        names.append(page.go_on.text())
    assert names == [
        "② 目標へ進む",
        "③ 医学的リスクへ進む",
        "④ 生活支援へ進む",
        "2 あおいへ進む",
        "② 目標へ進む",
    ]


def test_ctrl_digits_chips_and_clicks_lead_anywhere(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_4, CONTROL)
    assert step_of(page)[1] is Stage.SUPPORT
    press(qtbot, Qt.Key.Key_3, CONTROL)
    assert page.stages.cells[Stage.RISK].state is StageState.NOW
    assert page.stages.cells[Stage.SUPPORT].state is StageState.DONE
    assert page.stages.cells[Stage.GOAL].state is StageState.NEXT
    third = stored(page).agenda[2].case_uuid
    chip = page.bar.findChild(type(page.bar).mro()[1], "case_chip_3")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert step_of(page) == (third, Stage.ISSUE)
    qtbot.mouseClick(page.stages.cells[Stage.GOAL], Qt.MouseButton.LeftButton)
    assert step_of(page) == (third, Stage.GOAL)


def test_facts_prompts_and_kind_follow_the_stage(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    assert (page.facts.tab, page.capture.kind) == (Tab.LIVING, EntryKind.ISSUE)
    assert page.prompts.model.rows[0].prompt_id == "P2-1"
    press(qtbot, Qt.Key.Key_3, CONTROL)
    assert (page.facts.tab, page.capture.kind) == (Tab.MEDICAL, EntryKind.RISK_RESPONSE)
    assert "2型糖尿病" in page.facts.shown_text()
    assert page.prompts.model.rows[0].prompt_id == "P5-1"
    press(qtbot, Qt.Key.Key_4, CONTROL)
    assert page.facts.tab is Tab.ADL


# Recording


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
    page.amend(stored(page).entries[0].uuid)
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
    page.record(True)
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


# The wall


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
    page.toggle_wall()
    page.room.window.screen_lost.emit()
    assert page.session.output.output is Output.HIDDEN
    assert not page.room.window.isVisible()


def test_the_preview_is_the_frame_of_the_wall_and_waits_half_a_second(
    page: ConsolePage,
) -> None:
    page.show_wall()
    page.room.paint_preview()
    preview = page.wall.preview
    first = preview.grab().toImage()
    page.advance()
    assert preview.grab().toImage() == first
    page.room.paint_preview()
    assert preview.grab().toImage() != first


def test_a_case_without_consent_stays_dark_and_says_why(
    page: ConsolePage, context: UiContext
) -> None:
    case = get_case(context.store, stored(page).agenda[0].case_uuid)
    from dataclasses import replace

    saved = save_case(context.store, replace(case, consent=Consent()))
    context.hub.announce(saved.changes)
    to_first_case(page)
    page.show_wall()
    assert case.pseudonym not in wall_texts(page)
    assert "同意が記録されていない" in label(page, "wall_note")


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
    assert page.source.view.page == 1


@pytest.mark.two_screens
def test_on_two_screens_the_room_fills_the_second(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_F5)
    window = page.room.window
    assert window is not None
    assert window.screen() is not page.screen()
    assert window.geometry() == window.screen().geometry()
    assert page.room.note == ""
    assert page.context.settings.room_screen == window.screen().name()


# Time


def test_clocks_count_down_and_show_overrun_negative(
    page: ConsolePage, fixed_clock: FixedClock
) -> None:
    fixed_clock.advance(180)
    to_first_case(page)
    fixed_clock.advance(78)
    page.refresh_times()
    assert page.bar.case_clock.text() == "18:42"
    assert page.bar.meeting_clock.text() == "85:42"
    assert label(page, "plan_drift") == "予定より1分早い"
    assert page.stages.cells[Stage.ISSUE].time_text() == "1:18 / 5分　のこり 3:42"
    fixed_clock.advance(20 * 60)
    page.refresh_times()
    assert page.bar.case_clock.text() == "−1:18"
    assert page.stages.cells[Stage.ISSUE].time_text() == "21:18 / 5分　+16:18"


def test_f3_stops_and_runs_the_clock(
    page: ConsolePage, qtbot: QtBot, fixed_clock: FixedClock
) -> None:
    press(qtbot, Qt.Key.Key_F3)
    fixed_clock.advance(100)
    page.refresh_times()
    assert page.bar.meeting_clock.text() == "90:00"
    assert page.bar.pause.text() == "時計を動かす"
    page.bar.pause.click()
    fixed_clock.advance(5)
    page.refresh_times()
    assert page.bar.meeting_clock.text() == "89:55"


def test_the_next_case_is_announced_with_its_hour(page: ConsolePage) -> None:
    to_first_case(page)
    assert label(page, "next_head") == "2 あおい"
    assert label(page, "next_from") == "11:02頃から"
    for _ in range(15):
        page.advance()
    assert label(page, "next_head") == "まとめ"


# Nothing lost


def test_after_a_kill_everything_is_there_and_the_wall_is_hidden(
    page: ConsolePage,
    qtbot: QtBot,
    fixed_clock: FixedClock,
    restarted: Callable[[], ConsolePage],
) -> None:
    page.show_wall()
    page.go_to_case(stored(page).agenda[1].case_uuid)
    page.go_to_stage(Stage.RISK)
    fixed_clock.advance(60)
    write(page, "残るもの")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    fixed_clock.advance(30)
    again = restarted()
    assert again.session is not None
    assert step_of(again) == step_of(page)
    assert again.session.output.output is Output.HIDDEN
    assert again.room.window is None
    assert again.bar.case_clock.text() == "18:30"
    assert [entry.text for entry in again.session.entries()] == ["残るもの"]
    assert again.capture.list.entries.rowCount() == 1
    press(qtbot, Qt.Key.Key_F5)
    assert again.session.output.output is Output.SHOWING
    again.hide_wall()
    page.hide_wall()


def test_what_can_not_be_saved_stays_in_its_row_and_is_tried_again(
    page: ConsolePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> object:
        raise StorageTrouble("保存できませんでした。", "入力は残っています。")

    to_first_case(page)
    with monkeypatch.context() as broken:
        broken.setattr(verbs, "save_conference", full)
        write(page, "消えないで")
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        press(qtbot, Qt.Key.Key_PageDown)
    assert page.capture.text.text() == "消えないで"
    assert label(page, "console_saved") == "保存できていません"
    window = page.window()
    bar = window.messages()  # type: ignore[attr-defined]
    assert "保存できませんでした" in bar.text()
    assert stored(page).entries == ()
    page.save_again()
    assert bar.text() == ""
    assert stored(page).transitions[-1].stage is Stage.GOAL
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert [entry.text for entry in stored(page).entries] == ["消えないで"]


def test_leaving_hides_the_wall_and_coming_back_goes_on(page: ConsolePage) -> None:
    to_first_case(page)
    page.show_wall()
    assert page.room.window is not None
    page.footer.leave.click()
    window = page.window()
    assert window.current_page().page_name == "page_conferences"  # type: ignore[attr-defined]
    assert not page.room.window.isVisible()
    assert page.session is not None
    same = opened_console(window, page.session.conference.uuid)  # type: ignore[arg-type]
    assert step_of(same)[1] is Stage.ISSUE
    assert same.session.output.output is Output.HIDDEN  # type: ignore[union-attr]


def test_the_last_button_closes_the_meeting_and_shows_its_page(
    page: ConsolePage, context: UiContext
) -> None:
    for _ in range(17):
        page.advance()
    page.show_wall()
    page.go_on.click()
    saved = stored(page)
    assert saved.status is ConferenceStatus.CLOSED
    assert page.room.window is not None
    assert not page.room.window.isVisible()
    shown = page.window().current_page()  # type: ignore[attr-defined]
    assert shown.conference.uuid == saved.uuid


def test_no_key_leads_out_of_a_meeting(page: ConsolePage, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_F):
        press(qtbot, key, CONTROL)
    press(qtbot, Qt.Key.Key_1, ALT)
    assert page.window().current_page() is page  # type: ignore[attr-defined]


def test_models_keep_qts_rules(page: ConsolePage) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(model, mode)
        for model in (page.prompts.model, page.capture.list.entries)
    ]
    to_first_case(page)
    page.prompts.tick_current()
    write(page, "ひとつ")
    page.record(True)
    page.undo()
    assert len(testers) == 2


@pytest.mark.parametrize(
    ("language", "size"),
    [
        ("ja", (1366, 768)),
        ("ja", (1280, 640)),
        ("en", (1366, 768)),
        ("en", (1280, 640)),
        ("pseudo", (1366, 768)),
    ],
)
def test_no_text_is_cut(
    context: UiContext,
    conference_uuid: str,
    qtbot: QtBot,
    size: tuple[int, int],
    language: str,
) -> None:
    set_language(language)
    window = main_window(context)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    page = opened_console(window, conference_uuid)
    cut = []
    for stage in (None, *Stage):
        page.advance()
        write(page, f"記録 {stage}")
        page.record(stage is not Stage.GOAL)
        page.show_wall()
        QApplication.processEvents()
        cut += clipped_texts(window)
    page.hide_wall()
    QApplication.processEvents()
    assert sorted({*cut, *clipped_texts(window)}) == []
