"""Anything at any time: random keys, conversions, wheels and clicks in the running console.

Exceptions and Qt's warnings fail by themselves. ``KURASHI_MONKEY=20000`` makes as many acts and
``KURASHI_MONKEY_SEED`` another walk.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from app.conference import stages
from app.conference.room import Output
from app.ui.console.page import ConsolePage
from app.ui.shell import MainWindow
from tests.ui.console.acts import stored

STEPS = int(os.environ.get("KURASHI_MONKEY", "80"))
SEED = int(os.environ.get("KURASHI_MONKEY_SEED", "4"))
KEYS = (
    "PgDown", "PgUp", "Alt+PgDown", "Alt+PgUp", "F1", "F2", "F3", "F4", "F5", "F11", "Ctrl+B",
    "Ctrl+R", "Ctrl+Shift+R", "Ctrl+M", "Ctrl+T", "Ctrl+L", "Ctrl+U", "Ctrl+J", "Ctrl+K",
    "Ctrl+N", "Ctrl+F", "Ctrl+Shift+P", "Ctrl+Shift+K", "Ctrl+Shift+N", "Ctrl+Return",
    "Ctrl+Shift+Return", "Ctrl+Down", "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Z", "Ctrl+Y", "Ctrl+1",
    "Ctrl+2", "Ctrl+3", "Ctrl+4", "Alt+1", "Alt+3", "Alt+5", "Alt+6", "Alt+8", "Alt+9", "Tab",
    "Shift+Tab", "Return", "Space", "Delete", "Backspace", "Esc", "Up", "Down", "Home", "End", "B",
    ".", "Alt+Down",
)  # fmt: skip


def close_popups() -> None:
    """Close menus and lists, and answer questions with no."""
    if popup := QApplication.activePopupWidget():
        popup.close()
    elif isinstance(box := QApplication.activeModalWidget(), QDialog):
        box.reject()


class Monkey:
    """One walk; every act leaves the console in a state a person can go on from."""

    def __init__(self, page: ConsolePage, seed: int) -> None:
        self.page = page
        self.window = page.window()
        self.dice = random.Random(seed)  # noqa: S311 - a walk, not a secret
        self.done: list[str] = []
        self.acts: list[Callable[[], str]] = [
            *[self.key] * 12, *[self.letters] * 4, *[self.convert] * 3, *[self.click] * 3,
            self.double_click, self.wheel, self.hold, self.wait,
        ]  # fmt: skip
        # Some menus wait for their answer inside the click that opened them.
        self.rescue = QTimer(page)
        self.rescue.setInterval(50)
        self.rescue.timeout.connect(close_popups)
        self.rescue.start()

    def act(self) -> None:
        """One act, and what must hold after each."""
        self.done.append(self.dice.choice(self.acts)())
        self.settle()
        session = self.page.session
        assert session is not None
        room = self.page.room.window
        dark = session.output.output is Output.HIDDEN
        assert room is None or room.isVisible() is not dark, self.story()
        assert not session.unsaved, self.story()

    def story(self) -> str:
        """What led here."""
        return " · ".join(self.done[-12:])

    def settle(self) -> None:
        """Close what waits for an answer, come back to the console, find the keyboard there."""
        QApplication.processEvents()
        while popup := QApplication.activePopupWidget():
            popup.close()
            QApplication.processEvents()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert isinstance(self.window, MainWindow)
        if self.window.current_page() is not self.page:
            session = self.page.session
            uuid = session.conference.uuid if session else stored(self.page).uuid
            self.window.navigate("page_console", conference_uuid=uuid)
        if QApplication.activeWindow() is not self.window:
            self.window.activateWindow()
        QApplication.processEvents()
        assert QApplication.focusWidget() is not None, f"no key leads anywhere: {self.story()}"

    # What a person may do.

    def key(self) -> str:
        name = self.dice.choice(KEYS)
        combination = QKeySequence(name)[0]
        QTest.keyClick(self.focus(), combination.key(), combination.keyboardModifiers())
        return name

    def hold(self) -> str:
        """A key that repeats itself moves the meeting once at most."""
        assert self.page.session is not None
        before = len(self.page.session.conference.transitions)
        for repeat in (False, True, True, True):
            press = QKeyEvent(
                QKeyEvent.Type.KeyPress, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier,
                "", repeat,
            )  # fmt: skip
            QApplication.sendEvent(self.focus(), press)
        QApplication.sendEvent(
            self.focus(),
            QKeyEvent(
                QKeyEvent.Type.KeyRelease, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier
            ),
        )
        assert len(self.page.session.conference.transitions) <= before + 2, self.story()
        return "hold PgDown"

    def letters(self) -> str:
        text = self.dice.choice(("abc", "12", "b.", "x y", "-"))
        QTest.keyClicks(self.focus(), text)
        return f"type {text}"

    def convert(self) -> str:
        """A conversion that is confirmed, dropped, or cut off by a key in its middle."""
        self._compose("かいぎ", "")
        key = self.dice.choice(("", "Return", "Ctrl+Return", "PgDown", "Ctrl+2", "Alt+4", "Esc"))
        place = self.place()
        if key:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self.focus(), combination.key(), combination.keyboardModifiers())
        if key in ("Return", "Esc"):
            assert self.place() == place, f"{key} in a conversion moved: {self.story()}"
        self._compose("", self.dice.choice(("会議", "")))
        return f"convert {key}"

    def place(self) -> object:
        """Where the meeting is and what was written."""
        session = self.page.session
        assert session is not None
        return session.step, session.part, len(session.conference.entries)

    def click(self) -> str:
        return self._strike("click", QTest.mouseClick)

    def double_click(self) -> str:
        """As the systems send it: press, release, double click, release."""
        return self._strike("double", QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease)

    def _strike(self, word: str, *strikes: Callable[..., None]) -> str:
        target = self.target()
        name = target.objectName()
        for strike in strikes:
            if shiboken6.isValid(target):
                strike(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        return f"{word} {name}"

    def wheel(self) -> str:
        """The wheel changes no value."""
        boxes = [box for box in self.page.findChildren(QComboBox) if box.isVisible()]
        if not boxes:
            return "no box"
        box = self.dice.choice(boxes)
        before = box.currentText()
        place = QPointF(box.rect().center())
        event = QWheelEvent(
            place, box.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, event)
        assert box.currentText() == before, f"the wheel changed {box.objectName()}"
        return "wheel"

    def wait(self) -> str:
        seconds = self.dice.choice((5, 60, 400))
        self.page.context.clock.advance(seconds)  # type: ignore[attr-defined]
        self.page._tick()
        return f"wait {seconds}"

    # Where.

    def focus(self) -> QWidget:
        """Where the next key goes."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None, self.story()
        return found

    def target(self) -> QWidget:
        """Anything on screen with a name, but the ways out of the meeting."""
        out = {"leave_console", "next_step" if self._at_the_end() else ""}
        named = [
            widget
            for widget in self.page.findChildren(QWidget)
            if widget.isVisible() and widget.objectName() and widget.objectName() not in out
        ]
        return self.dice.choice(named)

    def _at_the_end(self) -> bool:
        return self.page.session is not None and self.page.session.next_step is None

    def _compose(self, preedit: str, commit: str) -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.focus(), event)


def test_nothing_a_person_may_do_breaks_the_console(page: ConsolePage) -> None:
    monkey = Monkey(page, SEED)
    for number in range(STEPS):
        monkey.act()
        if number % 40 == 39:
            assert page.session is not None
            assert stored(page) == page.session.conference, monkey.story()
            assert stages.replay(stored(page)) == page.session.state
