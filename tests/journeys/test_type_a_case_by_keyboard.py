"""A new user types a whole case from paper: keyboard only, Japanese by input method, Enter alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.care.case import Case, PrivateIdentity
from app.clock import FixedClock
from app.models.keyslots import KdfCost
from app.services.cases import get_cases, get_identity
from app.services.store import Store, create_store, open_store
from app.settings import Settings
from app.ui import theme
from app.ui.main import build_main_window
from app.ui.shell import MainWindow
from tests.journeys import paper
from tests.journeys.typist import enter, fill_table, focus, type_text, where

PASSPHRASE = "ひみつの合言葉は十三文字以上です"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def store(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    """An encrypted, empty store, as after the first start."""
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    store = create_store(tmp_path / "data", PASSPHRASE, clock=fixed_clock, kdf=cheap)
    yield store
    store.close()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, store: Store, fixed_clock: FixedClock
) -> Iterator[MainWindow]:
    theme.apply_theme(qapp)
    window = build_main_window(store, fixed_clock, Settings())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.navigate("page_home")
    yield window
    window.close()


def type_form() -> list[str]:
    """Every field of the form with Enter alone; the fields met, in order."""
    met = []
    for name, act in paper.FORM:
        assert where() == name
        met.append(name)
        if callable(act):
            act()
        elif isinstance(act, list):
            fill_table(act)
            continue  # Enter on the empty row has left the table
        else:
            type_text(act)
        enter()
    return met


def type_judgement() -> None:
    """36 ratings and 36 factors: the cursor goes down and on to the next column by itself."""
    for key in paper.BEFORE + paper.PREDICTED:
        QTest.keyClicks(focus(), key)
    for text in paper.PERSONAL + paper.ENVIRONMENT:
        type_text(text)
        enter()


def content(value: Case | PrivateIdentity) -> dict[str, Any]:
    """What a person wrote: without the keys the program hands out."""
    return {
        name: _without_keys(part)
        for name, part in asdict(value).items()
        if name not in ("uuid", "case_uuid", "row_version", "practice")
    }


def _without_keys(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _without_keys(each) for name, each in part.items() if name != "uuid"}
    if isinstance(part, list | tuple):
        return [_without_keys(each) for each in part]
    return part


def assert_stored(store: Store) -> None:
    (case,) = get_cases(store)
    stored, wanted = content(case), content(paper.CASE)
    for name in wanted:
        if name == "judgements":
            by_cell = [
                sorted(part, key=lambda j: (j["item"], j["time_point"]))
                for part in (stored[name], wanted[name])
            ]
            assert by_cell[0] == by_cell[1]
        else:
            assert stored[name] == wanted[name], name
    assert content(get_identity(store, case.uuid)) == content(paper.IDENTITY)


def test_a_case_is_typed_from_paper_without_a_mouse(
    window: MainWindow, store: Store, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    QApplication.processEvents()

    type_form()
    assert where() == "editor_go_on"
    enter()
    QApplication.processEvents()
    assert where() == "judgement_grid"
    type_judgement()
    window.close()

    assert_stored(store)
    store.close()
    again = open_store(tmp_path / "data", PASSPHRASE, clock=fixed_clock)
    assert_stored(again)
    again.close()
