"""保留と持ち帰り: on its key, by itself where something is parked, and through the closing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.conference import checks
from app.conference.meeting import EntryKind, Part, Stage
from app.conference.stages import CLOSING
from app.ui.console.carry_panel import carry_lines
from app.ui.console.page import ConsolePage
from tests.ui.console.acts import ALT, CONTROL, SHIFT, press, stored, to_first_case, to_stage, write


def park(page: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_6, ALT)
    write(page, "付き添いはご家族に聞いてから")
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)


def park_and_close(page: ConsolePage, qtbot: QtBot) -> None:
    """Something is parked in the first case, and the closing begins."""
    to_first_case(page)
    park(page, qtbot)
    assert page.session is not None
    page.session.go(CLOSING)
    page.act_done()


def test_what_is_parked_comes_up_at_the_end_of_its_case_only(
    page: ConsolePage, qtbot: QtBot
) -> None:
    to_first_case(page)
    park(page, qtbot)
    to_stage(page, Stage.SUPPORT)
    assert page.facts.isVisible()
    page.moving.go_to_part(Part.WRAP_UP)
    assert page.panels.carry.isVisible()
    assert page.capture.text.hasFocus()
    assert page.capture.kind is EntryKind.FIRST_STEP
    page.moving.advance()
    assert page.facts.isVisible()
    press(qtbot, Qt.Key.Key_H, CONTROL)
    assert page.panels.carry.list.hasFocus()
    model = page.panels.carry.list.row_model
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "1　付き添いはご家族に聞いてから" in texts
    press(qtbot, Qt.Key.Key_Escape)
    assert page.facts.isVisible()


def test_the_closing_has_learning_issues_and_the_follow_ups(
    page: ConsolePage, qtbot: QtBot
) -> None:
    park_and_close(page, qtbot)
    assert page.panels.carry.isVisible()
    press(qtbot, Qt.Key.Key_7, ALT)
    write(page, "困りごとから聞く")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert page.panels.carry.isVisible()
    kinds = [line.entry.kind for line in carry_lines(stored(page)) if line.entry]
    assert kinds == [EntryKind.CARRIED_OVER, EntryKind.LEARNING]
    page.panels.carry.follow_up.click()
    assert checks.done_at(stored(page), checks.FOLLOW_UPS_SET)
    page.panels.carry.follow_up.click()
    assert not checks.done_at(stored(page), checks.FOLLOW_UPS_SET)


def test_an_entry_of_another_case_is_corrected_from_the_list(
    page: ConsolePage, qtbot: QtBot
) -> None:
    park_and_close(page, qtbot)
    press(qtbot, Qt.Key.Key_H, CONTROL)
    press(qtbot, Qt.Key.Key_F2)
    page.refresh()
    assert page.capture.text.text() == "付き添いはご家族に聞いてから"
    page.capture.text.setText("付き添いは長女")
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    (entry,) = stored(page).entries
    assert (entry.text, entry.case_uuid) == (
        "付き添いは長女",
        page.session.conference.agenda[0].case_uuid,
    )
