"""予測を変える: a key, and both the record and the case know it; undo takes back both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.care.case import TimePoint, judgement_of
from app.conference.meeting import EntryKind, Part, Stage
from app.services.cases import get_case
from app.ui.console.page import ConsolePage
from tests.ui.console.acts import CONTROL, press, stored, to_first_case, to_stage


def opened(page: ConsolePage, qtbot: QtBot) -> str:
    """Open the drawer in the wrap-up; returns the item the keyboard is on."""
    to_first_case(page)
    to_stage(page, Stage.SUPPORT)
    page.moving.go_to_part(Part.WRAP_UP)
    press(qtbot, Qt.Key.Key_J, CONTROL)
    return page.panels.predictions.table.chosen()


def stored_rating(page: ConsolePage, item: str) -> str | None:
    assert page.session is not None
    case = get_case(page.context.store, page.session.case_uuid or "")
    return judgement_of(case, item, TimePoint.PREDICTED).rating


def another(rating: str | None) -> tuple[Qt.Key, str]:
    return (Qt.Key.Key_5, "X1") if rating != "X1" else (Qt.Key.Key_1, "O1")


def test_a_key_changes_case_and_record_in_one_undoable_step(
    page: ConsolePage, qtbot: QtBot
) -> None:
    item = opened(page, qtbot)
    before = stored_rating(page, item)
    key, rating = another(before)
    press(qtbot, key)
    (entry,) = stored(page).entries
    assert (entry.kind, entry.rule_id, entry.stage) == (
        EntryKind.PREDICTION,
        item,
        Stage.SUPPORT,
    )
    assert stored_rating(page, item) == rating
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert stored(page).entries == ()
    assert stored_rating(page, item) == before
    press(qtbot, Qt.Key.Key_Y, CONTROL)
    assert len(stored(page).entries) == 1
    assert stored_rating(page, item) == rating


def test_the_reason_is_said_and_can_be_corrected(page: ConsolePage, qtbot: QtBot) -> None:
    item = opened(page, qtbot)
    press(qtbot, another(stored_rating(page, item))[0])
    press(qtbot, Qt.Key.Key_Return)
    page.panels.predictions.reason.insert("歩く意欲がある")
    press(qtbot, Qt.Key.Key_Return)
    (entry,) = stored(page).entries
    assert entry.text.endswith("　歩く意欲がある")
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.capture.text
    page.capture.list.setFocus()
    page.capture.list.selectRow(0)
    press(qtbot, Qt.Key.Key_F2)
    assert page.panels.predictions.reason.hasFocus()
    assert page.panels.predictions.reason.text() == "歩く意欲がある"


def test_taking_the_entry_out_takes_the_rating_back(page: ConsolePage, qtbot: QtBot) -> None:
    item = opened(page, qtbot)
    before = stored_rating(page, item)
    press(qtbot, another(before)[0])
    page.writing.remove(stored(page).entries[0].uuid)
    assert stored_rating(page, item) == before


def test_a_rehearsal_changes_nothing_of_the_case(
    page: ConsolePage, qtbot: QtBot, conference_uuid: str
) -> None:
    page.context.navigate("page_conferences")
    page.context.navigate("page_console", conference_uuid=conference_uuid, rehearsal=True)
    item = opened(page, qtbot)
    before = stored_rating(page, item)
    press(qtbot, another(before)[0])
    assert stored_rating(page, item) == before
    assert stored(page).entries == ()
    assert page.session is not None
    assert len(page.session.entries()) == 1


def test_another_case_closes_the_drawer(page: ConsolePage, qtbot: QtBot) -> None:
    opened(page, qtbot)
    assert page.panels.predictions.isVisible()
    assert not page.capture.isVisible()
    page.moving.advance()
    assert page.capture.isVisible()
    assert not page.panels.predictions.isVisible()
