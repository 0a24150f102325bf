"""The record of a meeting as lines for people, in the order they ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from app.care import scales
from app.care.case import Case, SessionType
from app.conference import attendance, checks, deck
from app.conference.meeting import Conference, Entry
from app.conference.names import kind_name, stage_name, status_name
from app.conference.time_report import StepTime, TimeReport, time_report
from app.conference.timing import clock_text
from app.i18n import tr
from app.output import table


def conference_lines(conference: Conference, cases: Mapping[str, Case]) -> list[str]:
    """The whole record: plan, people, times, entries, questions, resources, decisions."""
    report = time_report(conference)
    names = {uuid: _case_name(case) for uuid, case in cases.items()}
    return [
        tr(
            "{title}（{status}）",
            title=conference.title or tr("会議"),
            status=status_name(conference.status),
        ),
        "　".join(part for part in _head(conference) if part),
        *_section(_people_title(conference), _people(conference)),
        *_section(tr("時間（予定・分け直し・実際）"), _times(report, names)),
        *_section(tr("時間の決めごと"), _decided(report, names)),
        *_section(tr("記録"), _entries(conference, names)),
        *_section(tr("聞いた問い"), _questions(conference, cases)),
        *_section(tr("資源"), _resources(conference, names)),
        *_section(tr("確認したこと"), _checks(conference)),
    ]


def _section(title: str, rows: Iterable[str]) -> list[str]:
    found = [f"  {row}" for row in rows]
    return ["", title, *found] if found else []


def _head(conference: Conference) -> Iterator[str]:
    yield f"{conference.date} {conference.start_time}".strip()
    kind = conference.session_type
    yield scales.session_type_short(kind) if kind in set(SessionType) else kind
    yield conference.venue
    yield tr("{n}分", n=conference.planned_minutes)
    yield conference.uuid


def _case_name(case: Case) -> str:
    return case.pseudonym if case.case_no is None else f"{case.case_no} {case.pseudonym}"


def _people_title(conference: Conference) -> str:
    n, kinds = attendance.people(conference), attendance.kinds(conference)
    return f"{tr('参加者')} {tr('{n}名・{kinds}職種', n=n, kinds=kinds)}"


def _people(conference: Conference) -> list[str]:
    rows = [
        [attendance.profession_name(who), tr("{n}名", n=count)]
        for who, count in attendance.counts(conference)
    ]
    named = [
        "　".join(
            part
            for part in (attendance.profession_name(line.profession), line.organisation, line.name)
            if part
        )
        for line in conference.attendance
        if line.name or line.organisation
    ]
    return [*table(rows), *named]


def _times(report: TimeReport, names: Mapping[str, str]) -> list[str]:
    if not report.used:
        return []
    rows = [_time_row(tr("開会"), report.opening)]
    for case in report.cases:
        name = names.get(case.case_uuid, "")
        for step in case.stages:
            stage = stage_name(step.step.stage) if step.step.stage else ""
            rows.append(_time_row(f"{name}　{stage}", step))
        if case.put_off:
            rows.append([name, tr("次回へ"), "", ""])
    rows.append(_time_row(tr("まとめ"), report.closing))
    total = (clock_text(seconds) for seconds in (report.planned, report.total, report.used))
    return table([*rows, [tr("合計"), *total]])


def _time_row(label: str, step: StepTime) -> list[str]:
    used = clock_text(step.used) if step.entered else "–"
    return [label, clock_text(step.planned), clock_text(step.divided), used]


def _decided(report: TimeReport, names: Mapping[str, str]) -> list[str]:
    """Pauses, re-divisions, decisions and reopenings in the order they happened."""
    told = [
        (pause.wall_time, tr("時計を止めた {time}", time=clock_text(pause.seconds)))
        for pause in report.pauses
    ]
    told += [(wall_time, tr("のこり時間を分け直した")) for wall_time in report.divisions]
    for decision in report.decisions:
        words = tr(
            "医学的リスクを残して進むと決めた：{who}（{rules}）",
            who=decision.decided_by,
            rules=", ".join(decision.rules),
        )
        told.append((decision.wall_time, f"{names.get(decision.case_uuid, '')}　{words}"))
    told += [
        (again.wall_time, tr("終えた会議を開き直した：{reason}", reason=again.reason))
        for again in report.reopenings
    ]
    return [f"{_clock(wall_time)}　{words}" for wall_time, words in sorted(told)]


def _entries(conference: Conference, names: Mapping[str, str]) -> Iterator[str]:
    uuids = [item.case_uuid for item in conference.agenda]
    uuids += [entry.case_uuid for entry in conference.entries if entry.case_uuid]
    for uuid in (*dict.fromkeys(uuids), None):
        own = [entry for entry in conference.entries if entry.case_uuid == uuid]
        if own:
            yield names.get(uuid or "", "") if uuid else tr("会議全体")
        yield from (f"  {_entry(entry)}" for entry in own)


def _entry(entry: Entry) -> str:
    parts = [
        _clock(entry.recorded_at),
        f"[{kind_name(entry.kind)}]",
        " ".join(entry.text.split()),
        entry.owner and tr("だれが：{owner}", owner=entry.owner),
        entry.due and tr("いつまで：{due}", due=entry.due),
        "" if entry.shown else tr("記録のみ"),
    ]
    return "　".join(part for part in parts if part)


def _questions(conference: Conference, cases: Mapping[str, Case]) -> Iterator[str]:
    for use in conference.prompt_uses:
        case = cases.get(use.case_uuid or "")
        if use.state == deck.USED and (words := deck.words_of(use, case)):
            yield f"{_case_name(case)}　{words}" if case else words


def _resources(conference: Conference, names: Mapping[str, str]) -> Iterator[str]:
    for use in conference.resource_uses:
        parts = (names.get(use.case_uuid, ""), use.name, use.detail, use.reason)
        yield "　".join(part for part in parts if part)


def _checks(conference: Conference) -> Iterator[str]:
    for check in conference.checks:
        name = {
            checks.STATEMENT_READ: tr("守秘の確認の読み上げ"),
            checks.TEMPORARY_FILES: tr("会議のために作ったファイルの片づけ"),
            checks.MINUTES_FINAL: tr("議事録の確定"),
        }.get(check.code, check.code)
        yield "　".join(part for part in (_clock(check.done_at), name, check.note) if part)


def _clock(iso: str) -> str:
    """``14:02``; a moment that can't be read stays as it is."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{moment.hour}:{moment.minute:02d}"
