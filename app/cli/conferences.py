"""``conferences`` and ``conference``: the list, and the whole record of one meeting.

The JSON is the stored value with what its log and the cases say beside it; nothing of the stored
value is left out except the names of attendees, which are asked for.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from app.cli import answers
from app.cli.answers import Json, plain
from app.cli.store import opened
from app.clock import Clock
from app.errors import UsageError
from app.i18n import tr
from app.output import say, say_json, table

if TYPE_CHECKING:
    from app.care.case import Case
    from app.conference.meeting import Conference, Entry, PromptUse
    from app.conference.time_report import CaseTime, StepTime, TimeReport
    from app.services.conferences import ConferenceRow


def conferences(args: argparse.Namespace, clock: Clock) -> int:
    """List conferences."""
    from app.services.conferences import list_conferences

    with opened(args, clock) as store:
        rows = list_conferences(store)
    if args.json:
        say_json([plain(row) for row in rows])
    else:
        say(*table([_cells(row) for row in rows]))
    return 0


def _cells(row: ConferenceRow) -> list[str]:
    from app.conference.names import status_name

    return [
        "" if row.number is None else str(row.number),
        row.date,
        row.start_time,
        tr("{n}事例", n=row.case_count),
        status_name(row.status),
        tr("{n}名", n=row.people) if row.people else "",
        row.uuid,
    ]


def conference(args: argparse.Namespace, clock: Clock) -> int:
    """The whole record of one meeting, times included. Names only after a confirmation."""
    from app.cli.conference_lines import conference_lines
    from app.conference.attendance import without_names
    from app.services.cases import get_cases
    from app.services.conferences import find_conference

    if args.with_identity and not args.yes and not answers.confirmed():
        raise UsageError(
            tr("氏名を含む書き出しには確認が必要です。"), todo=tr("--yes を付けてください。")
        )
    with opened(args, clock) as store:
        found = find_conference(store, args.id)
        uuids = {item.case_uuid for item in found.agenda}
        uuids |= {entry.case_uuid for entry in found.entries if entry.case_uuid}
        cases = {case.uuid: case for case in get_cases(store, sorted(uuids))}
    if not args.with_identity:
        found = without_names(found)
    if args.json:
        say_json(record(found, cases))
    else:
        say(*conference_lines(found, cases))
    return 0


# ---- JSON ----


def record(conference: Conference, cases: Mapping[str, Case]) -> Json:
    """The stored value, and beside it what the log and the cases say."""
    from app.conference.attendance import people, profession_name
    from app.conference.time_report import time_report

    report = time_report(conference)
    data = cast("Json", plain(conference))
    data["agenda"] = [
        {**cast("Json", plain(item)), **_named(cases, item.case_uuid), **_case_times(times)}
        for item, times in zip(conference.agenda, report.cases, strict=True)
    ]
    data["people"] = people(conference)
    data["attendance"] = [
        {**cast("Json", plain(line)), "profession_name": profession_name(line.profession)}
        for line in conference.attendance
    ]
    data["entries"] = [
        {**cast("Json", plain(entry)), **_named(cases, entry.case_uuid), "part": part}
        for entry, part in zip(conference.entries, _parts(conference), strict=True)
    ]
    data["prompt_uses"] = [
        {**cast("Json", plain(use)), "question": _question(use, cases)}
        for use in conference.prompt_uses
    ]
    return data | _log(conference, report)


def _log(conference: Conference, report: TimeReport) -> Json:
    """The times of the meeting and what was decided about them."""
    log = conference.transitions
    return {
        "times": {
            "opened_at": log[0].wall_time if log else "",
            "last_at": log[-1].wall_time if log else "",
            "planned_seconds": report.planned,
            "divided_seconds": report.total,
            "used_seconds": report.used,
            "paused_seconds": sum(pause.seconds for pause in report.pauses),
            "opening": _seconds(report.opening),
            "closing": _seconds(report.closing),
        },
        "redivisions": [
            {"wall_time": each.wall_time, "at": each.at, **cast("Json", plain(each.detail))}
            for each in log
            if each.kind == "divide"
        ],
        "pauses": plain(report.pauses),
        "decisions": plain(report.decisions),
        "reopenings": plain(report.reopenings),
    }


def _named(cases: Mapping[str, Case], case_uuid: str | None) -> Json:
    case = cases.get(case_uuid or "")
    if case is None:
        return {"case_no": None, "pseudonym": ""}
    return {"case_no": case.case_no, "pseudonym": case.pseudonym}


def _case_times(times: CaseTime) -> Json:
    return {
        "put_off": times.put_off,
        "planned_seconds": times.planned,
        "divided_seconds": sum(step.divided for step in times.stages),
        "used_seconds": times.used,
        "stages": {str(step.step.stage): _seconds(step) for step in times.stages},
    }


def _seconds(step: StepTime) -> Json:
    return {
        "planned_seconds": step.planned,
        "divided_seconds": step.divided,
        "used_seconds": step.used,
        "entered": step.entered,
    }


def _parts(conference: Conference) -> Iterator[str | None]:
    """The part each entry was written in: where the meeting was at its moment."""
    from app.conference.stages import MeetingState, apply

    state = MeetingState()
    states = [(line.wall_time, state := apply(state, line)) for line in conference.transitions]
    for entry in conference.entries:
        yield next(
            (
                then.part
                for wall_time, then in reversed(states)
                if then.step is not None
                and (then.step.case_uuid, then.step.stage) == (entry.case_uuid, entry.stage)
                and datetime.fromisoformat(wall_time) <= _moment(entry, wall_time)
            ),
            None,
        )


def _moment(entry: Entry, otherwise: str) -> datetime:
    return datetime.fromisoformat(entry.recorded_at or otherwise)


def _question(use: PromptUse, cases: Mapping[str, Case]) -> Json:
    """The words of a question in both languages; an own one or one of the case as it stands."""
    from app.care.prompts import prompt_of
    from app.conference.deck import words_of

    prompt = prompt_of(use.prompt_id)
    if prompt is not None:
        return {"ja": prompt.ja, "en": prompt.en}
    text = words_of(use, cases.get(use.case_uuid or ""))
    return {"ja": text, "en": text}
