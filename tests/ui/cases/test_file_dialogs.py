"""Taking files in and writing them out from the list: shown first, told when refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.services.cases import find_case, get_cases, save_case
from app.services.files import export_file
from app.ui.cases.import_page import ImportPage
from app.ui.cases.list_page import CasesPage
from app.ui.shell import MainWindow
from tests.ui.cases.keys import CTRL, press
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
    qtbot.waitUntil(lambda: page._task is None and not page.context.tasks.busy())
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


def test_an_export_has_no_names_and_says_how_many(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow
) -> None:
    choose(tmp_path / "out")

    button(window, "export_cases").click()

    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert len(data["cases"]) == 10
    assert all("private_identity" not in case for case in data["cases"])


def test_an_export_that_fails_is_said_in_the_bar(
    cases: CasesPage, choose: Choose, tmp_path: Path, window: MainWindow
) -> None:
    choose(tmp_path / "missing" / "out.json")

    button(window, "export_cases").click()

    bar = window.messages()
    assert bar is not None
    assert "保存先のフォルダが見つかりません" in bar.text()


def test_nothing_chosen_is_nothing_done(cases: CasesPage, choose: Choose) -> None:
    choose(None)

    button(cases.window(), "import_cases").click()
    button(cases.window(), "export_cases").click()

    assert cases.model.rowCount() == 10
