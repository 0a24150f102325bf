"""The bar at the top of the console: which case, how much time, the clock's stop (design 05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.conference.timing import Span, clock_text
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.clock_face import ClockFace
from app.ui.widgets.labels import SafeLabel

HEIGHT = 60
COMPACT_HEIGHT = 52


@dataclass(frozen=True, slots=True)
class Chip:
    """One case of the meeting as the bar shows it."""

    case_uuid: str
    number: int
    name: str
    now: bool
    done: bool
    put_off: bool = False


class CaseChip(QAbstractButton):
    """``✓ 1 つばき``: a case on the agenda; a click goes there."""

    def __init__(self, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        self.setObjectName(f"case_chip_{chip.number}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        done = "✓ " if chip.done else ""
        self.setText(f"{done}{chip.number} {chip.name}")
        if chip.put_off:
            self.setText(tr("{case} 次回へ", case=self.text()))
        said = tr("検討済み") if chip.done else tr("検討中") if chip.now else tr("これから")
        self.setAccessibleName(f"{chip.number} {chip.name} {said}")
        if chip.put_off:
            said = tr("次回へ")
            self.setAccessibleName(f"{chip.number} {chip.name} {said}")
        self.setFont(theme.font(16 if chip.now else 14, bold=chip.now))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + theme.px(26), theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = self.chip.now
        painter.setPen(QPen(QColor(theme.SURFACE if now else theme.ON_AI_LINE2), 1))
        fill = theme.SURFACE if now else theme.AI if self.underMouse() else theme.AI_D
        painter.setBrush(QColor(fill))
        radius = theme.px(theme.RADIUS_BUTTON)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.chip.put_off:
            painter.setPen(QColor(theme.ON_AI_LINE2))
        else:
            painter.setPen(QColor(theme.AI_D if now else theme.SURFACE))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ConferenceBar(QWidget):
    """Case chips, identity, the two clocks, 時計を止める."""

    case_chosen = Signal(str)
    menu_wanted = Signal(str)
    clock_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conference_bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._chips: tuple[Chip, ...] = ()
        self._chip_buttons: dict[str, CaseChip] = {}
        self._compact = False
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(14))
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(theme.px(4))
        row.addLayout(self._chip_row)
        self._identity = SafeLabel(size=14, colour=theme.SURFACE, elide=True, name="case_identity")
        row.addWidget(self._identity, 1)
        self._add_clocks(row)
        self.pause = Button(
            tr("時計を止める"), "pause_clock", kind="ghost", size="capture", key="F3"
        )
        self.pause.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pause.clicked.connect(self.clock_toggled)
        row.addWidget(self.pause)

    def _add_clocks(self, row: QHBoxLayout) -> None:
        self._near_label = SafeLabel(size=14, colour=theme.SURFACE, name="case_clock_label")
        self.case_clock = ClockFace(size=34, colour=theme.SURFACE, name="case_clock")
        self._far_label = SafeLabel(tr("会議 のこり"), size=14, colour=theme.SURFACE)
        self.meeting_clock = ClockFace(size=22, colour=theme.SURFACE, name="meeting_clock")
        self._plan = SafeLabel(size=14, colour=theme.SURFACE, name="plan_drift")
        row.addLayout(_clock(self._near_label, self.case_clock))
        divider = QWidget()
        divider.setFixedSize(1, theme.px(32))
        divider.setStyleSheet(f"background: {theme.ON_AI_LINE2}")
        row.addWidget(divider)
        far = _clock(self._far_label, self.meeting_clock)
        far.addWidget(self._plan)
        row.addLayout(far)

    def show_cases(self, chips: Sequence[Chip], identity: str) -> None:
        """Show the agenda and who is discussed."""
        self._identity.setText(identity)
        if tuple(chips) == self._chips:
            return
        self._chips = tuple(chips)
        self._chip_buttons.clear()
        while (item := self._chip_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for chip in chips:
            button = CaseChip(chip)
            button.clicked.connect(lambda _=False, uuid=chip.case_uuid: self.case_chosen.emit(uuid))
            button.customContextMenuRequested.connect(
                lambda _at, uuid=chip.case_uuid: self.menu_wanted.emit(uuid)
            )
            self._chip_buttons[chip.case_uuid] = button
            self._chip_row.addWidget(button)

    def chip_of(self, case_uuid: str) -> CaseChip | None:
        """The chip of a case."""
        return self._chip_buttons.get(case_uuid)

    def show_times(self, label: str, near: Span, meeting: Span, early: int) -> None:
        """Show the two clocks; ``early`` in seconds, negative when late."""
        self._near_label.setText(label)
        self.case_clock.set_text(clock_text(near.left), colour=_colour(near))
        self.meeting_clock.set_text(clock_text(meeting.left), colour=_colour(meeting))
        self._plan.setText(drift_text(early))

    def show_paused(self, *, paused: bool) -> None:
        """The button says what it will do."""
        self.pause.setText(tr("時計を動かす") if paused else tr("時計を止める"))
        self.pause.set_kind("light" if paused else "ghost")

    def set_compact(self, *, compact: bool) -> None:
        """Lower in small windows."""
        self._compact = compact
        self._far_label.setVisible(not compact)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = COMPACT_HEIGHT if self._compact else HEIGHT
        return QSize(super().sizeHint().width(), theme.px(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.AI_D))
        painter.end()


def drift_text(early: int) -> str:
    """How far from the plan, in whole minutes; under a minute is on time."""
    minutes = abs(early) // 60
    if not minutes:
        return tr("予定どおり")
    return tr("予定より{n}分早い", n=minutes) if early > 0 else tr("予定より{n}分遅い", n=minutes)


def _colour(span: Span) -> str:
    """On the dark ground: over time kaki, last fifth yama, in their light tones."""
    if span.over:
        return theme.KAKI_M
    return theme.YAMA_M if span.soon_over else theme.SURFACE


def _clock(label: SafeLabel, digits: ClockFace) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(label)
    row.addWidget(digits)
    return row
