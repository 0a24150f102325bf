"""What keeps each case from being ready; cases stored before are looked at when a list asks."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, String, text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table. Reading a case is for the program of the day, not for a migration."""
    op.create_table(
        "case_gaps",
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), primary_key=True),
        Column("gap", String(16), primary_key=True),
    )
    op.create_index("ix_case_gaps_gap", "case_gaps", ["gap", "case_uuid"])
    op.get_bind().execute(
        text("INSERT INTO case_gaps (case_uuid, gap) SELECT uuid, 'unchecked' FROM cases")
    )
