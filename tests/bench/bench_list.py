"""The list page with 10,000 cases: from the key to the painted result, scrolling, opening, saving.

Real window, real encrypted store, offscreen. Prints medians; the project asks for 50 ms after
the key. Each search follows a save elsewhere now and then, so cold pages are in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.services.cases import find_case, get_case, save_case
from app.services.store import KdfCost, create_store
from app.settings import Settings
from app.ui import theme
from app.ui.cases.list_model import Column
from app.ui.cases.list_page import CasesPage
from app.ui.context import UiContext
from app.ui.hub import ChangeHub
from app.ui.shell import MainWindow
from app.ui.tasks import TaskRunner
from tests.bench.many_cases import fill_cases

CASES = int(os.environ.get("KURASHI_BENCH_CASES", "10000"))
ROUNDS = 11
PASSPHRASE = "紫陽花 autobus 42 くもり"


def test_bench_list(tmp_path: Path, qapp: QApplication) -> None:
    theme.apply_theme(qapp)
    assert QFontDatabase.families()
    cheap = KdfCost(time_cost=1, memory_kib=8, parallelism=1)
    clock = SystemClock()
    store = create_store(tmp_path / "data", PASSPHRASE, clock=clock, kdf=cheap)
    fill_cases(store, CASES)
    context = UiContext(store, clock, Settings(), ChangeHub(), TaskRunner())
    window = MainWindow(context)
    window.register_page("page_cases", "cases", "事例", CasesPage)
    window.resize(1366, 768)
    window.show()
    print(f"\nlist of {CASES} cases, median of {ROUNDS}")
    report("open the page", lambda: window.navigate("page_cases"), rounds=5)
    page = window.current_page()
    assert isinstance(page, CasesPage)
    keys(page)
    rest(page, store)
    window.close()
    store.close()


def keys(page: CasesPage) -> None:
    """Letters put into the field as the input method does, each until its result is painted."""
    for words in ("アムロジピン", "転倒", "鮎釣", "鯨漁", "高血圧 独居"):
        taken = []
        for _ in range(3):
            page.search.clear_search()
            painted(page)
            for letter in words:
                begun = perf_counter()
                page.search.insert(letter)
                painted(page)
                taken.append((perf_counter() - begun) * 1000)
        n = page.model.rowCount()
        print(
            f"  key in {words!r}: median {median(taken):.1f} ms, worst {max(taken):.1f} ({n} hits)"
        )
    page.search.clear_search()
    painted(page)


def rest(page: CasesPage, store: object) -> None:
    """Sorting, scrolling, typing ahead, opening and saving a case."""
    for column in (Column.AGE, Column.DISEASE, Column.STATUS, Column.NO):
        report(f"sort by {column.name}", lambda: page.table.sort_by(column, second=False))  # noqa: B023
    page.table.sort_by(Column.NO, second=False)
    bar = page.table.verticalScrollBar()
    report("scroll by a page", lambda: bar.setValue(bar.value() + bar.pageStep()), rounds=60)
    places = iter(range(0, bar.maximum(), max(1, bar.maximum() // 40)))
    report("jump somewhere", lambda: bar.setValue(next(places)))
    report("type ahead", lambda: page.table.keyboardSearch("4"))
    uuids = iter(page.model.hits.uuids[::97])
    report("read one case", lambda: get_case(page.context.store, next(uuids)))

    def save() -> None:
        case = find_case(page.context.store, CASES // 2)
        text = f"{case.desired_life} また歩く"[-60:]
        page.context.hub.announce(
            save_case(page.context.store, replace(case, desired_life=text)).changes
        )

    report("save a case elsewhere, list follows", save)


def report(name: str, act: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Median milliseconds of ``act`` until the window is painted."""
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        act()
        painted(None)
        taken.append((perf_counter() - begun) * 1000)
    print(f"  {name}: median {median(taken):.1f} ms, worst {max(taken):.1f}")


def painted(_page: CasesPage | None) -> None:
    """Let what is due now be done and painted; timers that are not due stay out of it."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
    QCoreApplication.processEvents()
