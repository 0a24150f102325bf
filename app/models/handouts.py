"""Tables of numbered paper: what was printed and what came back (DOMAIN.md §9.2 no. 4)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from app.models.base import line_columns, metadata, record_columns, words

handouts = Table(
    "handouts",
    metadata,
    *record_columns(),
    Column("kind", String(32), nullable=False),
    Column("conference_uuid", String(36), ForeignKey("conferences.uuid"), index=True),
    Column("paper", String(8), nullable=False),
    Column("language", String(8), nullable=False),
    Column("pages", Integer),
    Column("copies", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    *words("printed_by", "note"),
)

handout_cases = Table(
    "handout_cases",
    metadata,
    *line_columns("handout_uuid", "handouts"),
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, index=True),
    Column("case_row_version", Integer, nullable=False),
)

handout_copies = Table(
    "handout_copies",
    metadata,
    *line_columns("handout_uuid", "handouts", index=False),
    Column("number", Integer, nullable=False),
    *words("recipient"),
    Column("returned_at", String(32)),
    *words("returned_note"),
    UniqueConstraint("handout_uuid", "number"),
)
Index("ix_handout_copies_out", handout_copies.c.returned_at)
