"""復旧用紙 from the window: what counts, when, and that the paper opens the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.errors import LockedOut
from app.i18n import set_language
from app.reports.preview import page_sizes
from app.services.store import Store
from app.settings import Settings
from app.ui.context import UiContext
from app.ui.home.page import HomePage
from app.ui.hub import ChangeHub
from app.ui.paper import printing, sending
from app.ui.recovery import RecoveryDialog
from app.ui.tasks import TaskRunner
from tests.services.conftest import PASSPHRASE
from tests.town import town_store
from tests.ui.clipping import clipped_texts
from tests.ui.paper.conftest import answering, pdf_printer


@pytest.fixture
def town(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    """A data folder with a passphrase and no sheet yet."""
    store = town_store(tmp_path / "data", fixed_clock)
    yield store
    store.close()


@pytest.fixture
def home(town: Store, fixed_clock: FixedClock, qtbot: QtBot) -> Iterator[HomePage]:
    """The home page of the town."""
    tasks = TaskRunner()
    page = HomePage(
        UiContext(store=town, clock=fixed_clock, settings=Settings(), hub=ChangeHub(), tasks=tasks)
    )
    page.context.hub.announced.connect(page.changed)
    qtbot.addWidget(page)
    page.resize(1280, 640)
    page.show()
    page.opened()
    yield page
    tasks.finish()


def opened(home: HomePage) -> RecoveryDialog:
    home._recovery()
    return home.findChildren(RecoveryDialog)[-1]


def offered(home: HomePage) -> bool:
    return home.findChild(object, "recovery_sheet") is not None


def deeds(store: Store) -> int:
    with store.read() as connection:
        count = "SELECT count(*) FROM audit_trail WHERE record_kind = 'recovery_sheet'"
        return int(connection.exec_driver_sql(count).scalar_one())


def saved(home: HomePage, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> str:
    """The code on a sheet that was saved."""
    monkeypatch.setattr(sending, "ask_file", lambda _parent, _name: path)
    dialog = opened(home)
    dialog.passphrase.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.made):
        dialog.save_button.click()
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return "-".join(re.findall(r"\b[0-9A-HJKMNP-TV-Z]{5}\b", text))


def test_a_saved_sheet_opens_the_data_and_voids_the_one_before(
    home: HomePage, town: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert offered(home)
    first = saved(home, tmp_path / "first.pdf", monkeypatch, qtbot)
    town.admit(first)
    assert not offered(home)
    second = saved(home, tmp_path / "second.pdf", monkeypatch, qtbot)
    town.admit(second)
    town.admit(PASSPHRASE)
    with pytest.raises(LockedOut):
        town.admit(first)
    assert deeds(town) == 2


def test_a_printed_sheet_counts_once_it_came_out(
    home: HomePage, town: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    target = tmp_path / "printed.pdf"
    monkeypatch.setattr(printing, "ask_printer", lambda _parent, _run: pdf_printer(target))
    dialog = opened(home)
    dialog.passphrase.setText(PASSPHRASE)

    def answer(words: str) -> Callable[[QMessageBox], object]:
        return lambda asked: next(
            button for button in asked.findChildren(QPushButton) if button.text() == words
        ).click()

    answering(dialog, answer("されなかった"))
    dialog.print_button.click()
    qtbot.waitUntil(lambda: "まだ何も変えていません" in dialog.problem.text())
    assert (town.has_recovery(), deeds(town)) == (False, 0)
    answering(dialog, answer("印刷された"))
    with qtbot.waitSignal(dialog.made):
        dialog.print_button.click()
    assert (town.has_recovery(), deeds(town)) == (True, 1)
    assert [round(height) for _, height in page_sizes(target.read_bytes())] == [842]


def test_a_wrong_passphrase_makes_nothing_and_slows_down(
    home: HomePage, town: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(sending, "ask_file", lambda _parent, _name: tmp_path / "sheet.pdf")
    dialog = opened(home)
    assert not dialog.save_button.isEnabled()
    qtbot.keyClicks(dialog.passphrase, "wrong words here")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "パスフレーズが違います" in dialog.problem.text())
    assert not dialog.save_button.isEnabled()
    assert clipped_texts(dialog) == []
    assert (town.has_recovery(), deeds(town)) == (False, 0)
    assert not (tmp_path / "sheet.pdf").exists()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.passphrase.text() == ""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_cut_off(home: HomePage, language: str) -> None:
    set_language(language)
    dialog = opened(home)
    assert clipped_texts(dialog) == []
    dialog.reject()
