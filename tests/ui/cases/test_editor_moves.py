"""The rail shows the section a person is in, also where Qt tells no change of focus."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.cases import find_case, get_identity, save_case, save_identity
from app.ui.cases import privacy_watch
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.context import UiContext
from app.ui.shell import MainWindow


def test_the_rail_follows_to_a_doubt_while_the_window_is_not_active(
    window: MainWindow, context: UiContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a dialog, or while another program is in front."""
    monkeypatch.setattr(privacy_watch, "SOON_MS", 0)
    case = find_case(context.store, 105)
    known = get_identity(context.store, case.uuid)
    save_identity(context.store, replace(known, relatives=("長女 恵子",)), source=None)
    save_case(context.store, replace(case, life_issues="長女の恵子さんが来る。"), source=None)
    window.navigate("page_case_editor", case_uuid=case.uuid, section="consent")
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    qtbot.waitUntil(page.privacy.count.isVisible)
    qtbot.waitUntil(page.rail.entries["consent"].isChecked)
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.activateWindow()
    qtbot.waitUntil(lambda: not page.isActiveWindow())

    page.privacy.go_to_first()
    QApplication.processEvents()

    assert page.rail.entries["life"].isChecked()
