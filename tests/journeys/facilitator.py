"""A facilitator at the keys of the real console, who keeps a ledger of what must be in the record.

Only keys and input method events reach the program; the console is read through its object
names, its session and the texts of the room window.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.care.ratings import RATINGS
from app.clock import FixedClock
from app.conference.meeting import EntryKind
from app.conference.room import Output
from app.conference.session import MeetingSession
from app.conference.stages import Step
from app.ui.console.page import ConsolePage
from tests.journeys.typist import focus, type_text, where

KIND_KEYS = {
    EntryKind.ISSUE: "Alt+1",
    EntryKind.GOAL: "Alt+2",
    EntryKind.RISK_RESPONSE: "Alt+3",
    EntryKind.SUPPORT: "Alt+4",
    EntryKind.COMMUNITY_ISSUE: "Alt+5",
    EntryKind.CARRIED_OVER: "Alt+6",
    EntryKind.LEARNING: "Alt+7",
    EntryKind.FIRST_STEP: "Alt+8",
    EntryKind.WORDS_BACK: "Alt+9",
}


def press(keys: str) -> None:
    """``Ctrl+Shift+Return``, where the keyboard is."""
    combination = QKeySequence(keys)[0]
    QTest.keyClick(focus(), combination.key(), combination.keyboardModifiers())


@dataclass
class Written:
    """An entry as it must stand in the record."""

    kind: EntryKind
    text: str
    owner: str
    due: str
    shown: bool
    case_uuid: str | None
    stage: str | None
    at: str


@dataclass
class Facilitator:
    """``never`` holds texts that must not be on the wall at any time."""

    page: ConsolePage
    clock: FixedClock
    never: set[str] = field(default_factory=set)
    written: list[Written] = field(default_factory=list)
    matched: list[tuple[str, str, str, bool]] = field(default_factory=list)
    predicted: dict[tuple[str, str], str] = field(default_factory=dict)
    seconds: Counter[Step] = field(default_factory=Counter)
    paused: int = 0
    frames: list[str] = field(default_factory=list)

    @property
    def session(self) -> MeetingSession:
        """The running meeting."""
        assert self.page.session is not None
        return self.page.session

    # Time.

    def wait(self, seconds: int) -> None:
        """People talk for ``seconds``; the console looks at its clock as it does all the time."""
        step = self.session.step
        assert step is not None
        if self.session.state.paused:
            self.paused += seconds
        else:
            self.seconds[step] += seconds
        self.clock.advance(seconds)
        self.page._tick()
        self.look()

    # Writing.

    def write(
        self, kind: EntryKind, text: str, *, owner: str = "", due: str = "", shown: bool = True
    ) -> Written:
        """Kind, text, who and until when by keys alone, recorded and seen as recorded."""
        press(KIND_KEYS[kind])
        if not shown:
            self.never.add(text)
        type_text(text)
        self.look(unless=text)
        for more in (owner, due):
            press("Tab")
            type_text(more)
        press("Ctrl+Return" if shown else "Ctrl+Shift+Return")
        step = self.session.step
        assert step is not None
        entry = Written(
            kind, text, owner, due, shown, step.case_uuid, step.stage, self.clock.now().isoformat()
        )
        self.written.append(entry)
        newest = self.page.capture.list.entries.entries
        assert text in [each.text for each in newest], "not shown as recorded"
        assert self.page.capture.text.text() == ""
        assert focus() is self.page.capture.text
        self.look()
        return entry

    def match(self, name: str, reason: str, *, shown: bool = True) -> None:
        """Ctrl+U: a resource by name and reason; the drawer goes with Esc."""
        if not shown:
            self.never.add(name)
        press("Ctrl+U")
        assert where() == "resource_name"
        type_text(name)
        self.page.panels.resources.reason.setFocus()
        type_text(reason)
        press("Ctrl+Return" if shown else "Ctrl+Shift+Return")
        press("Esc")
        assert where() == "capture_text"
        case_uuid = self.session.case_uuid
        assert case_uuid is not None
        self.matched.append((case_uuid, name, reason, shown))
        wall = self.look()
        assert (name in wall) is shown

    def predict(self, reason: str) -> None:
        """Ctrl+J: one key changes the prediction of the item at hand; why is said behind it."""
        press("Ctrl+J")
        item = self.page.panels.predictions.table.chosen()
        press("3")
        press("Return")
        type_text(reason)
        press("Return")
        press("Esc")
        assert where() == "capture_text"
        entry = self.session.conference.entries[-1]
        assert entry.kind is EntryKind.PREDICTION
        assert reason in entry.text
        case_uuid = self.session.case_uuid
        assert case_uuid is not None
        self.predicted[case_uuid, item] = RATINGS[2]
        self.written.append(
            Written(
                entry.kind, entry.text, "", "", entry.shown, case_uuid, self.session.stage,
                self.clock.now().isoformat(),
            )
        )  # fmt: skip
        self.look()

    # The wall.

    def wall(self) -> str:
        """Everything people or programs can read in the room window, without white space."""
        window = self.page.room.window
        if window is None or not window.isVisible():
            return ""
        found = window.texts()
        texts = [text for part in found.values() if isinstance(part, list) for text in part]
        return "".join("".join([*texts, found["title"], found["file"]]).split())

    def look(self, unless: str = "") -> str:
        """Look at the wall: nothing that must not be there, nothing at all while it is dark.

        ``unless`` is a text still being typed, which isn't there either.
        """
        QApplication.processEvents()
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not (
            self.page.window()
        ):
            # Offscreen activates every window that appears; the room's refuses that elsewhere.
            self.page.window().activateWindow()
            QApplication.processEvents()
        wall, output = self.wall(), self.session.output.output
        window = self.page.room.window
        if output is Output.HIDDEN:
            assert window is None or not window.isVisible()
        else:
            assert window is not None
            assert window.isVisible()
            assert window.wall is QApplication.screens()[1]
        if output is Output.BLANK and window is not None:
            assert window.canvas.texts() == ()
        for text in (*self.never, *self.others(), unless):
            assert not text or "".join(text.split()) not in wall, "on the wall unasked"
        self.frames.append(wall)
        return wall

    def others(self) -> set[str]:
        """The names of all cases but the one that is talked about, which may be frozen there."""
        if self.session.output.output is Output.FROZEN:
            return set()
        here = self.session.case_uuid
        return {case.pseudonym for uuid, case in self.page.cases.items() if uuid != here}
