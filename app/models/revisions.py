"""Tables of the past: what each save changed, and the append-only trail of who did what.

``revisions`` answer "what did this field say before"; old values exist only here, encrypted with
the rest. ``audit_trail`` names fields, never contents, and each line carries the hash of the one
before it, so a line that was taken out or rewritten shows (RELIABILITY §C, audit trail).
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from app.models.base import metadata

revisions = Table(
    "revisions",
    metadata,
    Column("uuid", String(36), primary_key=True),
    Column("record_kind", String(32), nullable=False),
    Column("record_uuid", String(36), nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("action", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Index("ix_revisions_record", "record_uuid", "row_version"),
    Index("ix_revisions_recent", "record_kind", "at", "record_uuid"),
)

revision_changes = Table(
    "revision_changes",
    metadata,
    Column("revision_uuid", String(36), ForeignKey("revisions.uuid"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("old", JSON, nullable=False),
    Column("new", JSON, nullable=False),
)

audit_trail = Table(
    "audit_trail",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("uuid", String(36), nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("record_kind", String(32), nullable=False),
    Column("record_uuid", String(36), nullable=False, index=True),
    Column("fields", JSON, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
