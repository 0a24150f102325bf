"""Long work runs beside the window, reports how far it is, stops and fails in one place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.errors import StorageTrouble
from app.ui import crash
from app.ui.tasks import Progress, TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    assert made.finish()


def test_the_result_arrives_on_the_window_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[tuple[str, bool]] = []
    threads: list[bool] = []
    main = threading.current_thread()

    def work(progress: Progress) -> str:
        threads.append(threading.current_thread() is main)
        return "52部"

    runner.run(
        work,
        label="印刷",
        done=lambda result: seen.append((result, threading.current_thread() is main)),
    )
    assert runner.busy()
    qtbot.waitUntil(lambda: bool(seen))

    assert threads == [False]
    assert seen == [("52部", True)]
    assert not runner.busy()


def test_it_tells_how_far_it_is(qtbot: QtBot, runner: TaskRunner) -> None:
    steps: list[tuple[int, int]] = []
    ready, finished = threading.Event(), []

    def work(progress: Progress) -> None:
        ready.wait(60)
        for number in range(3):
            progress.step(number + 1, 3)

    task = runner.run(work, label="取り込み", done=lambda _none: finished.append(1))
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    ready.set()
    qtbot.waitUntil(lambda: bool(finished))

    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_cancelled_task_stops_at_its_next_step(qtbot: QtBot, runner: TaskRunner) -> None:
    begun, ended = threading.Event(), []
    reached: list[int] = []
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        go_on.wait(60)
        progress.step(1, 2)
        reached.append(1)

    task = runner.run(
        work, label="控え", done=lambda _none: reached.append(2), cancelled=lambda: ended.append(1)
    )
    assert begun.wait(60)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))

    assert reached == []


def test_a_failure_goes_to_the_asker_or_to_the_shell(qtbot: QtBot, runner: TaskRunner) -> None:
    mine: list[object] = []
    shells: list[object] = []
    runner.failed.connect(shells.append)

    def work(progress: Progress) -> None:
        raise StorageTrouble("空きがありません。")

    runner.run(work, label="控え", done=lambda _none: None, failed=mine.append)
    runner.run(work, label="控え", done=lambda _none: None)
    qtbot.waitUntil(lambda: bool(mine) and bool(shells))

    assert isinstance(mine[0], StorageTrouble)
    assert isinstance(shells[0], StorageTrouble)


def test_our_own_bug_goes_to_the_crash_handler(
    qtbot: QtBot,
    runner: TaskRunner,
    tmp_path: Path,
    fixed_clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handler = crash.CrashHandler(tmp_path, fixed_clock)
    monkeypatch.setattr(crash, "_installed", handler)
    told: list[str] = []
    handler.tell = lambda sentence, _log: told.append(sentence)

    def work(progress: Progress) -> None:
        raise ZeroDivisionError

    runner.run(work, label="集計", done=lambda _none: None)
    qtbot.waitUntil(lambda: bool(told))

    assert "ZeroDivisionError" in handler.log.read_text(encoding="utf-8")


def test_closing_cancels_what_still_runs(qtbot: QtBot) -> None:
    runner = TaskRunner()
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.step(0, 1)

    runner.run(work, label="控え", done=lambda _none: None)
    assert begun.wait(60)

    assert runner.finish()


def test_after_the_end_a_late_answer_begins_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    """The picture of a page comes while the program closes and would ask for the next page."""
    said: list[str] = []
    assert runner.finish()
    runner.run(
        lambda _progress: said.append("work"),
        label="見本を作る",
        done=lambda _result: said.append("done"),
        cancelled=lambda: said.append("cancelled"),
    )
    assert said == ["cancelled"]
    assert not runner.busy()
