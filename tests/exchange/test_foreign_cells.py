"""One cell, every spelling of DOMAIN.md §1.2 and §1.7."""

from __future__ import annotations

import pytest

from app.care.wareki import parse_date
from app.exchange.foreign_cells import (
    Body,
    CellRefused,
    agreed,
    body,
    day,
    features,
    month_of,
    rating,
    whole,
)
from app.exchange.foreign_lists import conditions, medications, services, supports


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("147.0/41.0(19.0)", Body(147.0, 41.0, 19.0)),
        ("１４７．０／４１．０（１９．０）", Body(147.0, 41.0, 19.0)),
        ("147.0cm 41.0kg BMI19.0", Body(147.0, 41.0, 19.0)),
        ("身長147cm・体重41kg（BMI：19.0）", Body(147.0, 41.0, 19.0)),
        ("体重41kg\n身長147㎝", Body(147.0, 41.0, None)),
        ("1.47m/41kg", Body(147.0, 41.0, None)),
        ("147\n41\n19.0", Body(147.0, 41.0, 19.0)),
        ("147.0 / -", Body(147.0, None, None)),
    ],
)
def test_height_weight_and_bmi_in_one_cell(text: str, expected: Body) -> None:
    assert body(text) == expected


@pytest.mark.parametrize("text", ["41/147", "測定不可", "147/41/19/3", "身長147 身長150"])
def test_a_body_that_cannot_be_told_is_refused(text: str) -> None:
    with pytest.raises(CellRefused):
        body(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("○1", "O1"), ("〇１", "O1"), ("◯①", "O1"), ("O2", "O2"), ("０２", "O2"),
        ("△1", "D1"), ("▲２", "D2"), ("Δ2", "D2"), ("×1", "X1"), ("✕２", "X2"), ("✖1", "X1"),
        ("ｘ2", "X2"), ("—", "NA"), ("ー", "NA"), ("－", "NA"), ("〇２↑", "O2"), ("△ 1 →", "D1"),
    ],
)  # fmt: skip
def test_ratings_in_every_glyph(text: str, code: str) -> None:
    assert rating(text) == code


@pytest.mark.parametrize("text", ["○", "△3", "自立", "1"])
def test_half_a_rating_is_no_rating(text: str) -> None:
    with pytest.raises(CellRefused):
        rating(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", ((2,), "")),
        ("１、２", ((1, 2), "")),
        ("①②", ((1, 2), "")),
        ("2 筋力低下", ((2,), "")),
        ("筋力低下、意欲低下", ((2, 1), "")),
        ("2 △△町戸建て", ((2,), "△△町戸建て")),
        ("もの忘れが増えた", ((), "もの忘れが増えた")),
    ],
)
def test_features_keep_their_words(text: str, expected: tuple[tuple[int, ...], str]) -> None:
    assert features(text) == expected


def test_dates_keep_their_precision_and_get_a_year_only_from_a_person() -> None:
    assert day("2024-08-09 00:00:00").iso == "2024-08-09"
    assert day("R6年8月").iso == "2024-08"
    assert day("３月１日", 2024).iso == "2025-03-01"
    assert day("8/9(金)", 2024).iso == "2024-08-09"
    for unreadable in ("8/9", "昭和16年2月29日", "来月", "45513"):
        with pytest.raises(CellRefused):
            day(unreadable)
    assert (month_of("８月"), month_of("13月"), month_of("8月5日")) == ("8月", "", "")


def test_numbers_with_their_usual_company() -> None:
    assert whole("８４歳", 0, 150) == whole("満84才", 0, 150) == 84
    assert whole("No.101", 1, 999) == whole("１０１番", 1, 999) == 101
    for unreadable in ("84.5", "不詳", "151"):
        with pytest.raises(CellRefused):
            whole(unreadable, 0, 150)


def test_consent_is_never_guessed() -> None:
    assert [agreed(text) for text in ("有", "あり（書面）", "同意済", "○")] == [True] * 4
    assert [agreed(text) for text in ("無", "なし", "未")] == [False] * 3
    with pytest.raises(CellRefused):
        agreed("確認中")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高血圧・糖尿病", [("高血圧", ""), ("糖尿病", "")]),
        ("高血圧　糖尿病 骨粗鬆症", [("高血圧", ""), ("糖尿病", ""), ("骨粗鬆症", "")]),
        ("①高血圧症②脳梗塞", [("高血圧症", ""), ("脳梗塞", "")]),
        ("・高血圧\n・糖尿病（H17年～）", [("高血圧", ""), ("糖尿病", "H17年～")]),
        ("右大腿骨頸部骨折・人工骨頭置換術 R6年3月受傷・手術、5月20日退院",
         [("右大腿骨頸部骨折・人工骨頭置換術", "R6年3月受傷・手術、5月20日退院")]),
        ("大腿骨骨折 H30、4月手術、高血圧症", [("大腿骨骨折", "H30、4月手術"), ("高血圧症", "")]),
        ("H17/7/13 脳梗塞", [("脳梗塞", "H17/7/13")]),
        ("脳梗塞(R4.10)後遺症", [("脳梗塞(R4.10)後遺症", "R4.10")]),
        ("慢性腎臓病(eGFR 34) R4年~、肺炎 R6年4月 10日間入院",
         [("慢性腎臓病(eGFR 34)", "R4年~"), ("肺炎", "R6年4月 10日間入院")]),
        ("胃がん、経過観察中", [("胃がん、経過観察中", "")]),
    ],
)  # fmt: skip
def test_diseases_of_one_cell(text: str, expected: list[tuple[str, str]]) -> None:
    found = conditions(text)
    assert [(each.name, each.onset.text if each.onset else "") for each in found] == expected
    for each in found:
        assert each.onset is None or each.onset == parse_date(each.onset.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("アムロジピンOD錠5mg「トーワ」・ランソプラゾールOD錠15mg",
         [("アムロジピンOD錠5mg「トーワ」", ""), ("ランソプラゾールOD錠15mg", "")]),
        ("ニフェジピンCR錠30・40mg", [("ニフェジピンCR錠30・40mg", "")]),
        ("レボドパ・カルビドパ配合錠100 1日4回(7・11・15・19時)",
         [("レボドパ・カルビドパ配合錠100", "1日4回(7・11・15・19時)")]),
        ("アムロジピンOD錠5mg\n「トーワ」\n酸化マグネシウム錠330mg\n1日2回",
         [("アムロジピンOD錠5mg「トーワ」", ""), ("酸化マグネシウム錠330mg", "1日2回")]),
        ("アムロジピン5mg 朝/ラシックス20mg 朝", [("アムロジピン5mg", "朝"), ("ラシックス20mg", "朝")]),
        ("アムロジピン、ビソプロロール、納豆禁止", [("アムロジピン", ""), ("ビソプロロール、納豆禁止", "")]),
        ("酸化マグネシウム錠330mg 1日2回、朝夕", [("酸化マグネシウム錠330mg", "1日2回、朝夕")]),
        ("酸素1L/分", [("酸素1L/分", "")]),
        ("1.アムロジピン5mg 2.ラシックス20mg", [("アムロジピン5mg", ""), ("ラシックス20mg", "")]),
    ],
)  # fmt: skip
def test_medicines_of_one_cell(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.sheet_text, each.usage) for each in medications(text)] == expected


def test_only_medicines_taken_at_need_are_not_regular() -> None:
    found = medications("ドンペリドン錠10mg 吐き気時\nアレンドロン酸錠35mg 週1回 起床時")
    assert [each.regular for each in found] == [False, True]


def test_services_are_cut_where_each_part_is_one() -> None:
    assert [s.text for s in services("訪問介護 週1回、福祉用具貸与")] == [
        "訪問介護 週1回",
        "福祉用具貸与",
    ]
    whole_cell = "訪問介護 週1回(買い物・調理、掃除)"
    assert [s.text for s in services(whole_cell)] == [whole_cell]
    assert [s.text for s in supports("長女:電話、月2回の帰省、孫:ごみ出し")] == [
        "長女:電話、月2回の帰省",
        "孫:ごみ出し",
    ]
