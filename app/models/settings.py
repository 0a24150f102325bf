"""Tables of the program's own memory: settings and drafts that are not valid yet."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, String, Table

from app.models.base import metadata, record_columns

settings = Table(
    "settings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("updated_at", String(32), nullable=False),
)

# Text that can't be saved as a value yet lives here, never in a temporary file (RELIABILITY §C).
drafts = Table(
    "drafts",
    metadata,
    *record_columns(),
    Column("kind", String(32), nullable=False),
    Column("record_uuid", String(36)),
    Column("body", JSON, nullable=False),
    Index("ix_drafts_record", "kind", "record_uuid"),
)
