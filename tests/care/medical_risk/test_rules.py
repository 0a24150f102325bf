"""Every rule of DOMAIN.md §4.2: what raises it, and what is not quite enough."""

from __future__ import annotations

from typing import Any

import pytest

from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    Condition,
    Household,
    Medication,
    PhysicalTest,
    Weight,
)
from app.care.knowledge import load
from app.care.medical_risk import candidates
from app.care.medical_risk.engine import read_rules, run
from tests.care.medical_risk.build import sheet

FIVE = [
    "アムロジピン錠5mg",
    "ロスバスタチン錠2.5mg",
    "葉酸錠5mg",
    "ランソプラゾール錠15mg",
    "センノシド錠12mg",
]
PATCH = Medication(sheet_text="ロキソプロフェンテープ100mg")
AS_NEEDED = Medication(sheet_text="アセトアミノフェン錠500mg", regular=False)
SECOND = "インスリングラルギン注"

# rule, raises it, doesn't
TABLE: list[tuple[str, Case, Case]] = [
    ("R01", sheet(drugs=[*FIVE, SECOND]), sheet(drugs=[*FIVE, PATCH, AS_NEEDED])),
    (
        "R02",
        sheet(height_cm=150.0, weight_kg=48.0),  # 21.3
        sheet(height_cm=150.0, weight_kg=48.5),  # 21.6
    ),
    ("R03", sheet(text="3か月で2kg減った"), sheet(text="3か月で1.9kg減った。1年で5kgやせ気味")),
    ("R03", sheet(ticked=[11]), sheet(ticked=[12])),
    ("R03", sheet(text="最近やせてきた"), sheet(text="体重減少なし")),
    ("R04", sheet(drugs=["バイアスピリン錠100mg"], text="血尿あり"), sheet(text="血尿あり")),
    (
        "R04",
        sheet(drugs=["エリキュース錠5mg"], ticked=[9]),
        sheet(drugs=["エリキュース錠5mg"], ticked=[10]),
    ),
    ("R05", sheet(drugs=["ワーファリン錠1mg"], text="納豆が好き"), sheet(drugs=["ワーファリン錠1mg"])),
    (
        "R05",
        sheet(drugs=["ワーファリン錠1mg", "セレコックス錠100mg"]),
        sheet(drugs=["エリキュース錠5mg", "セレコックス錠100mg"]),
    ),
    (
        "R05",
        sheet(drugs=["ワーファリン錠1mg", "フロリードゲル経口用2%"]),
        sheet(drugs=["ワーファリン錠1mg", "ボルタレンゲル1%"]),
    ),
    (
        "R06",
        sheet(drugs=["ラシックス錠20mg"], text="水分を控えている"),
        sheet(drugs=["ラシックス錠20mg"], text="水分はとれている"),
    ),
    (
        "R06",
        sheet(drugs=["フォシーガ錠10mg"], held="2024-06-01"),
        sheet(drugs=["フォシーガ錠10mg"], held="2024-05-31"),
    ),
    ("R07", sheet(ill=["慢性心不全"]), sheet(text="心不全の父を介護していた")),
    ("R08", sheet(drugs=["マイスリー錠5mg"], age=75), sheet(drugs=["マイスリー錠5mg"], age=74)),
    (
        "R08",
        sheet(drugs=["デパス錠0.5mg"], rated={"indoor_walking": "O2"}),
        sheet(drugs=["デパス錠0.5mg"], rated={"indoor_walking": "O1"}),
    ),
    ("R09", sheet(drugs=["ベシケア錠5mg"], text="便秘"), sheet(drugs=["ベシケア錠5mg"], text="便秘なし")),
    (
        "R09",
        sheet(drugs=["PL配合顆粒"], dementia_independence="I"),
        sheet(drugs=["PL配合顆粒"], dementia_independence="自立"),
    ),
    ("R10", sheet(drugs=["ロキソニン錠60mg"], ill=["高血圧症"]), sheet(drugs=[PATCH], ill=["高血圧症"])),
    (
        "R10",
        sheet(drugs=["ロキソニン錠60mg", "ディオバン錠80mg", "ラシックス錠20mg"]),
        sheet(drugs=["ロキソニン錠60mg", "ディオバン錠80mg"]),
    ),
    ("R10", sheet(text="市販の痛み止めを飲む", age=80), sheet(text="市販の痛み止めを飲む")),
    ("R11", sheet(drugs=["ボナロン錠5mg"]), sheet(drugs=["アレンドロン酸点滴静注バッグ900μg"])),
    (
        "R12",
        sheet(ill=["腰椎圧迫骨折"]),
        sheet(ill=["腰椎圧迫骨折"], drugs=["エディロールカプセル0.75μg"]),
    ),
    ("R12", sheet(drugs=["プラリア皮下注60mg"]), sheet(drugs=["エディロールカプセル0.75μg"])),
    ("R13", sheet(drugs=["マグミット錠330mg"], age=75), sheet(drugs=["マグミット錠330mg"])),
    (
        "R13",
        sheet(drugs=["マグミット錠330mg"], ill=["慢性腎臓病"]),
        sheet(drugs=[Medication(sheet_text="マグミット錠330mg", regular=False)], ill=["慢性腎臓病"]),
    ),
    ("R14", sheet(drugs=["アマリール1mg錠"], lives="独居"), sheet(drugs=["アマリール1mg錠"], lives="子と同居")),
    (
        "R14",
        sheet(drugs=["グルファスト錠10mg"], text="食事の時間が不規則"),
        sheet(drugs=["メトグルコ錠250mg"], text="食事の時間が不規則"),
    ),
    (
        "R15",
        sheet(drugs=["ノルバスク錠5mg", "ディオバン錠80mg"], text="立ちくらみ"),
        sheet(drugs=["ノルバスク錠5mg"], text="立ちくらみ"),
    ),
    ("R15", sheet(drugs=["ハルナールD錠0.2mg"], text="めまい"), sheet(drugs=["ハルナールD錠0.2mg"])),
    (
        "R16",
        sheet(drugs=["アリセプト錠5mg", "メインテート錠2.5mg"]),
        sheet(drugs=["アリセプト錠5mg", "ノルバスク錠5mg"]),
    ),
    ("R16", sheet(drugs=["アリセプト錠5mg"], text="食欲がない"), sheet(drugs=["アリセプト錠5mg"], text="食欲あり")),
    ("R17", sheet(drugs=["リスパダール錠1mg"], text="小刻み歩行"), sheet(drugs=["リスパダール錠1mg"])),
    ("R18", sheet(drugs=["リウマトレックスカプセル2mg"]), sheet(drugs=["プレドニン錠5mg"])),
    (
        "R18",
        sheet(drugs=["ボナロン錠35mg"], rated={"medication": "O2"}),
        sheet(drugs=["ボナロン錠35mg"], rated={"medication": "O1"}),
    ),
    (
        "R18",
        sheet(drugs=["ボナロン錠35mg"], dementia_independence="I"),
        sheet(drugs=["ボナロン錠5mg"], dementia_independence="I"),
    ),
    ("R19", sheet(drugs=["プレドニン錠5mg"]), sheet(drugs=["リンデロン-VG軟膏0.12%"])),
    ("R20", sheet(drugs=["メネシット配合錠100"]), sheet(drugs=["ドンペリドン錠10mg"])),
    ("R21", sheet(drugs=["芍薬甘草湯"], text="こむら返り"), sheet(drugs=["芍薬甘草湯"])),
    (
        "R22",
        sheet(ill=["慢性腎臓病(eGFR 34)"], drugs=["リリカカプセル25mg"]),
        sheet(ill=["慢性腎臓病(eGFR 34)"], drugs=["ノルバスク錠5mg"]),
    ),
    ("R23", sheet(text="飲み忘れが多い"), sheet(text="飲み忘れなし")),
    ("R23", sheet(rated={"medication": "O2"}), sheet(rated={"medication": "NA"})),
    (
        "R23",
        sheet(drugs=[Medication(sheet_text="アムロジピン錠5mg", usage="残薬を時々")]),
        sheet(drugs=[Medication(sheet_text="アムロジピン錠5mg", usage="毎朝")]),
    ),
    ("R24", sheet(rated={"clinic_visit": "D1"}), sheet(rated={"clinic_visit": "O2"})),
    ("R24", sheet(text="半年受診していない"), sheet(text="月1回受診している")),
    (
        "R25",
        sheet(dementia_independence="IIa", drugs=["ワーファリン錠1mg"]),
        sheet(dementia_independence="I", drugs=["ワーファリン錠1mg"]),
    ),
    ("R26", sheet(ticked=[13, 15]), sheet(ticked=[14])),
    ("R26", sheet(text="汁物でムセがある"), sheet(text="むせはない")),
    (
        "R27",
        sheet(dementia_independence="I", rated={"social_participation": "D1"}),
        sheet(dementia_independence="I", rated={"social_participation": "O2"}),
    ),
    ("R27", sheet(ill=["MCI"], ticked=[17]), sheet(ticked=[17])),
    (
        "R27",
        sheet(text="もの忘れが増えた", rated={"outing_frequency": "X1"}),
        sheet(household=Household(family_note="夫はもの忘れがある"), rated={"outing_frequency": "X1"}),
    ),
    ("R28", sheet(feature_codes=(1,)), sheet(feature_codes=(2, 5))),
    ("R28", sheet(ticked=[21, 25]), sheet(ticked=[21])),
    ("R28", sheet(household=Household(family_note="妻は昨年10月に死去")), sheet(lives="独居")),
    ("R29", sheet(ill=["左人工膝関節置換術"]), sheet(ill=["両膝の変形性関節症"])),
    ("R30", sheet(feature_codes=(4,)), sheet(feature_codes=(3,))),
    ("R30", sheet(ill=["心房細動"]), sheet(ill=["高血圧症"])),
    ("E01", sheet(drugs=["アドエア100ディスカス60吸入"]), sheet(drugs=["ムコダイン錠500mg"])),
    ("E01", sheet(ill=["在宅酸素療法 1L/分"]), sheet(ill=["肺気腫"])),
    ("E02", sheet(test={"tug_sec": 13.5}), sheet(test={"tug_sec": 13.4})),
    ("E02", sheet(test={"one_leg_stand_sec": 4.9}), sheet(test={"one_leg_stand_sec": 5.0})),
    ("E02", sheet(ticked=[10]), sheet(ticked=[8])),
    ("E02", sheet(text="玄関で転んだ"), sheet(text="転倒なし")),
    ("E03", sheet(rated={"toileting": "O2"}), sheet(rated={"toileting": "O1"})),
    ("E03", sheet(text="尿もれが心配"), sheet(text="尿もれはない")),
    ("E04", sheet(ill=["両眼の白内障"]), sheet(text="足元が見えにくい荷物")),
    (
        "E05",
        sheet(desired_life="運転を続けたい", ill=["脳梗塞"]),
        sheet(desired_life="運転を続けたい"),
    ),
    ("E05", sheet(text="車を運転", drugs=["デパス錠0.5mg"]), sheet(text="娘の運転", drugs=["デパス錠0.5mg"])),
    ("E06", sheet(text="焼酎を毎晩", ill=["脂肪肝"]), sheet(text="焼酎を毎晩")),
    ("E06", sheet(text="ビールを飲む", ill=["2型糖尿病"]), sheet(text="飲酒なし", ill=["2型糖尿病"])),
]  # fmt: skip


@pytest.mark.parametrize(("rule_id", "raises", "quiet"), TABLE)
def test_a_rule_fires_on_its_trigger_and_not_short_of_it(
    rule_id: str, raises: Case, quiet: Case
) -> None:
    assert rule_id in {c.rule_id for c in candidates(raises)}
    assert rule_id not in {c.rule_id for c in candidates(quiet)}


def test_the_table_holds_every_rule() -> None:
    ids = [f"R{n:02}" for n in range(1, 31)] + [f"E{n:02}" for n in range(1, 7)]

    assert sorted({row[0] for row in TABLE}) == sorted(ids)


def test_an_empty_sheet_raises_nothing() -> None:
    assert candidates(Case()) == ()


def only(case: Case, rule_id: str, **options: int) -> Any:
    """The candidate of one rule, or None."""
    return next((c for c in candidates(case, **options) if c.rule_id == rule_id), None)


@pytest.mark.parametrize(
    ("weight_kg", "age", "strength"),
    [
        (41.5, 70, "strong"),  # 18.4
        (41.6, 70, "medium"),  # 18.5
        (45.0, 70, "medium"),  # 20.0
        (45.1, 70, "medium"),  # 20.04 shows as 20.0
        (45.3, 70, "weak"),  # 20.1
        (48.3, 70, ""),  # 21.5
        (45.3, 64, ""),
        (45.3, None, ""),
        (45.0, 64, "medium"),
    ],
)
def test_low_weight_has_three_strengths(weight_kg: float, age: int | None, strength: str) -> None:
    found = only(sheet(height_cm=150.0, weight_kg=weight_kg, age=age), "R02")

    assert (found.strength if found else "") == strength


def test_strength_is_shown_and_leaves_the_priority() -> None:
    found = only(sheet(height_cm=150.0, weight_kg=40.0), "R02")

    assert (found.priority, found.level(), found.level("en")) == ("B", "中", "Medium")
    assert (found.strength_label(), found.strength_label("en")) == ("強", "strong")


def test_bmi_is_computed_again_and_the_printed_figure_only_a_last_resort() -> None:
    cut_off = sheet(height_cm=162.0, weight_kg=43.6, imported_bmi=16.0)

    assert "16.6" in only(cut_off, "R02").question("ja")
    assert "16.0" in only(sheet(imported_bmi=16.0), "R02").question("ja")


def test_question_speaks_of_what_was_found() -> None:
    found = only(
        sheet(drugs=["バイアスピリン錠100mg"], text="歯ぐきから出血。廊下でふらついた", ticked=[9]),
        "R04",
    )

    assert "歯ぐき出血・ふらつき・転倒の記載があります" in found.question("ja")
    assert "bleeding gums, unsteadiness, falls recorded" in found.question("en")


def test_number_of_medicines_stands_in_the_question_with_combinations_noted() -> None:
    found = only(sheet(drugs=[*FIVE, "エカード配合錠LD", PATCH]), "R01")

    assert "定期薬6剤について" in found.question("ja")
    assert "With 6 regular medicines" in found.question("en")
    assert found.evidence[0].line() == "定期の内服・注射 6剤(目安 6剤以上。配合剤1は1剤と数える)"


def test_heart_failure_asks_otherwise_where_weighing_is_recorded() -> None:
    silent = only(sheet(ill=["心不全"]), "R07")
    weighing = only(sheet(ill=["心不全"], text="毎朝の体重測定を始めた"), "R07")

    assert "毎日の体重測定と" in silent.question("ja")
    assert "体重を測っている記載があります" in weighing.question("ja")
    assert ("life_issues", "毎朝の体重測定を始めた") in {
        (e.field, e.snippet) for e in weighing.evidence
    }


def test_bisphosphonate_is_emphasised_beside_what_disturbs_it() -> None:
    assert only(sheet(drugs=["ボナロン錠5mg"]), "R11").strength == ""
    assert only(sheet(drugs=["ボナロン錠5mg", "マグミット錠330mg"]), "R11").strength == "strong"
    assert only(sheet(drugs=["ボナロン錠5mg"], text="汁物でむせる"), "R11").strength == "strong"
    rank = sheet(drugs=["ボナロン錠5mg"], dementia_independence="IIa")
    assert only(rank, "R11").strength == "strong"


@pytest.mark.parametrize(
    ("onset", "priority"),
    [
        (CareDate("R5年3月", "2023-03"), "B"),  # eleven months
        (CareDate("R5年1月", "2023-01"), "C"),
        (CareDate("H20年頃", "2008", approximate=True), "C"),
        (CareDate("R5年", "2023"), "B"),  # may have been December
        (CareDate("数年前", None), "B"),
        (None, "B"),
    ],
)
def test_old_surgery_may_wait(onset: CareDate | None, priority: str) -> None:
    case = sheet(ill=[Condition(name="右大腿骨頸部骨折 手術", onset=onset)], held="2024-02-09")

    assert only(case, "R29").priority == priority


def test_one_recent_surgery_keeps_the_question_up() -> None:
    old = Condition(name="白内障手術", onset=CareDate("H20年", "2008"))
    new = Condition(name="膝の手術", onset=CareDate("R5年12月", "2023-12"))

    assert only(sheet(ill=[old, new]), "R29").priority == "B"


def test_season_follows_the_month_given_and_can_be_switched_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = sheet(drugs=["ラシックス錠20mg"], held="2024-02-09")
    assert only(case, "R06") is None
    assert only(case, "R06", month=8).evidence[-1].line() == "会議の月 8月"

    quiet = {**load("risk_rules"), "seasonal": {**load("risk_rules")["seasonal"], "on": False}}
    monkeypatch.setattr(
        "app.care.medical_risk.person_checks.load", {"risk_rules": quiet}.__getitem__
    )
    rules = read_rules(quiet)
    assert "R06" not in {c.rule_id for c in run(rules, case, month=8)}


@pytest.mark.parametrize(
    ("weights", "line"),
    [
        ([("2023-08-09", 50.0), ("2024-02-09", 48.0)], "6か月で −2.0kg(目安 −2kg)"),
        ([("2023-11-09", 50.0), ("2024-02-09", 47.5)], "3か月で −2.5kg(目安 −2kg)"),
        ([("2023-08-09", 50.0), ("2024-02-09", 48.1)], None),
        ([("2023-04-09", 52.0), ("2024-02-09", 48.0)], None),  # ten months
        ([("2023-08-09", 48.0), ("2024-02-09", 51.0)], None),
    ],
)
def test_weighed_loss_counts_within_half_a_year(
    weights: list[tuple[str, float]], line: str | None
) -> None:
    series = tuple(Weight(date=CareDate(day, day), kg=kg) for day, kg in weights)
    found = only(sheet(weights=series), "R03")

    assert (found.evidence[0].line() if found else None) == line


def test_hba1c_is_shown_beside_its_guide_but_raises_nothing() -> None:
    alone = sheet(drugs=["アマリール1mg錠"], hba1c=6.4)
    assert only(alone, "R14") is None

    lines = [
        e.line() for e in only(sheet(drugs=["アマリール1mg錠"], hba1c=6.4, age=81), "R14").evidence
    ]
    assert lines[-1] == "HbA1c 6.4%(この薬を使う人の下限の目安 7.0%)"


def test_latest_measurement_counts() -> None:
    then = PhysicalTest(measured=CareDate("2023-06-01", "2023-06-01"), tug_sec=15.0)
    now = PhysicalTest(measured=CareDate("2024-01-10", "2024-01-10"), tug_sec=11.0)

    assert only(sheet(physical_tests=(now, then)), "E02") is None
    assert only(sheet(physical_tests=(then,)), "E02") is not None


def test_unspecified_dementia_rank_counts_only_as_far_as_it_is_sure() -> None:
    assert only(sheet(dementia_independence="II", drugs=["ワーファリン錠1mg"]), "R25") is not None
    assert only(sheet(dementia_independence="M", drugs=["ワーファリン錠1mg"]), "R25") is not None


def test_words_of_agenda_and_private_note_raise_nothing() -> None:
    case = sheet(agenda_points=(AgendaPoint(text="転倒と飲み忘れ"),), presenter_note="残薬が多い")

    assert candidates(case) == ()
