"""The navigation rail: name, places, settings at the foot (84 wide, DESIGN-SYSTEM §4)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.labels import SafeLabel


class RailButton(QAbstractButton):
    """Icon above text; the current place is cut out of the rail. A badge counts what waits."""

    def __init__(self, page_name: str, icon: str, label: str, key: str) -> None:
        super().__init__()
        self.page_name = page_name
        self.setObjectName(f"rail_{page_name.removeprefix('page_')}")
        self.setText(label)
        self.setAccessibleName(label)
        self.setToolTip(f"{label}  {key}" if key else label)
        self.setFont(theme.font(13))
        self.setFixedSize(theme.px(theme.RAIL_WIDTH), theme.px(66))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focus_ring", False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = icon
        self._badge = 0

    def badge(self) -> int:
        """The number on the badge; 0 shows none."""
        return self._badge

    def label_lines(self) -> list[str]:
        """The label, in two lines where its words are too long for one."""
        wide = theme.text_width(self.text(), theme.font(13, bold=True))
        first, _, rest = self.text().partition(" ")
        fits = wide <= self.width() - theme.px(4)
        return [self.text()] if fits or not rest else [first, rest]

    def label_font(self) -> QFont:
        """13 px, 12 in two lines; bold where the place is the current one."""
        return theme.font(13 if len(self.label_lines()) == 1 else 12, bold=self.isChecked())

    def set_badge(self, count: int) -> None:
        """Show how many things wait there."""
        self._badge = count
        said = tr("{label}（{n}件）", label=self.text(), n=count) if count else self.text()
        self.setAccessibleName(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        colour = theme.AI_D if on else theme.SURFACE
        if on:
            painter.fillRect(self.rect(), QColor(theme.PAPER))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.AI))
        size, middle = theme.px(24), self.width() / 2
        step, lines = theme.px(16), self.label_lines()
        top = (self.height() - size - theme.px(4) - step * len(lines)) / 2
        paint_icon(painter, QRectF(middle - size / 2, top, size, size), self._icon, colour)
        painter.setPen(QColor(colour))
        room = self.width() - theme.px(4)
        painter.setFont(self.label_font())
        for number, words in enumerate(lines):
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
            line = QRectF(0, top + size + theme.px(4) + number * step, self.width(), step)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        if self._badge:
            self._paint_badge(painter, fill=colour, text=theme.SURFACE if on else theme.AI_D)
        if self.hasFocus():
            # The ring would leave the window at its left edge, so it stays inside.
            ring = theme.KAKI if on else theme.SURFACE
            painter.setPen(QPen(QColor(ring), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(3, 3, -3, -3))

    def _paint_badge(self, painter: QPainter, *, fill: str, text: str) -> None:
        words = str(self._badge) if self._badge < 100 else "99+"
        used = theme.font(12, bold=True, tabular=True)
        width = max(theme.px(18), theme.text_width(words, used) + theme.px(8))
        area = QRectF(self.width() - theme.px(14) - width, theme.px(7), width, theme.px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(area, theme.px(8), theme.px(8))
        painter.setPen(QColor(text))
        painter.setFont(used)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """All places in the order they were registered; Alt+1…6 follow that order."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(tr("場所を選ぶ"))
        self.setFixedWidth(theme.px(theme.RAIL_WIDTH))
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(_logo())
        self._column.addStretch(1)
        self._buttons: dict[str, RailButton] = {}
        self._upper: list[str] = []

    def add(self, page_name: str, icon: str, label: str, *, at_foot: bool = False) -> None:
        """Add a place; ``at_foot`` puts it below the gap (設定)."""
        number = len(self._upper) + 1
        key = "" if at_foot or number > 6 else f"Alt+{number}"
        button = RailButton(page_name, icon, label, key)
        button.clicked.connect(lambda _on=False: self.chosen.emit(page_name))
        self._group.addButton(button)
        self._buttons[page_name] = button
        if at_foot:
            self._column.addWidget(button)
        else:
            self._column.insertWidget(1 + len(self._upper), button)
            self._upper.append(page_name)

    def place(self, number: int) -> str:
        """The page of Alt+``number``; empty when there is none."""
        return self._upper[number - 1] if 0 < number <= len(self._upper) else ""

    def button(self, page_name: str) -> RailButton | None:
        """The button of ``page_name``."""
        return self._buttons.get(page_name)

    def label(self, page_name: str) -> str:
        """The words of a place, empty for a page that has no button."""
        button = self._buttons.get(page_name)
        return button.text() if button is not None else ""

    def show_current(self, page_name: str) -> None:
        """Light up ``page_name``; a page without a button leaves the rail as it is."""
        button = self._buttons.get(page_name)
        if button is not None:
            button.setChecked(True)


def _logo() -> QWidget:
    logo = QWidget()
    logo.setFixedHeight(theme.px(56))
    column = QVBoxLayout(logo)
    column.setContentsMargins(0, theme.px(10), 0, theme.px(10))
    column.setSpacing(0)
    for words in (tr("くらし"), tr("カンファ")):
        label = SafeLabel(words, size=14, bold=True, colour=theme.SURFACE)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMinimumSize(QSize(0, theme.px(18)))
        column.addWidget(label)
    return logo
