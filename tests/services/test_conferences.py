"""Planning, saving, closing and binning conferences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from app.care.case import CaseStatus
from app.conference.meeting import (
    AgendaItem,
    Attendance,
    Conference,
    ConferenceStatus,
    Entry,
    EntryKind,
    PromptUse,
    ResourceUse,
    Stage,
    Transition,
)
from app.errors import InputRefused
from app.services.cases import bin_case, find_case, get_case, list_cases, new_case, save_case
from app.services.conferences import (
    bin_conference,
    close_conference,
    conferences_of,
    find_conference,
    get_conference,
    list_conferences,
    new_conference,
    restore_conference,
    save_conference,
)
from app.services.store import Store
from app.services.work import SaveConflict
from tests.services.strategies import CONFERENCES, on_agenda


@given(first=CONFERENCES, second=CONFERENCES)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_field_comes_back_as_it_was_saved(
    store: Store, first: Conference, second: Conference
) -> None:
    case = new_case(store)
    first = on_agenda(replace(first, title="第1回", number=1), case.uuid)
    saved = save_conference(store, first).conference
    assert saved == replace(first, row_version=1)
    assert get_conference(store, first.uuid) == saved
    changed = replace(on_agenda(second, case.uuid), uuid=first.uuid, row_version=1)
    save_conference(store, changed)
    assert replace(get_conference(store, first.uuid), row_version=1) == changed


def test_a_whole_meeting_is_kept(practice: Store) -> None:
    planned = find_conference(practice, 1)
    case_uuid = planned.agenda[0].case_uuid
    held = replace(
        planned,
        status=ConferenceStatus.RUNNING,
        attendance=(
            Attendance(profession="薬剤師", count=2, spoke=3),
            Attendance(profession="理学療法士", name="田中", organisation="本郷病院", pledged=True),
        ),
        entries=(
            Entry(
                case_uuid=case_uuid,
                stage=Stage.SUPPORT,
                kind=EntryKind.SUPPORT,
                text="石段の昇降を練習する",
                owner="PT",
                due="9月末",
                shown=True,
            ),
            Entry(kind=EntryKind.LEARNING, text="週1回の薬は曜日表がよい"),
        ),
        transitions=(
            Transition(kind="open", at=0.0, wall_time="2024-08-09T14:00:00+09:00"),
            Transition(
                kind="enter",
                at=240.5,
                wall_time="2024-08-09T14:04:00+09:00",
                case_uuid=case_uuid,
                stage=Stage.ISSUE,
            ),
        ),
        prompt_uses=(
            PromptUse(prompt_id="P3-1", state="used", case_uuid=case_uuid),
            PromptUse(prompt_id="P1-1", state="skipped"),
        ),
        resource_uses=(ResourceUse(case_uuid=case_uuid, name="囲碁サロン", reason="男性が多い"),),
    )
    saved = save_conference(practice, held)
    assert saved.changes.kinds == {"conference"}
    assert get_conference(practice, planned.uuid) == saved.conference
    later = replace(
        saved.conference,
        prompt_uses=(replace(held.prompt_uses[1], state="used"),),
        entries=held.entries[1:],
    )
    save_conference(practice, later)
    assert get_conference(practice, planned.uuid) == replace(later, row_version=3)


def test_a_new_conference_has_number_title_and_divided_minutes(practice: Store) -> None:
    uuids = [row.uuid for row in list_cases(practice)[:4]]
    made = new_conference(practice, date="2024-10-11", venue="大会議室", case_uuids=uuids)
    assert (made.number, made.title) == (4, "第4回 多職種合同カンファレンス")
    assert [item.case_uuid for item in made.agenda] == uuids
    spent = sum(sum(item.planned_minutes.values()) for item in made.agenda)
    assert made.opening_minutes + spent + made.closing_minutes == 90
    assert made.practice
    assert find_conference(practice, "４") == made


def test_the_list_shows_cases_and_people(practice: Store) -> None:
    meeting = find_conference(practice, 1)
    people = (Attendance(profession="医師", count=2), Attendance(profession="薬剤師"))
    save_conference(practice, replace(meeting, attendance=people))
    row = next(row for row in list_conferences(practice) if row.number == 1)
    assert (row.case_count, row.case_nos, row.people) == (4, (103, 104, 105, 106), 3)
    assert (row.date, row.start_time, row.expected_people) == ("2024-08-09", "14:00", 52)
    assert row.status is ConferenceStatus.PLANNED


def test_closing_sends_the_cases_into_follow_up(practice: Store) -> None:
    meeting = find_conference(practice, 1)
    first, *others = meeting.agenda
    ended = get_case(practice, first.case_uuid)
    save_case(practice, replace(ended, status=CaseStatus.CLOSED))
    saved = close_conference(practice, meeting)
    assert saved.conference.status is ConferenceStatus.CLOSED
    assert get_case(practice, first.case_uuid).status is CaseStatus.CLOSED
    assert {get_case(practice, item.case_uuid).status for item in others} == {CaseStatus.FOLLOWING}
    assert saved.changes.kinds == {"conference", "case"}
    assert saved.changes.ids == {meeting.uuid, *(item.case_uuid for item in others)}


def test_an_older_version_does_not_overwrite_a_newer_one(practice: Store) -> None:
    meeting = find_conference(practice, 1)
    save_conference(practice, replace(meeting, venue="別館"))
    with pytest.raises(SaveConflict):
        save_conference(practice, replace(meeting, venue="本館"))
    assert get_conference(practice, meeting.uuid).venue == "別館"


def test_a_case_that_does_not_exist_can_not_be_planned(store: Store) -> None:
    with pytest.raises(InputRefused, match="指している記録"):
        save_conference(store, Conference(agenda=(AgendaItem(case_uuid="nobody"),)))
    assert list_conferences(store) == []


def test_a_binned_conference_leaves_the_lists_and_comes_back(practice: Store) -> None:
    meeting = find_conference(practice, 1)
    case = find_case(practice, 104)
    bin_conference(practice, meeting.uuid)
    assert 1 not in [row.number for row in list_conferences(practice)]
    assert [row.number for row in list_conferences(practice, binned=True)] == [1]
    assert conferences_of(practice, case.uuid) == []
    restored = restore_conference(practice, meeting.uuid).conference
    assert restored == replace(meeting, row_version=meeting.row_version + 2)
    assert conferences_of(practice, case.uuid) == [restored]
    with pytest.raises(InputRefused):
        find_conference(practice, 99)


def test_a_binned_case_stays_readable_on_its_agenda(practice: Store) -> None:
    meeting = find_conference(practice, 1)
    bin_case(practice, meeting.agenda[0].case_uuid)
    assert get_conference(practice, meeting.uuid) == meeting
    assert get_case(practice, meeting.agenda[0].case_uuid).case_no == 103
