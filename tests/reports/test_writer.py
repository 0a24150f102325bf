"""A file appears whole or not at all, and the words for it carry no path."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import InputRefused, StorageTrouble
from app.reports import writer
from app.reports.writer import pending_file, write_atomic

ROOT = Path(__file__).resolve().parents[2]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path):
    target = tmp_path / "資料.pdf"
    target.write_bytes(b"old")
    write_atomic(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["資料.pdf"]


def test_nothing_appears_when_what_belongs_to_it_fails(tmp_path: Path):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def record_fails() -> None:
        with pending_file(target, b"new"):
            assert target.read_bytes() == b"old"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        record_fails()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]


def test_the_leftover_of_a_killed_try_is_swept(tmp_path: Path):
    (tmp_path / ".a.pdf.0a1b2c3d.kurashi-part").write_bytes(b"half")
    (tmp_path / ".b.pdf.0a1b2c3d.kurashi-part").write_bytes(b"another file")
    write_atomic(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == [".b.pdf.0a1b2c3d.kurashi-part", "a.pdf"]


def test_a_missing_folder_is_said_in_words(tmp_path: Path):
    with pytest.raises(InputRefused) as refused:
        write_atomic(tmp_path / "山田花子" / "a.pdf", b"new")
    assert (
        refused.value.sentence()
        == "保存先のフォルダが見つかりません。 フォルダを確かめてください。"
    )


def test_a_folder_in_place_of_the_file_is_said_in_words(tmp_path: Path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(InputRefused, match="保存先に書き込めません"):
        write_atomic(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "保存先の空きが足りません"),
        (errno.EROFS, "保存先に書き込めません"),
        (errno.EIO, "ファイルを保存できませんでした"),
    ],
)
def test_disk_trouble_is_storage_trouble_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
):
    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(writer.os, "fsync", full)
    with pytest.raises(StorageTrouble, match=words):
        write_atomic(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]


KILLED = """
import os, signal, sys
from pathlib import Path
from app.reports import writer
moment, target = sys.argv[1], Path(sys.argv[2])
def die(*_):
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(9)  # Windows: no clean-up runs either
if moment == "half":
    class Half:
        def __init__(self, handle): self.handle = handle
        def __enter__(self): return self
        def __exit__(self, *_): pass
        def write(self, data): os.write(self.handle, data[: len(data) // 2]); die()
    writer.os.fdopen = lambda handle, _mode: Half(handle)
elif moment == "replaced":
    writer._sync_folder = die
elif moment == "written":
    writer.os.fsync = die
elif moment == "synced":
    Path.replace = die
writer.write_atomic(target, b"new" * 100_000)
"""


@pytest.mark.parametrize("moment", ["half", "written", "synced", "replaced", "never"])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_file(tmp_path: Path, moment: str):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    command = [sys.executable, "-c", KILLED, moment, str(target)]
    done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own interpreter
    assert (done.returncode == 0) is (moment == "never")
    whole = moment in {"replaced", "never"}
    assert target.read_bytes() == (b"new" * 100_000 if whole else b"old")
    for leftover in set(tmp_path.iterdir()) - {target}:
        assert os.name == "nt" or leftover.stat().st_mode & 0o077 == 0  # nobody else reads it
    write_atomic(target, b"again")
    assert names(tmp_path) == ["a.pdf"]
