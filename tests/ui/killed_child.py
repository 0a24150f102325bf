"""The real program typing into a case until it is killed: says on standard output what is saved.

``argv`` is the data folder and the passphrase. The last words are never saved: the parent kills
the process while they wait for the autosave.
"""

from __future__ import annotations

import sys
from typing import Any

from tests.starting import before_windows, when_painted


def say(word: str) -> None:
    """One line the parent waits for."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def watch() -> None:
    """Unlock once the first window is painted."""
    from app.ui.start.window import StartWindow

    when_painted(StartWindow, unlock)


def unlock(window: Any) -> None:
    """Open the data as a person does, and go on once the home page is there."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.ui.shell import MainWindow

    def look() -> None:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        if found and found[0].isVisible():
            write(found[0])
        else:
            QTimer.singleShot(50, look)

    window.passphrase.setText(sys.argv[2])
    window.passphrase.returnPressed.emit()
    look()


def write(window: Any) -> None:
    """Type into the first case; the words after SAVED are still waiting when the end comes."""
    from PySide6.QtTest import QTest

    from app.services.cases import find_case
    from app.ui.autosave import SaveStep

    case = find_case(window.context.store, 1)
    window.navigate("page_case_editor", case_uuid=case.uuid)
    page = window.current_page()
    line = page.sections["life"].fields["application_trigger"]
    draft = page._draft

    def saved(step: SaveStep, _at: object) -> None:
        if step is SaveStep.SAVED:
            QTest.keyClicks(line, " lost")
            say("SAVED")

    draft.saver.stepped.connect(saved)
    line.setFocus()
    QTest.keyClicks(line, "saved words")


if __name__ == "__main__":
    from app.bootstrap import run

    before_windows(watch)
    raise SystemExit(run(["--data", sys.argv[1]]))
