"""The shell: going from place to place by mouse and keyboard, saving on the way, saying so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.errors import StorageTrouble
from app.i18n import set_language, tr
from app.models.keyslots import KdfCost
from app.services.changes import ChangeSet
from app.services.store import create_store
from app.settings import Settings
from app.ui import theme
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.keys_dialog import KeysDialog
from app.ui.page import Crumb, KeyHelp, Page
from app.ui.shell import MainWindow
from app.ui.tasks import TaskRunner
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.message_bar import Action
from tests.ui.clipping import clipped_texts

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Recorder(Page):
    """A page that notes what it is asked."""

    def __init__(self, context: UiContext, frame: QWidget) -> None:
        super().__init__(context, frame)
        self.heard: list[object] = []
        self.may_leave = True
        self.field = QLineEdit()
        self.field.setObjectName("field")
        QVBoxLayout(self).addWidget(self.field)

    @property
    def title(self) -> str:
        return "けやき"

    def header_widgets(self) -> list[QWidget]:
        return [Button(tr("印刷の見本"), "preview", key="Ctrl+P")]

    def status_text(self) -> str:
        return "編集中：No.108 けやき"

    def opened(self, **params: object) -> None:
        self.heard.append(("opened", params))

    def changed(self, changes: ChangeSet) -> None:
        self.heard.append(("changed", set(changes.ids)))

    def leave(self) -> bool:
        self.heard.append("leave")
        return self.may_leave

    def keys(self) -> list[KeyHelp]:
        return [KeyHelp("Ctrl+G", "ADL・IADL")]


class Home(Recorder):
    page_name = "page_home"

    def focus_search(self) -> bool:
        self.field.setFocus()
        return True


class Cases(Recorder):
    page_name = "page_cases"

    def undo(self) -> bool:
        self.heard.append("undo")
        return True


class Editor(Recorder):
    page_name = "page_case_editor"
    section = "page_cases"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb("事例", "page_cases", {"from": "editor"})]

    def failure_actions(self) -> list[Action]:
        return [Action("もう一度", "save_again", lambda: self.heard.append("again"))]


class Console(Recorder):
    page_name = "page_console"
    section = "page_conferences"
    full_window = True


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UiContext]:
    """A real, empty, encrypted store: the shell must not look like practice."""
    from datetime import UTC, datetime

    clock = FixedClock(datetime(2024, 8, 6, tzinfo=UTC))
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    folder: Path = tmp_path_factory.mktemp("data")
    store = create_store(folder, "はなさと市の囲碁クラブ水曜日", clock=clock, kdf=cheap)
    tasks = TaskRunner()
    yield UiContext(store=store, clock=clock, settings=Settings(), hub=ChangeHub(), tasks=tasks)
    tasks.finish()
    store.close()


def registered(context: UiContext) -> MainWindow:
    window = MainWindow(context)
    window.register_page("page_home", "home", tr("ホーム"), Home)
    window.register_page("page_cases", "cases", tr("事例"), Cases)
    window.register_page("page_case_editor", "cases", tr("事例"), Editor, rail=False)
    window.register_page("page_console", "conferences", tr("会議"), Console, rail=False)
    return window


@pytest.fixture
def window(context: UiContext, qtbot: QtBot) -> MainWindow:
    made = registered(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.navigate("page_home")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def current(window: MainWindow) -> Recorder:
    page = window.current_page()
    assert isinstance(page, Recorder)
    return page


def test_places_are_reached_by_alt_and_number(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert isinstance(current(window), Cases)
    qtbot.keyClick(window, Qt.Key.Key_1, ALT)
    assert isinstance(current(window), Home)
    qtbot.keyClick(window, Qt.Key.Key_5, ALT)
    assert isinstance(current(window), Home)


def test_places_are_reached_through_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    button = window.rail().button("page_cases")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert isinstance(current(window), Cases)
    assert button.isChecked()
    assert button.toolTip().endswith("Alt+2")


def test_pages_are_made_when_first_opened(window: MainWindow) -> None:
    assert window.page("page_cases") is None
    window.navigate("page_cases")
    first = window.page("page_cases")
    window.navigate("page_home")
    window.navigate("page_cases")

    assert first is not None
    assert window.page("page_cases") is first


def test_leaving_saves_and_a_page_that_cant_be_saved_keeps_the_person(
    window: MainWindow,
) -> None:
    home = current(window)
    home.may_leave = False

    assert not window.navigate("page_cases")
    assert current(window) is home
    rail = window.rail().button("page_home")
    assert rail is not None
    assert rail.isChecked()

    home.may_leave = True
    assert window.navigate("page_cases")


def test_closing_asks_the_page_first(window: MainWindow) -> None:
    current(window).may_leave = False
    assert not window.close()
    assert window.isVisible()
    current(window).may_leave = True
    assert window.close()


def test_parameters_reach_the_page(window: MainWindow, context: UiContext) -> None:
    context.navigate("page_case_editor", case_uuid="0190")

    assert current(window).heard == [("opened", {"case_uuid": "0190"})]
    rail = window.rail().button("page_cases")
    assert rail is not None
    assert rail.isChecked()


def test_breadcrumbs_lead_back(window: MainWindow) -> None:
    window.navigate("page_case_editor")
    window.findChild(Button, "crumb_1").click()

    assert current(window).heard == [("opened", {"from": "editor"})]


def test_the_asker_is_skipped_and_hidden_pages_catch_up(
    window: MainWindow, context: UiContext
) -> None:
    window.navigate("page_cases")
    cases = current(window)
    window.navigate("page_home")
    home = current(window)
    cases.heard.clear()
    home.heard.clear()

    home.announce(ChangeSet(kinds=frozenset({"case"}), ids=frozenset({"a"})))
    context.hub.announce(ChangeSet(kinds=frozenset({"case"}), ids=frozenset({"b"})))
    assert home.heard == [("changed", {"b"})]
    assert cases.heard == []

    window.navigate("page_cases")
    assert cases.heard == [("changed", {"a", "b"}), ("opened", {})]


def test_ctrl_k_finds_the_search_wherever_it_is(window: MainWindow, qtbot: QtBot) -> None:
    window.navigate("page_cases")
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)

    assert isinstance(current(window), Home)
    assert current(window).field.hasFocus()


def test_ctrl_n_opens_a_new_case_where_the_page_makes_nothing_else(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)

    assert current(window).heard == [("opened", {"new": True})]


def test_undo_belongs_to_the_page_even_while_a_field_has_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.navigate("page_cases")
    cases = current(window)
    cases.field.setFocus()
    qtbot.keyClicks(cases.field, "abc")
    qtbot.keyClick(cases.field, Qt.Key.Key_Z, CTRL)

    assert cases.heard[-1] == "undo"
    assert cases.field.text() == "abc"


def test_a_page_without_undo_leaves_it_to_the_field(window: MainWindow, qtbot: QtBot) -> None:
    home = current(window)
    home.field.setFocus()
    qtbot.keyClicks(home.field, "abc")
    qtbot.keyClick(home.field, Qt.Key.Key_Z, CTRL)
    assert home.field.text() == ""

    qtbot.keyClick(home.field, Qt.Key.Key_Y, CTRL)
    assert home.field.text() == "abc"


def test_f1_lists_the_keys_of_the_page_and_of_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    words = {label.text() for label in dialog.findChildren(SafeLabel)}

    assert {"ADL・IADL", "すべてからさがす", "元に戻す"} <= words
    assert clipped_texts(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_full_window_page_has_no_rail_header_or_status_bar(window: MainWindow) -> None:
    window.navigate("page_console")
    assert not window.rail().isVisible()
    assert not window.status_bar().isVisible()
    window.navigate("page_home")
    assert window.rail().isVisible()
    assert window.status_bar().isVisible()


def test_a_failure_stands_under_the_header_until_it_is_over(window: MainWindow) -> None:
    window.navigate("page_case_editor")
    editor = current(window)
    editor.failed.emit(
        StorageTrouble("保存できませんでした。", "入力は残っています。", "空きを作ってください。")
    )
    bar = window.messages()
    assert bar is not None
    assert bar.isVisible()
    assert "入力は残っています。" in bar.text()
    bar.findChild(Button, "save_again").click()
    assert editor.heard[-1] == "again"

    editor.failed.emit(None)
    assert not bar.isVisible()


def test_a_crash_is_said_in_one_sentence_with_a_way_to_the_log(
    window: MainWindow, tmp_path: Path
) -> None:
    window.show_crash("プログラムの不具合が起きました。", tmp_path / "crash.log")
    bar = window.messages()

    assert bar is not None
    assert bar.text() == "プログラムの不具合が起きました。"
    assert bar.findChild(Button, "crash_folder") is not None


def test_a_failed_task_nobody_took_is_said(window: MainWindow, context: UiContext) -> None:
    context.tasks.failed.emit(StorageTrouble("空きがありません。"))
    bar = window.messages()

    assert bar is not None
    assert "空きがありません。" in bar.text()


def test_titles_have_no_personal_text(window: MainWindow) -> None:
    window.navigate("page_case_editor")

    assert window.windowTitle() == "事例 — くらしカンファ"


def test_real_data_are_named_and_nothing_says_practice(window: MainWindow) -> None:
    words = {label.text() for label in window.findChildren(SafeLabel) if label.isVisible()}

    assert "データの場所：この端末（暗号化あり）" in words
    assert window.findChild(QWidget, "practice_mark") is None


def test_the_last_backup_is_shown_once_known(window: MainWindow) -> None:
    assert "最終バックアップ" not in shown(window)
    window.status_bar().show_backup("6月12日")
    assert "最終バックアップ 6月12日" in shown(window)


def shown(window: MainWindow) -> str:
    labels = window.status_bar().findChildren(SafeLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_the_page_says_its_part_of_the_status_bar(window: MainWindow) -> None:
    assert "編集中：No.108 けやき" in shown(window)
    current(window).status_changed.emit("すべて保存済み 10:42")
    assert "すべて保存済み 10:42" in shown(window)


def test_badges_count_what_waits(window: MainWindow) -> None:
    button = window.rail().button("page_cases")
    assert button is not None
    button.set_badge(4)

    assert button.accessibleName() == "事例（4件）"


def test_key_caps_give_way_when_the_window_is_narrow(window: MainWindow) -> None:
    button = window.findChild(Button, "preview")
    assert button is not None
    wide = button.sizeHint().width()
    window.resize(1280, 640)
    assert button.sizeHint().width() < wide
    window.resize(1366, 768)
    assert button.sizeHint().width() == wide


def test_the_window_comes_back_where_it_was(window: MainWindow, context: UiContext) -> None:
    window.setGeometry(40, 50, 1280, 700)
    window.close()

    assert context.settings.window == [40, 50, 1280, 700]


@pytest.mark.parametrize("language", ["ja", "en", "pseudo"])
@pytest.mark.parametrize("size", [(1366, 768), (1280, 640)])
def test_nothing_is_clipped(
    context: UiContext, qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    window = registered(context)
    qtbot.addWidget(window)
    window.resize(*size)
    window.navigate("page_case_editor")
    with qtbot.waitExposed(window):
        window.show()

    assert clipped_texts(window) == []


def test_large_text_makes_everything_larger(context: UiContext, qtbot: QtBot) -> None:
    plain = registered(context)
    qtbot.addWidget(plain)
    theme.set_text_size("large")
    large = registered(context)
    qtbot.addWidget(large)

    assert large.rail().width() == round(plain.rail().width() * 1.15)
    assert theme.font(20).pixelSize() == 23


def test_every_control_has_a_name_for_scripts_and_screen_readers(window: MainWindow) -> None:
    window.navigate("page_case_editor")
    for button in window.findChildren(Button):
        assert button.objectName(), button.text()
        assert button.accessibleName(), button.objectName()
    for name in ("page_home", "page_case_editor"):
        page = window.page(name)
        assert page is not None
        assert page.objectName() == name
