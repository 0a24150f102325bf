"""Tells the open pages which records changed (ARCHITECTURE "How data flows")."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.services.changes import ChangeSet


class ChangeHub(QObject):
    """One per window. A page that asked for a change is skipped, so nothing reloads under
    the cursor; pages listen through ``Page.changed``."""

    announced = Signal(object)

    def announce(self, changes: ChangeSet) -> None:
        """Pass ``changes`` on to every listener."""
        if changes or changes.kinds:
            self.announced.emit(changes)


def merged(first: ChangeSet | None, second: ChangeSet) -> ChangeSet:
    """Both sets as one, for a page that was not on screen while they came in."""
    if first is None:
        return second
    return ChangeSet(
        kinds=first.kinds | second.kinds, ids=first.ids | second.ids, source=second.source
    )
