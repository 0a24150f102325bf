"""Time as a dependency: wall time for people and records, monotonic time for the meeting."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """What the program asks of time."""

    def now(self) -> datetime:
        """Local wall time with its offset."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump, whatever happens to the wall clock."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        return time.monotonic()


class FixedClock:
    """A clock that stands still until it is moved: for the tour, practice and tests."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment if moment.tzinfo else moment.astimezone()
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._moment

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass on both clocks."""
        from datetime import timedelta

        self._moment += timedelta(seconds=seconds)
        self._monotonic += seconds


def today(clock: Clock) -> date:
    """The local calendar day."""
    return clock.now().date()
