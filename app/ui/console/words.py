"""Words of the console used by more than one of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from app.care import wareki
from app.care.case import Case
from app.conference.meeting import STAGES, Stage
from app.conference.names import stage_name
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, Step
from app.i18n import tr

CIRCLED = "①②③④"


def stage_title(stage: Stage) -> str:
    """The stage with its number: ③ 医学的リスク."""
    return f"{CIRCLED[STAGES.index(stage)]} {stage_name(stage)}"


def day_text(day: date) -> str:
    """``6月23日(火)``: within a year nobody says the year."""
    return wareki.format_with_weekday(day).split("年")[-1].replace(f" {day.year}", "")


def clock_time(moment: datetime) -> str:
    """``14:44``."""
    return f"{moment.hour}:{moment.minute:02d}"


def step_name(session: MeetingSession, cases: Mapping[str, Case], asked: Step | None = None) -> str:
    """What the big button says: it always names the next step (design 05), or the one that
    waits for an answer about open risks."""
    step = asked or session.next_step
    if step is None:
        return tr("会議を終える")
    if step == CLOSING:
        return tr("まとめへ進む")
    if step.stage is None or step.case_uuid is None:
        return tr("開会へ進む")
    if step.case_uuid == session.case_uuid:
        return tr("{stage}へ進む", stage=stage_title(step.stage))
    numbers = [item.case_uuid for item in session.conference.agenda]
    number = numbers.index(step.case_uuid) + 1
    name = cases[step.case_uuid].pseudonym
    return tr("{number} {name}へ進む", number=number, name=name)
