"""What a meeting needs beyond its plan and its entries: details of the log, requests, checks."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import JSON, Column, Float, ForeignKey, Integer, String, text

from app.models.migrations.columns import line, words

revision = "0007"
down_revision = "0006"

_OWNER = ("conference_uuid", "conferences")


def _case(*, nullable: bool = True) -> Column[Any]:
    return Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=nullable, index=True)


def upgrade() -> None:
    """Make two tables anew (an added column would stand behind the constraints), add four."""
    _anew(
        "transitions",
        Column("kind", String(16), nullable=False),
        Column("at", Float, nullable=False),
        *words("wall_time"),
        _case(),
        Column("stage", String(16)),
        Column("detail", JSON, nullable=False),
        added=("detail", "'{}'"),
    )
    _anew(
        "prompt_uses",
        Column("prompt_id", String(64), nullable=False),
        Column("state", String(32), nullable=False),
        _case(),
        *words("text"),
        added=("text", "''"),
    )
    op.create_table(
        "case_requests",
        *line(*_OWNER),
        *words("centre"),
        Column("wanted", Integer, nullable=False),
        *words("asked_on", "due", "answered_on", "note"),
    )
    op.create_table(
        "candidates",
        *line(*_OWNER),
        _case(nullable=False),
        *words("centre", "reason"),
        Column("state", String(16), nullable=False),
    )
    op.create_table(
        "conference_checks",
        *line(*_OWNER),
        Column("code", String(64), nullable=False),
        *words("done_at", "note"),
    )
    op.create_table(
        "minutes_texts",
        *line(*_OWNER),
        Column("section", String(32), nullable=False),
        _case(),
        *words("text"),
    )


def _anew(table: str, *columns: Column[Any], added: tuple[str, str]) -> None:
    """``table`` with all its columns and its rows; the ``added`` column gets a plain value."""
    connection = op.get_bind()
    connection.execute(text(f"CREATE TABLE before_0007 AS SELECT * FROM {table}"))  # noqa: S608
    op.drop_table(table)
    op.create_table(table, *line(*_OWNER), *columns)
    known = [row[1] for row in connection.execute(text("PRAGMA table_info(before_0007)"))]
    names = ", ".join(f'"{name}"' for name in known)
    connection.execute(
        text(
            f'INSERT INTO {table} ({names}, "{added[0]}")'  # noqa: S608
            f" SELECT {names}, {added[1]} FROM before_0007"
        )
    )
    op.drop_table("before_0007")
