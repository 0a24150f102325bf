"""The console and the room on their screens: swapped, lost, found again, in the way of each other."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.conference.room import Output
from app.models.revisions import audit_trail
from app.ui.console.page import ConsolePage
from app.ui.context import UiContext
from app.ui.crash import CrashHandler
from app.ui.projection.screens import screen_key
from app.ui.projection.window import take_rooms_down
from tests.ui.console.acts import CONTROL, label, press, to_first_case, wall_texts

F5, F11 = Qt.Key.Key_F5, Qt.Key.Key_F11


def output_of(page: ConsolePage) -> Output:
    assert page.session is not None
    return page.session.output.output


@pytest.mark.two_screens
def test_on_two_screens_the_room_fills_the_second(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, F5)
    window = page.room.window
    assert window is not None
    assert window.screen() is not page.screen()
    assert window.geometry() == window.screen().geometry()
    assert page.room.note == ""
    assert page.context.settings.room_screen == screen_key(window.screen())


@pytest.mark.two_screens
def test_one_key_swaps_console_and_room_and_back(
    page: ConsolePage, qtbot: QtBot, qapp: QApplication
) -> None:
    to_first_case(page)
    press(qtbot, F5)
    press(qtbot, Qt.Key.Key_F4)
    shown = wall_texts(page)

    for console_at, room_at in ((1, 0), (0, 1)):
        press(qtbot, F11)
        console, room = qapp.screens()[console_at], qapp.screens()[room_at]
        assert page.room.window is not None
        assert page.screen() is console
        assert console.geometry().contains(page.window().geometry())
        assert page.room.window.wall is room
        assert page.room.window.geometry() == room.geometry()
        assert page.context.settings.room_screen == screen_key(room)
        assert output_of(page) is Output.FROZEN
        assert wall_texts(page) == shown


@pytest.mark.two_screens
def test_the_wall_stays_where_a_window_that_asked_for_its_screen_goes(
    page: ConsolePage, qtbot: QtBot, qapp: QApplication
) -> None:
    """PySide drops its object of a screen with the widget that was asked for it last."""
    to_first_case(page)
    press(qtbot, F5)
    room = page.room.window
    assert room is not None
    passing = QWidget()
    passing.setScreen(qapp.screens()[1])
    held = passing.screen()
    shiboken6.delete(passing)
    assert not shiboken6.isValid(held)

    room.move(room.pos() + QPoint(1, 0))
    qapp.processEvents()

    assert room.wall is qapp.screens()[1]
    assert room.isVisible()


@pytest.mark.two_screens
def test_a_hidden_room_stays_hidden_when_the_screens_are_swapped(
    page: ConsolePage, qtbot: QtBot, qapp: QApplication
) -> None:
    press(qtbot, F11)

    assert page.screen() is qapp.screens()[1]
    assert page.room.window is None
    press(qtbot, F5)
    assert page.room.window is not None
    assert page.room.window.wall is qapp.screens()[0]


@pytest.mark.two_screens
def test_an_unplugged_wall_means_hidden_until_a_person_shows_it_again(
    page: ConsolePage, qtbot: QtBot, qapp: QApplication
) -> None:
    projector = qapp.screens()[1]
    press(qtbot, F5)
    qapp.screenRemoved.emit(projector)

    assert page.room.window is not None
    assert not page.room.window.isVisible()
    assert output_of(page) is Output.HIDDEN
    assert "会場の画面が外れたので隠しました" in label(page, "wall_note")

    with qtbot.waitSignal(page.room.window.screens_changed):
        qapp.screenAdded.emit(projector)
    page.refresh_times()
    assert not page.room.window.isVisible()
    assert label(page, "wall_note") == "会場の画面がつながりました。F5で映します"

    page.wall.show_button.click()
    assert page.room.window.wall is projector
    assert page.room.note == ""


@pytest.mark.two_screens
def test_a_console_dragged_onto_the_wall_is_never_covered(
    page: ConsolePage, qtbot: QtBot, qapp: QApplication
) -> None:
    desk, projector = qapp.screens()
    press(qtbot, F5)
    page.window().setScreen(projector)
    page.window().move(projector.geometry().topLeft())
    qtbot.waitUntil(lambda: output_of(page) is Output.HIDDEN)

    assert page.room.window is not None
    assert not page.room.window.isVisible()
    assert "操作画面と重なるので隠しました" in label(page, "wall_note")
    press(qtbot, F5)
    assert page.room.window.wall is desk


def test_with_one_screen_there_is_nothing_to_swap(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, F5)
    before = page.window().geometry()
    press(qtbot, F11)

    assert page.window().geometry() == before
    assert output_of(page) is Output.SHOWING
    assert label(page, "wall_note") == "画面が1つのため、入れ替えられません"


def test_the_room_speaks_another_language_than_the_console(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, F5)
    press(qtbot, Qt.Key.Key_L, CONTROL)

    assert "What needs to be solved?" in wall_texts(page)
    assert "解決すべき課題は何か" not in wall_texts(page)
    assert page.wall.chip.text() == "● 投影中"
    assert page.context.settings.room_language == "en"
    press(qtbot, Qt.Key.Key_L, CONTROL)
    assert "解決すべき課題は何か？" in wall_texts(page)


def test_a_frame_that_cannot_be_made_still_lets_the_wall_be_hidden(
    page: ConsolePage, qtbot: QtBot
) -> None:
    press(qtbot, F5)
    window, make = page.room.window, page.source.make
    assert window is not None
    assert window.isVisible()

    page.source.make = _broken  # type: ignore[method-assign, assignment]
    with suppress(RuntimeError):  # no excinfo: it would keep the page beyond its window
        page.leave()
    page.source.make = make  # type: ignore[method-assign]

    assert not window.isVisible()
    assert window.texts()["texts"] == []


def _broken(_session: object) -> None:
    raise RuntimeError


def test_a_bug_anywhere_hides_the_wall_and_the_console_knows(
    page: ConsolePage, qtbot: QtBot, tmp_path: Path
) -> None:
    press(qtbot, F5)
    crash = CrashHandler(tmp_path, page.context.clock)
    crash.keepers.append(take_rooms_down)
    crash.handle(RuntimeError("ひみつ"))

    assert page.room.window is not None
    assert not page.room.window.isVisible()
    assert output_of(page) is Output.HIDDEN
    assert page.wall.chip.text() == "○ 映していません"


def test_the_trail_tells_when_the_wall_began_and_ceased_to_show_the_meeting(
    page: ConsolePage, qtbot: QtBot
) -> None:
    for key in (F5, Qt.Key.Key_F4, Qt.Key.Key_B, F11, F5):
        press(qtbot, key)

    assert page.session is not None
    with page.context.store.read() as connection:
        lines = connection.execute(
            select(audit_trail.c.action)
            .where(audit_trail.c.record_uuid == page.session.conference.uuid)
            .order_by(audit_trail.c.seq)
        ).scalars()
        told = [line for line in lines if "project" in line]
    assert told == ["projected", "projection_ended"]


@pytest.mark.parametrize("size", [(1366, 768), (1366, 690), (1280, 640)])
def test_a_note_of_two_lines_stands_below_the_preview(
    page: ConsolePage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page._ticking.stop()  # the next tick would put the page's own note there
    page.window().resize(*size)
    note = "この事例は、本人の同意が記録されていないため、会場には映せません。" * 2
    page.wall.show_note(note, kept_back=True)
    page.wall.set_compact(compact=page.window().height() < 700)
    for _ in range(3):  # nested layouts pass a new height on one after the other
        QApplication.processEvents()

    assert page.wall.remark.height() == page.wall.remark.heightForWidth(page.wall.remark.width())
    assert not page.wall.remark.geometry().intersects(page.wall.preview.geometry())
    assert not page.wall.remark.geometry().intersects(page.wall.content.geometry())


def test_a_console_that_is_gone_leaves_no_room_behind(
    context: UiContext, conference_uuid: str, qtbot: QtBot
) -> None:
    page = ConsolePage(context)
    page.opened(conference_uuid=conference_uuid)
    page.wall.show_button.click()
    window = page.room.window
    assert window is not None
    assert window.isVisible()
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()

    assert not window.isVisible()
