"""Taking files in and writing them out from the list: shown first, told when refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from app.services.cases import find_case, save_case
from app.services.files import export_file
from app.ui.cases.list_page import CasesPage
from app.ui.shell import MainWindow
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


def answer(label: str, heard: list[str]) -> None:
    """Press a button of the message box once it is open, and note what it says."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        heard.append(f"{box.text()}\n{box.informativeText()}")
        next(each for each in box.buttons() if each.text() == label).click()

    QTimer.singleShot(0, press)


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


def test_an_import_is_shown_first_and_then_done(
    cases: CasesPage, choose: Choose, tmp_path: Path
) -> None:
    heard: list[str] = []
    choose(edited_file(cases, tmp_path))
    answer("取り込む", heard)

    button(cases.window(), "import_cases").click()

    assert heard == [
        "このファイルを取り込みますか\n新しい事例：1件\n更新する事例：1件\n変わらない事例：1件"
    ]
    assert find_case(cases.context.store, 105).desired_life == "釣りに行きたい"
    assert cases.model.rows[0].case_no == 201


def test_an_import_that_is_not_wanted_changes_nothing(
    cases: CasesPage, choose: Choose, tmp_path: Path
) -> None:
    before = find_case(cases.context.store, 105)
    choose(edited_file(cases, tmp_path))
    answer("やめる", [])

    button(cases.window(), "import_cases").click()

    assert find_case(cases.context.store, 105) == before
    assert len(cases.model.rows) == 10


def test_a_case_edited_here_is_named_as_left_alone(
    cases: CasesPage, choose: Choose, tmp_path: Path
) -> None:
    heard: list[str] = []
    path = edited_file(cases, tmp_path)
    store = cases.context.store
    save_case(store, replace(find_case(store, 105), desired_life="ここで直した"))
    choose(path)
    answer("取り込む", heard)

    button(cases.window(), "import_cases").click()

    assert "そのままにする事例：No.105" in heard[0]
    assert find_case(store, 105).desired_life == "ここで直した"


def test_a_refused_file_says_row_column_and_reason(
    cases: CasesPage, choose: Choose, tmp_path: Path
) -> None:
    heard: list[str] = []
    path = edited_file(cases, tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    data["cases"][1]["care_level"] = "要介護9"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    choose(path)
    answer("閉じる", heard)

    button(cases.window(), "import_cases").click()

    assert "106 care_level 読み取れない値です。" in heard[0]
    assert "何も取り込んでいません。" in heard[0]
    assert len(cases.model.rows) == 10


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

    assert len(cases.model.rows) == 10
