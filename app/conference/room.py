"""What the room sees: a frozen value with no private field (DESIGN-SYSTEM §9).

``care.disclosure`` is the only maker of the case parts, ``conference.frame`` adds what was said in
the meeting; ``ui.projection`` draws a ``RoomView`` and nothing else. All texts are finished, in the
room's language. Lists already obey the limits of the wall: 4 facts, 3 agreed items visible, 3 goal
rows, 3 risks, 6 ratings or lines of the sheet, 5 resources; what does not fit is on another ``page`` or counted in a
``more_*`` text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.conference.meeting import Part, Stage


class Output(StrEnum):
    """State of the wall; owned by ``conference.output``."""

    SHOWING = "showing"
    FROZEN = "frozen"
    BLANK = "blank"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity strip: order, plant name, decade band, sex, care level, household."""

    order: int
    total: int
    pseudonym: str
    age_band: str
    sex: str
    care_level: str
    household: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreed item; ``fresh`` marks the one just added, ``decided`` False draws it dashed."""

    text: str
    detail: str = ""
    fresh: bool = False
    decided: bool = True
    number: int = 0  # as people counted it, 0 where it has none


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One row of the goal table; a goal recorded in the meeting has only a ``target``."""

    topic: str
    before: str
    now: str
    target: str
    decided: bool
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One medical risk: its name, what is known, and the agreed response if there is one."""

    title: str
    known: str
    response: Agreed | None = None


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One item of the judgement sheet before → predicted; codes as in DOMAIN.md §2.2."""

    label: str
    before: str
    predicted: str
    arrow: str  # "up", "down" or ""


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A resource; ``state`` is use, asking, candidate, or now for what helps already."""

    name: str
    detail: str
    state: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class RoomView:
    """One frame of the wall."""

    language: str
    stage: Stage | None  # None: the neutral opening frame with the two questions
    identity: Identity | None
    question: str
    subheading: str = ""
    facts: tuple[str, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    more_agreed: str = ""
    wish: str = ""
    goal_heads: tuple[str, str, str] = ("", "", "")
    goals: tuple[GoalLine, ...] = ()
    risks: tuple[RiskLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    more_ratings: str = ""
    sheet: tuple[RatingLine, ...] = ()  # a page of the judgement sheet instead of all else
    resources: tuple[ResourceLine, ...] = ()
    page: int = 1
    pages: int = 1
    minutes_left: int | None = None
    share_left: float = 1.0  # 0..1 of the stage's planned time
    practice: bool = False
    rehearsal: bool = False  # practice with real cases: nothing may call them invented
    part: Part | None = None  # a part of the stage that has a frame of its own
    note: str = ""  # what is withheld and why, in the footer
