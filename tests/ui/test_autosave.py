"""Autosave: when it saves, what it says, and that a failure loses nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.errors import StorageTrouble
from app.ui.autosave import Autosaver, SaveStep
from app.ui.widgets.save_state import SaveState


class Disk:
    """Somewhere to save that may be full."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.saved = 0
        self.full = False

    def save(self) -> datetime:
        if self.full:
            raise StorageTrouble(
                "保存できませんでした。", "入力は残っています。", "空きを作ってください。"
            )
        self.saved += 1
        return self.clock.now()


@pytest.fixture
def disk(fixed_clock: FixedClock) -> Disk:
    return Disk(fixed_clock)


def autosaver(disk: Disk, *, delay_ms: int = 800, retry_ms: int = 30_000) -> Autosaver:
    return Autosaver(disk.save, disk.clock, delay_ms=delay_ms, retry_ms=retry_ms)


def test_it_saves_by_itself_soon_after_the_last_key(qtbot: QtBot, disk: Disk) -> None:
    saver = autosaver(disk, delay_ms=5)
    saver.touch()
    assert disk.saved == 0

    qtbot.waitUntil(lambda: disk.saved == 1)
    assert saver.step is SaveStep.SAVED
    assert not saver.dirty


def test_each_key_puts_it_off_but_never_beyond_five_seconds(qtbot: QtBot, disk: Disk) -> None:
    saver = autosaver(disk)
    saver.touch()
    assert saver.planned_ms == 800

    disk.clock.advance(4.0)
    saver.touch()
    assert saver.planned_ms == 800
    disk.clock.advance(0.7)
    saver.touch()
    assert saver.planned_ms == 300
    disk.clock.advance(2.0)
    saver.touch()
    qtbot.waitUntil(lambda: disk.saved == 1)


def test_saved_is_said_only_after_the_commit(qtbot: QtBot, fixed_clock: FixedClock) -> None:
    header = SaveState()
    qtbot.addWidget(header)
    during: list[str] = []

    def save() -> datetime:
        during.append(header.text())
        return fixed_clock.now()

    saver = Autosaver(save, fixed_clock)
    saver.stepped.connect(header.show_step)

    assert header.text() == ""
    saver.touch()
    assert header.text() == "● 未保存"
    assert saver.flush()
    assert during == ["保存中…"]
    assert header.text() == "自動保存しました 10:42"


def test_leaving_saves_at_once_and_only_what_is_unsaved(qtbot: QtBot, disk: Disk) -> None:
    saver = autosaver(disk)
    assert saver.flush()
    assert disk.saved == 0
    saver.touch()

    assert saver.flush()
    assert saver.flush()

    assert disk.saved == 1
    assert saver.planned_ms == -1


def test_a_failure_keeps_the_input_says_so_and_tries_again(qtbot: QtBot, disk: Disk) -> None:
    saver = autosaver(disk, retry_ms=5)
    told: list[object] = []
    saver.failed.connect(told.append)
    disk.full = True
    saver.touch()

    assert not saver.flush()
    assert saver.dirty
    assert saver.step is SaveStep.FAILED
    assert isinstance(told[0], StorageTrouble)

    disk.full = False
    qtbot.waitUntil(lambda: saver.step is SaveStep.SAVED)
    assert disk.saved == 1
    assert told[-1] is None


def test_typing_on_after_a_failure_waits_for_the_retry(qtbot: QtBot, disk: Disk) -> None:
    saver = autosaver(disk)
    disk.full = True
    saver.touch()
    saver.flush()

    saver.touch()

    assert saver.step is SaveStep.FAILED
    assert saver.planned_ms == 30_000


def test_a_key_typed_while_saving_is_saved_next(qtbot: QtBot, fixed_clock: FixedClock) -> None:
    savers: list[Autosaver] = []
    saved: list[int] = []

    def save() -> datetime:
        saved.append(1)
        if len(saved) == 1:
            savers[0].touch()
        return fixed_clock.now()

    saver = Autosaver(save, fixed_clock, delay_ms=5)
    savers.append(saver)
    saver.touch()
    saver.flush()
    assert saver.dirty
    assert saver.step is SaveStep.UNSAVED

    qtbot.waitUntil(lambda: len(saved) == 2)
    assert not saver.dirty


def test_our_own_bug_while_saving_leaves_the_input_unsaved(
    qtbot: QtBot, fixed_clock: FixedClock
) -> None:
    def save() -> datetime:
        raise ZeroDivisionError

    saver = Autosaver(save, fixed_clock)
    saver.touch()
    with pytest.raises(ZeroDivisionError):
        saver.flush()

    assert saver.dirty
    assert saver.step is SaveStep.UNSAVED
