"""Long work off the UI thread: one runner with progress, cancel and one place for errors."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from app.errors import UserFacingError
from app.ui import crash

Result = TypeVar("Result")


class Cancelled(Exception):
    """Raised inside the work when the person pressed 中止."""


class Progress:
    """What the work is given: tell how far it is, ask whether to stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def step(self, done: int, total: int, stage: str = "") -> None:
        """Report ``done`` of ``total`` and stop here if that was asked for.

        ``stage`` names what is counted where the work counts one thing after another.
        """
        if self._stop.is_set():
            raise Cancelled
        self._report(done, total, stage)

    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


class Task(QObject):
    """One running piece of work, for the widget that shows it; lives on the UI thread."""

    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(self, label: str, progress: Progress, parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self._progress = progress

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._progress.cancel()


@dataclass(frozen=True, slots=True)
class _Ending(Generic[Result]):
    """What to call on the UI thread when the work is over."""

    task: Task
    done: Callable[[Result], None]
    failed: Callable[[UserFacingError], None] | None
    cancelled: Callable[[], None] | None


class TaskRunner(QObject):
    """Runs work one piece at a time: the store has one writer, and a queue is easy to follow.

    Python's own threads, and signals only from the runner, which outlives them all: a
    ``QRunnable`` or a task that emits while the UI thread deletes it crashes the program.
    """

    started = Signal(object)
    """The ``Task``, for a progress bar with 中止."""
    failed = Signal(object)
    """A ``UserFacingError`` nobody else took: the shell shows it in the bar under the header."""

    _stepped = Signal(int, int, int, str)
    _ended = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kurashi-task")
        self._endings: dict[int, _Ending[Any]] = {}
        self._futures: dict[int, Future[None]] = {}
        self._count = 0
        self._over = False
        self._stepped.connect(self._step)
        self._ended.connect(self._end)

    def run(
        self,
        work: Callable[[Progress], Result],
        *,
        label: str,
        done: Callable[[Result], None],
        failed: Callable[[UserFacingError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Task:
        """Run ``work`` in the background and call ``done`` with its result on the UI thread.

        A ``UserFacingError`` goes to ``failed`` (or the runner's signal), any other exception
        to the crash handler. After ``finish`` nothing begins any more: what a late answer asks for
        is cancelled at once.
        """
        self._count += 1
        number = self._count
        progress = Progress(lambda now, total, stage: self._stepped.emit(number, now, total, stage))
        task = Task(label, progress, self)
        if self._over:
            if cancelled is not None:
                cancelled()
            return task
        self._endings[number] = _Ending(task, done, failed, cancelled)
        self.started.emit(task)

        def job() -> None:
            outcome: object
            try:
                outcome = (work(progress),)
            except Exception as error:  # noqa: BLE001 - judged on the UI thread
                outcome = error
            self._ended.emit(number, outcome)

        self._futures[number] = self._pool.submit(job)
        return task

    def busy(self) -> bool:
        """Whether anything still runs."""
        return bool(self._endings)

    def finish(self, timeout_seconds: float = 10.0) -> bool:
        """Cancel what runs and wait for it, before the program ends; False if it won't stop."""
        self._over = True
        for ending in self._endings.values():
            ending.task.cancel()
        _, running = wait(self._futures.values(), timeout_seconds)
        self._pool.shutdown(wait=not running, cancel_futures=True)
        return not running

    def _step(self, number: int, now: int, total: int, stage: str) -> None:
        ending = self._endings.get(number)
        if ending is not None:
            ending.task.progressed.emit(now, total, stage)

    def _end(self, number: int, outcome: object) -> None:
        ending = self._endings.pop(number)
        self._futures.pop(number, None)
        ending.task.finished.emit()
        ending.task.deleteLater()
        if isinstance(outcome, tuple):
            ending.done(outcome[0])
        elif isinstance(outcome, Cancelled):
            if ending.cancelled is not None:
                ending.cancelled()
        elif not isinstance(outcome, UserFacingError):
            assert isinstance(outcome, Exception)  # noqa: S101 - narrows the type
            crash.handle(outcome)
        elif ending.failed is not None:
            ending.failed(outcome)
        else:
            self.failed.emit(outcome)
