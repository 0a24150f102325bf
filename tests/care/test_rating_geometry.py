"""The glyph's numbers stay in their box and match design/ds.js."""

from __future__ import annotations

import math

import pytest

from app.care import rating_geometry as geometry
from app.care.ratings import RATINGS

STROKES = [geometry.STROKE_SCREEN, geometry.STROKE_ROOM, geometry.STROKE_PAPER]


@pytest.mark.parametrize("stroke", STROKES)
def test_painted_shapes_stay_in_the_box(stroke: float) -> None:
    assert geometry.CIRCLE_RADIUS + stroke / 2 <= geometry.BOX / 2
    for code in RATINGS:
        half = geometry.stroke_of(code, stroke) / 2
        for line in geometry.lines(code, stroke):
            for x, y in line.points:
                assert half <= x <= geometry.BOX - half
                assert half <= y <= geometry.BOX - half


@pytest.mark.parametrize("stroke", STROKES)
def test_triangle_is_symmetric_and_its_mitre_ends_in_the_box(stroke: float) -> None:
    (line,) = geometry.triangle(stroke)
    apex, right, left = line.points
    assert line.closed
    assert apex[0] == geometry.BOX / 2
    assert right[0] + left[0] == pytest.approx(geometry.BOX)
    assert right[1] == left[1]
    half_angle = math.atan2(right[0] - apex[0], right[1] - apex[1])
    assert apex[1] - stroke / 2 / math.sin(half_angle) >= 0


def test_the_drawn_triangle_of_the_design() -> None:
    (line,) = geometry.triangle(1.9)
    assert [c for point in line.points for c in point] == pytest.approx(
        [8, 2.15, 14.45, 14.05, 1.55, 14.05]
    )


def test_each_code_has_its_shape_and_digit() -> None:
    assert [geometry.is_circle(code) for code in RATINGS] == [True, True] + [False] * 5
    assert [len(geometry.lines(code)) for code in RATINGS] == [0, 0, 1, 1, 2, 2, 1]
    assert [geometry.digit(code) for code in RATINGS] == ["1", "2", "1", "2", "1", "2", ""]


def test_arrows_mirror_each_other_and_no_arrow_draws_nothing() -> None:
    up = [p for line in geometry.arrow_lines("up") for p in line.points]
    down = [p for line in geometry.arrow_lines("down") for p in line.points]
    assert [(x, pytest.approx(16 - y)) for x, y in up] == down
    assert geometry.arrow_lines("") == ()


def test_a_rating_takes_its_box_a_gap_and_a_digit_cell() -> None:
    assert geometry.width("O1", 16) == pytest.approx(16 + 2 + 15 * 0.66)
    assert geometry.width("D2", 32) == pytest.approx(2 * geometry.width("D2", 16))
    assert geometry.width("NA", 16) == 16
