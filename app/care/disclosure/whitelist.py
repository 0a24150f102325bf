"""Which fields of a case the room, paper and the council may be told. The list is closed.

A field that is in none of the sets below can't get out, and a test fails until somebody who adds
a field to ``Case`` has decided where it belongs (docs/decisions/020). ``opened`` is the only way
in: the makers of room and paper get a case whose other fields are empty, so even a slip there
can't show one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from app.care.case import Case
from app.care.disclosure.mask import Audience

WHITELIST: Final[Mapping[Audience, frozenset[str]]] = {
    "room": frozenset(
        {
            "uuid", "pseudonym", "practice", "session_type", "conference_date",
            "age", "sex", "care_level", "housing", "household", "consent",
            "height_cm", "weight_kg", "weights",
            "life_issues", "desired_life", "conditions", "formal_services", "informal_supports",
            "support_question", "room_facts", "goal_rows", "projected_fields",
            "judgements", "risk_decisions",
        }
    ),
    "paper": frozenset(
        {
            "uuid", "case_no", "pseudonym", "practice", "session_type", "conference_date",
            "staff", "first_visit_date", "age", "sex",
            "disability_independence", "dementia_independence",
            "previous_care_level", "newly_certified", "care_level",
            "feature_codes", "feature_note", "housing", "household", "consent",
            "height_cm", "height_method", "weight_kg",
            "conditions", "medications", "life_issues", "desired_life", "cm_assessment",
            "formal_services", "informal_supports", "monitoring", "agenda_points",
            "judgements",
        }
    ),
    # People outside the meeting: only what was noticed about the town, in the words that pass.
    "council": frozenset({"uuid", "practice", "consent", "community_issues"}),
}  # fmt: skip

# Decided: these reach neither the room nor paper. Birth year, district and the presenter's note
# could tell who it is; the rest belongs to the desk of the care manager.
NEVER: Final = frozenset(
    {
        "row_version", "status", "previous_case_uuid", "birth_year", "baseline_date",
        "certification_from", "certification_to", "application_trigger", "district",
        "imported_bmi", "hba1c", "strengths", "interest_codes", "checklist", "physical_tests",
        "short_term_program", "presenter_note", "privacy_decisions",
        "follow_ups", "extra",
    }
)  # fmt: skip


def undecided() -> frozenset[str]:
    """Fields of ``Case`` nobody has decided about yet; empty in a finished program."""
    known = NEVER.union(*WHITELIST.values())
    return frozenset(field.name for field in fields(Case)) - known


def opened(case: Case, audience: Audience) -> Case:
    """``case`` with nothing in it but what ``audience`` may be told about."""
    return Case(**{name: getattr(case, name) for name in WHITELIST[audience]})
