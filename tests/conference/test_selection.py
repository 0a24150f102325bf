"""The selection helper counts and names what is missing; it never prefers a case."""

from __future__ import annotations

from dataclasses import fields

from app.care.case import Case, Condition, Household, Sex
from app.conference.selection import (
    ASPECTS,
    Aspect,
    Selection,
    Town,
    disease_groups,
    groups_of,
    is_common,
    look_at,
    value_name,
)

TOWN = Town(
    cases=8,
    districts=("北", "南"),
    offices=("包括きた", "包括みなみ"),
    diseases={"hypertension": 4, "lung": 1},
)
WOMAN = Case(
    age=82,
    sex=Sex.FEMALE,
    newly_certified=True,
    care_level="要支援1",
    feature_codes=(1, 3),
    district="北",
    staff="包括きた 保健師",
    household=Household(type="独居"),
    conditions=(Condition(name="アルツハイマー型認知症"), Condition(name="高血圧症")),
)
MAN = Case(
    age=66,
    newly_certified=True,
    care_level="要介護1",
    household=Household(type="三世代同居"),
    conditions=(Condition(name="ＣＯＰＤ"),),
)


def aspect(selection: Selection, key: str) -> Aspect:
    return next(one for one in selection.aspects if one.key == key)


def test_new_means_newly_certified_at_a_support_level() -> None:
    assert look_at([WOMAN, MAN], TOWN).new == 1


def test_common_is_told_from_the_whole_town() -> None:
    assert is_common(WOMAN, TOWN)
    assert not is_common(MAN, TOWN)
    assert not is_common(WOMAN, Town())
    assert look_at([WOMAN, MAN], TOWN).common == 1


def test_every_aspect_tells_what_is_there_what_is_missing_and_what_is_unknown() -> None:
    seen = look_at([WOMAN, MAN], TOWN)
    assert tuple(one.key for one in seen.aspects) == ASPECTS
    assert aspect(seen, "feature") == Aspect("feature", (("1", 1), ("3", 1)), ("2", "4"), 1)
    assert aspect(seen, "sex") == Aspect("sex", (("female", 1),), ("male",), 1)
    assert aspect(seen, "age").missing == ("85-200",)
    assert aspect(seen, "household").found == (("独居", 1), ("同居", 1))
    assert aspect(seen, "district") == Aspect("district", (("北", 1),), ("南",), 1)
    assert aspect(seen, "office").missing == ("包括みなみ",)
    assert dict(aspect(seen, "disease").found) == {"dementia": 1, "hypertension": 1, "lung": 1}


def test_the_order_of_the_cases_changes_nothing_and_no_case_is_named() -> None:
    assert look_at([WOMAN, MAN], TOWN) == look_at([MAN, WOMAN], TOWN)
    names = {field.name for kind in (Selection, Aspect) for field in fields(kind)}
    assert not names & {"score", "rank", "best", "case_uuid", "cases"}


def test_an_empty_set_lacks_everything_the_town_has() -> None:
    seen = look_at([], TOWN)
    assert (seen.total, seen.new, seen.common) == (0, 0, 0)
    assert aspect(seen, "district").missing == ("北", "南")


def test_every_value_has_words() -> None:
    everything = look_at([], TOWN)
    for one in everything.aspects:
        assert all(value_name(one.key, value) for value in one.missing)
    assert value_name("age", "0-64") == "64歳以下"
    assert value_name("age", "85-200") == "85歳以上"
    assert value_name("age", "75-84") == "75〜84歳"


def test_each_word_of_a_group_finds_its_group() -> None:
    for group in disease_groups():
        assert group.keys
        for key in group.keys:
            assert group.id in groups_of([key]), (group.id, key)
    assert groups_of(["腰部脊柱管狭窄症"]) == {"bone_joint"}
    assert groups_of(["", "その他"]) == frozenset()
