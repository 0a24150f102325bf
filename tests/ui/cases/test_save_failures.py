"""When saving fails: the words stay, the bar offers ways out, closing asks (RELIABILITY §B2).

The faults are SQLite's own: a full database, a read-only connection, a file that was moved, a
folder that is gone, another writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import PrivateIdentity
from app.clock import FixedClock
from app.models.pragmas import connect
from app.services.cases import find_case, get_identity, new_case, save_identity
from app.services.store import Store, open_store
from app.settings import Settings
from app.ui.autosave import SaveStep
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.rescue import UnsavedDialog
from app.ui.shell import MainWindow
from app.ui.tasks import TaskRunner
from app.ui.widgets.text_area import PlainTextArea
from tests.services.conftest import PASSPHRASE
from tests.town import town_store
from tests.ui.cases.keys import cut_off

WORDS = "yane no ame "
LONG = WORDS * 800


@pytest.fixture
def context(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[UiContext]:
    """A store with a passphrase, for practice data have no copies."""
    store = town_store(tmp_path / "data", fixed_clock)
    case = new_case(store)
    save_identity(store, PrivateIdentity(case_uuid=case.uuid, name="山田ハナ"))
    tasks = TaskRunner()
    yield UiContext(store, fixed_clock, Settings(), ChangeHub(), tasks)
    tasks.finish()
    store.close()


@pytest.fixture
def page(window: MainWindow) -> CaseEditorPage:
    case = find_case(window.context.store, 1)
    window.navigate("page_case_editor", case_uuid=case.uuid)
    opened = window.current_page()
    assert isinstance(opened, CaseEditorPage)
    return opened


def type_in(page: CaseEditorPage, text: str) -> None:
    """Words in a field of the form, some by key."""
    edit = page.sections["life"].fields["life_issues"]
    assert isinstance(edit, PlainTextArea)
    edit.setFocus()
    edit.insertPlainText(text)
    QTest.keyClicks(edit, "x")


def shown(page: CaseEditorPage) -> str:
    edit = page.sections["life"].fields["life_issues"]
    assert isinstance(edit, PlainTextArea)
    return edit.toPlainText()


def pragma(store: Store, text: str) -> object:
    with store.read() as connection:
        found = connection.exec_driver_sql(f"PRAGMA {text}")
        return found.scalar() if found.returns_rows else None


Fault = Callable[[Store, Path], Callable[[], object]]
"""Breaks a store and gives back what mends it."""


def full(store: Store, _aside: Path) -> Callable[[], object]:
    pragma(store, f"max_page_count = {pragma(store, 'page_count')}")
    return lambda: pragma(store, "max_page_count = 1000000")


def read_only(store: Store, _aside: Path) -> Callable[[], object]:
    pragma(store, "query_only = ON")
    return lambda: pragma(store, "query_only = OFF")


def moved(store: Store, aside: Path) -> Callable[[], object]:
    (store.folder / "kurashi.db").rename(aside)
    return lambda: aside.rename(store.folder / "kurashi.db")


def gone(store: Store, aside: Path) -> Callable[[], object]:
    store._database.close()
    store.folder.rename(aside)
    return lambda: aside.rename(store.folder)


def busy(store: Store, _aside: Path) -> Callable[[], object]:
    pragma(store, "busy_timeout = 1")
    other = connect(store.folder / "kurashi.db", store._database._key)
    other.execute("BEGIN IMMEDIATE")

    def release() -> None:
        other.execute("ROLLBACK")
        other.close()

    return release


FAULTS = {
    "空きが足りません": full,
    "読み取り専用": read_only,
    "移動されました": moved,
    "見つかりません": gone,
    "使用中です": busy,
}


def test_the_words_stay_and_are_saved_once_it_works_again(
    window: MainWindow, page: CaseEditorPage, tmp_path: Path
) -> None:
    store, bar, draft = window.context.store, window.messages(), page._draft
    assert bar is not None
    assert draft is not None
    for sentence, fault in FAULTS.items():
        mend = fault(store, tmp_path / "aside")
        before = shown(page)
        type_in(page, LONG)
        assert not page.leave()

        assert sentence in bar.text()
        assert not window.navigate("page_cases")  # no other page takes the words away
        type_in(page, "y")
        assert shown(page) == before + LONG + "xyx"
        assert draft.saver.step is SaveStep.FAILED
        assert draft.saver.planned_ms == 30_000  # tried again by itself
        mend()
        bar.findChild(QPushButton, "save_again").click()

        assert not bar.isVisible()
        assert find_case(store, 1).life_issues == shown(page)
    assert window.navigate("page_cases")


def test_it_is_tried_again_without_anybody_doing_anything(
    window: MainWindow, page: CaseEditorPage, tmp_path: Path, qtbot: QtBot
) -> None:
    mend = full(window.context.store, tmp_path)
    type_in(page, LONG)
    assert not page.leave()
    mend()
    draft = page._draft
    assert draft is not None
    draft.saver._timer.start(1)  # half a minute is over

    qtbot.waitUntil(lambda: draft.saver.step is SaveStep.SAVED)
    bar = window.messages()
    assert bar is not None
    assert not bar.isVisible()


def test_another_place_takes_everything_on_screen(
    window: MainWindow,
    page: CaseEditorPage,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, bar, clock = window.context.store, window.messages(), window.context.clock
    assert bar is not None
    usb = tmp_path / "usb"
    usb.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(usb))
    for number, fault in enumerate((full, read_only, moved, gone)):
        mend = fault(store, tmp_path / "aside")
        type_in(page, LONG)
        assert not page.leave()
        button = bar.findChild(QPushButton, "save_elsewhere")
        type_in(page, "later")  # typed after the bar came up
        button.click()
        qtbot.waitUntil(lambda: not window.context.tasks.busy())

        name = f"kurashi-20240806-10420{number}"
        assert f"写しを {name} に保存しました" in bar.text()
        assert bar.findChild(QPushButton, "save_again") is not None
        mend()
        other = open_store(usb / name, PASSPHRASE, clock=clock)
        case = find_case(other, 1)
        assert case.life_issues == shown(page)
        assert get_identity(other, case.uuid).name == "山田ハナ"
        other.close()
        assert page.leave()
        assert isinstance(clock, FixedClock)
        clock.advance(1)


def test_a_refused_value_offers_no_other_place(window: MainWindow, page: CaseEditorPage) -> None:
    new_case(window.context.store)
    field = page.sections["basic"].fields["case_no"]
    line = field.findChild(QWidget, "case_no_line") or field.focusProxy() or field
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(line, "2")
    assert not page.leave()
    bar = window.messages()
    assert bar is not None
    assert "No.2 は別の事例が使っています" in bar.text()
    assert bar.findChild(QPushButton, "save_again") is not None
    assert bar.findChild(QPushButton, "save_elsewhere") is None
    page.undo()
    assert page.leave()


def test_closing_with_unsaved_words_asks_and_staying_is_the_default(
    window: MainWindow, page: CaseEditorPage, tmp_path: Path
) -> None:
    mend = full(window.context.store, tmp_path)
    type_in(page, LONG)
    assert not window.close()
    box = window.findChild(UnsavedDialog)
    assert box is not None
    assert cut_off(box) == []
    assert {button.text() for button in box.findChildren(QPushButton)} == {
        "もどる", "もう一度", "別の場所に保存", "保存せずに終わる",
    }  # fmt: skip
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert shown(page) == LONG + "x"

    mend()
    assert window.close()
    assert find_case(window.context.store, 1).life_issues == LONG + "x"


def test_a_person_may_give_the_words_up(
    window: MainWindow, page: CaseEditorPage, tmp_path: Path
) -> None:
    full(window.context.store, tmp_path)
    type_in(page, LONG)
    assert not window.close()
    box = window.findChild(UnsavedDialog)
    assert box is not None
    box.findChild(QPushButton, "close_unsaved").click()

    assert not window.isVisible()
    assert find_case(window.context.store, 1).life_issues == ""
