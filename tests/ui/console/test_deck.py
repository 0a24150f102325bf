"""The prompts by key: pin, skip, write one's own; and the tally nobody else sees."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.conference import attendance
from app.conference.meeting import EntryKind, Stage
from app.ui.console.page import ConsolePage
from tests.ui.console.acts import (
    ALT,
    CONTROL,
    SHIFT,
    press,
    stored,
    to_first_case,
    to_stage,
    wall_texts,
    write,
)


def shown(page: ConsolePage) -> list[str]:
    """The prompts a person sees now."""
    view, model = page.prompts.view, page.prompts.model
    area = view.viewport().rect()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return [
        model.rows[index.row()].prompt_id
        for index in rows
        if area.contains(view.visualRect(index).center())
    ]


def test_pin_and_skip_by_key_and_undo(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_P, CONTROL | SHIFT)
    press(qtbot, Qt.Key.Key_K, CONTROL | SHIFT)
    states = {use.prompt_id: use.state for use in stored(page).prompt_uses}
    assert states == {"P2-1": "pinned", "P2-2": "skipped"}
    assert shown(page)[:2] == ["P2-1", "P2-3"]
    to_stage(page, Stage.GOAL)
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Down, CONTROL)
    assert "P2-1" in shown(page)
    for _ in range(4):
        press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert {use.state for use in stored(page).prompt_uses} == {"pinned"}


def test_an_own_prompt_is_kept_with_the_meeting(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    write(page, "書きかけ")
    press(qtbot, Qt.Key.Key_N, CONTROL | SHIFT)
    qtbot.keyClicks(page.prompts.own, "bench?")
    press(qtbot, Qt.Key.Key_Return)
    (use,) = stored(page).prompt_uses
    assert (use.text, use.case_uuid) == ("bench?", page.session and page.session.case_uuid)
    assert page.prompts.model.rows[-1].text == "bench?"
    assert not page.prompts.own.isVisible()
    assert QApplication.focusWidget() is page.capture.text
    assert page.capture.text.text() == "書きかけ"
    press(qtbot, Qt.Key.Key_N, CONTROL | SHIFT)
    press(qtbot, Qt.Key.Key_Escape)
    assert len(stored(page).prompt_uses) == 1


def test_the_list_works_by_keyboard(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    page.prompts.view.setFocus()
    page.prompts.view.setCurrentIndex(page.prompts.model.index(2, 0))
    press(qtbot, Qt.Key.Key_Space)
    assert page.prompts.model.rows[2].used
    press(qtbot, Qt.Key.Key_P)
    assert {use.state for use in stored(page).prompt_uses} == {"pinned"}


def test_every_kind_has_its_key(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    keys = (Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8, Qt.Key.Key_9)
    for key in keys:
        press(qtbot, key, ALT)
        write(page, "ひとこと")
        press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert [entry.kind for entry in stored(page).entries] == [
        EntryKind.CARRIED_OVER,
        EntryKind.LEARNING,
        EntryKind.FIRST_STEP,
        EntryKind.WORDS_BACK,
    ]


def test_the_tally_counts_by_key_and_stays_with_the_facilitator(
    page: ConsolePage, qtbot: QtBot
) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_F5)
    assert page.session is not None
    page.session.note(attendance.walk_in(page.session.conference, "pharmacist"))
    before = wall_texts(page)
    press(qtbot, Qt.Key.Key_T, CONTROL)
    assert page.panels.tally.isVisible()
    assert not page.facts.isVisible()
    assert page.panels.tally.silent.text() == "まだ話していない職種 1"
    for _ in range(2):
        press(qtbot, Qt.Key.Key_6)  # the key of pharmacists
    press(qtbot, Qt.Key.Key_Minus)
    (line,) = stored(page).attendance
    assert (line.profession, line.spoke) == ("pharmacist", 1)
    assert wall_texts(page) == before
    press(qtbot, Qt.Key.Key_Escape)
    assert page.facts.isVisible()
    assert QApplication.focusWidget() is page.capture.text
