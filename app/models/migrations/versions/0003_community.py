"""Community issues, policies, cohorts and yearly figures."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)

from app.models.migrations.columns import day, line, record, words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    _community_issues()
    _community_evidence()
    _policies()
    _policy_steps()
    _cohort_members()
    _cohort_states()
    _yearly_figures()
    _indicator_inputs()


def _community_issues() -> None:
    op.create_table(
        "community_issues",
        *record(),
        Column("practice", Boolean, nullable=False),
        Column("position", Integer, nullable=False),
        *words("title", "text"),
        Column("codes", JSON, nullable=False),
        Column("response_type", String(32)),
        Column("stage", String(32), nullable=False),
        Column("merged_into", String(36), ForeignKey("community_issues.uuid")),
        *words("need_or_demand", "cause", "counter_evidence", "owner", "note"),
        Column("first_seen", String(10), nullable=False),
        Column("extra", JSON, nullable=False),
    )


def _community_evidence() -> None:
    op.create_table(
        "community_evidence",
        *line("issue_uuid", "community_issues"),
        Column(
            "entry_uuid", String(36), ForeignKey("entries.uuid", ondelete="SET NULL"), index=True
        ),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), index=True),
        Column(
            "case_issue_uuid",
            String(36),
            ForeignKey("case_community_issues.uuid", ondelete="SET NULL"),
        ),
        *words("text", "seen_on"),
        Column("against", Boolean, nullable=False),
    )
    op.create_index(
        "ix_community_evidence_case_issue_uuid", "community_evidence", ["case_issue_uuid"]
    )


def _policies() -> None:
    op.create_table(
        "policies",
        *record(),
        Column("issue_uuid", String(36), ForeignKey("community_issues.uuid"), index=True),
        *words("title", "text"),
        Column("response_type", String(32)),
        Column("stage", String(32), nullable=False),
        *words("owner", "budget", "expected_effect", "measured_effect", "note"),
        *day("start"),
        *day("end"),
        Column("extra", JSON, nullable=False),
    )


def _policy_steps() -> None:
    op.create_table(
        "policy_steps",
        *line("policy_uuid", "policies"),
        Column("stage", String(32), nullable=False),
        *words("text", "result", "owner", "due"),
        *day("done"),
    )


def _cohort_members() -> None:
    op.create_table(
        "cohort_members",
        *record(),
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), index=True),
        Column("fiscal_year", Integer, nullable=False),
        Column("entry_kind", String(32), nullable=False),
        *words("source_key"),
        *day("baseline"),
        Column("baseline_level", String(16)),
        Column("age", Integer),
        Column("sex", String(16)),
        *words("district"),
        Column("feature_codes", JSON, nullable=False),
        Column("dementia_independence", String(16)),
        Column("short_term_used", Boolean),
        *day("short_term_start"),
        *day("short_term_end"),
        Column("short_term_sessions", Integer),
        *day("first_service"),
        Column("services", JSON, nullable=False),
        Column("excluded", Boolean, nullable=False),
        *words("exclusion_reason", "note"),
        Column("extra", JSON, nullable=False),
        Index(
            "ix_cohort_members_counts", "fiscal_year", "baseline_level", "excluded", "deleted_at"
        ),
    )


def _cohort_states() -> None:
    op.create_table(
        "cohort_states",
        *line("member_uuid", "cohort_members", index=False),
        Column("counted_from", String(16), nullable=False),
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


def _yearly_figures() -> None:
    op.create_table(
        "yearly_figures",
        *record(),
        Column("fiscal_year", Integer, nullable=False),
        Column("figure", String(64), nullable=False),
        *words("area"),
        Column("value", Float),
        *words("unit", "inclusions", "source", "note"),
        Column("series_break", Boolean, nullable=False),
        UniqueConstraint("fiscal_year", "figure", "area"),
    )


def _indicator_inputs() -> None:
    op.create_table(
        "indicator_inputs",
        *record(),
        Column("indicator", String(32), nullable=False),
        Column("fiscal_year", Integer),
        Column("name", String(64), nullable=False),
        Column("value", JSON, nullable=False),
        *words("source", "note"),
        UniqueConstraint("indicator", "fiscal_year", "name"),
    )
