"""The past of a case and of its private identity: every save, and the record as it left it.

Versions are worked out backwards from the record as it is now (``care.past``), so that nothing
is stored twice; the cost grows with the distance, therefore lists come in pages that continue
from the last version they gave. The identity has its own history: what the program shows or
writes about a case can't reach it by mistake (DOMAIN.md §9.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from app.care.case import Case, PrivateIdentity
from app.care.changes import FieldChange
from app.care.community import CommunityIssue, Policy
from app.care.past import before
from app.models.history import revisions_of
from app.models.records import Record
from app.models.shapes import CASE, COMMUNITY_ISSUE, IDENTITY, POLICY
from app.services.store import Store
from app.services.work import not_found

Value = TypeVar("Value", Case, PrivateIdentity, CommunityIssue, Policy)

PAGE = 50


@dataclass(frozen=True, slots=True)
class Revision:
    """One save of a record: who, when, and each field's old and new value as JSON values.

    ``action`` is created, edited, binned, restored, imported, or a verb of its own kind.
    """

    uuid: str
    row_version: int
    action: str
    actor: str
    at: datetime
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Version(Generic[Value]):
    """A save and the record as it left it."""

    revision: Revision
    value: Value


def case_versions(
    store: Store, uuid: str, *, older_than: Version[Case] | None = None, limit: int = PAGE
) -> list[Version[Case]]:
    """Saves of a case, newest first: the first page, or the one after ``older_than``."""
    return _versions(store, "case", CASE, uuid, older_than, limit)


def identity_versions(
    store: Store,
    case_uuid: str,
    *,
    older_than: Version[PrivateIdentity] | None = None,
    limit: int = PAGE,
) -> list[Version[PrivateIdentity]]:
    """Saves of a private identity, newest first; for the editor's own list only (§9.2)."""
    return _versions(store, "identity", IDENTITY, case_uuid, older_than, limit)


def issue_versions(
    store: Store,
    uuid: str,
    *,
    older_than: Version[CommunityIssue] | None = None,
    limit: int = PAGE,
) -> list[Version[CommunityIssue]]:
    """Saves of a community issue, newest first, as for a case."""
    return _versions(store, "community_issue", COMMUNITY_ISSUE, uuid, older_than, limit)


def policy_versions(
    store: Store, uuid: str, *, older_than: Version[Policy] | None = None, limit: int = PAGE
) -> list[Version[Policy]]:
    """Saves of a policy, newest first, as for a case."""
    return _versions(store, "policy", POLICY, uuid, older_than, limit)


def case_at(store: Store, uuid: str, row_version: int) -> Case:
    """The case as the save ``row_version`` left it; ``NotFound`` if there was none."""
    case: Case = _value_at(store, "case", CASE, uuid, row_version)
    return case


def identity_at(store: Store, case_uuid: str, row_version: int) -> PrivateIdentity:
    """The private identity as the save ``row_version`` left it; ``NotFound`` if there was none."""
    identity: PrivateIdentity = _value_at(store, "identity", IDENTITY, case_uuid, row_version)
    return identity


def revisions(store: Store, case_uuid: str) -> list[Revision]:
    """The saves of a case, newest first. Changes of the private identity are not among them."""
    with store.read() as connection:
        found = revisions_of(connection, "case", case_uuid)
    return [_revision(store, head, changes) for head, changes in found]


def _versions(
    store: Store, kind: str, shape: Record, key: str, older_than: Version[Any] | None, limit: int
) -> list[Version[Any]]:
    with store.read() as connection:
        if older_than is None:
            value, below = next(iter(shape.read(connection, [key])), None), None
        else:
            value = before(older_than.value, older_than.revision.changes)
            below = older_than.revision.row_version
        found = revisions_of(connection, kind, key, below=below, limit=limit)
    if value is None:
        return []
    versions = []
    for head, changes in found:
        value = replace(value, row_version=head["row_version"])
        versions.append(Version(_revision(store, head, changes), value))
        value = before(value, changes)
    return versions


def _value_at(store: Store, kind: str, shape: Record, key: str, row_version: int) -> Any:
    with store.read() as connection:
        value = next(iter(shape.read(connection, [key])), None)
        if value is None or not 1 <= row_version <= value.row_version:
            raise not_found()
        for _head, changes in revisions_of(connection, kind, key, down_to=row_version):
            value = before(value, changes)
    return replace(value, row_version=row_version)


def _revision(store: Store, head: Mapping[str, Any], changes: tuple[FieldChange, ...]) -> Revision:
    return Revision(
        uuid=head["uuid"],
        row_version=head["row_version"],
        action=head["action"],
        actor=head["actor"],
        at=datetime.fromisoformat(head["at"]).astimezone(store.clock.now().tzinfo),
        changes=changes,
    )
