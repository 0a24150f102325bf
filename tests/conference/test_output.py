"""The wall: what is seen in each state, and that doubt ends in HIDDEN."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.conference import output
from app.conference.output import OutputState
from app.conference.room import Output, RoomView


def frame(question: str) -> RoomView:
    return RoomView(language="ja", stage=None, identity=None, question=question)


FIRST, SECOND = frame("解決すべき課題は何か？"), frame("今の支え方でそれは解けるか？")


def test_a_new_wall_is_hidden() -> None:
    state = OutputState()
    assert not state.on_wall
    assert state.visible_view(FIRST) is None


def test_showing_follows_the_console() -> None:
    state = output.show(OutputState())
    assert state.visible_view(FIRST) is FIRST
    assert state.visible_view(SECOND) is SECOND


def test_a_frozen_wall_stands_still_and_lets_go_again() -> None:
    state = output.freeze(output.show(OutputState()), FIRST)
    assert state.output is Output.FROZEN
    assert state.visible_view(SECOND) is FIRST
    assert output.freeze(state, SECOND).visible_view(SECOND) is SECOND


def test_blank_is_black_and_brings_back_what_was_there() -> None:
    frozen = output.freeze(output.show(OutputState()), FIRST)
    dark = output.blank(frozen)
    assert dark.on_wall
    assert dark.visible_view(SECOND) is None
    assert output.blank(dark).visible_view(SECOND) is FIRST
    live = output.blank(output.blank(output.show(OutputState())))
    assert live.visible_view(SECOND) is SECOND


def test_a_hidden_wall_has_nothing_to_freeze_or_blank() -> None:
    hidden = OutputState()
    assert output.freeze(hidden, FIRST) == hidden
    assert output.blank(hidden) == hidden
    assert output.freeze(output.show(hidden), None).output is Output.SHOWING


def test_a_lost_monitor_hides_and_forgets_from_every_state() -> None:
    showing = output.show(OutputState())
    frozen = output.freeze(showing, FIRST)
    for state in (showing, frozen, output.blank(showing), output.blank(frozen)):
        assert output.monitor_lost(state) == OutputState()


STEPS = {
    "show": output.show,
    "freeze": lambda state: output.freeze(state, FIRST),
    "blank": output.blank,
    "hide": output.hide,
    "lost": output.monitor_lost,
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=30))
def test_no_walk_ever_shows_an_old_frame_live(walk: list[str]) -> None:
    state = OutputState()
    for name in walk:
        state = STEPS[name](state)
    seen = state.visible_view(SECOND)
    assert (
        seen
        is {
            Output.SHOWING: SECOND,
            Output.FROZEN: FIRST,
            Output.BLANK: None,
            Output.HIDDEN: None,
        }[state.output]
    )
    if state.output is Output.HIDDEN:
        assert state.held is None


def test_every_pair_of_steps_ends_in_a_known_state() -> None:
    for first, second in itertools.product(STEPS.values(), repeat=2):
        assert second(first(OutputState())).output in Output
