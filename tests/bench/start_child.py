"""One start in a process of its own: a word on standard output at each moment that counts.

``bare`` is a PySide6 window with one line of text and nothing of ours: the 1.0 of the ratios.
``first`` is the start window of an empty computer, ``unlock`` that of a data folder, ``practice``
the home page of ``kurashi practice``. ``home`` goes on from the unlock page like a person, who is
still typing when the code is loaded; ``hasty`` presses Enter at the first paint.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import Any

from tests.starting import before_windows, when_painted

PASSPHRASE = "紫陽花 autobus 42 くもり"


def main(what: str, folder: str) -> int:
    """Open what is asked for, say when it is painted, and leave."""
    if what == "bare":
        return bare()
    from app.bootstrap import run

    gc.disable()  # bootstrap does so itself, but here Qt is imported a little before
    before_windows(partial(watch, what))
    return run(["practice"] if what == "practice" else ["--data", folder])


def bare() -> int:
    """The least a PySide6 program can do."""
    from PySide6.QtWidgets import QApplication, QLabel

    app = QApplication(sys.argv[:1])
    label = QLabel("くらしカンファ")
    when_painted(QLabel, partial(leave, "painted"))
    label.resize(1000, 640)
    label.show()
    return app.exec()


def watch(what: str) -> None:
    """Say when the windows of this start are painted."""
    if what == "practice":
        watch_home()
        return
    from app.ui.start.window import StartWindow

    then = {"home": type_when_loaded, "hasty": type_now}
    when_painted(StartWindow, then.get(what, partial(leave, "painted")))


def watch_home() -> None:
    """Say when the main window is painted; it opens on the home page."""
    from app.ui.shell import MainWindow

    when_painted(MainWindow, partial(leave, "home"))


def type_when_loaded(window: Any) -> None:
    """Wait until the code is there (garbage collection is on again), then type."""
    from PySide6.QtCore import QTimer

    say("painted")
    waiting = QTimer(window)
    waiting.timeout.connect(lambda: gc.get_freeze_count() and (waiting.stop(), type_now(window)))
    waiting.start(20)


def type_now(window: Any) -> None:
    """As fast as anyone could: the field filled and Enter pressed."""
    say("typed")
    watch_home()
    window.passphrase.setText(PASSPHRASE)
    window.passphrase.returnPressed.emit()


def leave(word: str, window: Any) -> None:
    """Say ``word``, then end the program in order, so that practice data vanish."""
    say(word)
    window.close()


def say(word: str) -> None:
    """One word for the parent, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
