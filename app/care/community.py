"""Community issues and policies as plain values, and how they change (DOMAIN.md §7.1–§7.3).

An issue is what a town makes of things noticed case by case. Its evidence keeps the words that
were counted: a sheet may be reworded, a case erased. All changes give a new value; what the
ladder and a merge forbid is refused here, for every caller alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.care.case import CareDate
from app.care.ids import new_id
from app.errors import InputRefused
from app.i18n import tr


class Stage(StrEnum):
    """The steps from a candidate to a scheme whose effect is watched (§7.3), in their order."""

    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
    CAUSE_ANALYSIS = "cause_analysis"
    RESPONSE_TYPE = "response_type"
    TRIAL = "trial"
    RESULT = "result"
    POLICY = "policy"
    MONITORING = "monitoring"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Something noticed that may be a community issue: a line of a case or of a meeting.

    ``day`` is the ISO day of the meeting, empty where none is known. Exactly one of
    ``entry_uuid`` and ``case_issue_uuid`` says where it stands.
    """

    text: str
    codes: tuple[str, ...] = ()
    day: str = ""
    case_uuid: str | None = None
    entry_uuid: str | None = None
    case_issue_uuid: str | None = None

    @property
    def key(self) -> str:
        """What names it."""
        return self.entry_uuid or self.case_issue_uuid or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sighting as it was when it was counted; ``against``: it speaks against the issue."""

    uuid: str = field(default_factory=new_id)
    entry_uuid: str | None = None
    case_uuid: str | None = None
    case_issue_uuid: str | None = None
    text: str = ""
    seen_on: str = ""
    against: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityIssue:
    """One community issue. ``response_type`` is a code of ``care.codes``; none: not sorted yet.

    ``merged_into`` names the issue that carries its evidence on. ``first_seen`` is an ISO day.
    """

    uuid: str = field(default_factory=new_id)
    row_version: int = 0
    practice: bool = False
    position: int = 0
    title: str = ""
    text: str = ""
    codes: tuple[str, ...] = ()
    response_type: str | None = None
    stage: Stage = Stage.CANDIDATE
    merged_into: str | None = None
    need_or_demand: str = ""
    cause: str = ""
    counter_evidence: str = ""
    owner: str = ""
    note: str = ""
    first_seen: str = ""
    evidence: tuple[Evidence, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStep:
    """One step of a policy: what is done, by whom, until when, and what came of it."""

    uuid: str = field(default_factory=new_id)
    stage: Stage = Stage.TRIAL
    text: str = ""
    result: str = ""
    owner: str = ""
    due: str = ""
    done: CareDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the town does about an issue, from the first small trial on."""

    uuid: str = field(default_factory=new_id)
    row_version: int = 0
    issue_uuid: str | None = None
    title: str = ""
    text: str = ""
    response_type: str | None = None
    stage: Stage = Stage.TRIAL
    owner: str = ""
    budget: str = ""
    expected_effect: str = ""
    measured_effect: str = ""
    note: str = ""
    start: CareDate | None = None
    end: CareDate | None = None
    steps: tuple[PolicyStep, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


# ---- evidence ----


def evidence_of(sighting: Sighting, *, against: bool = False) -> Evidence:
    """A sighting as evidence, in its own words."""
    return Evidence(
        entry_uuid=sighting.entry_uuid,
        case_uuid=sighting.case_uuid,
        case_issue_uuid=sighting.case_issue_uuid,
        text=sighting.text,
        seen_on=sighting.day,
        against=against,
    )


class Counted:
    """Which sightings are evidence already, asked without going through all of it.

    A file imported again gives a case's line a new key; then the case and the words decide.
    """

    def __init__(self, lines: Iterable[Evidence]) -> None:
        lines = tuple(lines)
        self._keys = {line.entry_uuid or line.case_issue_uuid for line in lines} - {None}
        self._words = {
            (line.case_uuid, line.text)
            for line in lines
            if line.case_uuid is not None and line.entry_uuid is None
        }

    def holds(self, sighting: Sighting) -> bool:
        """Whether the sighting was counted."""
        if sighting.key in self._keys:
            return True
        return sighting.entry_uuid is None and (sighting.case_uuid, sighting.text) in self._words


def with_sightings(
    issue: CommunityIssue, sightings: Iterable[Sighting], *, against: bool = False
) -> CommunityIssue:
    """``issue`` with more evidence; what it has already is not counted twice."""
    have = Counted(line for line in issue.evidence if line.against == against)
    fresh = {s.key: evidence_of(s, against=against) for s in sightings if not have.holds(s)}
    lines = (*issue.evidence, *fresh.values())
    return replace(issue, evidence=lines, first_seen=_first_day(lines))


def without_evidence(issue: CommunityIssue, uuid: str) -> CommunityIssue:
    """``issue`` without one line of evidence."""
    lines = [line for line in issue.evidence if line.uuid != uuid]
    return replace(issue, evidence=tuple(lines), first_seen=_first_day(lines))


def _first_day(lines: Iterable[Evidence]) -> str:
    return min((line.seen_on for line in lines if line.seen_on and not line.against), default="")


# ---- sorting, the ladder, merging ----


def sorted_to(issue: CommunityIssue, response_type: str | None) -> CommunityIssue:
    """``issue`` answered by a type of response; one under way can't lose its type."""
    if response_type is None and _needs_type(issue.stage):
        raise _type_missing()
    return replace(issue, response_type=response_type)


def moved_to(issue: CommunityIssue, stage: Stage) -> CommunityIssue:
    """``issue`` on another step of the ladder, up or down.

    Nothing is tried before it is said what kind of answer it is: ``InputRefused``.
    """
    if issue.merged_into is not None:
        raise InputRefused(
            tr("この地域課題は、ほかの課題にまとめられています。"),
            tr("何も変えていません。"),
            tr("まとめた先の段階を変えるか、先にまとめを解いてください。"),
        )
    if _needs_type(stage) and issue.response_type is None:
        raise _type_missing()
    return replace(issue, stage=stage)


def _needs_type(stage: Stage) -> bool:
    ladder = list(Stage)
    return ladder.index(Stage.RESPONSE_TYPE) <= ladder.index(stage) < ladder.index(Stage.CLOSED)


def _type_missing() -> InputRefused:
    return InputRefused(
        tr("対応の型が決まっていません。"),
        tr("何も変えていません。"),
        tr("先に、連携強化・公的制度化・資源発掘などから型を選んでください。"),
    )


def merged(issue: CommunityIssue, into: CommunityIssue) -> CommunityIssue:
    """``issue`` as a part of another one, which carries its evidence on."""
    if issue.uuid == into.uuid or into.merged_into is not None:
        raise InputRefused(
            tr("その地域課題にはまとめられません。"),
            tr("何も変えていません。"),
            tr("まとめられていない、別の課題を選んでください。"),
        )
    return replace(issue, merged_into=into.uuid)
