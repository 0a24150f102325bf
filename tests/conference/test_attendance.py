"""Walk-ins by one key per profession."""

from __future__ import annotations

from app.conference import attendance
from app.conference.meeting import Attendance, Conference


def test_a_walk_in_counts_up_without_a_name() -> None:
    conference = Conference()
    for _ in range(3):
        conference = attendance.walk_in(conference, "pharmacist")
    conference = attendance.walk_in(conference, "nurse")
    assert attendance.count_of(conference, "pharmacist") == 3
    assert (attendance.people(conference), attendance.kinds(conference)) == (4, 2)
    assert len(conference.attendance) == 2


def test_taking_back_leaves_people_with_a_name() -> None:
    named = Attendance(profession="nurse", name="花子")
    conference = attendance.walk_in(Conference(attendance=(named,)), "nurse")
    conference = attendance.take_back(conference, "nurse")
    assert attendance.take_back(conference, "nurse").attendance == (named,)


def test_every_profession_has_a_key_of_its_own_and_both_languages() -> None:
    known = attendance.professions()
    assert len({each.key for each in known}) == len(known) == 20
    assert all(each.name("ja") != each.name("en") for each in known)
    assert attendance.profession_name("pharmacist", "en") == "Pharmacist"
    assert attendance.profession_name("僧侶") == "僧侶"


def test_pledges_are_counted_one_by_one_or_all_at_once() -> None:
    conference = Conference()
    for _ in range(3):
        conference = attendance.walk_in(conference, "nurse")
    conference = attendance.pledge_one(conference, "nurse")
    conference = attendance.pledge_one(conference, "nurse")
    assert (attendance.people(conference), attendance.pledged(conference)) == (3, 2)
    conference = attendance.walk_in(conference, "nurse")
    assert attendance.pledged(conference) == 2  # who walks in later has not pledged
    conference = attendance.take_back(conference, "nurse")
    assert (attendance.people(conference), attendance.pledged(conference)) == (3, 2)
    everybody = attendance.all_pledged(conference)
    assert attendance.pledged(everybody) == 3
    assert attendance.pledge_one(everybody, "nurse") == everybody


def test_one_person_is_set_apart_for_a_name() -> None:
    conference = attendance.walk_in(attendance.walk_in(Conference(), "nurse"), "nurse")
    (counted,) = conference.attendance
    conference, alone = attendance.set_apart(conference, counted.uuid)
    assert [line.count for line in conference.attendance] == [1, 1]
    named = Attendance(uuid=alone, profession="nurse", name="見本花子")
    conference = attendance.changed(conference, named)
    assert attendance.count_of(conference, "nurse") == 2
    assert "花子" not in str(attendance.without_names(conference))
    assert attendance.set_apart(conference, alone) == (conference, alone)
