"""The two cases of the source report, as structure only (DOMAIN.md §4.2, regression)."""

from __future__ import annotations

from app.care.case import CareDate, Case, Condition, Medication
from app.care.medical_risk import candidates
from tests.care.medical_risk.build import sheet


def case_48() -> Case:
    """Eight medicines, surgery four months ago, little drive; celecoxib beside hypertension."""
    return sheet(
        held="2018-08-09",
        height_cm=137.0,
        weight_kg=44.0,  # 23.4
        feature_codes=(1, 2),
        ill=[
            Condition(name="膝関節症", onset=CareDate("H30、4月手術", "2018-04")),
            Condition(name="高血圧症", onset=CareDate("H22頃~", "2010", approximate=True)),
        ],
        drugs=[
            "セレコキシブ錠100mg",
            "アムロジピン錠5mg",
            "ロスバスタチン錠2.5mg",
            Medication(sheet_text="アレンドロン酸錠35mg", usage="週1回"),
            "酸化マグネシウム錠330mg",
            "ランソプラゾールOD錠15mg",
            "レバミピド錠100mg",
            "メコバラミン錠500μg",
            Medication(sheet_text="ケトプロフェンテープ40mg", route="外用"),
        ],
        age=80,
        rated={"medication": "O1", "clinic_visit": "O2", "toileting": "O1"},
    )


def case_54() -> Case:
    """Heart failure on warfarin and furosemide; an ambulance for dehydration; IIb."""
    return sheet(
        held="2018-08-09",
        age=88,
        height_cm=162.0,
        weight_kg=43.6,
        imported_bmi=16.0,
        dementia_independence="IIb",
        feature_codes=(1,),
        ill=["心不全", "心房細動", "アルツハイマー型認知症"],
        drugs=["ワーファリン錠1mg", "ラシックス錠20mg", "メインテート錠2.5mg"],
        text="脱水で救急搬送された。血尿があり、立つとふらつく。",
        rated={"medication": "O2", "outing_frequency": "D1", "clinic_visit": "O2"},
    )


def raised(case: Case) -> set[str]:
    return {candidate.rule_id for candidate in candidates(case)}


def test_case_48() -> None:
    # R13 needs an age of 75 or a kidney word; the other five stand in the regression too.
    assert raised(case_48()) == {"R01", "R10", "R11", "R13", "R28", "R29"}


def test_case_48_names_the_weekly_tablet_and_the_magnesium() -> None:
    found = {candidate.rule_id: candidate for candidate in candidates(case_48())}

    assert "定期薬8剤" in found["R01"].question("ja")
    assert [e.snippet for e in found["R11"].evidence] == [
        "アレンドロン酸錠35mg",
        "酸化マグネシウム錠330mg",
    ]
    assert {e.snippet for e in found["R10"].evidence} >= {"セレコキシブ錠100mg", "高血圧症"}
    assert found["R29"].priority == "B"


def test_case_54() -> None:
    assert raised(case_54()) == {
        "R02", "R04", "R06", "R07", "R15", "R23", "R25", "R27", "R28", "R30",
    }  # fmt: skip


def test_case_54_shows_the_true_bmi() -> None:
    found = {candidate.rule_id: candidate for candidate in candidates(case_54())}

    assert "BMIが16.6で" in found["R02"].question("ja")
    assert found["R02"].strength == "strong"
    assert "血尿・ふらつきの記載" in found["R04"].question("ja")
    assert "会議の月 8月" in [e.line() for e in found["R06"].evidence]
