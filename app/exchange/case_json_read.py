"""Case JSON → values. The reference is ``resources/samples/sample_cases.json`` (CONTRACT.md).

Derived keys (symbols, arrows, LIFE codes, totals) are known and computed anew; every unknown key
is kept in ``extra`` (``exchange.unknown``) and written back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.care import unread
from app.care.case import Case, CaseStatus, PrivateIdentity, SessionType
from app.care.items import ITEM_KEY
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
from app.exchange.case_json_write import write_case
from app.exchange.fields import Fields, Problem
from app.exchange.unknown import INSIDE, leftovers
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
    extra: Mapping[str, object] = field(default_factory=dict)


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
    given: list[str] = []
    named = _item_keys(data.get("adl_iadl_item_order"))
    identities: list[PrivateIdentity] = []
    for index, raw in enumerate(data["cases"], start=1):
        if not isinstance(raw, dict):
            problems.append(Problem(str(index), "", tr("項目のまとまりではありません。")))
            continue
        fields = Fields(raw, str(raw.get("case_no") or raw.get("id") or index), problems)
        case = _case(fields, named)
        if fields.text("uuid"):
            given.append(case.uuid)
        identity = _identity(fields, case.uuid)
        if identity is not None:
            identities.append(identity)
        cases.append(_with_unknown(fields, case))
    _refuse_twins(cases, given, problems)
    sessions = tuple(_sessions(data, problems))
    return ImportedFile(
        tuple(cases), frozenset(given), tuple(identities), sessions, tuple(problems)
    )


def _item_keys(listed: object) -> frozenset[str]:
    """Judgement items of another municipality: its ratings are kept, under their own key."""
    rows = listed if isinstance(listed, list) else []
    keys = (row.get("key") for row in rows if isinstance(row, dict))
    return frozenset(key for key in keys if isinstance(key, str) and ITEM_KEY.fullmatch(key))


def _with_unknown(fields: Fields, case: Case) -> Case:
    """``case`` with every key nobody asked for, at whatever depth it stands."""
    fields.skip(INSIDE)
    fields.skip(unread.KEY)
    inside = leftovers(fields, write_case(case))
    return replace(case, extra={**fields.extra(), **({INSIDE: inside} if inside else {})})


def _refuse_twins(cases: list[Case], given: list[str], problems: list[Problem]) -> None:
    """Two cases under one number or one key would overwrite each other."""
    numbers = [case.case_no for case in cases if case.case_no is not None]
    problems.extend(
        Problem(str(number), "case_no", tr("同じ番号の事例がファイルに二つあります。"))
        for number in sorted({number for number in numbers if numbers.count(number) > 1})
    )
    problems.extend(
        Problem(uuid, "uuid", tr("同じ番号の事例がファイルに二つあります。"))
        for uuid in sorted({uuid for uuid in given if given.count(uuid) > 1})
    )


def _sessions(data: Mapping[str, object], problems: list[Problem]) -> list[ImportedSession]:
    holder = Fields(data, "sessions", problems)
    result = []
    for raw in holder.children("sessions"):
        keys = tuple(dict.fromkeys(str(key) for key in raw.items("case_ids")))
        minutes = raw.integer("minutes", 1, 1440)
        result.append(
            ImportedSession(
                date=raw.day("date"),
                session_type=_session_type(raw, "type") or "",
                minutes=90 if minutes is None else minutes,
                case_keys=keys,
                uuid=_uuid(raw) or None,
                extra=raw.extra(),
            )
        )
    return result


def _uuid(fields: Fields) -> str:
    """The key a record carries in the file; empty where it has none."""
    uuid = fields.text("uuid").lower()
    if uuid and not _UUID.fullmatch(uuid):
        fields.refuse("uuid", tr("読み取れない値です。"))
        return ""
    return uuid


def _session_type(fields: Fields, key: str) -> SessionType | None:
    text = fields.text(key)
    if not text:
        return None
    for mark, kind in (("包括", SessionType.COMPREHENSIVE), ("居宅", SessionType.HOME_CARE)):
        if mark in text or text == kind:
            return kind
    fields.refuse(key, tr("読み取れない値です。"))
    return None


def _case(fields: Fields, named: frozenset[str]) -> Case:
    case = Case(session_type=_session_type(fields, "session_type"))
    case = _with_key(fields, case)
    case = read_basic(fields, case)
    case = read_body(fields, case)
    case = read_medical(fields, case)
    case = read_life(fields, case)
    case = read_plan(fields, case)
    case = replace(case, judgements=read_judgements(fields, named))
    case = read_checks(fields, case)
    case = replace(case, follow_ups=read_follow_ups(fields), consent=read_consent(fields))
    return read_decisions(fields, case)


def _with_key(fields: Fields, case: Case) -> Case:
    fields.skip("revision")
    status = fields.one_of("status", set(CaseStatus))
    return replace(
        case,
        uuid=_uuid(fields) or case.uuid,
        case_no=fields.integer("case_no", 1, 999_999_999),
        pseudonym=fields.text("pseudonym"),
        status=CaseStatus(status) if status else CaseStatus.PREPARING,
        previous_case_uuid=fields.text("previous_case_uuid") or None,
    )


def _identity(fields: Fields, case_uuid: str) -> PrivateIdentity | None:
    raw = fields.child("private_identity")
    if raw is None:
        return None
    identity = PrivateIdentity(
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
    return replace(identity, extra=raw.extra())
