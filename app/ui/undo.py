"""Undo by snapshots: a list of frozen values. Typing in one field is one step."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

from app.clock import Clock

Value = TypeVar("Value")

STEPS = 300
TOGETHER_SECONDS = 1.0


class SnapshotStack(Generic[Value]):
    """Past and future values around the present one.

    Frozen values share what they have in common, so three hundred of them cost little.
    """

    def __init__(self, value: Value, clock: Clock, *, steps: int = STEPS) -> None:
        self._clock = clock
        self._past: deque[Value] = deque(maxlen=steps)
        self._future: list[Value] = []
        self._value = value
        self._field: str | None = None
        self._typed_at = 0.0

    @property
    def value(self) -> Value:
        """The present value."""
        return self._value

    def reset(self, value: Value) -> None:
        """Another record: nothing to take back."""
        self._past.clear()
        self._future.clear()
        self._value = value
        self._field = None

    def push(self, value: Value, field: str | None = None) -> None:
        """``value`` is the present now.

        Changes of the same ``field`` less than a second apart are one step; ``None`` is always
        a step of its own (choices, rows, paste).
        """
        if value == self._value:
            return
        now = self._clock.monotonic()
        together = (
            field is not None
            and field == self._field
            and now - self._typed_at <= TOGETHER_SECONDS
            and bool(self._past)
        )
        if not together:
            self._past.append(self._value)
        self._future.clear()
        self._value = value
        self._field = field
        self._typed_at = now

    def amend(self, value: Value) -> None:
        """The store gave the same record back (a new row version): no step."""
        self._value = value

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._future)

    def undo(self) -> Value | None:
        """One step back; ``None`` when there is none."""
        if not self._past:
            return None
        self._future.append(self._value)
        self._value = self._past.pop()
        self._field = None
        return self._value

    def redo(self) -> Value | None:
        """One step forward again; ``None`` when there is none."""
        if not self._future:
            return None
        self._past.append(self._value)
        self._value = self._future.pop()
        self._field = None
        return self._value
