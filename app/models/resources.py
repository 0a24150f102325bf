"""Table of the resource register, all fields of DOMAIN.md §7.4."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, String, Table

from app.models.base import care_date, metadata, record_columns, words

resources = Table(
    "resources",
    metadata,
    *record_columns(),
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
    Column("status", String(16), nullable=False),  # 稼働, 休止, 終了
    *care_date("verified"),
    *words("verified_by", "source", "memo"),
    Column("extra", JSON, nullable=False),
)
