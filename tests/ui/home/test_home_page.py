"""The home page answers "what next": real practice data, real keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import CareDate, CaseStatus
from app.conference.meeting import Conference, ConferenceStatus
from app.conference.preparation import PRE_SHARED, with_check
from app.i18n import set_language, tr
from app.services.cases import bin_case, find_case, list_cases, save_case
from app.services.changes import ChangeSet
from app.services.conferences import (
    close_conference,
    find_conference,
    get_conference,
    save_conference,
)
from app.ui.context import UiContext
from app.ui.home.conference_card import WorkChip
from app.ui.home.page import HomePage
from app.ui.home.remind_dialog import RemindDialog
from app.ui.home.rows import RowButton, RowWidget
from app.ui.shell import MainWindow
from tests.ui.clipping import clipped_texts
from tests.ui.home.conftest import Travels

ShowWidget = Callable[[QWidget], QWidget]
CASE_CHANGED = ChangeSet(frozenset({"case"}), frozenset(), None)


def next_conference(home: HomePage) -> Conference:
    assert home.data is not None
    assert home.data.next_conference is not None
    return home.data.next_conference.conference


def row_texts(home: HomePage, name: str) -> list[str]:
    row = home.findChild(QWidget, name)
    assert isinstance(row, RowWidget | RowButton)
    return [cell.text for cell in row.line.cells]


def words(home: HomePage, name: str) -> str:
    label = home.findChild(QLabel, name)
    assert label is not None
    return label.text()


def click(home: HomePage, name: str) -> None:
    button = home.findChild(QPushButton, name)
    assert button is not None
    button.click()


def let_fall_due(context: UiContext, case_no: int) -> str:
    """A case in its follow-up whose three months ended on 30 July, a week before today."""
    case = find_case(context.store, case_no)
    baseline = CareDate("", "2024-04-30")
    save_case(
        context.store,
        replace(case, status=CaseStatus.FOLLOWING, follow_ups=(), baseline_date=baseline),
    )
    return case.uuid


def test_the_next_conference_and_its_four_cases_are_shown(home: HomePage) -> None:
    assert home.findChild(QWidget, "countdown").text() == "あと 3 日"
    assert words(home, "next_conference_title") == "第1回 多職種合同カンファレンス"
    assert words(home, "next_time") == "8月9日（金） 14:00〜15:30  4事例"
    assert words(home, "next_venue") == "花里市保健センター 2階 大会議室"
    assert words(home, "next_people") == "参加予定 52名"
    rows = [row_texts(home, f"agenda_row_{order}") for order in (1, 2, 3, 4)]
    assert [row[:3] for row in rows] == [
        ["1", "103 すいせん", "78歳 女・要支援1"],
        ["2", "104 あおい", "84歳 女・要支援2"],
        ["3", "105 くるみ", "88歳 男・要支援1"],
        ["4", "106 なずな", "79歳 女・事業対象者"],
    ]
    assert home.findChild(QWidget, "agenda_row_5") is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
@pytest.mark.parametrize("name", ["agenda_open_2", "recent_3"])
def test_a_row_opens_its_case_from_the_keyboard(
    home: HomePage, travels: Travels, qtbot: QtBot, name: str, key: Qt.Key
) -> None:
    assert home.data is not None
    assert home.data.next_conference is not None
    uuids = {
        "agenda_open_2": home.data.next_conference.cases[1].case.uuid,
        "recent_3": home.data.recent[2].uuid,
    }
    button = home.findChild(QWidget, name)
    button.setFocus()
    qtbot.keyClick(button, key)
    gap = {"gap": True} if name.startswith("agenda") else {}
    assert travels.wishes == [("page_case_editor", {"case_uuid": uuids[name], **gap})]


def test_tab_walks_from_the_start_button_through_the_rows(home: HomePage, qtbot: QtBot) -> None:
    home.conference.panel.start_button.setFocus()
    walked = []
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget().objectName())
    opens = [f"agenda_open_{n}" for n in (1, 2, 3, 4)]
    assert walked == ["rehearse_conference", *opens, "change_order"]
    home.conference.papers_button.setFocus()
    walked = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget().objectName())
    assert walked == ["remind_presenters", "all_cases", "recent_1"]


def test_the_next_meeting_is_rehearsed_from_home(home: HomePage, travels: Travels) -> None:
    click(home, "rehearse_conference")
    uuid = next_conference(home).uuid
    assert travels.wishes == [("page_console", {"conference_uuid": uuid, "rehearsal": True})]


def test_presenters_are_told_what_is_missing(
    home: HomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(home, "remind_presenters")
    dialog = home.findChild(RemindDialog)
    assert dialog is not None
    QApplication.processEvents()
    assert clipped_texts(dialog) == []
    assert home.data is not None
    assert home.data.next_conference is not None
    text = dialog.text.text()
    assert "・事例 No.104" in text
    for one in home.data.next_conference.cases:
        assert one.case.pseudonym not in text

    dialog.copy.click()
    assert QApplication.clipboard().text() == text
    dialog.who.setCurrentIndex(1)
    mine = dialog.text.text()
    assert "・事例 No.104" in mine
    assert "No.106" not in mine
    path = tmp_path / "文.txt"
    answer = (str(path.with_suffix("")), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: answer)
    dialog.save.click()
    assert path.read_text(encoding="utf-8-sig") == mine + "\n"
    dialog.reject()


@pytest.mark.usefixtures("no_conference")
def test_without_a_conference_one_sentence_leads_to_planning(
    home: HomePage, travels: Travels
) -> None:
    assert words_shown(home, "次の会議はまだ計画されていません。")
    click(home, "plan_conference")
    assert travels.wishes == [("page_conferences", {"new": True})]


def words_shown(home: HomePage, text: str) -> bool:
    return any(label.text() == text and label.isVisible() for label in home.findChildren(QLabel))


@pytest.mark.usefixtures("no_conference")
def test_without_cases_a_first_one_can_be_made(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    for row in list_cases(context.store):
        bin_case(context.store, row.uuid)
    home.changed(CASE_CHANGED)
    assert words_shown(home, "まだ事例がありません。")
    assert not home.findChild(QWidget, "all_cases").isVisible()
    click(home, "first_case")
    (made,) = list_cases(context.store)
    assert travels.wishes == [("page_case_editor", {"case_uuid": made.uuid})]


def test_a_follow_up_leads_to_the_judgement_of_its_month(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    uuid = let_fall_due(context, 101)
    home.changed(CASE_CHANGED)
    assert row_texts(home, "follow_up_1")[:4] == ["▲ 7日超過", "7月30日", "101 けやき", "3か月後"]
    assert words(home, "overdue") == "期限切れ 1"
    click(home, "record_1")
    assert travels.wishes == [("page_judgement", {"case_uuid": uuid, "months": 3})]


def test_starting_on_another_day_asks_first(home: HomePage, travels: Travels) -> None:
    answers = ["やめる", "会議を始める"]
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        wanted = answers[len(asked) - 1]
        next(each for each in box.buttons() if each.text() == wanted).click()

    for _ in answers:
        QTimer.singleShot(0, home, answer)
        click(home, "start_conference")
    assert asked == ["この会議の予定は8月9日（金）です。"] * 2
    uuid = next_conference(home).uuid
    assert travels.wishes == [("page_console", {"conference_uuid": uuid})]


def test_on_its_day_the_meeting_starts_at_once(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    planned = next_conference(home)
    save_conference(context.store, replace(planned, date="2024-08-06"))
    home.changed(ChangeSet(frozenset({"conference"}), frozenset(), None))
    assert home.findChild(QWidget, "countdown").text() == "今日"
    click(home, "start_conference")
    assert travels.wishes == [("page_console", {"conference_uuid": planned.uuid})]


def test_a_running_meeting_is_returned_to_without_a_question(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    planned = next_conference(home)
    save_conference(context.store, replace(planned, status=ConferenceStatus.RUNNING))
    home.refresh()
    assert home.conference.panel.start_button.text() == "会議に戻る"
    click(home, "start_conference")
    assert travels.wishes == [("page_console", {"conference_uuid": planned.uuid})]


def test_a_meeting_without_cases_cannot_start_and_says_how(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    planned = next_conference(home)
    save_conference(context.store, replace(planned, agenda=()))
    home.refresh()
    assert not home.conference.panel.start_button.isEnabled()
    assert home.conference.panel.start_button.toolTip() == "事例を選ぶと始められます。"
    click(home, "choose_cases")
    assert travels.wishes == [("page_conferences", {"conference_uuid": planned.uuid})]


def test_search_from_the_keyboard_opens_the_list_with_the_words(
    home: HomePage, travels: Travels, qtbot: QtBot
) -> None:
    qtbot.keyClick(home.window(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert home.search.hasFocus()
    home.search.insert("あむろ")
    qtbot.keyClick(home.search, Qt.Key.Key_Return)
    assert travels.wishes == [("page_cases", {"search": "あむろ"})]


def test_agenda_points_open_the_first_case_that_has_none(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    third = find_case(context.store, 105)
    save_case(context.store, replace(third, agenda_points=()))
    home.changed(CASE_CHANGED)
    click(home, "agenda_points")
    assert travels.wishes == [("page_case_editor", {"case_uuid": third.uuid, "section": "meeting"})]


def test_missing_consent_is_said_loudly(context: UiContext, home: HomePage) -> None:
    case = find_case(context.store, 104)
    save_case(context.store, replace(case, consent=replace(case.consent, person=False)))
    home.changed(CASE_CHANGED)
    row = home.findChild(QWidget, "agenda_row_2")
    (chip,) = row.findChildren(WorkChip)
    assert chip.text() == "本人の同意が未確認"


def test_unrated_cases_wait_among_the_quick_actions(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    assert home.findChild(QWidget, "rate_cases") is None
    case = find_case(context.store, 106)
    save_case(context.store, replace(case, judgements=()))
    home.changed(CASE_CHANGED)
    action = home.findChild(QWidget, "rate_cases")
    assert action.accessibleName() == "ADL・IADLを判定（1件）"
    action.click()
    assert travels.wishes == [("page_judgement", {"case_uuid": case.uuid})]


def test_a_meeting_that_is_not_finished_waits_among_the_quick_actions(
    context: UiContext, home: HomePage, travels: Travels
) -> None:
    assert home.findChild(QWidget, "finish_meeting") is None
    meeting = find_conference(context.store, 1)
    close_conference(context.store, meeting)
    home.changed(CASE_CHANGED)
    action = home.findChild(QWidget, "finish_meeting")
    assert action.accessibleName() == "会議のあとの確認（3件）"
    action.click()
    assert travels.wishes == [
        ("page_conferences", {"conference_uuid": meeting.uuid, "segment": "record"})
    ]


def test_a_refresh_keeps_the_focus_on_its_row(home: HomePage) -> None:
    home.findChild(QWidget, "agenda_open_3").setFocus()
    home.changed(CASE_CHANGED)
    assert QApplication.focusWidget().objectName() == "agenda_open_3"
    assert QApplication.focusWidget().isVisible()


def test_papers_once_shared_are_a_step_done(context: UiContext, home: HomePage) -> None:
    assert [step.state for step in home.conference.chain.steps()] == [
        "done", "done", "now", "open", "open",
    ]  # fmt: skip
    planned = next_conference(home)
    assert home.findChild(QWidget, "pre_share") is not None
    shared = with_check(planned, PRE_SHARED, "2024-08-06T10:00:00+09:00")
    home.changed(save_conference(context.store, shared).changes)
    assert home.findChild(QWidget, "pre_share") is None
    assert [step.state for step in home.conference.chain.steps()][2:] == ["done", "now", "open"]


def test_the_year_counts_meetings_held(context: UiContext, home: HomePage) -> None:
    assert home.findChild(QWidget, "cases_discussed").accessibleName() == "0 事例を検討した"
    held = get_conference(context.store, next_conference(home).uuid)
    closed = replace(held, date="2024-08-05", status=ConferenceStatus.CLOSED)
    save_conference(context.store, closed)
    home.refresh()
    assert home.findChild(QWidget, "cases_discussed").accessibleName() == "4 事例を検討した"


def test_only_whole_rows_show_and_the_year_gives_way(home: HomePage, qtbot: QtBot) -> None:
    assert home.year.isVisible()
    assert sum(row.isVisible() for row in home.recent.rows.rows()) == 9
    home.window().resize(1280, 640)
    rows = home.recent.rows.rows()
    qtbot.waitUntil(lambda: sum(row.isVisible() for row in rows) == 5)
    assert not home.year.isVisible()
    assert home.recent.geometry().top() > home.conference.geometry().bottom()
    assert rows[4].geometry().bottom() <= home.recent.rows.height()


@pytest.mark.parametrize("language", ["ja", "en", "pseudo"])
@pytest.mark.parametrize("size", [(1366, 768), (1280, 640)])
def test_nothing_is_cut_off(
    context: UiContext, show: ShowWidget, language: str, size: tuple[int, int]
) -> None:
    set_language(language)
    let_fall_due(context, 101)
    window = MainWindow(context)
    window.register_page("page_home", "home", tr("ホーム"), HomePage)
    window.resize(*size)
    show(window)
    window.navigate("page_home")
    QApplication.processEvents()
    assert clipped_texts(window) == []
