"""Who and what the program knows by name, and the checker of a case made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, func, select

from app.care.disclosure.privacy_check import Checker, KnownNames, KnownPerson, checker
from app.models.case import cases
from app.models.identity import private_identities
from app.services.cases import get_identity
from app.services.store import Store


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: tuple[Any, ...]
    names: KnownNames


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def known_names(store: Store) -> KnownNames:
    """Staff and facilities of all cases, and the people of cases outside the bin.

    The very same value until a case or an identity is saved: asking costs one small query.
    """
    with store.read() as connection:
        stamp = _stamp(connection)
        kept = _KEPT.get(store)
        if kept is None or kept.stamp != stamp:
            kept = _KEPT[store] = _Kept(stamp, _read(connection))
    return kept.names


def checker_of(store: Store, case_uuid: str) -> Checker:
    """The checker of a case with its identity as stored and everything known by name."""
    return checker(get_identity(store, case_uuid), known_names(store))


def _stamp(connection: Connection) -> tuple[Any, ...]:
    """Changes with every save: versions only grow."""
    parts: list[int] = []
    for table in (cases, private_identities):
        version = func.coalesce(func.sum(table.c.row_version), 0)
        parts += connection.execute(select(func.count(), version).select_from(table)).one()
    return tuple(parts)


def _read(connection: Connection) -> KnownNames:
    here = cases.c.deleted_at.is_(None)
    staff = connection.execute(select(cases.c.staff).where(here).distinct()).scalars()
    who = private_identities.c
    rows = connection.execute(
        select(who.case_uuid, who.name, who.kana, who.address, who.facilities)
        .join(cases, cases.c.uuid == who.case_uuid)
        .where(here)
        .order_by(who.case_uuid)
    ).all()
    return KnownNames(
        staff=tuple(sorted(text for text in staff if text)),
        facilities=tuple(sorted({name for row in rows for name in row.facilities or ()})),
        people=tuple(
            KnownPerson(row.case_uuid, row.name, row.kana, row.address)
            for row in rows
            if row.name or row.kana
        ),
    )
