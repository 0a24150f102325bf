"""The list keeps what it read between two keys, and nothing that a save has made untrue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import pytest
from sqlalchemy import Connection

from app.care.case import Condition, Medication
from app.services.case_bin import erase_cases
from app.services.cases import (
    CaseFilter,
    bin_case,
    case_rows,
    find_case,
    find_cases,
    list_cases,
    new_case,
    restore_case,
    save_case,
)
from app.services.store import Store


def numbers(store: Store, search: str = "") -> list[int | None]:
    return [row.case_no for row in list_cases(store, search=search)]


def add_word(store: Store) -> None:
    save_case(store, replace(find_case(store, 104), strengths="鮎釣りの名人"))


def add_case(store: Store) -> None:
    save_case(store, replace(new_case(store), strengths="鮎釣り"))


def bin_it(store: Store) -> None:
    bin_case(store, find_case(store, 104).uuid)


def bin_and_restore(store: Store) -> None:
    uuid = find_case(store, 104).uuid
    bin_case(store, uuid)
    restore_case(store, uuid)


def erase(store: Store) -> None:
    uuid = find_case(store, 104).uuid
    bin_case(store, uuid)
    erase_cases(store, [uuid])


@pytest.mark.parametrize(
    ("act", "found", "listed"),
    [
        (add_word, [104], 10),
        (add_case, None, 11),
        (bin_it, [], 9),
        (bin_and_restore, [], 10),
        (erase, [], 9),
    ],
)
def test_what_was_kept_goes_with_the_next_save(
    practice: Store, act: Callable[[Store], None], found: list[int] | None, listed: int
) -> None:
    assert (numbers(practice, "鮎釣"), len(numbers(practice))) == ([], 10)

    act(practice)

    newest = numbers(practice)[:1]
    assert numbers(practice, "鮎釣") == (newest if found is None else found)
    assert len(numbers(practice)) == listed


def test_another_filter_or_order_is_another_list(samples: Store) -> None:
    everything = find_cases(samples).uuids
    assert find_cases(samples, order=(("no", False),)).uuids == everything[::-1]
    few = find_cases(samples, filters=CaseFilter(feature_codes=frozenset({5}))).uuids
    assert 0 < len(few) < len(everything)
    assert find_cases(samples).uuids == everything


def test_a_second_key_asks_only_for_its_word(samples: Store) -> None:
    find_cases(samples, search="転")
    asked: list[str] = []
    real = Store.read

    @contextmanager
    def watched(store: Store) -> Iterator[Connection]:
        with real(store) as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.set_trace_callback(asked.append)
            try:
                yield connection
            finally:
                raw.set_trace_callback(None)

    with patch.object(Store, "read", watched):
        assert find_cases(samples, search="転倒").uuids
        assert [sql for sql in asked if "MATCH" in sql]
        assert not [sql for sql in asked if "FROM cases" in sql]
        asked.clear()
        assert find_cases(samples, search="転倒").uuids
        assert not [sql for sql in asked if "search_index" in sql]


def test_labels_are_those_of_the_list_in_its_order(samples: Store) -> None:
    hits = find_cases(samples, search="転倒")
    rows = case_rows(samples, hits.uuids)
    assert list(hits.labels) == [(str(row.case_no), row.pseudonym) for row in rows]
    assert list(hits.labels[1:3]) == list(hits.labels)[1:3]


def test_the_best_reason_of_any_word_is_shown(store: Store) -> None:
    case = replace(
        new_case(store),
        medications=(Medication(sheet_text="ラシックス錠20mg"),),
        conditions=(Condition(name="慢性心不全"),),
        strengths="慢性的に明るい",
    )
    case = save_case(store, case).case
    (row,) = case_rows(store, [case.uuid], "慢性 フロセミド")
    assert (row.match_field, row.match_text) == ("medications", "ラシックス錠20mg（フロセミド）")
    (row,) = case_rows(store, [case.uuid], "慢性")
    assert (row.match_field, row.match_text) == ("conditions", "慢性心不全")
