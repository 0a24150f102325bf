"""The last case beside the form: it follows the section, marks differences and lends its values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.care.case import Case, PrivateIdentity
from app.conference.meeting import Entry, EntryKind, Stage
from app.services.cases import find_case, get_case, get_identity, save_case, save_identity
from app.services.conferences import conferences_of, save_conference
from app.services.previous import new_from_previous
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.previous_panel import PreviousPanel
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from tests.ui.cases.keys import CTRL, SHIFT, cut_off


@pytest.fixture
def page(window: MainWindow) -> CaseEditorPage:
    """The next case of No.104, opened; one medicine fewer than last time."""
    store = window.context.store
    case = new_from_previous(store, find_case(store, 104).uuid).case
    case = save_case(store, replace(case, medications=case.medications[1:])).case
    return opened(window, case.uuid)


def opened(window: MainWindow, uuid: str) -> CaseEditorPage:
    window.navigate("page_case_editor", case_uuid=uuid)
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    return page


def beside(page: CaseEditorPage) -> PreviousPanel:
    """Ctrl+B from a field of the form."""
    line = page.findChild(QLineEdit, "staff")
    assert line is not None
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_B, CTRL)
    return page.previous


def marked(panel: PreviousPanel) -> list[str]:
    shown = [row for row in panel.rows.values() if not row.isHidden()]
    return [row.name for row in shown if row.texts()[0].startswith("◆")]


def text(panel: PreviousPanel, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None, name
    return label.text()


def present(page: CaseEditorPage) -> Case:
    assert page._draft is not None
    return page._draft.case


def test_the_key_brings_it_and_the_risk_strip_gives_way(
    window: MainWindow, page: CaseEditorPage
) -> None:
    form = page.form_area.width()
    panel = beside(page)
    assert panel.isVisible()
    assert not page.risks.isVisible()
    assert text(panel, "previous_title") == "前回　No.104 あおい"
    assert {"age", "care_level", "previous_care_level"} <= set(marked(panel))
    assert panel.rows["housing"].texts()[0] == "住環境"
    for width, height in ((1280, 640), (1366, 768)):
        window.resize(width, height)
        assert cut_off(window) == []
    beside(page)
    assert panel.isHidden()
    assert page.risks.isVisible()
    assert page.form_area.width() == form
    window.resize(1700, 800)
    beside(page)
    assert page.risks.isVisible()  # room for both


def test_it_follows_the_section_a_person_is_in(page: CaseEditorPage) -> None:
    panel = beside(page)
    page.sections["life"].fields["life_issues"].setFocus()
    assert "life_issues" in panel.rows
    assert "housing" not in panel.rows
    page.sections["medical"].fields["height_cm"].setFocus()
    assert panel.rows["medications"].texts()[1].startswith("アレンドロン酸錠35mg")


def test_take_over_is_one_undo_step_and_clears_the_mark(page: CaseEditorPage, qtbot: QtBot) -> None:
    panel = beside(page)
    page.sections["medical"].fields["height_cm"].setFocus()
    before = present(page)
    assert "medications" in marked(panel)
    panel.rows["medications"].take.click()

    after = present(page)
    assert len(after.medications) == len(before.medications) + 1
    last = find_case(page.context.store, 104)
    mine, old = ({line.uuid for line in case.medications} for case in (after, last))
    assert not mine & old  # rows of this case, not of the last one
    qtbot.waitUntil(lambda: "medications" not in marked(panel))
    assert page.leave()
    assert page.undo()
    assert present(page).medications == before.medications


def test_the_meeting_tells_what_was_agreed_and_how_it_was_judged(
    window: MainWindow, page: CaseEditorPage, context: UiContext
) -> None:
    last = find_case(context.store, 104)
    conference = conferences_of(context.store, last.uuid)[0]
    step = Entry(
        case_uuid=last.uuid,
        stage=Stage.SUPPORT,
        kind=EntryKind.SUPPORT,
        text="墓参りに付き添う",
        owner="長男",
        due="9月",
    )
    save_conference(context.store, replace(conference, entries=(step,)))
    panel = beside(page)
    page.sections["meeting"].fields["agenda_points"].setFocus()

    assert text(panel, "previous_agreed") == "・墓参りに付き添う"
    assert text(panel, "previous_step") == "墓参りに付き添う　長男　9月"
    assert "食事　○1 → ○1 → ○1" in text(panel, "previous_judgement")


def test_consent_can_be_read_but_not_taken_over(page: CaseEditorPage) -> None:
    panel = beside(page)
    page.sections["consent"].fields["consent"].setFocus()
    assert "書面" in panel.rows["consent"].texts()[1]
    assert panel.rows["consent"].take.isHidden()


def test_the_same_person_is_proposed_and_linked_only_by_hand(
    window: MainWindow, context: UiContext
) -> None:
    one, other = (find_case(context.store, no) for no in (105, 106))
    for case in (one, other):
        save_identity(
            context.store,
            PrivateIdentity(case_uuid=case.uuid, name="山田", insured_number="0012345678"),
        )
    page = opened(window, other.uuid)
    panel = beside(page)
    assert "被保険者番号が同じです。" in text(panel, "previous_candidate")
    assert page.leave()
    assert get_case(context.store, other.uuid).previous_case_uuid is None
    link = panel.findChild(QPushButton, "previous_link_105")
    assert link is not None
    link.click()

    assert present(page).previous_case_uuid == one.uuid
    assert text(panel, "previous_title") == f"前回　No.105 {one.pseudonym}"
    assert page.undo()
    assert present(page).previous_case_uuid is None
    words = " ".join(label.text() for label in panel.findChildren(QLabel))
    assert "山田" not in words


def test_duplicating_opens_the_new_case_with_its_person(
    window: MainWindow, context: UiContext
) -> None:
    old = find_case(context.store, 104)
    save_identity(context.store, PrivateIdentity(case_uuid=old.uuid, name="山田ハナ"))
    page = opened(window, old.uuid)
    line = page.findChild(QLineEdit, "staff")
    assert line is not None
    line.setFocus()
    line.setText("北")
    line.textEdited.emit("北")
    QTest.keyClick(line, Qt.Key.Key_N, CTRL | SHIFT)

    new = present(page)
    assert new.previous_case_uuid == old.uuid
    assert new.staff == "北"  # what was being typed came along
    assert page.title == "No.111 あおい"
    assert get_identity(context.store, new.uuid).name == "山田ハナ"
    assert get_case(context.store, old.uuid).staff == "北"
