"""A killed write: what it left somewhere outside is removed when the store is opened again."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.services.outgoing import UNFINISHED, outgoing_file
from app.services.settings import get_setting, put_setting
from app.services.store import Store, open_store
from tests.town import TOWN_PASSPHRASE, town_folder

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import os, signal, sys
from pathlib import Path
from app.clock import SystemClock
from app.services.outgoing import outgoing_file
from app.services.store import open_store
folder, out, words = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
with outgoing_file(open_store(folder, words, clock=SystemClock()), out, b"whole" * 1000):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def reopened(tmp_path: Path, fixed_clock: FixedClock) -> Callable[[], Store]:
    """Opens the data folder of the test."""
    folder = town_folder(tmp_path / "data")
    return lambda: open_store(folder, TOWN_PASSPHRASE, clock=fixed_clock)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_the_next_opening_removes_what_a_killed_write_left(
    reopened: Callable[[], Store], tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    out = desk / "sheet.pdf"
    command = [sys.executable, "-c", CHILD, str(tmp_path / "data"), str(out), TOWN_PASSPHRASE]
    killed = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own interpreter
    assert killed.returncode == -signal.SIGKILL
    (left,) = desk.iterdir()
    assert left.read_bytes() == b"whole" * 1000  # hidden, and nobody would ever look

    store = reopened()

    assert list(desk.iterdir()) == []
    assert get_setting(store, UNFINISHED) is None
    store.close()


def test_only_parts_are_removed_and_a_drive_may_come_back(
    reopened: Callable[[], Store], tmp_path: Path
) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(b"somebody's")
    away = str(tmp_path / "usb" / ".a.pdf.0a1b2c3d.kurashi-part")
    store = reopened()
    put_setting(store, UNFINISHED, [str(other), away])
    store.close()
    store = reopened()
    assert other.exists()
    assert get_setting(store, UNFINISHED) == [away]
    with outgoing_file(store, other, b"new"):
        assert len(get_setting(store, UNFINISHED)) == 2
    assert get_setting(store, UNFINISHED) == [away]
    assert other.read_bytes() == b"new"
    store.close()
