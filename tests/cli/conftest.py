"""The real command in this process, on data folders whose passphrase is cheap to check."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import run
from app.clock import FixedClock
from app.models.keyslots import KdfCost
from app.paths import resource
from app.services.files import import_file
from app.services.store import Store, create_store, open_store

PASSPHRASE = "紫陽花 autobus 42 くもり"
SAMPLE = resource("samples/sample_cases.json")
CLOCK = FixedClock(datetime(2024, 8, 6, 10, 42, tzinfo=timezone(timedelta(hours=9))))


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call returned and wrote."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    def refusal(self, code: int) -> str:
        """The one sentence or two of an error; nothing else may have been written."""
        assert self.code == code, self
        assert self.out == ""
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        return self.err.strip()


Kurashi = Callable[..., Answer]


@pytest.fixture
def kurashi(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kurashi:
    """``kurashi("cases", "--json")`` on the data folder ``data`` of the test."""
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")

    def call(*words: object, data: str = "data", passphrase: Path | None = secret) -> Answer:
        argv = ["--data", str(tmp_path / data)]
        if passphrase is not None:
            argv += ["--passphrase-file", str(passphrase)]
        capsys.readouterr()
        code = run([*argv, *(str(word) for word in words)])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder without cases, made once: Argon2 as for a town would take seconds."""
    folder = tmp_path_factory.mktemp("cli") / "empty"
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    create_store(folder, PASSPHRASE, clock=CLOCK, kdf=cheap).close()
    return folder


@pytest.fixture(scope="session")
def full_template(empty_template: Path) -> Path:
    """A data folder with the sample cases, made once."""
    folder = empty_template.with_name("full")
    shutil.copytree(empty_template, folder)
    store = open_store(folder, PASSPHRASE, clock=CLOCK)
    import_file(store, SAMPLE)
    store.close()
    return folder


@pytest.fixture
def empty(empty_template: Path, tmp_path: Path) -> Path:
    """The data folder of the test, without cases."""
    return Path(shutil.copytree(empty_template, tmp_path / "data"))


@pytest.fixture
def full(full_template: Path, tmp_path: Path) -> Path:
    """The data folder of the test, with the sample cases."""
    return Path(shutil.copytree(full_template, tmp_path / "data"))


@pytest.fixture
def opened() -> Callable[[Path], Store]:
    """Opens a folder of a test past the command line."""
    return lambda folder: open_store(folder, PASSPHRASE, clock=CLOCK)
