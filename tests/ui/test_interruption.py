"""kill -9 in the middle of typing: what was saved is there, and the next start says so."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app.clock import FixedClock, SystemClock
from app.conference.frame import opening_view
from app.conference.output import OutputState
from app.conference.room import Output
from app.services.cases import find_case, new_case, save_case
from app.services.sessions import begin_session, end_session
from app.services.settings import get_setting
from app.services.store import Store, open_store
from app.ui import crash
from app.ui.application import Session
from app.ui.projection.window import RoomWindow
from app.ui.shell import MainWindow
from tests.services.conftest import PASSPHRASE
from tests.town import town_store

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[Store], MainWindow]


@pytest.fixture
def folder(tmp_path: Path, fixed_clock: FixedClock) -> Path:
    store = town_store(tmp_path / "data", fixed_clock)
    new_case(store)
    store.close()
    return tmp_path / "data"


@pytest.fixture
def start(qapp: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """The program's own way from an open store to the main window, and its end."""
    sessions: list[Session] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def started(store: Store) -> MainWindow:
        arguments = argparse.Namespace(verb=None, data=folder, lang=None)
        session = Session(qapp, arguments, store.clock)
        sessions.append(session)
        session.open_store(store)
        assert session.main_window is not None
        return session.main_window

    yield started
    for session in sessions:
        qapp.aboutToQuit.disconnect(session.close)
        if session.main_window is not None:
            session.main_window.close()
            session.main_window.context.tasks.finish()
            session.main_window.deleteLater()
        session.close()


def bar_text(window: MainWindow) -> str:
    bar = window.messages()
    assert bar is not None
    return bar.text()


def test_words_saved_before_the_kill_are_there_and_the_bar_says_until_when(
    folder: Path, start: Start
) -> None:
    child = subprocess.Popen(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-m", "tests.ui.killed_child", str(folder), PASSPHRASE],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert child.stdout is not None
    line = child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.close()
    assert line == b"SAVED\n"

    store = open_store(folder, PASSPHRASE, clock=SystemClock())
    assert store.verify().ok
    case = find_case(store, 1)
    assert case.application_trigger == "saved words"
    window = start(store)

    said = bar_text(window)
    assert said.startswith("前回は正常に終了しませんでした。")
    assert said.endswith(" まで復元しました。")
    bar = window.messages()
    assert bar is not None
    bar.findChild(QPushButton, "open_last_case").click()
    page = window.current_page()
    assert page is not None
    assert page.page_name == "page_case_editor"
    assert page.title.startswith("No.1 ")
    assert bar_text(window) == ""


def test_a_session_closed_well_says_nothing(
    folder: Path, start: Start, fixed_clock: FixedClock
) -> None:
    store = open_store(folder, PASSPHRASE, clock=fixed_clock)
    assert bar_text(start(store)) == ""
    assert get_setting(store, "session")["ended"] is False


def test_the_flag_follows_begin_and_end(folder: Path, fixed_clock: FixedClock) -> None:
    store = open_store(folder, PASSPHRASE, clock=fixed_clock)
    assert begin_session(store) is None
    end_session(store)
    assert begin_session(store) is None
    fixed_clock.advance(65)
    case = save_case(store, replace(find_case(store, 1), staff="北")).case
    fixed_clock.advance(600)

    found = begin_session(store)
    assert found is not None
    assert found.saved_until is not None
    assert f"{found.saved_until:%H:%M:%S}" == "10:43:05"
    assert found.case_uuid == case.uuid
    nothing_since = begin_session(store)
    assert nothing_since is not None
    assert nothing_since.saved_until is None
    store.close()


def test_a_disk_that_cannot_be_written_does_not_keep_anybody_out(
    folder: Path, fixed_clock: FixedClock
) -> None:
    store = open_store(folder, PASSPHRASE, clock=fixed_clock)
    with store.read() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    assert begin_session(store) is None
    end_session(store)
    store.close()


def test_after_a_bug_and_without_its_store_nothing_of_a_case_stays_on_a_wall(
    folder: Path, start: Start, fixed_clock: FixedClock
) -> None:
    start(open_store(folder, PASSPHRASE, clock=fixed_clock))
    room = RoomWindow()
    try:
        room.apply(OutputState(Output.SHOWING), opening_view())
        assert room.isVisible()
        crash.handle(RuntimeError())
        assert not room.isVisible()
        assert room.texts()["texts"] == []
    finally:
        room.deleteLater()
