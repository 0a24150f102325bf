"""Ratings as vectors on screen: one painter for grids, previews and the room (DESIGN-SYSTEM §6)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.care import rating_geometry as geometry
from app.care.ratings import DITTO, meaning, symbol
from app.ui import theme

_TINTS = {"D": theme.YAMA_T, "X": theme.CROSS_T}
_ARROW_COLOURS = {"up": theme.AI, "down": theme.KAKI}


def tint(code: str | None) -> str | None:
    """Cell colour for a rating: △ yama-t, × its own tint, ○ and — none."""
    return _TINTS.get(code[0]) if code else None


def rating_width(size: float, *, arrow: bool = False) -> float:
    """Width of a rating whose box is ``size`` wide, the same for every code so columns align."""
    width = geometry.width("O1", size)
    return width + _arrow_gap(size) + arrow_size(size) if arrow else width


def _arrow_gap(size: float) -> float:
    return size * 8 / 17


def arrow_size(size: float) -> float:
    """Box of the arrow beside a rating box of ``size``."""
    return size * 15 / 17


def paint_rating(
    painter: QPainter,
    area: QRectF,
    code: str | None,
    *,
    size: float,
    arrow: str = "",
    colour: str = theme.SUMI,
    stroke: float = geometry.STROKE_SCREEN,
    arrow_stroke: float = geometry.ARROW_STROKE_SCREEN,
    arrow_colours: dict[str, str] | None = None,
    centred: bool = False,
) -> None:
    """Paint ``code`` into ``area``, centred vertically; ``size`` is the glyph box in real pixels.

    ``code`` is ``O1`` … ``X2``, ``NA`` (—), ``DITTO`` (〃) or ``None`` (nothing). ``arrow`` is
    ``up``, ``down`` or empty and stands right of the digit.
    """
    if not code:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = area.left()
    if centred:
        left += (area.width() - rating_width(size, arrow=bool(arrow))) / 2
    top = area.center().y() - size / 2
    if code == DITTO:
        _paint_ditto(painter, QRectF(left, top, size, size), colour)
    else:
        _paint_shape(painter, QRectF(left, top, size, size), code, colour, stroke)
        _paint_digit(painter, QRectF(left, top, size, size), code, colour)
    if arrow:
        side = arrow_size(size)
        paint_arrow(
            painter,
            QRectF(
                left + rating_width(size) + _arrow_gap(size),
                area.center().y() - side / 2,
                side,
                side,
            ),
            arrow,
            stroke=arrow_stroke,
            colour=(arrow_colours or _ARROW_COLOURS)[arrow],
        )
    painter.restore()


def paint_arrow(
    painter: QPainter, area: QRectF, arrow: str, *, stroke: float, colour: str = ""
) -> None:
    """Paint ``up`` or ``down`` into the square ``area``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    factor = area.width() / geometry.BOX
    painter.setPen(_pen(colour or _ARROW_COLOURS[arrow], stroke * factor))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in geometry.arrow_lines(arrow):
        painter.drawPath(_path(line, area.left(), area.top(), factor))
    painter.restore()


def _paint_shape(painter: QPainter, box: QRectF, code: str, colour: str, stroke: float) -> None:
    left, top = box.left(), box.top()
    factor = box.width() / geometry.BOX
    painter.setPen(_pen(colour, geometry.stroke_of(code, stroke) * factor))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if geometry.is_circle(code):
        x, y = geometry.CIRCLE_CENTRE
        radius = geometry.CIRCLE_RADIUS * factor
        painter.drawEllipse(QPointF(left + x * factor, top + y * factor), radius, radius)
    for line in geometry.lines(code, stroke):
        painter.drawPath(_path(line, left, top, factor))


def _paint_digit(painter: QPainter, box: QRectF, code: str, colour: str) -> None:
    size = box.width()
    digit = geometry.digit(code)
    if not digit:
        return
    factor = size / geometry.BOX
    type_size = geometry.DIGIT_SIZE * factor
    digit_font = QFont(theme.font(15, bold=True))
    digit_font.setPixelSize(max(1, round(type_size)))
    painter.setFont(digit_font)
    painter.setPen(QColor(colour))
    cell = QRectF(
        box.right() + geometry.GAP * factor,
        box.top() - size,
        type_size * geometry.DIGIT_CELL_EM,
        3 * size,
    )
    painter.drawText(
        cell.adjusted(-size, 0, size, 0),
        Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip,
        digit,
    )


def _paint_ditto(painter: QPainter, box: QRectF, colour: str) -> None:
    """〃 as two short strokes, like the strokes people write."""
    factor = box.width() / geometry.BOX
    painter.setPen(_pen(colour, 1.6 * factor))
    for x in (6.0, 10.0):
        start = QPointF(box.left() + (x + 0.8) * factor, box.top() + 5.2 * factor)
        painter.drawLine(start, QPointF(start.x() - 1.6 * factor, start.y() + 5.6 * factor))


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _path(line: geometry.Line, left: float, top: float, factor: float) -> QPainterPath:
    points = [QPointF(left + x * factor, top + y * factor) for x, y in line.points]
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    if line.closed:
        path.closeSubpath()
    return path


class RatingLabel(QLabel):
    """A rating as a widget; screen readers hear the symbol and its meaning."""

    def __init__(
        self,
        code: str | None = None,
        *,
        size: int = 16,
        arrow: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        if name:
            self.setObjectName(name)
        self.set_rating(code, arrow)

    def set_rating(self, code: str | None, arrow: str = "") -> None:
        """Show ``code`` with an optional arrow."""
        self._code = code
        self._arrow = arrow
        said = f"{symbol(code)} {meaning(code)}" if code and code != DITTO else (code or "")
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = theme.px(self._size)
        return QSize(round(rating_width(size, arrow=bool(self._arrow))) + 1, size + theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_rating(
            QPainter(self),
            QRectF(self.rect()),
            self._code,
            size=theme.px(self._size),
            arrow=self._arrow,
        )
