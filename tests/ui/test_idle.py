"""When nobody is there: by a clock that is moved, with the keys and words people send."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.ui.idle import IdleWatch
from tests.ui.cases.keys import compose


class Heard:
    """A watch over a field, and what it said."""

    def __init__(self, clock: FixedClock, field: QLineEdit) -> None:
        self.clock, self.field, self.limit = clock, field, 300.0
        self.locks = 0
        self.warnings: list[bool] = []
        self.watch = IdleWatch(clock, lambda: self.limit, field)
        self.watch.due.connect(self._due)
        self.watch.warned.connect(self.warnings.append)
        self.watch.start()

    def _due(self) -> None:
        self.locks += 1

    def wait(self, seconds: int) -> None:
        """Time passes with the looks of each second, as the timer does."""
        for _ in range(seconds):
            self.clock.advance(1)
            self.watch.look()


@pytest.fixture
def heard(fixed_clock: FixedClock, show: Callable[[QWidget], QWidget]) -> Heard:
    field = QLineEdit()
    show(field)
    field.setFocus()
    return Heard(fixed_clock, field)


def test_it_warns_for_half_a_minute_and_locks_once(heard: Heard) -> None:
    heard.wait(269)
    assert (heard.warnings, heard.locks) == ([], 0)
    heard.wait(30)
    assert (heard.warnings, heard.locks) == ([True], 0)
    heard.wait(60)
    assert (heard.warnings, heard.locks) == ([True, False], 1)


@pytest.mark.parametrize("way", ["key", "mouse", "words of an input method"])
def test_a_hand_keeps_it_open(heard: Heard, way: str) -> None:
    window = heard.field.windowHandle()
    heard.wait(290)
    if way == "key":
        QTest.keyClick(window, Qt.Key.Key_A)
        assert heard.field.text() == "a"
    elif way == "mouse":
        QTest.mouseMove(window, window.geometry().center() - window.position())
        QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    else:
        compose(heard.field, "やね")
    assert heard.warnings == [True, False]
    heard.wait(269)
    assert heard.locks == 0


def test_the_key_that_comes_too_late_belongs_to_somebody_else(heard: Heard, qtbot: QtBot) -> None:
    heard.wait(200)
    heard.clock.advance(250)  # the lid was closed: no looks meanwhile
    QTest.keyClick(heard.field.windowHandle(), Qt.Key.Key_A)
    assert heard.field.text() == ""
    qtbot.waitUntil(lambda: heard.locks == 1)


def test_a_long_sleep_locks_whatever_the_limit(heard: Heard) -> None:
    heard.limit = 3600
    heard.clock.advance(301)
    heard.watch.look()
    assert heard.locks == 1


def test_off_means_never(heard: Heard) -> None:
    heard.limit = 0
    heard.wait(1000)
    heard.clock.advance(10_000)
    QTest.keyClick(heard.field.windowHandle(), Qt.Key.Key_A)
    assert (heard.warnings, heard.locks, heard.field.text()) == ([], 0, "a")
