"""The screen lock: everything hidden, saved, destroyed and closed, and the same place again."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.conference.room import Output
from app.i18n import set_language
from app.models.database import DATABASE_FILE
from app.models.keyslots import SLOT_FILE
from app.services.cases import find_case, save_case
from app.services.conferences import list_conferences
from app.services.practice import fill
from app.services.settings import get_setting
from app.services.store import Store, open_store
from app.settings import load_settings
from app.ui import crash
from app.ui.application import Session
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.console.page import ConsolePage
from app.ui.lock import ScreenLock
from app.ui.lock_words import LockMenu, LockNotice
from app.ui.shell import MainWindow
from app.ui.start.lock_window import LockWindow
from app.ui.tasks import Progress
from app.ui.widgets.clipboard import copy_cells
from app.ui.widgets.text_area import PlainTextArea
from tests.services.conftest import PASSPHRASE
from tests.town import town_store
from tests.ui.clipping import clipped_texts
from tests.ui.console.acts import to_first_case, write

NUMBER = 101
WORDS = "yane no ame"


@cache
def _town_with_cases(folder: Path, moment: str) -> dict[str, bytes]:
    store = town_store(folder, FixedClock(datetime.fromisoformat(moment)))
    fill(store)
    store.close()
    return {name: (folder / name).read_bytes() for name in (DATABASE_FILE, SLOT_FILE)}


@pytest.fixture
def folder(
    tmp_path: Path, fixed_clock: FixedClock, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample cases in a town's folder, which has a passphrase."""
    made = tmp_path / "data"
    made.mkdir()
    base = tmp_path_factory.getbasetemp() / "town-for-lock"
    for name, content in _town_with_cases(base, fixed_clock.now().isoformat()).items():
        (made / name).write_bytes(content)
    return made


class Desk:
    """The program as it runs, and the hands of the person before it."""

    def __init__(self, session: Session, clock: FixedClock, qtbot: QtBot) -> None:
        self.session, self.clock, self.qtbot = session, clock, qtbot

    @property
    def window(self) -> MainWindow:
        assert self.session.main_window is not None
        return self.session.main_window

    @property
    def lock(self) -> ScreenLock:
        assert self.session.lock is not None
        return self.session.lock

    @property
    def lock_window(self) -> LockWindow:
        assert self.lock.lock_window is not None
        return self.lock.lock_window

    def edit(self) -> CaseEditorPage:
        """Words just typed in the first case, not saved yet."""
        case = find_case(self.window.context.store, NUMBER)
        self.window.navigate("page_case_editor", case_uuid=case.uuid)
        page = self.window.current_page()
        assert isinstance(page, CaseEditorPage)
        field = page.sections["life"].fields["life_issues"]
        assert isinstance(field, PlainTextArea)
        field.setFocus()
        QTest.keyClicks(field, WORDS)
        return page

    def hold_meeting(self, *, rehearsal: bool = False) -> ConsolePage:
        store = self.window.context.store
        uuid = next(row.uuid for row in list_conferences(store) if row.case_count == 4)
        self.window.navigate("page_console", conference_uuid=uuid, rehearsal=rehearsal)
        page = self.window.current_page()
        assert isinstance(page, ConsolePage)
        return page

    def is_closed(self) -> bool:
        return self.session.main_window is None

    def lock_and_close(self) -> None:
        self.lock.lock()
        self.qtbot.waitUntil(self.is_closed)

    def unlock(self, phrase: str = PASSPHRASE) -> None:
        self.lock_window.passphrase.setText(phrase)
        self.lock_window.unlock.click()

    def on_screen(self) -> list[QWidget]:
        return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


@pytest.fixture
def desk(
    qapp: QApplication,
    folder: Path,
    fixed_clock: FixedClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("app.ui.crash._installed", None)
    session = Session(qapp, argparse.Namespace(verb=None, data=folder, lang=None), fixed_clock)
    session.open_store(open_store(folder, PASSPHRASE, clock=fixed_clock))
    yield Desk(session, fixed_clock, qtbot)
    qapp.aboutToQuit.disconnect(session.close)
    lock, window = session.lock, session.main_window
    if lock is not None and lock.lock_window is not None:
        lock.lock_window.hide()
        lock.lock_window.deleteLater()
    if window is not None:
        window.context.tasks.finish()
        window.hide()
        window.deleteLater()
    session.close()
    session.setParent(None)


def test_the_last_words_are_stored_and_the_same_case_is_there_again(desk: Desk) -> None:
    uuid = desk.edit()._draft.case.uuid  # type: ignore[union-attr]
    desk.lock_and_close()
    assert desk.on_screen() == [desk.lock_window]
    assert desk.lock_window.unlock_practice.isHidden()

    desk.unlock("ちがう言葉を打ちました")
    assert desk.is_closed()
    desk.qtbot.waitUntil(desk.lock_window.unlock.isEnabled)
    desk.unlock()
    page = desk.window.current_page()
    assert isinstance(page, CaseEditorPage)
    case = find_case(desk.window.context.store, NUMBER)
    assert case.uuid == uuid
    assert WORDS in (case.life_issues or "")
    assert page.title.startswith(f"No.{NUMBER} ")
    assert desk.on_screen() == [desk.window]
    bar = desk.window.messages()
    assert bar is not None
    assert bar.text() == ""  # not taken for a crash


def test_nothing_of_a_case_stays_in_memory(desk: Desk) -> None:
    """Found again in no object Python knows; the word is made here, so it isn't in this file."""
    word = os.urandom(6).hex()
    store = desk.window.context.store
    case = find_case(store, NUMBER)
    save_case(store, replace(case, life_issues=f"{word} {case.life_issues}"))
    desk.window.navigate("page_cases")
    desk.window.navigate("page_judgement", case_uuid=case.uuid)
    desk.window.navigate("page_case_editor", case_uuid=case.uuid)
    console = desk.hold_meeting()
    to_first_case(console)
    console.walling.show()
    gone = [weakref.ref(each) for each in (store, console, desk.window)]
    del store, case, console
    assert _holders(word)

    desk.lock_and_close()
    desk.qtbot.waitUntil(lambda: not any(each() for each in gone))
    assert _holders(word) == []


def _holders(word: str) -> list[str]:
    gc.collect()
    return [
        type(holder).__name__
        for holder in gc.get_objects()
        if not isinstance(holder, type(sys._getframe()))
        for held in gc.get_referents(holder)
        if type(held) is str and word in held and len(held) > len(word)
    ]


def test_after_five_minutes_it_warns_and_locks(desk: Desk) -> None:
    watch = desk.lock.idle
    desk.clock.advance(280)
    watch.look()
    notice = desk.window.findChild(LockNotice)
    assert notice is not None
    assert notice.isVisible()
    assert "まもなく" in notice.text()
    handle = desk.window.windowHandle()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert not notice.isVisible()
    desk.clock.advance(299)
    watch.look()
    assert not desk.lock.locked
    desk.clock.advance(1)
    watch.look()
    assert desk.lock.locked
    desk.qtbot.waitUntil(desk.is_closed)


def test_the_key_and_the_menu_lock_too(desk: Desk, folder: Path) -> None:
    menu = desk.window.findChild(LockMenu)
    assert menu is not None
    menu.choices[15].trigger()
    assert desk.lock.limit_seconds() == 900
    assert load_settings(folder / "settings.json").lock_minutes == 15
    menu.choices[0].trigger()
    assert desk.lock.limit_seconds() == 0
    desk.window.activateWindow()
    QTest.keyClick(
        desk.window,
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert desk.lock.locked
    desk.qtbot.waitUntil(desk.is_closed)


def test_a_running_meeting_goes_on_with_a_dark_wall(desk: Desk) -> None:
    console = desk.hold_meeting()
    to_first_case(console)
    console.walling.show()
    assert desk.lock.limit_seconds() == 15 * 60
    write(console, "途中の言葉")
    assert console.session is not None
    before = console.session.step
    desk.clock.advance(60)
    desk.lock_and_close()
    assert desk.on_screen() == [desk.lock_window]

    desk.clock.advance(120)
    desk.unlock()
    again = desk.window.current_page()
    assert isinstance(again, ConsolePage)
    assert again.session is not None
    assert again.session.step == before
    assert again.session.output.output is Output.HIDDEN
    assert again.capture.text.text() == "途中の言葉"
    assert again.session.meeting_time().used == pytest.approx(180, abs=1)
    assert desk.on_screen() == [desk.window]


def test_words_that_cannot_be_saved_wait_behind_the_lock(desk: Desk) -> None:
    store = desk.window.context.store
    desk.edit()
    window = desk.window
    _pragma(store, "query_only = ON")
    desk.lock.lock()
    desk.qtbot.wait(1)
    assert desk.on_screen() == [desk.lock_window]
    desk.lock_window.close()
    assert desk.lock_window.isVisible()  # ending now would lose them
    assert "まだ保存できていない" in desk.lock_window.unlock_problem.text()
    desk.unlock("ちがう言葉を打ちました")
    assert desk.on_screen() == [desk.lock_window]
    desk.qtbot.waitUntil(desk.lock_window.unlock.isEnabled)
    desk.unlock()

    assert desk.window is window
    assert desk.on_screen() == [window]
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    field = cast(PlainTextArea, page.sections["life"].fields["life_issues"])
    assert WORDS in field.toPlainText()
    _pragma(store, "query_only = OFF")
    assert page.leave()
    desk.lock_and_close()  # and the next lock is a whole one


def _pragma(store: Store, text: str) -> None:
    with store.read() as connection:
        connection.exec_driver_sql(f"PRAGMA {text}")


def test_work_that_runs_is_finished_first(desk: Desk) -> None:
    done: list[str] = []
    free = threading.Event()

    def work(_progress: Progress) -> str:
        free.wait(60)
        return "done"

    desk.window.context.tasks.run(work, label="x", done=done.append)
    desk.lock.lock()
    assert desk.on_screen() == [desk.lock_window]
    desk.qtbot.wait(1)
    assert not desk.is_closed()
    free.set()
    desk.qtbot.waitUntil(desk.is_closed)
    assert done == ["done"]


def test_an_open_question_is_answered_as_esc_would(desk: Desk) -> None:
    def ask_and_lock() -> bool:
        box = QMessageBox(desk.window)
        yes = box.addButton("はい", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("いいえ", QMessageBox.ButtonRole.RejectRole)
        QTimer.singleShot(0, desk.lock.lock)
        box.exec()
        assert desk.session.main_window is not None  # not pulled away under the question
        return box.clickedButton() is yes

    said: list[bool] = []
    QTimer.singleShot(0, lambda: said.append(ask_and_lock()))  # from the loop, as in the program
    desk.qtbot.waitUntil(lambda: bool(said))
    assert said == [False]
    desk.qtbot.waitUntil(desk.is_closed)
    assert desk.on_screen() == [desk.lock_window]


def test_ending_while_locked_is_a_good_end(desk: Desk, folder: Path) -> None:
    desk.lock_and_close()
    desk.lock_window.close()
    desk.session.close()
    store = open_store(folder, PASSPHRASE, clock=desk.clock)
    assert get_setting(store, "session")["ended"] is True
    store.close()


def test_the_lock_takes_what_was_copied_along(desk: Desk) -> None:
    desk.window.activateWindow()
    desk.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    copy_cells("山田ハナ")
    desk.lock_and_close()
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_word_of_the_lock_is_cut_off(desk: Desk, language: str) -> None:
    set_language(language)
    desk.lock_and_close()
    assert clipped_texts(desk.lock_window) == []
    desk.unlock()
    desk.window.resize(1280, 640)
    desk.window.warn_of_lock(on=True)
    desk.qtbot.wait(1)
    notice = desk.window.findChild(LockNotice)
    assert notice is not None
    assert clipped_texts(notice) == []
    assert clipped_texts(desk.window.status_bar()) == []


def test_practice_data_are_never_locked(
    qapp: QApplication, fixed_clock: FixedClock, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.practice import copied_practice_store

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    session = Session(
        qapp, argparse.Namespace(verb="practice", data=folder, lang=None), fixed_clock
    )
    session.open_store(copied_practice_store(fixed_clock))
    assert session.lock is None
    window = session.main_window
    assert window is not None
    assert window.findChild(LockMenu) is None
    window.close()
    qapp.aboutToQuit.disconnect(session.close)
    session.close()
    window.deleteLater()


def test_after_a_bug_the_clock_and_a_rehearsal_go_on(desk: Desk) -> None:
    console = desk.hold_meeting(rehearsal=True)
    to_first_case(console)
    console.walling.show()
    crash.handle(RuntimeError())
    assert console.session is not None
    assert console.session.output.output is Output.HIDDEN
    before = console.session.meeting_time().used
    desk.clock.advance(30)
    assert console._ticking.isActive()
    console._tick()
    assert console.session.meeting_time().used == before + 30
    to_first_case(console)
