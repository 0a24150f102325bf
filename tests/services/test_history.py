"""The past of a record: each version comes back as it was stored, and lists come in pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.care.case import (
    AgendaPoint,
    CareDate,
    Case,
    Condition,
    Medication,
    PrivacyDecision,
    PrivateIdentity,
)
from app.clock import FixedClock
from app.errors import InputRefused
from app.services.cases import get_case, get_identity, new_case, save_case, save_identity
from app.services.history import (
    Version,
    case_at,
    case_versions,
    identity_at,
    identity_versions,
    revisions,
)
from app.services.store import Store
from tests.services.strategies import CASES, values
from tests.town import town_store

_LINES = ("conditions", "medications", "judgements", "privacy_decisions", "checklist")
_NUMBERS = count(1)


@st.composite
def edits(draw: st.DrawFn) -> Any:
    """What a save may change: some fields taken from another case, lines moved or taken out."""
    other = draw(CASES)
    names = [field.name for field in dataclasses.fields(Case)]
    kept = {"uuid", "row_version", "case_no", "previous_case_uuid", "practice"}
    chosen = draw(st.sets(st.sampled_from([n for n in names if n not in kept]), max_size=12))
    shuffled = draw(st.sampled_from(_LINES))
    order = draw(st.permutations(range(3)))
    dropped = draw(st.integers(0, 3))

    def edit(case: Case) -> Case:
        changed: dict[str, Any] = {name: getattr(other, name) for name in chosen}
        case = replace(case, **changed)
        lines = getattr(case, shuffled)
        moved: dict[str, Any] = {
            shuffled: tuple(lines[i] for i in order if i < len(lines) and i != dropped)
        }
        return replace(case, **moved)

    return edit


@settings(max_examples=6)
@given(st.lists(edits(), min_size=1, max_size=8))
def test_every_past_version_comes_back_as_it_was_stored(
    shared_store: Store, saves: list[Any]
) -> None:
    case = save_case(shared_store, replace(new_case(shared_store), case_no=next(_NUMBERS))).case
    stored = {case.row_version: get_case(shared_store, case.uuid)}
    for edit in saves:
        case = save_case(shared_store, edit(case)).case
        stored[case.row_version] = get_case(shared_store, case.uuid)
    for version, value in stored.items():
        assert case_at(shared_store, case.uuid, version) == value
    paged = all_versions(shared_store, case.uuid, limit=3)
    seen = {v.revision.row_version: v.value for v in paged if v.revision.row_version in stored}
    assert seen == stored


@settings(max_examples=5)
@given(st.lists(values(PrivateIdentity), min_size=1, max_size=4))
def test_every_past_identity_comes_back_as_it_was_stored(
    shared_store: Store, saves: list[PrivateIdentity]
) -> None:
    key = new_case(shared_store).uuid
    stored = {}
    for identity in saves:
        version = get_identity(shared_store, key).row_version
        save_identity(shared_store, replace(identity, case_uuid=key, row_version=version))
        now = get_identity(shared_store, key)
        stored[now.row_version] = now
    for version, value in stored.items():
        assert identity_at(shared_store, key, version) == value


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Each example makes its own case in one store."""
    clock = FixedClock(datetime(2024, 8, 6, 10, 42, tzinfo=timezone(timedelta(hours=9))))
    folder = tmp_path_factory.mktemp("past") / "data"
    opened = town_store(folder, clock)
    yield opened
    opened.close()


def all_versions(store: Store, uuid: str, *, limit: int) -> list[Version[Case]]:
    found: list[Version[Case]] = []
    while page := case_versions(store, uuid, older_than=found[-1] if found else None, limit=limit):
        found += page
    return found


def test_a_line_taken_out_of_the_middle_comes_back_in_its_place(store: Store) -> None:
    lines = tuple(Condition(name=name) for name in ("高血圧", "心不全", "白内障"))
    full = save_case(store, replace(new_case(store), conditions=lines)).case
    save_case(store, replace(full, conditions=(lines[0], lines[2])))

    assert case_at(store, full.uuid, full.row_version).conditions == lines


def test_words_with_the_signs_of_a_path_come_back_too(store: Store) -> None:
    odd = tuple(
        PrivacyDecision(snippet=snippet, state="not_a_name")
        for snippet in ("花里].state", "a[b].c]", "名前/x", "].state")
    )
    one = save_case(store, replace(new_case(store), privacy_decisions=odd)).case
    other = tuple(replace(each, state="replaced") for each in odd[1:])
    save_case(store, replace(one, privacy_decisions=other))

    assert case_at(store, one.uuid, one.row_version).privacy_decisions == odd


def test_lists_come_in_pages_that_join_without_gap(store: Store) -> None:
    case = new_case(store)
    for number in range(7):
        point = AgendaPoint(text=f"論点{number}")
        case = save_case(store, replace(case, agenda_points=(*case.agenda_points, point))).case
    versions = all_versions(store, case.uuid, limit=3)

    assert [v.revision.row_version for v in versions] == list(range(8, 0, -1))
    assert [len(v.value.agenda_points) for v in versions] == list(range(7, -1, -1))
    assert versions[-1].revision.action == "created"
    assert [v.revision.uuid for v in versions] == [r.uuid for r in revisions(store, case.uuid)]


def test_a_version_that_never_was_is_refused(store: Store) -> None:
    case = new_case(store)
    for version in (0, 2):
        with pytest.raises(InputRefused):
            case_at(store, case.uuid, version)
    with pytest.raises(InputRefused):
        case_at(store, "nobody", 1)


def test_the_identity_has_a_history_of_its_own(store: Store) -> None:
    case = new_case(store)
    first = PrivateIdentity(case_uuid=case.uuid, name="山田ハナ", relatives=("山田一郎",))
    stored = save_identity(store, first).identity
    save_identity(store, replace(stored, name="山田はな", relatives=()))

    assert identity_at(store, case.uuid, 1).relatives == ("山田一郎",)
    newest, oldest = identity_versions(store, case.uuid)
    assert (newest.value.name, oldest.value.name) == ("山田はな", "山田ハナ")
    assert "山田" not in str(case_versions(store, case.uuid))


def test_dates_and_empty_values_keep_their_kind(store: Store) -> None:
    when = CareDate("R6年3月~", "2024-03", ongoing=True)
    medicine = Medication(sheet_text="アムロジピン", classes=("CCB",), extra={"備考": [1, None]})
    one = save_case(
        store, replace(new_case(store), baseline_date=when, medications=(medicine,), age=81)
    ).case
    two = save_case(store, replace(one, baseline_date=None, medications=(), age=None)).case
    save_case(store, replace(two, baseline_date=replace(when, ongoing=False)))

    assert case_at(store, one.uuid, one.row_version) == one
    assert case_at(store, two.uuid, two.row_version) == two
