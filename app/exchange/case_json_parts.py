"""The sections of the case sheet: one JSON object → parts of a ``Case``.

Each function takes the ``Fields`` of one case and returns the case with its section filled in.
"""

from __future__ import annotations

from dataclasses import replace

from app.care.body import bmi
from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    CaseCommunityIssue,
    Condition,
    Consent,
    FollowUp,
    FormalService,
    GoalRow,
    Household,
    InformalSupport,
    Judgement,
    Medication,
    MonitoringNote,
    PhysicalTest,
    PrivacyDecision,
    RiskDecision,
    RoomFact,
    Sex,
    ShortTermProgram,
    TimePoint,
    Weight,
)
from app.care.checklist import QUESTIONS
from app.care.items import is_item
from app.care.ratings import parse_rating
from app.care.scales import (
    feature_codes,
    outcome_codes,
    parse_care_level,
    parse_dementia_independence,
    parse_disability_independence,
    parse_features,
    parse_sex,
)
from app.care.wareki import parse_date
from app.exchange.fields import Fields, as_number
from app.i18n import tr

ACTUALS = {"actual_3": TimePoint.ACTUAL_3, "actual_12": TimePoint.ACTUAL_12}
# The stages of a meeting, as values: exchange reads a case without knowing a conference.
STAGES = ("issue", "goal", "risk", "support")
RISK_STATES = ("agenda", "checked", "not_applicable")
PRIVACY_STATES = ("not_a_name", "replaced", "rare_kept")


def read_basic(fields: Fields, case: Case) -> Case:
    previous = fields.text("previous_care_level")
    newly = True if previous == "新規" else (False if previous else None)
    fields.skip(
        "sex_code",
        "disability_independence_code",
        "dementia_independence_code",
        "previous_care_level_code",
        "care_level_code",
    )
    sex = fields.coded("sex", parse_sex)
    return replace(
        case,
        conference_date=fields.date("conference_date"),
        staff=fields.text("staff"),
        first_visit_date=fields.date("first_visit_date"),
        age=fields.integer("age", 0, 150),
        birth_year=_wareki(fields, "birth_year_wareki"),
        sex=Sex(sex) if sex else None,
        disability_independence=fields.coded(
            "disability_independence", parse_disability_independence
        ),
        dementia_independence=fields.coded("dementia_independence", parse_dementia_independence),
        previous_care_level=None
        if newly
        else fields.coded("previous_care_level", parse_care_level),
        newly_certified=newly,
        care_level=fields.coded("care_level", parse_care_level),
        baseline_date=fields.date("baseline_date"),
        certification_from=fields.date("certification_from"),
        certification_to=fields.date("certification_to"),
        application_trigger=fields.text("application_trigger"),
        feature_codes=_features(fields),
        feature_note=fields.text("feature_note"),
        district=fields.text("district"),
        housing=fields.text("housing"),
        household=_household(fields),
    )


def _wareki(fields: Fields, key: str) -> CareDate | None:
    text = fields.text(key)
    return parse_date(text) if text else None


def _features(fields: Fields) -> tuple[int, ...]:
    """Codes as numbers or as the sheet spells them: 2, "②", "1、2", 筋力低下 (§1.2)."""
    found: list[int] = []
    for item in fields.items("feature_codes"):
        number = as_number(item)
        codes = parse_features(item) if number is None and isinstance(item, str) else (number,)
        if not codes or any(code not in feature_codes() for code in codes):
            fields.refuse("feature_codes", tr("特徴は1〜5の番号です。"))
            return ()
        found += [int(code) for code in codes if code is not None]
    return tuple(dict.fromkeys(found))


def _household(fields: Fields) -> Household:
    child = fields.child("household")
    if child is None:
        return Household()
    return Household(
        type=child.text("type"),
        family_note=child.text("family_note"),
        daytime_alone=child.flag("daytime_alone"),
        nearby_family=child.text("nearby_family"),
        key_person=child.text("key_person"),
        caregiver_note=child.text("caregiver_note"),
        family_professional=child.text("family_professional"),
        work_of_family=child.text("work_of_family"),
    )


def read_body(fields: Fields, case: Case) -> Case:
    height, weight = fields.number("height_cm"), fields.number("weight_kg")
    printed, imported = fields.number("bmi"), fields.number("bmi_imported")
    computed = bmi(height, weight)
    if imported is None and printed is not None and printed != computed:
        imported = printed
    weights = tuple(
        Weight(date=raw.date("date"), kg=raw.number("kg"))
        for raw in fields.children("weight_series")
    )
    return replace(
        case,
        height_cm=height,
        height_method=fields.text("height_method"),
        weight_kg=weight,
        imported_bmi=imported,
        hba1c=fields.number("hba1c"),
        weights=weights,
    )


def read_medical(fields: Fields, case: Case) -> Case:
    conditions = []
    for raw in fields.children("medical_history"):
        text, iso = raw.text("onset_text"), raw.text("onset_iso")
        onset = parse_date(text) if text else (parse_date(iso) if iso else None)
        if onset is not None and iso and onset.iso != iso:
            onset = replace(onset, iso=iso)
        condition = Condition(name=raw.text("name"), onset=onset, note=raw.text("note"))
        conditions.append(replace(condition, extra=raw.extra()))
    medications = []
    for raw in fields.children("medications"):
        regular = raw.flag("regular")
        medication = Medication(
            sheet_text=raw.text("sheet_text"),
            generic=raw.text("generic"),
            brand=raw.text("brand"),
            amount=raw.text("amount"),
            usage=raw.text("usage"),
            route=raw.text("route"),
            regular=True if regular is None else regular,
            classes=raw.strings("classes"),
        )
        medications.append(replace(medication, extra=raw.extra()))
    return replace(case, conditions=tuple(conditions), medications=tuple(medications))


def read_life(fields: Fields, case: Case) -> Case:
    notes = [child for child in (fields.child("monitoring"),) if child is not None]
    notes += fields.children("monitoring_more")
    return replace(
        case,
        life_issues=fields.text("life_issues"),
        desired_life=fields.text("desired_life"),
        cm_assessment=fields.text("cm_assessment"),
        formal_services=tuple(
            FormalService(
                text=raw.text("text"),
                kind=raw.text("kind"),
                frequency=raw.text("frequency"),
                start=raw.date("start"),
                end=raw.date("end"),
            )
            for raw in fields.children("formal_services", plain="text")
        ),
        informal_supports=tuple(
            InformalSupport(
                text=raw.text("text"), who=raw.text("who"), frequency=raw.text("frequency")
            )
            for raw in fields.children("informal_supports", plain="text")
        ),
        monitoring=tuple(
            MonitoringNote(
                month_label=raw.text("month_label"),
                date=raw.date("date"),
                conference_time_status=raw.text("conference_time_status"),
            )
            for raw in notes
        ),
        strengths=fields.text("strengths"),
        interest_codes=fields.strings("interest_codes"),
    )


def read_plan(fields: Fields, case: Case) -> Case:
    program = fields.child("short_term_program")
    projected = fields.strings("projected_fields")
    return replace(
        case,
        agenda_points=tuple(AgendaPoint(text=text) for text in fields.strings("agenda_points")),
        community_issues=tuple(
            CaseCommunityIssue(text=raw.text("text"), codes=raw.strings("codes"))
            for raw in fields.children("community_issues")
        ),
        short_term_program=None
        if program is None
        else ShortTermProgram(
            type=program.text("type"),
            start=program.date("start"),
            end=program.date("end"),
            sessions=program.integer("sessions", 0, 1000),
        ),
        presenter_note=fields.text("presenter_note"),
        support_question=fields.text("support_question"),
        room_facts=tuple(
            RoomFact(stage=raw.one_of("stage", STAGES) or "issue", text=raw.text("text"))
            for raw in fields.children("room_facts")
        ),
        goal_rows=tuple(
            GoalRow(
                topic=raw.text("topic"),
                before=raw.text("before"),
                now=raw.text("now"),
                target=raw.text("target"),
                agreed=bool(raw.flag("agreed")),
            )
            for raw in fields.children("goal_rows")
        ),
        projected_fields=frozenset(projected)
        if "projected_fields" in fields.data
        else case.projected_fields,
    )


def read_judgements(fields: Fields, named: frozenset[str] = frozenset()) -> tuple[Judgement, ...]:
    """The ratings; ``named`` are items of the list that the file itself brings along."""
    sheet = fields.child("adl_iadl")
    if sheet is None:
        return ()
    result: list[Judgement] = []
    for raw in sheet.children("items"):
        key = raw.text("key")
        if not is_item(key) and key not in named:
            raw.refuse("key", tr("判定表にない項目です。"))
            continue
        before = Judgement(
            item=key,
            time_point=TimePoint.BEFORE,
            rating=raw.coded("pre", parse_rating),
            personal_factor=raw.text("personal_factor"),
            environment_factor=raw.text("environment_factor"),
        )
        result.append(_detail(raw, "pre", before))
        predicted = Judgement(
            item=key,
            time_point=TimePoint.PREDICTED,
            rating=raw.coded("predicted_post", parse_rating),
        )
        result.append(_detail(raw, "predicted", predicted))
        actual = Judgement(
            item=key, time_point=TimePoint.ACTUAL_6, rating=raw.coded("actual_post", parse_rating)
        )
        result.append(_detail(raw, "actual", actual))
        for name, point in ACTUALS.items():
            later = Judgement(item=key, time_point=point, rating=raw.coded(name, parse_rating))
            result.append(_detail(raw, name, later))
    return tuple(j for j in result if j != Judgement(item=j.item, time_point=j.time_point))


def _detail(raw: Fields, name: str, judgement: Judgement) -> Judgement:
    """The optional object ``<name>_detail``: why a rating is missing, who rated and when."""
    child = raw.child(f"{name}_detail")
    if child is None:
        return judgement
    return replace(
        judgement,
        missing_reason=child.text("missing_reason"),
        personal_factor=child.text("personal_factor") or judgement.personal_factor,
        environment_factor=child.text("environment_factor") or judgement.environment_factor,
        rated_by=child.text("rated_by"),
        rated_on=child.text("rated_on"),
    )


def read_checks(fields: Fields, case: Case) -> Case:
    tests = [child for child in (fields.child("physical_tests"),) if child is not None]
    tests += fields.children("physical_tests_more")
    return replace(
        case,
        checklist=_checklist(fields),
        physical_tests=tuple(
            PhysicalTest(
                measured=raw.date("measured"),
                grip_kg=raw.number("grip_kg"),
                walk5m_sec=raw.number("walk5m_sec"),
                tug_sec=raw.number("tug_sec"),
                one_leg_stand_sec=raw.number("one_leg_stand_sec"),
                chair_stand_sec=raw.number("chair_stand_sec"),
                calf_cm=raw.number("calf_cm"),
                note=raw.text("note"),
            )
            for raw in tests
        ),
    )


def _checklist(fields: Fields) -> tuple[int | None, ...]:
    kcl = fields.child("kcl")
    if kcl is None:
        return ()
    answers = kcl.items("answers")
    known = {None: None, 0.0: 0, 1.0: 1}
    read = [None if answer is None else as_number(answer) for answer in answers]
    told = all(
        answer is None or number is not None for answer, number in zip(answers, read, strict=True)
    )
    if len(answers) != QUESTIONS or not told or any(number not in known for number in read):
        kcl.refuse("answers", tr("チェックリストは25問、0か1です。"))
        return ()
    return tuple(known[number] for number in read)


def read_follow_ups(fields: Fields) -> tuple[FollowUp, ...]:
    holder = fields.child("follow_up")
    if holder is None:
        return ()
    result = []
    for months in (3, 6, 12):
        raw = holder.child(f"m{months}")
        if raw is None:
            continue
        result.append(
            FollowUp(
                months=months,
                target_date=raw.day("target_date"),
                outcome_code=raw.one_of("outcome_code", outcome_codes()) or None,
                care_level=raw.coded("care_level", parse_care_level),
                reassessed=raw.flag("reassessed"),
                residence=raw.text("residence"),
                services_in_use=raw.strings("services_in_use"),
                note=raw.text("note"),
                recorded_on=raw.text("recorded_on"),
            )
        )
    return tuple(result)


def read_consent(fields: Fields) -> Consent:
    raw = fields.child("consent")
    if raw is None:
        return Consent()
    return Consent(
        person=bool(raw.flag("person")),
        family=bool(raw.flag("family")),
        method=raw.text("method"),
        date=raw.date("date"),
        scope=raw.text("scope"),
        note=raw.text("note"),
        withdrawn=raw.date("withdrawn"),
    )


def read_decisions(fields: Fields, case: Case) -> Case:
    return replace(
        case,
        risk_decisions=tuple(
            RiskDecision(
                rule_id=raw.text("rule_id"),
                state=raw.one_of("state", RISK_STATES),
                note=raw.text("note"),
                by=raw.text("by"),
                decided_at=raw.text("decided_at"),
                evidence=raw.text("evidence"),
            )
            for raw in fields.children("risk_decisions")
        ),
        privacy_decisions=tuple(
            PrivacyDecision(
                snippet=raw.text("snippet"),
                state=raw.one_of("state", PRIVACY_STATES),
                by=raw.text("by"),
                decided_at=raw.text("decided_at"),
            )
            for raw in fields.children("privacy_decisions")
        ),
    )
