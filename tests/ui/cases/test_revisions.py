"""The list of saves: what each changed in words, and bringing back as an ordinary edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from app.care.case import Case, Condition, PrivateIdentity, TimePoint, with_judgement
from app.clock import FixedClock
from app.services.cases import find_case, get_case, get_identity, save_case, save_identity
from app.services.history import case_versions
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.revisions_dialog import RevisionsDialog
from app.ui.cases.revisions_model import DetailModel, SavesModel
from app.ui.context import UiContext
from app.ui.shell import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, fixed_clock: FixedClock) -> CaseEditorPage:
    """The editor on No.104, saved three times since it came from the sample file."""
    store = window.context.store
    case = find_case(store, 104)
    fixed_clock.advance(60)
    case = save_case(store, replace(case, age=85)).case
    fixed_clock.advance(60)
    case = save_case(store, replace(case, conditions=(Condition(name="白内障"),))).case
    fixed_clock.advance(60)
    save_case(store, with_judgement(case, "eating", TimePoint.PREDICTED, rating="D2"))
    window.navigate("page_case_editor", case_uuid=case.uuid)
    opened = window.current_page()
    assert isinstance(opened, CaseEditorPage)
    return opened


Open = Callable[..., RevisionsDialog]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens the dialog by its key from a field of the form."""
    dialogs: list[RevisionsDialog] = []

    def by_key(page: CaseEditorPage, field: str = "staff") -> RevisionsDialog:
        line = page.findChild(QLineEdit, field)
        assert line is not None
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_H, CTRL)
        dialog = page.findChild(RevisionsDialog)
        assert dialog is not None
        dialogs.append(dialog)
        return dialog

    yield by_key
    for dialog in dialogs:
        if shiboken6.isValid(dialog):
            dialog.close()


def column(dialog: RevisionsDialog, number: int) -> list[str]:
    model = dialog.saves.model()
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def detail(dialog: RevisionsDialog) -> list[tuple[str, str, str]]:
    model = dialog.detail.model()
    rows = range(model.rowCount())
    return [tuple(str(model.index(row, c).data()) for c in range(3)) for row in rows]  # type: ignore[misc]


def stored(page: CaseEditorPage, context: UiContext) -> Case:
    draft = page._draft
    assert draft is not None
    return get_case(context.store, draft.case.uuid)


def test_the_key_lists_every_save_newest_first(page: CaseEditorPage, opened: Open) -> None:
    dialog = opened(page)

    assert column(dialog, 0) == ["R6.8.6 10:45", "R6.8.6 10:44", "R6.8.6 10:43", "R6.8.6 10:42"]
    assert column(dialog, 2) == ["編集", "編集", "編集", "取り込み"]
    assert column(dialog, 3) == ["ADL・IADL", "医療情報", "年齢", ""]
    assert detail(dialog) == [("ADL・IADL　食事 事後予測", "○1", "△2")]
    help_lines = page.keys()
    assert any(each.key == "Ctrl+H" for each in help_lines)


def test_arrows_walk_the_saves_and_the_table_follows(page: CaseEditorPage, opened: Open) -> None:
    dialog = opened(page)
    for _ in range(2):
        QTest.keyClick(dialog.saves, Qt.Key.Key_Down)

    assert detail(dialog) == [("年齢", "84", "85")]
    QTest.mouseClick(dialog.view.button("now"), Qt.MouseButton.LeftButton)
    assert [label for label, _, _ in detail(dialog)][-1] == "◆ ADL・IADL　食事 事後予測"
    assert ("◆ 医療情報", "（空欄）", "白内障") in detail(dialog)
    QTest.mouseClick(dialog.view.button("whole"), Qt.MouseButton.LeftButton)
    whole = {label: (then, now) for label, then, now in detail(dialog)}
    assert whole["年齢"] == ("85", "85")
    assert whole["◆ 医療情報"][1] == "白内障"
    assert "骨粗鬆症" in whole["◆ 医療情報"][0]


def test_a_field_comes_back_as_one_undo_step_and_a_save_of_its_own(
    page: CaseEditorPage, context: UiContext, opened: Open
) -> None:
    before = stored(page, context)
    dialog = opened(page)
    for _ in range(2):
        QTest.keyClick(dialog.saves, Qt.Key.Key_Down)
    QTest.mouseClick(dialog.view.button("now"), Qt.MouseButton.LeftButton)
    dialog.saves.setFocus()
    QTest.keyClick(dialog.saves, Qt.Key.Key_Return)
    assert dialog.field_back.text() == "「医療情報」をこのときに戻す"
    QTest.keyClick(dialog.detail, Qt.Key.Key_Return)

    after = stored(page, context)
    assert [c.name for c in after.conditions][1] == "骨粗鬆症"
    assert replace(after, conditions=before.conditions, row_version=before.row_version) == before
    assert column(dialog, 3)[:2] == ["医療情報", "ADL・IADL"]
    assert dialog.current() is not None
    assert dialog.saves.currentIndex().row() == 3  # the same save as before is looked at
    dialog.accept()
    assert page.undo()
    assert page.leave()
    assert stored(page, context).conditions == before.conditions


def test_everything_comes_back_and_shows_in_the_form(
    page: CaseEditorPage, context: UiContext, opened: Open
) -> None:
    store = context.store
    uuid = stored(page, context).uuid
    first = case_versions(store, uuid)[-1].value
    dialog = opened(page)
    for _ in range(3):
        QTest.keyClick(dialog.saves, Qt.Key.Key_Down)
    dialog.all_back.click()

    after = stored(page, context)
    assert replace(after, row_version=first.row_version) == first
    assert not dialog.all_back.isEnabled()
    assert "戻しました" in dialog.note.text()
    dialog.accept()
    assert page.sections["basic"].case.age == 84


def test_unsaved_words_are_saved_before_the_list_opens(page: CaseEditorPage, opened: Open) -> None:
    line = page.sections["life"].fields["application_trigger"]
    line.setFocus()
    QTest.keyClicks(line, "x")
    dialog = opened(page, "application_trigger")

    assert column(dialog, 3)[0] == "申請のきっかけ"


def test_the_identity_has_a_list_of_its_own_with_the_same_functions(
    page: CaseEditorPage, context: UiContext, opened: Open
) -> None:
    uuid = stored(page, context).uuid
    first = save_identity(
        context.store, PrivateIdentity(case_uuid=uuid, name="山田ハナ", phone="0120")
    ).identity
    save_identity(context.store, replace(first, name="山田はな"))
    page._draft.reload()
    dialog = opened(page, "identity_name")
    assert dialog.kind.value() == "identity"
    assert detail(dialog) == [("氏名", "山田ハナ", "山田はな")]
    QTest.keyClick(dialog.saves, Qt.Key.Key_Down)
    dialog.all_back.click()

    assert get_identity(context.store, uuid).name == "山田ハナ"
    QTest.mouseClick(dialog.kind.button("case"), Qt.MouseButton.LeftButton)
    everything = str(detail(dialog)) + str(column(dialog, 3))
    assert "山田" not in everything
    dialog.accept()
    line = page.identity.fields["identity_name"]
    assert isinstance(line, QLineEdit)
    assert line.text() == "山田ハナ"
    assert page.undo()
    assert line.text() == "山田はな"


def test_the_models_keep_the_rules_of_qt(page: CaseEditorPage, context: UiContext) -> None:
    uuid = stored(page, context).uuid
    saves = SavesModel(lambda older: case_versions(context.store, uuid, older_than=older, limit=2))
    shown = DetailModel()
    testers = [QAbstractItemModelTester(model) for model in (saves, shown)]
    saves.start()
    while saves.canFetchMore():
        saves.fetchMore()
    assert saves.rowCount() == 4
    now = saves.version(0).value
    shown.show_whole(saves.version(3).value, now)
    heads = ("a", "b", "c")
    shown.show_differences(saves.version(3).value, now, heads, marks=(now, now))
    assert shown.rowCount() > 0
    assert len(testers) == 2


def test_a_case_without_a_past_says_so(window: MainWindow, opened: Open) -> None:
    window.navigate("page_case_editor", new=True)
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    dialog = opened(page)
    assert column(dialog, 2) == ["作成"]
    QTest.mouseClick(dialog.kind.button("identity"), Qt.MouseButton.LeftButton)
    assert column(dialog, 2) == []
    assert not dialog.all_back.isEnabled()
    assert not dialog.field_back.isEnabled()
