"""Whether the room sees a resource of a case: until now every one of them was on the wall."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, text

from app.models.migrations.columns import key, words

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table anew (an added column would stand behind the constraints)."""
    connection = op.get_bind()
    connection.execute(text("CREATE TABLE before_0009 AS SELECT * FROM resource_uses"))
    op.drop_table("resource_uses")
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
        Column("shown", Boolean, nullable=False),
    )
    known = [row[1] for row in connection.execute(text("PRAGMA table_info(before_0009)"))]
    names = ", ".join(f'"{name}"' for name in known)
    connection.execute(
        text(
            f"INSERT INTO resource_uses ({names}, shown)"  # noqa: S608 - names of our own columns
            f" SELECT {names}, 1 FROM before_0009"
        )
    )
    op.drop_table("before_0009")
