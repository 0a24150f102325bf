"""Ratings: spellings, the two axes, arrows and counts (DOMAIN.md §1.2, §2.2, §2.3)."""

from __future__ import annotations

from typing import Any

import pytest

from app.care import ratings
from app.care.case import Judgement, TimePoint
from app.care.items import items

CIRCLES = "○〇◯OＯoｏ0０⭕"
TRIANGLES = "△▲Δ▵∆"
CROSSES = "×✕✖xXｘＸ"


def _judgements(case: dict[str, Any]) -> list[Judgement]:
    columns = (
        ("pre", TimePoint.BEFORE),
        ("predicted_post", TimePoint.PREDICTED),
        ("actual_post", TimePoint.ACTUAL_6),
    )
    return [
        Judgement(item=row["key"], time_point=point, rating=row[column])
        for row in case["adl_iadl"]["items"]
        for column, point in columns
        if column in row
    ]


@pytest.mark.parametrize(("shapes", "group"), [(CIRCLES, "O"), (TRIANGLES, "D"), (CROSSES, "X")])
def test_every_glyph_with_every_digit_is_read(shapes: str, group: str) -> None:
    for shape in shapes:
        for digits, number in (("1１①", "1"), ("2２②", "2")):
            for digit in digits:
                for text in (shape + digit, f" {shape} {digit}　", f"({shape}{digit})"):
                    assert ratings.parse_rating(text) == group + number, text


@pytest.mark.parametrize(
    "text", ["—", "–", "ー", "－", "-", "―", "−", "——", "該当なし", "NA", "n/a"]
)
def test_every_dash_means_not_applicable(text: str) -> None:
    assert ratings.parse_rating(text) == "NA"


@pytest.mark.parametrize("code", ratings.RATINGS)
def test_code_and_symbol_are_read_back(code: str) -> None:
    assert ratings.parse_rating(code) == code
    assert ratings.parse_rating(ratings.symbol(code)) == code


@pytest.mark.parametrize("text", ["", " ", "○", "△", "1", "○3", "△0", "〃", "良い", "○12", "□1"])
def test_what_is_not_a_rating_is_not_guessed(text: str) -> None:
    assert ratings.parse_rating(text) is None


def test_one_key_entry_in_both_widths() -> None:
    for keys in ("123456", "１２３４５６"):
        assert [ratings.rating_for_key(k) for k in keys] == list(ratings.RATINGS[:6])
    assert ratings.rating_for_key("-") == ratings.rating_for_key("－") == "NA"
    for text in ("0", "7", "a", "", "12", "①①"):
        assert ratings.rating_for_key(text) is None


def test_all_49_pairs_follow_the_table_of_two_axes() -> None:
    ladder = {"O1": 3, "O2": 2, "D1": 1, "D2": 1, "X1": 0, "X2": 0}
    outlook = {("D2", "D1"): "potential_up", ("X2", "X1"): "potential_up",
               ("D1", "D2"): "potential_down", ("X1", "X2"): "potential_down"}  # fmt: skip
    marks = {"improve": "up", "decline": "down"}
    for before in ratings.RATINGS:
        for after in ratings.RATINGS:
            if "NA" in (before, after):
                expected = "na"
            elif before == after:
                expected = "same"
            elif (before, after) in outlook:
                expected = outlook[before, after]
            else:
                expected = "improve" if ladder[after] > ladder[before] else "decline"
            assert ratings.change(before, after) == expected, (before, after)
            assert ratings.arrow(before, after) == marks.get(expected, "")


def test_a_missing_rating_is_never_compared() -> None:
    assert ratings.change(None, "O1") == ratings.change("O1", None) == "na"
    assert ratings.arrow(None, None) == ""
    assert ratings.steps_gained(None, "O1") == ratings.steps_gained("NA", "O1") == 0


def test_steps_follow_design_04() -> None:
    assert ratings.steps_gained("D1", "O1") == 2
    assert ratings.steps_gained("X1", "D1") == 1
    assert ratings.steps_gained("D2", "D1") == 0
    assert ratings.steps_gained("O1", "X2") == -3


def test_help_groups_and_chart_points() -> None:
    assert [ratings.help_group(c) for c in (*ratings.RATINGS, None)] == [*"OODDXX", None, None]
    assert [ratings.group_points(c) for c in ratings.RATINGS] == [2, 2, 1, 1, 0, 0, None]


def test_meanings_in_both_languages() -> None:
    japanese = [ratings.meaning(c, lang="ja") for c in ratings.RATINGS]
    english = [ratings.meaning(c, lang="en") for c in ratings.RATINGS]
    assert japanese[0] == "自立・楽にできる"
    assert all(text.isascii() for text in english)
    assert len(set(english)) == len(set(japanese)) == 7


def test_all_180_rows_of_the_samples_agree(sample_file: dict[str, Any]) -> None:
    rows = [row for case in sample_file["cases"] for row in case["adl_iadl"]["items"]]
    assert len(rows) == 180
    marks = {"up": "↑", "down": "↓", "": ""}
    for row in rows:
        assert ratings.change(row["pre"], row["predicted_post"]) == row["predicted_change"]
        assert marks[ratings.arrow(row["pre"], row["predicted_post"])] == row["arrow"]
        assert ratings.symbol(row["pre"]) == row["pre_symbol"]
        assert ratings.parse_rating(row["predicted_symbol"]) == row["predicted_post"]
        if "actual_post" in row:
            assert ratings.change(row["pre"], row["actual_post"]) == row["actual_change"]


def test_predicted_improvements_are_those_of_the_domain_table(sample_file: dict[str, Any]) -> None:
    found = {}
    for case in sample_file["cases"]:
        counted = ratings.summary(_judgements(case))
        assert counted.improving_adl + counted.improving_iadl == len(counted.improving)
        found[case["case_no"]] = (len(counted.improving), len(counted.declining))
    assert found == {  # DOMAIN.md §10, column "Predicted ↑ / ↓"
        101: (6, 0), 102: (2, 1), 103: (8, 0), 104: (13, 0), 105: (5, 0),
        106: (8, 0), 107: (5, 0), 108: (6, 0), 109: (9, 0), 110: (11, 0),
    }  # fmt: skip


def test_follow_up_counts_of_sample_101(sample_file: dict[str, Any]) -> None:
    counted = ratings.summary(_judgements(sample_file["cases"][0]))
    assert counted.better == ("garbage",)
    assert counted.not_reached == ()
    assert len(counted.as_predicted) == len(counted.exact) == 17
    assert counted.compared == 18
    assert counted.accuracy == pytest.approx(17 / 18)
    assert len(counted.achieved) == 6


def test_counts_per_code_and_time_point(sample_file: dict[str, Any]) -> None:
    counted = ratings.summary(_judgements(sample_file["cases"][0]))
    assert counted.counts[TimePoint.BEFORE] == {
        "O1": 4, "O2": 5, "D1": 5, "D2": 2, "X1": 2, "X2": 0, "NA": 0,
    }  # fmt: skip
    assert sum(counted.counts[TimePoint.PREDICTED].values()) == 18
    assert sum(counted.counts[TimePoint.ACTUAL_12].values()) == 0


def test_another_outlook_is_as_predicted_but_not_exact_and_dash_is_not_compared() -> None:
    keys = [item.key for item in items()]
    cells = [("D1", "D2"), ("NA", "O1"), ("O1", "O2"), ("O2", None)]
    judgements = []
    for key, (predicted, now) in zip(keys, cells, strict=False):
        judgements.append(Judgement(item=key, time_point=TimePoint.PREDICTED, rating=predicted))
        judgements.append(Judgement(item=key, time_point=TimePoint.ACTUAL_3, rating=now))
    counted = ratings.summary(judgements, TimePoint.ACTUAL_3)
    assert counted.as_predicted == (keys[0],)
    assert counted.exact == ()
    assert counted.not_reached == (keys[2],)
    assert counted.compared == 2
    assert counted.accuracy == 0.0
    assert ratings.summary(judgements, TimePoint.ACTUAL_6).accuracy is None
