"""Qt's objects die in the thread they live in, whoever makes Python look for garbage."""

from __future__ import annotations

import gc
import weakref
from threading import Thread, get_ident

from PySide6.QtCore import QObject, QTimer

from app.ui.garbage import collect_if_due


class Ring(QObject):
    """An object that only the search for cycles can free, with a timer that must not die elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self
        self.timer = QTimer(self)
        self.timer.start(1000)


def test_a_busy_task_leaves_dead_windows_to_the_gui_thread(qtbot: object) -> None:
    died: list[int] = []
    for _ in range(3):
        weakref.finalize(Ring(), lambda: died.append(get_ident()))

    busy = Thread(target=lambda: [[[]] for _ in range(200_000)])
    busy.start()
    busy.join()
    assert died == []

    while gc.get_count()[0] <= gc.get_threshold()[0]:
        _ = [[] for _ in range(30_000)]
    collect_if_due()
    assert set(died) == {get_ident()}
