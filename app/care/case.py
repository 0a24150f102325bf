"""A case as plain values: the case sheet of DOMAIN.md §1.1 and §1.8 and what belongs to it.

Everything here is frozen. The editor keeps a list of ``Case`` values for undo, saving compares
two of them, and nothing here knows a database or a window. Codes are those of
``care.scales``; empty text means "not written yet", ``None`` means "no value".
The private identity is a value of its own on purpose: only the editor and the privacy check
ever hold one (DOMAIN.md §9.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from app.care.ids import new_id


class CaseStatus(StrEnum):
    """Where a case stands on its way (design 02, column 状態)."""

    DRAFT = "draft"
    PREPARING = "preparing"
    READY = "ready"
    FOLLOWING = "following"
    CLOSED = "closed"


class SessionType(StrEnum):
    """包括版 (support levels) or 居宅版 (care levels), DOMAIN.md §0."""

    COMPREHENSIVE = "hokatsu"
    HOME_CARE = "kyotaku"


class Sex(StrEnum):
    """男 / 女 plus the two values that keep imports honest (DOMAIN.md §1.1 no. 6)."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    UNKNOWN = "unknown"


class TimePoint(StrEnum):
    """When a rating holds. 3, 6 and 12 are months after the baseline date."""

    BEFORE = "before"
    PREDICTED = "predicted"
    ACTUAL_3 = "actual_3"
    ACTUAL_6 = "actual_6"
    ACTUAL_12 = "actual_12"


@dataclass(frozen=True, slots=True)
class CareDate:
    """A date as people write it (DOMAIN.md §1.6 rule 2).

    ``text`` is kept as typed. ``iso`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` and its length
    is the precision; it is ``None`` while the text can't be read. No day is ever invented.
    """

    text: str
    iso: str | None = None
    approximate: bool = False
    ongoing: bool = False
    era_overflow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One line of 医療情報: a disease and when it began."""

    uuid: str = field(default_factory=new_id)
    name: str = ""
    onset: CareDate | None = None
    note: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Medication:
    """One line of 服薬情報 (DOMAIN.md §1.7). ``sheet_text`` is what the sheet says."""

    uuid: str = field(default_factory=new_id)
    sheet_text: str = ""
    generic: str = ""
    brand: str = ""
    amount: str = ""
    usage: str = ""
    route: str = ""
    regular: bool = True
    classes: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalService:
    """One formal service. ``text`` is free text as the care manager writes it."""

    uuid: str = field(default_factory=new_id)
    text: str = ""
    kind: str = ""
    frequency: str = ""
    start: CareDate | None = None
    end: CareDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformalSupport:
    """One informal support: who does what, how often."""

    uuid: str = field(default_factory=new_id)
    text: str = ""
    who: str = ""
    frequency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringNote:
    """モニタリング評価 〇月 and カンファレンス時の状況 (§1.1 no. 22–23)."""

    uuid: str = field(default_factory=new_id)
    month_label: str = ""
    date: CareDate | None = None
    conference_time_status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """One point of the weight series, kilograms."""

    uuid: str = field(default_factory=new_id)
    date: CareDate | None = None
    kg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhysicalTest:
    """One measuring day of the short tests of §5.4: seconds, kilograms, centimetres."""

    uuid: str = field(default_factory=new_id)
    measured: CareDate | None = None
    grip_kg: float | None = None
    walk5m_sec: float | None = None
    tug_sec: float | None = None
    one_leg_stand_sec: float | None = None
    chair_stand_sec: float | None = None
    calf_cm: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """世帯構成・家族情報 (§1.4). ``type`` is the Japanese label of the enum or free text."""

    type: str = ""
    family_note: str = ""
    daytime_alone: bool | None = None
    nearby_family: str = ""
    key_person: str = ""
    caregiver_note: str = ""
    family_professional: str = ""
    work_of_family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who agreed to what (§9.2 no. 1). Without ``person`` nothing reaches room or paper."""

    person: bool = False
    family: bool = False
    method: str = ""
    date: CareDate | None = None
    scope: str = ""
    note: str = ""
    withdrawn: CareDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortTermProgram:
    """短期集中予防サービス: planned or used sessions (§1.8)."""

    type: str = ""
    start: CareDate | None = None
    end: CareDate | None = None
    sessions: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint:
    """One 論点 prepared for the meeting."""

    uuid: str = field(default_factory=new_id)
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCommunityIssue:
    """A community issue already seen in this case: text first, codes second (§7.2)."""

    uuid: str = field(default_factory=new_id)
    text: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFact:
    """A short fact written for the wall; ``stage`` is issue, goal, risk or support."""

    uuid: str = field(default_factory=new_id)
    stage: str = "issue"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """One row of the goal table (design 06b): before, now, in half a year."""

    uuid: str = field(default_factory=new_id)
    topic: str = ""
    before: str = ""
    now: str = ""
    target: str = ""
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One cell of the ADL–IADL sheet: item × time point (§2).

    ``rating`` is O1 O2 D1 D2 X1 X2 NA or ``None``; ``missing_reason`` says why there is none.
    The sheet's two factor texts live on the ``before`` row; each follow-up has its own.
    """

    KEY: ClassVar = ("item", "time_point")  # tells two of one case apart (care.changes)

    item: str
    time_point: TimePoint
    rating: str | None = None
    missing_reason: str = ""
    personal_factor: str = ""
    environment_factor: str = ""
    rated_by: str = ""
    rated_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDecision:
    """What people decided about a risk candidate: agenda, checked or not_applicable.

    A consistency hint answered with 「このままでよい」 is kept here too, as ``H1.medication``
    and ``checked``. ``evidence`` tells by ``care.medical_risk.digest`` what the answer was about.
    """

    KEY: ClassVar = ("rule_id",)  # tells two of one case apart (care.changes)

    rule_id: str
    state: str
    note: str = ""
    by: str = ""
    decided_at: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyDecision:
    """An answer to a privacy doubt: the words found and ``not_a_name`` or ``replaced``.

    ``rare_kept`` answers a rare combination; its ``snippet`` is a digest (``disclosure.rare``).
    """

    KEY: ClassVar = ("snippet",)  # tells two of one case apart (care.changes)

    snippet: str
    state: str
    by: str = ""
    decided_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """State at 3, 6 or 12 months after the baseline date (§6.2, §6.3)."""

    KEY: ClassVar = ("months",)  # tells two of one case apart (care.changes)

    months: int
    target_date: str = ""
    outcome_code: str | None = None
    care_level: str | None = None
    reassessed: bool | None = None
    residence: str = ""
    services_in_use: tuple[str, ...] = ()
    note: str = ""
    recorded_on: str = ""


DEFAULT_PROJECTED = frozenset(
    {"life_issues", "desired_life", "agenda_points", "judgement", "risks", "body", "supports"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person's case. The number in brackets is the row of the table in DOMAIN.md §1.1."""

    uuid: str = field(default_factory=new_id)
    row_version: int = 0
    case_no: int | None = None  # (1)
    pseudonym: str = ""
    practice: bool = False
    status: CaseStatus = CaseStatus.DRAFT
    session_type: SessionType | None = None
    previous_case_uuid: str | None = None
    conference_date: CareDate | None = None  # (2)
    staff: str = ""  # (3)
    first_visit_date: CareDate | None = None  # (4)
    age: int | None = None  # (5)
    birth_year: CareDate | None = None
    sex: Sex | None = None  # (6)
    disability_independence: str | None = None  # (7)
    dementia_independence: str | None = None  # (8)
    previous_care_level: str | None = None  # (9)
    newly_certified: bool | None = None  # (9) 新規 is a flag, not a level
    care_level: str | None = None  # (10)
    baseline_date: CareDate | None = None
    certification_from: CareDate | None = None
    certification_to: CareDate | None = None
    application_trigger: str = ""
    feature_codes: tuple[int, ...] = ()  # (11)
    feature_note: str = ""
    district: str = ""
    housing: str = ""  # (12)
    household: Household = Household()  # (13)
    height_cm: float | None = None  # (14)
    height_method: str = ""
    weight_kg: float | None = None
    imported_bmi: float | None = None
    hba1c: float | None = None
    weights: tuple[Weight, ...] = ()
    conditions: tuple[Condition, ...] = ()  # (15)
    medications: tuple[Medication, ...] = ()  # (16)
    life_issues: str = ""  # (17)
    desired_life: str = ""  # (18)
    cm_assessment: str = ""  # (19)
    formal_services: tuple[FormalService, ...] = ()  # (20)
    informal_supports: tuple[InformalSupport, ...] = ()  # (21)
    monitoring: tuple[MonitoringNote, ...] = ()  # (22, 23)
    strengths: str = ""
    interest_codes: tuple[str, ...] = ()
    checklist: tuple[int | None, ...] = ()  # 25 answers, 1 = risk side, None = unanswered
    physical_tests: tuple[PhysicalTest, ...] = ()
    short_term_program: ShortTermProgram | None = None
    agenda_points: tuple[AgendaPoint, ...] = ()
    presenter_note: str = ""  # 担当からの一言: console only, never on the wall
    support_question: str = ""
    community_issues: tuple[CaseCommunityIssue, ...] = ()
    room_facts: tuple[RoomFact, ...] = ()
    goal_rows: tuple[GoalRow, ...] = ()
    projected_fields: frozenset[str] = DEFAULT_PROJECTED
    consent: Consent = Consent()
    judgements: tuple[Judgement, ...] = ()
    risk_decisions: tuple[RiskDecision, ...] = ()
    privacy_decisions: tuple[PrivacyDecision, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    extra: Mapping[str, object] = field(
        default_factory=dict
    )  # unknown keys of an imported file, written back as is


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateIdentity:
    """Who the person is. Never leaves the editor and the privacy check (§9.2)."""

    case_uuid: str
    row_version: int = 0
    name: str = ""
    kana: str = ""
    birth_date: CareDate | None = None
    address: str = ""
    phone: str = ""
    insured_number: str = ""
    relatives: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    emergency_contacts: str = ""
    extra: Mapping[str, object] = field(
        default_factory=dict
    )  # unknown keys of an imported file: as private as the rest


def judgement_of(case: Case, item: str, time_point: TimePoint) -> Judgement:
    """The judgement of ``item`` at ``time_point``; an empty one where none is recorded."""
    for judgement in case.judgements:
        if judgement.item == item and judgement.time_point is time_point:
            return judgement
    return Judgement(item=item, time_point=time_point)


def with_judgement(case: Case, item: str, time_point: TimePoint, **values: str | None) -> Case:
    """``case`` with some values of one judgement changed; an emptied one disappears."""
    new = replace(judgement_of(case, item, time_point), **values)  # type: ignore[arg-type]
    kept = [j for j in case.judgements if not (j.item == item and j.time_point is time_point)]
    place = next(
        (i for i, j in enumerate(case.judgements) if j.item == item and j.time_point is time_point),
        len(kept),
    )
    if new != Judgement(item=item, time_point=time_point):
        kept.insert(place, new)
    return replace(case, judgements=tuple(kept))
