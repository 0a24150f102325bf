"""Practice stores for tests: filled once per process, then copied.

Filling takes some 0.4 s and over a thousand tests want one. Each test still gets real files of
its own, opened like any other store; only the random key is the same for all of them.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import pytest

from app.clock import Clock, FixedClock
from app.models.database import DATABASE_FILE, open_database
from app.models.keyslots import new_key
from app.models.lock import FolderLock
from app.services import store as stores
from app.services.store import Store, practice_store


@lru_cache(maxsize=4)
def _filled(moment: str) -> tuple[bytes, bytes]:
    """The database file of a practice store as it was at ``moment``, and its key."""
    key = new_key()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stores, "new_key", lambda: key)
        made = practice_store(clock=FixedClock(datetime.fromisoformat(moment)))
    content = (made.folder / DATABASE_FILE).read_bytes()  # no transaction is open
    made.close()
    return content, key


def copied_practice_store(clock: Clock, folder: Path | None = None) -> Store:
    """A practice store of its own for one test, as ``practice_store`` would make it."""
    content, key = _filled(clock.now().isoformat())
    folder = folder or Path(tempfile.mkdtemp(prefix="kurashi-practice-"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE_FILE).write_bytes(content)
    database = open_database(folder / DATABASE_FILE, key)
    return Store(folder, database, FolderLock(folder, clock), clock, practice=True)
