"""What a facilitator does, for the tests of the console."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.conference.meeting import Conference, Stage
from app.services import conferences as verbs
from app.ui.console.page import ConsolePage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def stored(page: ConsolePage) -> Conference:
    assert page.session is not None
    return verbs.get_conference(page.context.store, page.session.conference.uuid)


def step_of(page: ConsolePage) -> tuple[str | None, Stage | None]:
    assert page.session is not None
    return page.session.case_uuid, page.session.stage


def wall_texts(page: ConsolePage) -> str:
    assert page.room.window is not None
    return "\n".join(page.room.window.canvas.texts())


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is, as a person does."""
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def write(page: ConsolePage, text: str) -> None:
    page.capture.text.setFocus()
    page.capture.text.insert(text)


def label(page: ConsolePage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def answer(words: str) -> None:
    """Click the button with these words in the question that is about to come up."""

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(each for each in box.buttons() if each.text() == words).click()

    QTimer.singleShot(0, click)


def to_first_case(page: ConsolePage) -> None:
    page.moving.advance()


def go_on(page: ConsolePage) -> None:
    """The next step, with what the program asks about open risks answered."""
    page.moving.advance()
    if page.moving.asked is not None:
        page.moving.advance()


def to_stage(page: ConsolePage, stage: Stage) -> None:
    """A stage of the case, with what the program asks about open risks answered."""
    page.moving.go_to_stage(stage)
    if page.moving.asked is not None:
        page.moving.advance()
