"""What a conference is: day, hour, type, venue, minutes, people; and the buttons of its state."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.care import scales, wareki
from app.care.case import CareDate, SessionType
from app.conference import agenda
from app.conference.meeting import Conference, ConferenceStatus
from app.conference.names import status_name
from app.i18n import tr
from app.ui import theme
from app.ui.conferences.words import SHAPES
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.labels import FieldLabel
from app.ui.widgets.restyle import set_property
from app.ui.widgets.segmented import Segmented
from app.ui.widgets.status_label import StatusLabel
from app.ui.widgets.unit_field import UnitField
from app.ui.widgets.wareki_field import WarekiField

LONGEST_MEETING = 480


def read_time(text: str) -> str | None:
    """``14:00`` from 14:00, 14時, 14時30分, 1400; empty stays empty; ``None`` is unreadable."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if not folded:
        return ""
    match = re.fullmatch(r"(\d{1,2})(?::?(\d{2})|[:時](\d{1,2})?分?)?", folded)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or match[3] or 0)
    return f"{hour}:{minute:02d}" if hour < 24 and minute < 60 else None


class MeetingCard(Card):
    """Edits the plain facts of a conference; each change is offered as a new value."""

    edited = Signal(object, str)
    """The new ``Conference`` and the name of the field, so that typing is one step of undo."""
    start_wanted = Signal()
    rehearse_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, today: date) -> None:
        self.status = StatusLabel()
        self.start = Button(tr("会議を始める"), "start_meeting", kind="primary", icon="play")
        self.rehearse = Button(tr("練習で開く"), "rehearse_meeting")
        self.rehearse.setToolTip(tr("記録を残さずに、会議の進行を試します"))
        self.reopen = Button(tr("会議を開き直す"), "reopen_meeting")
        super().__init__("", name="meeting_card")
        self._conference = Conference()
        self.title = QLineEdit()
        self.title.setObjectName("meeting_title")
        self.date = WarekiField("meeting_date", accessible=tr("日付"), today=today)
        self.time = QLineEdit()
        self.time.setObjectName("meeting_time")
        self.minutes = UnitField(
            tr("分"),
            "meeting_minutes",
            accessible=tr("予定時間"),
            lowest=1,
            highest=LONGEST_MEETING,
        )
        self.kind = Segmented(
            [(kind.value, scales.session_type_short(kind)) for kind in SessionType],
            "meeting_type",
            accessible=tr("種別"),
        )
        self.venue = QLineEdit()
        self.venue.setObjectName("meeting_venue")
        self.expected = UnitField(
            tr("名"), "meeting_expected", accessible=tr("参加予定"), lowest=0, highest=999
        )
        for field in (self.title, self.time, self.venue):
            field.setFont(theme.font(14))
        self.start.clicked.connect(self.start_wanted)
        self.rehearse.clicked.connect(self.rehearse_wanted)
        self.reopen.clicked.connect(self.reopen_wanted)
        self.add(self._form())
        self._connect()

    def _form(self) -> QWidget:
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        cells = (
            (0, 0, 3, tr("会議の名前"), self.title),
            (0, 3, 2, tr("会場"), self.venue),
            (3, 0, 1, tr("日付"), self.date),
            (3, 1, 1, tr("開始"), self.time),
            (3, 2, 1, tr("予定時間"), self.minutes),
            (3, 3, 1, tr("種別"), self.kind),
            (3, 4, 1, tr("参加予定"), self.expected),
        )
        for row, column, span, label, field in cells:
            grid.addWidget(FieldLabel(label, field), row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span)
        grid.setRowMinimumHeight(2, theme.px(6))
        for column, stretch in ((0, 5), (1, 2), (2, 2), (3, 5), (4, 2)):
            grid.setColumnStretch(column, stretch)
        return form

    def _connect(self) -> None:
        self.title.editingFinished.connect(self._write_texts)
        self.venue.editingFinished.connect(self._write_texts)
        self.time.editingFinished.connect(self._write_time)
        self.date.committed.connect(self._write_date)
        self.minutes.committed.connect(lambda _text: self._write_minutes())
        self.expected.committed.connect(lambda _text: self._write_expected())
        self.kind.chosen.connect(
            lambda code: self.edited.emit(replace(self._conference, session_type=code), "")
        )

    def show_meeting(self, conference: Conference) -> None:
        """Show a conference. A field the person is typing in keeps its text."""
        self._conference = conference
        self.status.set_status(status_name(conference.status), SHAPES[conference.status])
        for field, text in (
            (self.title, conference.title),
            (self.venue, conference.venue),
            (self.time, conference.start_time),
        ):
            if not field.hasFocus() or not field.isModified():
                field.setText(text)
                set_property(field, "invalid", "false")
        shown = CareDate("", conference.date) if conference.date else None
        self.date.set_value(shown)
        self.minutes.set_number(conference.planned_minutes)
        self.expected.set_number(conference.expected_people)
        self.kind.set_value(conference.session_type)
        over = conference.status is ConferenceStatus.CLOSED
        for each in (self.title, self.venue, self.date, self.time, self.minutes, self.kind):
            each.setEnabled(not over)
        self.expected.setEnabled(not over)
        running = conference.status is ConferenceStatus.RUNNING
        self.start.setText(tr("会議を続ける") if running else tr("会議を始める"))
        self.start.setVisible(not over)
        self.start.setEnabled(bool(conference.agenda))
        planned = conference.status is ConferenceStatus.PLANNED
        self.rehearse.setVisible(planned and bool(conference.agenda))
        self.reopen.setVisible(over)
        self.start.setToolTip("" if conference.agenda else tr("先に事例を加えてください"))

    def flush(self) -> None:
        """Take over what is typed in a field that still has the focus."""
        for line in self.findChildren(QLineEdit):
            if line.hasFocus() and line.isModified():
                line.editingFinished.emit()

    def _write_texts(self) -> None:
        changed = replace(
            self._conference, title=self.title.text().strip(), venue=self.venue.text().strip()
        )
        self._offer(changed, "texts")

    def _write_time(self) -> None:
        start = read_time(self.time.text())
        set_property(self.time, "invalid", "true" if start is None else "false")
        self.time.setToolTip(tr("14:00 のように書いてください。") if start is None else "")
        if start is not None:
            self.time.setText(start)
            self._offer(replace(self._conference, start_time=start), "time")

    def _write_date(self, when: CareDate | None) -> None:
        day = wareki.to_date(when)
        if day is not None or when is None:
            self._offer(replace(self._conference, date=day.isoformat() if day else ""), "date")

    def _write_minutes(self) -> None:
        minutes = self.minutes.number()
        if minutes is not None and self.minutes.is_valid():
            self._offer(agenda.with_minutes(self._conference, int(minutes)), "minutes")

    def _write_expected(self) -> None:
        people = self.expected.number()
        if self.expected.is_valid():
            expected = None if people is None else int(people)
            self._offer(replace(self._conference, expected_people=expected), "expected")

    def _offer(self, changed: Conference, field: str) -> None:
        if changed != self._conference:
            self.edited.emit(changed, field)
