"""No transition paints an earlier frame, not even for a moment; every size shows the same frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.conference import output
from app.conference.frame import opening_view, room_view
from app.conference.meeting import STAGES
from app.conference.output import OutputState
from app.conference.room import Output, RoomView
from app.ui.projection import window as window_module
from app.ui.projection.canvas import RoomCanvas
from app.ui.projection.window import RoomWindow
from tests.checkers import NOBODY

SHOWING = OutputState(Output.SHOWING)


class CountingCanvas(RoomCanvas):
    """Remembers what every single paint put on the wall."""

    painted: list[tuple[str, ...]]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.__dict__.setdefault("painted", []).append(self.texts())


Counting = tuple[RoomWindow, CountingCanvas]


@pytest.fixture
def counting(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Counting:
    """A window on a wall that counts."""
    monkeypatch.setattr(window_module, "RoomCanvas", CountingCanvas)
    window = RoomWindow()
    qtbot.addWidget(window)
    canvas = window.canvas
    assert isinstance(canvas, CountingCanvas)
    return window, canvas


@pytest.fixture
def views(samples: Any) -> list[RoomView]:
    return [
        opening_view(),
        *(room_view(samples[3], NOBODY, stage=stage, order=1, total=4) for stage in STAGES),
    ]


def _frozen_walk(views: list[RoomView]) -> Iterator[tuple[OutputState, RoomView]]:
    """Every kind of transition: to another stage, frozen, black, hidden, and back again."""
    opening, issue, goal, risk, support = views
    frozen = output.freeze(SHOWING, goal)
    yield SHOWING, opening
    yield SHOWING, issue
    yield SHOWING, goal
    yield frozen, goal
    yield frozen, risk
    yield output.blank(frozen), risk
    yield output.blank(output.blank(frozen)), support
    yield SHOWING, support
    yield output.blank(SHOWING), issue
    yield SHOWING, goal
    yield OutputState(), goal
    yield SHOWING, risk
    yield OutputState(), risk
    yield output.blank(SHOWING), risk
    yield SHOWING, issue


def test_every_paint_after_a_transition_is_of_the_new_frame(
    views: list[RoomView], counting: Counting, qapp: QApplication
) -> None:
    window, canvas = counting
    canvas.painted = []
    seen = 0
    for state, live in _frozen_walk(views):
        canvas.painted.clear()
        window.apply(state, live)
        allowed = canvas.texts()
        qapp.processEvents()

        assert set(canvas.painted) <= {allowed}
        seen += len(canvas.painted)
        if state.on_wall:
            _wall_is(window, canvas)
    assert seen >= 12


def _wall_is(window: RoomWindow, canvas: RoomCanvas) -> None:
    """The system's own picture of the window is that of the frame, to the pixel."""
    grabbed = window.screen().grabWindow(window.winId()).toImage()
    wall = grabbed.copy(QRect(canvas.pos(), canvas.size()))
    fresh = canvas.grab().toImage().convertToFormat(wall.format())
    assert wall == fresh


def test_a_lost_screen_and_a_bug_paint_nothing_on_the_way_out(
    views: list[RoomView], counting: Counting, qapp: QApplication
) -> None:
    window, canvas = counting
    window.apply(SHOWING, views[1])
    qapp.processEvents()
    canvas.painted = []

    window.lose()
    qapp.processEvents()
    assert canvas.painted == []
    window.apply(SHOWING, views[2])
    qapp.processEvents()
    assert set(canvas.painted) == {canvas.texts()}


@pytest.fixture(scope="module")
def small_reference(samples: Any, qapp: QApplication) -> bytes:
    return _small(_rendered(_issue(samples), QSize(1920, 1080), 1.0), QRect(0, 0, 1920, 1080))


SIZES = {
    "XGA": (1024, 768),
    "WXGA": (1280, 800),
    "FHD": (1920, 1080),
    "4K": (3840, 2160),
}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("name", SIZES)
def test_every_size_and_scaling_shows_the_same_scene_between_bars(
    samples: Any, small_reference: bytes, name: str, ratio: float
) -> None:
    size = QSize(*SIZES[name])
    picture = _rendered(_issue(samples), size, ratio)
    scale = min(size.width() / 1920, size.height() / 1080)
    scene = QRect(0, 0, round(1920 * scale), round(1080 * scale))
    scene.moveCenter(QRect(0, 0, size.width(), size.height()).center())

    for bar in (QRect(0, 0, size.width(), scene.top() - 1), QRect(0, 0, scene.left() - 1, 99)):
        if bar.width() > 0 and bar.height() > 0:
            assert set(_grey(picture.copy(bar))) == {0}
    pairs = zip(_small(picture, scene), small_reference, strict=True)
    differences = [abs(one - other) for one, other in pairs]
    assert sum(differences) / len(differences) < 2.5  # of 255: the edges of the signs alone


def _issue(samples: Any) -> RoomView:
    return room_view(samples[3], NOBODY, stage=STAGES[0], order=1, total=4, minutes_left=3)


def _rendered(view: RoomView, pixels: QSize, ratio: float) -> QImage:
    """The canvas on a screen of ``pixels`` device pixels at a scaling of ``ratio``."""
    canvas = RoomCanvas()
    canvas.resize(round(pixels.width() / ratio), round(pixels.height() / ratio))
    canvas.show_view(view)
    pixmap = QPixmap(pixels)
    pixmap.setDevicePixelRatio(ratio)
    canvas.render(pixmap)
    image = pixmap.toImage()
    image.setDevicePixelRatio(1.0)
    return image


def _small(picture: QImage, scene: QRect) -> bytes:
    smooth = Qt.TransformationMode.SmoothTransformation
    return _grey(picture.copy(scene).scaled(192, 108, mode=smooth))


def _grey(image: QImage) -> bytes:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return b"".join(bytes(grey.constScanLine(y))[: grey.width()] for y in range(grey.height()))
