"""One process at a time, and a lock that never keeps people from their own data."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.errors import StorageTrouble
from app.models import lock
from app.models.lock import LOCK_FILE, FolderLock


def test_the_second_one_is_told_who_holds_the_folder(
    tmp_path: Path, fixed_clock: FixedClock
) -> None:
    first = FolderLock(tmp_path, fixed_clock)
    with pytest.raises(StorageTrouble, match="8/6 10:42"):
        FolderLock(tmp_path, fixed_clock)
    first.release()
    first.release()
    FolderLock(tmp_path, fixed_clock).release()
    assert (tmp_path / LOCK_FILE).read_bytes() == b""


def test_a_lock_file_left_by_a_crash_locks_nobody_out(
    tmp_path: Path, fixed_clock: FixedClock
) -> None:
    (tmp_path / LOCK_FILE).write_text('{"computer": "PC-7", "since": "2024-08-05T09:00:00+09:00"}')
    FolderLock(tmp_path, fixed_clock).release()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_does_not_keep_people_from_opening(
    tmp_path: Path, fixed_clock: FixedClock
) -> None:
    (tmp_path / LOCK_FILE).symlink_to("/dev/full")
    FolderLock(tmp_path, fixed_clock).release()


def test_a_share_without_locks_is_told_in_words(
    tmp_path: Path, fixed_clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_file: object) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_try_lock", unknown)
    with pytest.raises(StorageTrouble, match="読み書きに失敗"):
        FolderLock(tmp_path, fixed_clock)


def test_a_file_in_place_of_the_folder_is_called_that(
    tmp_path: Path, fixed_clock: FixedClock
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageTrouble, match="フォルダーではありません"):
        FolderLock(tmp_path / "file", fixed_clock)
