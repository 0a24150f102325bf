"""The gentle question about rare combinations: below the form of the editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import Case
from app.services.cases import find_case
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from app.ui.widgets.note import InlineNote


def rare_note(page: QWidget) -> InlineNote:
    found = page.findChild(InlineNote, "rare_note")
    assert found is not None
    return found


def press(page: QWidget, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None
    found.click()


def test_the_editor_asks_once_and_keeps_the_answer(
    window: MainWindow, context: UiContext, stored: Callable[[int], Case], qtbot: QtBot
) -> None:
    window.navigate("page_case_editor", case_uuid=find_case(context.store, 105).uuid)
    page = cast("CaseEditorPage", window.current_page())
    assert rare_note(page).isHidden()

    area = page.findChild(QTextEdit, "life_issues")
    assert area is not None
    area.setFocus()
    area.insertPlainText("元町長。")
    qtbot.waitUntil(rare_note(page).isVisible)
    assert "元町長" in rare_note(page).text()
    press(page, "rare_keep")

    assert rare_note(page).isHidden()
    assert page.leave()
    assert [each.state for each in stored(105).privacy_decisions] == ["rare_kept"]
    page.undo()
    qtbot.waitUntil(rare_note(page).isVisible)
