"""Writing and reading the past: revisions with old and new values, and the hash-chained trail."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from app.care.changes import FieldChange
from app.care.ids import new_id
from app.models.revisions import audit_trail, revision_changes, revisions

_START = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something done to a record, as both histories tell it. ``at`` is UTC, ISO 8601."""

    at: str
    actor: str
    action: str
    record_kind: str
    record_uuid: str
    row_version: int = 0


def add_revision(connection: Connection, deed: Deed, changes: Sequence[FieldChange]) -> None:
    """Keep what ``deed`` changed, old and new."""
    uuid = new_id()
    connection.execute(insert(revisions), {"uuid": uuid, **dataclasses.asdict(deed)})
    rows = [
        {
            "revision_uuid": uuid,
            "position": position,
            "path": change.path,
            "old": plain(change.old),
            "new": plain(change.new),
        }
        for position, change in enumerate(changes)
    ]
    if rows:
        connection.execute(insert(revision_changes), rows)


def add_to_trail(connection: Connection, deed: Deed, fields: Iterable[str]) -> str:
    """Append one line to the audit trail and return its key, the proof that it was written."""
    newest = select(audit_trail.c.hash).order_by(audit_trail.c.seq.desc()).limit(1)
    previous = connection.execute(newest).scalar() or _START
    line: dict[str, Any] = {
        "uuid": new_id(),
        "at": deed.at,
        "actor": deed.actor,
        "action": deed.action,
        "record_kind": deed.record_kind,
        "record_uuid": deed.record_uuid,
        "fields": sorted(set(fields)),
        "previous_hash": previous,
    }
    connection.execute(insert(audit_trail), {**line, "hash": _hash(line)})
    return str(line["uuid"])


def in_trail(connection: Connection, uuid: str) -> bool:
    """Whether the trail holds the line ``uuid``."""
    found = connection.execute(select(audit_trail.c.seq).where(audit_trail.c.uuid == uuid))
    return found.first() is not None


def trail_is_whole(connection: Connection) -> bool:
    """Whether every line of the trail still fits the one before it."""
    previous = _START
    lines = connection.execute(select(audit_trail).order_by(audit_trail.c.seq)).mappings()
    for row in lines:
        line = {name: row[name] for name in row if name not in ("seq", "hash")}
        if line["previous_hash"] != previous or _hash(line) != row["hash"]:
            return False
        previous = row["hash"]
    return True


def last_action(connection: Connection, kind: str, record_uuid: str) -> str | None:
    """How the newest version of a record came about; ``None`` where none is kept."""
    mine = (revisions.c.record_uuid == record_uuid, revisions.c.record_kind == kind)
    newest = select(revisions.c.action).where(*mine).order_by(revisions.c.row_version.desc())
    return connection.execute(newest.limit(1)).scalar()


def revisions_of(
    connection: Connection,
    kind: str,
    record_uuid: str,
    *,
    below: int | None = None,
    down_to: int = 0,
    limit: int | None = None,
) -> list[tuple[Mapping[str, Any], tuple[FieldChange, ...]]]:
    """Revisions of a record with their changes as plain JSON values, newest first.

    Only versions before ``below`` and after ``down_to``, at most ``limit`` of them.
    """
    heads = select(revisions).where(
        revisions.c.record_uuid == record_uuid,
        revisions.c.record_kind == kind,
        revisions.c.row_version > down_to,
    )
    if below is not None:
        heads = heads.where(revisions.c.row_version < below)
    heads = heads.order_by(revisions.c.row_version.desc()).limit(limit)
    rows = [dict(row) for row in connection.execute(heads).mappings()]
    changes = _changes_of(connection, heads.with_only_columns(revisions.c.uuid))
    return [(row, tuple(changes.get(row["uuid"], ()))) for row in rows]


def _changes_of(connection: Connection, wanted: Select[tuple[str]]) -> dict[str, list[FieldChange]]:
    found: dict[str, list[FieldChange]] = {}
    lines = select(revision_changes).where(
        revision_changes.c.revision_uuid.in_(select(wanted.subquery().c.uuid))
    )
    for row in connection.execute(lines.order_by(revision_changes.c.position)).mappings():
        change = FieldChange(row["path"], row["old"], row["new"])
        found.setdefault(row["revision_uuid"], []).append(change)
    return found


def _hash(line: Mapping[str, Any]) -> str:
    text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """``value`` as JSON knows it: records become objects, sets sorted lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
