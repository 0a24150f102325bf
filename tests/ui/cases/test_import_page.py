"""Taking a file in on its own page: aligned by keyboard, looked through, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import InputRefused
from app.exchange.sheet_file import PasswordNeeded
from app.i18n import set_language
from app.services.cases import find_case, get_cases, get_identity, save_case, save_identity
from app.services.files import export_file
from app.services.sheets import SheetDraft, draft_of
from app.services.store import Store
from app.ui.cases import import_work
from app.ui.cases.import_page import ImportPage
from app.ui.cases.list_page import CasesPage
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from tests.exchange.foreign_sheets import Table, table
from tests.ui.cases.keys import CTRL, compose, cut_off, open_editor, press

HEADS = (
    "No", "カンファレンス日", "担当", "初回訪問日", "年齢", "性別", "障別", "認知症",
    "前回の介護区分", "要介護区分", "特徴", "住環境（〇町戸建）", "世帯構成",
    "身長 体重 （BMI）", "生活課題", "望む暮らし", "ケアマネの見立て",
)  # fmt: skip
GOOD = (
    "201", "R6.8.9", "包括 保健師", "R6.5.27", "84", "女", "Ａ１", "自立", "新規", "支援２",
    "２", "△△町戸建て", "独居", "147.0/41.0(19.0)", "〇買い物に行けない", "墓参りに行きたい", "筋力の低下",
)  # fmt: skip
# 特徴 and 住環境 in one cell, so every later column stands one to the left (DOMAIN.md §1.2).
SHIFTED = (
    "202", "R6.8.9", "包括 看護師", "R6.5.20", "78", "男", "Ｊ２", "Ⅰ", "支援1", "要支援Ⅱ",
    "2 △△町戸建て", "独居", "160.0/50.0(19.5)", "・歩けない", "釣りに行きたい", "活動の低下",
)  # fmt: skip


@pytest.fixture
def import_page(
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Callable[..., ImportPage]:
    """Opens the page on sheets given as values, or on a real file."""
    window.register_page("page_import", "cases", "取り込み", ImportPage, rail=False)

    def opened(*sheets: Table, path: Path | None = None) -> ImportPage:
        if sheets:

            def read(store: Store, where: Path, _password: str | None) -> SheetDraft:
                return draft_of(store, sheets, where.name)

            monkeypatch.setattr(import_work, "open_sheet", read)
        window.navigate("page_import", path=path or tmp_path / "sheet.xlsx")
        page = window.current_page()
        assert isinstance(page, ImportPage)
        wait(qtbot, page)
        return page

    return opened


def wait(qtbot: QtBot, page: ImportPage) -> None:
    """Until the file is read and the last state was tried."""
    qtbot.waitUntil(lambda: page._task is None and not page.context.tasks.busy())
    qtbot.waitUntil(lambda: not page._later.isActive() and not page.context.tasks.busy())


def focus(page: ImportPage) -> QWidget:
    widget = page.window().focusWidget()
    assert widget is not None
    return widget


def test_a_clean_sheet_comes_in_with_one_press(
    import_page: Callable[..., ImportPage], context: UiContext, qtbot: QtBot
) -> None:
    page = import_page(table(HEADS, GOOD))

    assert page._take.text() == "1件を取り込む"
    press(page.view, Qt.Key.Key_Return, held=CTRL)
    wait(qtbot, page)

    case = find_case(context.store, 201)
    assert (case.age, case.disability_independence, case.care_level) == (84, "A1", "要支援2")
    assert isinstance(page.window(), MainWindow)
    assert page.window().current_page().page_name == "page_cases"  # type: ignore[union-attr]


def test_a_shifted_row_is_aligned_by_keyboard(
    import_page: Callable[..., ImportPage], context: UiContext, qtbot: QtBot
) -> None:
    page = import_page(table(HEADS, GOOD, SHIFTED))
    assert not page._take.isEnabled()

    # To the merged cell, split it behind the figure: the rest of the row moves by itself.
    page.view.setCurrentIndex(page.model.index(1, 10))
    press(page.view, Qt.Key.Key_Slash, held=CTRL)
    editor = open_editor(page.view, "import_cell_editor")
    press(editor, Qt.Key.Key_Home, Qt.Key.Key_Right)
    press(editor, Qt.Key.Key_Slash, held=CTRL)
    wait(qtbot, page)
    assert [page.model.index(1, c).data() for c in (10, 11, 12)] == ["2", "△△町戸建て", "独居"]
    for _ in range(4):  # whatever is still asked is left as it stands now
        if page._take.isEnabled():
            break
        page._next_remark()
        remark = page.side.current()
        assert remark is not None
        assert remark.finding is not None
        keys = [choice.key for choice in remark.finding.choices]
        press(page.side.list, getattr(Qt.Key, f"Key_{keys.index('as_is') + 1}"))
        wait(qtbot, page)

    press(page.view, Qt.Key.Key_Return, held=CTRL)
    wait(qtbot, page)

    case = find_case(context.store, 202)
    assert case.feature_codes == (2,)
    assert case.housing == "△△町戸建て"
    assert case.household.type == "独居"
    assert (case.height_cm, case.weight_kg) == (160.0, 50.0)
    assert case.life_issues.endswith("歩けない")
    assert case.desired_life == "釣りに行きたい"
    assert case.cm_assessment == "活動の低下"
    assert (case.dementia_independence, case.previous_care_level) == ("I", "要支援1")
    assert case.care_level == "要支援2"


def test_shifting_is_undone_and_done_again(
    import_page: Callable[..., ImportPage], qtbot: QtBot
) -> None:
    page = import_page(table(HEADS, GOOD))
    before = page.state
    page.view.setCurrentIndex(page.model.index(0, 14))
    press(page.view, Qt.Key.Key_Right, held=CTRL)

    assert page.model.index(0, 14).data() == ""
    assert page.model.index(0, 15).data() == "〇買い物に行けない"
    shifted = page.state
    window = page.window()
    press(window, Qt.Key.Key_Z, held=CTRL)
    assert page.state == before
    press(window, Qt.Key.Key_Y, held=CTRL)
    assert page.state == shifted
    wait(qtbot, page)


def test_moving_over_a_filled_cell_is_refused_with_a_sentence(
    import_page: Callable[..., ImportPage], window: MainWindow
) -> None:
    page = import_page(table(HEADS, GOOD))
    page.view.setCurrentIndex(page.model.index(0, 14))
    press(page.view, Qt.Key.Key_Left, held=CTRL)

    bar = window.messages()
    assert bar is not None
    assert "これ以上左へは動かせません" in bar.text()
    assert page.model.index(0, 14).data() == "〇買い物に行けない"


def test_a_cell_that_cannot_be_read_blocks_until_it_is_retyped(
    import_page: Callable[..., ImportPage], qtbot: QtBot
) -> None:
    page = import_page(table(HEADS, (*GOOD[:4], "八十代", *GOOD[5:])))
    assert not page._take.isEnabled()
    remark = page.side.current()
    assert remark is not None
    assert (remark.row, remark.column) == (0, 4)
    assert "年齢" in page._take.toolTip()

    press(page.side.list, Qt.Key.Key_Return)
    assert focus(page) is page.view
    press(page.view, Qt.Key.Key_F2)
    editor = open_editor(page.view, "import_cell_editor")
    editor.selectAll()
    compose(editor, "", "８４")
    press(editor, Qt.Key.Key_Return)
    wait(qtbot, page)

    assert page._take.isEnabled()
    assert page.side.current() is None


def test_a_column_gets_another_meaning_by_keyboard_and_is_remembered(
    import_page: Callable[..., ImportPage], context: UiContext, qtbot: QtBot
) -> None:
    sheet = table((*HEADS, "むかしの得意"), (*GOOD, "三味線"))
    page = import_page(sheet)
    page.view.setCurrentIndex(page.model.index(0, len(HEADS)))
    target = page.strip.target
    target.setFocus()
    target.setCurrentIndex(target.findData("strengths"))
    target.activated.emit(target.currentIndex())
    wait(qtbot, page)
    press(page.view, Qt.Key.Key_Return, held=CTRL)
    wait(qtbot, page)
    assert find_case(context.store, 201).strengths == "三味線"

    again = import_page(sheet)
    assert again.state.draft is not None
    assert again.state.draft.mapping.remembered
    assert again._trial.count("unchanged") == 1
    assert not again._take.isEnabled()


def test_conflicts_are_chosen_field_by_field(
    import_page: Callable[..., ImportPage], context: UiContext, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "cases.json"
    export_file(context.store, path, case_nos=["105"])
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cases"][0]["desired_life"] = "ファイルの望み"
    data["cases"][0]["life_issues"] = "ファイルの課題"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    case = find_case(context.store, 105)
    save_case(context.store, replace(case, desired_life="こちらの望み", staff="こちらの担当"))
    page = import_page(path=path)
    assert not page._take.isEnabled()

    conflicts = page.outcomes.conflicts.conflicts
    fields = [each.field for each in conflicts]
    press(page.outcomes.fields, Qt.Key.Key_Home)
    page.outcomes.fields.selectRow(fields.index("desired_life"))
    press(page.outcomes.fields, Qt.Key.Key_2)
    page.outcomes.fields.selectRow(fields.index("staff"))
    press(page.outcomes.fields, Qt.Key.Key_1)
    wait(qtbot, page)
    press(page.outcomes.cases, Qt.Key.Key_Return, held=CTRL)
    wait(qtbot, page)

    stored = find_case(context.store, 105)
    assert stored.desired_life == "ファイルの望み"
    assert stored.staff == "こちらの担当"
    assert stored.life_issues == case.life_issues  # nobody decided: as it is here


def test_leaving_takes_nothing_in(
    import_page: Callable[..., ImportPage], context: UiContext
) -> None:
    before = get_cases(context.store)
    page = import_page(table(HEADS, GOOD))
    press(page.view, Qt.Key.Key_Escape)

    window = page.window()
    assert isinstance(window, MainWindow)
    assert isinstance(window.current_page(), CasesPage)
    assert get_cases(context.store) == before


def test_a_file_that_cannot_be_read_says_why_and_offers_another(
    import_page: Callable[..., ImportPage], tmp_path: Path
) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{", encoding="utf-8")
    page = import_page(path=path)

    words = page.reading._words.text()
    assert "JSONとして読めません" in words
    assert "何も取り込んでいません" in words
    assert not page._take.isEnabled()
    assert focus(page).objectName() == "import_other"


def test_a_refusal_of_the_reader_is_told(
    import_page: Callable[..., ImportPage], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_store: Store, _path: Path, _password: str | None) -> SheetDraft:
        raise InputRefused("ブックが壊れています。", "何も取り込んでいません。", "")

    monkeypatch.setattr(import_work, "open_sheet", refuse)
    page = import_page(path=tmp_path / "torn.xlsx")

    assert "ブックが壊れています" in page.reading._words.text()


def test_the_models_behave(import_page: Callable[..., ImportPage]) -> None:
    page = import_page(table(HEADS, GOOD, SHIFTED))
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model in (page.model, page.side.model, page.outcomes.outcomes, page.outcomes.conflicts):
        QAbstractItemModelTester(model, fatal, model)


@pytest.mark.parametrize("size", [(1366, 768), (1280, 640)])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_cut_off(
    import_page: Callable[..., ImportPage],
    window: MainWindow,
    size: tuple[int, int],
    language: str,
) -> None:
    set_language(language)
    window.resize(*size)
    page = import_page(table(HEADS, GOOD, SHIFTED))

    assert cut_off(page) == []
    page._show_view("cases")
    QApplication.processEvents()
    assert cut_off(page) == []


def test_a_guessed_column_is_confirmed_with_one_key(
    import_page: Callable[..., ImportPage], context: UiContext, qtbot: QtBot
) -> None:
    page = import_page(table((*HEADS[:-1], "最近の見立てなど"), GOOD))
    assert not page._take.isEnabled()
    press(page.view, Qt.Key.Key_Period, held=CTRL)
    assert focus(page) is page.side.list
    press(page.side.list, Qt.Key.Key_1)
    wait(qtbot, page)
    assert page._take.isEnabled()
    press(page.view, Qt.Key.Key_Return, held=CTRL)
    wait(qtbot, page)
    assert find_case(context.store, 201).cm_assessment == "筋力の低下"


def test_a_workbook_under_a_password_is_opened_by_keyboard(
    import_page: Callable[..., ImportPage],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    def read(store: Store, where: Path, password: str | None) -> SheetDraft:
        if password != "abc 12":
            raise PasswordNeeded(wrong=password is not None)
        return draft_of(store, [table(HEADS, GOOD)], where.name)

    monkeypatch.setattr(import_work, "open_sheet", read)
    page = import_page(path=tmp_path / "locked.xlsx")
    field = page.reading.password
    assert focus(page) is field
    assert "ブックの保護" in page.reading._words.text()
    for typed in ("abc 13", "abc 12"):
        field.setText(typed)
        press(field, Qt.Key.Key_Return)
        wait(qtbot, page)
        assert field.text() == ""
        assert ("パスワードが違います" in page.reading._words.text()) is (typed == "abc 13")
    assert page._trial.count("created") == 1
    page.leave()
    assert page._password is None


def test_a_person_already_here_is_decided_with_one_key(
    import_page: Callable[..., ImportPage], context: UiContext, qtbot: QtBot
) -> None:
    number = ("被保険者番号",)
    known = save_case(context.store, replace(find_case(context.store, 105), staff="南包括")).case
    identity = replace(get_identity(context.store, known.uuid), insured_number="0001234567")
    save_identity(context.store, identity)
    page = import_page(table(HEADS + number, (*GOOD, "０００１２３４５６７")))
    assert page._trial.count("undecided") == 1
    assert page.model.asked(0, 0)

    press(page.view, Qt.Key.Key_Period, held=CTRL)
    press(page.side.list, Qt.Key.Key_2)  # somebody else
    wait(qtbot, page)
    assert page._trial.count("created") == 1
    assert page._take.isEnabled()
