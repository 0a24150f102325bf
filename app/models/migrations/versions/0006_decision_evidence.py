"""What a decision about a hint was made on, so that it is asked again when that changes."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String, UniqueConstraint, text

from app.models.migrations.columns import line, words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table anew: SQLite would put an added column behind the constraints."""
    connection = op.get_bind()
    connection.execute(text("CREATE TABLE decisions_before AS SELECT * FROM risk_decisions"))
    op.drop_table("risk_decisions")
    op.create_table(
        "risk_decisions",
        *line("case_uuid", "cases", index=False),
        Column("rule_id", String(32), nullable=False),
        Column("state", String(32), nullable=False),
        *words("note", "by", "decided_at", "evidence"),
        UniqueConstraint("case_uuid", "rule_id"),
    )
    connection.execute(
        text(
            "INSERT INTO risk_decisions (uuid, row_version, case_uuid, position, rule_id, state,"
            " note, by, decided_at, evidence) SELECT uuid, row_version, case_uuid, position,"
            " rule_id, state, note, by, decided_at, '' FROM decisions_before"
        )
    )
    op.drop_table("decisions_before")
