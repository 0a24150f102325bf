"""How long the window can't answer while a large packet is made and shown.

Opens the real preview for 52 copies of a packet of long cases and prints the longest and the 99th
percentile of the gaps between two turns of the event loop until its first pages are there, and the
same for as long at rest (TOOLCHAIN.md: times drift, ratios hold).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer

from app.services.cases import get_case, save_case
from app.services.conferences import get_conference, list_conferences
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.paper.preview import PaperPreview, preview_paper
from tests.ui.conftest import context, themed

__all__ = ["context", "themed"]
LONGER = 60  # times the life issues of the sample: cases nobody shortened


class Desk(Page):
    """A page to stand under the preview."""

    page_name = "page_desk"


def open_packet(page: Page) -> PaperPreview:
    """The preview of the first meeting's packet, its cases grown long; 52 people come."""
    store = page.context.store
    first = min(list_conferences(store), key=lambda row: row.date)
    uuids = [item.case_uuid for item in get_conference(store, first.uuid).agenda]
    for uuid in uuids:
        case = get_case(store, uuid)
        save_case(store, replace(case, life_issues=f"{case.life_issues}。" * LONGER))
    return preview_paper(page, page.context, "packet", uuids, conference_uuid=first.uuid)


def gaps(over: Callable[[], bool]) -> list[float]:
    """Milliseconds between two turns of the event loop until ``over``, shortest first."""
    loop, found, last = QEventLoop(), [], perf_counter()

    def turn() -> None:
        nonlocal last
        now = perf_counter()
        found.append((now - last) * 1000)
        last = now
        if over():
            loop.quit()

    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(turn)
    timer.start()
    loop.exec()
    return sorted(found)


def test_preview(context: UiContext) -> None:
    page = Desk(context)
    page.resize(1366, 768)
    page.show()
    dialog = open_packet(page)
    begun = perf_counter()
    busy = gaps(lambda: dialog.made is not None and not context.tasks.busy())
    took = perf_counter() - begun
    pages = dialog.view.page_count()
    dialog.close()
    until = perf_counter() + took
    idle = gaps(lambda: perf_counter() > until)
    page.close()
    print()
    print(f"preview: {pages} pages made and the first shown in {took:.1f} s")
    for name, found in (("meanwhile", busy), ("at rest", idle)):
        high = found[int(len(found) * 0.99)]
        print(f"preview: {name}: gaps of the event loop p99 {high:.0f} ms, most {found[-1]:.0f} ms")
