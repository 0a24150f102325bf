"""The bin: what lies there, coming back, and erasing so that nothing stays but the deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.care.case import PrivateIdentity
from app.clock import FixedClock
from app.conference.meeting import Entry, EntryKind
from app.models.base import metadata
from app.models.history import trail_is_whole
from app.models.revisions import audit_trail
from app.services.case_bin import binned_cases, erase_cases, meetings_of
from app.services.cases import (
    bin_case,
    find_case,
    get_case,
    list_cases,
    new_case,
    restore_case,
    save_case,
    save_identity,
)
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.store import Store, open_store
from app.services.work import NotFound
from tests.services.conftest import PASSPHRASE

MARK = "鯨の骨董"


def everything(store: Store) -> Iterator[tuple[str, object]]:
    """Every cell of every table, with the table's name."""
    with store.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                for cell in row:
                    yield table.name, cell


def test_the_bin_tells_who_when_and_how_long(practice: Store, fixed_clock: FixedClock) -> None:
    practice.actor = "佐伯"
    uuid = find_case(practice, 104).uuid
    bin_case(practice, uuid)
    fixed_clock.advance(timedelta(days=12).total_seconds())

    (lying,) = binned_cases(practice)

    assert (lying.uuid, lying.case_no, lying.binned_by) == (uuid, 104, "佐伯")
    assert lying.binned_at.isoformat(timespec="minutes") == "2024-08-06T10:42+09:00"
    assert lying.days_left == 18
    fixed_clock.advance(timedelta(days=40).total_seconds())
    assert binned_cases(practice)[0].days_left == 0
    restore_case(practice, uuid)
    assert binned_cases(practice) == []


def test_erasing_leaves_no_word_behind_but_the_deed(practice: Store) -> None:
    case = find_case(practice, 104)
    case = save_case(practice, replace(case, desired_life=MARK)).case
    save_case(practice, replace(case, desired_life="別の言葉"))
    save_identity(practice, PrivateIdentity(case_uuid=case.uuid, name=MARK))
    meetings = [get_conference(practice, row.uuid) for row in list_conferences(practice)]
    meeting = next(m for m in meetings if case.uuid in {item.case_uuid for item in m.agenda})
    said = Entry(case_uuid=case.uuid, kind=EntryKind.ISSUE, text=MARK)
    save_conference(practice, replace(meeting, entries=(said,)))
    assert meetings_of(practice, [case.uuid])
    bin_case(practice, case.uuid)

    erase_cases(practice, [case.uuid])

    left = [(name, cell) for name, cell in everything(practice) if MARK in str(cell)]
    assert left == []
    named = {name for name, cell in everything(practice) if case.uuid in str(cell)}
    assert named == {"audit_trail"}
    with practice.read() as connection:
        last = connection.execute(select(audit_trail).order_by(audit_trail.c.seq.desc())).first()
        assert last is not None
        assert (last.action, last.record_uuid, last.fields) == ("erased", case.uuid, [])
        assert trail_is_whole(connection)
    with pytest.raises(NotFound):
        get_case(practice, case.uuid)
    assert list_cases(practice, search="墓参り") == []
    assert len(list_cases(practice)) == 9
    assert practice.verify().ok


def test_only_what_lies_in_the_bin_can_be_erased(practice: Store) -> None:
    case = find_case(practice, 104)

    with pytest.raises(NotFound):
        erase_cases(practice, [case.uuid])

    assert get_case(practice, case.uuid) == case


def test_a_case_comes_back_out_of_the_bin_after_a_restart(
    store: Store, fixed_clock: FixedClock
) -> None:
    case = save_case(store, replace(new_case(store), strengths=MARK)).case
    bin_case(store, case.uuid)
    store.close()
    fixed_clock.advance(timedelta(days=45).total_seconds())

    again = open_store(store.folder, PASSPHRASE, clock=fixed_clock)

    try:
        (lying,) = binned_cases(again)  # past its 30 days, and still there: a person decides
        assert (lying.uuid, lying.days_left) == (case.uuid, 0)
        assert list_cases(again, search=MARK) == []
        restore_case(again, lying.uuid)
        assert [row.uuid for row in list_cases(again, search=MARK)] == [case.uuid]
        back = get_case(again, case.uuid)
        assert replace(back, row_version=0) == replace(case, row_version=0)
        assert binned_cases(again) == []
    finally:
        again.close()
