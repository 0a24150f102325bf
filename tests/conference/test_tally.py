"""The tally of who spoke."""

from __future__ import annotations

from app.conference import attendance
from app.conference.meeting import Conference
from app.conference.tally import voices, with_voice


def room() -> Conference:
    conference = attendance.walk_in(Conference(), "nurse")
    return attendance.walk_in(attendance.walk_in(conference, "centre"), "centre")


def test_who_was_not_heard_yet_stands_first() -> None:
    spoken = with_voice(with_voice(room(), "centre"), "centre")
    first, second, third = voices(spoken)[:3]
    assert (first.profession, first.silent) == ("nurse", True)
    assert (second.profession, second.people, second.spoke) == ("centre", 2, 2)
    assert (third.people, third.silent) == (0, False)


def test_a_slip_is_taken_back_but_never_below_none() -> None:
    before = room()
    assert with_voice(with_voice(before, "nurse"), "nurse", -1) == before
    assert with_voice(before, "nurse", -1) is before


def test_somebody_who_speaks_is_in_the_room() -> None:
    spoken = with_voice(room(), "physician")
    assert attendance.count_of(spoken, "physician") == 1
    assert attendance.people(spoken) == 4
