"""Indexes for the list; small numbers of cases in the search, text ids of number and rank.

The index is made of the texts again, with today's folding: it holds nothing of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, text

from app.models import fts
from app.models.search_index import field_rank

revision = "0005"
down_revision = "0004"
_CHUNK = 20_000


def upgrade() -> None:
    """Make the table, number the cases, move the texts."""
    op.create_table(
        "search_cases",
        Column("number", Integer, primary_key=True),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, unique=True),
    )
    listed = ["deleted_at", "case_no", "uuid", "age", "pseudonym"]
    op.create_index("ix_cases_listed", "cases", listed)
    op.create_index("ix_cases_staff", "cases", ["deleted_at", "staff"])
    op.create_index("ix_cases_district", "cases", ["deleted_at", "district"])
    connection = op.get_bind()
    connection.execute(
        text(
            "INSERT INTO search_cases (number, case_uuid)"
            " SELECT row_number() OVER (ORDER BY case_uuid), case_uuid"
            " FROM (SELECT DISTINCT case_uuid FROM search_texts)"
        )
    )
    numbers: dict[str, int] = {
        row.case_uuid: row.number
        for row in connection.execute(text("SELECT number, case_uuid FROM search_cases"))
    }
    old = connection.execute(
        text("SELECT case_uuid, field, shown FROM search_texts ORDER BY case_uuid, rank")
    ).all()
    connection.execute(text("DELETE FROM search_texts"))
    connection.execute(text("DELETE FROM search_index"))
    rows = list(_renumbered(old, numbers))
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        connection.execute(
            text(
                "INSERT INTO search_texts (id, case_uuid, rank, field, shown)"
                " VALUES (:id, :case_uuid, :rank, :field, :shown)"
            ),
            chunk,
        )
        fts.add(connection, ((row["id"], row["shown"]) for row in chunk))


def _renumbered(old: Any, numbers: dict[str, int]) -> Any:
    medicines: Counter[str] = Counter()
    for case_uuid, field, shown in old:
        if field == "medications":
            rank = medicines[case_uuid]
            medicines[case_uuid] += 1
        else:
            rank = field_rank(field)
        place = numbers[case_uuid] * 4096 + rank
        yield {"id": place, "case_uuid": case_uuid, "rank": rank, "field": field, "shown": shown}
