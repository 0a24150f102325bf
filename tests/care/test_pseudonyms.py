"""Plant names for people (DOMAIN.md §9.2 no. 2, DESIGN-SYSTEM §1 no. 6)."""

from __future__ import annotations

import re

from app.care.pseudonyms import next_name, next_pseudonym, plant_names


def test_at_least_120_different_names_in_kana() -> None:
    names = plant_names()
    assert len(set(names)) == len(names) >= 120
    assert all(re.fullmatch(r"[ぁ-ゖァ-ヺー]{2,8}", name) for name in names)


def test_names_of_one_meeting_begin_differently() -> None:
    names = plant_names()
    for start in range(len(names) - 1):
        assert names[start][:2] != names[start + 1][:2]


def test_names_are_given_once_before_any_is_shared() -> None:
    used: list[str] = []
    for _ in plant_names():
        used.append(next_pseudonym(used))
    assert used == list(plant_names())
    assert next_pseudonym(used) == plant_names()[0]
    assert next_pseudonym([*used, plant_names()[0]]) == plant_names()[1]


def test_a_freed_name_is_given_again_and_foreign_names_do_not_matter() -> None:
    first, second, *_ = plant_names()
    assert next_pseudonym([]) == first
    assert next_pseudonym([second, "花里"]) == first
    assert next_name({first: 2, second: 1}) == plant_names()[2]
