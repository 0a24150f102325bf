"""The board by keyboard: from a candidate to a scheme, each deed taken back again."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.care.community import Policy, Stage
from app.conference.meeting import Entry, EntryKind
from app.i18n import set_language
from app.services import community
from app.services.cases import find_case
from app.services.changes import ChangeSet
from app.services.conferences import get_conference, list_conferences, save_conference
from app.ui.community.cards import INBOX, BoardCard, CardKind
from app.ui.community.page import CommunityPage
from app.ui.paper.preview import PaperPreview
from app.ui.shell import MainWindow
from tests.ui.clipping import clipped_texts

CTRL = Qt.KeyboardModifier.ControlModifier
Widget = TypeVar("Widget", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def named(parent: QWidget, kind: type[Widget], name: str) -> Widget:
    found = parent.findChild(kind, name)
    assert found is not None
    return found


def titles(page: CommunityPage, code: str) -> list[str]:
    return [card.title for card in page.view.column(code).list.row_model.rows]


def chosen(page: CommunityPage) -> BoardCard:
    card = page.view.chosen()
    assert card is not None
    return card


def test_a_candidate_is_sorted_and_climbs_by_keyboard_and_all_of_it_is_taken_back(
    page: CommunityPage, window: MainWindow
) -> None:
    for column in page.view.columns:
        QAbstractItemModelTester(column.list.row_model, column.list.row_model)
    badge = window.rail().button("page_community")
    assert badge is not None
    before = badge.badge()
    assert chosen(page).title == "移動・外出"
    assert (chosen(page).kind, chosen(page).cases) == (CardKind.CANDIDATE, 9)

    press(Qt.Key.Key_Right, CTRL)  # confirmed and sorted at once
    assert titles(page, "連携強化") == ["移動・外出"]
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Up, CTRL)
    press(Qt.Key.Key_Up, CTRL)

    (issue,) = community.board(page.context.store).open_issues
    assert (issue.response_type, issue.stage) == ("資源発掘", Stage.TRIAL)
    card = chosen(page)
    assert (card.title, card.column, card.rung, card.step) == (
        "移動・外出", "資源発掘", 3, "試行・予算化",
    )  # fmt: skip
    assert badge.badge() == before - 1
    assert "試行・予算化 1" in page.path.accessibleName()

    press(Qt.Key.Key_Z, CTRL)
    assert chosen(page).step == "検討中"
    for _ in range(3):
        press(Qt.Key.Key_Z, CTRL)
    assert community.board(page.context.store).open_issues == ()
    assert chosen(page).title == "移動・外出"
    assert badge.badge() == before

    press(Qt.Key.Key_Y, CTRL)
    press(Qt.Key.Key_Y, CTRL)
    assert titles(page, "資源発掘") == ["移動・外出"]
    press(Qt.Key.Key_Delete)
    assert titles(page, "資源発掘") == []
    assert "ごみ箱" in page.notice.text()
    press(Qt.Key.Key_Z, CTRL)
    assert titles(page, "資源発掘") == ["移動・外出"]


def test_words_of_a_meeting_are_merged_into_the_issue_they_are_like_and_apart_again(
    page: CommunityPage,
) -> None:
    store = page.context.store
    made = community.open_issue(store, "丘の団地から通いの場への足がない")
    other = community.open_issue(store, "丘の団地から通いの場へ行く足がない")
    meeting = get_conference(store, list_conferences(store)[0].uuid)
    said = Entry(kind=EntryKind.COMMUNITY_ISSUE, text="丘の団地から通いの場への足がない人が多い")
    save_conference(store, replace(meeting, entries=(*meeting.entries, said)))
    page.changed(ChangeSet(frozenset({"conference"}), frozenset({meeting.uuid})))
    noticed = next(
        each
        for each in page.view.column(INBOX).list.row_model.rows
        if each.kind is CardKind.NOTICED and each.title == said.text
    )
    assert noticed.like == made.value.uuid

    cards = page.view.column(INBOX).list
    page.view.choose(noticed.key)
    cards.setFocus()
    area = cards.button_area(noticed, "merge")
    QTest.mouseClick(
        cards.viewport(),
        Qt.MouseButton.LeftButton,
        NONE,
        QPoint(*map(int, area.center().toTuple())),
    )
    issue = community.board(store).open_issues[0]
    assert [line.text for line in issue.evidence] == [said.text]
    assert made.value.title in page.notice.text()

    page.view.choose(other.value.uuid)
    press(Qt.Key.Key_M)
    assert [each.uuid for each in community.board(store).open_issues] == [made.value.uuid]
    page.view.choose(made.value.uuid)
    press(Qt.Key.Key_U)
    assert len(community.board(store).open_issues) == 2
    for _ in range(3):
        press(Qt.Key.Key_Z, CTRL)
    assert community.board(store).open_issues[0].evidence == ()


def test_who_empties_the_inbox_goes_on_to_its_next_card(page: CommunityPage) -> None:
    before = titles(page, INBOX)

    press(Qt.Key.Key_1)
    press(Qt.Key.Key_3)

    assert titles(page, "連携強化") == before[:1]
    assert titles(page, "資源発掘") == before[1:2]
    assert chosen(page).title == before[2]
    assert before[1] in page.notice.text()
    page.view.column(INBOX).list.choose(len(before))
    press(Qt.Key.Key_2)
    assert chosen(page).column == INBOX


def test_an_issue_is_described_with_evidence_and_a_policy_and_leads_to_its_case(
    page: CommunityPage, window: MainWindow, qtbot: QtBot
) -> None:
    store = page.context.store
    press(Qt.Key.Key_Up, CTRL)  # a candidate becomes an issue
    press(Qt.Key.Key_F2)
    dialog = page.dialog
    assert dialog is not None
    QAbstractItemModelTester(dialog.lines.row_model, dialog.lines.row_model)
    QTest.keyClicks(dialog.form.title, "No bus")
    QTest.keyClicks(dialog.form.owner, "Dpt. 3")
    dialog.form.note.insertPlainText("次回に持ちよる")
    assert dialog.flush()
    (issue,) = community.board(store).issues
    assert (issue.title, issue.owner, issue.note) == ("No bus", "Dpt. 3", "次回に持ちよる")

    dialog.add_button.click()
    count = len(issue.evidence)
    named(dialog, QPushButton, "evidence_against").click()
    against = [line for line in community.board(store).issues[0].evidence if line.against]
    assert len(against) == 1
    named(dialog, QPushButton, "evidence_close").click()

    dialog.policy_button.click()
    QTest.keyClicks(named(dialog, QLineEdit, "policy_title"), "Shuttle")
    named(dialog, QPushButton, "policy_close").click()
    (measure,) = community.board(store).policies
    assert (measure.title, measure.issue_uuid) == ("Shuttle", issue.uuid)

    dialog.activateWindow()
    dialog.lines.setFocus()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert community.board(store).policies == ()
    assert len(community.board(store).issues[0].evidence) == count
    first = dialog.lines.row_model.rows[0]
    QTest.keyClick(dialog.lines, Qt.Key.Key_Return)
    case = window.current_page()
    assert case is not None
    assert case.page_name == "page_case_editor"
    assert case.asked["case_uuid"] == find_case(store, str(first.number)).uuid  # type: ignore[attr-defined]


def test_what_was_typed_is_kept_when_the_window_locks(page: CommunityPage) -> None:
    page.new_record()
    dialog = page.dialog
    assert dialog is not None
    QTest.keyClicks(dialog.form.title, "Nowhere to meet")

    assert page.keep()

    assert [each.title for each in community.board(page.context.store).issues] == [
        "Nowhere to meet"
    ]
    dialog.reject()
    press(Qt.Key.Key_Z, CTRL)
    assert community.board(page.context.store).issues == ()


def test_the_sheets_are_printed_for_all_and_for_one(page: CommunityPage, qtbot: QtBot) -> None:
    page.print_here()
    (everything,) = page.window().findChildren(PaperPreview)
    everything.close()
    press(Qt.Key.Key_Space)
    menu = named(page, QMenu, "card_menu")
    one = menu.findChild(QAction, "card_print")
    assert one is not None
    one.trigger()
    menu.close()
    preview = page.window().findChildren(PaperPreview)[-1]

    qtbot.waitUntil(lambda: preview.made is not None)

    assert preview.made is not None
    assert (preview.made.kind, preview.made.order.issues) == ("policy", ("MOB",))
    preview.close()


@pytest.mark.parametrize(
    ("lang", "size"), [("ja", (1366, 768)), ("en", (1280, 640)), ("pseudo", (1280, 640))]
)
def test_nothing_is_cut_off(
    page: CommunityPage, window: MainWindow, lang: str, size: tuple[int, int]
) -> None:
    set_language(lang)
    fresh = MainWindow(page.context)
    fresh.register_page("page_community", "community", page.title, CommunityPage)
    fresh.resize(*size)
    fresh.show()
    fresh.navigate("page_community")
    shown = fresh.current_page()
    assert isinstance(shown, CommunityPage)
    QTest.keyClick(shown.view.active_list(), Qt.Key.Key_Right, CTRL)
    community.save_policy(
        page.context.store, Policy(issue_uuid=chosen(shown).key, title="乗合送迎の試行")
    )
    shown.reread()
    QApplication.processEvents()
    assert clipped_texts(fresh) == []
    shown.act("open", chosen(shown))
    QApplication.processEvents()
    assert shown.dialog is not None
    assert clipped_texts(shown.dialog) == []
    shown.dialog.reject()
    fresh.close()
    fresh.deleteLater()
