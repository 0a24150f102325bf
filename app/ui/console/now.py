"""What the console says about this moment, as plain values read from the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from app.care.case import Case
from app.conference import stages
from app.conference.clock_offer import rest_for_cases
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
            put_off=item.case_uuid in state.skipped,
        )
        for number, item in enumerate(session.conference.agenda, start=1)
    ]


def near_time(session: MeetingSession) -> tuple[str, Span]:
    """Label and time of the nearer clock: the case, or the opening or closing; a clock that
    stands says so."""
    step = session.step
    stopped = tr("時計は停止中") if session.state.paused else ""
    if step is None:
        return tr("会議 のこり"), session.meeting_time()
    if step.case_uuid:
        return stopped or tr("この事例 のこり"), session.case_time(step.case_uuid)
    label = tr("開会 のこり") if step == OPENING else tr("まとめ のこり")
    return stopped or label, session.span(step)


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
    session: MeetingSession,
    cases: Mapping[str, Case],
    now: datetime,
    kept_back: Callable[[str], str],
) -> tuple[Peek | None, str]:
    """The next case, the minutes left for all that come and when it begins; ``None`` when the
    closing is next. ``kept_back`` says why a case can't be shown."""
    if session.step == CLOSING:
        return None, ""
    numbers = [item.case_uuid for item in session.conference.agenda]
    here = numbers.index(session.case_uuid) if session.case_uuid in numbers else -1
    following = (uuid for uuid in numbers[here + 1 :] if uuid not in session.state.skipped)
    uuid = next(following, None)
    left = near_time(session)[1].left
    time = clock_time(now + timedelta(seconds=max(0, left)))
    count, seconds = rest_for_cases(session.conference, session.state, session.at)
    starts = tr("{time}頃から", time=time)
    if count:
        minutes = max(0, seconds) // 60
        rest = tr("あと{n}事例に{minutes}分", n=count, minutes=minutes)
        starts = f"{rest}　{starts}"
    if uuid is None:
        return None, starts
    return peek(cases[uuid], numbers.index(uuid) + 1, kept_back(uuid)), starts
