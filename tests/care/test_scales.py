"""Official scales: codes, ranks, words and every spelling of DOMAIN.md §1.2 and §1.3."""

from __future__ import annotations

from typing import Any

import pytest

from app.care import scales
from app.care.case import CaseStatus, SessionType, Sex, TimePoint
from app.care.knowledge import load


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("要支援1", "要支援1 要支援１ 支援1 支1 要支援Ⅰ 要支援I 要支援一 要支援① 12 要支援（１）"),
        (
            "要支援2",
            "要支援2 要支援２ 支援2 支２ 要支援Ⅱ 要支援ⅱ 要支援II 要支2 要支援二 13 要支援度2",
        ),
        ("要介護1", "要介護1 介1 介護1 要介1 要介護Ⅰ 要介護度1 21"),
        ("要介護2", "要介護2 介２ 介護Ⅱ 22"),
        ("要介護3", "要介護3 介3 要介護Ⅲ 要介護三 23"),
        ("要介護4", "要介護4 介4 要介護Ⅳ 24"),
        ("要介護5", "要介護5 介5 要介護V 要介護Ⅴ 25"),
        ("事業対象者", "事業対象者 事業対象 総合事業対象者 06 ０６"),
        ("非該当", "非該当 自立 非該当(自立) 01"),
        ("経過的要介護", "経過的要介護 要支援(経過的要介護) 要支援（経過的要介護） 11"),
        ("みなし要支援", "みなし要支援 19"),
        ("保留", "保留 98"),
    ],
)
def test_care_level_spellings(code: str, texts: str) -> None:
    for text in texts.split(" "):
        assert scales.parse_care_level(text) == code, text
    assert scales.parse_care_level(f" {code}　") == code


@pytest.mark.parametrize(
    "text", ["", "新規", "要支援", "要支援3", "要介護6", "要介護0", "支", "2", "良好", "14"]
)
def test_what_is_no_care_level(text: str) -> None:
    assert scales.parse_care_level(text) is None


def test_care_levels_match_the_sample_codebook(sample_file: dict[str, Any]) -> None:
    book = sample_file["codebook"]
    assert {c: scales.care_level_life_code(c) for c in scales.care_levels()} == book[
        "care_level_codes"
    ]
    assert {c: scales.care_level_rank(c) for c in scales.care_levels()} == book["care_level_rank"]
    assert {c: scales.disability_life_code(c) for c in scales.disability_scale()} == book[
        "disability_codes"
    ]
    assert {c: scales.dementia_life_code(c) for c in scales.dementia_scale()} == book[
        "dementia_codes"
    ]
    features = {str(c): scales.feature_label(c, "ja") for c in scales.feature_codes()}
    assert features == book["feature_codes"]
    assert set(book["outcome_code"]) <= set(scales.outcome_codes())


def test_legacy_and_pseudo_levels_are_shown_but_never_ranked_or_offered() -> None:
    for code in ("経過的要介護", "みなし非該当", "再調査", "取消", "なし"):
        assert scales.care_level_rank(code) is None
        assert code not in scales.care_levels()
        assert scales.care_level_life_code(code)
    assert scales.care_level_label("経過的要介護", "ja") == "要支援(経過的要介護)"


def test_level_labels() -> None:
    assert scales.care_level_label("要支援2", "en") == "Support level 2"
    assert scales.care_level_short("要支援2", "ja") == "支援2"
    assert scales.care_level_short("事業対象者", "ja") == "事業"
    assert scales.care_level_label("なにか別の区分", "en") == "なにか別の区分"
    assert scales.is_support_level("事業対象者")
    assert not scales.is_support_level("要介護1")
    assert scales.is_care_level("要介護1")
    assert not scales.is_care_level(None)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("自立", "自立"),
        ("I", "I Ⅰ Ｉ 1 ⅰ ランクⅠ"),
        ("II", "II Ⅱ 2 ２"),
        ("IIa", "IIa Ⅱa Ⅱａ 2a ２Ａ IIA Ⅱ-a"),
        ("IIb", "IIb Ⅱb Ⅱｂ IIB 2b ２ｂ ⅡB ⅱb 認知症Ⅱb"),
        ("III", "III Ⅲ 3"),
        ("IIIa", "IIIa Ⅲa 3a Ⅲａ"),
        ("IIIb", "IIIb Ⅲb 3b Ⅲ・b"),
        ("IV", "IV Ⅳ 4 ＩＶ"),
        ("M", "M Ｍ m ランクM"),
    ],
)
def test_dementia_spellings(code: str, texts: str) -> None:
    for text in texts.split(" "):
        assert scales.parse_dementia_independence(text) == code, text
    assert scales.parse_dementia_independence("II B") == "IIb"


@pytest.mark.parametrize("text", ["", "V", "Ⅴ", "Ia", "IVa", "5", "Ⅱc", "あり", "Mb", "認知症"])
def test_what_is_no_dementia_rank(text: str) -> None:
    assert scales.parse_dementia_independence(text) is None


def test_roman_numeral_signs_are_folded_one_by_one() -> None:
    found = [scales.parse_dementia_independence(chr(point)) for point in range(0x2160, 0x2164)]
    assert found == ["I", "II", "III", "IV"]


def test_dementia_thresholds_never_claim_more_than_is_known() -> None:
    assert scales.dementia_at_least("IIb", "IIb")
    assert scales.dementia_at_least("M", "IIb")
    assert not scales.dementia_at_least("II", "IIb")
    assert scales.dementia_at_least("II", "IIa")
    assert not scales.dementia_at_least(None, "I")
    assert scales.dementia_rank("M") is None
    assert scales.dementia_rank("II") is None
    assert scales.dementia_rank("IV") == 6
    assert scales.dementia_scale()[-1] == "M"
    assert "II" not in scales.dementia_scale()


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("自立", "自立"),
        ("J1", "J1 Ｊ１ j1 J-1 ランクJ1 JⅠ"),
        ("A2", "A2 Ａ２ a② AII"),
        ("C2", "C2 寝たきり度C2"),
    ],
)
def test_disability_spellings(code: str, texts: str) -> None:
    for text in texts.split(" "):
        assert scales.parse_disability_independence(text) == code, text


@pytest.mark.parametrize("text", ["", "J", "J3", "D1", "A", "Ⅱ"])
def test_what_is_no_disability_rank(text: str) -> None:
    assert scales.parse_disability_independence(text) is None


def test_official_meanings_are_not_the_wrong_ones_of_the_web() -> None:
    assert "交通機関" in scales.disability_meaning("J1", "ja")
    assert "隣近所" in scales.disability_meaning("J2", "ja")
    assert [scales.disability_rank(c) for c in scales.disability_scale()] == list(range(9))
    assert "外" in scales.dementia_meaning("IIa", "ja")
    assert "夜間" in scales.dementia_meaning("IIIb", "ja")


def test_sexes() -> None:
    for text in ("男", "男性", "M", "１", "male"):
        assert scales.parse_sex(text) is Sex.MALE, text
    for text in ("女", "女性", "ｆ", "2", "female"):
        assert scales.parse_sex(text) is Sex.FEMALE, text
    assert scales.parse_sex("その他") is Sex.OTHER
    assert scales.parse_sex("不明") is Sex.UNKNOWN
    assert scales.parse_sex("") is None
    assert [scales.sex_life_code(sex) for sex in Sex] == [1, 2, None, None]
    assert scales.sex_label(Sex.FEMALE, "en") == "Female"


def test_features_of_a_cell() -> None:
    assert scales.parse_features("1, 2") == (1, 2)
    assert scales.parse_features("②、５") == (2, 5)
    assert scales.parse_features("筋力低下") == (2,)
    assert scales.parse_features("5その他") == (5,)
    assert scales.parse_features("") == ()


def test_households() -> None:
    assert scales.parse_household("一人暮らし") == "独居"
    assert scales.parse_household("高齢世帯") == "高齢者のみ(夫婦以外)"
    assert scales.parse_household("夫婦のみ（片方65歳未満）") == "夫婦のみ(片方65歳未満)"
    assert scales.parse_household("下宿人と") is None
    assert scales.household_label("独居", "en") == "Lives alone"
    assert scales.household_label("下宿人と", "en") == "下宿人と"
    assert scales.household_short("高齢者夫婦のみ", "ja") == "夫婦"


def test_session_types() -> None:
    assert scales.parse_session_type("包括版(要支援)") is SessionType.COMPREHENSIVE
    assert scales.parse_session_type("居宅版（要介護）") is SessionType.HOME_CARE
    assert scales.parse_session_type("") is None


def test_every_enumerated_value_has_its_words() -> None:
    for values, label in (
        (CaseStatus, scales.case_status_label),
        (SessionType, scales.session_type_label),
        (TimePoint, scales.time_point_label),
        (Sex, scales.sex_label),
    ):
        for value in values:
            assert label(value, "ja") not in {"", str(value)}
            assert label(value, "en") not in {"", str(value)}


def test_sample_cases_use_only_known_codes(sample_file: dict[str, Any]) -> None:
    for case in sample_file["cases"]:
        assert scales.parse_sex(case["sex"]) is not None
        assert scales.parse_care_level(case["care_level"]) == case["care_level"]
        assert scales.care_level_life_code(case["care_level"]) == case["care_level_code"]
        rank = scales.parse_dementia_independence(case["dementia_independence"])
        assert rank == case["dementia_independence"]
        assert scales.parse_household(case["household"]["type"]) == case["household"]["type"]
        assert scales.parse_session_type(case["session_type"]) is not None


def test_every_row_of_every_list_has_both_languages_and_ascii_english() -> None:
    for name, rows in load("scales").items():
        if name in {"version", "source"}:
            assert rows
            continue
        for row in rows:
            for key in [k for k in row if k == "ja" or k.endswith("_ja")]:
                english = row[key[:-2] + "en"]
                assert row[key], (name, row)
                assert english, (name, row)
                assert english.isascii(), english


def test_every_level_that_can_be_chosen_says_what_it_means() -> None:
    for code in scales.care_levels():
        assert scales.care_level_meaning(code, "ja")
        assert scales.care_level_meaning(code, "en")
    # One band of care time, told apart by stability and cognition only (§1.3.3).
    for code in ("要支援2", "要介護1"):
        assert "32分以上50分未満" in scales.care_level_meaning(code, "ja")
        assert "認知機能" in scales.care_level_meaning(code, "ja")
