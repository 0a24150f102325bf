"""別の場所に保存: the copy is encrypted, opens with the same passphrase and holds the edits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.care.case import Case, Medication, PrivateIdentity
from app.clock import FixedClock
from app.errors import InputRefused, StorageTrouble
from app.services.cases import (
    get_case,
    get_identity,
    list_cases,
    new_case,
    save_case,
    save_identity,
)
from app.services.history import case_versions
from app.services.rescue import RescueCopy, save_elsewhere
from app.services.store import Store, open_store
from tests.services.conftest import PASSPHRASE


@pytest.fixture
def case(store: Store) -> Case:
    new_case(store)
    made = save_case(store, replace(new_case(store), life_issues="石段が怖い")).case
    save_identity(store, PrivateIdentity(case_uuid=made.uuid, name="山田アジサイ"))
    return made


@contextmanager
def reopened(copy: RescueCopy, clock: FixedClock) -> Iterator[Store]:
    opened = open_store(copy.folder, PASSPHRASE, clock=clock)
    yield opened
    opened.close()


def edited(case: Case) -> Case:
    return replace(
        case, desired_life="墓参りに行きたい", medications=(Medication(sheet_text="湿布"),)
    )


def test_the_copy_has_everything_and_the_unsaved_edits(
    store: Store, case: Case, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    unsaved = edited(case)
    identity = replace(get_identity(store, case.uuid), phone="0120")
    (tmp_path / "usb").mkdir()
    copy = save_elsewhere(store, tmp_path / "usb", [unsaved], [identity])

    assert copy.whole
    assert copy.folder == tmp_path / "usb" / "kurashi-20240806-104200"
    assert sorted(path.name for path in copy.folder.iterdir()) == [
        "keyslots.json", "kurashi.db", "kurashi.db-journal", "kurashi.lock",
    ]  # fmt: skip
    for path in copy.folder.iterdir():
        content = path.read_bytes()
        assert "アジサイ".encode() not in content
        assert "墓参り".encode() not in content
        assert not content.startswith(b"SQLite format 3")
    with reopened(copy, fixed_clock) as other:
        saved = get_case(other, case.uuid)
        assert replace(saved, row_version=case.row_version) == unsaved
        assert get_identity(other, case.uuid).phone == "0120"
        assert len(list_cases(other)) == 2
        assert len(case_versions(other, case.uuid)) == 3
        assert other.verify().ok
    assert get_case(store, case.uuid) == case  # the original is untouched


def test_a_full_disk_still_gives_a_whole_copy(store: Store, case: Case, tmp_path: Path) -> None:
    with store.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    unsaved = replace(case, life_issues="長い文章" * 20_000)
    with pytest.raises(StorageTrouble):
        save_case(store, unsaved)

    assert save_elsewhere(store, tmp_path, [unsaved]).whole


def test_a_file_that_was_moved_away_still_gives_the_edits(
    store: Store, case: Case, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    (store.folder / "kurashi.db").rename(tmp_path / "moved.db")
    copy = save_elsewhere(store, tmp_path, [edited(case)])

    with reopened(copy, fixed_clock) as other:
        assert get_case(other, case.uuid).desired_life == "墓参りに行きたい"
    (tmp_path / "moved.db").rename(store.folder / "kurashi.db")


def test_a_folder_that_is_gone_leaves_the_edited_case_and_its_person(
    store: Store, case: Case, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    identity = get_identity(store, case.uuid)
    shutil.rmtree(store.folder)
    store._database.close()  # as after a failed write: no open file is left to read from
    copy = save_elsewhere(store, tmp_path, [edited(case)], [identity])

    assert not copy.whole
    with reopened(copy, fixed_clock) as other:
        (row,) = list_cases(other)
        assert row.uuid == case.uuid
        assert get_case(other, case.uuid).medications[0].sheet_text == "湿布"
        assert get_identity(other, case.uuid).name == "山田アジサイ"


def test_a_place_that_takes_nothing_is_said_and_nothing_is_left(
    store: Store, case: Case, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageTrouble):
        save_elsewhere(store, tmp_path / "file", [case])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "file"]


def test_a_copy_that_fails_on_the_way_leaves_no_half_folder(
    store: Store, case: Case, tmp_path: Path
) -> None:
    taken = replace(case, uuid="another", case_no=case.case_no)  # the number is in use
    with pytest.raises(InputRefused):
        save_elsewhere(store, tmp_path, [case, taken])
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_practice_data_are_not_copied(practice: Store, tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        save_elsewhere(practice, tmp_path)
