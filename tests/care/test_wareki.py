"""Japanese dates: every rule and vector of DOMAIN.md §1.6, over 200 spellings, ages."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.case import CareDate
from app.care.eras import ERAS
from app.care.wareki import (
    age_on,
    attains_on,
    check_date,
    fiscal_year,
    format_care_date,
    format_fiscal_year,
    format_wareki,
    format_with_weekday,
    from_date,
    legal_age_on,
    overflow_note,
    parse_date,
    parse_fiscal_year,
    to_date,
)

# iso → spellings; a trailing mark of the spelling says what else it means.
SPELLINGS = {
    "2005-07-13": (
        "H17/7/13 H17.7.13 平成17年7月13日 平17.7.13 Ｈ１７．７．１３ h17-7-13 H170713 "
        "平成十七年七月十三日 2005-07-13 2005/7/13 2005年7月13日 西暦2005年7月13日 "
        "20050713 ㍻17年7月13日 H17・7・13 H17年7月13日生 (H17.7.13) （平成17年7月13日） "
        "13|Jul|2005"
    ),
    "1989-01-07": "昭和64年1月7日 S64.1.7 S64/1/7 S640107 昭64.1.7 1989-1-7 ㍼64年1月7日",
    "1989-01-08": (
        "平成元年1月8日 H元.1.8 H1.1.8 平成1年1月8日 H010108 平成元年一月八日 昭和64年1月8日"
    ),
    "2019-04-30": "平成31年4月30日 H31.4.30 H310430 2019/04/30",
    "2019-05-01": (
        "平成31年5月1日 R元.5.1 令和元年5月1日 R1.5.1 R010501 令和元年五月一日 "
        "㋿元年5月1日 令元.5.1"
    ),
    "1940-02-29": "S15.2.29 昭和15年2月29日 S15/2/29 S150229 昭和十五年二月二十九日",
    "1926-12-25": "大正15年12月25日 T15.12.25 昭和元年12月25日 S元.12.25",
    "1926-12-24": "大正15年12月24日 T15.12.24 T151224",
    "1912-07-30": "明治45年7月30日 大正元年7月30日 M45.7.30 T元.7.30 T1.7.30",
    "1912-07-29": "明治45年7月29日 M45.7.29 M450729",
    "1873-01-01": "明治6年1月1日 M6.1.1",
    "2018-04-01": "H300401 H30.4.1 平成30年4月1日 平成30年4月1日付",
    "2024-04-01": "R060401 R6.4.1 令和6年4月1日",
    "2026-04-21": (
        "8/4/21 R8.4.21 令和8年4月21日 2026-4-21 8.4.21 8-4-21 08/04/21 ８／４／２１ "
        "8年4月21日 R8/4/21 R08.04.21 R8-4-21 R8ー4ー21 Ｒ８．４．２１ 令8.4.21 "
        "令和8.4.21 R8.4.21日 R8年4月21日退院 21|Apr|2026 21|April|2026 八年四月二十一日 "
        "2026.4.21 2026年4月21日 R8。4。21"
    ),
    "2018-04": (
        "H30、4月手術 H30.4 平成30年4月 H30年4月 H30/4 H30,4月 H30・4 2018-04 2018年4月 "
        "Apr|2018 H30年、4月 平成30年4月手術 H30|年|4|月 H30.4月"
    ),
    "2017-05": "(H29.5) H29.5 H29年5月 H29年5月診断 平成29年5月末 平成２９年５月 （Ｈ２９．５）",
    "2024-03": ("R6年3月 R6年3月~ R6年3月受傷・手術、5月20日退院 R6年3月|健診で指摘 R6.3~5 R6.3月"),
    "2024-04": "R6年4月|10日間入院 R6年4月 R6.4 R6年4月~",
    "2023-09": "R5年9月診断 R5.9 令和5年9月",
    "2023-11": "R5年11月|もの忘れ外来 R5.11",
    "2016-04": "H28.4~H29.3 H28年4月から6か月",
    "2019-05": "令和元年5月 R元.5 R1.5 平成31年5月",
    "2019-04": "平成31年4月 H31.4",
    "1989-01": "昭和64年1月 平成元年1月 S64.1",
    "2010": (
        "H22頃~ H22年 H22 H22~ H22年頃~ 平成22年頃 平成22年ごろから 2010 2010年 2010年頃 "
        "約H22年 H22年前後 H22頃より H22年以降 H22に手術 H22年春 H22年代 H22年前半 "
        "H22年後半"
    ),
    "2016": "H28年~ H28年〜 H28年～ H28年から H28年より Ｈ２８年～ 平成28年~現在",
    "2021": "R3年~(R6年2月に悪化し2週間入院) R3年頃~ R3年 R3~ 令和3年〜 R3年3か月入院",
    "2017": "H29年診断(現在Hoehn-Yahr|3) H29診断 H29 HbA1c高値|H29年より",
    "1926": "T15 大正15年 昭和元年 S元年",
    "2019": "R1年~ R元年 令和元年 平成31年 2019年 ㋿元年",
    "1950": "昭和25年 S25 S25年 昭25年 昭和25年生まれ",
    "2003": "H15年~ 平成15年",
    "2020": "平成32年 R2年~ H32",
    "1990": "昭和65年 H2年 S65年",
}
CASES = [
    (text.replace("|", " "), iso) for iso, texts in SPELLINGS.items() for text in texts.split()
]


def test_the_table_is_large() -> None:
    assert len(CASES) == len(set(CASES)) >= 200


@pytest.mark.parametrize(("text", "iso"), CASES)
def test_text_to_iso_to_wareki_to_iso(text: str, iso: str) -> None:
    read = parse_date(text)
    assert read.iso == iso
    assert read.text == text
    assert check_date(text) is None
    for short in (False, True):
        for lang in ("ja", "en"):
            assert parse_date(format_wareki(iso, short=short, lang=lang)).iso == iso


@pytest.mark.parametrize(
    ("text", "approximate", "ongoing"),
    [
        ("H22頃~", True, True),
        ("平成17年頃", True, False),
        ("平成17年ごろから", True, True),
        ("H28年~", False, True),
        ("H28年～", False, True),
        ("H28年〜", False, True),
        ("H28年より", False, True),
        ("R6年4月以降", False, True),
        ("H20年前後", True, False),
        ("約H20年", True, False),
        ("S50年代", True, False),
        ("平成30年度", True, False),
        ("H10年以前", True, False),
        ("H28年4月~H29年3月", False, False),
        ("R6.3~5", False, False),
        ("R3年~(R6年2月に悪化し2週間入院)", False, True),
        ("8年4月21日頃から", True, True),
        ("平成28年~現在", False, True),
        ("R6年3月", False, False),
        ("2010年頃", True, False),
    ],
)
def test_words_around_a_date(text: str, approximate: bool, ongoing: bool) -> None:  # noqa: FBT001
    read = parse_date(text)
    assert (read.approximate, read.ongoing) == (approximate, ongoing)


@pytest.mark.parametrize(
    ("text", "overflow"),
    [
        ("昭和64年1月8日", True),
        ("昭和64年1月7日", False),
        ("昭和64年2月", True),
        ("昭和64年", False),
        ("昭和65年", True),
        ("平成31年5月1日", True),
        ("平成31年5月", True),
        ("平成31年4月30日", False),
        ("平成31年", False),
        ("平成32年", True),
        ("大正15年12月25日", False),
        ("大正15年12月26日", True),
        ("明治45年7月30日", False),
        ("明治45年7月31日", True),
        ("R99.1.1", False),
    ],
)
def test_a_date_beyond_the_end_of_its_era_is_marked(text: str, overflow: bool) -> None:  # noqa: FBT001
    read = parse_date(text)
    assert read.iso is not None
    assert read.era_overflow is overflow
    assert bool(overflow_note(read)) is overflow


def test_the_overflow_note_says_how_it_was_read() -> None:
    assert overflow_note(parse_date("昭和64年1月8日")) == "平成元年1月8日として扱います。"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("S16.2.29", "impossible"),
        ("昭和16年2月29日", "impossible"),
        ("H30.13", "impossible"),
        ("H30.4.31", "impossible"),
        ("R0.4.1", "impossible"),
        ("R000401", "impossible"),
        ("2023-02-29", "impossible"),
        ("8/2/30", "impossible"),
        ("昭和元年1月1日", "before_era"),
        ("平成元年1月1日", "before_era"),
        ("平成元年1月7日", "before_era"),
        ("令和元年4月1日", "before_era"),
        ("令和元年4月", "before_era"),
        ("大正元年7月29日", "before_era"),
        ("昭和元年12月24日", "before_era"),
        ("明治5年12月2日", "too_early"),
        ("1872年", "too_early"),
        ("24/8/19", "no_era"),
        ("8/4", "unreadable"),
        ("4月", "unreadable"),
        ("昨年10月", "unreadable"),
        ("10年前", "unreadable"),
        ("不明", "unreadable"),
        ("H2ブロッカー", "unreadable"),
        ("2000mg", "unreadable"),
        ("T3N1M0", "unreadable"),
        ("HbA1c 7.2", "unreadable"),
        ("10日間入院", "unreadable"),
        ("15 Foo 2026", "unreadable"),
        ("若い頃", "unreadable"),
    ],
)
def test_what_is_no_date_is_kept_as_text_with_a_reason(text: str, kind: str) -> None:
    assert parse_date(text) == CareDate(text)
    problem = check_date(text)
    assert problem is not None
    assert problem.kind == kind
    assert problem.message.endswith("。")


def test_an_empty_field_is_no_problem() -> None:
    assert check_date("") is None
    assert check_date(" 　") is None
    assert parse_date("").iso is None


def test_medical_words_before_the_date_do_not_hide_it() -> None:
    assert parse_date("T3N1M0 R2年4月").iso == "2020-04"
    assert parse_date("81歳時(H20年)").iso == "2008"
    assert parse_date("S字結腸がん R2年").iso == "2020"


def test_the_samples_onsets_and_birth_years(sample_file: dict[str, Any]) -> None:
    for case in sample_file["cases"]:
        born = parse_date(case["birth_year_wareki"]).iso
        assert born is not None
        assert 0 <= int(case["conference_date"][:4]) - int(born) - case["age"] <= 1
        for condition in case["medical_history"]:
            read = parse_date(condition["onset_text"])
            assert read.iso == condition["onset_iso"], condition
            assert read.ongoing == ("~" in condition["onset_text"])


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("2026-06-15", "令和8年6月15日", "R8.6.15"),
        ("2026-06", "令和8年6月", "R8.6"),
        ("2026", "令和8年", "R8年"),
        ("2019-05-01", "令和元年5月1日", "R元.5.1"),
        ("2019-04-30", "平成31年4月30日", "H31.4.30"),
        ("1989-01-08", "平成元年1月8日", "H元.1.8"),
        ("1989-01-07", "昭和64年1月7日", "S64.1.7"),
        ("1926-12-25", "昭和元年12月25日", "S元.12.25"),
        ("1926-12-24", "大正15年12月24日", "T15.12.24"),
        ("1912-07-30", "大正元年7月30日", "T元.7.30"),
        ("1912-07-29", "明治45年7月29日", "M45.7.29"),
        ("2019", "令和元年", "R元年"),
        ("1872", "1872年", "1872年"),
    ],
)
def test_people_read_wareki(iso: str, long: str, short: str) -> None:
    assert format_wareki(iso, lang="ja") == long
    assert format_wareki(iso, short=True, lang="ja") == short


def test_english_readers_get_gregorian_dates() -> None:
    assert format_wareki("2026-06-15", lang="en") == "15 Jun 2026"
    assert format_wareki("2026-06", lang="en") == "Jun 2026"
    assert format_wareki("2026", lang="en") == "2026"
    assert format_wareki("2026-06-15", short=True, lang="en") == "2026-06-15"
    assert format_care_date(CareDate("", "2010", True, True), lang="en") == "since c. 2010"


def test_typed_text_is_shown_as_typed_and_iso_as_wareki() -> None:
    assert format_care_date(parse_date("H22頃~")) == "H22頃~"
    assert format_care_date(parse_date("子どもの頃")) == "子どもの頃"
    assert format_care_date(parse_date("2024-08-09")) == "令和6年8月9日"
    assert format_care_date(parse_date("2024-08-09"), short=True) == "R6.8.9"
    assert format_care_date(CareDate("", "2010", True, True)) == "平成22年頃~"
    assert format_care_date(None) == ""


def test_a_weekday_for_the_header() -> None:
    assert format_with_weekday(date(2026, 6, 15), lang="ja") == "令和8年6月15日(月)"
    assert format_with_weekday(date(2026, 6, 21), lang="en") == "21 Jun 2026 (Sun)"


def test_only_a_day_becomes_a_calendar_day() -> None:
    assert to_date(parse_date("R8.4.21")) == date(2026, 4, 21)
    assert to_date(parse_date("R8.4")) is None
    assert to_date(parse_date("不明")) is None
    assert to_date(None) is None
    assert to_date(from_date(date(2026, 4, 21))) == date(2026, 4, 21)


@given(st.dates(date(1873, 1, 1), date(2100, 12, 31)))
def test_every_day_round_trips_and_has_a_year_one_or_later(day: date) -> None:
    iso = day.isoformat()
    for short in (False, True):
        text = format_wareki(iso, short=short, lang="ja")
        read = parse_date(text)
        assert read.iso == iso
        assert not read.era_overflow


def test_the_days_around_every_change_of_era() -> None:
    for old, new in pairwise(ERAS):
        before = new.first - timedelta(days=1)
        assert format_wareki(new.first.isoformat(), lang="ja").startswith(f"{new.name}元年")
        assert format_wareki(before.isoformat(), lang="ja").startswith(old.name)


# ---- fiscal year and age ----


def test_fiscal_years() -> None:
    assert fiscal_year(date(2019, 3, 31)) == 2018
    assert fiscal_year(date(2019, 4, 1)) == fiscal_year(date(2020, 3, 31)) == 2019
    assert format_fiscal_year(2019, lang="ja") == "令和元年度"
    assert format_fiscal_year(2026, lang="ja") == "令和8年度"
    assert format_fiscal_year(2026, lang="en") == "FY 2026"
    for text in ("平成31年度", "令和元年度", "R1年度", "2019年度", "2019", "H31"):
        assert parse_fiscal_year(text) == 2019, text
    assert parse_fiscal_year("今年度") is None
    assert parse_fiscal_year("R1.5") is None


def test_age_by_birthdays() -> None:
    assert age_on(date(1944, 6, 15), date(2026, 6, 14)) == 81
    assert age_on(date(1944, 6, 15), date(2026, 6, 15)) == 82
    assert age_on(date(1944, 2, 29), date(2026, 2, 28)) == 81
    assert age_on(date(1944, 2, 29), date(2026, 3, 1)) == 82


def test_legal_age_is_attained_the_day_before() -> None:
    assert legal_age_on(date(1940, 4, 1), date(2005, 3, 30)) == 64
    assert legal_age_on(date(1940, 4, 1), date(2005, 3, 31)) == 65
    assert attains_on(date(1940, 4, 1), 65) == date(2005, 3, 31)
    assert attains_on(date(1940, 2, 29), 65) == date(2005, 2, 28)
    assert attains_on(date(1940, 2, 29), 64) == date(2004, 2, 28)
    assert attains_on(date(1941, 1, 1), 65) == date(2005, 12, 31)


@given(st.dates(date(1900, 1, 1), date(1990, 12, 31)), st.integers(0, 110))
def test_the_day_of_attainment_is_the_first_of_that_legal_age(birth: date, years: int) -> None:
    day = attains_on(birth, years)
    assert legal_age_on(birth, day) == years
    assert legal_age_on(birth, day - timedelta(days=1)) == years - 1
