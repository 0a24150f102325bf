"""The stage row: four stages side by side, as wide as their planned minutes (design 05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.conference.meeting import STAGES, Part, Stage
from app.conference.timing import Span, clock_text
from app.i18n import tr
from app.ui import theme
from app.ui.console.part_marks import PartMarks
from app.ui.console.words import stage_title
from app.ui.widgets.icons import paint_icon
from app.ui.widgets.keycap import keycap_width, paint_keycap

GAP = 8
MARGIN = 16
ROW_HEIGHT = 74
COMPACT_ROW_HEIGHT = 66
SHORTEST_BAR = 28

Piece = tuple[str, QFont, str]
"""A piece of the time text: words, font, colour."""


class StageState(StrEnum):
    """How a stage stands for the present case."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage as the row shows it."""

    state: StageState
    span: Span


def share_width(width: int, weights: Sequence[int], least: Sequence[int]) -> list[int]:
    """``width`` in proportion to ``weights``, but nobody below ``least``.

    Where even the least is too much, everybody shrinks alike.
    """
    if sum(least) >= width:
        return [width * part // max(1, sum(least)) for part in least]
    given = dict.fromkeys(range(len(weights)), 0)
    free = set(given)
    left = width
    while free:
        total = sum(weights[index] for index in free) or 1
        tight = {index for index in free if left * weights[index] / total < least[index]}
        if not tight:
            for index in free:
                given[index] = int(left * weights[index] / total)
            break
        for index in tight:
            given[index] = least[index]
            left -= least[index]
        free -= tight
    return [given[index] for index in range(len(weights))]


class StageCell(QAbstractButton):
    """One stage: name, key, bar, time used of time planned."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.key = f"Ctrl+{STAGES.index(stage) + 1}"
        self.setObjectName(f"stage_{stage.value}")
        self.setText(stage_title(stage))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._span = Span(0, 0)
        self.state = StageState.NEXT
        self._compact = False
        self.parts = PartMarks(stage, self)
        self._tell()

    def show_stage(self, state: StageState, span: Span) -> None:
        """Show where the stage stands."""
        if (state, span) == (self.state, self._span):
            return
        self.state, self._span = state, span
        self._tell()
        self.update()

    def show_part(self, part: Part | None) -> None:
        """The part of this stage the meeting is at."""
        self.parts.show_part(part)
        self._place_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def _place_parts(self) -> None:
        name = theme.text_width(self.text(), theme.font(16, bold=True))
        cap = 0 if self._compact else keycap_width(self.key) + theme.px(8)
        left, right = theme.px(13 + 14) + name, self.width() - theme.px(13) - cap
        self.parts.place(left, right, round(self.height() * 0.3))

    def set_compact(self, *, compact: bool) -> None:
        """Drop the key cap in a narrow window."""
        self._compact = compact
        self._place_parts()
        self.update()

    def least_width(self) -> int:
        """What name, check, key and the longest time text need."""
        name = theme.text_width(self.text(), theme.font(16, bold=True)) + theme.px(25)
        cap = 0 if self._compact else keycap_width(self.key) + theme.px(8)
        longest = self._pieces(StageState.NOW, Span(1200, 1260))
        return max(name + cap, _width(longest) + theme.px(SHORTEST_BAR + 8)) + theme.px(26)

    def time_text(self) -> str:
        """The time as people read it."""
        return "".join(text for text, _, _ in self._pieces(self.state, self._span))

    def _tell(self) -> None:
        said = {
            StageState.DONE: tr("済み"),
            StageState.NOW: tr("いまの段階"),
            StageState.NEXT: tr("これから"),
        }[self.state]
        self.setAccessibleName(f"{self.text()} {said} {self.time_text()}")
        self.setToolTip(f"{self.text()}  {self.key}")

    def _pieces(self, state: StageState, span: Span) -> list[Piece]:
        plain, figures = theme.font(13), theme.font(13, bold=True, tabular=True)
        colour = theme.SUMI if state is StageState.NOW else theme.NIBI
        planned = tr("{n}分", n=span.planned // 60)
        pieces: list[Piece] = [
            (clock_text(span.used), plain if state is StageState.NEXT else figures, colour),
            (f" / {planned}", plain, colour),
        ]
        if span.over:
            pieces.append((f"　+{clock_text(span.over)}", theme.font(13, bold=True), theme.KAKI))
        elif state is StageState.NOW:
            left = tr("のこり {time}", time=clock_text(span.left))
            soon = span.soon_over
            pieces.append((f"　{left}", theme.font(13, bold=soon), theme.YAMA if soon else colour))
        return pieces

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        self._paint_name(painter, round(self.height() * 0.3))
        self._paint_time(painter, round(self.height() * 0.73))
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        now = self.state is StageState.NOW
        line = 3 if now else 1
        fill = theme.SUNK if self.state is StageState.DONE else theme.SURFACE
        if self.underMouse() and not now:
            fill = theme.ZEBRA
        painter.setPen(QPen(QColor(theme.AI if now else theme.LINE2), line))
        painter.setBrush(QColor(fill))
        inset = line / 2
        radius = theme.px(theme.RADIUS_CARD)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
        )

    def _paint_name(self, painter: QPainter, middle: float) -> None:
        left = float(theme.px(13))
        if self.state is StageState.DONE:
            size = theme.px(18)
            paint_icon(painter, QRectF(left, middle - size / 2, size, size), "check")
            left += size + theme.px(7)
        end = self.width() - theme.px(13)
        cap = keycap_width(self.key)
        name = theme.text_width(self.text(), theme.font(16, bold=True))
        if not self._compact and left + name + theme.px(8) <= end - cap:
            paint_keycap(painter, end - cap, middle, self.key)
            end -= cap + theme.px(8)
        painter.setFont(theme.font(16, bold=True))
        painter.setPen(QColor(theme.AI_D if self.state is StageState.NOW else theme.SUMI))
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(end - left)
        )
        box = QRectF(left, middle - theme.px(14), end - left, theme.px(28))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_time(self, painter: QPainter, middle: float) -> None:
        pieces = self._pieces(self.state, self._span)
        begin, end = theme.px(13), self.width() - theme.px(13)
        left = end - _width(pieces)
        bar = left - theme.px(8) - begin
        if bar >= theme.px(SHORTEST_BAR) / 2:
            self._paint_bar(painter, QRectF(begin, middle - theme.px(4), bar, theme.px(8)))
        for text, font, colour in pieces:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            width = theme.text_width(text, font)
            box = QRectF(left, middle - theme.px(12), width + 1, theme.px(24))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
            left += width

    def _paint_bar(self, painter: QPainter, box: QRectF) -> None:
        box = QRectF(round(box.x()) + 0.5, round(box.y()) + 0.5, int(box.width()), box.height() - 1)
        painter.setPen(QPen(QColor(theme.LINE2), 1))
        painter.setBrush(QColor(theme.SURFACE))
        painter.drawRect(box)
        used = 1 - self._span.share_left if self._span.used else 0.0
        colour = theme.AI if self.state is StageState.NOW else theme.LINE2
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        inner.setWidth(inner.width() * used)
        painter.fillRect(inner, QColor(colour))


class StageRow(QWidget):
    """All four stages of the present case."""

    chosen = Signal(object)
    """The stage a person clicked."""
    part_chosen = Signal(object)
    """The part a person clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage_row")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.cells = {stage: StageCell(stage, self) for stage in STAGES}
        for cell in self.cells.values():
            cell.clicked.connect(lambda _=False, stage=cell.stage: self.chosen.emit(stage))
            cell.parts.chosen.connect(self.part_chosen)
        self._weights = [1] * len(STAGES)
        self._compact = False

    def show_case(self, times: Sequence[StageTime], part: Part | None = None) -> None:
        """Show the stages of a case and the present part; planned minutes give the widths."""
        for cell, time in zip(self.cells.values(), times, strict=False):
            cell.show_stage(time.state, time.span)
            cell.show_part(part if time.state is StageState.NOW else None)
        planned = [time.span.planned for time in times]
        if planned and planned != self._weights:
            self._weights = planned
            self._arrange()

    def set_compact(self, *, compact: bool) -> None:
        """A lower row without key caps for small windows."""
        if compact != self._compact:
            self._compact = compact
            for cell in self.cells.values():
                cell.set_compact(compact=compact)
            self.updateGeometry()
            self._arrange()

    def sizeHint(self) -> QSize:
        least = sum(cell.least_width() for cell in self.cells.values())
        height = COMPACT_ROW_HEIGHT if self._compact else ROW_HEIGHT
        return QSize(least + theme.px(2 * MARGIN + 3 * GAP), theme.px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        cells = list(self.cells.values())
        free = self.width() - theme.px(2 * MARGIN) - theme.px(GAP) * (len(cells) - 1)
        widths = share_width(free, self._weights, [cell.least_width() for cell in cells])
        left, top = theme.px(MARGIN), theme.px(8)
        for cell, width in zip(cells, widths, strict=True):
            cell.setGeometry(left, top, width, self.height() - 2 * top)
            left += width + theme.px(GAP)


def _width(pieces: Sequence[Piece]) -> int:
    return sum(theme.text_width(text, font) for text, font, _ in pieces)
