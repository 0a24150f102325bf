"""Values → case JSON in the shape of ``sample_cases.json`` plus uuid and revision (CONTRACT.md).

Optional keys of ours appear only when they hold something, so a file that came in without them
goes out without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.care import unread
from app.care.body import bmi
from app.care.case import (
    DEFAULT_PROJECTED,
    CareDate,
    Case,
    CaseStatus,
    FollowUp,
    FormalService,
    InformalSupport,
    Judgement,
    MonitoringNote,
    PhysicalTest,
    PrivateIdentity,
    SessionType,
    Sex,
    TimePoint,
    judgement_of,
)
from app.care.checklist import score
from app.care.items import items_with
from app.care.ratings import arrow, change, symbol
from app.care.scales import (
    care_level_label,
    care_level_life_code,
    care_level_rank,
    dementia_life_code,
    disability_life_code,
    sex_label,
    sex_life_code,
)
from app.exchange.unknown import INSIDE, put_back

SESSION_LABELS = {
    SessionType.COMPREHENSIVE: "包括版(要支援)",
    SessionType.HOME_CARE: "居宅版(要介護)",
}
_STAYS_HERE = (INSIDE, unread.KEY)
"""Kept apart in ``Case.extra``: unknown keys of inner objects, and input nobody could read yet."""
_ARROWS = {"up": "↑", "down": "↓", "": ""}
Json = dict[str, object]


def write_case(case: Case, identity: PrivateIdentity | None = None) -> Json:
    """One case as a JSON object. ``identity`` is given only for an export with names."""
    data: Json = {"uuid": case.uuid, "revision": case.row_version}
    data.update({key: value for key, value in case.extra.items() if key not in _STAYS_HERE})
    data.update(_basic(case))
    data.update(_body_and_medicine(case))
    data.update(_life(case))
    data["adl_iadl"] = _sheet(case)
    data["kcl"] = _checklist(case)
    data.update(_tests(case))
    data.update(_plan(case))
    data["follow_up"] = {f"m{f.months}": _follow_up(f, case) for f in case.follow_ups}
    data.update(_decisions(case))
    if identity is not None:
        data["private_identity"] = _identity(identity)
    if isinstance(inside := case.extra.get(INSIDE), Mapping):
        put_back(data, inside)
    return data


def _put(data: Json, key: str, value: object) -> None:
    """Write an optional key only where there is something to say."""
    if value not in (None, "", (), [], {}):
        data[key] = value


def _date(data: Json, key: str, value: CareDate | None, *, required: bool = True) -> None:
    if value is None:
        if required:
            data[key] = None
        return
    data[key] = value.iso
    if value.text and value.text != value.iso:
        data[f"{key}_text"] = value.text


def _basic(case: Case) -> Json:
    data: Json = {"case_no": case.case_no}
    _put(data, "pseudonym", case.pseudonym)
    if case.status is not CaseStatus.PREPARING:
        data["status"] = case.status.value
    _put(data, "previous_case_uuid", case.previous_case_uuid)
    data["session_type"] = SESSION_LABELS[case.session_type] if case.session_type else None
    _date(data, "conference_date", case.conference_date)
    data["staff"] = case.staff
    _date(data, "first_visit_date", case.first_visit_date)
    data["consent"] = _consent(case)
    data["age"] = case.age
    if case.birth_year is not None:
        data["birth_year_wareki"] = case.birth_year.text
    data["sex"] = sex_label(case.sex, lang="ja") if case.sex else None
    data["sex_code"] = sex_life_code(case.sex) if case.sex in (Sex.MALE, Sex.FEMALE) else None
    data.update(_levels(case))
    _date(data, "baseline_date", case.baseline_date)
    _date(data, "certification_from", case.certification_from, required=False)
    _date(data, "certification_to", case.certification_to, required=False)
    _put(data, "application_trigger", case.application_trigger)
    data["feature_codes"] = list(case.feature_codes)
    data["feature_note"] = case.feature_note
    _put(data, "district", case.district)
    data["housing"] = case.housing
    data["household"] = _household(case)
    return data


def _levels(case: Case) -> Json:
    previous = "新規" if case.newly_certified else _level(case.previous_care_level)
    return {
        "disability_independence": case.disability_independence,
        "disability_independence_code": disability_life_code(case.disability_independence)
        if case.disability_independence
        else None,
        "dementia_independence": case.dementia_independence,
        "dementia_independence_code": dementia_life_code(case.dementia_independence)
        if case.dementia_independence
        else None,
        "previous_care_level": previous,
        "previous_care_level_code": None
        if case.newly_certified
        else _level_code(case.previous_care_level),
        "care_level": _level(case.care_level),
        "care_level_code": _level_code(case.care_level),
    }


def _level(code: str | None) -> str | None:
    return care_level_label(code, lang="ja") if code else None


def _level_code(code: str | None) -> str | None:
    return care_level_life_code(code) if code else None


def _consent(case: Case) -> Json:
    consent = case.consent
    data: Json = {"person": consent.person, "family": consent.family, "method": consent.method}
    _date(data, "date", consent.date)
    data["scope"] = consent.scope
    data["note"] = consent.note
    _date(data, "withdrawn", consent.withdrawn, required=False)
    return data


def _household(case: Case) -> Json:
    household = case.household
    data: Json = {"type": household.type, "family_note": household.family_note}
    if household.daytime_alone is not None:
        data["daytime_alone"] = household.daytime_alone
    for key in (
        "nearby_family",
        "key_person",
        "caregiver_note",
        "family_professional",
        "work_of_family",
    ):
        _put(data, key, getattr(household, key))
    return data


def _body_and_medicine(case: Case) -> Json:
    data: Json = {
        "height_cm": case.height_cm,
        "weight_kg": case.weight_kg,
        "bmi": bmi(case.height_cm, case.weight_kg),
    }
    _put(data, "bmi_imported", case.imported_bmi)
    _put(data, "height_method", case.height_method)
    _put(data, "hba1c", case.hba1c)
    weights = []
    for weight in case.weights:
        row: Json = {"kg": weight.kg}
        _date(row, "date", weight.date)
        weights.append(row)
    _put(data, "weight_series", weights)
    data["medical_history"] = [
        {
            "name": condition.name,
            "onset_text": condition.onset.text if condition.onset else "",
            "onset_iso": condition.onset.iso if condition.onset else None,
            "note": condition.note,
            **condition.extra,
        }
        for condition in case.conditions
    ]
    medications = []
    for medication in case.medications:
        row = {
            "sheet_text": medication.sheet_text,
            "generic": medication.generic,
            "brand": medication.brand,
            "usage": medication.usage,
            "route": medication.route,
            "regular": medication.regular,
            "classes": list(medication.classes),
            **medication.extra,
        }
        _put(row, "amount", medication.amount)
        medications.append(row)
    data["medications"] = medications
    return data


def _life(case: Case) -> Json:
    data: Json = {
        "life_issues": case.life_issues,
        "desired_life": case.desired_life,
        "cm_assessment": case.cm_assessment,
        "formal_services": [_service(service) for service in case.formal_services],
        "informal_supports": [_support(support) for support in case.informal_supports],
        "monitoring": _monitoring(case.monitoring[0]) if case.monitoring else None,
    }
    _put(data, "monitoring_more", [_monitoring(note) for note in case.monitoring[1:]])
    _put(data, "strengths", case.strengths)
    _put(data, "interest_codes", list(case.interest_codes))
    return data


def _service(service: FormalService) -> object:
    data: Json = {"text": service.text}
    _put(data, "kind", service.kind)
    _put(data, "frequency", service.frequency)
    _date(data, "start", service.start, required=False)
    _date(data, "end", service.end, required=False)
    return data if len(data) > 1 else service.text


def _support(support: InformalSupport) -> object:
    data: Json = {"text": support.text}
    _put(data, "who", support.who)
    _put(data, "frequency", support.frequency)
    return data if len(data) > 1 else support.text


def _monitoring(note: MonitoringNote) -> Json:
    data: Json = {"month_label": note.month_label}
    _date(data, "date", note.date)
    data["conference_time_status"] = note.conference_time_status
    return data


def _sheet(case: Case) -> Json:
    recorded = any(
        judgement.time_point is TimePoint.ACTUAL_6 and judgement.rating
        for judgement in case.judgements
    )
    return {"actual_recorded": recorded, "items": [_item(case, item) for item in _item_rows(case)]}


def _item_rows(case: Case) -> Iterable[tuple[int, str, str, str]]:
    """The items of the list, and those whose ratings the case still keeps."""
    stored = (judgement.item for judgement in case.judgements)
    return [(item.no, item.domain, item.key, item.label("ja")) for item in items_with(stored)]


def _item(case: Case, item: tuple[int, str, str, str]) -> Json:
    no, domain, key, label = item
    before = judgement_of(case, key, TimePoint.BEFORE)
    predicted = judgement_of(case, key, TimePoint.PREDICTED)
    actual = judgement_of(case, key, TimePoint.ACTUAL_6)
    data: Json = {
        "no": no,
        "domain": domain,
        "key": key,
        "label_ja": label,
        "pre": before.rating,
        "pre_symbol": _symbol(before.rating),
        "predicted_post": predicted.rating,
        "predicted_symbol": _symbol(predicted.rating),
        "predicted_change": _change(before.rating, predicted.rating),
        "arrow": _arrow(before.rating, predicted.rating),
        "personal_factor": before.personal_factor,
        "environment_factor": before.environment_factor,
    }
    if actual.rating:
        data["actual_post"] = actual.rating
        data["actual_symbol"] = _symbol(actual.rating)
        data["actual_change"] = _change(before.rating, actual.rating)
    _detail(data, "pre", before, factors=False)
    _detail(data, "predicted", predicted)
    _detail(data, "actual", actual)
    for name, point in (("actual_3", TimePoint.ACTUAL_3), ("actual_12", TimePoint.ACTUAL_12)):
        later = judgement_of(case, key, point)
        _put(data, name, later.rating)
        _detail(data, name, later)
    return data


def _detail(data: Json, name: str, judgement: Judgement, *, factors: bool = True) -> None:
    detail: Json = {}
    keys = ["missing_reason", "rated_by", "rated_on"]
    if factors:
        keys += ["personal_factor", "environment_factor"]
    for key in keys:
        _put(detail, key, getattr(judgement, key))
    _put(data, f"{name}_detail", detail)


def _symbol(rating: str | None) -> str | None:
    return symbol(rating) if rating else None


def _change(before: str | None, after: str | None) -> str | None:
    return change(before, after) if before and after else None


def _arrow(before: str | None, after: str | None) -> str:
    return _ARROWS[arrow(before, after)] if before and after else ""


def _checklist(case: Case) -> Json | None:
    if not case.checklist:
        return None
    result = score(case.checklist)
    return {
        "answers": list(case.checklist),
        "scoring_note": "1=該当(リスク側), 0=非該当",
        "domain_totals": dict(result.domain_totals),
        "subtotal_1_20": result.subtotal_1_20,
        "total_25": result.total_25,
        "criteria_met": list(result.criteria_met),
        "jigyo_taishosha_criteria_met": bool(result.criteria_met),
        "frailty_by_total": result.frailty_by_total,
    }


def _tests(case: Case) -> Json:
    data: Json = {"physical_tests": _test(case.physical_tests[0]) if case.physical_tests else None}
    _put(data, "physical_tests_more", [_test(test) for test in case.physical_tests[1:]])
    return data


def _test(test: PhysicalTest) -> Json:
    data: Json = {
        "tug_sec": test.tug_sec,
        "walk5m_sec": test.walk5m_sec,
        "grip_kg": test.grip_kg,
        "one_leg_stand_sec": test.one_leg_stand_sec,
    }
    _put(data, "chair_stand_sec", test.chair_stand_sec)
    _put(data, "calf_cm", test.calf_cm)
    _put(data, "note", test.note)
    _date(data, "measured", test.measured)
    return data


def _plan(case: Case) -> Json:
    data: Json = {
        "agenda_points": [point.text for point in case.agenda_points],
        "community_issues": [
            {"text": issue.text, "codes": list(issue.codes)} for issue in case.community_issues
        ],
        "short_term_program": None,
    }
    if (program := case.short_term_program) is not None:
        row: Json = {"type": program.type}
        _date(row, "start", program.start)
        _date(row, "end", program.end)
        row["sessions"] = program.sessions
        data["short_term_program"] = row
    _put(data, "presenter_note", case.presenter_note)
    _put(data, "support_question", case.support_question)
    _put(data, "room_facts", [{"stage": f.stage, "text": f.text} for f in case.room_facts])
    _put(
        data,
        "goal_rows",
        [
            {
                "topic": row.topic,
                "before": row.before,
                "now": row.now,
                "target": row.target,
                "agreed": row.agreed,
            }
            for row in case.goal_rows
        ],
    )
    if case.projected_fields != DEFAULT_PROJECTED:
        data["projected_fields"] = sorted(case.projected_fields)
    return data


def _follow_up(follow_up: FollowUp, case: Case) -> Json:
    data: Json = {
        "target_date": follow_up.target_date,
        "outcome_code": follow_up.outcome_code,
        "care_level": _level(follow_up.care_level),
        "care_level_code": _level_code(follow_up.care_level),
        "compared_with_baseline": _compared(case.care_level, follow_up.care_level),
        "residence": follow_up.residence,
        "services_in_use": list(follow_up.services_in_use),
        "note": follow_up.note,
    }
    if follow_up.reassessed is not None:
        data["reassessed"] = follow_up.reassessed
    _put(data, "recorded_on", follow_up.recorded_on)
    return data


def _compared(baseline: str | None, now: str | None) -> str | None:
    """better, same or worse by the rank of DOMAIN.md §1.3.3; ``None`` without a level."""
    before = care_level_rank(baseline) if baseline else None
    after = care_level_rank(now) if now else None
    if before is None or after is None:
        return None
    return "same" if after == before else ("worse" if after > before else "better")


def _decisions(case: Case) -> Json:
    data: Json = {}
    _put(
        data,
        "risk_decisions",
        [
            {
                "rule_id": d.rule_id,
                "state": d.state,
                "note": d.note,
                "by": d.by,
                "decided_at": d.decided_at,
                **({"evidence": d.evidence} if d.evidence else {}),
            }
            for d in case.risk_decisions
        ],
    )
    _put(
        data,
        "privacy_decisions",
        [
            {"snippet": d.snippet, "state": d.state, "by": d.by, "decided_at": d.decided_at}
            for d in case.privacy_decisions
        ],
    )
    return data


def _identity(identity: PrivateIdentity) -> Json:
    data: Json = {**identity.extra, "name": identity.name, "kana": identity.kana}
    _date(data, "birth_date", identity.birth_date)
    data.update(
        address=identity.address,
        phone=identity.phone,
        insured_number=identity.insured_number,
        relatives=list(identity.relatives),
        facilities=list(identity.facilities),
    )
    _put(data, "emergency_contacts", identity.emergency_contacts)
    return data
