"""Which resources may fit a case, with the reason for each point (DOMAIN.md §3.5 P7, §7.4).

Points put what is worth a look in front; they decide nothing. What the person has comes first,
then what they like, then what answers an issue that was noticed. Points and words are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.care.case import Case
from app.care.codes import interest_label, issue_label
from app.care.interests import marked
from app.care.knowledge import load, words
from app.care.scales import dementia_at_least
from app.care.text import search_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What anybody may know of a resource of the register; who to call stays there."""

    uuid: str
    name: str
    kind: str = ""
    provider: str = ""
    place: str = ""
    district: str = ""
    days_times: str = ""
    what_happens: str = ""
    who_comes: str = ""
    transport: str = ""
    cost: str = ""
    eligibility: str = ""
    first_time_support: str = ""
    status: str = ""
    acceptance: tuple[str, ...] = ()
    interest_codes: tuple[str, ...] = ()
    issue_codes: tuple[str, ...] = ()
    roles_offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Points for one reason; ``about`` says what exactly fits, in the language asked for."""

    key: str
    points: int
    reason: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A resource with its points; ``own`` is one of the person's surroundings, not registered."""

    uuid: str
    name: str
    detail: str
    own: bool
    points: tuple[Point, ...]

    @property
    def score(self) -> int:
        """The sum of its points."""
        return sum(point.points for point in self.points)


def matches(case: Case, register: Iterable[Resource], lang: str | None = None) -> tuple[Match, ...]:
    """What may fit, most points first; a resource without any point is left out."""
    own = [
        Match(
            uuid=line.uuid,
            name=line.text,
            detail=" ".join(filter(None, (line.who, line.frequency))),
            own=True,
            points=(_point("own", lang),),
        )
        for line in case.informal_supports
        if line.text
    ]
    listed = [
        Match(
            uuid=resource.uuid,
            name=resource.name,
            detail=" ".join(filter(None, (resource.days_times, resource.place))),
            own=False,
            points=tuple(_points(case, resource, lang)),
        )
        for resource in register
    ]
    scored = [match for match in (*own, *listed) if match.score]
    return tuple(sorted(scored, key=lambda match: -match.score))


def _points(case: Case, resource: Resource, lang: str | None) -> Iterator[Point]:
    for code, marks in marked(case.interest_codes).items():
        if code in resource.interest_codes:
            best = max((_row(f"interest_{mark}") for mark in marks), key=lambda row: row["value"])
            yield _point(best["key"], lang, interest_label(code, lang))
    noticed = {code for line in case.community_issues for code in line.codes}
    for code in resource.issue_codes:
        if code in noticed:
            yield _point("issue", lang, issue_label(code, lang))
    if case.district and search_key(case.district) == search_key(resource.district):
        yield _point("district", lang)
    if "MOB" in noticed and _says("transport", [resource.transport]):
        yield _point("transport", lang)
    forgets = dementia_at_least(case.dementia_independence, "I")
    if forgets and _says("dementia", resource.acceptance):
        yield _point("dementia", lang)
    if "ROLE" in noticed and resource.roles_offered:
        yield _point("role", lang, resource.roles_offered[0])


def _says(key: str, texts: Iterable[str]) -> bool:
    wanted = [search_key(word) for word in _row(key)["words"]]
    return any(word in search_key(text) for text in texts for word in wanted)


def _point(key: str, lang: str | None, about: str = "") -> Point:
    row = _row(key)
    return Point(key, int(row["value"]), words(row)(lang), about)


def _row(key: str) -> Mapping[str, Any]:
    row: Mapping[str, Any] = next(r for r in load("community")["match"] if r["key"] == key)
    return row
