"""Autosave: soon after the last key, at the latest after five seconds, at once on leaving.

RELIABILITY §C: "saved" is said only after the commit. When saving fails the input stays, the
person is told and saving is tried again every 30 seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from app.clock import Clock
from app.errors import UserFacingError


class SaveStep(Enum):
    """Where the input of a page stands."""

    CLEAN = auto()
    UNSAVED = auto()
    SAVING = auto()
    SAVED = auto()
    FAILED = auto()


Save = Callable[[], datetime | None]


class Autosaver(QObject):
    """Calls ``save`` at the right moments and tells the header where things stand.

    ``save`` writes everything that is unsaved in one small transaction and returns when it was
    committed (``None``: now, by the clock); it raises ``UserFacingError`` when it can't.
    """

    stepped = Signal(object, object)
    """``SaveStep`` and the moment of the last save (or ``None``); fits ``SaveState.show_step``."""
    failed = Signal(object)
    """The ``UserFacingError``; ``None`` once saving works again. Fits ``Page.failed``."""

    def __init__(
        self,
        save: Save,
        clock: Clock,
        parent: QObject | None = None,
        *,
        delay_ms: int = 800,
        longest_ms: int = 5_000,
        retry_ms: int = 30_000,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._clock = clock
        self._delay_ms = delay_ms
        self._longest_ms = longest_ms
        self._retry_ms = retry_ms
        self._unsaved_since: float | None = None
        self._step = SaveStep.CLEAN
        self._saved_at: datetime | None = None
        self._saving = False
        self._failure: UserFacingError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    @property
    def step(self) -> SaveStep:
        """The step now reached."""
        return self._step

    @property
    def failure(self) -> UserFacingError | None:
        """Why the last save failed; ``None`` while saving works."""
        return self._failure

    @property
    def saved_at(self) -> datetime | None:
        """When the last save was committed."""
        return self._saved_at

    @property
    def dirty(self) -> bool:
        """Whether anything is not on disk yet."""
        return self._unsaved_since is not None

    @property
    def planned_ms(self) -> int:
        """Pause after which the next save was planned; −1 when none is."""
        return self._timer.interval() if self._timer.isActive() else -1

    def touch(self) -> None:
        """The person changed something."""
        now = self._clock.monotonic()
        if self._unsaved_since is None:
            self._unsaved_since = now
        if self._step is SaveStep.FAILED:
            return  # the retry is running; every key would otherwise hit a full disk
        waited = round((now - self._unsaved_since) * 1000)
        self._timer.start(max(0, min(self._delay_ms, self._longest_ms - waited)))
        self._go(SaveStep.UNSAVED)

    def flush(self) -> bool:
        """Save now what is unsaved: on leaving a field or page, on Ctrl+S, on closing.

        Returns whether everything is on disk.
        """
        self._timer.stop()
        if self._unsaved_since is None:
            return True
        if self._saving:
            return False
        self._saving = True
        since, self._unsaved_since = self._unsaved_since, None
        was_failed = self._step is SaveStep.FAILED
        try:
            self._go(SaveStep.SAVING)
            self._saved_at = self._save() or self._clock.now()
        except UserFacingError as error:
            self._unsaved_since = since
            self._failure = error
            self._timer.start(self._retry_ms)
            self._go(SaveStep.FAILED)
            self.failed.emit(error)
            return False
        except BaseException:
            self._unsaved_since = since
            self._go(SaveStep.UNSAVED)
            raise
        finally:
            self._saving = False
        self._failure = None
        if was_failed:
            self.failed.emit(None)
        if self._unsaved_since is None:
            self._go(SaveStep.SAVED)
        return True

    def forget(self) -> None:
        """Drop what is unsaved: another record was loaded after ``flush``."""
        self._timer.stop()
        self._unsaved_since = None
        self._saved_at = None
        self._go(SaveStep.CLEAN)

    def _go(self, step: SaveStep) -> None:
        if step is self._step and step is not SaveStep.SAVED:
            return
        self._step = step
        self.stepped.emit(step, self._saved_at)
