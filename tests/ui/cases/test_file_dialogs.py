"""Taking files in and writing them out from the list: shown first, told when refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from app.care.case import PrivateIdentity
from app.i18n import set_language
from app.services.cases import find_case, get_cases, save_case, save_identity
from app.services.files import export_file
from app.ui.cases.export_dialog import ExportDialog
from app.ui.cases.import_page import ImportPage
from app.ui.cases.list_page import CasesPage
from app.ui.shell import MainWindow
from tests.ui.cases.keys import CTRL, cut_off, press
from tests.ui.cases.test_list_page import button

Choose = Callable[[Path | None], None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """What the person picks in the system's file dialog, which no test can click."""

    def chosen(path: Path | None) -> None:
        answer = (str(path) if path else "", "")
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: answer)

    return chosen


def edited_file(cases: CasesPage, folder: Path) -> Path:
    """An export in which case 105 has another wish and a case 201 is new."""
    path = folder / "cases.json"
    export_file(cases.context.store, path, case_nos=["105", "106"])
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cases"][0]["desired_life"] = "釣りに行きたい"
    fresh = {**data["cases"][1], "case_no": 201, "id": "TEST-201"}
    del fresh["uuid"]
    data["cases"].append(fresh)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def looked_at(cases: CasesPage, qtbot: QtBot) -> ImportPage:
    """Press the button of the list and wait until the chosen file was read and tried."""
    window = cases.window()
    assert isinstance(window, MainWindow)
    window.register_page("page_import", "cases", "取り込み", ImportPage, rail=False)
    button(window, "import_cases").click()
    page = window.current_page()
    assert isinstance(page, ImportPage)
    read = 30_000  # ms at most: a child process parses workbooks, and the machine may be busy
    qtbot.waitUntil(lambda: page._task is None and not page.context.tasks.busy(), timeout=read)
    return page


def test_a_chosen_file_is_looked_through_first_and_then_taken_in(
    cases: CasesPage, choose: Choose, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(edited_file(cases, tmp_path))

    page = looked_at(cases, qtbot)

    assert [(row.kind, row.name.split()[0]) for row in page.outcomes.outcomes.rows] == [
        ("updated", "No.105"),
        ("created", "No.201"),
        ("unchanged", "No.106"),
    ]
    assert find_case(cases.context.store, 105).desired_life != "釣りに行きたい"
    press(page.outcomes.cases, Qt.Key.Key_Return, held=CTRL)
    qtbot.waitUntil(cases.isVisible)
    assert find_case(cases.context.store, 105).desired_life == "釣りに行きたい"
    assert find_case(cases.context.store, 201).case_no == 201


def test_a_case_edited_here_waits_for_a_decision(
    cases: CasesPage, choose: Choose, tmp_path: Path, qtbot: QtBot
) -> None:
    path = edited_file(cases, tmp_path)
    store = cases.context.store
    save_case(store, replace(find_case(store, 105), desired_life="ここで直した"))
    choose(path)

    page = looked_at(cases, qtbot)

    assert page.outcomes.outcomes.rows[0].kind == "undecided"
    assert [each.label for each in page.outcomes.conflicts.conflicts] == ["望む暮らし"]
    press(page.outcomes.cases, Qt.Key.Key_Return, held=CTRL)
    qtbot.waitUntil(cases.isVisible)
    assert find_case(store, 105).desired_life == "ここで直した"
    assert find_case(store, 201).case_no == 201


def test_a_refused_file_says_row_column_and_reason(
    cases: CasesPage, choose: Choose, tmp_path: Path, qtbot: QtBot
) -> None:
    path = edited_file(cases, tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cases"][1]["care_level"] = "要介護9"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    choose(path)

    page = looked_at(cases, qtbot)

    assert "106　care_level　読み取れない値です。" in page.reading._words.text()
    assert "何も取り込んでいません。" in page.reading._words.text()
    assert len(get_cases(cases.context.store)) == 10


def dialog(window: MainWindow) -> ExportDialog:
    """The form the button of the list opens."""
    button(window, "export_cases").click()
    found = window.findChild(ExportDialog)
    assert found is not None
    return found


def press_in(form: ExportDialog, name: str) -> None:
    found = form.findChild(QAbstractButton, name)
    assert found is not None
    found.click()


def test_an_export_has_no_names_and_says_how_many(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow
) -> None:
    choose(tmp_path / "out")
    form = dialog(window)
    form.kind.set_code(".json")

    press(form, Qt.Key.Key_Return)

    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert len(data["cases"]) == 10
    assert all("private_identity" not in case for case in data["cases"])


def test_names_go_out_only_when_asked_for_and_the_button_says_so(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow
) -> None:
    uuid = find_case(cases.context.store, 104).uuid
    save_identity(cases.context.store, PrivateIdentity(case_uuid=uuid, name="森山 節子"))
    choose(tmp_path / "named.json")
    form = dialog(window)
    form.kind.set_code(".json")
    assert "氏名" not in form._write.text()

    form.names.click()
    assert form._write.text() == "氏名を含めて書き出す"
    press_in(form, "export_write")

    assert "森山 節子" in (tmp_path / "named.json").read_text(encoding="utf-8")


def test_a_workbook_written_here_comes_back_without_alignment(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow, qtbot: QtBot
) -> None:
    choose(tmp_path / "sheet")
    press_in(dialog(window), "export_write")
    choose(tmp_path / "sheet.xlsx")

    page = looked_at(cases, qtbot)

    assert page.state.draft is None
    assert page._trial.count("unchanged") == 10


def test_a_blank_sheet_is_made_for_those_without_the_program(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow
) -> None:
    choose(tmp_path / "blank.xlsx")
    press_in(dialog(window), "export_blank")

    assert (tmp_path / "blank.xlsx").stat().st_size > 5000


def test_a_case_with_an_open_doubt_stays_here_and_is_named_by_number(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow
) -> None:
    store = cases.context.store
    case = find_case(store, 104)
    save_identity(store, PrivateIdentity(case_uuid=case.uuid, name="森山 節子"))
    save_case(store, replace(case, life_issues="森山さんの買い物"))
    choose(tmp_path / "out.xlsx")

    press_in(dialog(window), "export_write")

    bar = window.messages()
    assert bar is not None
    assert "104" in bar.text()
    assert "森山" not in bar.text()
    assert not (tmp_path / "out.xlsx").exists()


def test_an_export_that_fails_is_said_in_the_bar(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow
) -> None:
    choose(tmp_path / "missing" / "out.json")
    press_in(dialog(window), "export_write")

    bar = window.messages()
    assert bar is not None
    assert "保存先のフォルダが見つかりません" in bar.text()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_form_of_the_export_shows_all_its_words(
    cases: CasesPage, window: MainWindow, language: str
) -> None:
    set_language(language)
    form = dialog(window)
    form.names.click()
    assert cut_off(form) == []
    form.reject()


def test_nothing_chosen_is_nothing_done(
    cases: CasesPage, choose: Choose, window: MainWindow
) -> None:
    choose(None)

    button(window, "import_cases").click()
    form = dialog(window)
    press_in(form, "export_write")

    assert form.isVisible()  # the choice of a place was dropped, not the export
    press(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert cases.model.rowCount() == 10
