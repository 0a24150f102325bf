"""The dark part of the conference card: how long until it, when, where, who, and the start."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.conference.meeting import ConferenceStatus
from app.i18n import tr
from app.services.home import NextConference
from app.ui import theme
from app.ui.home.words import day_with_weekday, iso_day, time_span
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph, SafeLabel

_SMALL, _LARGE = 20, 60


class Countdown(QWidget):
    """あと 3 日: words small, the figure large, all on one base line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("countdown")
        self.setFixedHeight(theme.px(62))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._parts: list[tuple[str, QFont]] = []

    def text(self) -> str:
        """What it says."""
        return "".join(text for text, _ in self._parts)

    def show_days(self, sentence: str, figure: str) -> None:
        """``sentence`` with ``figure`` in it painted large; the whole at 32 px without one."""
        if figure:
            before, _, after = sentence.partition(figure)
            small, large = theme.font(_SMALL, bold=True), theme.font(_LARGE, bold=True)
            self._parts = [(before, small), (figure, large), (after, small)]
        else:
            self._parts = [(sentence, theme.font(32, bold=True))]
        self.setAccessibleName(sentence)
        self.update()

    def clipped_texts(self) -> list[str]:
        """The whole text where it has not room enough."""
        return [self.text()] if self._needed() > self.width() else []

    def sizeHint(self) -> QSize:
        return QSize(self._needed(), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.SURFACE))
        base = self.height() - theme.px(6)
        left = 0
        for text, used in self._parts:
            painter.setFont(used)
            painter.drawText(left, base, text)
            left += painter.fontMetrics().horizontalAdvance(text)

    def _needed(self) -> int:
        return sum(QFontMetrics(used).horizontalAdvance(text) for text, used in self._parts)


class CountdownPanel(QFrame):
    """Left part of the card."""

    start = Signal()
    rehearse = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("countdown_panel")
        self._lead = SafeLabel("", size=14, colour=theme.ON_AI_TEXT)
        self._countdown = Countdown()
        self._title = Paragraph(
            "", size=16, line=24, bold=True, colour=theme.SURFACE, max_lines=2,
            name="next_conference_title",
        )  # fmt: skip
        self._details = [
            SafeLabel("", size=14, colour=theme.ON_AI_TEXT, elide=True, name=f"next_{name}")
            for name in ("time", "venue", "people")
        ]
        self.start_button = Button("", "start_conference", kind="light", icon="play")
        self.start_button.setFixedHeight(theme.px(40))
        self.start_button.clicked.connect(self.start)
        self.rehearse_button = Button(
            tr("リハーサル"), "rehearse_conference", kind="ghost", size="small"
        )
        self.rehearse_button.setFixedHeight(theme.px(40))
        self.rehearse_button.setToolTip(tr("記録を残さずに、会議の進行を試します"))
        self.rehearse_button.clicked.connect(self.rehearse)
        doors = QHBoxLayout()
        doors.setSpacing(theme.px(8))
        doors.addWidget(self.start_button, 1)
        doors.addWidget(self.rehearse_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 18, 20, 16)))
        column.setSpacing(0)
        self._lead.setFixedHeight(theme.px(20))
        column.addWidget(self._lead)
        column.addSpacing(theme.px(2))
        column.addWidget(self._countdown)
        column.addSpacing(theme.px(6))
        column.addWidget(self._title)
        for label in self._details:
            label.setFixedHeight(theme.px(20))
            column.addWidget(label)
        column.addStretch(1)
        column.addLayout(doors)

    def show_conference(self, following: NextConference) -> None:
        """Fill everything."""
        conference = following.conference
        running = conference.status is ConferenceStatus.RUNNING
        self._lead.setText(_lead(following.days_left, running=running))
        self._countdown.show_days(*_days(following.days_left, running=running))
        self._title.setText(conference.title)
        for label, text in zip(self._details, _details(following), strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.start_button.setText(tr("会議に戻る") if running else tr("会議を始める"))
        ready = running or bool(following.cases)
        self.start_button.setEnabled(ready)
        self.rehearse_button.setVisible(bool(following.cases) and not running)
        self._fit_doors()
        self.start_button.setToolTip("" if ready else tr("事例を選ぶと始められます。"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_doors()

    def _fit_doors(self) -> None:
        """Two long words side by side: the icon gives way before they do."""
        self.start_button.set_icon_name("play")
        if self.rehearse_button.isVisibleTo(self):
            words = self.start_button.minimumSizeHint().width()
            words += self.rehearse_button.minimumSizeHint().width() + theme.px(8)
            if words > self.contentsRect().width() - theme.px(40):
                self.start_button.set_icon_name("")


def _lead(days_left: int | None, *, running: bool) -> str:
    if running:
        return tr("進行中の会議")
    if days_left is not None and days_left < 0:
        return tr("予定の日を過ぎた会議")
    return tr("次の会議まで") if days_left else tr("次の会議")


def _days(days_left: int | None, *, running: bool) -> tuple[str, str]:
    """The sentence and the figure in it to paint large."""
    if running:
        return tr("会議中"), ""
    if days_left is None:
        return tr("日程は未定"), ""
    if days_left == 0:
        return tr("今日"), ""
    if days_left < 0:
        return tr("{n} 日前の予定", n=-days_left), str(-days_left)
    return tr("あと {n} 日", n=days_left), str(days_left)


def _details(following: NextConference) -> tuple[str, str, str]:
    conference = following.conference
    day = iso_day(conference.date)
    when = " ".join(
        part for part in (day_with_weekday(day) if day else "", time_span(conference)) if part
    )
    count = tr("{n}事例", n=len(following.cases))
    people = conference.expected_people
    professions = len({one.profession for one in conference.attendance})
    who = [
        tr("参加予定 {n}名", n=people) if people else "",
        tr("{n}職種", n=professions) if professions else "",
    ]
    return f"{when}  {count}", conference.venue, tr(" ・ ").join(part for part in who if part)
