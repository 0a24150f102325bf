"""Undo: what counts as one step, and how far back it goes."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.clock import FixedClock
from app.ui.undo import STEPS, SnapshotStack


def test_typing_in_one_field_is_one_step(fixed_clock: FixedClock) -> None:
    stack = SnapshotStack("", fixed_clock)
    for text in ("い", "いご", "囲碁"):
        stack.push(text, "life")
        fixed_clock.advance(0.3)

    assert stack.undo() == ""
    assert not stack.can_undo()
    assert stack.redo() == "囲碁"


def test_a_pause_or_another_field_begins_a_new_step(fixed_clock: FixedClock) -> None:
    stack = SnapshotStack("0", fixed_clock)
    stack.push("1", "life")
    fixed_clock.advance(1.2)
    stack.push("2", "life")
    stack.push("3", "wish")

    assert [stack.undo(), stack.undo(), stack.undo(), stack.undo()] == ["2", "1", "0", None]


def test_choices_are_steps_of_their_own(fixed_clock: FixedClock) -> None:
    stack = SnapshotStack("0", fixed_clock)
    stack.push("1")
    stack.push("2")

    assert stack.undo() == "1"


def test_typing_after_undo_is_not_joined_to_what_was_before(fixed_clock: FixedClock) -> None:
    stack = SnapshotStack("0", fixed_clock)
    stack.push("1", "life")
    stack.push("2", "wish")
    stack.undo()
    stack.push("3", "life")

    assert not stack.can_redo()
    assert [stack.undo(), stack.undo()] == ["1", "0"]


def test_an_equal_value_is_no_step(fixed_clock: FixedClock) -> None:
    stack = SnapshotStack("0", fixed_clock)
    stack.push("0", "life")

    assert not stack.can_undo()


def test_a_new_row_version_is_no_step(fixed_clock: FixedClock) -> None:
    stack = SnapshotStack(("text", 1), fixed_clock)
    stack.push(("texts", 1), "life")
    stack.amend(("texts", 2))

    assert stack.value == ("texts", 2)
    assert stack.undo() == ("text", 1)


def test_at_least_two_hundred_steps_and_not_endlessly_many(fixed_clock: FixedClock) -> None:
    stack = SnapshotStack(0, fixed_clock)
    for number in range(1, 1000):
        stack.push(number)
    steps = 0
    while stack.undo() is not None:
        steps += 1

    assert steps == STEPS >= 200


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(0, 30))
def test_redo_brings_back_what_undo_took(values: list[int], back: int) -> None:
    stack = SnapshotStack(-1, FixedClock(datetime(2024, 8, 6, tzinfo=UTC)))
    for value in values:
        stack.push(value)
    last = stack.value
    taken = 0
    while taken < back and stack.undo() is not None:
        taken += 1
    for _ in range(taken):
        stack.redo()

    assert stack.value == last
