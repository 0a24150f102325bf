"""What the console says about this moment, as plain values read from the session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.care.case import Case
from app.conference import stages
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, OPENING
from app.conference.timing import Span
from app.i18n import tr
from app.ui.console.conference_bar import Chip
from app.ui.console.next_panel import Peek, peek
from app.ui.console.stage_row import StageState, StageTime
from app.ui.console.words import clock_time


def chips(session: MeetingSession, cases: Mapping[str, Case]) -> list[Chip]:
    """The cases of the agenda for the bar."""
    state = session.state
    return [
        Chip(
            case_uuid=item.case_uuid,
            number=number,
            name=cases[item.case_uuid].pseudonym,
            now=item.case_uuid == session.case_uuid,
            done=stages.is_case_done(state, item.case_uuid),
        )
        for number, item in enumerate(session.conference.agenda, start=1)
    ]


def near_time(session: MeetingSession) -> tuple[str, Span]:
    """Label and time of the nearer clock: the case, or the opening or closing."""
    step = session.step
    if step is None:
        return tr("会議 のこり"), session.meeting_time()
    if step.case_uuid:
        return tr("この事例 のこり"), session.case_time(step.case_uuid)
    label = tr("開会 のこり") if step == OPENING else tr("まとめ のこり")
    return label, session.span(step)


def stage_times(session: MeetingSession) -> list[StageTime]:
    """The four stages of the present case; before the first and after the last, of that one."""
    agenda = session.conference.agenda
    if not agenda:
        return []
    nearest = agenda[-1] if session.step == CLOSING else agenda[0]
    state = session.state
    times = []
    for step in stages.case_steps(session.case_uuid or nearest.case_uuid):
        now = step == session.step
        done = state.visited(step) and not now
        shown = StageState.NOW if now else StageState.DONE if done else StageState.NEXT
        times.append(StageTime(shown, session.span(step)))
    return times


def coming(
    session: MeetingSession, cases: Mapping[str, Case], now: datetime
) -> tuple[Peek | None, str]:
    """The next case and when it begins by the plan; ``None`` when the closing is next."""
    agenda = session.conference.agenda
    if session.step == CLOSING:
        return None, ""
    numbers = {item.case_uuid: number for number, item in enumerate(agenda, start=1)}
    number = numbers.get(session.case_uuid or "", 0)
    left = near_time(session)[1].left
    starts = tr("{time}頃から", time=clock_time(now + timedelta(seconds=max(0, left))))
    if number < len(agenda):
        return peek(cases[agenda[number].case_uuid], number + 1), starts
    return None, starts
