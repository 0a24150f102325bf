"""Table behind the search: one row per text of a case that people may look for.

``shown`` holds the text as people wrote it, and after it other names of the same thing (brands
and class of a medicine), separated by ``fts.BETWEEN``. The index over its bigrams is SQLite's own
and lives in ``models.fts``. The private identity never comes here.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from app.models.base import metadata

search_texts = Table(
    "search_texts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, index=True),
    Column("rank", Integer, nullable=False),
    Column("field", String(32), nullable=False),
    Column("shown", Text, nullable=False),
)
