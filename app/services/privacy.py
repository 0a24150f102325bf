"""Who and what the program knows by name, and the checker of a case made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, func, select

from app.care.case import Case
from app.care.disclosure import Blocked, Checker, KnownNames, KnownPerson, checker, doubts_open
from app.care.disclosure.case_texts import texts_in
from app.care.disclosure.nameless import public_extra, without_names
from app.errors import InputRefused
from app.i18n import tr
from app.models.case import cases
from app.models.identity import private_identities
from app.models.shapes import IDENTITY
from app.services.store import Store


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: tuple[Any, ...]
    names: KnownNames


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def known_names(store: Store) -> KnownNames:
    """Staff and facilities of all cases, and the people of cases outside the bin.

    The very same value until a save changes one of them: asking costs one small query.
    """
    with store.read() as connection:
        stamp = _stamp(connection)
        kept = _KEPT.get(store)
        if kept is None or kept.stamp != stamp:
            names = _read(connection)
            # Most saves change no name: what was built from the names stays useful.
            same = kept is not None and _content(kept.names) == _content(names)
            kept = _KEPT[store] = _Kept(stamp, kept.names if kept and same else names)
    return kept.names


def checker_of(store: Store, case_uuid: str) -> Checker:
    """The checker of a case with its identity as stored and everything known by name."""
    with store.read() as connection:
        identity = next(iter(IDENTITY.read(connection, [case_uuid])), None)
    return checker(identity, known_names(store))


def nameless(store: Store, case: Case) -> Case:
    """The case as any export without names may write it.

    ``InputRefused`` with an open doubt. 担当 becomes office and role, and who answered, an answer
    "replaced" and private keys of an imported file stay here (``disclosure.nameless``).
    """
    blocked = doubts_open(case, checker_of(store, case.uuid))
    if blocked is not None:
        raise refusal(case, blocked, tr("何も書き出していません。"))
    return without_names(case)


def refusal(case: Case, blocked: Blocked, kept: str) -> InputRefused:
    """Why a case may not go out, by its number; ``kept`` says what was not done."""
    number = "－" if case.case_no is None else case.case_no
    words = tr("事例{no}：{reason}", no=number, reason=blocked.reason)
    return InputRefused(words, kept, blocked.todo)


def nameless_extra(store: Store, extra: Mapping[str, object]) -> dict[str, object]:
    """Unknown keys of an imported session that nobody can edit: a doubtful one stays here."""
    check = checker(None, known_names(store))
    kept = public_extra(extra)
    return {
        key: value
        for key, value in kept.items()
        if not any(check.doubts(text) for text in texts_in({key: value}))
    }


def _stamp(connection: Connection) -> tuple[Any, ...]:
    """Changes with every save: versions only grow."""
    parts: list[int] = []
    for table in (cases, private_identities):
        version = func.coalesce(func.sum(table.c.row_version), 0)
        parts += connection.execute(select(func.count(), version).select_from(table)).one()
    return tuple(parts)


def _content(names: KnownNames) -> tuple[Any, ...]:
    return names.staff, names.facilities, names.people


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
