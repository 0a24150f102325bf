"""Planning a conference: what a person does on the page is found in the store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.conference import agenda, attendance
from app.conference.meeting import Conference, ConferenceStatus, Stage
from app.services import conferences as verbs
from app.services.cases import get_case
from app.ui.conferences.agenda_model import AgendaModel, Column
from app.ui.conferences.meeting_card import read_time
from app.ui.conferences.page import ConferencesPage
from app.ui.conferences.segments import PEOPLE, PLAN
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from tests.ui.clipping import clipped_texts


def stored(context: UiContext, page: ConferencesPage) -> Conference:
    assert page.conference is not None
    assert page.leave()
    return verbs.get_conference(context.store, page.conference.uuid)


def case_uuids(conference: Conference) -> list[str]:
    return [item.case_uuid for item in conference.agenda]


def text_of(page: ConferencesPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_the_next_conference_is_chosen_and_its_minutes_add_up(page: ConferencesPage) -> None:
    assert page.conference is not None
    assert page.conference.date == "2024-08-09"
    assert text_of(page, "agenda_sum") == "合計 90分 / 予定 90分"
    assert page.subtitle == "全3回"


def test_a_new_conference_takes_over_hour_and_place(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.conference is not None
    assert page.conference.number == 4
    line = page.meeting.date.line
    line.setFocus()
    qtbot.keyClicks(line, "R6.10.11")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    page.meeting.time.setFocus()
    page.meeting.time.selectAll()
    page.meeting.time.insert("13時30分")
    qtbot.keyClick(page.meeting.time, Qt.Key.Key_Return)
    saved = stored(context, page)
    assert (saved.date, saved.start_time) == ("2024-10-11", "13:30")
    assert page.model.rows[0].uuid == saved.uuid


def test_a_date_without_a_day_is_not_taken(page: ConferencesPage, context: UiContext) -> None:
    page.meeting.date.line.setText("来月ごろ")
    page.meeting.date.line.editingFinished.emit()
    assert stored(context, page).date == "2024-08-09"


def test_adding_a_case_divides_the_minutes_anew(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    before = stored(context, page)
    page.add_case()
    qtbot.keyClicks(page.picker.search, "110")
    qtbot.keyClick(page.picker.search, Qt.Key.Key_Return)
    page.picker.hide()
    after = stored(context, page)
    added = get_case(context.store, after.agenda[-1].case_uuid)
    assert added.case_no == 110
    assert len(after.agenda) == len(before.agenda) + 1
    assert agenda.plan_of(after) == agenda.plan(5)
    page.add_case()
    assert 110 not in [row.case_no for row in page.picker.model.rows]
    page.picker.hide()


def test_cases_move_with_arrows_and_by_dragging(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    first, second, third, fourth = case_uuids(stored(context, page))
    table = page.agenda.table
    table.setCurrentIndex(page.agenda.model.index(1, Column.CASE))
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert case_uuids(stored(context, page)) == [second, first, third, fourth]
    assert table.currentIndex().row() == 2
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    data: QMimeData = page.agenda.model.mimeData([page.agenda.model.index(4, Column.CASE)])
    page.agenda.model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert case_uuids(stored(context, page)) == [fourth, first, second, third]


def test_a_case_never_moves_before_the_opening(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    order = case_uuids(stored(context, page))
    table = page.agenda.table
    for row, key in ((1, Qt.Key.Key_Up), (4, Qt.Key.Key_Down), (0, Qt.Key.Key_Down)):
        table.setCurrentIndex(page.agenda.model.index(row, Column.CASE))
        qtbot.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
    assert case_uuids(stored(context, page)) == order


def test_minutes_are_typed_over_and_the_difference_is_told(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    model = page.agenda.model
    assert model.setData(model.index(2, Column.RISK), "６")
    assert stored(context, page).agenda[1].planned_minutes[Stage.RISK] == 6
    assert text_of(page, "agenda_gap") == "3分超えています"
    assert not model.setData(model.index(2, Column.RISK), "六")
    qtbot.keyClick(page.window(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    even = stored(context, page)
    assert agenda.minutes_open(even) == 0
    assert even.agenda[1].planned_minutes[Stage.RISK] == 6
    assert not page.agenda.even_out.isVisible()
    assert model.setData(model.index(0, Column.TOTAL), even.opening_minutes - 2)
    assert text_of(page, "agenda_gap") == "あと2分あります"
    assert model.setData(model.index(5, Column.TOTAL), even.closing_minutes + 2)
    assert not page.findChild(QLabel, "agenda_gap").isVisible()  # type: ignore[union-attr]


def test_start_times_follow_the_minutes(page: ConferencesPage) -> None:
    model = page.agenda.model
    starts = [model.index(row, Column.START).data() for row in range(model.rowCount())]
    assert starts == ["14:00", "14:04", "14:24", "14:44", "15:04", "15:24"]


def test_delete_takes_a_case_off_and_ctrl_z_brings_it_back(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    before = stored(context, page)
    page.agenda.table.setFocus()
    page.agenda.table.setCurrentIndex(page.agenda.model.index(2, Column.CASE))
    qtbot.keyClick(page.agenda.table, Qt.Key.Key_Delete)
    assert agenda.plan_of(stored(context, page)) == agenda.plan(3)
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(context, page).agenda == before.agenda
    qtbot.keyClick(page.window(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(stored(context, page).agenda) == 3


def test_another_length_of_the_meeting(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    page.meeting.minutes.setFocus()
    page.meeting.minutes.selectAll()
    page.meeting.minutes.insert("６０")
    qtbot.keyClick(page.meeting.minutes, Qt.Key.Key_Return)
    saved = stored(context, page)
    assert saved.planned_minutes == 60
    assert agenda.minutes_open(saved) == 0


def test_walk_ins_by_one_key(page: ConferencesPage, context: UiContext, qtbot: QtBot) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    people = page.attendance.list
    assert people.hasFocus()
    for key in (Qt.Key.Key_6, Qt.Key.Key_6, Qt.Key.Key_A, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(people, key)
    saved = stored(context, page)
    assert attendance.count_of(saved, "pharmacist") == 2
    assert attendance.count_of(saved, "dental_hygienist") == 1
    assert text_of(page, "attendance_sum") == "3名・2職種"
    assert page.model.rows[page.model.row_of(saved.uuid)].people == 3


def test_a_click_counts_up_and_a_right_click_down(
    page: ConferencesPage, context: UiContext, qtbot: QtBot
) -> None:
    page.segments.show_segment(PEOPLE)
    people = page.attendance.list
    place = people.visualRect(page.attendance.list.row_model.index(3, 0)).center()
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert attendance.count_of(stored(context, page), "physician") == 1


def test_choosing_another_row_saves_the_first(page: ConferencesPage, context: UiContext) -> None:
    first = page.conference
    assert first is not None
    page.attendance.list.counted.emit("nurse", 1)
    page.table.select(page.model.rows[0].uuid)
    assert page.conference is not None
    assert page.conference.date == "2024-09-13"
    assert attendance.people(verbs.get_conference(context.store, first.uuid)) == 1


def test_on_its_day_the_meeting_starts_at_once(
    window: MainWindow, page: ConferencesPage, fixed_clock: FixedClock
) -> None:
    fixed_clock.advance(3 * 24 * 3600)
    page.meeting.start.click()
    console = window.current_page()
    assert console is not None
    assert console.page_name == "page_console"
    assert page.conference is not None
    assert console.asked == {"conference_uuid": page.conference.uuid}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "place"), [("今日始める", "page_console"), ("やめる", "page_conferences")]
)
def test_on_another_day_it_asks_once(
    window: MainWindow, page: ConferencesPage, answer: str, place: str
) -> None:
    def reply() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.findChildren(QPushButton) if b.text() == answer).click()

    QTimer.singleShot(0, reply)
    page.meeting.start.click()
    current = window.current_page()
    assert current is not None
    assert current.page_name == place


def test_enter_in_the_list_leads_to_the_plan_from_any_segment(
    page: ConferencesPage, qtbot: QtBot
) -> None:
    page.segments.show_segment(PEOPLE)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.segments.current == PLAN
    assert page.meeting.title.hasFocus()


def test_a_conference_without_cases_can_not_start(page: ConferencesPage) -> None:
    page.new_record()
    assert not page.meeting.start.isEnabled()
    assert page.meeting.start.toolTip() == "先に事例を加えてください"


def test_ctrl_p_shows_the_papers_of_the_meeting(page: ConferencesPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert menu.objectName() == "papers_menu"
    menu.close()


def test_a_closed_conference_is_only_read(page: ConferencesPage, context: UiContext) -> None:
    running = stored(context, page)
    verbs.close_conference(context.store, running)
    page.refresh(running.uuid)
    assert page.conference is not None
    assert page.conference.status is ConferenceStatus.CLOSED
    assert not page.meeting.start.isVisible()
    assert not page.meeting.title.isEnabled()
    index = page.agenda.model.index(1, Column.RISK)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert page.agenda.model.move(1, 2) == 1


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:00", "14:00"),
        ("９時", "9:00"),
        ("1405", "14:05"),
        ("", ""),
        ("25:00", None),
        ("昼", None),
    ],
)
def test_hours_in_many_spellings(text: str, read: str | None) -> None:
    assert read_time(text) == read


def test_models_keep_qts_rules(page: ConferencesPage, qtbot: QtBot) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (page.model, page.agenda.model, page.attendance.list.row_model, page.picker.model)
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    page.add_case()
    page.picker.hide()
    page.agenda.model.move(1, 3)
    page.refresh()
    assert len(testers) == 4
    assert isinstance(page.agenda.model, AgendaModel)


@pytest.mark.parametrize("size", [(1366, 768), (1280, 640)])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_text_is_cut(
    context: UiContext, qtbot: QtBot, size: tuple[int, int], language: str
) -> None:
    from app.i18n import set_language, tr

    set_language(language)
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.register_page("page_conferences", "conferences", tr("会議"), ConferencesPage)
    window.resize(*size)
    window.show()
    window.navigate("page_conferences")
    page = window.current_page()
    assert isinstance(page, ConferencesPage)
    page.attendance.list.counted.emit("nurse", 1)
    assert page.leave()
    qtbot.waitExposed(window)
    for segment in page.segments.codes:
        page.segments.show_segment(segment)
        QApplication.processEvents()
        assert clipped_texts(window) == [], segment
