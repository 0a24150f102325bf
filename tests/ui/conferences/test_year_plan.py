"""年間計画 on the page: what is proposed, moved, made and taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.conference.meeting import ConferenceStatus
from app.services import conferences as verbs
from app.ui.conferences.list_model import Column as ListColumn
from app.ui.conferences.page import ConferencesPage
from app.ui.conferences.year_model import Column
from app.ui.conferences.year_view import YearView
from app.ui.context import UiContext
from tests.ui.clipping import clipped_texts


def opened(page: ConferencesPage) -> YearView:
    button = page.findChild(QPushButton, "plan_year")
    assert isinstance(button, QPushButton)
    button.click()
    assert page.year.view.isVisible()
    return page.year.view


def rows(view: YearView, column: Column) -> list[str]:
    return [view.model.index(row, column).data() for row in range(view.model.rowCount())]


def test_the_year_is_proposed_around_what_is_there(page: ConferencesPage) -> None:
    view = opened(page)
    assert view.rules["hokatsu"].venue.text() == "花里市保健センター 2階 大会議室"  # type: ignore[index]
    states = rows(view, Column.STATE)
    assert (states.count("作る"), states.count("予定あり")) == (13, 3)
    assert states[:8] == ["作らない"] * 8  # April to July are over on this day
    assert "13回の会議を作る" in view.make_all.text()


def test_one_button_makes_them_all_and_one_key_takes_them_back(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    view = opened(page)
    view.make_all.click()
    assert not view.isVisible()
    assert len(verbs.list_conferences(context.store)) == 16
    assert page.year.notice.text() == "年間計画から13回の会議を作りました。"
    assert page.conference is not None
    assert page.conference.venue == "花里市保健センター 2階 大会議室"
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(verbs.list_conferences(context.store)) == 3
    assert len(verbs.list_conferences(context.store, binned=True)) == 13


def test_days_are_moved_and_left_out_by_keys(page: ConferencesPage, qtbot: QtBot) -> None:
    view = opened(page)
    table, place = view.table, rows(view, Column.DAY).index("令和6年10月15日(火)")
    table.setFocus()
    table.setCurrentIndex(view.model.index(place, Column.DAY))
    qtbot.keyClicks(table, "----")
    assert rows(view, Column.DAY)[place] == "令和6年10月11日(金)"
    qtbot.keyClick(table, Qt.Key.Key_Plus)
    assert rows(view, Column.REMARK)[place] == "土曜日か日曜日です"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert rows(view, Column.STATE)[place] == "作らない"
    assert "12回" in view.make_all.text()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert view.model.setData(view.model.index(place, Column.DAY), "８日")
    assert rows(view, Column.DAY)[place] == "令和6年10月8日(火)"
    assert not view.model.setData(view.model.index(place, Column.DAY), "R9.4.1")
    view.rules["kyotaku"].wanted.click()  # type: ignore[index]
    assert "令和6年10月8日(火)" in rows(view, Column.DAY)


def test_a_rule_changes_all_its_days(page: ConferencesPage) -> None:
    view = opened(page)
    form = view.rules["hokatsu"]  # type: ignore[index]
    form.ordinal.button("1").click()
    form.weekday.button("3").click()
    form.time.setText("13時半")
    form.time.editingFinished.emit()
    assert form.time.toolTip() == "14:00 のように書いてください。"
    form.time.setText("13:30")
    form.time.editingFinished.emit()
    assert "令和6年10月3日(木)" in rows(view, Column.DAY)
    assert "13:30" in rows(view, Column.TIME)


def test_the_list_tells_the_months_and_what_is_missing(page: ConferencesPage) -> None:
    model = page.model
    first = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert first == ["令和6年9月", "3", "令和6年8月", "2", "1"]
    assert not model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    assert model.index(1, ListColumn.CASES).data() == "3/4"
    tip = model.index(1, ListColumn.CASES).data(Qt.ItemDataRole.ToolTipRole)
    assert "事例があと1件足りません" in tip
    assert model.index(3, ListColumn.CASES).data() == "3/3"


def test_the_arrows_pass_over_the_months(page: ConferencesPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.select(page.model.rows[1].uuid)
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.conference is not None
    assert page.conference.number == 3


def test_delete_puts_a_planned_meeting_away_and_ctrl_z_brings_it_back(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    page.table.setFocus()
    page.table.select(page.model.rows[0].uuid)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert [row.number for row in page.model.rows] == [2, 1]
    assert page.table.hasFocus()
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row.number for row in page.model.rows] == [3, 2, 1]
    assert page.conference is not None
    assert page.conference.number == 3


def test_a_meeting_that_was_held_stays(page: ConferencesPage, context: UiContext) -> None:
    held = verbs.close_conference(context.store, verbs.find_conference(context.store, 1))
    page.refresh(held.conference.uuid)
    page.year.put_away(held.conference.uuid)
    assert verbs.find_conference(context.store, 1).status is ConferenceStatus.CLOSED
    assert len(page.model.rows) == 3


def test_the_model_keeps_qts_rules_and_nothing_is_cut(page: ConferencesPage) -> None:
    view = opened(page)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(view.model, mode)
    view.show_year(2025, ())
    assert tester.model() is view.model
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "24回を作ります" in labels
    page.window().resize(1280, 640)
    assert clipped_texts(page.window()) == []
