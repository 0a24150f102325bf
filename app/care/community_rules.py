"""When things noticed in cases become a candidate, and which of them are alike (DOMAIN.md §7.3).

Figures, steps and words are data (``resources/knowledge/community.toml``). Detection only
proposes: people confirm, give the cause, choose the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from app.care.case import Consent
from app.care.codes import Code, issue_codes
from app.care.community import CommunityIssue, Counted, Evidence, Sighting, Stage
from app.care.knowledge import Words, load, remembered, words
from app.care.text import search_key

# 「氏名を除いた資料の共有、地域課題の統計」: what one clause leaves out is not of the other.
_CLAUSE_END: Final = re.compile(r"[、。，,;；\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is counted of a case. ``day`` is that of its first meeting, ISO or empty."""

    uuid: str
    case_no: int | None = None
    day: str = ""
    presenter: str = ""
    district: str = ""
    counted_outside: bool = False  # the consent covers statistics


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of §7.3: so many cases within so many months, of so many places."""

    least_cases: int
    months: int
    least_presenters: int
    least_districts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far something reaches: its cases, of how many, in which days, from how many places."""

    case_uuids: tuple[str, ...]
    total: int
    start: str = ""
    end: str = ""
    presenters: int = 0
    districts: int = 0
    by_district: tuple[tuple[str, int], ...] = ()
    first_seen: str = ""

    @property
    def cases(self) -> int:
        """Distinct cases."""
        return len(self.case_uuids)

    @property
    def share(self) -> float:
        """Its cases among all cases of those days, 0 to 1."""
        return self.cases / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that came up often enough to be looked at, with the sightings behind it."""

    code: str
    sightings: tuple[Sighting, ...]
    spread: Spread


# ---- knowledge ----


def figure(key: str) -> int:
    """One figure of the rule."""
    return int(next(row["value"] for row in load("community")["figure"] if row["key"] == key))


def rule() -> Rule:
    """The rule in force."""
    names = ("least_cases", "months", "least_presenters", "least_districts")
    return Rule(*(figure(name) for name in names))


@remembered
def rungs() -> tuple[Code, ...]:
    """The five rungs people see (design 08-community)."""
    return tuple(Code(row["id"], words(row)) for row in load("community")["rung"])


@remembered
def causes() -> tuple[Code, ...]:
    """What may stand behind an issue."""
    return tuple(Code(row["id"], words(row)) for row in load("community")["cause"])


def rung_of(stage: Stage) -> int:
    """The rung a step stands on, 1 to 5."""
    names = [rung.code for rung in rungs()]
    return names.index(_stage(stage)["rung"]) + 1


def stage_label(stage: Stage, lang: str | None = None) -> str:
    """What a step is called."""
    return words(_stage(stage))(lang)


def _stage(stage: Stage) -> Mapping[str, Any]:
    row: Mapping[str, Any] = next(r for r in load("community")["stage"] if r["code"] == stage)
    return row


def response_meaning(code: str, lang: str | None = None) -> str:
    """What a type of response means; nothing for one the town added without a meaning."""
    rows = load("community")["meaning"]
    found = next((words(row) for row in rows if row["code"] == code), Words("", ""))
    return found(lang)


def covers_statistics(consent: Consent) -> bool:
    """Whether a case may be counted in what leaves the office (§9.2 no. 1).

    The scope is free text. Only one that speaks of statistics or community issues opens the way,
    and a word that takes it back closes it again: silence is no consent.
    """
    if not consent.person or consent.withdrawn is not None:
        return False
    row = next(r for r in load("community")["scope"] if r["key"] == "statistics")
    covers, excludes = ([search_key(word) for word in row[key]] for key in ("covers", "excludes"))
    says = False
    for clause in map(search_key, _CLAUSE_END.split(consent.scope)):
        if any(word in clause for word in covers):
            if any(word in clause for word in excludes):
                return False
            says = True
    return says


# ---- detection ----


def case_counts(sightings: Iterable[Sighting]) -> dict[str, tuple[str, ...]]:
    """The cases behind each code, known codes first in the order of their list."""
    found: dict[str, dict[str, None]] = {code.code: {} for code in issue_codes()}
    for sighting in sightings:
        for code in sighting.codes:
            cases = found.setdefault(code, {})
            if sighting.case_uuid:
                cases[sighting.case_uuid] = None
    return {code: tuple(cases) for code, cases in found.items() if cases}


def candidates(
    sightings: Sequence[Sighting],
    issues: Sequence[CommunityIssue],
    cases: Mapping[str, CaseFacts],
    by: Rule | None = None,
) -> tuple[Candidate, ...]:
    """The codes that fulfil the rule, most cases first.

    What an issue of the same code has as evidence is done with. The newest days that fulfil the
    rule count, so a register that nobody touched for a year still says what it holds.
    """
    by = by or rule()
    found = []
    for code in case_counts(sightings):
        done = _done(code, issues)
        behind = [s for s in sightings if code in s.codes and not done.holds(s)]
        spread = _newest_window([s for s in behind if s.case_uuid in cases], cases, by)
        if spread is not None:
            inside = tuple(s for s in behind if s.case_uuid in spread.case_uuids)
            found.append(Candidate(code, inside, spread))
    return tuple(sorted(found, key=lambda each: -each.spread.cases))


def _done(code: str, issues: Sequence[CommunityIssue]) -> Counted:
    """The evidence of issues of this code, and of those without any."""
    return Counted(
        line
        for issue in issues
        if code in issue.codes or not issue.codes
        for line in issue.evidence
    )


def _newest_window(
    sightings: Sequence[Sighting], cases: Mapping[str, CaseFacts], by: Rule
) -> Spread | None:
    mine = {s.case_uuid for s in sightings if s.case_uuid}
    newest = max((case.day for case in cases.values()), default="")
    for end in sorted({newest, *(cases[uuid].day for uuid in mine)} - {""}, reverse=True):
        start = months_before(end, by.months)
        inside = {uuid for uuid in mine if start < cases[uuid].day <= end}
        if len(inside) < by.least_cases:
            continue
        spread = _spread(inside, cases, start, end)
        if spread.presenters >= by.least_presenters or spread.districts >= by.least_districts:
            return spread
    return None


def _spread(
    inside: set[str],
    cases: Mapping[str, CaseFacts],
    start: str,
    end: str,
    known: Sequence[str] | None = None,
) -> Spread:
    facts = [cases[uuid] for uuid in inside]
    days = sorted(case.day for case in facts if case.day)
    known = days_of(cases) if known is None else known
    total = max(0, bisect_right(known, end) - bisect_right(known, start))
    total += sum(not start < case.day <= end for case in facts)  # no day known
    ordered = sorted(facts, key=lambda c: (c.case_no is None, c.case_no or 0, c.uuid))
    districts: dict[str, list[str]] = {}
    for case in ordered:
        if key := search_key(case.district):
            districts.setdefault(key, []).append(case.district)
    return Spread(
        case_uuids=tuple(case.uuid for case in ordered),
        total=total,
        start=_day_after(start),
        end=end,
        presenters=len({search_key(case.presenter) for case in facts if case.presenter}),
        districts=len(districts),
        by_district=tuple((names[0], len(names)) for names in districts.values()),
        first_seen=days[0] if days else "",
    )


def days_of(cases: Mapping[str, CaseFacts]) -> tuple[str, ...]:
    """The days of all cases in their order."""
    return tuple(sorted(case.day for case in cases.values()))


def spread_of(
    evidence: Iterable[Evidence],
    cases: Mapping[str, CaseFacts],
    months: int | None = None,
    known: Sequence[str] | None = None,
) -> Spread:
    """How far the evidence of an issue reaches among ``cases``; what speaks against it apart.

    The days run from a year before the newest case, or from the first evidence where that is
    older, to the newest case. Who asks for many issues hands over ``days_of(cases)``.
    """
    known = days_of(cases) if known is None else known
    mine = {e.case_uuid for e in evidence if not e.against and e.case_uuid in cases}
    inside = {uuid for uuid in mine if uuid}
    end = known[-1] if known else ""
    first = min((cases[uuid].day for uuid in inside if cases[uuid].day), default=end)
    if not end:
        return _spread(inside, cases, "", "", known)
    year = months_before(end, months or figure("months"))
    start = year if first > year else (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    return _spread(inside, cases, start, end, known)


def months_before(day: str, months: int) -> str:
    """The day so many months before an ISO day; the last one of a shorter month."""
    end = date.fromisoformat(day)
    year, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    for number in (end.day, 30, 29, 28):
        try:
            return date(year, month + 1, number).isoformat()
        except ValueError:
            continue
    raise AssertionError  # every month has a 28th


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""
