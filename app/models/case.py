"""Tables of the case sheet (DOMAIN.md §1.1, §1.8): the case and the lines that belong to it."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from app.models.base import care_date, line_columns, metadata, record_columns, words

cases = Table(
    "cases",
    metadata,
    *record_columns(),
    Column("case_no", Integer, index=True),
    *words("pseudonym"),
    Column("practice", Boolean, nullable=False),
    Column("status", String(16), nullable=False),
    Column("session_type", String(16)),
    Column("previous_case_uuid", String(36), index=True),
    *care_date("conference_date"),
    *words("staff"),
    *care_date("first_visit_date"),
    Column("age", Integer),
    *care_date("birth_year"),
    Column("sex", String(16)),
    Column("disability_independence", String(16)),
    Column("dementia_independence", String(16)),
    Column("previous_care_level", String(16)),
    Column("newly_certified", Boolean),
    Column("care_level", String(16)),
    *care_date("baseline_date"),
    *care_date("certification_from"),
    *care_date("certification_to"),
    *words("application_trigger"),
    Column("feature_codes", JSON, nullable=False),
    *words("feature_note", "district", "housing"),
    *words("household_type", "household_family_note"),
    Column("household_daytime_alone", Boolean),
    *words(
        "household_nearby_family",
        "household_key_person",
        "household_caregiver_note",
        "household_family_professional",
        "household_work_of_family",
    ),
    Column("height_cm", Float),
    *words("height_method"),
    Column("weight_kg", Float),
    Column("imported_bmi", Float),
    Column("hba1c", Float),
    *words("life_issues", "desired_life", "cm_assessment", "strengths"),
    Column("interest_codes", JSON, nullable=False),
    Column("short_term_program_present", Boolean, nullable=False),
    Column("short_term_program_type", Text),
    *care_date("short_term_program_start"),
    *care_date("short_term_program_end"),
    Column("short_term_program_sessions", Integer),
    *words("presenter_note", "support_question"),
    Column("projected_fields", JSON, nullable=False),
    Column("consent_person", Boolean, nullable=False),
    Column("consent_family", Boolean, nullable=False),
    *words("consent_method"),
    *care_date("consent_date"),
    *words("consent_scope", "consent_note"),
    *care_date("consent_withdrawn"),
    Column("extra", JSON, nullable=False),
    # Kept beside the case so that a list of 10,000 needs one pass over one table.
    Column("main_disease", Text, nullable=False),
    Column("improving", Integer),
    Index("ix_cases_list", "deleted_at", "case_no"),
    # All that a list asks of every case, so that it reads no sheet (docs/decisions/038).
    Index("ix_cases_listed", "deleted_at", "case_no", "uuid", "age", "pseudonym"),
    Index("ix_cases_staff", "deleted_at", "staff"),
    Index("ix_cases_district", "deleted_at", "district"),
    Index("ix_cases_recent", "deleted_at", "updated_at"),
)

conditions = Table(
    "conditions",
    metadata,
    *line_columns("case_uuid", "cases"),
    *words("name"),
    *care_date("onset"),
    *words("note"),
    Column("extra", JSON, nullable=False),
)

medications = Table(
    "medications",
    metadata,
    *line_columns("case_uuid", "cases"),
    *words("sheet_text", "generic", "brand", "amount", "usage", "route"),
    Column("regular", Boolean, nullable=False),
    Column("classes", JSON, nullable=False),
    Column("extra", JSON, nullable=False),
)

formal_services = Table(
    "formal_services",
    metadata,
    *line_columns("case_uuid", "cases"),
    *words("text", "kind", "frequency"),
    *care_date("start"),
    *care_date("end"),
)

informal_supports = Table(
    "informal_supports",
    metadata,
    *line_columns("case_uuid", "cases"),
    *words("text", "who", "frequency"),
)

monitoring_notes = Table(
    "monitoring_notes",
    metadata,
    *line_columns("case_uuid", "cases"),
    *words("month_label"),
    *care_date("date"),
    *words("conference_time_status"),
)

weights = Table(
    "weights",
    metadata,
    *line_columns("case_uuid", "cases"),
    *care_date("date"),
    Column("kg", Float),
)

checklist_answers = Table(
    "checklist_answers",
    metadata,
    *line_columns("case_uuid", "cases"),
    Column("answer", Integer),
)

physical_tests = Table(
    "physical_tests",
    metadata,
    *line_columns("case_uuid", "cases"),
    *care_date("measured"),
    Column("grip_kg", Float),
    Column("walk5m_sec", Float),
    Column("tug_sec", Float),
    Column("one_leg_stand_sec", Float),
    Column("chair_stand_sec", Float),
    Column("calf_cm", Float),
    *words("note"),
)

agenda_points = Table(
    "agenda_points", metadata, *line_columns("case_uuid", "cases"), *words("text")
)

case_community_issues = Table(
    "case_community_issues",
    metadata,
    *line_columns("case_uuid", "cases"),
    *words("text"),
    Column("codes", JSON, nullable=False),
)

room_facts = Table(
    "room_facts",
    metadata,
    *line_columns("case_uuid", "cases"),
    Column("stage", String(16), nullable=False),
    *words("text"),
)

goal_rows = Table(
    "goal_rows",
    metadata,
    *line_columns("case_uuid", "cases"),
    *words("topic", "before", "now", "target"),
    Column("agreed", Boolean, nullable=False),
)

# What keeps a case from being ready, as ``services.case_gaps`` found it at the last save.
case_gaps = Table(
    "case_gaps",
    metadata,
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), primary_key=True),
    Column("gap", String(16), primary_key=True),
    Index("ix_case_gaps_gap", "gap", "case_uuid"),
)
