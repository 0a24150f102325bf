"""Tables from case issues to community issues to policy (DOMAIN.md §7.1–7.3)."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table

from app.models.base import care_date, line_columns, metadata, record_columns, words

community_issues = Table(
    "community_issues",
    metadata,
    *record_columns(),
    Column("practice", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    *words("title", "text"),
    Column("codes", JSON, nullable=False),
    Column("response_type", String(32)),  # 連携強化, 公的制度化, 資源発掘 …; none: not sorted yet
    Column("stage", String(32), nullable=False),  # candidate … closed, §7.3
    Column("merged_into", String(36), ForeignKey("community_issues.uuid")),
    *words("need_or_demand", "cause", "counter_evidence", "owner", "note"),
    Column("first_seen", String(10), nullable=False),
    Column("extra", JSON, nullable=False),
)

# Evidence keeps its own words: an entry may be reworded or taken back after it was counted.
community_evidence = Table(
    "community_evidence",
    metadata,
    *line_columns("issue_uuid", "community_issues"),
    Column("entry_uuid", String(36), ForeignKey("entries.uuid", ondelete="SET NULL"), index=True),
    Column("case_uuid", String(36), ForeignKey("cases.uuid"), index=True),
    Column(
        "case_issue_uuid", String(36), ForeignKey("case_community_issues.uuid", ondelete="SET NULL")
    ),
    *words("text", "seen_on"),
    Column("against", Boolean, nullable=False),
)
Index("ix_community_evidence_case_issue_uuid", community_evidence.c.case_issue_uuid)

policies = Table(
    "policies",
    metadata,
    *record_columns(),
    Column("issue_uuid", String(36), ForeignKey("community_issues.uuid"), index=True),
    *words("title", "text"),
    Column("response_type", String(32)),
    Column("stage", String(32), nullable=False),
    *words("owner", "budget", "expected_effect", "measured_effect", "note"),
    *care_date("start"),
    *care_date("end"),
    Column("extra", JSON, nullable=False),
)

policy_steps = Table(
    "policy_steps",
    metadata,
    *line_columns("policy_uuid", "policies"),
    Column("stage", String(32), nullable=False),
    *words("text", "result", "owner", "due"),
    *care_date("done"),
)
