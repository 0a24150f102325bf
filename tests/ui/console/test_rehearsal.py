"""A rehearsal leaves no trace, a kill costs nothing, and a closed meeting opens for a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.clock import FixedClock
from app.conference.meeting import ConferenceStatus, Part, Stage
from app.conference.room import Output
from app.models.revisions import audit_trail, revisions
from app.services.conferences import get_conference
from app.services.settings import get_setting
from app.ui.conferences.holding import ReopenDialog
from app.ui.conferences.page import ConferencesPage
from app.ui.console.page import ConsolePage
from app.ui.context import UiContext
from app.ui.resume import propose_meeting
from app.ui.shell import MainWindow
from tests.ui.console.acts import (
    CONTROL,
    go_on,
    press,
    step_of,
    stored,
    to_first_case,
    to_stage,
    write,
)
from tests.ui.console.conftest import main_window

# Rehearsing


@pytest.fixture
def plan(
    context: UiContext, conference_uuid: str, show: Callable[[QWidget], QWidget]
) -> ConferencesPage:
    """The page of the meeting."""
    window = main_window(context)
    show(window)
    window.navigate("page_conferences", conference_uuid=conference_uuid)
    page = window.current_page()
    assert isinstance(page, ConferencesPage)
    return page


def console_of(page: QWidget) -> ConsolePage:
    window = page.window()
    assert isinstance(window, MainWindow)
    console = window.current_page()
    assert isinstance(console, ConsolePage)
    return console


def trail(context: UiContext) -> int:
    with context.store.read() as connection:
        counts = (
            connection.execute(select(func.count()).select_from(table)).scalar() or 0
            for table in (revisions, audit_trail)
        )
        return sum(counts)


def test_a_rehearsal_leaves_no_trace(
    plan: ConferencesPage, context: UiContext, conference_uuid: str, qtbot: QtBot
) -> None:
    before = get_conference(context.store, conference_uuid)
    lines = trail(context)
    plan.meeting.rehearse.click()
    console = console_of(plan)
    assert console.ribbon.isVisible()
    to_first_case(console)
    write(console, "ためし書き")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert console.session is not None
    assert [entry.text for entry in console.session.entries()] == ["ためし書き"]
    console.walling.project_field("desired_life", False)
    write(console, "書きかけ")
    console.drafts.keep()
    console.walling.show()
    assert console.source.view is not None
    assert console.source.view.practice
    to_stage(console, Stage.SUPPORT)
    console.footer.leave.click()
    window = plan.window()
    assert isinstance(window, MainWindow)
    assert window.current_page() is plan
    bar = window.messages()
    assert bar is not None
    assert "練習の記録は残していません" in bar.text()
    assert get_conference(context.store, conference_uuid) == before
    assert trail(context) == lines
    assert get_setting(context.store, "console_draft") is None


def test_a_rehearsal_ends_without_a_question_and_the_meeting_is_still_planned(
    plan: ConferencesPage, context: UiContext, conference_uuid: str
) -> None:
    plan.meeting.rehearse.click()
    console = console_of(plan)
    for _ in range(18):
        go_on(console)
    window = plan.window()
    assert isinstance(window, MainWindow)
    assert window.current_page() is plan
    assert get_conference(context.store, conference_uuid).status is ConferenceStatus.PLANNED
    assert not plan.meeting.reopen.isVisible()


# Nothing lost


def test_a_half_written_line_survives_a_kill(
    page: ConsolePage, qtbot: QtBot, restarted: Callable[[], ConsolePage]
) -> None:
    to_first_case(page)
    to_stage(page, Stage.SUPPORT)
    page.moving.go_to_part(Part.RESOURCES)
    write(page, "途中まで書いた")
    page.capture.owner.setCurrentText("大西")
    qtbot.waitUntil(lambda: get_setting(page.context.store, "console_draft") is not None)
    again = restarted()
    assert step_of(again) == step_of(page)
    assert again.session is not None
    assert again.session.part is Part.RESOURCES
    assert again.session.output.output is Output.HIDDEN
    assert again.capture.text.text() == "途中まで書いた"
    assert again.capture.owner.currentText() == "大西"
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert get_setting(again.context.store, "console_draft") is None
    third = restarted()
    assert third.capture.text.text() == ""


def test_what_was_recorded_in_the_moment_of_the_kill_is_not_offered_again(
    page: ConsolePage, restarted: Callable[[], ConsolePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    to_first_case(page)
    write(page, "書いた")
    page.drafts.keep()
    monkeypatch.setattr(page.drafts, "keep", lambda: None)
    page.writing.record(False)
    assert get_setting(page.context.store, "console_draft") is not None
    assert restarted().capture.text.text() == ""


def test_a_running_meeting_is_proposed_and_enter_goes_there(
    page: ConsolePage, fixed_clock: FixedClock, qtbot: QtBot
) -> None:
    to_first_case(page)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.navigate("page_conferences")
    propose_meeting(window, page.context.store)
    box = window.findChild(QMessageBox, "resume_meeting")
    assert box is not None
    assert "1 すいせん ① 課題" in box.informativeText()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.current_page() is page
    fixed_clock.advance(13 * 3600)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "resume_meeting") is None)
    propose_meeting(window, page.context.store)
    assert window.findChild(QMessageBox, "resume_meeting") is None


# Reopening


def test_a_closed_meeting_is_reopened_for_a_reason_with_a_stopped_clock(
    page: ConsolePage, context: UiContext
) -> None:
    to_first_case(page)
    session = page.session
    assert session is not None
    session.close()
    lines = trail(context)
    page.leave_console()
    window = page.window()
    assert isinstance(window, MainWindow)
    plan = window.current_page()
    assert isinstance(plan, ConferencesPage)
    plan.meeting.reopen.click()
    dialog = plan.findChild(ReopenDialog)
    assert dialog is not None
    assert not dialog.go.isEnabled()
    dialog.reason.setText("担当の書きまちがい")
    dialog.go.click()
    assert window.current_page() is page
    assert page.session is not None
    assert page.session.state.paused
    assert step_of(page)[1] is Stage.ISSUE
    saved = stored(page)
    assert saved.status is ConferenceStatus.RUNNING
    reopened = next(each for each in saved.transitions if each.kind == "reopen")
    assert reopened.detail == {"reason": "担当の書きまちがい"}
    assert trail(context) > lines
    page.moving.close_meeting()
    assert stored_status(context, saved.uuid) is ConferenceStatus.CLOSED


def stored_status(context: UiContext, uuid: str) -> ConferenceStatus:
    return get_conference(context.store, uuid).status
