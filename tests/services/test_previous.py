"""The same person again: duplicated, proposed by number or name and birthday, never linked alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import Case, PrivateIdentity
from app.care.wareki import parse_date
from app.conference.meeting import Entry, EntryKind, Stage
from app.errors import InputRefused
from app.services.cases import (
    bin_case,
    find_case,
    get_case,
    get_identity,
    new_case,
    save_case,
    save_identity,
)
from app.services.conferences import new_conference, save_conference
from app.services.previous import last_meeting, new_from_previous, same_person
from app.services.store import Store


def person(store: Store, **values: object) -> PrivateIdentity:
    """A new case with a private identity."""
    case = new_case(store)
    return save_identity(store, PrivateIdentity(case_uuid=case.uuid, **values)).identity  # type: ignore[arg-type]


def test_a_duplicate_is_a_whole_case_with_the_identity(practice: Store) -> None:
    old = find_case(practice, 104)
    save_identity(practice, PrivateIdentity(case_uuid=old.uuid, name="山田ハナ", phone="0120"))
    made = new_from_previous(practice, old.uuid)

    case = get_case(practice, made.case.uuid)
    assert case == made.case
    assert case.previous_case_uuid == old.uuid
    assert case.case_no == 111
    assert len(case.medications) == len(old.medications)
    assert get_identity(practice, case.uuid).name == "山田ハナ"
    assert get_case(practice, old.uuid) == old
    assert case.uuid in made.changes.ids
    again = new_from_previous(practice, case.uuid).case
    assert again.previous_case_uuid == case.uuid


def test_a_case_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(InputRefused):
        new_from_previous(store, "nobody")


def test_the_same_person_is_found_by_insured_number(store: Store) -> None:
    first = person(store, name="山田ハナ", insured_number="0012345678")
    person(store, name="別の人", insured_number="0099999999")
    now = person(store, name="やまだ はな", insured_number="００１２３４５６７８")
    (found,) = same_person(store, now)
    assert (found.uuid, found.by) == (first.case_uuid, "insured_number")


def test_or_by_name_and_whole_birth_date_in_any_spelling(store: Store) -> None:
    born = parse_date("S15.4.2")
    first = person(store, name="髙橋 花子", birth_date=born)
    person(store, name="髙橋花子", birth_date=parse_date("S15.4.3"))
    person(store, name="髙橋花子", birth_date=parse_date("S15年"))
    now = person(store, name="高橋花子", birth_date=parse_date("昭和15年4月2日"))
    (found,) = same_person(store, now)
    assert (found.uuid, found.by) == (first.case_uuid, "name_and_birth")
    assert same_person(store, replace(now, birth_date=parse_date("S15年"))) == []


def test_nobody_is_proposed_without_words_or_from_the_bin(store: Store) -> None:
    first = person(store, insured_number="1", name="")
    assert same_person(store, person(store, name="")) == []
    now = person(store, insured_number="1")
    assert [one.uuid for one in same_person(store, now)] == [first.case_uuid]
    bin_case(store, first.case_uuid)
    assert same_person(store, now) == []
    assert get_case(store, now.case_uuid).previous_case_uuid is None  # only proposed


def test_the_last_meeting_tells_what_was_agreed_and_the_first_step(store: Store) -> None:
    old = new_case(store)
    conference = new_conference(store, date="2024-02-09", case_uuids=[old.uuid])
    entries = (
        entry(old, EntryKind.SUPPORT, "手すりを付ける"),
        entry(old, EntryKind.SUPPORT, "墓参りに付き添う", owner="長男", due="3月"),
        entry(old, EntryKind.COMMUNITY_ISSUE, "坂が多い"),
        entry(None, EntryKind.LEARNING, "会議の学び"),
    )
    save_conference(store, replace(conference, entries=entries))
    new = new_from_previous(store, old.uuid).case
    found = last_meeting(store, new)

    assert found is not None
    assert found.case.uuid == old.uuid
    assert [one.text for one in found.agreed] == ["手すりを付ける", "墓参りに付き添う"]
    assert found.first_step is not None
    assert found.first_step.owner == "長男"
    assert last_meeting(store, old) is None


def test_a_link_to_a_case_that_is_gone_tells_nothing(store: Store) -> None:
    lost = save_case(store, replace(new_case(store), previous_case_uuid="gone")).case
    assert last_meeting(store, lost) is None


def entry(case: Case | None, kind: EntryKind, text: str, owner: str = "", due: str = "") -> Entry:
    return Entry(
        case_uuid=case.uuid if case else None,
        stage=Stage.SUPPORT,
        kind=kind,
        text=text,
        owner=owner,
        due=due,
    )
