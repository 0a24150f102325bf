"""How the conferences ran, by fiscal year (DOMAIN.md §6.4, last paragraph)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.outcomes.shares import NOTHING, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessYear:
    """The closed meetings of one fiscal year.

    ``prepared``: cases with agenda points of those discussed. ``days`` is the median from first
    visit to meeting, of the ``dated`` cases where both days are known. ``handled``: community
    issues first seen in the year that are past the stage of a candidate.
    """

    year: int
    meetings: int = 0
    cases: int = 0
    attendance: Mapping[str, int] = field(default_factory=dict)  # people by profession
    prepared: Share = NOTHING
    days: float | None = None
    dated: int = 0
    raised: int = 0
    handled: Share = NOTHING
    resources: int = 0

    @property
    def people(self) -> int:
        """People in the room, over all meetings."""
        return sum(self.attendance.values())
