"""Start-up as ratios to a bare PySide6 window (TOOLCHAIN, start-up). Prints; asserts no times.

Every round starts each kind of window once, so that a machine that slows down slows them all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from app.clock import SystemClock
from app.models.keyslots import unlock
from app.services.practice import fill
from app.services.store import create_store
from tests.bench.start_child import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("start_child.py")
ROUNDS = 11
KINDS = ("bare", "first", "unlock", "home", "hasty", "practice")


def test_bench_startup(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = create_store(folder, PASSPHRASE, clock=SystemClock())
    fill(store)
    store.close()
    for kind in KINDS:  # once unmeasured: byte code, files in memory
        start(kind, folder)
    runs: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for kind in KINDS:
            runs[kind].append(start(kind, folder))
    print(f"\nstart-up, median of {ROUNDS}, offscreen, samples in the store")
    bare = median(run["painted"] for run in runs["bare"])
    for words, aim, seconds in (
        ("bare PySide6 window", "", bare),
        ("first paint, two doors", "1.6", _middle(runs["first"], "painted")),
        ("first paint, unlock page", "1.6", _middle(runs["unlock"], "painted")),
        ("home page: first paint + from Enter to home", "3.5", median(map(_home, runs["home"]))),
        ("    of it from Enter to home", "", median(map(_waited, runs["home"]))),
        ("    of it Argon2id, slow on purpose", "", _argon2(folder)),
        ("home page, Enter pressed at the first paint", "", _middle(runs["hasty"], "home")),
        ("home page of kurashi practice, data made anew", "", _middle(runs["practice"], "home")),
    ):
        print(
            f"  {seconds * 1000:5.0f} ms  {seconds / bare:4.2f}x {aim and f'aim {aim}x':9} {words}"
        )


def _middle(runs: list[dict[str, float]], word: str) -> float:
    return median(run[word] for run in runs)


def _waited(run: dict[str, float]) -> float:
    return run["home"] - run["typed"]


def _home(run: dict[str, float]) -> float:
    """What the program takes of a person's time; how long they type is theirs."""
    return run["painted"] + _waited(run)


def _argon2(folder: Path) -> float:
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        unlock(folder, PASSPHRASE)
        seconds.append(time.perf_counter() - began)
    return median(seconds)


def start(kind: str, folder: Path) -> dict[str, float]:
    """Seconds from starting the process to each word it says."""
    data = folder if kind in ("unlock", "home", "hasty") else folder.parent / "nothing yet"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # measure what an installed program does
    said = {}
    began = time.perf_counter()
    child = subprocess.Popen(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, str(CHILD), kind, str(data)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env,
    )  # fmt: skip
    with child:
        assert child.stdout is not None
        for word in child.stdout:
            said[word.strip()] = time.perf_counter() - began
    assert child.returncode == 0
    assert list(said)[-1] == ("painted" if kind in ("bare", "first", "unlock") else "home")
    return said
