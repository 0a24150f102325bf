"""The case, its lines, judgements and follow-ups, and the private identity."""

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
    Text,
    UniqueConstraint,
)

from app.models.migrations.columns import Columns, day, line, record, words

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _cases()
    _conditions()
    _medications()
    _formal_services()
    _informal_supports()
    _monitoring_notes()
    _weights()
    _checklist_answers()
    _physical_tests()
    _agenda_points()
    _case_community_issues()
    _room_facts()
    _goal_rows()
    _private_identities()
    _judgements()
    _risk_decisions()
    _privacy_decisions()
    _follow_ups()


def _household() -> Columns:
    return (
        *words("household_type", "household_family_note"),
        Column("household_daytime_alone", Boolean),
        *words(
            "household_nearby_family",
            "household_key_person",
            "household_caregiver_note",
            "household_family_professional",
            "household_work_of_family",
        ),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        *record(),
        Column("case_no", Integer, index=True),
        *words("pseudonym"),
        Column("practice", Boolean, nullable=False),
        Column("status", String(16), nullable=False),
        Column("session_type", String(16)),
        Column("previous_case_uuid", String(36), index=True),
        *day("conference_date"),
        *words("staff"),
        *day("first_visit_date"),
        Column("age", Integer),
        *day("birth_year"),
        Column("sex", String(16)),
        Column("disability_independence", String(16)),
        Column("dementia_independence", String(16)),
        Column("previous_care_level", String(16)),
        Column("newly_certified", Boolean),
        Column("care_level", String(16)),
        *day("baseline_date"),
        *day("certification_from"),
        *day("certification_to"),
        *words("application_trigger"),
        Column("feature_codes", JSON, nullable=False),
        *words("feature_note", "district", "housing"),
        *_household(),
        Column("height_cm", Float),
        *words("height_method"),
        Column("weight_kg", Float),
        Column("imported_bmi", Float),
        Column("hba1c", Float),
        *words("life_issues", "desired_life", "cm_assessment", "strengths"),
        Column("interest_codes", JSON, nullable=False),
        Column("short_term_program_present", Boolean, nullable=False),
        Column("short_term_program_type", Text),
        *day("short_term_program_start"),
        *day("short_term_program_end"),
        Column("short_term_program_sessions", Integer),
        *words("presenter_note", "support_question"),
        Column("projected_fields", JSON, nullable=False),
        Column("consent_person", Boolean, nullable=False),
        Column("consent_family", Boolean, nullable=False),
        *words("consent_method"),
        *day("consent_date"),
        *words("consent_scope", "consent_note"),
        *day("consent_withdrawn"),
        Column("extra", JSON, nullable=False),
        Column("main_disease", Text, nullable=False),
        Column("improving", Integer),
        Index("ix_cases_list", "deleted_at", "case_no"),
        Index("ix_cases_recent", "deleted_at", "updated_at"),
    )


def _conditions() -> None:
    op.create_table(
        "conditions",
        *line("case_uuid", "cases"),
        *words("name"),
        *day("onset"),
        *words("note"),
        Column("extra", JSON, nullable=False),
    )


def _medications() -> None:
    op.create_table(
        "medications",
        *line("case_uuid", "cases"),
        *words("sheet_text", "generic", "brand", "amount", "usage", "route"),
        Column("regular", Boolean, nullable=False),
        Column("classes", JSON, nullable=False),
        Column("extra", JSON, nullable=False),
    )


def _formal_services() -> None:
    op.create_table(
        "formal_services",
        *line("case_uuid", "cases"),
        *words("text", "kind", "frequency"),
        *day("start"),
        *day("end"),
    )


def _informal_supports() -> None:
    op.create_table(
        "informal_supports", *line("case_uuid", "cases"), *words("text", "who", "frequency")
    )


def _monitoring_notes() -> None:
    op.create_table(
        "monitoring_notes",
        *line("case_uuid", "cases"),
        *words("month_label"),
        *day("date"),
        *words("conference_time_status"),
    )


def _weights() -> None:
    op.create_table("weights", *line("case_uuid", "cases"), *day("date"), Column("kg", Float))


def _checklist_answers() -> None:
    op.create_table("checklist_answers", *line("case_uuid", "cases"), Column("answer", Integer))


def _physical_tests() -> None:
    op.create_table(
        "physical_tests",
        *line("case_uuid", "cases"),
        *day("measured"),
        Column("grip_kg", Float),
        Column("walk5m_sec", Float),
        Column("tug_sec", Float),
        Column("one_leg_stand_sec", Float),
        Column("chair_stand_sec", Float),
        Column("calf_cm", Float),
        *words("note"),
    )


def _agenda_points() -> None:
    op.create_table("agenda_points", *line("case_uuid", "cases"), *words("text"))


def _case_community_issues() -> None:
    op.create_table(
        "case_community_issues",
        *line("case_uuid", "cases"),
        *words("text"),
        Column("codes", JSON, nullable=False),
    )


def _room_facts() -> None:
    op.create_table(
        "room_facts",
        *line("case_uuid", "cases"),
        Column("stage", String(16), nullable=False),
        *words("text"),
    )


def _goal_rows() -> None:
    op.create_table(
        "goal_rows",
        *line("case_uuid", "cases"),
        *words("topic", "before", "now", "target"),
        Column("agreed", Boolean, nullable=False),
    )


def _private_identities() -> None:
    op.create_table(
        "private_identities",
        Column("case_uuid", String(36), ForeignKey("cases.uuid"), primary_key=True),
        Column("row_version", Integer, nullable=False),
        Column("created_at", String(32), nullable=False),
        Column("updated_at", String(32), nullable=False),
        *words("name", "kana"),
        *day("birth_date"),
        *words("address", "phone", "insured_number"),
        Column("relatives", JSON, nullable=False),
        Column("facilities", JSON, nullable=False),
        *words("emergency_contacts"),
        Column("extra", JSON, nullable=False),
    )


def _judgements() -> None:
    op.create_table(
        "judgements",
        *line("case_uuid", "cases", index=False),
        Column("item", String(64), nullable=False),
        Column("time_point", String(16), nullable=False),
        Column("rating", String(4)),
        *words("missing_reason", "personal_factor", "environment_factor", "rated_by", "rated_on"),
        UniqueConstraint("case_uuid", "item", "time_point"),
    )


def _risk_decisions() -> None:
    op.create_table(
        "risk_decisions",
        *line("case_uuid", "cases", index=False),
        Column("rule_id", String(32), nullable=False),
        Column("state", String(32), nullable=False),
        *words("note", "by", "decided_at"),
        UniqueConstraint("case_uuid", "rule_id"),
    )


def _privacy_decisions() -> None:
    op.create_table(
        "privacy_decisions",
        *line("case_uuid", "cases", index=False),
        *words("snippet"),
        Column("state", String(32), nullable=False),
        *words("by", "decided_at"),
        UniqueConstraint("case_uuid", "snippet"),
    )


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        *line("case_uuid", "cases", index=False),
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
