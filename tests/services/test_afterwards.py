"""After a meeting: what is left to do, and that doing it is stored in one go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.conference import checks, minutes
from app.conference.meeting import Conference, ConferenceStatus, Entry, EntryKind, Stage
from app.conference.minutes import Section
from app.models.revisions import revisions
from app.services import afterwards as after
from app.services.afterwards import Closing
from app.services.cases import get_case, save_case
from app.services.conferences import find_conference, get_conference, save_conference
from app.services.handouts import record_handout, set_returned
from app.services.store import Store


@pytest.fixture
def held(practice: Store) -> Conference:
    """The first meeting, closed, with two actions, something put off and an idea of nobody."""
    meeting = find_conference(practice, 1)
    case = meeting.agenda[0].case_uuid

    def entry(kind: EntryKind, text: str, owner: str = "") -> Entry:
        return Entry(kind=kind, case_uuid=case, stage=Stage.SUPPORT, text=text, owner=owner)

    return save_conference(
        practice,
        replace(
            meeting,
            status=ConferenceStatus.CLOSED,
            entries=(
                entry(EntryKind.SUPPORT, "椅子を試す", "森本"),
                entry(EntryKind.FIRST_STEP, "下見に行く", "森本"),
                entry(EntryKind.SUPPORT, "誰のものでもない案"),
                entry(EntryKind.CARRIED_OVER, "次に話す"),
            ),
        ),
    ).conference


def left(store: Store, held: Conference) -> dict[Closing, int]:
    now = get_conference(store, held.uuid)
    return {item.item: item.left for item in after.closing_items(store, now)}


def test_the_checklist_counts_what_is_left(practice: Store, held: Conference) -> None:
    paper = record_handout(
        practice, kind="case_sheet", case_uuids=[], sha256="0" * 64, copies=3,
        conference_uuid=held.uuid,
    )  # fmt: skip
    record_handout(
        practice, kind="packet", case_uuids=[], sha256="0" * 64, conference_uuid=held.uuid
    )  # the organiser's own copy
    record_handout(
        practice, kind="minutes", case_uuids=[], sha256="0" * 64, conference_uuid=held.uuid
    )
    set_returned(practice, paper, 2, returned=True)
    assert left(practice, held) == {
        Closing.COPIES: 2,
        Closing.FOLLOW_UPS: len(held.agenda),
        Closing.ACTIONS: 2,
        Closing.TEMPORARY_FILES: 1,
        Closing.MINUTES: 1,
    }
    assert after.open_closings(practice) == {held.uuid: 5}
    (counted,) = after.counted_handouts(practice, held.uuid)
    assert after.missing_numbers(counted) == (1, 3)
    for number in (1, 3):
        set_returned(practice, paper, number, returned=True)
    after.set_follow_ups(practice, held)
    for entry in after.actions_of(held):
        after.set_action_status(practice, held.uuid, entry.uuid, after.HANDED_OVER)
    after.tick(practice, held.uuid, checks.TEMPORARY_FILES)
    after.make_final(practice, held.uuid)
    assert set(left(practice, held).values()) == {0}
    assert after.open_closings(practice) == {}
    after.tick(practice, held.uuid, checks.TEMPORARY_FILES, on=False)
    assert after.open_closings(practice) == {held.uuid: 1}


def test_follow_up_dates_count_from_the_baseline_or_the_meeting(
    practice: Store, held: Conference
) -> None:
    uuids = [item.case_uuid for item in held.agenda]
    first = get_case(practice, uuids[0])
    save_case(practice, replace(first, baseline_date=None, follow_ups=()))
    before = {uuid: get_case(practice, uuid) for uuid in uuids}
    _, undo = after.set_follow_ups(practice, held)
    assert [one.target_date for one in get_case(practice, uuids[0]).follow_ups] == [
        "2024-11-09", "2025-02-09", "2025-08-09",
    ]  # fmt: skip
    after.put_back_follow_ups(practice, undo)
    for uuid in uuids:
        assert get_case(practice, uuid).follow_ups == before[uuid].follow_ups


def test_a_result_recorded_since_survives_taking_the_dates_back(
    practice: Store, held: Conference
) -> None:
    uuid = held.agenda[0].case_uuid
    _, undo = after.set_follow_ups(practice, held)
    case = get_case(practice, uuid)
    known = replace(case.follow_ups[0], outcome_code="improved")
    save_case(practice, replace(case, follow_ups=(known, *case.follow_ups[1:])))
    after.put_back_follow_ups(practice, undo)
    assert known in get_case(practice, uuid).follow_ups


def test_open_actions_come_up_at_the_next_meeting(practice: Store, held: Conference) -> None:
    nxt = find_conference(practice, 2)
    same_case = replace(nxt, session_type="other", agenda=held.agenda[:1])
    texts = [action.entry.text for action in after.open_actions(practice, same_case)]
    assert texts == ["椅子を試す", "下見に行く"]
    same_type = replace(nxt, session_type=held.session_type, agenda=())
    found = after.open_actions(practice, same_type)
    assert [action.entry.text for action in found] == ["椅子を試す", "下見に行く", "次に話す"]
    assert found[0].conference_uuid == held.uuid
    after.set_action_status(practice, held.uuid, found[0].entry.uuid, after.DONE)
    after.set_action_status(practice, held.uuid, found[1].entry.uuid, after.HANDED_OVER)
    left = [action.entry.text for action in after.open_actions(practice, same_type)]
    assert left == ["下見に行く", "次に話す"]  # handed over is not done
    assert after.open_actions(practice, held) == ()


def test_taking_final_back_is_in_the_history(practice: Store, held: Conference) -> None:
    after.make_final(practice, held.uuid)
    now = get_conference(practice, held.uuid)
    source = after.source_of(practice, now)
    case = held.agenda[0].case_uuid
    assert minutes.with_text(source, Section.IDEAS, case, "x") == now
    after.take_back_final(practice, held.uuid)
    assert not minutes.is_final(get_conference(practice, held.uuid))
    mine = select(revisions.c.action).where(revisions.c.record_uuid == held.uuid)
    with practice.read() as connection:
        actions = list(connection.execute(mine).scalars())
    assert {"minutes_final", "minutes_reopened"} <= set(actions)
