"""Tables of the meeting (DOMAIN.md §3): plan, attendance, record, clock."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, String, Table

from app.models.base import key_columns, line_columns, metadata, record_columns, words

conferences = Table(
    "conferences",
    metadata,
    *record_columns(),
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
    # Stored, because computing it in every count is what makes yearly figures slow.
    Column("fiscal_year", Integer, index=True),
)


def _case(*, nullable: bool = True) -> Column[str]:
    return Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=nullable, index=True)


agenda_items = Table(
    "agenda_items",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    _case(nullable=False),
    Column("planned_minutes", JSON, nullable=False),
)

attendance = Table(
    "attendance",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    *words("profession"),
    Column("count", Integer, nullable=False),
    *words("name", "organisation"),
    Column("pledged", Boolean, nullable=False),
    Column("spoke", Integer, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    _case(),
    Column("stage", String(16)),
    Column("kind", String(32), nullable=False, index=True),
    *words("text", "need_or_demand", "owner", "due"),
    Column("shown", Boolean, nullable=False),
    Column("status", String(32), nullable=False),
    *words("rule_id", "recorded_at"),
)

transitions = Table(
    "transitions",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    Column("kind", String(16), nullable=False),
    Column("at", Float, nullable=False),
    *words("wall_time"),
    _case(),
    Column("stage", String(16)),
    Column("detail", JSON, nullable=False),
)

prompt_uses = Table(
    "prompt_uses",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    Column("prompt_id", String(64), nullable=False),
    Column("state", String(32), nullable=False),
    _case(),
    *words("text"),
)

case_requests = Table(
    "case_requests",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    *words("centre"),
    Column("wanted", Integer, nullable=False),
    *words("asked_on", "due", "answered_on", "note"),
)

candidates = Table(
    "candidates",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    _case(nullable=False),
    *words("centre", "reason"),
    Column("state", String(16), nullable=False),
)

conference_checks = Table(
    "conference_checks",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    Column("code", String(64), nullable=False),
    *words("done_at", "note"),
)

minutes_texts = Table(
    "minutes_texts",
    metadata,
    *line_columns("conference_uuid", "conferences"),
    Column("section", String(32), nullable=False),
    _case(),
    *words("text"),
)

# A use lives on after its meeting: tried at home, continuing, stopped. So the meeting may be empty.
resource_uses = Table(
    "resource_uses",
    metadata,
    *key_columns(),
    Column("conference_uuid", String(36), ForeignKey("conferences.uuid"), index=True),
    Column("position", Integer, nullable=False),
    _case(nullable=False),
    Column("resource_uuid", String(36), ForeignKey("resources.uuid"), index=True),
    *words("name", "detail"),
    Column("status", String(16), nullable=False),
    *words("reason"),
    Column("shown", Boolean, nullable=False),
)
