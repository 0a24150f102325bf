"""The one owner of what the wall does: SHOWING, FROZEN, BLANK or HIDDEN.

A pure machine; windows show its state and hold none of their own (RELIABILITY.md §C,
DESIGN-SYSTEM §9). HIDDEN means no window of ours on any screen. Every doubt ends in HIDDEN:
a lost monitor, a restart, a locked program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.conference.room import Output, RoomView


@dataclass(frozen=True, slots=True)
class OutputState:
    """State of the wall. ``held`` is the frozen frame, ``under_blank`` what blank covers."""

    output: Output = Output.HIDDEN
    held: RoomView | None = None
    under_blank: Output = Output.SHOWING

    def visible_view(self, live: RoomView | None) -> RoomView | None:
        """The frame people see: the live one, the held one, or none."""
        if self.output is Output.SHOWING:
            return live
        return self.held if self.output is Output.FROZEN else None

    @property
    def on_wall(self) -> bool:
        """Whether a window of ours is on the wall, be it black."""
        return self.output is not Output.HIDDEN


def show(_state: OutputState) -> OutputState:
    """Put the live frame on the wall."""
    return OutputState(Output.SHOWING)


def freeze(state: OutputState, live: RoomView | None) -> OutputState:
    """Hold the present frame while the console goes on; a second time lets go of it."""
    if state.output is Output.SHOWING and live is not None:
        return OutputState(Output.FROZEN, held=live)
    return show(state) if state.output is Output.FROZEN else state


def blank(state: OutputState) -> OutputState:
    """Black; a second time brings back what was there, live or held."""
    match state.output:
        case Output.SHOWING | Output.FROZEN:
            return replace(state, output=Output.BLANK, under_blank=state.output)
        case Output.BLANK:
            return replace(state, output=state.under_blank, under_blank=Output.SHOWING)
    return state


def hide(_state: OutputState) -> OutputState:
    """Take the window off the wall and forget the held frame."""
    return OutputState()


def monitor_lost(_state: OutputState) -> OutputState:
    """The screen went away: nothing may appear on another one by itself."""
    return OutputState()
