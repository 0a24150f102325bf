"""Case JSON → values. The reference is ``resources/samples/sample_cases.json`` (CONTRACT.md).

Derived keys (symbols, arrows, LIFE codes, totals) are known and computed anew; every unknown key
is kept in ``extra`` (nested ones under ``$nested``) and written back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.care.case import Case, CaseStatus, PrivateIdentity, SessionType
from app.errors import InputRefused
from app.exchange.case_json_parts import (
    read_basic,
    read_body,
    read_checks,
    read_consent,
    read_decisions,
    read_follow_ups,
    read_judgements,
    read_life,
    read_medical,
    read_plan,
)
from app.exchange.fields import Fields, Problem
from app.i18n import tr

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """A meeting named in the file: its day, type, minutes and cases as the file calls them."""

    date: str
    session_type: str
    minutes: int
    case_keys: tuple[str, ...]
    uuid: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What a case file holds. ``given_uuids`` are the cases whose key the file itself named."""

    cases: tuple[Case, ...]
    given_uuids: frozenset[str]
    identities: tuple[PrivateIdentity, ...]
    sessions: tuple[ImportedSession, ...]
    problems: tuple[Problem, ...]


def read_cases(data: object) -> ImportedFile:
    """Turn a parsed case file into values and problems; raise if it is no case file at all."""
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list):
        raise InputRefused(
            tr("事例のファイルではありません。"), todo=tr("くらしカンファのJSONを選んでください。")
        )
    problems: list[Problem] = []
    cases: list[Case] = []
    given: set[str] = set()
    identities: list[PrivateIdentity] = []
    for index, raw in enumerate(data["cases"], start=1):
        if not isinstance(raw, dict):
            problems.append(Problem(str(index), "", tr("項目のまとまりではありません。")))
            continue
        fields = Fields(raw, str(raw.get("case_no") or raw.get("id") or index), problems)
        case = _case(fields)
        if fields.text("uuid"):
            given.add(case.uuid)
        identity = _identity(fields, case.uuid)
        if identity is not None:
            identities.append(identity)
        cases.append(replace(case, extra={**fields.extra(), **case.extra}))
    _refuse_twins(cases, problems)
    sessions = tuple(_sessions(data, problems))
    return ImportedFile(
        tuple(cases), frozenset(given), tuple(identities), sessions, tuple(problems)
    )


def _refuse_twins(cases: list[Case], problems: list[Problem]) -> None:
    numbers = [case.case_no for case in cases if case.case_no is not None]
    twins = sorted({number for number in numbers if numbers.count(number) > 1})
    problems.extend(
        Problem(str(number), "case_no", tr("同じ番号の事例がファイルに二つあります。"))
        for number in twins
    )


def _sessions(data: Mapping[str, object], problems: list[Problem]) -> list[ImportedSession]:
    holder = Fields(data, "sessions", problems)
    result = []
    for raw in holder.children("sessions"):
        keys = tuple(str(key) for key in raw.items("case_ids"))
        kind = _session_type(raw, "type")
        result.append(
            ImportedSession(
                date=raw.text("date"),
                session_type=kind or "",
                minutes=raw.integer("minutes") or 90,
                case_keys=keys,
                uuid=raw.text("uuid") or None,
            )
        )
    return result


def _session_type(fields: Fields, key: str) -> SessionType | None:
    text = fields.text(key)
    if not text:
        return None
    for mark, kind in (("包括", SessionType.COMPREHENSIVE), ("居宅", SessionType.HOME_CARE)):
        if mark in text or text == kind:
            return kind
    fields.refuse(key, tr("読み取れない値です。"))
    return None


def _case(fields: Fields) -> Case:
    nested: dict[str, object] = {}
    case = Case(session_type=_session_type(fields, "session_type"))
    case = _with_key(fields, case)
    case = read_basic(fields, case, nested)
    case = read_body(fields, case)
    case = read_medical(fields, case)
    case = read_life(fields, case, nested)
    case = read_plan(fields, case)
    case = replace(case, judgements=read_judgements(fields))
    case = read_checks(fields, case, nested)
    case = replace(case, follow_ups=read_follow_ups(fields), consent=read_consent(fields, nested))
    case = read_decisions(fields, case)
    return replace(case, extra={"$nested": nested} if nested else {})


def _with_key(fields: Fields, case: Case) -> Case:
    uuid = fields.text("uuid")
    if uuid and not _UUID.fullmatch(uuid):
        fields.refuse("uuid", tr("読み取れない値です。"))
        uuid = ""
    fields.skip("uuid", "revision")
    status = fields.text("status")
    if status and status not in set(CaseStatus):
        fields.refuse("status", tr("読み取れない値です。"))
        status = ""
    return replace(
        case,
        uuid=uuid or case.uuid,
        row_version=fields.integer("revision") or 0,
        case_no=fields.integer("case_no"),
        pseudonym=fields.text("pseudonym"),
        status=CaseStatus(status) if status else CaseStatus.PREPARING,
        previous_case_uuid=fields.text("previous_case_uuid") or None,
    )


def _identity(fields: Fields, case_uuid: str) -> PrivateIdentity | None:
    raw = fields.child("private_identity")
    if raw is None:
        return None
    return PrivateIdentity(
        case_uuid=case_uuid,
        name=raw.text("name"),
        kana=raw.text("kana"),
        birth_date=raw.date("birth_date"),
        address=raw.text("address"),
        phone=raw.text("phone"),
        insured_number=raw.text("insured_number"),
        relatives=raw.strings("relatives"),
        facilities=raw.strings("facilities"),
        emergency_contacts=raw.text("emergency_contacts"),
    )
