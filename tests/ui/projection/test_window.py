"""The room's window on one screen and on two; what any program can read in it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.conference import output
from app.conference.frame import room_view
from app.conference.meeting import Stage
from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.ui.projection.screens import _likeness, fill_screen, screen_key, wall_screen
from app.ui.projection.window import RoomWindow, room_texts, take_rooms_down
from tests.checkers import NOBODY

SHOWING = OutputState(Output.SHOWING)
BANNER = "画面がひとつなので、会場の画面を窓に出しています"


@pytest.fixture
def view(samples: Any) -> RoomView:
    return room_view(samples[3], NOBODY, stage=Stage.ISSUE, order=1, total=4)


@pytest.fixture
def window(qtbot: QtBot) -> RoomWindow:
    made = RoomWindow()
    qtbot.addWidget(made)
    return made


def test_one_screen_opens_a_plain_window_and_says_so(
    window: RoomWindow, view: RoomView, qtbot: QtBot
) -> None:
    with qtbot.waitExposed(window):
        assert window.apply(SHOWING, view)

    assert not window.isFullScreen()
    assert window.wall is None
    assert room_texts(window)["labels"] == [BANNER]


def test_the_window_says_nothing_about_the_case_outside_its_frame(
    window: RoomWindow, view: RoomView
) -> None:
    window.apply(SHOWING, view)
    said = room_texts(window)

    assert said["title"] == "くらしカンファ 会場"
    assert said["file"] == ""
    assert said["tooltips"] == said["help"] == []
    assert set(said["accessible_names"]) == {"会場の画面"}
    assert said["accessible_descriptions"] == ["解決すべき課題は何か？"]
    assert said["smallest_px"] == 32
    assert said["clipped"] == []
    assert "入浴は嫁の帰宅を待つ" in said["texts"]


def test_hiding_takes_the_window_away_with_its_frame(window: RoomWindow, view: RoomView) -> None:
    window.apply(SHOWING, view)
    window.apply(output.hide(SHOWING), view)

    assert not window.isVisible()
    assert room_texts(window)["texts"] == []


def test_black_stays_on_the_wall(window: RoomWindow, view: RoomView) -> None:
    window.apply(SHOWING, view)
    window.apply(output.blank(SHOWING), view)

    assert window.isVisible()
    assert room_texts(window)["texts"] == []


def test_closing_the_window_by_hand_is_told_and_forgets_the_frame(
    window: RoomWindow, view: RoomView, qtbot: QtBot
) -> None:
    window.apply(SHOWING, view)

    with qtbot.waitSignal(window.closed):
        window.close()

    assert not window.isVisible()
    assert room_texts(window)["texts"] == []


def test_the_room_never_keeps_the_program_alive(window: RoomWindow) -> None:
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


@pytest.mark.two_screens
def test_the_room_fills_the_projector_and_leaves_the_desk_alone(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication
) -> None:
    desk, projector = qapp.screens()

    with qtbot.waitExposed(window):
        assert window.apply(SHOWING, view)

    assert window.wall is projector
    assert window.screen() is projector
    assert window.geometry() == projector.geometry()
    assert window.isFullScreen()
    assert not window.geometry().intersects(desk.geometry())
    assert room_texts(window)["labels"] == []


@pytest.mark.two_screens
def test_the_wall_is_the_screen_the_console_is_not_on(qapp: QApplication) -> None:
    desk, projector = qapp.screens()

    assert wall_screen() is projector
    assert wall_screen(projector) is desk
    assert wall_screen(desk, preferred=screen_key(projector)) is projector
    assert wall_screen(desk, preferred=screen_key(desk)) is projector
    assert wall_screen(desk, preferred="gone") is projector


@pytest.mark.two_screens
def test_an_unplugged_projector_hides_the_room_at_once_and_says_so(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication
) -> None:
    window.apply(SHOWING, view)

    with qtbot.waitSignal(window.screen_lost):
        qapp.screenRemoved.emit(qapp.screens()[1])

    assert not window.isVisible()
    assert window.wall is None
    assert room_texts(window)["texts"] == []


@pytest.mark.two_screens
def test_a_screen_that_comes_back_is_told_but_nothing_is_shown_by_itself(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication
) -> None:
    window.apply(SHOWING, view)
    qapp.screenRemoved.emit(qapp.screens()[1])

    with qtbot.waitSignal(window.screens_changed):
        qapp.screenAdded.emit(qapp.screens()[1])
    assert not window.isVisible()

    with qtbot.waitExposed(window):
        assert window.apply(SHOWING, view)
    assert window.wall is qapp.screens()[1]


@pytest.mark.two_screens
def test_another_screen_that_goes_does_not_touch_the_room(
    window: RoomWindow, view: RoomView, qapp: QApplication
) -> None:
    window.apply(SHOWING, view)
    qapp.screenRemoved.emit(qapp.screens()[0])

    assert window.isVisible()


@pytest.mark.two_screens
def test_a_room_that_is_moved_onto_the_desk_hides_itself(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication
) -> None:
    window.apply(SHOWING, view)
    desk = qapp.screens()[0]

    with qtbot.waitSignal(window.screen_lost):
        window.setScreen(desk)
        window.setGeometry(desk.geometry())

    assert not window.isVisible()


@pytest.mark.two_screens
def test_another_resolution_refits_the_very_same_frame(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication
) -> None:
    window.apply(SHOWING, view)
    before = window.canvas.drawn()
    projector = qapp.screens()[1]

    projector.geometryChanged.emit(QRect(1366, 0, 1280, 800))

    assert window.isVisible()
    assert window.geometry() == QRect(1366, 0, 1280, 800)
    assert window.canvas.drawn() == before


@pytest.mark.two_screens
@pytest.mark.parametrize("moved", [0, 1])
def test_a_screen_that_comes_to_lie_over_the_other_is_mirrored_and_hides_the_room(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication, moved: int
) -> None:
    window.apply(SHOWING, view)

    with qtbot.waitSignal(window.screen_lost):
        qapp.screens()[moved].geometryChanged.emit(qapp.screens()[1 - moved].geometry())

    assert not window.isVisible()
    assert room_texts(window)["texts"] == []


@pytest.mark.two_screens
def test_another_primary_screen_leaves_the_room_where_it_is(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication
) -> None:
    window.apply(SHOWING, view)

    with qtbot.waitSignal(window.screens_changed):
        qapp.primaryScreenChanged.emit(qapp.screens()[1])

    assert window.wall is qapp.screens()[1]


@pytest.mark.two_screens
def test_many_events_of_one_cable_are_told_once(
    window: RoomWindow, view: RoomView, qtbot: QtBot, qapp: QApplication
) -> None:
    told: list[int] = []
    window.screens_changed.connect(lambda: told.append(1))
    window.apply(SHOWING, view)

    with qtbot.waitSignal(window.screens_changed):
        for _ in range(3):
            qapp.screenRemoved.emit(qapp.screens()[1])
            qapp.screenAdded.emit(qapp.screens()[1])

    assert told == [1]
    assert not window.isVisible()


@pytest.mark.two_screens
def test_a_window_that_appears_again_never_holds_its_last_picture(
    window: RoomWindow, view: RoomView, qapp: QApplication
) -> None:
    """Before the first paint the system has nothing of ours that it could put on the wall."""
    window.apply(SHOWING, view)
    qapp.processEvents()
    assert not window.screen().grabWindow(window.winId()).isNull()
    window.apply(output.hide(SHOWING), view)

    window.apply(output.blank(SHOWING), view)

    assert window.screen().grabWindow(window.winId()).isNull()


def test_the_remembered_monitor_is_known_by_make_and_number_before_its_socket() -> None:
    wanted = "HDMI-1|EPSON|EB-1234|SN7|1110x620"
    others = {
        "HDMI-1|EPSON|EB-1234|SN7|1110x620": 4,
        "DP-2|EPSON|EB-1234|SN7|1110x625": 3,
        "DP-2|EPSON|EB-1234||1110x620": 2,
        "HDMI-1|BENQ|W1|SN1|900x500": 1,
        "DP-2||||1110x620": 0,
    }

    assert {key: _likeness(key, wanted) for key in others} == others
    assert _likeness("PROJ||||488x274", "PROJ") == 1  # settings of an earlier version
    assert _likeness("PROJ||||488x274", "") == 0


def test_a_bug_anywhere_takes_the_room_down(
    window: RoomWindow, view: RoomView, qtbot: QtBot
) -> None:
    window.apply(SHOWING, view)

    with qtbot.waitSignal(window.screen_lost):
        take_rooms_down()

    assert not window.isVisible()
    assert room_texts(window)["texts"] == []


@pytest.mark.two_screens
def test_filling_a_screen_is_checked(window: RoomWindow, qapp: QApplication) -> None:
    assert fill_screen(window, qapp.screens()[1])
    assert window.isVisible()
    window.hide()


def test_the_primary_screen_alone_is_no_wall() -> None:
    assert wall_screen(QGuiApplication.primaryScreen()) is None
