"""Tables of what became of people and what it cost: DOMAIN.md §6 and §8.4."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from app.models.base import care_date, line_columns, metadata, record_columns, words

follow_ups = Table(
    "follow_ups",
    metadata,
    *line_columns("case_uuid", "cases", index=False),
    Column("months", Integer, nullable=False),
    Column("target_date", String(10), nullable=False, index=True),
    Column("outcome_code", String(32)),
    Column("care_level", String(16)),
    Column("reassessed", Boolean),
    *words("residence"),
    Column("services_in_use", JSON, nullable=False),
    *words("note", "recorded_on"),
    UniqueConstraint("case_uuid", "months"),
)

# A member belongs to one cohort only; what it was at the start is frozen here (§6.2), whether
# or not the person ever became a case.
cohort_members = Table(
    "cohort_members",
    metadata,
    *record_columns(),
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), index=True),
    Column("fiscal_year", Integer, nullable=False),
    Column("entry_kind", String(32), nullable=False),
    *words("source_key"),
    *care_date("baseline"),
    Column("baseline_level", String(16)),
    Column("age", Integer),
    Column("sex", String(16)),
    *words("district"),
    Column("feature_codes", JSON, nullable=False),
    Column("dementia_independence", String(16)),
    Column("short_term_used", Boolean),
    *care_date("short_term_start"),
    *care_date("short_term_end"),
    Column("short_term_sessions", Integer),
    *care_date("first_service"),
    Column("services", JSON, nullable=False),
    Column("excluded", Boolean, nullable=False),
    *words("exclusion_reason", "note"),
    Column("extra", JSON, nullable=False),
    Index("ix_cohort_members_counts", "fiscal_year", "baseline_level", "excluded", "deleted_at"),
)

cohort_states = Table(
    "cohort_states",
    metadata,
    *line_columns("member_uuid", "cohort_members", index=False),
    Column("counted_from", String(16), nullable=False),  # baseline or end of the short service
    Column("months", Integer, nullable=False),
    Column("target_date", String(10), nullable=False),
    Column("outcome_code", String(32)),
    Column("care_level", String(16)),
    Column("reassessed", Boolean),
    *words("residence"),
    Column("services_in_use", JSON, nullable=False),
    *words("note", "recorded_on"),
    UniqueConstraint("member_uuid", "counted_from", "months"),
)

yearly_figures = Table(
    "yearly_figures",
    metadata,
    *record_columns(),
    Column("fiscal_year", Integer, nullable=False),
    Column("figure", String(64), nullable=False),  # expenditure or population, by code
    *words("area"),
    Column("value", Float),
    *words("unit", "inclusions", "source", "note"),
    Column("series_break", Boolean, nullable=False),
    UniqueConstraint("fiscal_year", "figure", "area"),
)

# The choices behind an indicator (which services count, months of K3, base year): §6.4.
indicator_inputs = Table(
    "indicator_inputs",
    metadata,
    *record_columns(),
    Column("indicator", String(32), nullable=False),
    Column("fiscal_year", Integer),
    Column("name", String(64), nullable=False),
    Column("value", JSON, nullable=False),
    *words("source", "note"),
    UniqueConstraint("indicator", "fiscal_year", "name"),
)
