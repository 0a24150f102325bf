"""A year planned in one go, requests counted, own templates kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.conference import agenda
from app.conference import preparation as prep
from app.conference.meeting import CaseRequest, ConferenceStatus
from app.conference.year_plan import MonthlyRule, PlannedDay, proposed
from app.services import planning
from app.services.cases import new_case, save_case
from app.services.conferences import (
    find_conference,
    get_conference,
    list_conferences,
    new_conference,
    save_conference,
)
from app.services.store import Store

RULES = (
    MonthlyRule(session_type="hokatsu", venue="大会議室", expected_people=50),
    MonthlyRule(session_type="kyotaku", ordinal=4, weekday=4),
)


def year(store: Store) -> tuple[PlannedDay, ...]:
    known = planning.conferences_between(store, "2024-04-01", "2025-03-31")
    return proposed(RULES, 2024, known, date(2024, 4, 1))


def test_a_year_is_planned_once_and_numbered_by_day(store: Store) -> None:
    there = new_conference(store, date="2024-06-04")
    made = planning.plan_year(store, year(store))
    rows = sorted(list_conferences(store), key=lambda row: row.date)
    assert (len(made.uuids), len(rows)) == (23, 24)
    numbers = [row.number for row in rows if row.uuid != there.uuid]
    assert numbers == list(range(2, 25))
    first = get_conference(store, made.uuids[0])
    assert (first.date, first.venue, first.expected_people) == ("2024-04-16", "大会議室", 50)
    assert planning.plan_year(store, year(store)).uuids == ()


def test_a_plan_seen_before_another_meeting_was_made_doubles_nothing(store: Store) -> None:
    days = year(store)
    new_conference(store, date="2024-04-30")
    made = planning.plan_year(store, days)
    assert len(made.uuids) == 23


def test_a_year_is_made_whole_or_not_at_all(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    days = list(year(store))
    broken = replace(days[5], rule=replace(days[5].rule, minutes=2**60))
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the text boundary refuses
        planning.plan_year(store, [*days[:5], broken])
    assert list_conferences(store) == []


def test_a_year_goes_to_the_bin_and_comes_back_together(store: Store) -> None:
    made = planning.plan_year(store, year(store)).uuids
    running = replace(get_conference(store, made[0]), status=ConferenceStatus.RUNNING)
    save_conference(store, running)
    binned = planning.bin_planned(store, made)
    assert set(binned.uuids) == set(made[1:])
    assert [row.uuid for row in list_conferences(store)] == [made[0]]
    planning.restore_planned(store, binned.uuids)
    assert len(list_conferences(store)) == 24


def test_requests_are_counted_in_the_list(practice: Store) -> None:
    asked = (
        CaseRequest(centre="北", asked_on="2024-07-01", answered_on="2024-07-09"),
        CaseRequest(centre="南", asked_on="2024-07-01"),
        CaseRequest(centre="東"),
    )
    first = find_conference(practice, 1)
    save_conference(practice, replace(first, requests=asked))
    (row,) = [row for row in list_conferences(practice) if row.uuid == first.uuid]
    assert (row.requests_sent, row.requests_answered) == (2, 1)


def test_centres_come_from_presenters_and_earlier_requests(store: Store) -> None:
    save_case(store, replace(new_case(store), staff="包括きた 保健師"))
    asked = (CaseRequest(centre="包括みなみ"),)
    save_conference(store, replace(new_conference(store), requests=asked))
    assert planning.known_centres(store) == ("包括きた", "包括みなみ")


def test_a_candidate_put_off_waits_in_the_next_meeting_of_its_kind(practice: Store) -> None:
    case = new_case(practice)
    first = find_conference(practice, 1)
    put_off = prep.with_state(prep.propose(first, case.uuid), case.uuid, prep.LATER)
    save_conference(practice, put_off)
    third = find_conference(practice, 3)
    same_kind = planning.conferences_of_kind(practice, third.session_type)
    assert [one.number for one in same_kind] == [1, 3]
    assert [one.candidate.case_uuid for one in prep.waiting(third, same_kind)] == [case.uuid]


def test_a_template_of_ones_own_is_kept_replaced_and_forgotten(practice: Store) -> None:
    template = agenda.template_of(find_conference(practice, 1), "いつもの")
    assert template is not None
    planning.save_template(practice, template)
    planning.save_template(practice, replace(template, opening=5, closing=5))
    assert planning.own_templates(practice) == (replace(template, opening=5, closing=5),)
    planning.forget_template(practice, template.id)
    assert planning.own_templates(practice) == ()


def test_days_of_another_year_are_left_alone(store: Store) -> None:
    new_conference(store, date="2025-04-15")
    days = year(store)
    assert all(each.makes_one for each in days)
    assert max(each.day for each in days) < date(2025, 4, 1)


def test_the_town_is_what_its_cases_say(practice: Store) -> None:
    town = planning.town_of(practice)
    assert town.cases == 10
    assert "地域包括支援センター北" in town.offices
    assert town.diseases["hypertension"] == 5
