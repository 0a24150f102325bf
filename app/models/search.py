"""Table behind the search: one row per text of a case that people may look for.

``shown`` holds the text as people wrote it, and after it other names of the same thing (brands
and class of a medicine), separated by ``fts.BETWEEN``. The index over its bigrams is SQLite's own
and lives in ``models.fts``. The private identity never comes here.

``search_cases`` gives each case a small number, and the id of a text is that number and its rank
in one (``text_id``). So the index alone tells which cases hold a word and where; a word that half
of the cases hold needs none of their texts read.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from app.models.base import metadata

# Ranks of a case's texts; 4096 leaves room for a thousand medicines and every field.
RANKS: Final = 4096
SHIFT: Final = RANKS.bit_length() - 1

search_cases = Table(
    "search_cases",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, unique=True),
)

search_texts = Table(
    "search_texts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), nullable=False, index=True),
    Column("rank", Integer, nullable=False),
    Column("field", String(32), nullable=False),
    Column("shown", Text, nullable=False),
)


def text_id(number: int, rank: int) -> int:
    """The id of the text with ``rank`` of the case with ``number`` in ``search_cases``."""
    return number * RANKS + rank
