"""Checklist, short tests and weights of other people's sheets (DOMAIN.md §1.5, §5.1, §5.4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import CareDate, Case, PhysicalTest, Weight
from app.exchange.foreign_cells import CellRefused
from app.exchange.foreign_fields import overlaid
from app.exchange.foreign_findings import findings
from app.exchange.foreign_headers import match_header
from app.exchange.foreign_mapping import propose_mapping
from app.exchange.foreign_measures import checked, checklist, measured, weights
from app.exchange.foreign_read import ForeignCase, read_case_rows
from tests.exchange.foreign_sheets import grid, table

PLAIN, ROW = ("No", "年齢", "性別"), ("101", "84", "女")
RISKS = (0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1)
# Yes and no of the same answers: 1 to 8, 16 and 19 count when the answer is no.
YES = "".join(
    "はい" if bool(risk) is (no not in (*range(1, 9), 16, 19)) else "いいえ"
    for no, risk in enumerate(RISKS, start=1)
)


def one(heads: tuple[str, ...], cells: tuple[str, ...]) -> ForeignCase:
    """The case of one row; everything must be certain and readable."""
    rows = grid(table((*PLAIN, *heads), (*ROW, *cells)))
    mapping = propose_mapping(rows)
    assert findings(rows, mapping) == ()
    read = read_case_rows(rows, mapping)
    assert read.problems == ()
    return read.cases[0]


@pytest.mark.parametrize(
    ("text", "answer"),
    [("はい", 0), ("いいえ", 1), ("１", 1), ("0", 0), ("○", 1), ("〇", 1), ("×", 0), ("該当", 1),
     ("判定不可", None), ("未回答", None), ("－", None), ("", None)],
)  # fmt: skip
def test_an_answer_in_every_spelling(text: str, answer: int | None) -> None:
    assert checked(1, text) == answer
    with pytest.raises(CellRefused):
        checked(1, "たぶん")


def test_yes_counts_by_the_question() -> None:
    assert (checked(9, "はい"), checked(9, "いいえ"), checked(16, "いいえ")) == (1, 0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "".join(map(str, RISKS)),
        " ".join(map(str, RISKS)),
        "、".join("×○"[each] for each in RISKS),
        YES,
        "\n".join(f"{no}. {'×○'[each]}" for no, each in enumerate(RISKS, start=1)),
    ],
)
def test_all_answers_in_one_cell(text: str) -> None:
    assert checklist(text) == RISKS
    case = one(("基本チェックリスト",), (text,)).case
    assert case.checklist == RISKS


@pytest.mark.parametrize("text", ["12点", "0110", "1、6、7該当", "2" * 25])
def test_a_total_is_no_answer(text: str) -> None:
    with pytest.raises(CellRefused):
        checklist(text)


def test_a_column_for_each_question() -> None:
    heads = tuple(f"基本チェックリスト {no}" for no in range(1, 26))
    cells = ("判定不可", *("×○"[each] for each in RISKS[1:]))
    assert one(heads, cells).case.checklist == (None, *RISKS[1:])


FULL = (
    "バスや電車で一人で外出", "日用品の買い物", "預貯金の出し入れ", "友人宅の訪問", "家族や友人の相談にのる",
    "階段を手すりなしで昇る", "椅子からつかまらずに立つ", "15分くらい続けて歩く", "この1年間に転んだこと",
    "転倒への不安が大きい", "体重減少", "BMI18.5未満", "固いものが食べにくい", "お茶などでむせる", "口の渇き",
    "週に1回以上の外出", "昨年より外出が減った", "同じことを聞く", "電話番号を調べてかける", "今日の月日がわからない",
    "毎日の充実感がない", "楽しめなくなった", "以前より億劫", "役に立つと思えない", "わけもなく疲れた感じ",
)  # fmt: skip


def test_questions_in_words_are_known_among_their_like() -> None:
    cells = tuple("01"[each] for each in RISKS)
    assert one(FULL, cells).case.checklist == RISKS
    assert (match_header("日用品の買い物")[0] or "").startswith("judgement.")  # alone it isn't one


@pytest.mark.parametrize(
    ("heads", "cells", "test"),
    [
        (("握力(kg)",), ("18.2",), PhysicalTest(grip_kg=18.2)),
        (("握力",), ("右18.2 / 左16.5",), PhysicalTest(grip_kg=18.2)),
        (("握力（右）", "握力（左）"), ("18.2kg", "２０.1"), PhysicalTest(grip_kg=20.1)),
        (("TUG（秒）", "測定日"), ("11.8秒", "R6.6.5"),
         PhysicalTest(tug_sec=11.8, measured=CareDate("R6.6.5", "2024-06-05"))),
        (("5m歩行", "片足立ち", "下腿周囲長"), ("5.0", "60秒以上", "31.5cm"),
         PhysicalTest(walk5m_sec=5.0, one_leg_stand_sec=60, calf_cm=31.5)),
        (("歩行速度",), ("0.8m/s",),
         PhysicalTest(walk5m_sec=6.2, note="歩行速度 0.8m/秒から換算")),
        (("５回椅子立ち上がり", "ＴＵＧ"), ("測定不可", "9.8"),
         PhysicalTest(tug_sec=9.8, note="5回椅子立ち上がり 測定不可")),
    ],
)  # fmt: skip
def test_short_tests(heads: tuple[str, ...], cells: tuple[str, ...], test: PhysicalTest) -> None:
    (found,) = one(heads, cells).case.physical_tests
    assert replace(found, uuid="") == replace(test, uuid="")


def test_a_value_nobody_can_reach_is_refused() -> None:
    for name, text in (("grip_kg", "182"), ("tug_sec", "速い"), ("calf_cm", "3.1")):
        with pytest.raises(CellRefused):
            measured(name, [text])


SERIES = [("2024-04", 46.0), ("2024-07", 44.5)]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (("体重の推移",), ("R6.4 46kg、R6.7 44.5kg",)),
        (("体重推移",), ("・R6年4月：46.0kg\n・R6年7月：44.5kg",)),
        (("体重(R6.4)", "体重(R6.7)"), ("46", "44.5kg")),
        (("体重測定日1", "体重1", "体重測定日2", "体重2"), ("R6.4", "46", "R6.7", "44.5")),
    ],
)
def test_weights_over_time(heads: tuple[str, ...], cells: tuple[str, ...]) -> None:
    case = one(heads, cells).case
    assert [(each.date and each.date.iso, each.kg) for each in case.weights] == SERIES
    assert case.weight_kg is None


def test_a_single_weight_stays_the_weight_of_the_sheet() -> None:
    assert one(("体重(kg)",), ("44.5",)).case.weight_kg == 44.5
    with pytest.raises(CellRefused):
        weights("減っている", None, None)


def test_a_new_day_is_added_and_the_same_day_completed() -> None:
    april, july = CareDate("R6.4.1", "2024-04-01"), CareDate("R6.7.1", "2024-07-01")
    here = Case(
        checklist=(1, *[None] * 24),
        physical_tests=(PhysicalTest(measured=april, grip_kg=18.0),),
        weights=(Weight(date=april, kg=46.0),),
    )
    sheet = Case(
        checklist=(None, 0, *[None] * 23),
        physical_tests=(
            PhysicalTest(measured=replace(april, text="2024/4/1"), tug_sec=12.0),
            PhysicalTest(measured=july, tug_sec=11.0),
        ),
        weights=(Weight(date=april, kg=45.5), Weight(date=july, kg=44.0)),
    )
    now = overlaid(here, sheet, frozenset({"checklist", "physical_tests", "weights"}))
    assert now.checklist[:3] == (1, 0, None)
    assert [(t.grip_kg, t.tug_sec) for t in now.physical_tests] == [(18.0, 12.0), (None, 11.0)]
    assert [each.kg for each in now.weights] == [45.5, 44.0]
    assert overlaid(now, sheet, frozenset({"physical_tests", "weights"})) == now


@pytest.mark.parametrize(
    "head",
    ["30秒椅子立ち上がり(回)", "CS-30", "ＣＳ３０", "30秒立ち上がりテスト", "椅子立ち上がり（30秒）",
     "10m歩行", "10ｍ歩行時間"],
)  # fmt: skip
def test_a_test_without_a_place_is_left_out_and_named(head: str) -> None:
    rows = grid(table((*PLAIN, head), (*ROW, "12")))
    mapping = propose_mapping(rows)

    assert mapping.columns[-1].target is None
    found = findings(rows, mapping)
    assert [(each.column, each.must_answer) for each in found] == [(len(PLAIN), False)]
    assert head in found[0].message


@pytest.mark.parametrize(
    ("head", "target"),
    [("5回椅子立ち上がり(秒)", "tests.chair_stand_sec"), ("CS-5", "tests.chair_stand_sec"),
     ("10m歩行速度", "tests.walk_speed"), ("5m歩行", "tests.walk5m_sec")],
)  # fmt: skip
def test_a_test_with_a_place_keeps_it(head: str, target: str) -> None:
    assert match_header(head)[0] == target
