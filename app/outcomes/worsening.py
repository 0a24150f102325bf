"""K4 重度化率 and what it is read with (DOMAIN.md §6.4, §6.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.outcomes.cohort import Cohort
from app.outcomes.definitions import lost_percent
from app.outcomes.shares import Share
from app.outcomes.states import NOT_RENEWED, UNKNOWN, WITH_LEVEL, State, due, reached

MONTHS: Final = (6, 12)
VARIANTS: Final[Mapping[str, tuple[tuple[State, ...], tuple[State, ...]]]] = {
    "primary": (
        (State.WORSE, State.ADMINISTRATIVE),
        (*WITH_LEVEL, *NOT_RENEWED),
    ),
    "strict": ((State.WORSE, State.ADMINISTRATIVE), WITH_LEVEL),
    "death_as_worse": (
        (State.WORSE, State.ADMINISTRATIVE, State.DEATH),
        (*WITH_LEVEL, *NOT_RENEWED, State.DEATH),
    ),
    "primary_without_administrative": ((State.WORSE,), (*WITH_LEVEL, *NOT_RENEWED)),
}
"""What is counted in the numerator and in the denominator of each variant of K4."""


COARSE: Final[Mapping[str, tuple[State, ...]]] = {
    "worse": (State.WORSE, State.ADMINISTRATIVE),
    "same": (State.SAME,),
    "better": (State.BETTER,),
    "not_renewed": NOT_RENEWED,
    "death": (State.DEATH,),
    "moved_out": (State.MOVED_OUT,),
    "unknown": UNKNOWN,
}
"""States taken together for what leaves the office: finer ones would nearly all be hidden."""
FINE: Final[Mapping[str, tuple[State, ...]]] = {str(state): (state,) for state in State}


@dataclass(frozen=True, slots=True)
class StateCounts:
    """How many people of a group are in which state at ``months``.

    ``not_due``: their target date is still to come, so they are in no count. ``reassessed`` and
    ``not_reassessed`` are among people with a level; the rest of them isn't known.
    """

    months: int
    counts: Mapping[State, int]
    not_due: int = 0
    reassessed: int = 0
    not_reassessed: int = 0
    institution: int = 0
    off_date: int = 0

    @property
    def total(self) -> int:
        """People whose target date has come."""
        return sum(self.counts.values())

    def of(self, states: Iterable[State]) -> int:
        """People in any of ``states``."""
        return sum(self.counts.get(state, 0) for state in states)

    def variant(self, name: str) -> Share:
        """One variant of K4 (``VARIANTS``)."""
        numerator, denominator = VARIANTS[name]
        return Share(self.of(numerator), self.of(denominator))

    @property
    def recorded(self) -> Share:
        """How many have a record, for the note on completeness."""
        return Share(self.total - self.of((State.UNRECORDED,)), self.total)

    @property
    def unknown(self) -> Share:
        """Unknown or unrecorded."""
        return Share(self.of(UNKNOWN), self.total)

    @property
    def too_many_unknown(self) -> bool:
        """Whether that is more than a figure bears (§6.4)."""
        return (self.unknown.percent or 0.0) > lost_percent()

    @property
    def reassessed_share(self) -> Share:
        """Assessed again since D0, of those with a level; unknown is not counted as yes."""
        return Share(self.reassessed, self.of(WITH_LEVEL))


def count_states(cohort: Cohort, months: int, today: date) -> StateCounts:
    """The states of ``cohort`` ``months`` after D0 as known ``today``."""
    here = [reached(each, months) for each in cohort.members if due(each, months, today)]
    counts = Counter(one.state for one in here)
    return StateCounts(
        months=months,
        counts={state: counts.get(state, 0) for state in State},
        not_due=len(cohort.members) - len(here),
        reassessed=sum(one.reassessed is True for one in here),
        not_reassessed=sum(one.reassessed is False for one in here),
        institution=sum(one.institution for one in here),
        off_date=sum(one.off_date for one in here),
    )
