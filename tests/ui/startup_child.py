"""The program's own start up to the home page, noting what is loaded when: prints JSON."""

from __future__ import annotations

import json
import linecache
import sys
from typing import Any

from tests.starting import before_windows, when_painted

moments: dict[str, Any] = {}


def note(moment: str) -> None:
    """Modules in memory, and files PySide6 has read as source."""
    moments[moment] = {"modules": sorted(sys.modules), "sources": sorted(linecache.cache)}


def watch() -> None:
    """Look when the first window is painted."""
    from app.ui.start.window import StartWindow

    when_painted(StartWindow, first_painted)


def first_painted(window: Any) -> None:
    """Unlock, and look again when the main window is painted."""
    note("first")
    from app.ui.shell import MainWindow

    when_painted(MainWindow, home_painted)
    window.passphrase.setText(sys.argv[2])
    window.passphrase.returnPressed.emit()


def home_painted(window: Any) -> None:
    """The home page is there; close the program."""
    note("home")
    moments["page"] = window.current_page().page_name
    moments["recent"] = len(window.current_page().data.recent)
    window.close()


if __name__ == "__main__":
    from app.bootstrap import run

    before_windows(watch)
    code = run(["--data", sys.argv[1]])
    sys.stdout.write(json.dumps(moments))
    raise SystemExit(code)
