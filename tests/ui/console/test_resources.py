"""資源: recorded by key, on the wall only when chosen, undoable."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from app.conference.meeting import Part, Stage
from app.models.resources import resources
from app.services.resource_register import offered_resources
from app.ui.console.page import ConsolePage
from app.ui.context import UiContext
from tests.ui.console.acts import (
    CONTROL,
    SHIFT,
    press,
    stored,
    to_first_case,
    to_stage,
    wall_texts,
)


def register(context: UiContext, name: str, status: str) -> None:
    """One row of the register, as its own page will write it."""
    texts = {column.name: "" for column in resources.columns if not column.nullable}
    lists = ("acceptance", "interest_codes", "issue_codes", "roles_offered", "meanings")
    values = {
        **texts,
        **{key: [] for key in lists},
        "extra": {},
        "practice": True,
        "row_version": 1,
        "uuid": name,
        "name": name,
        "status": status,
        "days_times": "毎週火曜",
    }
    with context.store.write() as work:
        work.connection.execute(insert(resources).values(**values))


def opened(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    to_stage(page, Stage.SUPPORT)
    page.moving.go_to_part(Part.RESOURCES)
    press(qtbot, Qt.Key.Key_U, CONTROL)


def test_a_resource_reaches_record_and_wall_and_comes_back_by_undo(
    page: ConsolePage, qtbot: QtBot
) -> None:
    opened(page, qtbot)
    press(qtbot, Qt.Key.Key_F5)
    panel = page.panels.resources
    panel.name.setCurrentText("縫い物の会")
    panel.reason.setText("教えてもらえる")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    (use,) = stored(page).resource_uses
    assert (use.name, use.reason, use.status, use.shown) == (
        "縫い物の会",
        "教えてもらえる",
        "suggested",
        True,
    )
    assert "縫い物の会" in wall_texts(page)
    assert panel.name.currentText() == ""
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert stored(page).resource_uses == ()
    assert "縫い物の会" not in wall_texts(page)


def test_record_only_stays_off_the_wall_until_it_is_chosen(page: ConsolePage, qtbot: QtBot) -> None:
    opened(page, qtbot)
    press(qtbot, Qt.Key.Key_F5)
    page.panels.resources.name.setCurrentText("元の職場の仲間")
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert "元の職場の仲間" not in wall_texts(page)
    listed = page.panels.resources.list
    listed.setFocus()
    listed.setCurrentIndex(listed.model().index(0, 0))
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_Space)
    (use,) = stored(page).resource_uses
    assert (use.status, use.shown) == ("agreed", True)
    assert "元の職場の仲間" in wall_texts(page)
    press(qtbot, Qt.Key.Key_F2)
    page.panels.resources.detail.setText("月1回")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    (use,) = stored(page).resource_uses
    assert (use.detail, use.status) == ("月1回", "agreed")
    listed.setFocus()
    press(qtbot, Qt.Key.Key_Delete)
    assert stored(page).resource_uses == ()


def test_the_register_is_proposed_without_what_has_ended(
    page: ConsolePage, qtbot: QtBot, context: UiContext
) -> None:
    register(context, "縫い物の会", "稼働")
    register(context, "閉じた会", "終了")
    assert [offer.name for offer in offered_resources(context.store)] == ["縫い物の会"]
    opened(page, qtbot)
    panel = page.panels.resources
    place = panel.name.findText("縫い物の会")
    assert place >= 0
    assert panel.name.findText("閉じた会") < 0
    panel.name.setCurrentIndex(place)
    panel.name.activated.emit(place)
    assert panel.detail.text() == "毎週火曜"
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert stored(page).resource_uses[0].resource_uuid == "縫い物の会"
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.capture.text


def test_ctrl_z_reaches_the_record_from_who_and_by_when_too(
    page: ConsolePage, qtbot: QtBot
) -> None:
    to_first_case(page)
    page.capture.text.insert("まちがい")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    page.capture.owner.setFocus()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert stored(page).entries == ()
