"""The facilitator's screen by its keys: walking, time, and what survives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.conference.meeting import ConferenceStatus, EntryKind, Stage
from app.conference.room import Output
from app.conference.stages import CLOSING, OPENING
from app.errors import StorageTrouble
from app.i18n import set_language
from app.services import conferences as verbs
from app.ui.console.facts import Tab
from app.ui.console.page import ConsolePage
from app.ui.console.stage_row import StageState
from app.ui.context import UiContext
from tests.ui.clipping import clipped_texts
from tests.ui.console.acts import (
    ALT,
    CONTROL,
    answer,
    go_on,
    label,
    press,
    step_of,
    stored,
    to_first_case,
    write,
)
from tests.ui.console.conftest import main_window, opened_console

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
    for _ in range(24):
        press(qtbot, Qt.Key.Key_PageDown)
        if page.moving.asked is None:
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
        go_on(page)
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
    press(qtbot, Qt.Key.Key_PageDown)
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
    press(qtbot, Qt.Key.Key_PageDown)
    assert page.facts.tab is Tab.LIVING


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
    assert label(page, "case_clock_label") == "時計は停止中"
    page.bar.pause.click()
    fixed_clock.advance(5)
    page.refresh_times()
    assert page.bar.meeting_clock.text() == "89:55"


def test_the_next_case_is_announced_with_its_hour(page: ConsolePage) -> None:
    to_first_case(page)
    assert label(page, "next_head") == "2 あおい"
    assert label(page, "next_from").endswith("11:02頃から")
    for _ in range(15):
        go_on(page)
    assert label(page, "next_head") == "まとめ"


# Nothing lost


def test_after_a_kill_everything_is_there_and_the_wall_is_hidden(
    page: ConsolePage,
    qtbot: QtBot,
    fixed_clock: FixedClock,
    restarted: Callable[[], ConsolePage],
) -> None:
    page.walling.show()
    page.moving.go_to_case(stored(page).agenda[1].case_uuid)
    page.moving.go_to_stage(Stage.RISK)
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
    again.walling.hide()
    page.walling.hide()


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


def test_a_page_that_disappears_takes_the_wall_down(page: ConsolePage) -> None:
    page.walling.show()
    page.hide()
    assert page.session is not None
    assert page.session.output.output is Output.HIDDEN
    page.refresh_times()
    assert page.room.window is not None
    assert not page.room.window.isVisible()


def test_leaving_hides_the_wall_and_coming_back_goes_on(page: ConsolePage) -> None:
    to_first_case(page)
    page.walling.show()
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
        go_on(page)
    page.walling.show()
    answer("続ける")
    page.go_on.click()
    assert stored(page).status is ConferenceStatus.RUNNING
    answer("会議を終える")
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
        for model in (
            page.prompts.model,
            page.capture.list.entries,
            page.panels.tally.list.row_model,
            page.panels.carry.list.row_model,
            page.panels.resources.list.row_model,
            page.panels.predictions.model,
        )
    ]
    to_first_case(page)
    for drawer in page.panels.all:
        page.panels.toggle(drawer)
    page.panels.close()
    page.prompts.tick_current()
    write(page, "ひとつ")
    page.writing.record(True)
    page.undo()
    assert len(testers) == 6


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
        page.moving.advance()
        write(page, f"記録 {stage}")
        page.writing.record(stage is not Stage.GOAL)
        page.walling.show()
        QApplication.processEvents()
        cut += clipped_texts(window)
    page.walling.hide()
    QApplication.processEvents()
    assert sorted({*cut, *clipped_texts(window)}) == []
