"""A meeting that may be killed at any moment, and the process that starts one life after another.

``python -m tests.journeys.mortal_meeting`` imports the program once, then forks a process for
each line of standard input (a ``Life`` as JSON), kills it in its last act and answers with the
lines it said. A life says ``try`` before an act and ``ack`` when the act is shown as
recorded; each line carries all the meeting's record as the console then had it.

Qt is imported before the fork but started only in the life itself.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.clock import FixedClock
from app.conference import attendance, deck, stages
from app.conference.capture import Draft
from app.conference.meeting import PARTS, Conference, EntryKind
from app.conference.open_risks import asks_before, open_risks
from app.conference.session import MeetingSession
from app.services import conferences as verbs
from app.services.cases import get_case
from app.services.store import open_store

PASSPHRASE = "紫陽花 autobus 42 くもり"


@dataclass(frozen=True, slots=True)
class Life:
    """One process: on which data, at what hour, with windows or without.

    It is killed ``delay`` seconds into its act number ``acts``, counted from 1; with 0 acts
    right after it found the meeting again.
    """

    folder: str
    conference_uuid: str
    number: int
    now: str
    acts: int
    delay: float
    windows: bool = False


def summary(conference: Conference) -> dict[str, Any]:
    """Everything a person was told is recorded, as JSON that can be compared."""
    return {
        "entries": [
            [entry.uuid, entry.kind, entry.text, entry.owner, entry.shown, entry.recorded_at]
            for entry in conference.entries
        ],
        "moves": [[move.uuid, move.kind, move.at] for move in conference.transitions],
        "prompts": [[use.prompt_id, use.case_uuid, use.state] for use in conference.prompt_uses],
        "people": {line.profession: line.count for line in conference.attendance},
    }


class Facilitator:
    """Holds the meeting through session and services, as the console drives them."""

    def __init__(self, life: Life, clock: FixedClock) -> None:
        self.clock = clock
        self.store = open_store(Path(life.folder), PASSPHRASE, clock=clock)
        self.whole = self.store.verify().ok
        self.session = self.begun(life.conference_uuid)

    def begun(self, uuid: str) -> MeetingSession:
        """The meeting, opened or found again."""
        found = verbs.get_conference(self.store, uuid)
        session = MeetingSession(found, clock=self.clock, save=self._save)
        session.start()
        return session

    def _save(self, conference: Conference) -> Conference:
        return verbs.save_conference(self.store, conference, source=self).conference

    def shows(self) -> bool:
        """Whether the wall shows something now."""
        return self.session.output.on_wall

    def show(self) -> None:
        """One key."""
        self.session.show()

    def recorded(self) -> bool:
        """Whether a person sees the last act as recorded."""
        return not self.session.unsaved

    def write(self, text: str, *, shown: bool) -> None:
        kind = random.choice(list(EntryKind))  # noqa: S311 - a dice, not a secret
        self.session.record(Draft(kind=kind, text=text, owner="薬剤師"), shown=shown)

    def tick(self) -> None:
        session = self.session
        card = deck.current(deck.cards(session.conference, session.step, session.part, None))
        if card is not None:
            session.set_prompt(card.prompt_id, deck.USED)

    def advance(self) -> None:
        step = self.session.next_step
        if step is None:
            self.session.go(stages.OPENING)
            return
        if asks_before(self.session.state, step):
            case = get_case(self.store, step.case_uuid or "")
            rules = [risk.rule_id for risk in open_risks(case, self.session.conference.entries)]
            if rules:
                self.session.go_on_with_risks(rules, decided_by="進行役")
        self.session.go(step)

    def next_part(self) -> None:
        stage = self.session.stage
        if stage is not None:
            self.session.go_to_part(random.choice(PARTS[stage]))  # noqa: S311

    def pause(self) -> None:
        self.session.toggle_clock()

    def welcome(self) -> None:
        """Somebody walks in late: one more of a profession."""
        who = random.choice(attendance.professions())  # noqa: S311
        self.session.conference = self._save(attendance.walk_in(self.session.conference, who.id))


class WindowFacilitator(Facilitator):
    """The real window and console on the same data, by keys alone."""

    def begun(self, uuid: str) -> MeetingSession:
        from PySide6.QtWidgets import QApplication

        from app.settings import Settings
        from app.ui.application import make_application
        from app.ui.console.page import ConsolePage
        from app.ui.main import build_main_window

        self.app = make_application("ja")
        self.window = build_main_window(self.store, self.clock, Settings())
        self.window.resize(1366, 768)
        self.window.show()
        self.window.navigate("page_console", conference_uuid=uuid)
        page = self.window.current_page()
        assert isinstance(page, ConsolePage)
        assert page.session is not None
        self.page = page
        self.window.activateWindow()
        QApplication.processEvents()
        return page.session

    def _key(self, key: str) -> None:
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        combination = QKeySequence(key)[0]
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())

    def shows(self) -> bool:
        room = self.page.room.window
        return room is not None and room.isVisible()

    def show(self) -> None:
        self._key("F5")

    def recorded(self) -> bool:
        from PySide6.QtWidgets import QLabel

        listed = [entry.uuid for entry in self.page.capture.list.entries.entries]
        own = [entry.uuid for entry in self.session.entries()]
        saved = self.page.findChild(QLabel, "console_saved")
        assert isinstance(saved, QLabel)
        return listed == own and saved.text() != "保存できていません"

    def write(self, text: str, *, shown: bool) -> None:
        from PySide6.QtTest import QTest

        self.page.capture.text.setFocus()
        QTest.keyClicks(self.page.capture.text, text)
        self._key("Ctrl+Return" if shown else "Ctrl+Shift+Return")

    def tick(self) -> None:
        self._key("Ctrl+Down")

    def advance(self) -> None:
        if self.session.next_step is None:
            self.page.bar.case_chosen.emit(self.session.conference.agenda[0].case_uuid)
            return
        self._key("PgDown")
        if self.page.moving.asked is not None:
            self._key("PgDown")

    def next_part(self) -> None:
        self._key("Alt+PgDown")

    def pause(self) -> None:
        self._key("F3")

    def welcome(self) -> None:
        """Walk-ins have their own page: during the meeting the wall comes first."""
        self._key("F4")


MOVES = ("advance", "next_part", "pause")
ACTS = ("write", "tick", *MOVES, "welcome")


def live(life: Life, say: Callable[[dict[str, Any]], None]) -> None:
    """Come back, show the wall again, then act without a break until somebody kills us."""
    random.seed(life.number)
    clock = FixedClock(datetime.fromisoformat(life.now))
    person = (WindowFacilitator if life.windows else Facilitator)(life, clock)
    session = person.session

    def told(word: str, act: str, **more: object) -> None:
        say(
            {
                "word": word, "act": act, "at": session.at, "now": clock.now().isoformat(),
                "place": [session.case_uuid, session.stage, session.part, session.state.paused],
                **summary(session.conference), **more,
            }
        )  # fmt: skip

    told("up", "", whole=person.whole, output=session.output.output, on_wall=person.shows())
    person.show()
    told("shown", "", output=session.output.output, on_wall=person.shows())
    for number, act in enumerate(_acts()):
        clock.advance(random.randint(1, 20))  # noqa: S311
        told("try", act)
        if act == "write":
            person.write(f"life {life.number} entry {number}", shown=number % 2 == 0)
        else:
            getattr(person, act)()
        if person.recorded():
            told("ack", act)


def _acts() -> Iterator[str]:
    while True:
        yield random.choices(ACTS, (5, 3, 3, 3, 3, 3))[0]  # noqa: S311


def rehearse(life: Life) -> None:
    """Once through everything on a copy, so that no life has to load and remember it anew."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = shutil.copytree(life.folder, Path(scratch, "data"))
        person = Facilitator(
            replace(life, folder=str(copy)), FixedClock(datetime.fromisoformat(life.now))
        )
        for act in ACTS[1:]:
            getattr(person, act)()
        person.write("", shown=False)
        person.store.close()
    gc.collect()
    gc.freeze()


def serve() -> None:
    """Fork, wait, kill, answer; until there is no more input."""
    gc.disable()
    rehearsed = False
    for line in sys.stdin:
        life = Life(**json.loads(line))
        if not rehearsed:
            rehearse(life)
            rehearsed = True
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            with os.fdopen(writing, "w", buffering=1, encoding="utf-8") as out:
                live(life, lambda told: out.write(json.dumps(told) + "\n") and None)
            os._exit(9)
        os.close(writing)
        said = _listen(reading, child, life)
        os.close(reading)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(json.dumps({"killed": killed, "said": said.decode()}), flush=True)  # noqa: T201


def _listen(pipe: int, child: int, life: Life) -> bytes:
    """What the child says until it is killed."""
    said = b""
    while said.count(b'"try"') < life.acts or b"\n" not in said:
        chunk = os.read(pipe, 1 << 16)
        if not chunk:
            return said  # it died by itself
        said += chunk
    time.sleep(life.delay)  # the one thing here that shall not wait for anything
    os.kill(child, signal.SIGKILL)
    while chunk := os.read(pipe, 1 << 16):
        said += chunk
    return said


def as_line(life: Life) -> str:
    """A life as the server reads it."""
    return json.dumps(asdict(life)) + "\n"


if __name__ == "__main__":
    import PySide6.QtTest
    import PySide6.QtWidgets  # noqa: F401 - once for all lives

    import app.models.database
    import app.ui.console.page
    import app.ui.main  # noqa: F401

    serve()
