"""Slips of hand at the console: double clicks, held keys, keys in the middle of a conversion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.conference.room import Output
from app.conference.stages import Phase
from app.ui.console.page import ConsolePage
from tests.ui.console.acts import CONTROL, press, step_of, stored, to_first_case, write

NONE = Qt.KeyboardModifier.NoModifier


def double_click(widget: QWidget, place: QPoint | None = None) -> None:
    """As the systems send it: press, release, double click, release."""
    for strike in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        strike(widget, Qt.MouseButton.LeftButton, NONE, place or widget.rect().center())
    QApplication.processEvents()


def test_a_double_click_on_the_next_step_is_one_step(page: ConsolePage) -> None:
    double_click(page.go_on)
    assert step_of(page) == (stored(page).agenda[0].case_uuid, "issue")


def test_a_double_click_shows_and_does_not_hide_again(page: ConsolePage) -> None:
    assert page.session is not None
    double_click(page.wall.show_button)
    assert page.session.output.output is Output.SHOWING
    double_click(page.wall.blank)
    assert page.session.output.output is Output.BLANK


def test_a_double_click_ticks_a_prompt_once(page: ConsolePage) -> None:
    view = page.prompts.view
    place = view.visualRect(view.model().index(1, 0)).center()
    double_click(view.viewport(), place)
    assert [use.state for use in stored(page).prompt_uses] == ["used"]


def test_the_keys_of_the_wall_work_on_its_state_too(page: ConsolePage, qtbot: QtBot) -> None:
    assert page.session is not None
    page.wall.chip.setFocus()
    for key, output in ((Qt.Key.Key_F5, Output.SHOWING), (Qt.Key.Key_F4, Output.FROZEN)):
        press(qtbot, key)
        assert page.session.output.output is output


def test_a_held_page_down_is_one_step(page: ConsolePage) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyPress(target, Qt.Key.Key_PageDown)
    for _ in range(5):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_PageDown, NONE, "", True)
        QApplication.sendEvent(target, held)
    assert step_of(page) == (stored(page).agenda[0].case_uuid, "issue")


def compose(preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    target = QApplication.focusWidget()
    assert target is not None
    QApplication.sendEvent(target, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_keys_of_a_conversion_do_nothing_else(page: ConsolePage, qtbot: QtBot, key: Qt.Key) -> None:
    to_first_case(page)
    write(page, "昼ごはん")
    compose("が")
    press(qtbot, key)
    compose("", "が")
    assert page.capture.text.text() == "昼ごはんが"
    assert stored(page).entries == ()


def test_recording_in_a_conversion_loses_nothing(page: ConsolePage, qtbot: QtBot) -> None:
    """Here no input method answers ``commit``: the text stays in the row until it is confirmed."""
    to_first_case(page)
    compose("ひるごはん")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert stored(page).entries == ()
    compose("", "昼ごはん")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert [entry.text for entry in stored(page).entries] == ["昼ごはん"]


def test_no_key_reaches_the_meeting_while_it_asks_whether_to_end(
    page: ConsolePage, qtbot: QtBot
) -> None:
    assert page.session is not None
    while page.session.next_step is not None:
        page.moving.advance()
    before = stored(page)

    def keys() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        for key in (Qt.Key.Key_PageUp, Qt.Key.Key_F5, Qt.Key.Key_F3, Qt.Key.Key_B):
            QTest.keyClick(box, key)
        box.reject()

    QTimer.singleShot(0, keys)
    page.go_on.click()

    assert stored(page) == before
    assert page.session.output.output is Output.HIDDEN
    assert page.session.step is not None
    assert page.session.step.phase is Phase.CLOSING
