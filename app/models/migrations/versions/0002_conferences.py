"""The resource register and the conferences."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    String,
)

from app.models.migrations.columns import day, key, line, record, words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _resources()
    _conferences()
    _agenda_items()
    _attendance()
    _entries()
    _transitions()
    _prompt_uses()
    _resource_uses()


def _resources() -> None:
    op.create_table(
        "resources",
        *record(),
        Column("practice", Boolean, nullable=False),
        *words("name", "kana", "kind", "provider", "key_person", "contact_private"),
        *words("place", "district", "map", "days_times", "what_happens", "who_comes"),
        *words("physical_demand", "toilet", "transport", "cost", "eligibility", "capacity"),
        Column("can_come_alone", Boolean),
        *words("first_time_support"),
        Column("acceptance", JSON, nullable=False),
        Column("interest_codes", JSON, nullable=False),
        Column("issue_codes", JSON, nullable=False),
        Column("roles_offered", JSON, nullable=False),
        Column("meanings", JSON, nullable=False),
        *words("meaning_note"),
        Column("status", String(16), nullable=False),
        *day("verified"),
        *words("verified_by", "source", "memo"),
        Column("extra", JSON, nullable=False),
    )


def _conferences() -> None:
    op.create_table(
        "conferences",
        *record(),
        Column("number", Integer, index=True),
        *words("title"),
        Column("date", String(10), nullable=False, index=True),
        *words("start_time", "session_type", "venue"),
        Column("planned_minutes", Integer, nullable=False),
        Column("opening_minutes", Integer, nullable=False),
        Column("closing_minutes", Integer, nullable=False),
        Column("expected_people", Integer),
        Column("status", String(16), nullable=False),
        Column("practice", Boolean, nullable=False),
        Column("extra", JSON, nullable=False),
        Column("fiscal_year", Integer, index=True),
    )


def _agenda_items() -> None:
    op.create_table(
        "agenda_items",
        *line("conference_uuid", "conferences"),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, index=True),
        Column("planned_minutes", JSON, nullable=False),
    )


def _attendance() -> None:
    op.create_table(
        "attendance",
        *line("conference_uuid", "conferences"),
        *words("profession"),
        Column("count", Integer, nullable=False),
        *words("name", "organisation"),
        Column("pledged", Boolean, nullable=False),
        Column("spoke", Integer, nullable=False),
    )


def _entries() -> None:
    op.create_table(
        "entries",
        *line("conference_uuid", "conferences"),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), index=True),
        Column("stage", String(16)),
        Column("kind", String(32), nullable=False, index=True),
        *words("text", "need_or_demand", "owner", "due"),
        Column("shown", Boolean, nullable=False),
        Column("status", String(32), nullable=False),
        *words("rule_id", "recorded_at"),
    )


def _transitions() -> None:
    op.create_table(
        "transitions",
        *line("conference_uuid", "conferences"),
        Column("kind", String(16), nullable=False),
        Column("at", Float, nullable=False),
        *words("wall_time"),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), index=True),
        Column("stage", String(16)),
    )


def _prompt_uses() -> None:
    op.create_table(
        "prompt_uses",
        *line("conference_uuid", "conferences"),
        Column("prompt_id", String(64), nullable=False),
        Column("state", String(32), nullable=False),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), index=True),
    )


def _resource_uses() -> None:
    op.create_table(
        "resource_uses",
        *key(),
        Column("conference_uuid", String(36), ForeignKey("conferences.uuid"), index=True),
        Column("position", Integer, nullable=False),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, index=True),
        Column("resource_uuid", String(36), ForeignKey("resources.uuid"), index=True),
        *words("name", "detail"),
        Column("status", String(16), nullable=False),
        *words("reason"),
    )
