"""A date as people write it, with a calendar beside it (DESIGN-SYSTEM §5, DOMAIN.md §1.6)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.care.case import CareDate
from app.care.wareki import (
    check_date,
    format_care_date,
    format_wareki,
    from_date,
    overflow_note,
    parse_date,
    to_date,
)
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.labels import Caption, SafeLabel
from app.ui.widgets.restyle import set_property


class _DateLine(QLineEdit):
    """The line with a calendar mark at its right end; Alt+↓ opens the calendar."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font(14))
        self.setTextMargins(0, 0, theme.px(18), 0)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(146), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(110), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.asked.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._on_mark(event.position().x()) and self.isEnabled():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.asked.emit()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._on_mark(event.position().x())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.setCursor(shape)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = theme.px(16)
        area = QRectF(self.width() - theme.px(8) - size, (self.height() - size) / 2, size, size)
        colour = theme.NIBI if self.isEnabled() else theme.MUTE
        paint_icon(QPainter(self), area, "calendar", colour)

    def _on_mark(self, x: float) -> bool:
        return x >= self.width() - theme.px(28)


class WarekiField(QWidget):
    """Accepts R8.4.21, 令和8年4月21日, 8/4/21, 2026-4-21, 平成17年頃; the text is kept as typed.

    The caption below appears only while it has something to add: what was understood, when the
    spelling differs, or why the text can't be read.
    """

    committed = Signal(object)
    """The ``CareDate`` (``None`` when emptied) on leaving the field with another text."""

    def __init__(
        self,
        name: str,
        *,
        accessible: str = "",
        today: date | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._last = ""
        self.line = _DateLine()
        self.line.setObjectName(name)
        self.line.setAccessibleName(accessible)
        self.caption = Caption("", colour=theme.NIBI, elide=True)
        self.caption.setObjectName(f"{name}_caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.caption)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._commit)
        self.line.asked.connect(self.open_calendar)
        self.line.textEdited.connect(lambda _text: self._explain())
        self._explain()

    def value(self) -> CareDate | None:
        """The date as written and understood; ``None`` when the field is empty."""
        text = self.line.text().strip()
        return parse_date(text) if text else None

    def set_value(self, when: CareDate | None) -> None:
        """Show a stored date; nothing is emitted."""
        self._last = format_care_date(when)
        self.line.setText(self._last)
        self._explain()

    def open_calendar(self) -> None:
        """Pick a day instead of writing it."""
        popup = _CalendarPopup(self.line)
        known = self.value()
        day = to_date(known) if known else None
        popup.open_at(day or self._today)
        popup.picked.connect(self._picked)

    def _picked(self, day: date) -> None:
        self.line.setText(format_care_date(from_date(day)))
        self._commit()

    def _commit(self) -> None:
        self._explain()
        text = self.line.text().strip()
        if text != self._last:
            self._last = text
            self.committed.emit(self.value())

    def _explain(self) -> None:
        text = self.line.text().strip()
        problem = check_date(text) if text else None
        set_property(self.line, "invalid", "true" if problem else "false")
        said = ""
        if problem is not None:
            said = problem.message
        elif text:
            said = _understood(text)
        self.caption.set_colour(theme.AKANE if problem else theme.NIBI)
        self.caption.setText(said)
        self.caption.setVisible(bool(said))
        self.line.setToolTip(said)


def _understood(text: str) -> str:
    when = parse_date(text)
    note = overflow_note(when)
    if note:
        return note
    wareki = format_wareki(when.iso) if when.iso else ""
    plain = text.removesuffix("頃").removesuffix("ごろ").removesuffix("〜").removesuffix("～")
    return "" if plain == wareki else wareki


class _CalendarPopup(QFrame):
    """A month in wareki; arrows move by day, PageUp and PageDown by month, Enter takes."""

    picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("calendar_popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = field
        self._month = SafeLabel("", size=14, bold=True, name="calendar_month")
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.calendar = QCalendarWidget()
        self._dress()
        before = Button("", "calendar_before", size="small", icon="back", accessible=tr("前の月"))
        after = Button("", "calendar_after", size="small", icon="next", accessible=tr("次の月"))
        head = QHBoxLayout()
        head.addWidget(before)
        head.addWidget(self._month, 1)
        head.addWidget(after)
        column = QVBoxLayout(self)
        margin = theme.px(8)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addLayout(head)
        column.addWidget(self.calendar)
        before.clicked.connect(self.calendar.showPreviousMonth)
        after.clicked.connect(self.calendar.showNextMonth)
        self.calendar.currentPageChanged.connect(self._name_month)
        self.calendar.activated.connect(self._take)
        self.calendar.clicked.connect(self._take)

    def open_at(self, day: date | None) -> None:
        """Open below the field on ``day``, inside the screen."""
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._name_month(self.calendar.yearShown(), self.calendar.monthShown())
        self.adjustSize()
        place = self._field.mapToGlobal(QPoint(0, self._field.height() + 1))
        room = self._field.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        if place.y() + self.height() > room.bottom():
            place = self._field.mapToGlobal(QPoint(0, -self.height() - 1))
        self.move(place)
        self.show()
        self.calendar.setFocus()

    def _dress(self) -> None:
        calendar = self.calendar
        calendar.setObjectName("calendar")
        calendar.setAccessibleName(tr("日付を選ぶ"))
        calendar.setFont(theme.font(14))
        calendar.setNavigationBarVisible(False)
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        calendar.setMinimumSize(theme.px(280), theme.px(210))
        heads = QTextCharFormat()
        heads.setForeground(QColor(theme.NIBI))
        calendar.setHeaderTextFormat(heads)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Qt's red weekends would look like errors.
            calendar.setWeekdayTextFormat(weekend, QTextCharFormat())

    def _name_month(self, year: int, month: int) -> None:
        self._month.setText(format_wareki(f"{year:04d}-{month:02d}"))

    def _take(self, chosen: QDate) -> None:
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
        self.close()
