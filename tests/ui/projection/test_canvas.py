"""The canvas shows the state it is given: live, held, black, nothing; and never an error."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.conference import output
from app.conference.frame import opening_view, room_view
from app.conference.meeting import Stage
from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.ui.projection.canvas import RoomCanvas, render_preview
from tests.checkers import NOBODY

SHOWING = OutputState(Output.SHOWING)
BLACK = QColor("#000000")


@pytest.fixture
def view(samples: Any) -> RoomView:
    return room_view(samples[3], NOBODY, stage=Stage.ISSUE, order=1, total=4)


@pytest.fixture
def canvas(qtbot: QtBot) -> RoomCanvas:
    made = RoomCanvas()
    qtbot.addWidget(made)
    made.resize(960, 540)
    return made


def _picture(canvas: RoomCanvas) -> QImage:
    return canvas.grab().toImage()


def _is_black(picture: QImage) -> bool:
    points = [(x, y) for x in range(0, picture.width(), 37) for y in range(0, picture.height(), 23)]
    return all(picture.pixelColor(*point) == BLACK for point in points)


def test_showing_draws_the_live_frame_and_says_its_question(
    canvas: RoomCanvas, view: RoomView
) -> None:
    canvas.apply(SHOWING, view)

    assert "石段が怖くて" in "".join(canvas.texts())
    assert canvas.accessibleName() == "会場の画面"
    assert canvas.accessibleDescription() == "解決すべき課題は何か？"
    assert not _is_black(_picture(canvas))


def test_blank_is_solid_black_and_says_nothing(canvas: RoomCanvas, view: RoomView) -> None:
    canvas.apply(SHOWING, view)
    canvas.apply(output.blank(SHOWING), view)

    assert canvas.texts() == ()
    assert canvas.accessibleDescription() == ""
    assert _is_black(_picture(canvas))


def test_frozen_holds_its_frame_while_the_meeting_goes_on(
    canvas: RoomCanvas, view: RoomView, samples: Any
) -> None:
    frozen = output.freeze(SHOWING, view)
    later = room_view(samples[4], NOBODY, stage=Stage.GOAL, order=2, total=4)
    canvas.apply(SHOWING, view)
    before = _picture(canvas)

    canvas.apply(frozen, later)

    assert _picture(canvas) == before
    canvas.apply(output.freeze(frozen, later), later)
    assert canvas.accessibleDescription() == "どんな暮らしに戻りたいか？"


def test_coming_back_from_black_shows_what_was_held(canvas: RoomCanvas, view: RoomView) -> None:
    canvas.apply(SHOWING, view)
    before = _picture(canvas)
    blank = output.blank(SHOWING)
    canvas.apply(blank, view)
    canvas.apply(output.blank(blank), view)

    assert _picture(canvas) == before


def test_hidden_forgets_the_frame(canvas: RoomCanvas, view: RoomView) -> None:
    canvas.apply(SHOWING, view)
    canvas.apply(output.hide(SHOWING), view)

    assert canvas.texts() == ()
    assert _is_black(_picture(canvas))
    canvas.apply(SHOWING, None)
    assert canvas.texts() == ()


def test_a_view_that_cannot_be_drawn_leaves_the_last_good_frame(
    canvas: RoomCanvas, view: RoomView, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    canvas.apply(SHOWING, view)
    before = _picture(canvas)
    broken = replace(view, stage=cast(Stage, "no stage"), question="ひみつ")

    with caplog.at_level(logging.ERROR), qtbot.waitSignal(canvas.failed):
        canvas.apply(SHOWING, broken)

    assert _picture(canvas) == before
    assert "ひみつ" not in caplog.text
    assert canvas.accessibleDescription() == view.question


@pytest.mark.parametrize("size", [QSize(1024, 768), QSize(1280, 800), QSize(2560, 1080)])
def test_other_shapes_get_bars_and_the_same_frame(
    canvas: RoomCanvas, view: RoomView, size: QSize
) -> None:
    canvas.resize(size)
    canvas.apply(SHOWING, view)
    picture = _picture(canvas)
    scale = min(size.width() / 1920, size.height() / 1080)
    left = round((size.width() - 1920 * scale) / 2)
    top = round((size.height() - 1080 * scale) / 2)

    if top > 2:
        assert picture.pixelColor(size.width() // 2, top // 2) == BLACK
    if left > 2:
        assert picture.pixelColor(left // 2, size.height() // 2) == BLACK
    # The same point of the scene, the current station of the stage track, is filled everywhere.
    station = picture.pixelColor(left + round(1170 * scale), top + round(55 * scale))
    assert station == QColor("#173A5A")


def test_the_preview_is_the_very_frame_of_the_wall(canvas: RoomCanvas, view: RoomView) -> None:
    canvas.apply(SHOWING, view)

    assert render_preview(view, 960).toImage() == _picture(canvas).convertToFormat(
        render_preview(view, 960).toImage().format()
    )


def test_a_preview_for_a_sharp_screen_has_more_pixels_and_the_same_size(view: RoomView) -> None:
    preview = render_preview(view, 320, ratio=2.0)

    assert preview.size() == QSize(640, 360)
    assert preview.deviceIndependentSize().toSize() == QSize(320, 180)
    assert _is_black(render_preview(None, 320).toImage())


def test_the_same_view_is_not_laid_out_again(canvas: RoomCanvas, view: RoomView) -> None:
    canvas.apply(SHOWING, view)
    first = canvas.drawn()
    canvas.apply(SHOWING, replace(view))

    assert canvas.drawn() is first
    canvas.apply(SHOWING, opening_view())
    assert canvas.drawn() is not first
