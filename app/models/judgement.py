"""Tables of what people judged: ratings (DOMAIN.md §2), answers to risk and privacy hints."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, UniqueConstraint

from app.models.base import line_columns, metadata, words

judgements = Table(
    "judgements",
    metadata,
    *line_columns("case_uuid", "cases", index=False),
    Column("item", String(64), nullable=False),
    Column("time_point", String(16), nullable=False),
    Column("rating", String(4)),
    *words("missing_reason", "personal_factor", "environment_factor", "rated_by", "rated_on"),
    UniqueConstraint("case_uuid", "item", "time_point"),
)

risk_decisions = Table(
    "risk_decisions",
    metadata,
    *line_columns("case_uuid", "cases", index=False),
    Column("rule_id", String(32), nullable=False),
    Column("state", String(32), nullable=False),
    *words("note", "by", "decided_at", "evidence"),
    UniqueConstraint("case_uuid", "rule_id"),
)

privacy_decisions = Table(
    "privacy_decisions",
    metadata,
    *line_columns("case_uuid", "cases", index=False),
    *words("snippet"),
    Column("state", String(32), nullable=False),
    *words("by", "decided_at"),
    UniqueConstraint("case_uuid", "snippet"),
)
