"""What a verb changed, for the open pages: which kinds of record, which of them, who asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """``kinds`` are "case", "identity", "conference", "community_issue", "policy", "handout",
    "setting", "yearly_figure"; ``ids`` their keys.

    ``source`` is whatever the asker gave of itself, so that it can skip its own news.
    """

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    source: object | None = None

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.ids)
