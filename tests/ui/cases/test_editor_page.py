"""page_case_editor: rail, what is missing, jumps, undo, the saved state, failures, hands."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.care.case import Case, CaseStatus
from app.care.completeness import remaining
from app.errors import StorageTrouble
from app.services.cases import find_case, get_identity, save_case
from app.ui.cases import draft as draft_module
from app.ui.cases.draft import draft_of
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from tests.ui.cases.keys import ALT, CTRL, SHIFT, compose, press

KEY = Qt.Key
Stored = Callable[[int], Case]
Opened = Callable[..., CaseEditorPage]


@pytest.fixture
def editor(window: MainWindow, context: UiContext) -> Opened:
    """Opens the editor on a case by its number."""

    def opened(number: int, **params: object) -> CaseEditorPage:
        uuid = find_case(context.store, number).uuid
        window.navigate("page_case_editor", case_uuid=uuid, **params)
        QApplication.processEvents()
        page = window.current_page()
        assert isinstance(page, CaseEditorPage)
        return page

    return opened


def field(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def where() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def shown(window: QWidget) -> str:
    """All labels on screen, as one text."""
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


# Rail and completeness.


def test_the_rail_counts_what_is_there_and_names_what_is_not(editor: Opened) -> None:
    page = editor(108)
    medical = page.rail.entries["medical"]
    section = medical.section()
    assert section is not None
    done = section.done

    weight = field(page, "weight_kg")
    weight.setFocus()
    weight.selectAll()
    press(weight, KEY.Key_Delete)

    section = medical.section()
    assert section is not None
    assert section.done == done - 1
    assert "体重" in medical.accessibleDescription()
    assert "体重" in medical.toolTip()


def test_a_section_of_the_rail_leads_to_its_first_field(editor: Opened) -> None:
    page = editor(108)

    press(page.rail.entries["plan"], KEY.Key_Space)
    assert where() == "cm_assessment"
    assert page.rail.entries["plan"].isChecked()
    press(page.rail.entries["identity"], KEY.Key_Space)
    assert where() == "identity_name"


def test_ctrl_and_arrows_go_by_section(editor: Opened, window: MainWindow) -> None:
    editor(108)
    assert where() == "first_visit_date"

    press(window, KEY.Key_Down, held=CTRL)
    assert where().startswith("feature_")
    press(window, KEY.Key_Down, held=CTRL)
    press(window, KEY.Key_Up, held=CTRL)
    assert where().startswith("feature_")


def test_handing_in_leads_to_what_is_missing_and_then_makes_it_ready(
    editor: Opened, context: UiContext, stored: Stored
) -> None:
    save_case(context.store, replace(stored(105), desired_life="", status=CaseStatus.PREPARING))
    page = editor(105)
    button = field(page.window(), "submit_case")
    left = remaining(draft_of(context, stored(105).uuid).case)
    assert f"残り{left}項目" in button.text()

    button.click()
    assert left == 1
    assert where() == "desired_life"
    compose(field(page, "desired_life"), "", "墓参りに行きたい")
    button.click()

    assert stored(105).status is CaseStatus.READY
    assert not button.isEnabled()


def test_a_place_asked_for_is_where_the_editor_opens(editor: Opened) -> None:
    editor(108, section="consent")

    assert where() == "consent"


# Saving.


def test_the_header_says_where_the_input_stands(
    editor: Opened, window: MainWindow, stored: Stored
) -> None:
    page = editor(108)
    line = field(page, "staff")
    line.setFocus()
    compose(line, "", "東部")
    assert "● 未保存" in shown(window)

    press(line, KEY.Key_S, held=CTRL)

    assert "自動保存しました 10:42" in shown(window)
    assert "東部" in stored(108).staff


def test_a_failed_save_keeps_the_text_and_offers_another_try(
    editor: Opened, window: MainWindow, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = editor(108)
    compose(field(page, "district"), "", "東町")

    def full(*_args: object, **_named: object) -> None:
        raise StorageTrouble(
            "保存できませんでした。", "入力は残っています。", "空きを作ってください。"
        )

    with monkeypatch.context() as broken:
        broken.setattr(draft_module, "save_case", full)
        assert not page.leave()
    bar = window.messages()
    assert bar is not None
    assert "入力は残っています" in bar.text()
    assert "東町" in field(page, "district").text()
    assert "東町" not in stored(108).district

    press(field(bar, "save_again"), KEY.Key_Space)

    assert "東町" in stored(108).district


def test_unreadable_figures_survive_undo_another_case_and_a_reload(
    editor: Opened, context: UiContext, window: MainWindow
) -> None:
    page = editor(108)
    weight = field(page, "weight_kg")
    before = weight.text()
    weight.setFocus()
    weight.selectAll()
    compose(weight, "", "約50")
    press(weight, KEY.Key_Return)
    note = field(page, "medical_figures_note")
    assert "約50" in note.text()
    assert draft_of(context, find_case(context.store, 108).uuid).case.weight_kg is None

    editor(104)
    assert weight.text() != "約50"
    editor(108)
    assert weight.text() == "約50"
    assert weight.property("invalid") == "true"
    press(window, KEY.Key_Z, held=CTRL)
    assert weight.text() == before
    press(window, KEY.Key_Y, held=CTRL)
    assert weight.text() == "約50"


def test_dates_that_cannot_be_read_stay_and_say_why(editor: Opened, stored: Stored) -> None:
    page = editor(108)
    line = field(page, "first_visit_date")
    line.selectAll()
    compose(line, "", "桜の頃")
    press(line, KEY.Key_Return)
    assert page.leave()

    assert stored(108).first_visit_date is not None
    editor(104)
    editor(108)
    assert line.text() == "桜の頃"
    assert line.property("invalid") == "true"
    assert field(page, "first_visit_date_caption").text()


def test_undo_goes_back_over_identity_and_case_in_order(
    editor: Opened, window: MainWindow, context: UiContext
) -> None:
    page = editor(108)
    name, staff = field(page, "identity_name"), field(page, "staff")
    old_name, old_staff = name.text(), staff.text()
    name.setFocus()
    compose(name, "", "架空太郎")
    staff.setFocus()
    compose(staff, "", "東部")

    press(window, KEY.Key_Z, held=CTRL)
    assert (staff.text(), "架空太郎" in name.text()) == (old_staff, True)
    press(window, KEY.Key_Z, held=CTRL)
    assert name.text() == old_name

    press(window, KEY.Key_Y, held=CTRL)
    assert page.leave()
    assert "架空太郎" in get_identity(context.store, find_case(context.store, 108).uuid).name


# Hands.


def test_enter_in_a_conversion_stays_in_every_kind_of_field(editor: Opened) -> None:
    page = editor(108)
    for name in ("staff", "housing", "first_visit_date", "height_cm", "identity_name"):
        line = field(page, name)
        line.setFocus()
        text = line.text()
        compose(line, "か")
        for key, held in ((KEY.Key_Return, 0), (KEY.Key_Enter, 0), (KEY.Key_Return, SHIFT)):
            press(line, key, held=held or Qt.KeyboardModifier.NoModifier)
            assert where() == name, name
        compose(line, "")
        QApplication.processEvents()
        assert line.text() == text
        press(line, KEY.Key_Return)
        assert where() != name, name
        press(QApplication.focusWidget() or page, KEY.Key_Return, held=SHIFT)
        assert where() == name, name


def test_the_wheel_changes_nothing_anywhere_in_the_form(editor: Opened, context: UiContext) -> None:
    page = editor(108)
    draft = draft_of(context, find_case(context.store, 108).uuid)
    before = (draft.case, draft.identity)
    spot = QPointF(5, 5)
    for widget in page.form_area.findChildren(QWidget):
        if not widget.isVisible():
            continue
        for focused in (False, True):
            if focused:
                widget.setFocus()
            turn = QWheelEvent(
                spot,
                widget.mapToGlobal(spot),
                QPoint(),
                QPoint(0, -240),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(widget, turn)

    assert (draft.case, draft.identity) == before


# What is said beside the figures and scales.


def test_scales_say_their_meaning_and_open_by_key(editor: Opened) -> None:
    page = editor(108)
    scale = field(page, "disability_independence")
    scale.setFocus()
    press(scale, KEY.Key_Down)
    meaning = field(page, "scale_meaning").text()
    assert scale.currentText() in meaning
    assert scale.accessibleDescription() in meaning

    press(scale, KEY.Key_Down, held=ALT)
    assert scale.view().isVisible()
    scale.hidePopup()


def test_bmi_and_the_change_of_weight_follow_each_key(editor: Opened, context: UiContext) -> None:
    page = editor(108)
    draft = draft_of(context, find_case(context.store, 108).uuid)
    draft.edit(replace(draft.case, imported_bmi=16.0))
    box, weight = field(page, "bmi_figure"), field(page, "weight_kg")
    words = field(page, "bmi_words")
    assert "取り込んだ値は 16" in words.text()
    figure = box.text()

    weight.setFocus()
    weight.selectAll()
    QTest.keyClicks(weight, "43")

    assert box.text() != figure
    draft.edit(replace(draft.case, imported_bmi=float(box.text())))
    assert "取り込んだ値" not in words.text()


def test_the_checklist_says_what_cannot_be_told_yet(editor: Opened, context: UiContext) -> None:
    page = editor(108)
    draft = draft_of(context, find_case(context.store, 108).uuid)
    draft.edit(replace(draft.case, checklist=()))
    grid, result = field(page, "checklist"), field(page, "checklist_result")
    grid.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClicks(grid, "yyyyy")
    assert "5/25問に回答" in result.text()
    assert "判定不可（未回答あり）" in result.text()
    QTest.keyClicks(grid, "y" * 3 + "n" * 2 + "n" * 5 + "y" + "n" * 2 + "y" + "n" * 6)

    assert "25/25問に回答" in result.text()
    assert "判定不可" not in result.text()


def test_both_lines_of_the_timed_up_and_go_are_named(editor: Opened) -> None:
    page = editor(108)
    table = field(page, "physical_tests")
    table.rows.show_rows(())
    table.rows.set_block(0, 0, [["R6.7.1", "", "", "14"]])
    words = field(page, "physical_lines").text()

    assert "11" in words
    assert "13.5" in words
    table.rows.set_block(0, 3, [["12"]])
    words = field(page, "physical_lines").text()
    assert "11" in words
    assert "13.5" not in words


def test_a_new_case_begins_at_the_first_field(window: MainWindow, context: UiContext) -> None:
    press(window, KEY.Key_N, held=CTRL)
    QApplication.processEvents()

    assert where() == "first_visit_date"
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    first = QApplication.focusWidget()
    assert isinstance(first, QLineEdit)
    assert first.text() == ""


def test_no_section_outlives_its_window(context: UiContext) -> None:
    """Each held the whole case: its tables listened on after the window was gone."""
    window = MainWindow(context)
    window.register_page("page_case_editor", "cases", "編集", CaseEditorPage)
    window.navigate("page_case_editor", case_uuid=find_case(context.store, 105).uuid)
    page = window.page("page_case_editor")
    assert isinstance(page, CaseEditorPage)
    QApplication.processEvents()  # it goes to its first field a moment later
    gone = [weakref.ref(section) for section in (*page.sections.values(), page, window)]
    del page
    window.deleteLater()
    context.navigator = bool  # it was the window's
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [each() for each in gone if each() is not None] == []
