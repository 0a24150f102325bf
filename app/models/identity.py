"""The private identity (DOMAIN.md §9.2): its own table, read by the editor and the privacy check.

It has the key of its case and goes to the bin with it. No other table refers to it, no search
index holds a word of it.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table

from app.models.base import care_date, metadata, words

private_identities = Table(
    "private_identities",
    metadata,
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), primary_key=True),
    Column("row_version", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("updated_at", String(32), nullable=False),
    *words("name", "kana"),
    *care_date("birth_date"),
    *words("address", "phone", "insured_number"),
    Column("relatives", JSON, nullable=False),
    Column("facilities", JSON, nullable=False),
    *words("emergency_contacts"),
    Column("extra", JSON, nullable=False),
)
