"""Work in the list by key: bin, named lists, second sort, several cases, type-ahead, doubles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListView,
    QMessageBox,
    QWidget,
)

from app.care.case import PrivateIdentity
from app.services.case_bin import binned_cases
from app.services.cases import find_case, save_identity
from app.services.saved_lists import saved_lists
from app.ui.cases import list_page
from app.ui.cases.bin_dialog import BinDialog
from app.ui.cases.duplicate_note import DuplicateNote
from app.ui.cases.export_dialog import ExportDialog
from app.ui.cases.list_model import Column
from app.ui.cases.list_page import CasesPage
from app.ui.shell import MainWindow
from app.ui.widgets.filter_button import FilterButton
from app.ui.widgets.message_bar import MessageBar
from tests.ui.cases.keys import CTRL, press
from tests.ui.cases.test_list_page import KEY, button, numbers, search, select, shown_case, tick


def notice(page: CasesPage) -> MessageBar:
    found = page.findChild(MessageBar, "list_notice")
    assert found is not None
    return found


def current(page: CasesPage) -> int | None:
    row = page.model.row_at(page.table.currentIndex().row())
    return row.case_no if row else None


def open_bin(page: CasesPage) -> BinDialog:
    button(page, "open_bin").click()
    dialog = page.findChild(BinDialog)
    assert dialog is not None
    return dialog


def answering(name: str) -> list[str]:
    """Press ``name`` in the next message box; what it asked is put into the list."""
    asked: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(f"{box.text()}\n{box.informativeText()}")
        found = box.findChild(QAbstractButton, name)
        assert found is not None
        found.click()

    QTimer.singleShot(0, answer)
    return asked


# The bin.


def test_delete_moves_to_the_bin_and_one_key_brings_it_back(cases: CasesPage) -> None:
    select(cases, 104)
    press(cases.table, KEY.Key_Delete)
    assert 104 not in numbers(cases)
    assert "No.104" in notice(cases).text()
    assert "第1回" in notice(cases).text()
    assert current(cases) == 103
    assert button(cases, "open_bin").text() == "ごみ箱（1）"

    press(cases.window(), KEY.Key_Z, held=CTRL)

    assert current(cases) == 104
    assert not notice(cases).isVisible()
    assert button(cases, "open_bin").text() == "ごみ箱（0）"


def test_several_go_and_come_back_from_the_bin_itself(cases: CasesPage) -> None:
    select(cases, 105)
    shift = cases.table.selectionModel()
    press(cases.table, KEY.Key_Down, held=list_page.Qt.KeyboardModifier.ShiftModifier)
    assert len(shift.selectedRows()) == 2
    press(cases.table, KEY.Key_Delete)
    dialog = open_bin(cases)
    assert [case.case_no for case in dialog.model.cases] in ([105, 104], [104, 105])

    dialog.table.selectAll()
    button(dialog, "bin_restore").click()

    assert dialog.model.cases == []
    assert len(numbers(cases)) == 10
    dialog.close()


def test_erasing_asks_and_says_what_goes_along(cases: CasesPage) -> None:
    select(cases, 104)
    press(cases.table, KEY.Key_Delete)
    dialog = open_bin(cases)
    answering("erase_not")
    button(dialog, "bin_erase").click()
    assert len(binned_cases(cases.context.store)) == 1

    asked = answering("erase_for_good")
    press(dialog, KEY.Key_Delete)

    assert "第1回" in asked[0]
    assert binned_cases(cases.context.store) == []
    assert not button(dialog, "bin_erase").isEnabled()
    dialog.close()
    assert button(cases, "open_bin").text() == "ごみ箱（0）"


# Order.


def test_headings_sort_by_key_first_and_second_and_are_remembered(
    cases: CasesPage, window: MainWindow
) -> None:
    header = cases.table.horizontalHeader()
    header.setFocus()
    for _ in range(Column.SEX):
        press(header, KEY.Key_Right)
    press(header, KEY.Key_Return)
    press(header, KEY.Key_Left)
    press(header, KEY.Key_Return, held=CTRL)

    assert list(cases.model.order) == [(Column.SEX, False), (Column.AGE, False)]
    again = CasesPage(window.context)
    assert list(again.model.order) == list(cases.model.order)
    again.deleteLater()


# Named lists.


def menu_action(page: CasesPage, name: str) -> QAction:
    return next(
        action
        for action in page.lists.menu().actions()
        if name in (action.objectName(), action.text())
    )


def test_conditions_get_a_name_are_chosen_again_renamed_and_deleted(cases: CasesPage) -> None:
    tick(cases, "filter_level", "要支援1")
    search(cases, "あむろ")
    cases.table.sort_by(Column.AGE, second=False)
    found = numbers(cases)
    menu_action(cases, "keep_list").trigger()
    name = cases.findChild(QLineEdit, "list_name")
    assert name is not None
    name.setText("支援1と降圧薬")
    press(name, KEY.Key_Return)
    button(cases, "clear_conditions").click()
    assert len(numbers(cases)) == 10

    menu_action(cases, "支援1と降圧薬").trigger()

    assert numbers(cases) == found
    assert cases.search.text() == "あむろ"
    assert list(cases.model.order) == [(Column.AGE, False)]
    menu_action(cases, "manage_lists").trigger()
    new = cases.findChild(QLineEdit, "list_new_name")
    assert new is not None
    assert new.text() == "支援1と降圧薬"
    new.setText("別名")
    button(cases, "list_rename").click()
    assert [one.name for one in saved_lists(cases.context.store)] == ["別名"]
    button(cases, "list_delete").click()

    assert saved_lists(cases.context.store) == []
    assert cases.findChild(QListView, "named_lists") is None or not name.isVisible()


# More than one, and finding by letters.


def test_print_and_export_take_the_chosen_cases(
    cases: CasesPage, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    select(cases, 105)
    press(cases.table, KEY.Key_Down, held=list_page.Qt.KeyboardModifier.ShiftModifier)
    printed: list[list[str]] = []
    monkeypatch.setattr(
        "app.ui.paper.preview.preview_case_sheet", lambda _p, _c, uuids: printed.append(uuids)
    )
    assert cases.print_here()
    store = cases.context.store
    wanted = [find_case(store, 105).uuid, find_case(store, 104).uuid]
    assert printed == [wanted]
    target = f"{tmp_path}/two.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    said: list[str] = []
    cases.status_changed.connect(said.append)

    button(cases.window(), "export_cases").click()
    form = cases.window().findChild(ExportDialog)
    assert form is not None
    form.kind.set_code(".json")
    press(form, KEY.Key_Return)

    assert said
    assert said[-1].startswith("2件")


def test_names_are_found_by_their_first_letters(cases: CasesPage) -> None:
    wanted = find_case(cases.context.store, 103)
    cases.table.setFocus()

    for letter in wanted.pseudonym[:2]:
        cases.table.keyboardSearch(letter)  # as Qt does; its test keys are ASCII only

    assert current(cases) == 103


def test_what_is_missing_narrows_the_list(cases: CasesPage) -> None:
    more = cases.findChild(FilterButton, "filter_more")
    assert more is not None
    every = set(numbers(cases))
    tick(cases, "filter_more", "同意がまだ")
    without = set(numbers(cases))
    tick(cases, "filter_more", "同意がまだ")
    more.menu().actions()[5].trigger()

    assert without < every or without == every
    assert 0 < len(numbers(cases)) < 10


# The same person twice.


def test_the_editor_asks_about_a_double_and_remembers_the_answer(
    cases: CasesPage, window: MainWindow, show: Callable[[QWidget], QWidget]
) -> None:
    del show
    store = cases.context.store
    for number, spelling in ((103, "0001234567"), (104, "０００１２３４５６７")):
        uuid = find_case(store, number).uuid
        save_identity(
            store, PrivateIdentity(case_uuid=uuid, name="花里 はな", insured_number=spelling)
        )
    window.navigate("page_case_editor", case_uuid=find_case(store, 104).uuid)
    page = window.current_page()
    assert page is not None
    note = page.findChild(DuplicateNote)
    assert note is not None
    assert note.isVisible()
    assert "No.103" in note.text()
    assert "花里" not in note.text()

    button(page, "duplicate_open").click()
    assert shown_case(window) == ("page_case_editor", 103)
    button(page, "duplicate_different").click()

    assert not note.isVisible()
    window.navigate("page_case_editor", case_uuid=find_case(store, 104).uuid)
    assert not note.isVisible()
