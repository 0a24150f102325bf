"""A town's data for tests: made once per process, then copied.

Making the tables takes some 80 ms and hundreds of tests want empty data. Each test still gets
real files of its own, opened with the passphrase like any other; only the random key is the
same for all of them. Tests of the making itself call ``create_store``.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from app.clock import Clock, FixedClock
from app.models.database import DATABASE_FILE
from app.models.keyslots import SLOT_FILE
from app.services.store import KdfCost, Store, create_store, open_store

TOWN_PASSPHRASE = "紫陽花 autobus 42 くもり"
CHEAP = KdfCost(time_cost=1, memory_kib=8, parallelism=1)  # quick to check, in tests only


@cache
def _made(passphrase: str) -> dict[str, bytes]:
    """The files of empty data, closed."""
    with tempfile.TemporaryDirectory(prefix="kurashi-town-") as place:
        folder = Path(place, "data")
        clock = FixedClock(datetime(2024, 8, 6, tzinfo=UTC))
        create_store(folder, passphrase, clock=clock, kdf=CHEAP).close()
        return {name: (folder / name).read_bytes() for name in (DATABASE_FILE, SLOT_FILE)}


def town_folder(folder: Path, passphrase: str = TOWN_PASSPHRASE) -> Path:
    """Empty data in ``folder``, closed, as ``create_store`` would leave them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _made(passphrase).items():
        (folder / name).write_bytes(content)
    return folder


def town_store(folder: Path, clock: Clock, passphrase: str = TOWN_PASSPHRASE) -> Store:
    """Empty data in ``folder``, open."""
    return open_store(town_folder(folder, passphrase), passphrase, clock=clock)
