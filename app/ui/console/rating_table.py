"""The judgement sheet in short: the ADL tab of the facts at hand (design 05)."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.care.rating_geometry import ARROW_STROKE_SCREEN
from app.i18n import tr
from app.ui import theme
from app.ui.console.fact_text import lay_out
from app.ui.console.facts import RatingFact
from app.ui.widgets.rating_glyph import paint_arrow, paint_rating

RATING_STEP = 26
NAME_STEP = 18
RATING, BETWEEN, ARROW = 30, 20, 20  # widths of the places right of the name


class RatingTable(QWidget):
    """The judgement sheet in short: item, before → predicted; factors in the tooltip.

    A name that is too long for its place goes on below: cut, two items would look alike.
    """

    def __init__(self, rows: tuple[RatingFact, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setObjectName("rating_table")
        self.setAccessibleName(tr("ADL・IADL"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._heights(width))

    def sizeHint(self) -> QSize:
        width = self.width() or theme.px(256)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(RATING_STEP) * len(self.rows))

    def names(self) -> tuple[tuple[str, ...], ...]:
        """The lines in which each item's name is painted now."""
        room = rating_name_room(self.width())
        return tuple(_lines(row.label, row, room) for row in self.rows)

    def _heights(self, width: int) -> list[int]:
        """A row of one line has the usual height, each further line adds its own."""
        room = rating_name_room(width)
        counts = (len(_lines(row.label, row, room)) for row in self.rows)
        return [theme.px(RATING_STEP) + (n - 1) * theme.px(NAME_STEP) for n in counts]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for row, name, high in zip(
            self.rows, self.names(), self._heights(self.width()), strict=True
        ):
            paint_rating_fact(painter, row, QRectF(0, top, self.width(), high), name)
            top += high
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            bottoms = accumulate(self._heights(self.width()))
            under = (
                row for row, end in zip(self.rows, bottoms, strict=True) if event.pos().y() < end
            )
            row = next(under, None)
            QToolTip.showText(event.globalPos(), row.factors if row else "", self)
            return True
        return super().event(event)


def rating_name_room(width: float) -> int:
    """How much of a row of ``width`` is for the name of the item."""
    return round(width - theme.px(ARROW + 2 * RATING + BETWEEN + 4))


def _lines(label: str, row: RatingFact, room: int) -> tuple[str, ...]:
    layout = lay_out(((label, bool(row.arrow)),), max(1, room), size=14)
    lines = (layout.lineAt(number) for number in range(layout.lineCount()))
    return tuple(label[line.textStart() :][: line.textLength()].rstrip() for line in lines)


def paint_rating_fact(
    painter: QPainter, row: RatingFact, area: QRectF, name: tuple[str, ...] = ()
) -> None:
    """One item: its name, before → predicted, and the arrow where the help changes.

    ``name`` is the name in lines; without it the name is cut to what has room in one.
    """
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(theme.LINE))
    glyph, cell = theme.px(15), theme.px(RATING)
    arrow_left = area.right() - theme.px(ARROW)
    after = QRectF(arrow_left - cell, area.top(), cell, area.height())
    between = QRectF(
        after.left() - theme.px(BETWEEN), area.top(), theme.px(BETWEEN - 4), area.height()
    )
    before = QRectF(between.left() - cell, area.top(), cell, area.height())
    _paint_name(painter, row, area, name)
    paint_rating(painter, before, row.before or None, size=glyph)
    if row.predicted:
        painter.setFont(theme.font(13))
        painter.setPen(QColor(theme.NIBI))
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, "→")
        paint_rating(painter, after, row.predicted, size=glyph)
    if row.arrow:
        size = theme.px(15)
        box = QRectF(arrow_left + 2, area.center().y() - size / 2, size, size)
        paint_arrow(painter, box, row.arrow, stroke=ARROW_STROKE_SCREEN)


def _paint_name(painter: QPainter, row: RatingFact, area: QRectF, name: tuple[str, ...]) -> None:
    painter.setFont(theme.font(14, bold=bool(row.arrow)))
    painter.setPen(QColor(theme.SUMI))
    room = rating_name_room(area.width())
    cut = painter.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, room)
    lines = name or (cut,)
    high = theme.px(NAME_STEP)
    top = area.top() + (area.height() - high * len(lines)) / 2
    for number, line in enumerate(lines):
        place = QRectF(area.left(), top + number * high, room, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, line)
