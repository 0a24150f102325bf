"""Time as a dependency: wall time for people and records, monotonic time for the meeting."""

from __future__ import annotations

import sys
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


# Monotonic seconds that go on while the machine sleeps: a lid closed for five minutes costs the
# meeting five minutes. ``time.monotonic`` counts sleep on Windows only.
_COUNTS_SLEEP: int | None = getattr(
    time, {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform, ""), None
)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        if _COUNTS_SLEEP is None:
            return time.monotonic()
        return time.clock_gettime(_COUNTS_SLEEP)


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
