"""Named lists: kept, replaced, renamed, forgotten; also after the store was closed."""

from __future__ import annotations

import pytest

from app.clock import FixedClock
from app.errors import InputRefused
from app.services.saved_lists import (
    SavedList,
    delete_list,
    remember_order,
    remembered_order,
    rename_list,
    save_list,
    saved_lists,
)
from app.services.store import Store, open_store
from tests.services.conftest import PASSPHRASE

WANTED = SavedList(
    name=" 佐藤さん  担当 ", search="あむろ", filters={"level": ["要支援1"]}, order=[["age", True]]
)


def test_a_list_is_there_again_after_a_restart(store: Store, fixed_clock: FixedClock) -> None:
    save_list(store, WANTED)
    remember_order(store, [["level", False], ["age", True]])
    store.close()

    again = open_store(store.folder, PASSPHRASE, clock=fixed_clock)

    (kept,) = saved_lists(again)
    assert kept.name == "佐藤さん 担当"
    assert (kept.search, kept.filters, kept.order) == (WANTED.search, WANTED.filters, WANTED.order)
    assert remembered_order(again) == [["level", False], ["age", True]]
    again.close()


def test_the_same_name_replaces_and_another_list_keeps_its_own(store: Store) -> None:
    save_list(store, SavedList(name="甲", search="一"))
    save_list(store, SavedList(name="甲", search="二"))
    save_list(store, SavedList(name="乙"))
    assert [one.search for one in saved_lists(store) if one.name == "甲"] == ["二"]

    with pytest.raises(InputRefused, match="もうあります"):
        rename_list(store, "乙", "甲")
    rename_list(store, "乙", "丙")
    delete_list(store, "甲")

    assert [one.name for one in saved_lists(store)] == ["丙"]


@pytest.mark.parametrize("name", ["", "   ", "長" * 41])
def test_a_list_needs_a_name(store: Store, name: str) -> None:
    with pytest.raises(InputRefused):
        save_list(store, SavedList(name=name))
    assert saved_lists(store) == []
