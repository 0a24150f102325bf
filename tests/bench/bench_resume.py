"""How soon a killed meeting is there again (issue 4: within 5 seconds). Prints; asserts no times.

A meeting of ninety minutes, its record as long as people write, is left running. ``store`` opens
the data with the passphrase (Argon2id as for a town), ``console`` goes from the open store to the
painted console, ``key`` from F5 to the painted wall. The whole program is timed from its start in
a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import FixedClock, SystemClock
from app.conference.capture import Draft
from app.conference.meeting import EntryKind
from app.conference.session import MeetingSession
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.practice import fill
from app.services.store import create_store, open_store
from app.settings import Settings
from app.ui import theme
from app.ui.console.page import ConsolePage
from app.ui.main import build_main_window

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "紫陽花 autobus 42 くもり"
ROUNDS, AIM = 5, 5.0
WHOLE = """
import sys, time
from datetime import datetime
from pathlib import Path
from tests.bench.bench_resume import PASSPHRASE, resume
from app.clock import FixedClock
from app.ui.application import make_application
make_application("ja")
resume(Path(sys.argv[1]), FixedClock(datetime.fromisoformat(sys.argv[2])))
print("painted", flush=True)
"""


def test_bench_resume(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme.apply_theme(qapp)
    clock = FixedClock(SystemClock().now())
    folder = tmp_path / "data"
    entries = hold(folder, clock)
    runs = [resume(folder, clock) for _ in range(ROUNDS + 1)][1:]
    moment = (clock.now() + timedelta(seconds=1)).isoformat()
    child = str(Path(__file__).with_name("start_child.py"))
    bare, whole = [], []
    for _ in range(3):  # in turn: a machine that slows down slows both
        bare.append(start(child, "bare", "-"))
        whole.append(start("-c", WHOLE, str(folder), moment))
    print(f"\na killed meeting again, {entries} entries, median of {ROUNDS}, offscreen")
    for words, seconds in (
        ("store opened with the passphrase", median(run[0] for run in runs)),
        ("from the open store to the console", median(run[1] for run in runs)),
        ("F5 to the wall", median(run[2] for run in runs)),
        ("store, console and wall", median(sum(run) for run in runs)),
        ("the whole program from its start, no typing", median(whole)),
        ("for comparison: a bare PySide6 window from its start", median(bare)),
    ):
        share = (
            f"{seconds / AIM:4.0%} of the {AIM:.0f} s allowed, {seconds / median(bare):4.1f}x bare"
        )
        print(f"  {seconds:5.2f} s  {share}  {words}")


def hold(folder: Path, clock: FixedClock) -> int:
    """Three cases and a half, some four entries a stage, and nobody closes it."""
    store = create_store(folder, PASSPHRASE, clock=clock)
    fill(store)
    uuid = next(row.uuid for row in list_conferences(store) if row.case_count == 4)
    session = MeetingSession(
        get_conference(store, uuid),
        clock=clock,
        save=lambda conference: save_conference(store, conference).conference,
    )
    session.start()
    for number in range(14):
        session.advance()
        for line in range(4):
            clock.advance(70)
            text = f"話し合いで出たこと {number}-{line}"
            session.record(Draft(kind=EntryKind.ISSUE, text=text, owner="包括"), shown=True)
    store.close()
    clock.advance(60)
    return len(session.conference.entries)


def resume(folder: Path, clock: FixedClock) -> tuple[float, float, float]:
    """Seconds to open the data, to the console on screen, to the wall."""
    begin = time.perf_counter()
    store = open_store(folder, PASSPHRASE, clock=clock)
    opened = time.perf_counter()
    uuid = next(row.uuid for row in list_conferences(store) if row.case_count == 4)
    window = build_main_window(store, clock, Settings())
    window.resize(1366, 768)
    window.show()
    window.navigate("page_console", conference_uuid=uuid)
    _painted(window.repaint)
    there = time.perf_counter()
    page = window.current_page()
    assert isinstance(page, ConsolePage)
    assert page.session is not None
    assert page.session.step is not None
    page.walling.toggle()
    assert page.room.window is not None
    _painted(page.room.window.repaint)
    shown = time.perf_counter()
    window.close()
    store.close()
    return opened - begin, there - opened, shown - there


def _painted(repaint: Callable[[], None]) -> None:
    QApplication.processEvents()
    repaint()


def start(*words: str) -> float:
    """Seconds of a process from its start to its end."""
    begin = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return time.perf_counter() - begin
