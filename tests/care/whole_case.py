"""A case in which nothing is missing, made from an invented sample."""

from __future__ import annotations

from dataclasses import replace

from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    Condition,
    Consent,
    FormalService,
    GoalRow,
    Household,
    InformalSupport,
    Judgement,
    Medication,
    MonitoringNote,
    PhysicalTest,
    SessionType,
    Sex,
    TimePoint,
    Weight,
)
from app.care.items import items

DAY = CareDate("R8.4.21", "2026-04-21")


def whole_case(case: Case | None = None) -> Case:
    """``case`` (or a new one) with every entry a meeting needs."""
    ratings = tuple(
        Judgement(item=item.key, time_point=point, rating="O1")
        for item in items()
        for point in (TimePoint.BEFORE, TimePoint.PREDICTED)
    )
    return replace(
        case or Case(),
        session_type=SessionType.COMPREHENSIVE,
        first_visit_date=DAY,
        staff="包括 保健師",
        age=81,
        sex=Sex.MALE,
        disability_independence="J2",
        dementia_independence="自立",
        newly_certified=True,
        care_level="要支援1",
        baseline_date=DAY,
        housing="丘の上の団地",
        household=Household(type="独居", family_note="長女が隣市に在住"),
        consent=Consent(person=True, family=True, method="書面", date=DAY),
        feature_codes=(2,),
        feature_note="低栄養",
        height_cm=164.0,
        weight_kg=54.0,
        weights=(Weight(date=DAY, kg=54.0),),
        conditions=(Condition(name="2型糖尿病", onset=CareDate("平成17年", "2005")),),
        medications=(Medication(sheet_text="アムロジピン5mg", usage="朝"),),
        checklist=(0,) * 25,
        physical_tests=(PhysicalTest(measured=DAY, tug_sec=10.0),),
        application_trigger="退院",
        life_issues="買い物に行けない",
        desired_life="墓参りに行きたい",
        strengths="大工",
        goal_rows=(GoalRow(topic="買い物", target="週1回歩いて行く"),),
        cm_assessment="筋力の低下",
        formal_services=(FormalService(text="短期集中 週2回"),),
        informal_supports=(InformalSupport(text="隣人の声かけ"),),
        monitoring=(MonitoringNote(date=DAY, conference_time_status="見守りで昇降"),),
        agenda_points=(AgendaPoint(text="何が買い物を止めているか"),),
        judgements=ratings,
    )
