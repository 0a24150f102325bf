"""The menu of papers: every paper of a meeting has its preview; two-sided copies count backs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.conference.meeting import Conference
from app.i18n import set_language
from app.reports.preview import page_sizes
from app.services.conferences import save_conference
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.paper.menu import papers_menu, show_papers_menu
from app.ui.paper.preview import PaperPreview
from tests.ui.clipping import clipped_texts

Choose = Callable[[str], PaperPreview]


def dialogs() -> list[PaperPreview]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperPreview)]


@pytest.fixture
def choose(
    desk: Page, context: UiContext, conference: Conference, qtbot: QtBot
) -> Iterator[Choose]:
    """Choose an entry and wait for its document or its refusal; three people are expected."""
    save_conference(context.store, replace(conference, expected_people=3))
    opened: list[PaperPreview] = []

    def run(name: str) -> PaperPreview:
        menu = papers_menu(desk, context, conference)
        before = dialogs()
        next(action for action in menu.actions() if action.objectName() == name).trigger()
        (dialog,) = (one for one in dialogs() if one not in before)
        opened.append(dialog)
        qtbot.waitUntil(lambda: dialog.made is not None or dialog.note.isVisible())
        return dialog

    yield run
    for dialog in opened:
        if shiboken6.isValid(dialog):
            dialog.close()


def test_the_packet_comes_in_as_many_copies_as_people(choose: Choose) -> None:
    dialog = choose("print_packet")
    assert dialog.status.text() == "8ページ × 3部 ＝ 全24ページ"
    assert dialog.file_name() == "会議資料_第1回.pdf"
    assert not clipped_texts(dialog)


def test_forms_come_once_and_without_a_choice_of_paper(choose: Choose) -> None:
    dialog = choose("print_blank")
    assert dialog.status.text() == "全5ページ"
    assert dialog.findChild(QLineEdit, "paper_copies").text() == "1"
    assert dialog.made.kind == "blank"


def test_two_sided_copies_begin_on_a_sheet_of_their_own(choose: Choose, qtbot: QtBot) -> None:
    dialog = choose("print_blank")
    dialog.findChild(QCheckBox, "paper_duplex").click()
    qtbot.waitUntil(lambda: "白紙の裏" in dialog.status.text())
    assert len(page_sizes(dialog.made.pdf)) == 6


def test_what_is_not_there_yet_is_said_in_a_sentence(choose: Choose) -> None:
    assert "登録された地域資源がありません" in choose("print_resources").note.text()


def test_a_meeting_without_cases_offers_only_papers_without_cases(
    desk: Page, context: UiContext, conference: Conference
) -> None:
    menu = papers_menu(desk, context, replace(conference, agenda=()))
    enabled = {a.objectName() for a in menu.actions() if a.objectName() and a.isEnabled()}
    assert {"print_attendance", "print_blank"} <= enabled
    assert not {"print_packet", "print_summary"} & enabled


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_menu_opens_by_key_with_its_first_entry_chosen(
    desk: Page, context: UiContext, conference: Conference, qtbot: QtBot, lang: str
) -> None:
    set_language(lang)
    show_papers_menu(desk, context, conference, desk)
    menu = QApplication.activePopupWidget()
    assert menu.activeAction().objectName() == "print_packet"
    keys = [text[text.index("&") + 1] for a in menu.actions() if "&" in (text := a.text())]
    assert len(keys) == len(set(keys)) == 10
    menu.close()
