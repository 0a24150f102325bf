"""Taking one case of a file in, whatever the format: create, update, or leave it to a person.

An import never overwrites what a person edited here (docs/decisions/006); a person may decide
field by field whose value stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from sqlalchemy import select

from app.care.case import Case, PrivateIdentity
from app.exchange.case_json_write import write_case
from app.exchange.conflicts import Decisions, FieldConflict, Side, conflicts, decided, shown
from app.i18n import tr
from app.models.case import cases
from app.models.history import last_action
from app.models.shapes import CASE, IDENTITY
from app.services.boundary import cleaned
from app.services.cases import put_case, put_identity
from app.services.store import Store
from app.services.work import Work

_IDENTITY: tuple[str, ...] = tuple(
    each.name
    for each in fields(PrivateIdentity)
    if each.name not in ("case_uuid", "row_version", "extra")
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What happened to one case. ``conflicts`` belong to an undecided one."""

    kind: str
    case: Case
    conflicts: tuple[FieldConflict, ...] = ()


def create(work: Work, store: Store, imported: Case, names: PrivateIdentity | None) -> Taken:
    """Store a case nobody knew."""
    fresh = replace(imported, row_version=0, practice=store.practice)
    case = put_case(work, fresh, action="imported")
    _take_names(work, case, names)
    return Taken("created", case)


def update(
    work: Work,
    existing: Case,
    wanted: Case,
    names: PrivateIdentity | None,
    decisions: Decisions,
    *,
    somebody_else: bool = False,
) -> Taken:
    """Bring ``existing`` to ``wanted``, the file's view of it, unless a person has to decide.

    ``somebody_else`` says that only the number is the same.
    """
    wanted = cleaned(wanted)
    # As the file says it: the order in which items were rated is nobody's concern.
    changed = write_case(wanted) != write_case(existing)
    known = names_of(work, existing)
    names = None if names is None else cleaned(_same_place(names, known))
    renamed = names is not None and names != known
    binned = last_action(work.connection, "case", existing.uuid) == "binned"
    if binned:
        return Taken("undecided", existing)
    if (
        (somebody_else and changed)
        or (changed and _edited(work, "case", existing.uuid))
        or (renamed and _edited(work, "identity", existing.uuid))
    ):
        found = conflicts(existing, wanted) if changed else ()
        found += _name_conflicts(existing, known, names) if names is not None else ()
        choices = decisions.get(existing.uuid)
        if not choices:
            return Taken("undecided", existing, found)
        return _decide(work, existing, wanted, (known, names), choices, found)
    stored = put_case(work, wanted, action="imported") if changed else existing
    if renamed:
        _take_names(work, existing, names)
    return Taken("updated" if changed or renamed else "unchanged", stored)


def existing_case(work: Work, uuid: str | None, case_no: int | None) -> Case | None:
    """The kept case a file means: by its key where the file names one, else by number."""
    if uuid is not None:
        by_key: Case | None = work.stored(CASE, uuid)
        if by_key is not None:
            return by_key
    if case_no is None:
        return None
    same_number = select(cases.c.uuid).where(
        cases.c.case_no == case_no, cases.c.deleted_at.is_(None)
    )
    found = work.connection.execute(same_number).scalar()
    case: Case | None = work.stored(CASE, found) if found else None
    return case


def _decide(
    work: Work,
    existing: Case,
    wanted: Case,
    identities: tuple[PrivateIdentity, PrivateIdentity | None],
    choices: Mapping[str, Side],
    found: tuple[FieldConflict, ...],
) -> Taken:
    """Do what a person chose; what nobody chose stays as it is here.

    Where anything of here was kept the case stays a person's work, so the next import asks again.
    """
    whole = all(choices.get(each.field) is Side.FILE for each in found)
    action = "imported" if whole else "edited"
    result = cleaned(decided(existing, wanted, choices))
    stored = put_case(work, result, action=action)
    known, names = identities
    if names is not None:
        taken = {
            name: getattr(names, name)
            for name in _IDENTITY
            if choices.get(f"identity.{name}") is Side.FILE
        }
        chosen = replace(known, **taken)
        if chosen != known:
            put_identity(work, chosen, action=action)
            return Taken("updated", stored)
    return Taken("updated" if stored.row_version != existing.row_version else "unchanged", stored)


def _edited(work: Work, kind: str, uuid: str) -> bool:
    """Whether a person's work was the last on a record."""
    return (last_action(work.connection, kind, uuid) or "imported") != "imported"


def names_of(work: Work, case: Case) -> PrivateIdentity:
    """The kept private identity of a case; an empty one where there is none."""
    known: PrivateIdentity | None = work.stored(IDENTITY, case.uuid)
    return known or PrivateIdentity(case_uuid=case.uuid)


def _same_place(names: PrivateIdentity, known: PrivateIdentity) -> PrivateIdentity:
    """``names`` of the file as the next version of what is kept."""
    return replace(names, case_uuid=known.case_uuid, row_version=known.row_version)


def _take_names(work: Work, case: Case, names: PrivateIdentity | None) -> None:
    if names is not None:
        put_identity(work, _same_place(names, names_of(work, case)), action="imported")


def _name_conflicts(
    case: Case, known: PrivateIdentity, names: PrivateIdentity
) -> tuple[FieldConflict, ...]:
    labels = _identity_labels()
    return tuple(
        FieldConflict(
            case.uuid,
            case.case_no,
            f"identity.{name}",
            labels[name],
            shown(getattr(known, name)),
            shown(getattr(names, name)),
        )
        for name in _IDENTITY
        if getattr(known, name) != getattr(names, name)
    )


def _identity_labels() -> Mapping[str, str]:
    return {
        "name": tr("氏名"),
        "kana": tr("フリガナ"),
        "birth_date": tr("生年月日"),
        "address": tr("住所"),
        "phone": tr("電話番号"),
        "insured_number": tr("被保険者番号"),
        "relatives": tr("家族の名前"),
        "facilities": tr("施設の名前"),
        "emergency_contacts": tr("緊急連絡先"),
    }
