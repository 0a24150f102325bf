"""練習用 is marked wherever a person looks, and never in real data (test_shell)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.shell import MainWindow
from app.ui.widgets.labels import SafeLabel
from tests.ui.clipping import clipped_texts
from tests.ui.test_shell import Console, Home


def test_practice_is_marked_in_header_ribbon_title_and_status_bar(
    context: UiContext, qtbot: QtBot
) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.register_page("page_home", "home", "ホーム", Home)
    window.register_page("page_console", "conferences", "会議", Console, rail=False)
    window.resize(1366, 768)
    window.navigate("page_home")
    with qtbot.waitExposed(window):
        window.show()

    assert "【練習用】" in window.windowTitle()
    status = {label.text() for label in window.status_bar().findChildren(SafeLabel)}
    assert "データの場所：練習用（終わると消えます）" in status
    for page in ("page_home", "page_console"):
        window.navigate(page)
        marks = window.findChildren(QWidget, "practice_mark")
        assert [mark.isVisible() for mark in marks].count(True) == 1
        assert "【練習用】" in window.windowTitle()
        assert clipped_texts(window) == []
