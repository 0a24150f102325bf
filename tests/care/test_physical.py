"""Short tests: speed, reference lines, course (DOMAIN.md §5.4)."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from app.care.case import CareDate, PhysicalTest, Sex
from app.care.physical import crossed_lines, kind_of_test, kinds_of_test, trend, walking_speed


@pytest.mark.parametrize(
    ("seconds", "speed"),
    [(5.0, 1.0), (4.6, 1.09), (5.9, 0.85), (7.4, 0.68), (4.0, 1.25), (5.95, 0.84), (5.955, 0.8396)],
)
def test_speed_has_one_decimal_more_than_the_seconds(seconds: float, speed: float) -> None:
    assert walking_speed(seconds) == pytest.approx(speed, abs=0.0005)


def test_no_speed_without_a_time() -> None:
    assert walking_speed(None) is None
    assert walking_speed(0) is None


def test_every_measure_of_a_case_has_its_test_in_both_languages() -> None:
    measures = {f.name for f in fields(PhysicalTest)} - {"uuid", "measured", "note"}
    assert {kind.field for kind in kinds_of_test()} == measures
    for kind in kinds_of_test():
        assert kind.label("ja")
        assert kind.label("en").isascii()
        assert kind.unit("ja")
        assert kind.how("en")
        for line in (*kind.male, *kind.female):
            assert line.words("ja")
            assert line.source("en")


def _crossed(sex: Sex | None, **measured: float) -> list[tuple[str, float]]:
    found = crossed_lines(PhysicalTest(**measured), sex)  # type: ignore[arg-type]
    return [(kind.field, line.value) for kind, line in found]


@pytest.mark.parametrize(
    ("sex", "field", "value", "lines"),
    [
        (Sex.MALE, "grip_kg", 27.9, [28]),
        (Sex.MALE, "grip_kg", 28.0, []),
        (Sex.FEMALE, "grip_kg", 27.9, []),
        (Sex.FEMALE, "grip_kg", 17.9, [18]),
        (None, "grip_kg", 10.0, []),
        (Sex.UNKNOWN, "grip_kg", 10.0, []),
        (None, "walk5m_sec", 5.0, []),
        (None, "walk5m_sec", 5.1, [5.0]),
        (None, "tug_sec", 10.9, []),
        (None, "tug_sec", 11.0, [11]),
        (None, "tug_sec", 13.5, [11, 13.5]),
        (None, "one_leg_stand_sec", 15.0, []),
        (None, "one_leg_stand_sec", 14.9, [15]),
        (None, "one_leg_stand_sec", 4.9, [15, 5]),
        (None, "chair_stand_sec", 11.9, []),
        (None, "chair_stand_sec", 12.0, [12]),
        (Sex.MALE, "calf_cm", 33.9, [34]),
        (Sex.FEMALE, "calf_cm", 33.0, []),
        (Sex.FEMALE, "calf_cm", 32.9, [33]),
    ],
)
def test_each_line_at_its_value(
    sex: Sex | None, field: str, value: float, lines: list[float]
) -> None:
    assert _crossed(sex, **{field: value}) == [(field, line) for line in lines]


def test_both_tug_lines_are_shown_side_by_side() -> None:
    assert [line.value for line in kind_of_test("tug_sec").lines(Sex.FEMALE)] == [11, 13.5]


def test_the_samples_have_values_within_sense(sample_file: dict[str, Any]) -> None:
    by_no = {case["case_no"]: case for case in sample_file["cases"]}
    measured = by_no[102]["physical_tests"]
    values = {key: measured[key] for key in ("grip_kg", "walk5m_sec", "tug_sec")}
    assert _crossed(Sex.MALE, **values) == [
        ("grip_kg", 28), ("walk5m_sec", 5.0), ("tug_sec", 11), ("tug_sec", 13.5),
    ]  # fmt: skip
    assert walking_speed(measured["walk5m_sec"]) == 0.85


def test_the_course_is_told_oldest_first_and_without_gaps_filled() -> None:
    tests = [
        PhysicalTest(measured=CareDate("", "2026-06-01"), tug_sec=11.0),
        PhysicalTest(measured=CareDate("", "2026-03"), tug_sec=14.2),
        PhysicalTest(measured=CareDate("", "2026-05-01"), grip_kg=20.0),
        PhysicalTest(tug_sec=9.0),
    ]
    assert trend(tests, "tug_sec") == (("2026-03", 14.2), ("2026-06-01", 11.0))
