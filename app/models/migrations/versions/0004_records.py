"""Handouts, the past, settings and the search."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from app.models.migrations.columns import line, record, words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    _handouts()
    _handout_cases()
    _handout_copies()
    _revisions()
    _revision_changes()
    _audit_trail()
    _settings()
    _drafts()
    _search_texts()


def _handouts() -> None:
    op.create_table(
        "handouts",
        *record(),
        Column("kind", String(32), nullable=False),
        Column("conference_uuid", String(36), ForeignKey("conferences.uuid"), index=True),
        Column("paper", String(8), nullable=False),
        Column("language", String(8), nullable=False),
        Column("pages", Integer),
        Column("copies", Integer, nullable=False),
        Column("sha256", String(64), nullable=False, index=True),
        *words("printed_by", "note"),
    )


def _handout_cases() -> None:
    op.create_table(
        "handout_cases",
        *line("handout_uuid", "handouts"),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, index=True),
        Column("case_row_version", Integer, nullable=False),
    )


def _handout_copies() -> None:
    op.create_table(
        "handout_copies",
        *line("handout_uuid", "handouts", index=False),
        Column("number", Integer, nullable=False),
        *words("recipient"),
        Column("returned_at", String(32)),
        *words("returned_note"),
        UniqueConstraint("handout_uuid", "number"),
    )
    op.create_index("ix_handout_copies_out", "handout_copies", ["returned_at"])


def _revisions() -> None:
    op.create_table(
        "revisions",
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


def _revision_changes() -> None:
    op.create_table(
        "revision_changes",
        Column("revision_uuid", String(36), ForeignKey("revisions.uuid"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("path", Text, nullable=False),
        Column("old", JSON, nullable=False),
        Column("new", JSON, nullable=False),
    )


def _audit_trail() -> None:
    op.create_table(
        "audit_trail",
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


def _settings() -> None:
    op.create_table(
        "settings",
        Column("name", String(64), primary_key=True),
        Column("value", JSON, nullable=False),
        Column("updated_at", String(32), nullable=False),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        *record(),
        Column("kind", String(32), nullable=False),
        Column("record_uuid", String(36)),
        Column("body", JSON, nullable=False),
        Index("ix_drafts_record", "kind", "record_uuid"),
    )


def _search_texts() -> None:
    op.create_table(
        "search_texts",
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, index=True),
        Column("rank", Integer, nullable=False),
        Column("field", String(32), nullable=False),
        Column("shown", Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5(grams, content='', contentless_delete=1, "
            "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co'\")"
        )
