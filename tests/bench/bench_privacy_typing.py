"""What the privacy check adds to a key in a long text, from the key to the painted window.

Prints ratios taken in one run (TOOLCHAIN.md: times drift, ratios hold): the same keys in the same
field of 5,000 characters, with the check at work and with it cut off.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from time import process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import FixedClock
from app.output import say
from app.services.cases import find_case, get_identity, save_case, save_identity
from app.services.store import practice_store
from app.settings import Settings
from app.ui import theme
from app.ui.cases.editor_page import CaseEditorPage
from app.ui.cases.form_area import FormTextArea
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.shell import MainWindow
from app.ui.tasks import TaskRunner

SENTENCE = "妻が亡くなってから食事づくりができず、菓子パンと惣菜で1日2食になっている。"
KEYS = 40


def opened(context: UiContext, text: str) -> tuple[MainWindow, CaseEditorPage, FormTextArea]:
    """The editor in its window, the cursor in the middle of a long text."""
    case = find_case(context.store, 105)
    known = get_identity(context.store, case.uuid)
    save_identity(context.store, replace(known, relatives=("長女 恵子",)), source=None)
    save_case(context.store, replace(case, life_issues=text), source=None)
    window = MainWindow(context)
    window.register_page("page_case_editor", "cases", "", CaseEditorPage)
    window.resize(1366, 768)
    window.show()
    window.navigate("page_case_editor", case_uuid=case.uuid)
    page = window.current_page()
    assert isinstance(page, CaseEditorPage)
    area = page.sections["life"].fields["life_issues"]
    assert isinstance(area, FormTextArea)
    area.setFocus()
    cursor = area.textCursor()
    cursor.setPosition(len(text) // 2)
    area.setTextCursor(cursor)
    QApplication.processEvents()
    return window, page, area


def per_key(area: QWidget, after: Callable[[], object]) -> float:
    """Median milliseconds of a key, until everything it caused is painted."""
    times = []
    for number in range(KEYS):
        begun = process_time()
        QTest.keyClick(area, Qt.Key.Key_A if number % 2 else Qt.Key.Key_B)
        after()
        QApplication.processEvents()
        times.append((process_time() - begun) * 1000)
    return median(times[5:])


@pytest.mark.parametrize("names", [0, 20])
def test_typing(names: int, qapp: QApplication, fixed_clock: FixedClock) -> None:
    theme.apply_theme(qapp)
    text = (SENTENCE * 200)[:5_000]
    text = "恵子さんが来る。" * names + text[len("恵子さんが来る。") * names :]
    store = practice_store(clock=fixed_clock)
    tasks = TaskRunner()
    context = UiContext(store, fixed_clock, Settings(), ChangeHub(), tasks)
    window, page, area = opened(context, text)
    watch = page.privacy.watch
    assert watch is not None
    assert len(watch.doubts) == names
    gc.collect()
    gc.freeze()
    per_key(area, lambda: None)
    usual = per_key(area, lambda: None)
    each = per_key(area, watch.look)
    watch.blockSignals(True)
    watch.look_soon = lambda: None  # type: ignore[method-assign]
    page.privacy.case_shown = lambda **_: None  # type: ignore[method-assign]
    for timer in (watch._soon, watch._latest):
        timer.timeout.disconnect()
    without = per_key(area, lambda: None)
    say(
        f"{len(text)} characters, {names} doubts: a key {without:.1f} ms without the check,"
        f" x{usual / without:.2f} with it, x{each / without:.2f} with a look after every key"
    )
    window.close()
    window.deleteLater()
    tasks.finish()
    store.close()
