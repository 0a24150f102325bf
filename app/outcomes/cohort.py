"""Who is counted, from which day on: cohorts of one entry per person (DOMAIN.md §6.2)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from app.care import scales
from app.care.case import CareDate, Case, FollowUp, Sex, ShortTermProgram
from app.care.followup import baseline_day, months_after
from app.care.text import search_key
from app.care.wareki import fiscal_year
from app.outcomes.definitions import new_after_months, service_words

_T = TypeVar("_T")


class Left(StrEnum):
    """Why a case is not in a cohort."""

    NO_BASELINE = "no_baseline"  # no whole day is known: none is invented
    NO_LEVEL = "no_level"
    REPEATED = "repeated"  # the person is counted once already
    NOT_NEW = "not_new"
    CARE_LEVEL = "care_level"  # began as 要介護
    TRANSFERRED = "transferred"  # moved in with a level
    TOO_SOON = "too_soon"  # had a level less than N months before


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """What one case says of a person's start; frozen at the baseline.

    ``certified_from`` and ``certified_to`` are whole ISO days or empty.
    """

    uuid: str
    previous_uuid: str | None = None
    new: bool | None = None
    level: str | None = None
    baseline: CareDate | None = None
    certified_from: str = ""
    certified_to: str = ""
    age: int | None = None
    sex: Sex | None = None
    district: str = ""
    feature_codes: tuple[int, ...] = ()
    dementia: str | None = None
    trigger: str = ""
    program: ShortTermProgram | None = None
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def start(self) -> date | None:
        """D0, where the whole day is known."""
        return baseline_day(self.baseline)


def entrant_of(case: Case) -> Entrant:
    """The part of ``case`` that is counted."""
    return Entrant(
        uuid=case.uuid,
        previous_uuid=case.previous_case_uuid,
        new=case.newly_certified,
        level=case.care_level,
        baseline=case.baseline_date,
        certified_from=day_text(case.certification_from),
        certified_to=day_text(case.certification_to),
        age=case.age,
        sex=case.sex,
        district=case.district,
        feature_codes=case.feature_codes,
        dementia=case.dementia_independence,
        trigger=case.application_trigger,
        program=case.short_term_program,
        follow_ups=case.follow_ups,
    )


def day_text(when: CareDate | None) -> str:
    """A whole day as ISO text; nothing for less."""
    return when.iso if when and when.iso and len(when.iso) == 10 else ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a cohort. ``start`` is D0, ``level`` the level of that day.

    A person is counted in many groups (all, year, level); what was found out once is kept in
    ``found`` as long as the person is.
    """

    entrant: Entrant
    start: date
    level: str
    found: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: Hashable, find: Callable[[], _T]) -> _T:
        """What ``find`` gives, asked once for each ``key``."""
        if key not in self.found:
            self.found[key] = find()
        value: _T = self.found[key]
        return value

    @property
    def year(self) -> int:
        """The fiscal year of entry."""
        return fiscal_year(self.start)


@dataclass(frozen=True, slots=True)
class Cohort:
    """People counted together, in order of their start, and why cases were left out."""

    members: tuple[Member, ...]
    left: Mapping[Left, int] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of entry there are, oldest first."""
        return tuple(sorted({member.year for member in self.members}))

    def of_year(self, year: int | None) -> Cohort:
        """The members who entered in ``year``; all of them for ``None``."""
        if year is None:
            return self
        return Cohort(tuple(each for each in self.members if each.year == year), self.left)

    def of_district(self, district: str) -> Cohort:
        """The members who live in ``district`` in any spelling; all of them for an empty one."""
        if not district:
            return self
        key = search_key(district)
        found = (each for each in self.members if search_key(each.entrant.district) == key)
        return Cohort(tuple(found), self.left)

    def of_level(self, level: str) -> Cohort:
        """The members who began with ``level``."""
        return Cohort(tuple(each for each in self.members if each.level == level), self.left)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels at the start there are, lightest first."""
        found = {member.level for member in self.members}
        return tuple(level for level in scales.care_levels() if level in found)


def everybody(entrants: Iterable[Entrant]) -> Cohort:
    """Every person with a known start, at the first one."""
    return cohorts(entrants)[0]


def newly_certified(entrants: Iterable[Entrant]) -> Cohort:
    """新規: first 要支援1/2 or 事業対象者 of a person, or the first one after N months without.

    Left out are those who moved in with a level and those who begin as 要介護.
    """
    return cohorts(entrants)[1]


def cohorts(entrants: Iterable[Entrant]) -> tuple[Cohort, Cohort]:
    """``everybody`` and ``newly_certified``, of which the same person is the same member."""
    unusable: Counter[Left] = Counter()
    persons = tuple(_people(entrants, unusable))
    again = sum(len(person) - 1 for person in persons)
    whole = Cohort(
        _ordered(person[0] for person in persons),
        _positive({**unusable, Left.REPEATED: again}),
    )
    members, left = [], Counter(unusable)
    for person in persons:
        entered = False
        for place, event in enumerate(person):
            reason = Left.REPEATED if entered else _unfit(event, person[:place])
            if reason is None:
                members.append(event)
                entered = True
            else:
                left[reason] += 1
    return whole, Cohort(_ordered(members), _positive(left))


def _unfit(event: Member, before: Sequence[Member]) -> Left | None:
    if not event.entrant.new:
        return Left.NOT_NEW
    if not scales.is_support_level(event.level):
        return Left.CARE_LEVEL
    if any(word in event.entrant.trigger for word in service_words("transfer")):
        return Left.TRANSFERRED
    ends = [each.entrant.certified_to for each in before if each.entrant.certified_to]
    if ends and months_after(date.fromisoformat(max(ends)), new_after_months()) > event.start:
        return Left.TOO_SOON
    return None


def _people(entrants: Iterable[Entrant], left: Counter[Left]) -> Iterator[list[Member]]:
    """The usable cases of each person, earliest start first."""
    known = {entrant.uuid: entrant for entrant in entrants}
    persons: dict[str, list[Member]] = defaultdict(list)
    for entrant in known.values():
        start = entrant.start
        if start is None:
            left[Left.NO_BASELINE] += 1
        elif entrant.level is None or scales.care_level_rank(entrant.level) is None:
            left[Left.NO_LEVEL] += 1
        else:
            persons[_first_of(entrant, known)].append(Member(entrant, start, entrant.level))
    for person in persons.values():
        yield sorted(person, key=_by_start)


def _first_of(entrant: Entrant, known: Mapping[str, Entrant]) -> str:
    """The key of the person's first case; a circle of references ends where it closes."""
    seen = [entrant.uuid]
    previous = known.get(entrant.previous_uuid or "")
    while previous is not None and previous.uuid not in seen:
        seen.append(previous.uuid)
        previous = known.get(previous.previous_uuid or "")
    # Cases of a circle have no first one: the smallest key stands for all of them.
    return min(seen[seen.index(previous.uuid) :]) if previous is not None else seen[-1]


def _by_start(member: Member) -> tuple[date, str]:
    return member.start, member.entrant.uuid


def _ordered(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=_by_start))


def _positive(left: Mapping[Left, int]) -> dict[Left, int]:
    return {reason: left[reason] for reason in Left if left.get(reason)}
