"""The same person at the next meeting: what of the last case still holds, what is asked anew.

A case is prepared for one meeting. Facts that outlast it come along; whatever was judged, agreed
or promised for that meeting stays with it, or the new meeting would start with old answers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from app.care.case import Case, CaseStatus, Weight
from app.care.changes import is_lines
from app.care.ids import new_id

CARRIED: Final = frozenset(
    {
        # the person and the home
        "pseudonym", "practice", "session_type", "staff", "first_visit_date", "birth_year", "sex",
        "district", "housing", "household", "application_trigger", "strengths", "interest_codes",
        # the body and its history
        "disability_independence", "dementia_independence", "feature_codes", "feature_note",
        "height_cm", "height_method", "weights", "conditions", "medications", "physical_tests",
        # help that goes on, and answers about words that came along
        "formal_services", "informal_supports", "privacy_decisions",
    }
)  # fmt: skip
"""Copied as they are; rows get keys of their own."""

MADE: Final = frozenset(
    {
        "uuid", "row_version", "case_no", "status", "previous_case_uuid",
        "previous_care_level",  # the level of the last meeting
        "newly_certified",
    }
)  # fmt: skip
"""Worked out anew for the new case."""

LEFT: Final[dict[str, str]] = {
    "conference_date": "another day",
    "baseline_date": "another period",
    "certification_from": "another certificate",
    "certification_to": "another certificate",
    "care_level": "the new level is what this meeting is about",
    "age": "a birthday may have passed",
    "weight_kg": "measured anew; the old one joins the weights",
    "imported_bmi": "belonged to the old weight",
    "hba1c": "measured anew",
    "life_issues": "asked anew; the old words stand beside",
    "desired_life": "asked anew; the old words stand beside",
    "cm_assessment": "judged anew",
    "monitoring": "of the last plan",
    "checklist": "asked anew (§5.1)",
    "short_term_program": "of the last plan",
    "agenda_points": "of the last meeting",
    "presenter_note": "of the last meeting",
    "support_question": "of the last meeting",
    "community_issues": "of the last meeting; they are in the register",
    "room_facts": "of the last meeting",
    "goal_rows": "of the last meeting",
    "projected_fields": "decided for each meeting",
    "consent": "given for each meeting (§9.2)",
    "judgements": "judged anew; the old ones stand beside",
    "risk_decisions": "the evidence may have changed",
    "follow_ups": "of the last meeting",
    "extra": "keys of an imported file would make a second import find two cases",
}
"""Left behind, with the reason."""


def for_next_meeting(previous: Case, *, case_no: int | None = None) -> Case:
    """A new case of the same person, linked to ``previous``."""
    carried: dict[str, Any] = {name: fresh(getattr(previous, name)) for name in CARRIED}
    return replace(
        Case(
            case_no=case_no,
            status=CaseStatus.DRAFT,
            previous_case_uuid=previous.uuid,
            previous_care_level=previous.care_level,
            newly_certified=False if previous.care_level else None,
        ),
        **{**carried, "weights": _weights(previous)},
    )


def fresh(value: Any) -> Any:
    """``value`` with new keys for its rows: a row belongs to one case only."""
    if is_lines(value) and hasattr(value[0], "uuid"):
        return tuple(replace(row, uuid=new_id()) for row in value)
    return value


def _weights(previous: Case) -> tuple[Weight, ...]:
    """The series with the weight of the last meeting at its end."""
    series: tuple[Weight, ...] = fresh(previous.weights)
    day = previous.conference_date or previous.first_visit_date
    if previous.weight_kg is None or day is None:
        return series
    if any(row.kg == previous.weight_kg and row.date == day for row in series):
        return series
    return (*series, Weight(date=day, kg=previous.weight_kg))
