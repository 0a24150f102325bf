"""BMI as on paper and the change of weight (DOMAIN.md §1.2, §1.5; design 03)."""

from __future__ import annotations

from typing import Any

import pytest

from app.care.body import (
    WeightChange,
    bmi,
    bmi_remark,
    height_unusual,
    imported_bmi_differs,
    weight_change,
    weight_unusual,
)
from app.care.case import CareDate, Case, Weight


def _weight(iso: str, kg: float) -> Weight:
    return Weight(date=CareDate(iso, iso), kg=kg)


def test_bmi_of_every_sample_case(sample_file: dict[str, Any]) -> None:
    for case in sample_file["cases"]:
        assert bmi(case["height_cm"], case["weight_kg"]) == case["bmi"]


@pytest.mark.parametrize(
    ("height", "weight", "expected"),
    [
        (162, 43.6, 16.6),  # the source report's sheet truncated this to 16
        (137, 44, 23.4),
        (164.0, 49.8, 18.5),
        (100, 20.25, 20.3),  # exactly half: up, where binary rounding goes to even
        (200, 81.0, 20.3),  # 20.25 again
        (None, 50, None),
        (150, None, None),
        (0, 50, None),
        (150, 0, None),
    ],
)
def test_bmi_rounds_half_up(
    height: float | None, weight: float | None, expected: float | None
) -> None:
    assert bmi(height, weight) == expected


def test_the_remark_names_only_low_values() -> None:
    assert bmi_remark(20.0) == "低栄養傾向(20以下)"
    assert bmi_remark(20.1) == bmi_remark(None) == ""


def test_an_imported_bmi_is_shown_from_half_a_point_of_difference() -> None:
    case = Case(height_cm=162, weight_kg=43.6, imported_bmi=16.0)
    assert imported_bmi_differs(case)
    assert not imported_bmi_differs(Case(height_cm=162, weight_kg=43.6, imported_bmi=16.2))
    assert imported_bmi_differs(Case(height_cm=162, weight_kg=43.6, imported_bmi=16.1))
    assert not imported_bmi_differs(Case(imported_bmi=16.0))
    assert not imported_bmi_differs(Case(height_cm=162, weight_kg=43.6))


def test_unusual_measures() -> None:
    assert [height_unusual(cm) for cm in (99.9, 100, 200, 200.1, None)] == [
        True, False, False, True, False,
    ]  # fmt: skip
    assert [weight_unusual(kg) for kg in (19.9, 20, 150, 150.1, None)] == [
        True, False, False, True, False,
    ]  # fmt: skip


def test_half_a_year_as_in_design_03() -> None:
    case = Case(
        weight_kg=49.8,
        conference_date=CareDate("R8.6.18", "2026-06-18"),
        weights=(_weight("2025-12-15", 54.0),),
    )
    change = weight_change(case)
    assert change == WeightChange(54.0, 49.8, -4.2, -7.8, 6)
    assert change is not None
    assert change.text() == "半年で −4.2kg(−7.8%)"


def test_the_point_nearest_to_half_a_year_is_compared() -> None:
    case = Case(
        weights=(
            _weight("2026-05-20", 50.0),
            _weight("2024-06", 58.0),
            _weight("2025-11", 53.0),
            _weight("2026-06-15", 49.0),
        )
    )
    change = weight_change(case)
    assert change is not None
    assert (change.before_kg, change.now_kg, change.months) == (53.0, 49.0, 7)
    assert change.text() == "7か月で −4.0kg(−7.5%)"


def test_a_gain_and_no_change() -> None:
    points = (_weight("2026-05-01", 50.0), _weight("2026-06-01", 52.5))
    gain = weight_change(Case(weights=points))
    assert gain is not None
    assert (gain.kg, gain.percent, gain.months) == (2.5, 5.0, 1)
    assert gain.text() == "1か月で +2.5kg(+5.0%)"
    same = weight_change(Case(weights=(points[0], _weight("2026-06-01", 50.0))))
    assert same is not None
    assert same.kg == 0


def test_a_weight_without_a_known_day_still_compares_with_the_last_measured() -> None:
    change = weight_change(Case(weight_kg=48.0, weights=(_weight("2026-01-10", 50.0),)))
    assert change is not None
    assert (change.kg, change.months) == (-2.0, None)
    assert change.text() == "前回から −2.0kg(−4.0%)"


@pytest.mark.parametrize(
    "case",
    [
        Case(),
        Case(weight_kg=50.0, life_issues="半年で体重が5kg減った"),
        Case(weights=(_weight("2026-06-01", 50.0),)),
        Case(weight_kg=50.0, weights=(_weight("2026-06-01", 50.0),)),
        Case(weight_kg=50.0, weights=(_weight("2025", 55.0), Weight(kg=54.0))),
        Case(
            weight_kg=50.0,
            conference_date=CareDate("", "2026-01-01"),
            weights=(_weight("2026-06-01", 55.0),),
        ),
    ],
)
def test_nothing_is_said_without_two_measured_weights(case: Case) -> None:
    assert weight_change(case) is None
