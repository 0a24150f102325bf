"""A folder that can't be written opens for reading, says so on every page, and gives a copy."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.errors import StorageTrouble
from app.services.cases import find_case, new_case, save_case
from app.services.sessions import begin_session, end_session
from app.services.store import Store, create_store, open_store
from app.settings import Settings
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.judgement_page import JudgementPage
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.shell import MainWindow
from app.ui.tasks import TaskRunner
from app.ui.widgets.note import InlineNote
from tests.services.conftest import CHEAP, PASSPHRASE
from tests.ui.cases.keys import CTRL, clipboard

_NOBODY = 65534

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no read-only folders")


@pytest.fixture
def place(fixed_clock: FixedClock) -> Iterator[Path]:
    """A data folder without write permission, and a process that is bound by it."""
    outside = Path(tempfile.mkdtemp())
    outside.chmod(0o777)
    folder = outside / "data"
    store = create_store(folder, PASSPHRASE, clock=fixed_clock, kdf=CHEAP)
    save_case(store, replace(new_case(store), staff="北"))
    store.close()
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)  # permissions don't bind root
    try:
        yield outside
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(outside)


@pytest.fixture
def store(place: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    opened = open_store(place / "data", PASSPHRASE, clock=fixed_clock, read_only_too=True)
    yield opened
    opened.close()


def test_without_asking_for_it_the_place_is_refused(place: Path, fixed_clock: FixedClock) -> None:
    with pytest.raises(StorageTrouble, match="読み取り専用"):
        open_store(place / "data", PASSPHRASE, clock=fixed_clock)


def test_it_reads_and_says_why_it_does_not_write(store: Store) -> None:
    assert store.read_only
    case = find_case(store, 1)
    assert case.staff == "北"
    with pytest.raises(StorageTrouble, match="読み取り専用"):
        save_case(store, replace(case, staff="南"))
    assert begin_session(store) is None
    end_session(store)
    assert store.verify().ok


def test_the_window_says_so_and_gives_a_copy(
    store: Store,
    place: Path,
    fixed_clock: FixedClock,
    show: Callable[[QWidget], QWidget],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(place))
    tasks = TaskRunner()
    window = MainWindow(UiContext(store, fixed_clock, Settings(), ChangeHub(), tasks))
    show(window)
    bar = window.findChild(InlineNote, "read_only_bar")
    assert bar is not None
    assert bar.isVisible()
    bar.findChild(QPushButton, "read_only_copy").click()
    qtbot.waitUntil(lambda: not tasks.busy())
    tasks.finish()

    assert "写しを kurashi-20240806-104200 に保存しました" in bar.text()
    copy = open_store(place / "kurashi-20240806-104200", PASSPHRASE, clock=fixed_clock)
    assert not copy.read_only
    assert find_case(copy, 1).staff == "北"
    copy.close()


def test_no_field_of_a_case_takes_a_letter_there(
    store: Store, fixed_clock: FixedClock, show: Callable[[QWidget], QWidget]
) -> None:
    window = case_window(store, fixed_clock, show)
    case = find_case(store, 1)
    window.navigate("page_case_editor", case_uuid=case.uuid)
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)

    for name in ("staff", "life_issues", "age", "conditions", "checklist", "care_level"):
        field = page.findChild(QWidget, name)
        field.setFocus()
        QTest.keyClicks(QApplication.focusWidget() or field, "a1")
        QTest.keyClick(field, Qt.Key.Key_Down)
    clipboard("糖尿病\t平成20年\n")
    QTest.keyClick(page.findChild(QWidget, "conditions"), Qt.Key.Key_V, CTRL)
    assert find_case(store, 1) == case
    assert page.leave()  # nothing waits to be saved
    assert page.findChild(QLineEdit, "staff").text() == "北"

    page._hand_in()  # a button that would change the case says why it doesn't
    page._edited(replace(case, staff="南"), "")
    bar = window.messages()
    assert bar is not None
    assert "書き込めません" in bar.text()

    window.navigate("page_judgement", case_uuid=case.uuid)
    judgement = window.current_page()
    assert isinstance(judgement, JudgementPage)
    QTest.keyClicks(judgement.view, "123")
    assert judgement.model.case.judgements == ()
    assert judgement.leave()


def test_a_place_that_stops_taking_anything_says_so_before_the_first_letter(
    tmp_path: Path,
    fixed_clock: FixedClock,
    show: Callable[[QWidget], QWidget],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A stick whose switch was moved: typing goes on, warned, and saving keeps the ways out."""
    store = create_store(tmp_path / "data", PASSPHRASE, clock=fixed_clock, kdf=CHEAP)
    made = new_case(store)
    window = case_window(store, fixed_clock, show)
    monkeypatch.setattr("app.services.store.can_write", lambda *_paths: False)
    window.navigate("page_case_editor", case_uuid=made.uuid)
    bar = window.messages()
    assert bar is not None
    assert bar.isVisible()
    assert "書き込めません" in bar.text()

    monkeypatch.undo()
    window.navigate("page_case_editor", case_uuid=made.uuid)
    assert not bar.isVisible()
    store.close()


def case_window(store: Store, clock: FixedClock, show: Callable[[QWidget], QWidget]) -> MainWindow:
    window = MainWindow(UiContext(store, clock, Settings(), ChangeHub(), TaskRunner()))
    window.register_page("page_case_editor", "cases", "編集", CaseEditorPage, rail=False)
    window.register_page("page_judgement", "cases", "判定", JudgementPage, rail=False)
    show(window)
    return window
