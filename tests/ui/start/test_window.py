"""The first window: two doors, a new passphrase, and unlocking with its waits."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.i18n import set_language
from app.services.cases import list_cases
from app.services.store import Store, open_store, store_exists
from app.ui.start.window import PassphraseField, StartWindow
from app.ui.widgets.labels import Paragraph
from tests.town import TOWN_PASSPHRASE, town_folder
from tests.ui.clipping import clipped_texts

PASSPHRASE = TOWN_PASSPHRASE
ENTER = Qt.Key.Key_Return
OpenStart = Callable[..., StartWindow]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def start(folder: Path, fixed_clock: FixedClock, show: Callable[[QWidget], QWidget]) -> OpenStart:
    """Opens the start window on the folder of the test."""

    def opened(wait_unit_ms: int = 1) -> StartWindow:
        window = StartWindow(folder, fixed_clock, wait_unit_ms=wait_unit_ms)
        show(window)
        return window

    return opened


@pytest.fixture
def data(folder: Path, fixed_clock: FixedClock) -> Path:
    """A folder with data in it; the passphrase is cheap to check here only."""
    return town_folder(folder)


def said(place: Paragraph) -> str:
    return place.text() if place.isVisible() else ""


def give_twice(window: StartWindow, first: str, second: str) -> None:
    window.first.setText(first)
    window.second.setText(second)
    window.create_button.click()


# Two doors.


def test_the_first_start_shows_two_doors_and_makes_nothing(
    start: OpenStart, folder: Path, qtbot: QtBot
) -> None:
    window = start()

    assert window.practice.isVisible()
    assert window.begin.isVisible()
    assert not any(field.isVisible() for field in window.findChildren(PassphraseField))
    qtbot.waitUntil(window.practice.hasFocus)
    assert not folder.exists()


def test_practice_opens_the_sample_cases_and_leaves_the_folder_alone(
    start: OpenStart, folder: Path, qtbot: QtBot
) -> None:
    window = start()

    with qtbot.waitSignal(window.opened) as opened:
        window.practice.click()

    store: Store = opened.args[0]
    assert store.practice
    assert len(list_cases(store)) == 10
    assert not folder.exists()
    store.close()
    assert not store.folder.exists()


def test_practice_without_room_for_it_is_said_in_its_door(
    start: OpenStart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))

    window.practice.click()

    assert said(window.doors_problem)
    monkeypatch.undo()


# A new passphrase.


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("", "", "パスフレーズは13文字以上にしてください。"),
        ("みじかい", "みじかい", "パスフレーズは13文字以上にしてください。"),
        ("1234567890123", "1234567890123", "推測されやすいパスフレーズです。"),
        (PASSPHRASE, PASSPHRASE + "x", "二つのパスフレーズが違います。"),
        (PASSPHRASE, "", "二つのパスフレーズが違います。"),
    ],
)
def test_a_passphrase_that_will_not_do_is_said_and_nothing_is_made(
    start: OpenStart, folder: Path, first: str, second: str, problem: str
) -> None:
    window = start()
    window.begin.click()
    assert said(window.new_problem) == ""

    give_twice(window, first, second)

    assert said(window.new_problem).startswith(problem)
    assert window.first.text() == first
    assert not folder.exists()


def test_the_passphrase_given_twice_makes_the_store(
    start: OpenStart, folder: Path, fixed_clock: FixedClock, qtbot: QtBot
) -> None:
    window = start()
    window.begin.click()
    window.first.setText(PASSPHRASE)
    QTest.keyClick(window.first, ENTER)
    assert window.second.hasFocus()
    window.second.setText(PASSPHRASE)

    with qtbot.waitSignal(window.opened) as opened:
        QTest.keyClick(window.second, ENTER)

    store: Store = opened.args[0]
    assert not store.practice
    assert store.folder == folder
    assert window.first.text() == window.second.text() == ""
    store.close()
    open_store(folder, PASSPHRASE, clock=fixed_clock).close()


def test_back_and_escape_lead_to_the_doors_again(start: OpenStart) -> None:
    window = start()
    window.begin.click()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.begin.isVisible()


def test_data_that_came_meanwhile_is_never_overwritten(
    start: OpenStart, folder: Path, fixed_clock: FixedClock
) -> None:
    window = start()
    window.begin.click()
    town_folder(folder)

    give_twice(window, "別のとても長いパスフレーズ abc", "別のとても長いパスフレーズ abc")

    assert "すでにデータがあります" in said(window.new_problem)
    open_store(folder, PASSPHRASE, clock=fixed_clock).close()


# Unlocking.


@pytest.mark.usefixtures("data")
def test_a_later_start_asks_for_the_passphrase(start: OpenStart, qtbot: QtBot) -> None:
    window = start()
    assert window.passphrase.isVisible()
    qtbot.waitUntil(window.passphrase.hasFocus)
    window.passphrase.setText(PASSPHRASE)

    with qtbot.waitSignal(window.opened) as opened:
        QTest.keyClick(window.passphrase, ENTER)

    assert window.passphrase.text() == ""
    opened.args[0].close()


@pytest.mark.usefixtures("data")
def test_full_width_letters_open_too(start: OpenStart, qtbot: QtBot) -> None:
    window = start()
    window.passphrase.setText("紫陽花　ａｕｔｏｂｕｓ　４２　くもり")

    with qtbot.waitSignal(window.opened) as opened:
        window.unlock.click()

    opened.args[0].close()


@pytest.mark.usefixtures("data")
def test_an_empty_passphrase_is_no_try(start: OpenStart) -> None:
    window = start()

    window.unlock.click()

    assert said(window.unlock_problem) == ""
    assert window.unlock.isEnabled()


@pytest.mark.usefixtures("data")
def test_each_wrong_try_waits_twice_as_long(start: OpenStart, qtbot: QtBot) -> None:
    window = start()
    waits = []
    for _ in range(7):
        window.passphrase.setText("まちがったパスフレーズです")
        window.unlock.click()
        assert said(window.unlock_problem).startswith("パスフレーズが違います。")
        assert not window.unlock.isEnabled()
        waits.append(window.waiting_seconds)
        assert f"{waits[-1]}秒" in window.unlock.toolTip()
        QTest.keyClick(window.passphrase, ENTER)  # no way round by the keyboard
        qtbot.waitUntil(window.unlock.isEnabled)

    assert waits == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.usefixtures("data")
def test_the_right_passphrase_after_a_wrong_one_opens(start: OpenStart, qtbot: QtBot) -> None:
    window = start()
    window.passphrase.setText("まちがったパスフレーズです")
    window.unlock.click()
    qtbot.waitUntil(window.unlock.isEnabled)
    window.passphrase.setText(PASSPHRASE)

    with qtbot.waitSignal(window.opened) as opened:
        window.unlock.click()

    opened.args[0].close()


def test_damaged_keys_are_said_below_the_field_and_stay_as_they_are(
    start: OpenStart, data: Path
) -> None:
    slots = data / "keyslots.json"
    slots.write_text("{}", encoding="utf-8")
    window = start()
    window.passphrase.setText(PASSPHRASE)

    window.unlock.click()

    assert "壊れています" in said(window.unlock_problem)
    assert window.unlock.isEnabled()
    assert slots.read_text(encoding="utf-8") == "{}"
    assert store_exists(data)


@pytest.mark.usefixtures("data")
def test_practice_is_open_to_those_without_the_passphrase(start: OpenStart, qtbot: QtBot) -> None:
    window = start()
    button = window.findChild(QWidget, "unlock_practice")
    assert button is not None

    with qtbot.waitSignal(window.opened) as opened:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert opened.args[0].practice
    opened.args[0].close()


# Around it.


def test_passphrases_are_hidden_and_kept_from_the_input_method(
    start: OpenStart, qtbot: QtBot
) -> None:
    window = start()
    qtbot.waitUntil(lambda: len(window.findChildren(PassphraseField)) == 3)

    for field in window.findChildren(PassphraseField):
        assert field.displayText() == ""
        field.setText("geheim")
        assert "geheim" not in field.displayText()
        assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
        assert field.accessibleName()


@pytest.mark.parametrize("language", ["ja", "en", "pseudo"])
@pytest.mark.parametrize("existing", [False, True])
def test_nothing_is_cut_off(
    start: OpenStart, folder: Path, language: str, *, existing: bool
) -> None:
    set_language(language)
    if existing:
        folder.mkdir()
        (folder / "keyslots.json").write_text("{}", encoding="utf-8")
    window = start()
    assert clipped_texts(window) == []
    if existing:
        window.passphrase.setText(PASSPHRASE)
        window.unlock.click()
    else:
        window.begin.click()
        give_twice(window, "1234567890123", "")
    QTest.qWaitForWindowExposed(window)

    assert clipped_texts(window) == []


def test_the_window_comes_before_the_database_code(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from app.clock import SystemClock\n"
        "from app.ui import theme\n"
        "from app.ui.start.window import StartWindow\n"
        "app = QApplication([]); theme.apply_theme(app)\n"
        f"window = StartWindow(Path({str(tmp_path)!r}), SystemClock()); window.show()\n"
        "app.processEvents(); window.grab(); window.close()\n"
        "heavy = ('sqlalchemy', 'sqlcipher3', 'alembic', 'pandas', 'matplotlib', 'reportlab',\n"
        "         'openpyxl', 'pypdfium2')\n"
        "sys.exit(' '.join(name for name in heavy if name in sys.modules) or 0)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[3],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
