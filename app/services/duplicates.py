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

from app.care.text import search_key
from app.models.case import cases
from app.models.identity import private_identities
from app.models.settings import settings
from app.services.settings import put_setting_in
from app.services.store import Store
from app.services.work import Work

Agreement = Literal["insured_number", "name", "sheet"]
_DECIDED: Final = "distinct_cases"


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
    decided = {tuple(pair) for pair in _decided(connection)}
    found: dict[str, Duplicate] = {}
    for agreement, rows in (
        *_by_identity(connection, case_uuid),
        _by_sheet(connection, case_uuid),
    ):
        for row in rows:
            if _pair(case_uuid, row.uuid) not in decided:
                other = Duplicate(row.uuid, row.case_no, row.pseudonym, agreement)
                found.setdefault(row.uuid, other)
    return list(found.values())


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


def _by_identity(connection: Connection, case_uuid: str) -> list[tuple[Agreement, list[Any]]]:
    names = private_identities.c
    mine = connection.execute(
        select(private_identities).where(names.case_uuid == case_uuid)
    ).first()
    if mine is None:
        return []
    number, spellings = _digits(mine.insured_number), _spellings(mine)
    same_day = and_(names.birth_date_iso.is_not(None), names.birth_date_iso == mine.birth_date_iso)
    rows = connection.execute(
        _others(case_uuid)
        .add_columns(names.insured_number, names.name, names.kana, same_day.label("same_day"))
        .join(private_identities, names.case_uuid == cases.c.uuid)
        .where(or_(same_day, names.insured_number != "" if number else false()))
    ).all()
    return [
        (
            "insured_number",
            [row for row in rows if number and _digits(row.insured_number) == number],
        ),
        ("name", [row for row in rows if row.same_day and spellings & _spellings(row)]),
    ]


def _digits(text: str) -> str:
    """An insured number as digits, however it is spaced and wide."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", text) if ch.isdecimal())


def _spellings(row: Any) -> set[str]:
    return {key for text in (row.name, row.kana) if (key := search_key(text))}


def _by_sheet(connection: Connection, case_uuid: str) -> tuple[Agreement, list[Any]]:
    columns = (cases.c.age, cases.c.sex, cases.c.district, cases.c.first_visit_date_iso)
    mine = connection.execute(select(*columns).where(cases.c.uuid == case_uuid)).first()
    if mine is None or any(cell in (None, "") for cell in mine):
        return "sheet", []
    same = [column == cell for column, cell in zip(columns, mine, strict=True)]
    return "sheet", list(connection.execute(_others(case_uuid).where(*same)))


def _others(case_uuid: str) -> Any:
    """Cases that are not this one, not in the bin and not another meeting of the same person."""
    mine = select(cases.c.previous_case_uuid).where(cases.c.uuid == case_uuid).scalar_subquery()
    return (
        select(cases.c.uuid, cases.c.case_no, cases.c.pseudonym)
        .where(
            cases.c.uuid != case_uuid,
            cases.c.deleted_at.is_(None),
            or_(cases.c.previous_case_uuid.is_(None), cases.c.previous_case_uuid != case_uuid),
            or_(mine.is_(None), cases.c.uuid != mine),
        )
        .order_by(cases.c.case_no)
    )
