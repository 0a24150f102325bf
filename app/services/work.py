"""One unit of work: a transaction that knows who asks, when, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from app.care.changes import DuplicateLine, diff
from app.errors import InputRefused, UserFacingError
from app.i18n import tr
from app.models.history import Deed, add_revision, add_to_trail
from app.models.records import Record
from app.services.boundary import cleaned
from app.services.changes import ChangeSet


class SaveConflict(UserFacingError):
    """The record was saved elsewhere since it was read; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__(
            tr("この記録は別の画面で保存されています。"),
            tr("保存済みの分も画面の入力も残っています。"),
            tr("開き直して、変更を確かめてから保存してください。"),
        )


class NotFound(InputRefused):
    """There is no such record."""


def utc(moment: datetime) -> str:
    """``moment`` as stored: UTC to the millisecond, so that texts sort by time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


@dataclass
class Work:
    """What a verb may do inside its transaction."""

    connection: Connection
    moment: datetime
    actor: str
    kinds: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    proofs: list[str] = field(default_factory=list)

    @property
    def now(self) -> str:
        """The moment of the transaction as stored."""
        return utc(self.moment)

    def changes(self, source: object | None = None) -> ChangeSet:
        """What was changed so far."""
        return ChangeSet(frozenset(self.kinds), frozenset(self.ids), source)

    def stored(self, shape: Record, key: str) -> Any | None:
        """The record ``key`` as it is stored now, or ``None``."""
        return next(iter(shape.read(self.connection, [key])), None)

    def need(self, shape: Record, key: str) -> Any:
        """The record ``key`` as it is stored now; ``NotFound`` if there is none."""
        found = self.stored(shape, key)
        if found is None:
            raise not_found()
        return found

    def put(self, kind: str, shape: Record, value: Any, *, action: str = "edited") -> Any:
        """Store ``value`` if it differs, with its revision, and return it as stored.

        The version must be the one last read: ``SaveConflict`` otherwise. A record that is not
        there yet must come with version 0.
        """
        value = cleaned(value)
        key = getattr(value, shape.key)
        old = self.stored(shape, key)
        if (old.row_version if old else 0) != value.row_version:
            raise SaveConflict
        try:
            changes = diff(old, value) if old else ()
            if old is not None and not changes:
                return old
            value = replace(value, row_version=value.row_version + 1)
            shape.write(self.connection, old, value, self.now)
        except DuplicateLine:
            raise _duplicate() from None
        done = action if old is not None or action != "edited" else "created"
        self.record(kind, key, done, value.row_version, changes)
        return value

    def record(
        self, kind: str, key: str, action: str, row_version: int = 0, changes: Any = ()
    ) -> None:
        """Write a deed into the audit trail, and into the revisions if it made a version."""
        deed = Deed(
            at=self.now,
            actor=self.actor,
            action=action,
            record_kind=kind,
            record_uuid=key,
            row_version=row_version,
        )
        if row_version:
            add_revision(self.connection, deed, changes)
        fields = {change.field for change in changes}
        self.proofs.append(add_to_trail(self.connection, deed, fields))
        self.kinds.add(kind)
        self.ids.add(key)

    def set_binned(self, kind: str, shape: Record, key: str, *, binned: bool) -> None:
        """Put a record into the bin or take it out again; nothing happens if it is there."""
        table = shape.table
        found = self.connection.execute(
            select(table.c.row_version, table.c.deleted_at).where(table.c[shape.key] == key)
        ).first()
        if found is None:
            raise not_found()
        if (found.deleted_at is not None) == binned:
            return
        version = found.row_version + 1
        self.connection.execute(
            update(table)
            .where(table.c[shape.key] == key)
            .values(
                deleted_at=self.now if binned else None, row_version=version, updated_at=self.now
            )
        )
        self.record(kind, key, "binned" if binned else "restored", version)


def not_found() -> NotFound:
    """No record has that key or number."""
    return NotFound(
        tr("その番号の記録は見つかりません。"),
        tr("何も変えていません。"),
        tr("番号を確かめてください。"),
    )


def _duplicate() -> InputRefused:
    return InputRefused(
        tr("同じ項目が二重に入っています。"),
        tr("何も保存していません。"),
        tr("重なっている行を消してから、もう一度保存してください。"),
    )
