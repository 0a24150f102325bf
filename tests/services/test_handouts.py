"""Numbered paper: printed, handed out, collected."""

from __future__ import annotations

import pytest

from app.errors import InputRefused
from app.services.cases import find_case
from app.services.conferences import find_conference
from app.services.handouts import list_handouts, record_handout, set_returned
from app.services.store import Store


def test_a_handout_remembers_cases_copies_and_hash(practice: Store) -> None:
    practice.actor = "佐伯"
    meeting = find_conference(practice, 1)
    uuids = [find_case(practice, number).uuid for number in (104, 101)]
    uuid = record_handout(
        practice,
        kind="case-sheet",
        case_uuids=uuids,
        sha256="ab" * 32,
        copies=52,
        conference_uuid=meeting.uuid,
        paper="A3",
        pages=2,
    )
    (handout,) = list_handouts(practice, conference_uuid=meeting.uuid)
    assert handout.uuid == uuid
    assert handout.case_uuids == tuple(uuids)
    assert (handout.copies, handout.paper, handout.pages) == (52, "A3", 2)
    assert handout.sha256 == "ab" * 32
    assert handout.printed_by == "佐伯"
    assert handout.returned == ()
    assert list_handouts(practice, conference_uuid="another") == []


def test_copies_are_ticked_off_and_the_tick_can_be_taken_back(practice: Store) -> None:
    uuid = record_handout(practice, kind="case-sheet", case_uuids=[], sha256="0" * 64, copies=3)
    assert set_returned(practice, uuid, 3, returned=True).kinds == {"handout"}
    set_returned(practice, uuid, 1, returned=True)
    assert list_handouts(practice)[0].returned == (1, 3)
    set_returned(practice, uuid, 3, returned=False)
    assert list_handouts(practice)[0].returned == (1,)
    with pytest.raises(InputRefused):
        set_returned(practice, uuid, 4, returned=True)


def test_a_handout_of_an_unknown_case_is_refused(practice: Store) -> None:
    with pytest.raises(InputRefused):
        record_handout(practice, kind="case-sheet", case_uuids=["nobody"], sha256="0" * 64)
    assert list_handouts(practice) == []
