"""The home page: what is next, what was last, what is due, the year so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from app.care.case import AgendaPoint, CareDate, Case, CaseStatus, FollowUp
from app.clock import FixedClock
from app.conference.meeting import ConferenceStatus, Entry, EntryKind
from app.i18n import set_language
from app.services.cases import bin_case, find_case, new_case, restore_case, save_case
from app.services.conferences import (
    bin_conference,
    close_conference,
    find_conference,
    new_conference,
    save_conference,
)
from app.services.home import home_data
from app.services.store import Store


def test_the_next_meeting_with_its_cases_in_order(practice: Store) -> None:
    following = home_data(practice).next_conference
    assert following is not None
    assert following.conference.number == 1
    assert following.days_left == 3
    assert [one.case.case_no for one in following.cases] == [103, 104, 105, 106]
    assert [section.key for section in following.cases[0].sections] == [
        "basic",
        "medical",
        "life",
        "plan",
        "judgement",
    ]
    assert following.cases[0].ready == all(
        section.done == section.total for section in following.cases[0].sections
    )


def test_a_running_meeting_comes_first_then_the_nearest_then_a_missed_one(
    practice: Store, fixed_clock: FixedClock
) -> None:
    third = find_conference(practice, 3)
    third = save_conference(practice, replace(third, status=ConferenceStatus.RUNNING)).conference
    assert _next_number(practice) == 3
    save_conference(practice, replace(third, status=ConferenceStatus.CLOSED))
    assert _next_number(practice) == 1
    bin_conference(practice, find_conference(practice, 1).uuid)
    assert _next_number(practice) == 2
    fixed_clock.advance(60 * 24 * 3600)
    following = home_data(practice).next_conference
    assert following is not None
    assert (following.conference.number, following.days_left) == (2, -43)


def _next_number(store: Store) -> int | None:
    following = home_data(store).next_conference
    return following.conference.number if following else None


def test_an_empty_store_has_a_quiet_home(store: Store) -> None:
    home = home_data(store)
    assert home.next_conference is None
    assert home.last_held is None
    assert home.recent == ()
    assert home.follow_ups == ()
    assert home.month_counts == {3: 0, 6: 0, 12: 0}
    assert (home.total_cases, home.cases_discussed, home.supports_decided) == (0, 0, 0)
    assert home.today == date(2024, 8, 6)
    assert home.fiscal_year == 2024


def test_recent_cases_say_what_was_edited_and_when(
    practice: Store, fixed_clock: FixedClock
) -> None:
    fixed_clock.advance(3600)
    case = find_case(practice, 104)
    save_case(practice, replace(case, cm_assessment="よくなる"))
    fixed_clock.advance(60)
    other = find_case(practice, 102)
    points = (*other.agenda_points, AgendaPoint(text="歩き方"))
    save_case(practice, replace(other, agenda_points=points))
    fixed_clock.advance(60)
    fresh = new_case(practice)
    recent = home_data(practice).recent
    assert [(one.case_no, one.what) for one in recent[:4]] == [
        (fresh.case_no, "新しい事例"),
        (102, "論点を編集"),
        (104, "ケアマネの見立てを編集"),
        (110, "取り込み"),
    ]
    assert recent[2].at == datetime(2024, 8, 6, 11, 42, tzinfo=timezone(timedelta(hours=9)))
    assert len(recent) == 9
    set_language("en")
    assert home_data(practice).recent[0].what == "New case"


def test_binned_cases_are_not_recent_and_come_back_as_restored(practice: Store) -> None:
    case = find_case(practice, 104)
    bin_case(practice, case.uuid)
    home = home_data(practice)
    assert 104 not in [one.case_no for one in home.recent]
    assert home.total_cases == 9
    restore_case(practice, case.uuid)
    whats = {one.case_no: one.what for one in home_data(practice).recent}
    assert whats[104] == "ごみ箱から戻した"


def following_case(store: Store, baseline: str, **fields: object) -> Case:
    case = replace(
        new_case(store),
        status=CaseStatus.FOLLOWING,
        baseline_date=CareDate(baseline, baseline),
        **fields,  # type: ignore[arg-type]
    )
    return save_case(store, case).case


def test_follow_ups_are_planned_from_the_baseline_longest_overdue_first(store: Store) -> None:
    first = following_case(store, "2024-05-31")  # 3 months: 31 August
    second = following_case(store, "2024-04-30")  # 3 months: 30 July, a week ago
    home = home_data(store)
    found = [(one.case_no, one.months, one.days_left) for one in home.follow_ups]
    assert found[:2] == [(second.case_no, 3, -7), (first.case_no, 3, 25)]
    assert len(found) == 6
    assert home.overdue == 1
    assert home.month_counts == {3: 1, 6: 0, 12: 0}


def test_recorded_results_and_closed_drafted_or_binned_cases_are_not_due(store: Store) -> None:
    done = FollowUp(months=6, target_date="2024-08-20", outcome_code="level_in_force")
    ahead = FollowUp(months=12, target_date="")
    kept = following_case(store, "2024-02-20", follow_ups=(done, ahead))
    for status in (CaseStatus.CLOSED, CaseStatus.DRAFT):
        case = following_case(store, "2024-02-20")
        save_case(store, replace(case, status=status))
    bin_case(store, following_case(store, "2024-02-20").uuid)
    following_case(store, "2024-02")
    found = home_data(store).follow_ups
    assert [(one.case_uuid, one.months, one.target) for one in found] == [
        (kept.uuid, 12, date(2025, 2, 20))
    ]


def test_the_year_counts_cases_and_supports_of_held_meetings(practice: Store) -> None:
    meeting = find_conference(practice, 1)
    entries = (
        Entry(kind=EntryKind.SUPPORT, text="a", case_uuid=meeting.agenda[0].case_uuid),
        Entry(kind=EntryKind.SUPPORT, text="b"),
        Entry(kind=EntryKind.LEARNING, text="c"),
    )
    assert home_data(practice).cases_discussed == 0
    meeting = save_conference(practice, replace(meeting, entries=entries)).conference
    close_conference(practice, meeting)
    last_year = new_conference(
        practice, date="2024-03-31", case_uuids=[find_case(practice, 110).uuid]
    )
    close_conference(practice, last_year)
    home = home_data(practice)
    assert (home.cases_discussed, home.supports_decided) == (4, 2)
    assert home.last_held is not None
    assert home.last_held.uuid == meeting.uuid


@pytest.mark.parametrize("day", ["", "そのうち", "2024-13-45"])
def test_a_meeting_without_a_readable_day_does_not_break_the_page(store: Store, day: str) -> None:
    new_conference(store, date=day)
    following = home_data(store).next_conference
    assert following is not None
    assert following.days_left is None
