"""The button 準備完了: what is left, one press to it, and taken back when it is no longer true."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.care.case import Case, CaseStatus, PrivateIdentity
from app.care.completeness import sections
from app.services.cases import find_case, new_case, save_case, save_identity
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.editor_submit import focus_gap
from app.ui.shell import MainWindow
from tests.care.whole_case import whole_case


def opened(window: MainWindow, case: Case, **params: object) -> CaseEditorPage:
    window.navigate("page_case_editor", case_uuid=case.uuid, **params)
    for _ in range(3):
        QApplication.processEvents()
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    return page


def whole(window: MainWindow, number: int, **changes: object) -> Case:
    """Sample case ``number`` with nothing missing, but for ``changes``."""
    store = window.context.store
    case = whole_case(find_case(store, number))
    return save_case(store, replace(case, **changes)).case  # type: ignore[arg-type]


def test_one_press_leads_to_what_is_missing(window: MainWindow) -> None:
    page = opened(window, whole(window, 104, desired_life=""))
    assert page._submit.text() == "準備完了にする（残り1項目）"
    assert "望む暮らし" in page._submit.toolTip()

    page._submit.click()

    focus = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "desired_life"


def test_a_case_of_the_next_meeting_opens_at_its_gap(window: MainWindow) -> None:
    opened(window, whole(window, 104, strengths=""), gap=True)

    focus = window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "strengths"


def test_a_doubt_keeps_a_whole_case_from_being_ready(window: MainWindow, qtbot: QtBot) -> None:
    case = whole(window, 104, life_issues="森山さんは買い物に行けない")
    save_identity(window.context.store, PrivateIdentity(case_uuid=case.uuid, name="森山 節子"))
    page = opened(window, case)
    qtbot.waitUntil(lambda: page._submit.text() == "準備完了にする（残り1項目）")
    assert "森山" not in page._submit.toolTip()

    page._submit.click()
    QApplication.processEvents()
    assert page._draft is not None
    assert page._draft.case.status is not CaseStatus.READY

    page._edited(replace(page._draft.case, life_issues="買い物に行けない"), "")
    qtbot.waitUntil(lambda: page._submit.text() == "準備完了にする")
    page._submit.click()
    assert find_case(window.context.store, 104).status is CaseStatus.READY
    assert page._submit.text() == "準備完了"


def test_ready_is_taken_back_when_something_goes_missing(window: MainWindow) -> None:
    page = opened(window, whole(window, 104))
    page._submit.click()
    assert page._draft is not None
    assert find_case(window.context.store, 104).status is CaseStatus.READY

    page._edited(replace(page._draft.case, agenda_points=()), "")
    page.leave()

    assert find_case(window.context.store, 104).status is CaseStatus.PREPARING
    assert page._draft.case.status is CaseStatus.PREPARING
    assert page._submit.isEnabled()


def test_every_missing_entry_has_a_field_to_go_to(window: MainWindow) -> None:
    page = opened(window, new_case(window.context.store))
    for section in sections(Case()):
        if section.key != "judgement":
            for name in section.fields:
                field = focus_gap(page.sections.values(), name)
                assert field is not None, name
                assert window.focusWidget() is not None
