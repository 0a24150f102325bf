"""What may be loaded by when (ARCHITECTURE, heavy libraries; TOOLCHAIN, start-up)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.clock import SystemClock
from app.models.keyslots import KdfCost
from app.services.practice import fill
from app.services.store import create_store

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("startup_child.py")
PASSPHRASE = "紫陽花 autobus 42 くもり"

NEVER_AT_START = {
    "pandas", "numpy", "matplotlib", "reportlab", "openpyxl", "xlsxwriter", "alembic",
    "pypdfium2", "pikepdf",
}  # fmt: skip
AFTER_THE_FIRST_PAINT = {"sqlalchemy", "sqlcipher3", "argon2", "cryptography"}
# SQLAlchemy brings asyncio, socket and ssl by itself; nothing may bring these.
NETWORK = {
    "urllib.request", "http.client", "http.server", "ftplib", "smtplib", "xmlrpc.client",
    "requests", "httpx", "PySide6.QtNetwork",
}  # fmt: skip


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program noted about itself on its way to the home page of an encrypted store."""
    folder = tmp_path_factory.mktemp("start") / "data"
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    store = create_store(folder, PASSPHRASE, clock=SystemClock(), kdf=cheap)
    fill(store)
    store.close()
    child = subprocess.run(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, str(CHILD), str(folder), PASSPHRASE],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    noted: dict[str, Any] = json.loads(child.stdout)
    return noted


def loaded(moment: dict[str, Any], names: set[str]) -> set[str]:
    return names & set(moment["modules"])


def test_the_first_window_is_painted_before_anything_heavy_is_loaded(start: dict[str, Any]) -> None:
    assert "PySide6.QtWidgets" in start["first"]["modules"]
    assert loaded(start["first"], NEVER_AT_START | AFTER_THE_FIRST_PAINT | NETWORK) == set()


def test_the_home_page_needs_the_database_and_nothing_heavier(start: dict[str, Any]) -> None:
    assert (start["page"], start["recent"]) == ("page_home", 9)
    assert loaded(start["home"], NEVER_AT_START | NETWORK) == set()


def test_pages_load_when_they_are_opened(start: dict[str, Any]) -> None:
    pages = ("app.ui.cases.", "app.ui.conferences.", "app.ui.console.", "app.ui.projection.")
    loaded_pages = [name for name in start["home"]["modules"] if name.startswith(pages)]

    assert loaded_pages == []


def test_pyside_reads_no_source_at_start(start: dict[str, Any]) -> None:
    """``spare_source_scan`` still finds its switch in the PySide6 that is locked."""
    sources = [Path(name) for name in start["home"]["sources"] if name.endswith(".py")]
    ours = [ROOT / "app" / name for name in ("ui", "services", "models")]
    read = [
        path.name
        for path in sources
        if "sqlalchemy" in path.parts or any(path.is_relative_to(folder) for folder in ours)
    ]

    assert set(read) <= {"quick_start.py"}  # which comes to say so
