"""What was done on the board, so that Ctrl+Z takes it back and Ctrl+Y does it again.

One step may be several verbs (a candidate confirmed and sorted at once). Taking back stops where
a record was changed by somebody else since: their words stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.services.changes import ChangeSet
from app.services.community import Done, take_back
from app.services.store import Store
from app.ui.hub import merged


@dataclass(slots=True)
class Step:
    """One deed of a person: its verbs in order, and the card it was done on."""

    dones: list[Done]
    key: str
    after: str


class Deeds:
    """Past and future steps of one page."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._past: list[Step] = []
        self._future: list[Step] = []

    def did(self, dones: Sequence[Done], key: str, after: str) -> None:
        """A person did something with the card ``key``; it is ``after`` now."""
        self._past.append(Step(list(dones), key, after))
        self._future.clear()

    def undo(self) -> tuple[ChangeSet, str] | None:
        """Take the last step back: what changed and the card; ``None`` without any."""
        return self._go(self._past, self._future)

    def redo(self) -> tuple[ChangeSet, str] | None:
        """Do the step that was taken back again."""
        return self._go(self._future, self._past)

    def _go(self, source: list[Step], target: list[Step]) -> tuple[ChangeSet, str] | None:
        """``UserFacingError`` where it can't be: the step is dropped, nothing is half done."""
        if not source:
            return None
        step = source.pop()
        changes: ChangeSet | None = None
        inverse: list[Done] = []
        try:
            while step.dones:
                back = take_back(self._store, step.dones.pop())
                self._carry(back, step.dones)
                inverse.append(back)
                changes = merged(changes, back.changes)
        finally:
            if inverse:
                target.append(Step(inverse, step.after, step.key))
        return (changes or ChangeSet(frozenset(), frozenset())), step.key

    def _carry(self, back: Done, same_step: list[Done]) -> None:
        """Taking back makes a new version of the same content: earlier deeds go on from it."""
        lists = [same_step, *(each.dones for each in reversed((*self._past, *self._future)))]
        for dones in lists:
            for place in reversed(range(len(dones))):
                done = dones[place]
                if done.value.uuid != back.value.uuid:
                    continue
                if _content(done.value) == _content(back.value):
                    dones[place] = replace(done, value=back.value)


def _content(value: object) -> object:
    return replace(value, row_version=0)  # type: ignore[type-var]
