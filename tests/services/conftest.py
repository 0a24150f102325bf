"""Real encrypted stores in a folder of the test; the passphrase is cheap to check here only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.services.store import Store
from tests.practice import copied_practice_store
from tests.town import CHEAP, TOWN_PASSPHRASE, town_store

__all__ = ["CHEAP", "PASSPHRASE"]

PASSPHRASE = TOWN_PASSPHRASE


@pytest.fixture
def store(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    """An empty store of a town."""
    opened = town_store(tmp_path / "data", fixed_clock)
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
    opened = copied_practice_store(clock, tmp_path_factory.mktemp("samples"))
    yield opened
    opened.close()
