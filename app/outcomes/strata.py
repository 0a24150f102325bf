"""The same figures for parts of a cohort, as known at the start (DOMAIN.md §6.5 no. 5).

Parts are small and overlap with what is published, so they are for the office only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from app.outcomes.cohort import Cohort, Entrant, Member
from app.outcomes.worsening import StateCounts, count_states

_AGES: Final = ((65, "65-74"), (75, "75-84"), (85, "85+"))

Stratum = tuple[str, str]


def strata(cohort: Cohort, day: date) -> Mapping[Stratum, StateCounts]:
    """States at 12 months by (kind, value); a person may be in several features."""
    parts: dict[Stratum, list[Member]] = defaultdict(list)
    for member in cohort.members:
        for part in _parts(member.entrant):
            parts[part].append(member)
    return {
        part: count_states(Cohort(tuple(members)), 12, day)
        for part, members in sorted(parts.items())
    }


def _parts(person: Entrant) -> Iterator[Stratum]:
    yield "age", _age_group(person.age)
    yield "sex", str(person.sex or "")
    yield "district", person.district
    yield "dementia", person.dementia or ""
    yield "short_term_service", "yes" if person.program else "no"
    yield from (("feature", str(code)) for code in person.feature_codes)


def _age_group(age: int | None) -> str:
    """65–74, 75–84 or 85 and over; younger people have a group of their own."""
    if age is None:
        return ""
    return next((name for least, name in reversed(_AGES) if age >= least), "-64")
