"""Places where DOMAIN.md §4.2 is easy to read past: its words in daily use, and its exact wording."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pytest

from app.care.case import Medication
from app.care.medical_risk import candidates
from tests.care.medical_risk.build import sheet
from tests.care.medical_risk.test_samples import fired

# Rule → what must stand beside, and the words of the trigger column: each alone is enough.
BESIDE: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "R03": ({}, "痩せた 体重減少"),
    "R04": (
        {"drugs": ["バイアスピリン錠100mg"]},
        "血尿 黒色便 鼻出血 皮下出血 歯ぐき出血 転倒 ふらつき",
    ),
    "R05": (
        {"drugs": ["ワーファリン錠1mg"]},
        "納豆 青汁 クロレラ 健康食品 フロリード 食事量が減",
    ),
    "R06": (
        {"drugs": ["フォシーガ錠10mg"]},
        "脱水 熱中症 水分を控え 水分をとらない 下痢 食欲低下 食欲がない 食事がとれ 救急搬送",
    ),
    "R08": ({"drugs": ["マイスリー錠5mg"]}, "転倒 ふらつき 夜間トイレ"),
    "R09": ({"drugs": ["ベシケア錠5mg"]}, "便秘 尿が出にくい 口渇 もの忘れ"),
    "R10": ({"drugs": ["セレコックス錠100mg"]}, "腎機能低下 心不全 高血圧"),
    "R12": ({}, "骨折 圧迫骨折 骨粗鬆症"),
    "R13": ({"drugs": ["マグミット錠330mg"]}, "腎機能低下 傾眠 吐き気 脱力"),
    "R14": (
        {"drugs": ["アマリール1mg錠"]},
        "食欲低下 食事が不規則 視力低下 腎",
    ),
    "R15": ({"drugs": ["ハルナールD錠0.2mg"]}, "立ちくらみ ふらつく めまい 失神 湯あたり"),
    "R16": (
        {"drugs": ["アリセプト錠5mg"]},
        "徐脈 失神 食欲低下 食欲がない 体重減少 吐き気",
    ),
    "R17": ({"drugs": ["ドグマチール錠50mg"]}, "動作緩慢 小刻み むせ 傾眠 転倒"),
    "R18": ({"drugs": ["ボナロン錠35mg"]}, "視力低下"),
    "R21": ({"drugs": ["抑肝散"]}, "むくみ 高血圧 こむら返り 脱力"),
    "R22": ({"drugs": ["ガスター錠10mg"]}, "腎機能 腎臓病 腎症 CKD 透析 eGFR"),
    "R23": ({}, "飲み忘れ 残薬 薬が余 自己中断 自己調整 飲んでいない"),
    "R24": (
        {},
        "受診していない 受診中断 治療中断 通院が途絶 予約日を忘れ 複数の医療機関",
    ),
    "R26": ({}, "むせ 誤嚥 肺炎 義歯 入れ歯 噛みにくい 口渇 口の渇き"),
    "R27": ({"rated": {"social_participation": "D1"}}, "MCI 軽度認知障害 もの忘れ"),
    "R28": ({}, "死別 亡くなった うつ 意欲低下 死にたい"),
    "R29": ({}, "手術 術後 人工骨頭 人工関節 骨折 圧迫骨折"),
    "R30": ({}, "心不全 心房細動 狭心症 COPD 在宅酸素 息切れ"),
    "E01": ({}, "在宅酸素"),
    "E02": ({}, "転倒"),
    "E03": ({}, "頻尿 失禁 尿もれ 夜間トイレ 便秘"),
    "E04": ({}, "白内障 緑内障 網膜症 視力 難聴 聞こえにくい 補聴器"),
}
# Rule → its classes: each alone is enough beside the words.
CLASSES: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "R04": ({"text": "血尿"}, "ワーファリン エリキュース プラビックス"),
    "R06": (
        {"text": "下痢"},
        "ラシックス フルイトラン アルダクトンA サムスカ ジャディアンス",
    ),
    "R08": ({"text": "ふらつき"}, "デパス ルネスタ"),
    "R09": ({"text": "便秘"}, "バップフォー アタラックス"),
    "R12": ({}, "プラリア デノスマブ"),
    "R14": ({"lives": "独居"}, "ランタス ダオニール シュアポスト"),
    "R15": ({"text": "めまい"}, "ユリーフ メネシット"),
    "R17": ({"text": "むせ"}, "リスパダール ドグマチール プリンペラン"),
    "R18": ({}, "リウマトレックス メトトレキサート メトジェクト"),
    "R22": (
        {"text": "CKD"},
        "ロキソニン リクシアナ マグミット ガスター リリカ メトグルコ ジゴシン ミカルディス",
    ),
    "R25": (
        {"dementia_independence": "IIa"},
        "ワーファリン エリキュース ランタス アマリール ジゴシン リウマトレックス トラマール",
    ),
    "E01": ({}, "スピリーバ テリルジー"),
    "E05": ({"text": "車を運転する"}, "ランタス アマリール スターシス デパス マイスリー"),
}
# E05 and E06 hold with one word of each kind.
PAIRS: Mapping[str, tuple[str, str]] = {
    "E05": ("運転", "脳卒中 視力"),
    "E06": ("飲酒 日本酒 焼酎 ビール アルコール", "転倒 糖尿病 高血圧 眠れない"),
}
WATER, GLUCOSE, PATCH = "ラシックス錠20mg", "アマリール1mg錠", "ビソノテープ4mg"


@pytest.mark.parametrize("rule_id", BESIDE)
def test_each_word_of_the_table_raises_its_rule(rule_id: str) -> None:
    beside, words = BESIDE[rule_id]
    assert rule_id not in fired(sheet(**beside))

    silent = [w for w in words.split() if rule_id not in fired(sheet(text=f"最近{w}。", **beside))]
    assert silent == []


@pytest.mark.parametrize("rule_id", CLASSES)
def test_each_class_of_the_table_raises_its_rule(rule_id: str) -> None:
    beside, names = CLASSES[rule_id]
    assert rule_id not in fired(sheet(**beside))

    silent = [n for n in names.split() if rule_id not in fired(sheet(drugs=[n], **beside))]
    assert silent == []


@pytest.mark.parametrize("rule_id", PAIRS)
def test_both_words_are_needed(rule_id: str) -> None:
    ones, others = (words.split() for words in PAIRS[rule_id])
    for one in ones:
        assert rule_id not in fired(sheet(text=one))
        for other in others:
            assert rule_id in fired(sheet(text=f"{one}。{other}")), (one, other)
    assert not any(rule_id in fired(sheet(text=other)) for other in others)


def test_liver_counts_beside_drinking() -> None:
    assert "E06" in fired(sheet(text="毎晩ビール", ill=["肝硬変"]))
    assert "E06" in fired(sheet(text="毎晩ビール", ill=["肝腫大"]))
    assert "E06" not in fired(sheet(text="毎晩ビール。続けることが肝心"))


@pytest.mark.parametrize(
    ("rule_id", "items", "enough", "short", "beside"),
    [
        ("R08", ("indoor_walking", "outdoor_walking"), "O2", "O1", {"drugs": ["デパス"]}),
        ("R18", ("medication",), "O2", "O1", {"drugs": ["ボナロン錠35mg"]}),
        ("R23", ("medication",), "O2", "O1", {}),
        ("R24", ("clinic_visit",), "D1", "O2", {}),
        ("R27", ("outing_frequency", "social_participation"), "D1", "O2", {"text": "MCI"}),
        ("E03", ("toileting",), "O2", "O1", {}),
    ],
)
def test_ratings_count_from_the_tables_symbol_on(
    rule_id: str, items: tuple[str, ...], enough: str, short: str, beside: Mapping[str, Any]
) -> None:
    codes = ["O1", "O2", "D1", "D2", "X1", "X2"]
    for item in items:
        for code in codes:
            raised = rule_id in fired(sheet(rated={item: code}, **beside))
            assert raised == (codes.index(code) >= codes.index(enough)), (item, code)
        assert rule_id not in fired(sheet(rated={item: "NA"}, **beside))
    assert codes.index(short) + 1 == codes.index(enough)


@pytest.mark.parametrize(
    ("rule_id", "numbers", "least"),
    [
        ("R03", (11,), 1),
        ("R26", (13, 14, 15), 2),
        ("R28", (21, 22, 23, 24, 25), 2),
        ("E02", (9, 10), 1),
    ],
)
def test_checklist_numbers_of_the_table_and_no_others(
    rule_id: str, numbers: tuple[int, ...], least: int
) -> None:
    for number in range(1, 26):
        alone = rule_id in fired(sheet(ticked=[number]))
        assert alone == (number in numbers and least == 1), number
    for first, second in itertools.combinations(range(1, 26), 2):
        both = len({first, second}.intersection(numbers))
        assert (rule_id in fired(sheet(ticked=[first, second]))) == (both >= least)


@pytest.mark.parametrize(
    ("weight", "age", "strength"),
    [
        (41.5, 70, "strong"),  # BMI 18.4
        (41.7, 70, "medium"),  # 18.5
        (45.0, 70, "medium"),  # 20.0
        (45.3, 70, "weak"),  # 20.1
        (48.2, 65, "weak"),  # 21.4
        (48.4, 70, None),  # 21.5
        (48.2, 64, None),
        (45.0, 64, "medium"),
    ],
)
def test_bands_of_the_body_mass_index(weight: float, age: int, strength: str | None) -> None:
    found = [
        c.strength
        for c in candidates(sheet(height_cm=150.0, weight_kg=weight, age=age))
        if c.rule_id == "R02"
    ]
    assert found == ([] if strength is None else [strength])


@pytest.mark.parametrize("month", range(1, 13))
def test_the_season_of_dehydration_is_june_to_september(month: int) -> None:
    case = sheet(drugs=[WATER], held=f"2024-{month:02d}-15")

    assert ("R06" in fired(case)) == (6 <= month <= 9)
    assert "R06" not in fired(sheet(held=f"2024-{month:02d}-15"))


@pytest.mark.parametrize(
    "text",
    [
        "食事がとれない日がある", "食事がとれず", "食事がとれなかった", "食事がとれていない",
        "食事が取れない", "食欲がなく横になる", "食欲なし",
    ],
)  # fmt: skip
def test_the_no_of_a_keyword_denies_nothing(text: str) -> None:
    """R06: 「食事がとれ」 stands for 「とれない」, whose ない is no denial."""
    assert "R06" in fired(sheet(drugs=[WATER], text=text))


@pytest.mark.parametrize("text", ["食事がとれている", "3食とも食事がとれる", "食欲低下なし"])
def test_who_eats_is_not_asked_about_dehydration(text: str) -> None:
    assert "R06" not in fired(sheet(drugs=[WATER], text=text))


@pytest.mark.parametrize("ill", ["腎硬化症", "慢性腎障害", "腎臓が悪い", "腎移植後"])
def test_any_kidney_word_counts_beside_a_glucose_lowering_medicine(ill: str) -> None:
    """R14 says 「腎」, while R10, R13 and R22 name their kidney words."""
    assert "R14" in fired(sheet(drugs=[GLUCOSE], ill=[ill]))


@pytest.mark.parametrize("ill", ["副腎腫瘍", "副腎不全", "腎機能の低下なし"])
def test_the_adrenal_gland_is_no_kidney(ill: str) -> None:
    assert "R14" not in fired(sheet(drugs=[GLUCOSE], ill=[ill]))


def test_a_patch_that_lowers_the_blood_pressure_counts_but_not_for_the_number_of_medicines() -> (
    None
):
    """R15 counts 降圧作用薬 however they are given, R01 only what is taken or injected."""
    case = sheet(drugs=[PATCH, "アムロジピン錠5mg"], text="立ちくらみ")
    as_needed = Medication(sheet_text="アムロジピン錠5mg", regular=False)

    assert fired(case) == {"R15"}
    assert fired(sheet(drugs=[PATCH, as_needed], text="立ちくらみ")) == set()
    five = ["アムロジピン錠5mg"] * 5
    assert "R01" not in fired(sheet(drugs=[PATCH, *five]))


def test_the_target_stands_in_the_question_as_in_the_table() -> None:
    (found,) = candidates(sheet(height_cm=150.0, weight_kg=45.0))

    assert found.question("ja").startswith("BMIが20.0で目標範囲(21.5~24.9)を下回っています。")
    assert found.strength == "medium"
