"""Small rules of the console's parts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conference.deck import Card
from app.i18n import set_language
from app.ui.console.capture_panel import due_suggestions
from app.ui.console.conference_bar import drift_text
from app.ui.console.prompts_panel import window_start
from app.ui.console.stage_row import share_width


@given(
    st.integers(100, 3000),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 300)), min_size=4, max_size=4),
)
def test_stage_widths_fill_the_row_and_keep_their_least(
    width: int, parts: list[tuple[int, int]]
) -> None:
    weights, least = [w for w, _ in parts], [each for _, each in parts]
    widths = share_width(width, weights, least)
    assert sum(widths) <= width
    if sum(least) < width:
        assert all(given >= wanted for given, wanted in zip(widths, least, strict=True))


def test_a_longer_stage_is_wider() -> None:
    assert share_width(1000, [5, 2, 3, 10], [100] * 4) == [250, 100, 150, 500]


@pytest.mark.parametrize(("asked", "start"), [(0, 0), (1, 0), (2, 0), (3, 1), (5, 3), (7, 3)])
def test_two_asked_prompts_stay_above_the_next_one(asked: int, start: int) -> None:
    rows = [Card(f"P3-{number}", "？", "used" if number < asked else "open") for number in range(7)]
    assert window_start(rows) == start


def test_due_days_are_days_people_say() -> None:
    assert due_suggestions(date(2024, 8, 6)) == (
        "8月13日(火)",
        "8月20日(火)",
        "9月30日(月)",
        "3か月後",
        "6か月後",
    )
    assert due_suggestions(date(2024, 1, 31))[2] == "2月29日(木)"
    assert due_suggestions(date(2024, 12, 31))[2] == "1月31日(金)"
    set_language("en")
    assert due_suggestions(date(2024, 8, 6))[0] == "13 Aug (Tue)"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(59, "予定どおり"), (-59, "予定どおり"), (60, "予定より1分早い"), (-130, "予定より2分遅い")],
)
def test_drift_in_words(seconds: int, text: str) -> None:
    assert drift_text(seconds) == text
