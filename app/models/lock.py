"""One process at a time: an advisory lock beside the database, released even by kill -9.

Why not Qt's QLockFile: the command line and tests open the same folder without Qt. The lock is
the operating system's, so a leftover file never locks anybody out; its text only says who.
"""

from __future__ import annotations

import contextlib
import json
import platform
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from app.clock import Clock
from app.errors import StorageTrouble
from app.i18n import tr
from app.models.faults import os_trouble

LOCK_FILE: Final = "kurashi.lock"
# Windows locks bytes and keeps others from reading them, so we lock one far behind the text.
_LOCKED_BYTE: Final = 1 << 20


class FolderLock:
    """The right to use a data folder, held until ``release``."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        path = folder / LOCK_FILE
        try:
            file = path.open("a+b", buffering=0)
        except OSError as error:
            raise os_trouble(error, folder) from None
        try:
            locked = _try_lock(file)
        except OSError as error:  # a share that knows no locks
            file.close()
            raise os_trouble(error, folder) from None
        if not locked:
            holder = _holder(path)
            file.close()
            raise _in_use(holder)
        self._file = file
        who = {"computer": platform.node(), "since": clock.now().isoformat(timespec="seconds")}
        with contextlib.suppress(OSError):  # on a full disk the lock holds without its text
            file.truncate(0)
            file.write(json.dumps(who).encode())

    def release(self) -> None:
        """Give the folder free; the file stays, emptied."""
        if not self._file.closed:
            with contextlib.suppress(OSError):  # its drive may be gone by now
                self._file.truncate(0)
            self._file.close()


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _holder(path: Path) -> tuple[str, str]:
    """Computer and start time as the other process wrote them, as far as readable."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        who = json.loads(path.read_bytes()[:1000])
        since = datetime.fromisoformat(who["since"])
        return str(who["computer"]), f"{since.month}/{since.day} {since:%H:%M}"
    return "", ""


def _in_use(holder: tuple[str, str]) -> StorageTrouble:
    computer, since = holder
    what = (
        tr("別の画面が使用中です（{computer}・{since}から）。", computer=computer, since=since)
        if computer
        else tr("別の画面が使用中です。")
    )
    return StorageTrouble(
        what, tr("何も変えていません。"), tr("そちらを閉じてから、もう一度開いてください。")
    )
