"""How long the window can't answer while a large packet is made beside it.

Prints the longest and the 99th percentile of the gaps between two turns of the event loop, for the
making and for the same time at rest (TOOLCHAIN.md: times drift, ratios hold).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer

from app.services import papers
from app.services.cases import get_case, save_case
from app.services.conferences import get_conference, list_conferences
from app.services.store import Store
from app.ui.context import UiContext
from app.ui.tasks import TaskRunner
from tests.ui.conftest import context, themed

__all__ = ["context", "themed"]
COPIES = 52
LONGER = 60  # times the life issues of the sample: a case nobody shortened


def long_packet(store: Store) -> Callable[[], papers.Paper]:
    """Makes the packet of the first meeting, its cases grown long."""
    first = min(list_conferences(store), key=lambda row: row.date)
    meeting = get_conference(store, first.uuid)
    uuids = [item.case_uuid for item in meeting.agenda]
    for uuid in uuids:
        case = get_case(store, uuid)
        save_case(store, replace(case, life_issues=f"{case.life_issues}。" * LONGER))
    return lambda: papers.preview(
        store, "packet", uuids, conference_uuid=meeting.uuid, copies=COPIES
    )


def gaps(tasks: TaskRunner, work: Callable[[], object]) -> list[float]:
    """Milliseconds between two turns of the event loop, shortest first, while ``work`` runs."""
    loop, found, last = QEventLoop(), [], perf_counter()

    def turn() -> None:
        nonlocal last
        now = perf_counter()
        found.append((now - last) * 1000)
        last = now

    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(turn)
    timer.start()
    tasks.run(lambda _progress: work(), label="x", done=lambda _done: loop.quit())
    loop.exec()
    return sorted(found)


def test_preview(context: UiContext) -> None:
    make = long_packet(context.store)
    make()  # fonts are read once in a process
    begun = perf_counter()
    busy = gaps(context.tasks, make)
    took = perf_counter() - begun
    idle = gaps(context.tasks, lambda: Event().wait(took))
    print()
    print(f"preview: {COPIES} copies of a long packet made in {took:.1f} s beside the event loop")
    for name, found in (("making", busy), ("at rest", idle)):
        high = found[int(len(found) * 0.99)]
        print(f"preview: {name}: gaps of the event loop p99 {high:.0f} ms, most {found[-1]:.0f} ms")
