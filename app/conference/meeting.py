"""A conference as plain values: plan, attendance, what was said, when each stage ran.

Frozen like ``care.case``: the console keeps the last values for undo and saving compares two.
Times inside a meeting are seconds on the monotonic clock since the meeting opened; wall times
are ISO texts with offset for people who read the record later (DOMAIN.md §3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from app.care.ids import new_id


class Stage(StrEnum):
    """The four stages every case walks through, in this order (DOMAIN.md §3.1 P3–P6)."""

    ISSUE = "issue"
    GOAL = "goal"
    RISK = "risk"
    SUPPORT = "support"


STAGES = tuple(Stage)


class Part(StrEnum):
    """The steps of one case as §3.1 orders them, P2 to P8; each belongs to one stage."""

    PRESENTATION = "presentation"
    ISSUE = "issue"
    GOAL = "goal"
    RISK = "risk"
    DISCUSSION = "discussion"
    RESOURCES = "resources"
    WRAP_UP = "wrap_up"


PARTS: Mapping[Stage, tuple[Part, ...]] = {
    Stage.ISSUE: (Part.PRESENTATION, Part.ISSUE),
    Stage.GOAL: (Part.GOAL,),
    Stage.RISK: (Part.RISK,),
    Stage.SUPPORT: (Part.DISCUSSION, Part.RESOURCES, Part.WRAP_UP),
}
"""The parts of each stage in order; a stage is entered at its first."""


class EntryKind(StrEnum):
    """What an entry of the record is."""

    ISSUE = "issue"
    GOAL = "goal"
    RISK_RESPONSE = "risk_response"
    SUPPORT = "support"
    COMMUNITY_ISSUE = "community_issue"
    CARRIED_OVER = "carried_over"
    LEARNING = "learning"
    PREDICTION = "prediction"
    FIRST_STEP = "first_step"
    WORDS_BACK = "words_back"  # what the presenter can tell the person tomorrow (§3.4, P8-7)


class ConferenceStatus(StrEnum):
    """planned → running → closed."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One case on the agenda with its planned minutes per stage."""

    uuid: str = field(default_factory=new_id)
    case_uuid: str
    planned_minutes: Mapping[Stage, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """People of one profession in the room; a walk-in needs no name (§3.3)."""

    uuid: str = field(default_factory=new_id)
    profession: str
    count: int = 1
    name: str = ""
    organisation: str = ""
    pledged: bool = False
    spoke: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing agreed or noted. ``shown`` tells whether the room may see it.

    ``rule_id`` is the key of what it is about: the risk a response answers, the item of the
    judgement sheet a prediction changes.
    """

    uuid: str = field(default_factory=new_id)
    case_uuid: str | None = None
    stage: Stage | None = None
    kind: EntryKind
    text: str
    need_or_demand: str = ""
    owner: str = ""
    due: str = ""
    shown: bool = False
    status: str = "open"
    rule_id: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """The meeting moved, its clock stopped, or its plan changed: one line of its log.

    ``kind`` is a ``stages.Move``; ``at`` is in monotonic seconds since opening. ``detail`` says
    what the kind alone can't: the part entered, the new plan, who decided, the reason.
    """

    uuid: str = field(default_factory=new_id)
    kind: str
    at: float
    wall_time: str
    case_uuid: str | None = None
    stage: Stage | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptUse:
    """A prompt of the deck ticked, pinned or skipped for a case; ``state`` says which.

    ``text`` is filled for a prompt the facilitator wrote, whose ``prompt_id`` is a fresh key.
    """

    KEY: ClassVar = ("prompt_id", "case_uuid")  # tells two of one meeting apart (care.changes)

    prompt_id: str
    state: str
    case_uuid: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceUse:
    """A resource for a case: suggested → tried → continuing → stopped (why).

    ``shown`` tells whether the room may see it.
    """

    uuid: str = field(default_factory=new_id)
    case_uuid: str
    resource_uuid: str | None = None
    name: str = ""
    detail: str = ""
    status: str = "suggested"  # suggested, asking, agreed, tried, continuing, stopped
    reason: str = ""
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRequest:
    """A centre asked for cases for this meeting (§3.1 P0). Days are ISO."""

    uuid: str = field(default_factory=new_id)
    centre: str
    wanted: int = 1
    asked_on: str = ""
    due: str = ""
    answered_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A case proposed for this meeting; ``state`` is proposed, later or declined.

    A candidate that is chosen is on the agenda too; it stays here with why it was proposed.
    """

    uuid: str = field(default_factory=new_id)
    case_uuid: str
    centre: str = ""
    reason: str = ""
    state: str = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something to see to before, in or after the meeting, done at an ISO time (§9.4)."""

    KEY: ClassVar = ("code",)

    code: str
    done_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesText:
    """A section of the minutes in a person's words instead of those assembled (§3.7)."""

    KEY: ClassVar = ("section", "case_uuid")

    section: str
    case_uuid: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """One meeting, planned or held."""

    uuid: str = field(default_factory=new_id)
    row_version: int = 0
    number: int | None = None
    title: str = ""
    date: str = ""
    start_time: str = ""
    session_type: str = ""
    venue: str = ""
    planned_minutes: int = 90
    opening_minutes: int = 4
    closing_minutes: int = 6
    expected_people: int | None = None
    status: ConferenceStatus = ConferenceStatus.PLANNED
    practice: bool = False
    agenda: tuple[AgendaItem, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    entries: tuple[Entry, ...] = ()
    transitions: tuple[Transition, ...] = ()
    prompt_uses: tuple[PromptUse, ...] = ()
    resource_uses: tuple[ResourceUse, ...] = ()
    requests: tuple[CaseRequest, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    checks: tuple[Check, ...] = ()
    minutes: tuple[MinutesText, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
