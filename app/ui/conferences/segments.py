"""The parts of a conference's page: 計画, 事例, 参加者, 記録; one is on screen at a time.

Planning, choosing cases, counting people and finishing are done on different days. One page
with all four would have room for none.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.conference.meeting import Conference
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.words import day_name
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.segmented import Segmented

PLAN, CASES, PEOPLE, RECORD = "plan", "cases", "people", "record"


def segment_names() -> dict[str, str]:
    """What each part is called, in order."""
    return {
        PLAN: tr("計画"),
        CASES: tr("事例"),
        PEOPLE: tr("参加者"),
        RECORD: tr("記録"),
    }


class ConferenceSegments(QWidget):
    """Shows one of ``parts``, given by code; their order is that of ``segment_names``.

    ``beside`` stands at the right of the choice and belongs to the meeting as a whole.

    Each part has a focus proxy: where the hands go when it is called by its key.
    """

    changed = Signal(str)
    """The code of the part that came on screen."""

    def __init__(self, parts: dict[str, QWidget], beside: QWidget, parent: QWidget) -> None:
        super().__init__(parent)  # before the parts: full ones are slow to move on
        names = segment_names()
        # A part keeps its key, whichever others there are.
        keyed = {code: f"Ctrl+{number}" for number, code in enumerate(names, 1) if code in parts}
        codes, keys = list(keyed), list(keyed.values())
        self.choice = Segmented(
            [(code, names[code]) for code in codes],
            "conference_segments",
            accessible=tr("会議の画面"),
            keys=keys,
        )
        self.choice.chosen.connect(self.show_segment)
        self._which = SafeLabel(size=14, colour=theme.NIBI, elide=True, name="segment_meeting")
        self._stack = QStackedWidget()
        self._parts = {code: parts[code] for code in codes}
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.choice)
        row.addWidget(self._which, 1)
        row.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        for part in self._parts.values():
            self._stack.addWidget(part)
        for key, code in zip(keys, codes, strict=True):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda code=code: self.go_to(code))
        self.choice.set_value(codes[0])

    @property
    def codes(self) -> list[str]:
        """The parts there are, in order."""
        return list(self._parts)

    @property
    def current(self) -> str:
        """The code of the part on screen."""
        return self.choice.value()

    def show_segment(self, code: str) -> None:
        """Bring a part on screen; the focus stays."""
        self.choice.set_value(code)
        self._stack.setCurrentWidget(self._parts[code])
        self.changed.emit(code)

    def go_to(self, code: str) -> None:
        """Bring a part on screen and put the focus into it (Ctrl+1…4)."""
        self.show_segment(code)
        self._parts[code].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_meeting(self, conference: Conference) -> None:
        """Say beside the choice which meeting this is: the first part alone shows its form."""
        words = (day_name(conference.date), conference.start_time, conference.title)
        self._which.setText("  ".join(word for word in words if word))
