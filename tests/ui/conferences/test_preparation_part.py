"""事例: candidates, the look of the set, requests; what is done is found in the store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.conference import agenda
from app.conference import preparation as prep
from app.conference.meeting import CaseRequest, Conference
from app.services import conferences as verbs
from app.services.cases import find_case, get_case
from app.ui.conferences.candidates_model import Column
from app.ui.conferences.page import ConferencesPage
from app.ui.conferences.preparation_part import PreparationPart
from app.ui.conferences.segments import CASES
from app.ui.context import UiContext
from app.ui.widgets.labels import Paragraph, SafeLabel

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def part(page: ConferencesPage) -> PreparationPart:
    """The first meeting of the practice data, on its cases."""
    page.segments.go_to(CASES)
    return page.preparation


def stored(context: UiContext, page: ConferencesPage) -> Conference:
    assert page.leave()
    return verbs.find_conference(context.store, 1)


def states(part: PreparationPart) -> list[str]:
    model = part.candidates.model
    return [model.index(row, Column.STATE).data() for row in range(model.rowCount())]


def propose(part: PreparationPart, qtbot: QtBot, number: int) -> None:
    part.candidates.add_button.click()
    qtbot.keyClicks(part.picker.search, str(number))
    qtbot.keyClick(part.picker.search, Qt.Key.Key_Return)
    part.picker.hide()


def test_a_candidate_is_found_by_search_and_knows_its_office(
    page: ConferencesPage, part: PreparationPart, context: UiContext, qtbot: QtBot
) -> None:
    propose(part, qtbot, 110)
    (candidate,) = stored(context, page).candidates
    assert get_case(context.store, candidate.case_uuid).case_no == 110
    assert candidate.centre == "地域包括支援センター東"
    assert states(part) == ["候補中"]
    part.add_candidate()
    assert 110 not in [row.case_no for row in part.picker.model.rows]
    part.picker.hide()


def test_enter_puts_on_the_agenda_and_takes_off_again(
    page: ConferencesPage, part: PreparationPart, context: UiContext, qtbot: QtBot
) -> None:
    propose(part, qtbot, 110)
    qtbot.keyClick(part.candidates.table, Qt.Key.Key_Return)
    chosen = stored(context, page)
    assert len(chosen.agenda) == 5
    assert agenda.minutes_open(chosen) == 0
    assert states(part) == ["進行順"]
    qtbot.keyClick(part.candidates.table, Qt.Key.Key_Return)
    assert len(stored(context, page).agenda) == 4
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, CONTROL)
    assert len(stored(context, page).agenda) == 5


def test_a_candidate_is_put_off_declined_and_brought_back_by_keys(
    page: ConferencesPage, part: PreparationPart, context: UiContext, qtbot: QtBot
) -> None:
    propose(part, qtbot, 110)
    table = part.candidates.table
    qtbot.keyClick(table, Qt.Key.Key_Right, CONTROL)
    assert (states(part), part.candidates.later.text()) == (["次回以降"], "見送りへ")
    qtbot.keyClick(table, Qt.Key.Key_Right, CONTROL)
    assert states(part) == ["見送り"]
    assert not part.candidates.later.isEnabled()
    qtbot.keyClick(table, Qt.Key.Key_Left, CONTROL)
    assert stored(context, page).candidates[0].state == prep.LATER
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert stored(context, page).candidates == ()


def test_what_a_meeting_put_off_waits_in_the_next_one(
    page: ConferencesPage, part: PreparationPart, context: UiContext, qtbot: QtBot
) -> None:
    number = 110
    third = verbs.find_conference(context.store, 3)
    uuid = find_case(context.store, number).uuid
    verbs.save_conference(context.store, agenda.without_case(third, uuid))
    propose(part, qtbot, number)
    part.candidates.model.setData(part.candidates.model.index(0, Column.REASON), "次に")
    qtbot.keyClick(part.candidates.table, Qt.Key.Key_Right, CONTROL)
    assert page.leave()
    page.table.select(third.uuid)
    assert states(part)[-1] == "第1回から"
    table = part.candidates.table
    table.setCurrentIndex(part.candidates.model.index(0, Column.CASE))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.leave()
    taken = verbs.find_conference(context.store, 3)
    assert prep.on_agenda(taken, uuid)
    assert [one.reason for one in taken.candidates] == ["次に"]


def test_the_set_tells_what_it_has_and_what_not(
    page: ConferencesPage, part: PreparationPart, qtbot: QtBot
) -> None:
    def said(name: str) -> str:
        label = part.selection.findChild(QWidget, name)
        assert isinstance(label, SafeLabel | Paragraph)
        return label.text()

    assert said("selection_count") == "4事例"
    assert said("selection_sex") == "男 1・女 3"
    before = said("selection_office")
    propose(part, qtbot, 109)
    assert said("selection_count") == "5事例"
    assert said("selection_office") != before
    qtbot.keyClick(part.candidates.table, Qt.Key.Key_Right, CONTROL)
    assert said("selection_count") == "4事例"


def test_requests_are_typed_into_the_table_and_copied_without_any_case(
    page: ConferencesPage, part: PreparationPart, context: UiContext
) -> None:
    model = part.requests.model
    model.set_block(0, 0, [["包括きた", "２", "R6.7.1", "7/20", "", "電話"], ["包括みなみ"]])
    first, second = stored(context, page).requests
    assert first == CaseRequest(
        uuid=first.uuid, centre="包括きた", wanted=2, asked_on="2024-07-01", due="2024-07-20",
        note="電話",
    )  # fmt: skip
    assert (second.centre, second.wanted) == ("包括みなみ", 1)
    assert model.doubt(0, 3) == "期日を過ぎましたが、回答がまだです"
    model.set_block(0, 4, [["来週"]])
    assert model.unread(0, 4)
    assert stored(context, page).requests[0].answered_on == ""
    part.requests.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("第1回 多職種合同カンファレンス　包括版　令和6年8月9日(金)")
    assert lines[2] == "包括きた\t2\tR6.7.20\tR6.7.1\t"
    names = [get_case(context.store, item.case_uuid).pseudonym for item in page.conference.agenda]  # type: ignore[union-attr]
    assert not any(name in "".join(lines) for name in names)


def test_offices_are_offered_while_typing(part: PreparationPart) -> None:
    assert "地域包括支援センター東" in part.requests.model.columns[0].choices


def test_a_closed_meeting_is_only_read(
    page: ConferencesPage, part: PreparationPart, context: UiContext, qtbot: QtBot
) -> None:
    propose(part, qtbot, 110)
    closed = verbs.close_conference(context.store, stored(context, page)).conference
    page.refresh(closed.uuid)
    qtbot.keyClick(part.candidates.table, Qt.Key.Key_Return)
    assert stored(context, page) == closed
    assert not part.candidates.add_button.isVisible()
    part.requests.model.set_block(0, 0, [["包括きた"]])
    assert stored(context, page).requests == ()


def test_the_pool_keeps_qts_rules(part: PreparationPart, qtbot: QtBot) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(part.candidates.model, mode)
    propose(part, qtbot, 110)
    model = part.candidates.model
    assert model.setData(model.index(0, Column.CENTRE), "東")
    assert not model.setData(model.index(0, Column.CENTRE), "東")
    assert tester.model() is model
    assert model.pool[0].candidate.centre == "東"
