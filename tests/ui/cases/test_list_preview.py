"""The preview stands beside its own row: it follows, and never shows a case that isn't current."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.cases import find_case, save_case
from app.ui.cases import list_preview
from app.ui.cases.list_page import CasesPage
from tests.ui.cases.keys import press

KEY = Qt.Key


def previewed(page: CasesPage) -> str:
    """The pseudonym a person reads in the preview; nothing while it is blank."""
    name = page.findChild(QWidget, "preview_name")
    assert name is not None
    return str(name.property("text")) if name.isVisible() else ""


def button(page: CasesPage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None
    return found


def current(page: CasesPage) -> str:
    row = page.model.row_at(page.table.currentIndex().row())
    return row.pseudonym if row else ""


@pytest.fixture
def listed(cases: CasesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> CasesPage:
    """The list with the preview of its first case, long after the last key."""
    qtbot.waitUntil(lambda: previewed(cases) == current(cases))
    monkeypatch.setattr(list_preview, "_REST_MS", -1)
    return cases


def test_a_single_step_brings_its_preview_along(listed: CasesPage) -> None:
    before = previewed(listed)

    press(listed.table, KEY.Key_Down)

    assert previewed(listed) == current(listed) != before


def test_a_held_arrow_blanks_the_preview_until_it_rests(
    listed: CasesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_preview, "_REST_MS", 60_000)  # however slow this machine is

    press(listed.table, KEY.Key_Down)

    assert previewed(listed) == ""
    assert button(listed, "preview_open").isVisible()
    qtbot.waitUntil(lambda: previewed(listed) == current(listed))


def test_a_search_that_drops_the_case_blanks_its_preview_at_once(
    listed: CasesPage, qtbot: QtBot
) -> None:
    dropped = current(listed)

    listed.search.setText("あむろ")
    press(listed.search, KEY.Key_Return)

    assert current(listed) != dropped
    assert previewed(listed) == ""
    qtbot.waitUntil(lambda: previewed(listed) == current(listed))


def test_a_search_that_keeps_the_case_reads_it_no_second_time(listed: CasesPage) -> None:
    listed.table.select_case(find_case(listed.context.store, 109).uuid)
    name = previewed(listed)

    listed.search.setText("あむろ")
    press(listed.search, KEY.Key_Return)

    assert (current(listed), previewed(listed)) == (name, name)
    assert not listed._follower._later.isActive()


def test_a_change_elsewhere_reaches_the_preview_of_the_same_case(
    listed: CasesPage, qtbot: QtBot
) -> None:
    store = listed.context.store
    row = listed.model.row_at(0)
    assert row is not None
    assert row.case_no is not None
    changed = replace(find_case(store, row.case_no), pseudonym="ひいらぎ")

    listed.context.hub.announce(save_case(store, changed).changes)

    qtbot.waitUntil(lambda: previewed(listed) == "ひいらぎ")


def test_without_a_row_there_is_no_preview(listed: CasesPage, qtbot: QtBot) -> None:

    listed.search.setText("見つからない語")
    press(listed.search, KEY.Key_Return)
    QApplication.processEvents()
    assert not listed.preview.isVisible()
    listed.search.clear_search()

    qtbot.waitUntil(lambda: previewed(listed) == current(listed) != "")


def test_the_preview_finds_its_places_in_one_pass(listed: CasesPage, qtbot: QtBot) -> None:
    def places() -> list[object]:
        inside = listed.preview.findChildren(QWidget)
        return [(part.objectName(), part.geometry()) for part in inside]

    for _ in range(3):
        press(listed.table, KEY.Key_Down)
        at_once = places()
        for _ in range(5):
            QApplication.processEvents()
        assert places() == at_once
