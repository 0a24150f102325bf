"""Real encrypted stores in a folder of the test; the passphrase is cheap to check here only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.services.store import KdfCost, Store, create_store, practice_store
from tests.practice import copied_practice_store

PASSPHRASE = "紫陽花 autobus 42 くもり"
CHEAP = KdfCost(time_cost=1, memory_kib=8, parallelism=1)


@pytest.fixture
def store(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    """An empty store of a town."""
    opened = create_store(tmp_path / "data", PASSPHRASE, clock=fixed_clock, kdf=CHEAP)
    yield opened
    opened.close()


@pytest.fixture
def practice(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    """The practice store with the ten sample cases."""
    opened = copied_practice_store(fixed_clock, tmp_path / "practice")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The ten sample cases once for all tests that only read."""
    clock = FixedClock(datetime(2024, 8, 6, 10, 42, tzinfo=timezone(timedelta(hours=9))))
    opened = practice_store(tmp_path_factory.mktemp("samples"), clock=clock)
    yield opened
    opened.close()
