"""One person twice: asked by number, name and sheet, answered once, never with a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import CareDate, Case, PrivateIdentity, Sex
from app.services.cases import bin_case, new_case, save_case, save_identity
from app.services.duplicates import call_different, duplicates_of
from app.services.store import Store

DAY = CareDate("昭和15年3月2日", "1940-03-02")


def person(store: Store, **identity: object) -> Case:
    case = new_case(store)
    save_identity(store, PrivateIdentity(case_uuid=case.uuid, **identity))  # type: ignore[arg-type]
    return case


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ({"insured_number": "0001234567"}, {"insured_number": "０００１ ２３４５６７"}, "insured_number"),
        ({"name": "髙橋 はな", "birth_date": DAY}, {"name": "高橋　はな", "birth_date": DAY}, "name"),
        ({"kana": "ﾀｶﾊｼ ﾊﾅ", "birth_date": DAY}, {"kana": "たかはし はな", "birth_date": DAY}, "name"),
        ({"name": "高橋はな", "birth_date": DAY}, {"name": "高橋花", "birth_date": DAY}, None),
        ({"name": "高橋はな"}, {"name": "高橋はな"}, None),
        ({"insured_number": ""}, {"insured_number": ""}, None),
    ],
)  # fmt: skip
def test_number_or_name_with_birthday_agree(
    store: Store, one: dict[str, object], other: dict[str, object], agreement: str | None
) -> None:
    first, second = person(store, **one), person(store, **other)

    found = duplicates_of(store, second.uuid)

    assert [(d.uuid, d.agreement) for d in found] == (
        [(first.uuid, agreement)] if agreement else []
    )
    assert [d.uuid for d in duplicates_of(store, first.uuid)] == (
        [second.uuid] if agreement else []
    )
    assert not any("橋" in str(d) for d in found)


def test_the_same_sheet_without_names_is_asked_about(store: Store) -> None:
    sheet = {"age": 84, "sex": Sex.FEMALE, "district": "花里",
             "first_visit_date": CareDate("R6.4.1", "2024-04-01")}  # fmt: skip
    first = save_case(store, replace(new_case(store), **sheet)).case
    second = save_case(store, replace(new_case(store), **sheet)).case
    assert [(d.uuid, d.agreement) for d in duplicates_of(store, second.uuid)] == [
        (first.uuid, "sheet")
    ]

    call_different(store, second.uuid, first.uuid)

    assert duplicates_of(store, second.uuid) == []
    assert duplicates_of(store, first.uuid) == []


def test_an_earlier_meeting_and_the_bin_are_no_duplicates(store: Store) -> None:
    first = person(store, insured_number="0001234567")
    later = person(store, insured_number="0001234567")
    assert len(duplicates_of(store, first.uuid)) == 1

    save_case(store, replace(later, previous_case_uuid=first.uuid))
    assert duplicates_of(store, later.uuid) == []
    assert duplicates_of(store, first.uuid) == []
    third = person(store, insured_number="0001234567")
    assert len(duplicates_of(store, third.uuid)) == 2
    bin_case(store, first.uuid)

    assert [d.uuid for d in duplicates_of(store, third.uuid)] == [later.uuid]


def test_the_meeting_before_the_last_is_the_same_person_too(store: Store) -> None:
    first = person(store, insured_number="0001234567")
    second = person(store, insured_number="0001234567")
    third = person(store, insured_number="0001234567")
    save_case(store, replace(second, previous_case_uuid=first.uuid))

    save_case(store, replace(third, previous_case_uuid=second.uuid))

    assert [duplicates_of(store, each.uuid) for each in (first, second, third)] == [[], [], []]
