"""Everything known about community issues at one moment: what page, command and paper share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.care.community import CommunityIssue, Counted, Evidence, Policy, Sighting
from app.care.community_likeness import Likeness, Likenesses
from app.care.community_rules import (
    Candidate,
    CaseFacts,
    Spread,
    candidates,
    days_of,
    spread_of,
)


@dataclass(frozen=True)
class Board:
    """Cases, what was noticed in them and in meetings, the issues and their policies.

    ``issues`` come in their order, those merged into another one among them.
    """

    cases: Mapping[str, CaseFacts]
    sightings: tuple[Sighting, ...]
    issues: tuple[CommunityIssue, ...]
    policies: tuple[Policy, ...]

    @cached_property
    def _by_uuid(self) -> dict[str, CommunityIssue]:
        return {issue.uuid: issue for issue in self.issues}

    @cached_property
    def open_issues(self) -> tuple[CommunityIssue, ...]:
        """The issues that stand for themselves; one whose carrier is gone does again."""
        return tuple(issue for issue in self.issues if issue.merged_into not in self._by_uuid)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """What the rule proposes and nobody has looked at yet."""
        return candidates(self.sightings, self.issues, self.cases)

    @cached_property
    def loose(self) -> tuple[Sighting, ...]:
        """What is behind no issue: the inbox (未分類)."""
        counted = Counted(line for issue in self.issues for line in issue.evidence)
        return tuple(sighting for sighting in self.sightings if not counted.holds(sighting))

    def evidence(self, issue: CommunityIssue) -> tuple[Evidence, ...]:
        """The evidence of an issue with that of everything merged into it."""
        return tuple(line for each in self._family(issue, set()) for line in each.evidence)

    def _family(self, issue: CommunityIssue, seen: set[str]) -> Iterator[CommunityIssue]:
        seen.add(issue.uuid)
        yield issue
        for part in self._parts.get(issue.uuid, ()):
            if part.uuid not in seen:
                yield from self._family(part, seen)

    @cached_property
    def _parts(self) -> dict[str, list[CommunityIssue]]:
        found: dict[str, list[CommunityIssue]] = {}
        for issue in self.issues:
            if issue.merged_into is not None:
                found.setdefault(issue.merged_into, []).append(issue)
        return found

    def spread(self, issue: CommunityIssue) -> Spread:
        """How far an issue reaches."""
        return spread_of(self.evidence(issue), self.cases, known=self._days)

    @cached_property
    def _days(self) -> tuple[str, ...]:
        return days_of(self.cases)

    def policies_of(self, issue: CommunityIssue) -> tuple[Policy, ...]:
        """The policies that answer an issue or a part of it."""
        family = {each.uuid for each in self._family(issue, set())}
        return tuple(policy for policy in self.policies if policy.issue_uuid in family)

    def alike(self, issue: CommunityIssue) -> tuple[Likeness, ...]:
        """Issues that may be the same one."""
        return self._likenesses.of(issue.title, issue.codes, own=issue.uuid)

    def alike_sighting(self, sighting: Sighting) -> tuple[Likeness, ...]:
        """Issues that a sighting of the inbox may be evidence of."""
        return self._likenesses.of(sighting.text, sighting.codes)

    @cached_property
    def _likenesses(self) -> Likenesses:
        return Likenesses(self.open_issues)

    def for_council(self) -> Board:
        """The board with nothing of cases whose consent doesn't cover statistics (§9.2 no. 1)."""
        counted = {uuid: case for uuid, case in self.cases.items() if case.counted_outside}
        kept = tuple(s for s in self.sightings if s.case_uuid is None or s.case_uuid in counted)
        return replace(self, cases=counted, sightings=kept)
