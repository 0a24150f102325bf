"""Which value lives in which tables: the case, its identity, the conference, the community issue."""

from __future__ import annotations

from typing import Final

from app.care import case as values
from app.care import community as community_values
from app.care.case import Case, PrivateIdentity, TimePoint
from app.care.ratings import change
from app.care.wareki import fiscal_year
from app.conference import meeting
from app.conference.meeting import Conference
from app.models import afterwards, case, community, conference, identity, judgement
from app.models.mapping import Cells
from app.models.records import Answers, Lines, Record


def improving(case_value: Case) -> int | None:
    """Items predicted to improve (design 02, 改善); ``None`` before any prediction (§2.3)."""
    before, predicted = (
        {j.item: j.rating for j in case_value.judgements if j.time_point is point and j.rating}
        for point in (TimePoint.BEFORE, TimePoint.PREDICTED)
    )
    if not predicted:
        return None
    return sum(change(before.get(item), after) == "improve" for item, after in predicted.items())


def _case_cells(value: Case) -> Cells:
    first = next((condition.name for condition in value.conditions if condition.name), "")
    return {"main_disease": first, "improving": improving(value)}


def _conference_cells(value: Conference) -> Cells:
    return {"fiscal_year": fiscal_year_of(value.date)}


def fiscal_year_of(iso: str) -> int | None:
    """The fiscal year of a full ISO day; ``None`` for anything less (§1.6 rule 7)."""
    from datetime import date

    try:
        return fiscal_year(date.fromisoformat(iso))
    except ValueError:
        return None


CASE: Final = Record(
    kind=Case,
    table=case.cases,
    owner="case_uuid",
    lines=(
        Lines("weights", case.weights, values.Weight),
        Lines("conditions", case.conditions, values.Condition),
        Lines("medications", case.medications, values.Medication),
        Lines("formal_services", case.formal_services, values.FormalService),
        Lines("informal_supports", case.informal_supports, values.InformalSupport),
        Lines("monitoring", case.monitoring_notes, values.MonitoringNote),
        Answers("checklist", case.checklist_answers),
        Lines("physical_tests", case.physical_tests, values.PhysicalTest),
        Lines("agenda_points", case.agenda_points, values.AgendaPoint),
        Lines("community_issues", case.case_community_issues, values.CaseCommunityIssue),
        Lines("room_facts", case.room_facts, values.RoomFact),
        Lines("goal_rows", case.goal_rows, values.GoalRow),
        Lines("judgements", judgement.judgements, values.Judgement),
        Lines("risk_decisions", judgement.risk_decisions, values.RiskDecision),
        Lines("privacy_decisions", judgement.privacy_decisions, values.PrivacyDecision),
        Lines("follow_ups", afterwards.follow_ups, values.FollowUp),
    ),
    derive=_case_cells,
)

IDENTITY: Final = Record(kind=PrivateIdentity, table=identity.private_identities, key="case_uuid")

CONFERENCE: Final = Record(
    kind=Conference,
    table=conference.conferences,
    owner="conference_uuid",
    lines=(
        Lines("agenda", conference.agenda_items, meeting.AgendaItem),
        Lines("attendance", conference.attendance, meeting.Attendance),
        Lines("entries", conference.entries, meeting.Entry),
        Lines("transitions", conference.transitions, meeting.Transition),
        Lines("prompt_uses", conference.prompt_uses, meeting.PromptUse),
        Lines("resource_uses", conference.resource_uses, meeting.ResourceUse),
        Lines("requests", conference.case_requests, meeting.CaseRequest),
        Lines("candidates", conference.candidates, meeting.Candidate),
        Lines("checks", conference.conference_checks, meeting.Check),
        Lines("minutes", conference.minutes_texts, meeting.MinutesText),
    ),
    derive=_conference_cells,
)

COMMUNITY_ISSUE: Final = Record(
    kind=community_values.CommunityIssue,
    table=community.community_issues,
    owner="issue_uuid",
    lines=(Lines("evidence", community.community_evidence, community_values.Evidence),),
)

POLICY: Final = Record(
    kind=community_values.Policy,
    table=community.policies,
    owner="policy_uuid",
    lines=(Lines("steps", community.policy_steps, community_values.PolicyStep),),
)
