"""The same person twice? Gentle questions, never a refusal.

Two cases may be one person when the insured number is the same, or name or kana (folded as the
search folds) with the date of birth, or age, sex, district and first visit all agree. What is
handed out is number and pseudonym of the other case and the kind of agreement: never a name.
A case of an earlier meeting (``previous_case_uuid``) is the same person on purpose.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, and_, false, or_, select

from app.care.case import Case, PrivateIdentity
from app.care.text import search_key
from app.i18n import tr
from app.models.case import cases
from app.models.identity import private_identities
from app.models.settings import settings
from app.services.settings import put_setting_in
from app.services.store import Store
from app.services.work import Work

Agreement = Literal["insured_number", "name", "sheet"]
_DECIDED: Final = "distinct_cases"
_SHEET: Final = (cases.c.age, cases.c.sex, cases.c.district, cases.c.first_visit_date_iso)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another case that may be the same person, and why."""

    uuid: str
    case_no: int | None
    pseudonym: str
    agreement: Agreement


def duplicates_of(store: Store, case_uuid: str) -> list[Duplicate]:
    """Cases outside the bin that may be the same person as ``case_uuid``, surest first.

    Pairs a person called different are left out.
    """
    with store.read() as connection:
        return duplicates_in(connection, case_uuid)


def duplicates_in(connection: Connection, case_uuid: str) -> list[Duplicate]:
    """``duplicates_of`` inside a unit of work, with what that already wrote."""
    return _found(connection, _stored_person(connection, case_uuid))


def would_double(
    connection: Connection, case: Case, identity: PrivateIdentity | None
) -> list[Duplicate]:
    """Cases that may be the same person as one that isn't stored yet."""
    first, names = case.first_visit_date, identity or PrivateIdentity(case_uuid=case.uuid)
    person = _Person(
        uuid=case.uuid,
        previous=case.previous_case_uuid,
        insured_number=names.insured_number,
        names=(names.name, names.kana),
        birth=names.birth_date.iso if names.birth_date else None,
        sheet=(case.age, case.sex, case.district, first.iso if first else None),
    )
    return _found(connection, person)


def why_words(agreement: Agreement) -> str:
    """What agrees, for a person who is asked."""
    return {
        "insured_number": tr("被保険者番号が同じ"),
        "name": tr("氏名と生年月日が同じ"),
        "sheet": tr("年齢・性別・地区・初回訪問日が同じ"),
    }[agreement]


@dataclass(frozen=True, slots=True)
class _Person:
    """What is compared of one case. Nothing of it leaves this module."""

    uuid: str
    previous: str | None
    insured_number: str
    names: tuple[str, ...]
    birth: str | None
    sheet: tuple[Any, ...]


def _stored_person(connection: Connection, case_uuid: str) -> _Person:
    of_case = select(*_SHEET, cases.c.previous_case_uuid).where(cases.c.uuid == case_uuid)
    row = connection.execute(of_case).first()
    of_person = select(private_identities).where(private_identities.c.case_uuid == case_uuid)
    names = connection.execute(of_person).first()
    return _Person(
        uuid=case_uuid,
        previous=row.previous_case_uuid if row else None,
        insured_number=names.insured_number if names else "",
        names=(names.name, names.kana) if names else (),
        birth=names.birth_date_iso if names else None,
        sheet=tuple(row[: len(_SHEET)]) if row else (None,),
    )


def _found(connection: Connection, person: _Person) -> list[Duplicate]:
    decided = {tuple(pair) for pair in _decided(connection)}
    earlier = _earlier(connection, person.previous)
    found: dict[str, Duplicate] = {}
    for agreement, rows in (
        *_by_identity(connection, person),
        _by_sheet(connection, person),
    ):
        for row in rows:
            meetings = {person.uuid} & _earlier(connection, row.previous_case_uuid)
            if row.uuid in earlier or meetings or _pair(person.uuid, row.uuid) in decided:
                continue
            other = Duplicate(row.uuid, row.case_no, row.pseudonym, agreement)
            found.setdefault(row.uuid, other)
    return list(found.values())


def _earlier(connection: Connection, previous: str | None) -> set[str]:
    """The cases of all earlier meetings of a person, from the last one back."""
    found: set[str] = set()
    while previous is not None and previous not in found:
        found.add(previous)
        before = select(cases.c.previous_case_uuid).where(cases.c.uuid == previous)
        previous = connection.execute(before).scalar()
    return found


def call_different(store: Store, one: str, other: str) -> None:
    """Remember that two cases are two people; the question isn't asked again."""
    with store.write() as work:
        call_different_in(work, one, other)


def call_different_in(work: Work, one: str, other: str) -> None:
    """``call_different`` inside a larger unit of work."""
    decided = [list(pair) for pair in _decided(work.connection)]
    pair = list(_pair(one, other))
    if pair not in decided:
        put_setting_in(work, _DECIDED, [*decided, pair])


def _decided(connection: Connection) -> list[Any]:
    kept = connection.execute(select(settings.c.value).where(settings.c.name == _DECIDED))
    return list(kept.scalar() or [])


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _by_identity(connection: Connection, person: _Person) -> list[tuple[Agreement, list[Any]]]:
    names = private_identities.c
    number, spellings = _digits(person.insured_number), _spellings(person.names)
    if not (number or spellings):
        return []
    same_day = and_(names.birth_date_iso.is_not(None), names.birth_date_iso == person.birth)
    rows = connection.execute(
        _others(person.uuid)
        .add_columns(names.insured_number, names.name, names.kana, same_day.label("same_day"))
        .join(private_identities, names.case_uuid == cases.c.uuid)
        .where(or_(same_day, names.insured_number != "" if number else false()))
    ).all()
    return [
        (
            "insured_number",
            [row for row in rows if number and _digits(row.insured_number) == number],
        ),
        (
            "name",
            [row for row in rows if row.same_day and spellings & _spellings((row.name, row.kana))],
        ),
    ]


def _digits(text: str) -> str:
    """An insured number as digits, however it is spaced and wide."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", text) if ch.isdecimal())


def _spellings(names: tuple[str, ...]) -> set[str]:
    return {key for text in names if (key := search_key(text))}


def _by_sheet(connection: Connection, person: _Person) -> tuple[Agreement, list[Any]]:
    if any(cell in (None, "") for cell in person.sheet):
        return "sheet", []
    same = [column == cell for column, cell in zip(_SHEET, person.sheet, strict=True)]
    return "sheet", list(connection.execute(_others(person.uuid).where(*same)))


def _others(case_uuid: str) -> Any:
    """Cases that are not this one and not in the bin."""
    return (
        select(cases.c.uuid, cases.c.case_no, cases.c.pseudonym, cases.c.previous_case_uuid)
        .where(cases.c.uuid != case_uuid, cases.c.deleted_at.is_(None))
        .order_by(cases.c.case_no)
    )
