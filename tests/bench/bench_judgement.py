"""All 36 ratings by keyboard: how many keys a trained person needs, and what they cost here.

A trained person strikes two keys a second; 36 ratings have to fit into 30 seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.care.case import TimePoint
from app.services.cases import find_case, save_case
from app.ui.cases.judgement_page import JudgementPage
from app.ui.context import UiContext
from app.ui.shell import MainWindow
from tests.ui.conftest import context, show, themed

__all__ = ["context", "show", "themed"]
KEYS = "122113125334421-1111111123233111-123"
PER_SECOND = 2


def test_all_ratings_in_half_a_minute(
    context: UiContext,
    show: Callable[[QWidget], QWidget],
) -> None:
    store = context.store
    save_case(store, replace(find_case(store, 105), judgements=()))
    window = MainWindow(context)
    window.register_page("page_judgement", "cases", "判定", JudgementPage, rail=False)
    window.resize(1366, 768)
    show(window)
    window.navigate("page_judgement", case_uuid=find_case(store, 105).uuid)
    page = window.current_page()
    assert isinstance(page, JudgementPage)

    began = time.perf_counter()
    for key in KEYS:
        QTest.keyClick(page.view, key)
        QGuiApplication.processEvents()
    spent = time.perf_counter() - began

    rated = [
        j
        for j in page.model.case.judgements
        if j.rating and j.time_point in (TimePoint.BEFORE, TimePoint.PREDICTED)
    ]
    person = len(KEYS) / PER_SECOND
    print(
        f"\n36 ratings: {len(KEYS)} keys, {person:.0f} s of typing at {PER_SECOND} keys/s,"
        f" the program {spent:.2f} s ({1000 * spent / len(KEYS):.0f} ms a key with painting)"
    )
    assert len(rated) == 36
    assert len(KEYS) <= 36 + 2
    # The program works while the hand is on its way to the next key.
    assert max(person, spent) < 30
