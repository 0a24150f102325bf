"""Long work off the UI thread: one runner with progress, cancel and one place for errors."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from app.errors import UserFacingError
from app.ui import crash

Result = TypeVar("Result")


class Cancelled(Exception):
    """Raised inside the work when the person pressed 中止."""


class Progress:
    """What the work is given: tell how far it is, ask whether to stop."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    def step(self, done: int, total: int) -> None:
        """Report ``done`` of ``total`` and stop here if that was asked for."""
        if self._stop.is_set():
            raise Cancelled
        self._report(done, total)

    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


@dataclass(frozen=True, slots=True)
class Ended(Generic[Result]):
    """How a task ended: with a result, an error, or because it was cancelled (neither)."""

    result: Result | None = None
    error: Exception | None = None
    cancelled: bool = False


class Task(QObject):
    """One running piece of work; its signals arrive on the UI thread."""

    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(self, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.progress = Progress(self.progressed.emit)
        self.finished = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.progress.cancel()


class _Job(QRunnable):
    def __init__(self, task: Task, work: Callable[[Progress], object]) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        ended: Ended[object]
        try:
            ended = Ended(result=self._work(self._task.progress))
        except Cancelled:
            ended = Ended(cancelled=True)
        except Exception as error:  # noqa: BLE001 - carried to the UI thread, judged there
            ended = Ended(error=error)
        self._task.ended.emit(ended)


class TaskRunner(QObject):
    """Runs work one piece at a time: the store has one writer, and a queue is easy to follow."""

    started = Signal(object)
    failed = Signal(object)
    """A ``UserFacingError`` nobody else took: the shell shows it in the bar under the header."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._tasks: set[Task] = set()

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
        to the crash handler.
        """
        task = Task(label, self)
        self._tasks.add(task)

        def end(ended: Ended[Result]) -> None:
            task.finished = True
            self._tasks.discard(task)
            task.deleteLater()
            if ended.cancelled:
                if cancelled is not None:
                    cancelled()
            elif ended.error is not None:
                self._fail(ended.error, failed)
            else:
                done(ended.result)  # type: ignore[arg-type]  # None is a Result where work gives it

        task.ended.connect(_Receiver(end, task).take)
        self.started.emit(task)
        self._pool.start(_Job(task, work))
        return task

    def busy(self) -> bool:
        """Whether anything still runs."""
        return bool(self._tasks)

    def finish(self, timeout_ms: int = 10_000) -> bool:
        """Cancel what runs and wait for it: before the program ends."""
        for task in self._tasks:
            task.cancel()
        return self._pool.waitForDone(timeout_ms)

    def _fail(self, error: Exception, failed: Callable[[UserFacingError], None] | None) -> None:
        if not isinstance(error, UserFacingError):
            crash.handle(error)
        elif failed is not None:
            failed(error)
        else:
            self.failed.emit(error)


class _Receiver(QObject):
    """Lives on the UI thread, so that the queued signal calls back there and not in the pool."""

    def __init__(self, callback: Callable[[Ended[Result]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._callback = callback

    def take(self, ended: object) -> None:
        self._callback(ended)  # type: ignore[arg-type]
