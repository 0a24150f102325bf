"""Budgets and points beside the agenda; what is done is found in the store."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.care.case import AgendaPoint
from app.conference import agenda
from app.conference.meeting import Conference, Stage
from app.services import conferences as verbs
from app.services.cases import get_case, save_case
from app.ui.conferences.agenda_model import Column
from app.ui.conferences.budget_menu import NameDialog
from app.ui.conferences.page import ConferencesPage
from app.ui.conferences.points_card import read_points
from app.ui.context import UiContext

CONTROL = Qt.KeyboardModifier.ControlModifier


def stored(context: UiContext, page: ConferencesPage) -> Conference:
    assert page.leave()
    return verbs.find_conference(context.store, 1)


def action(page: ConferencesPage, words: str) -> QAction:
    menu = page.agenda.budget.menu_now()
    return next(each for each in menu.actions() if each.text().startswith(words))


def test_ctrl_d_gives_the_minutes_of_a_stage_to_all_cases(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    model, table = page.agenda.model, page.agenda.table
    assert model.setData(model.index(3, Column.GOAL), 4)
    table.setCurrentIndex(model.index(3, Column.GOAL))
    qtbot.keyClick(table, Qt.Key.Key_D, CONTROL)
    minutes = [item.planned_minutes[Stage.GOAL] for item in stored(context, page).agenda]
    assert minutes == [4, 4, 4, 4]
    qtbot.keyClick(page.window(), Qt.Key.Key_R, CONTROL)
    assert agenda.minutes_open(stored(context, page)) == 0


def test_another_budget_is_chosen_kept_under_a_name_and_used_again(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    action(page, "居宅版 3事例").trigger()
    other = stored(context, page)
    assert agenda.minutes_open(other) == 0
    assert agenda.plan_of(other) != agenda.plan(4)
    model = page.agenda.model
    assert model.setData(model.index(0, Column.TOTAL), 9)
    assert not action(page, "今の配分を残す").isEnabled()
    action(page, "包括版 4事例").trigger()
    assert model.setData(model.index(0, Column.TOTAL), 2)
    assert model.setData(model.index(5, Column.TOTAL), 8)
    page.agenda.budget.ask_name()
    dialog = page.window().findChild(NameDialog)
    assert isinstance(dialog, NameDialog)
    assert not dialog.keep.isEnabled()
    dialog.name.setText("まとめ長め")
    dialog.keep.click()
    action(page, "包括版 4事例").trigger()
    action(page, "まとめ長め").trigger()
    again = stored(context, page)
    assert (again.opening_minutes, again.closing_minutes) == (2, 8)
    action(page, "「まとめ長め」を消す").trigger()
    texts = [each.text() for each in page.agenda.budget.menu_now().actions()]
    assert not any("まとめ長め" in text for text in texts)


def test_points_are_written_beside_the_agenda_into_the_case(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    table = page.agenda.table
    table.setCurrentIndex(page.agenda.model.index(2, Column.CASE))
    uuid = page.agenda.chosen_case()
    before = get_case(context.store, uuid)
    page.points.text.setFocus()
    qtbot.keyClick(page.points.text, Qt.Key.Key_End, CONTROL)
    qtbot.keyClick(page.points.text, Qt.Key.Key_Return)
    QTest.keyClicks(page.points.text, "alone at night?")
    assert page.points.text.text().endswith("alone at night?")
    stored(context, page)
    after = get_case(context.store, uuid)
    assert [point.text for point in after.agenda_points] == [
        *(point.text for point in before.agenda_points),
        "alone at night?",
    ]
    assert after.agenda_points[:-1] == before.agenda_points
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, CONTROL)
    stored(context, page)
    assert get_case(context.store, uuid).agenda_points == before.agenda_points
    assert "alone" not in page.points.text.text()
    qtbot.keyClick(page.window(), Qt.Key.Key_Y, CONTROL)
    stored(context, page)
    assert get_case(context.store, uuid).agenda_points == after.agenda_points


def test_only_the_points_of_a_case_are_saved(page: ConferencesPage, context: UiContext) -> None:
    from dataclasses import replace

    uuid = page.agenda.chosen_case()
    page.points.edited.emit(uuid, (AgendaPoint(text="夜の一人"),))
    case = get_case(context.store, uuid)
    save_case(context.store, replace(case, desired_life="畑に出る"))
    stored(context, page)
    both = get_case(context.store, uuid)
    assert both.desired_life == "畑に出る"
    assert [point.text for point in both.agenda_points] == ["夜の一人"]


def test_the_points_follow_the_chosen_row_with_what_is_left(page: ConferencesPage) -> None:
    page.agenda.table.setCurrentIndex(page.agenda.model.index(2, Column.CASE))
    assert page.points.who.text() == "104 あおい"
    assert page.points.ready.text().startswith("準備 5/6・残り：")
    page.agenda.table.setCurrentIndex(page.agenda.model.index(0, Column.CASE))
    assert page.points.who.text() == "103 すいせん"


def test_a_point_keeps_its_key_while_its_line_changes_or_moves() -> None:
    first, second = AgendaPoint(text="夜"), AgendaPoint(text="薬")
    changed = read_points("夜間\n\n薬", (first, second))
    assert [(p.uuid, p.text) for p in changed] == [(first.uuid, "夜間"), (second.uuid, "薬")]
    swapped = read_points("薬\n夜", (first, second))
    assert [p.uuid for p in swapped] == [second.uuid, first.uuid]
    added = read_points("家\n夜\n薬", (first, second))
    assert [p.uuid for p in added[1:]] == [first.uuid, second.uuid]
    assert len({p.uuid for p in added}) == 3
