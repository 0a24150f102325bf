"""At the opening: the statement, and what is left from the last meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.conference import checks
from app.conference.meeting import Conference, ConferenceStatus, Entry, EntryKind
from app.services.conferences import (
    find_conference,
    get_conference,
    list_conferences,
    save_conference,
)
from app.ui.console.page import ConsolePage
from app.ui.context import UiContext
from tests.ui.clipping import clipped_texts
from tests.ui.console.conftest import main_window, opened_console


@pytest.fixture
def last(context: UiContext) -> Conference:
    """The meeting before, closed, with one action of somebody."""
    meeting = find_conference(context.store, 1)
    action = Entry(kind=EntryKind.FIRST_STEP, text="下見に行く", owner="森本")
    closed = replace(meeting, status=ConferenceStatus.CLOSED, entries=(action,))
    return save_conference(context.store, closed).conference


@pytest.fixture
def opening(
    context: UiContext, last: Conference, show: Callable[[QWidget], QWidget]
) -> ConsolePage:
    window = main_window(context)
    show(window)
    later = next(
        row
        for row in list_conferences(context.store)
        if row.session_type == last.session_type and row.uuid != last.uuid
    )
    return opened_console(window, later.uuid)


def test_the_statement_is_marked_read_with_its_time_and_makes_room_for_the_facts(
    opening: ConsolePage, context: UiContext
) -> None:
    panel, session = opening.opening, opening.session
    assert session is not None
    assert panel.isVisible()
    assert not opening.facts.tabs.isVisible()
    panel.read.click()
    held = get_conference(context.store, session.conference.uuid)
    assert checks.done_at(held, checks.STATEMENT_READ)
    panel.read.click()
    held = get_conference(context.store, session.conference.uuid)
    assert not checks.done_at(held, checks.STATEMENT_READ)
    for size in ((1366, 768), (1280, 640)):
        opening.window().resize(*size)
        assert clipped_texts(panel) == []
    opening.moving.advance()
    assert not panel.isVisible()
    assert opening.facts.tabs.isVisible()


def test_space_marks_what_is_done_in_the_meeting_that_agreed_on_it(
    opening: ConsolePage, context: UiContext, last: Conference, qtbot: QtBot
) -> None:
    found = opening.opening.list
    assert [found.item(row).text() for row in range(found.count())] == ["下見に行く（森本）"]
    found.setFocus()
    found.setCurrentRow(0)
    qtbot.keyClick(found, Qt.Key.Key_Space)
    assert get_conference(context.store, last.uuid).entries[0].status == "done"
    qtbot.keyClick(found, Qt.Key.Key_Space)
    assert get_conference(context.store, last.uuid).entries[0].status == "open"
