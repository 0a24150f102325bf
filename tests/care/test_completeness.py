"""What is missing in a case, and how ready it is (design 01 and 03)."""

from __future__ import annotations

from dataclasses import replace

from app import i18n
from app.care.case import (
    Case,
    Consent,
    FormalService,
    InformalSupport,
    Judgement,
    Medication,
    MonitoringNote,
    PhysicalTest,
    TimePoint,
)
from app.care.completeness import (
    readiness_names,
    readiness_steps,
    remaining,
    remaining_text,
    section_name,
    sections,
)
from tests.care.whole_case import DAY, whole_case

# けやき of design 03, with what the picture shows as missing left out.
KEYAKI = replace(
    whole_case(),
    consent=Consent(person=True, method="書面", date=DAY),
    feature_codes=(1, 2, 5),
    weight_kg=49.8,
    medications=(
        Medication(sheet_text="グリメピリド錠1mg", usage="朝食後"),
        Medication(sheet_text="酸化マグネシウム錠330mg"),
    ),
    cm_assessment="",
    formal_services=(),
    informal_supports=(),
    monitoring=(MonitoringNote(month_label="6月", conference_time_status="体重が減った"),),
    physical_tests=(PhysicalTest(tug_sec=11.0),),
)


def test_the_figures_and_names_of_design_03() -> None:
    shown = {s.key: (s.done, s.total, s.missing) for s in sections(KEYAKI)}
    assert shown == {
        "basic": (14, 14, ()),
        "medical": (10, 11, ("薬の用法 1件",)),
        "life": (5, 5, ()),
        "plan": (3, 6, ("見立て", "フォーマルサービス", "インフォーマルサービス")),
        "judgement": (36, 36, ()),
    }
    assert remaining(KEYAKI) == 4
    assert remaining_text(KEYAKI) == "見立てと支援3項目、心身・医療1項目"


def test_the_six_cells_of_design_01() -> None:
    assert readiness_steps(KEYAKI) == (1.0, 0.5, 1.0, 0.5, 1.0, 1.0)
    assert readiness_names() == (
        "基本情報", "心身・医療", "生活", "見立てと支援", "ADL・IADL", "同意",
    )  # fmt: skip


def test_a_complete_case_has_nothing_left() -> None:
    done = replace(
        KEYAKI,
        medications=tuple(replace(m, usage="朝") for m in KEYAKI.medications),
        cm_assessment="食が整えば外出が戻る",
        formal_services=(FormalService(text="訪問型短期集中"),),
        informal_supports=(InformalSupport(who="長女"),),
    )
    assert remaining(done) == 0
    assert remaining_text(done) == ""
    assert readiness_steps(done) == (1.0,) * 6


def test_an_empty_case_names_every_field_and_where_to_jump() -> None:
    empty = sections(Case())
    assert [(s.done, s.total) for s in empty] == [(0, 14), (0, 11), (0, 5), (0, 6), (0, 36)]
    for section in empty[:4]:
        assert len(section.missing) == len(section.fields) == section.total
        assert len(set(section.missing)) == section.total
    assert empty[4].missing == ("事前判定 18項目", "事後予測 18項目")
    assert empty[4].fields == ("before", "predicted")
    assert readiness_steps(Case()) == (0.0,) * 6


def test_spaces_are_not_an_entry() -> None:
    assert "life_issues" in sections(Case(life_issues=" 　\n"))[2].fields


def test_a_reason_fills_the_cell_of_a_missing_rating_and_dash_is_a_rating() -> None:
    cells = (
        Judgement(item="money", time_point=TimePoint.BEFORE, missing_reason="本人が話したくない"),
        Judgement(item="laundry", time_point=TimePoint.BEFORE, rating="NA"),
        Judgement(item="shopping", time_point=TimePoint.BEFORE),
        Judgement(item="shopping", time_point=TimePoint.ACTUAL_6, rating="O1"),
    )
    section = sections(Case(judgements=cells))[4]
    assert section.done == 2
    assert section.missing[0] == "事前判定 16項目"


def test_people_with_a_care_level_need_no_checklist() -> None:
    assert "checklist" in sections(Case(care_level="要支援2"))[1].fields
    assert "checklist" not in sections(Case(care_level="要介護1"))[1].fields
    partly = Case(care_level="要支援2", checklist=(1,) * 24 + (None,))
    assert "checklist" in sections(partly)[1].fields


def test_consent_is_half_written_or_withdrawn() -> None:
    half = Case(consent=Consent(person=True))
    assert readiness_steps(half)[-1] == 0.5
    withdrawn = Case(consent=replace(KEYAKI.consent, withdrawn=DAY))
    assert readiness_steps(withdrawn)[-1] == 0.0
    assert "consent" in sections(withdrawn)[0].fields


def test_english_names() -> None:
    i18n.set_language("en")
    try:
        names = [name for section in sections(Case()) for name in section.missing]
        assert all(name.isascii() for name in names), names
        assert section_name("plan") == "View, plan"
        assert remaining_text(KEYAKI).isascii()
    finally:
        i18n.set_language("ja")
