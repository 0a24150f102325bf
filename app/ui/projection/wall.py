"""A frame of the wall as a list of strokes and texts on a scene of 1920x1080.

``Wall`` lays everything out once and records it; ``Frame`` paints the record, as often and at
whatever scale a window asks for. Laying out may fail, painting can't, so a canvas can keep its
last good frame. Every text is recorded with its place, which is what the privacy test, ``dev
projection`` and the test against clipped text read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from app.conference.wall_fit import Style
from app.ui import theme

_ORPHAN = 2.5  # em: a last line shorter than this is evened out
SMALLEST = 32  # px of the 1080p scene; nothing on the wall is smaller (DESIGN-SYSTEM §9)

Op = Callable[[QPainter], None]

# Measures people read out: 4.2kg, 1.2km, 6.4 %, 1日2食. Dates and counts of visits stay quiet.
_MEASURE = re.compile(
    r"[0-9０-９]+(?:[.．][0-9０-９]+)?\s?(?:kg|km|cm|mm|m(?![a-zA-Z])|%|％)|[1１一]日[0-9０-９一二三]食"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text on the wall: its size and the rectangle its ink line boxes take."""

    text: str
    px: int
    rect: QRectF
    fits: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A finished frame: paint it on any painter whose unit is the scene's pixel."""

    ops: tuple[Op, ...]
    texts: tuple[Drawn, ...]
    question: str

    def paint(self, painter: QPainter) -> None:
        """Paint everything in order."""
        for op in self.ops:
            op(painter)


@lru_cache(maxsize=64)
def room_font(size: int, bold: bool = False) -> QFont:  # noqa: FBT001, FBT002 - like theme.font
    """The wall's font in scene pixels: no scaling by the desk's DPI, no hinting."""
    made = QFont()
    made.setFamilies([theme.TEXT_FAMILY, theme.FALLBACK_FAMILY])
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def text_width(text: str, style: Style) -> float:
    """Width of one line in scene pixels."""
    return QFontMetricsF(room_font(style.size, style.bold)).horizontalAdvance(text)


class Wall:
    """Collects the strokes and texts of one frame."""

    def __init__(self) -> None:
        self._ops: list[Op] = []
        self._texts: list[Drawn] = []

    def frame(self, question: str) -> Frame:
        """What was collected."""
        return Frame(tuple(self._ops), tuple(self._texts), question)

    def fill(self, rect: QRectF, colour: str) -> None:
        """A plain area."""
        self._ops.append(lambda painter: painter.fillRect(rect, QColor(colour)))

    def rule(self, x: float, y: float, width: float, colour: str, thick: float = 2) -> None:
        """A horizontal line whose upper edge is ``y``."""
        self.fill(QRectF(x, y, width, thick), colour)

    def box(
        self,
        rect: QRectF,
        *,
        border: str,
        fill: str = theme.ROOM_GROUND,
        thick: float = 2,
        dashed: bool = False,
    ) -> None:
        """A rounded box; the border lies inside ``rect``."""

        def paint(painter: QPainter) -> None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(border), thick)
            if dashed:
                pen.setDashPattern([6 / thick, 4 / thick])
            painter.setPen(pen)
            painter.setBrush(QColor(fill))
            inner = rect.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
            painter.drawRoundedRect(
                inner, theme.RADIUS_CARD - thick / 2, theme.RADIUS_CARD - thick / 2
            )

        self._ops.append(paint)

    def clipped_fill(self, rect: QRectF, outline: QRectF, colour: str) -> None:
        """An area cut to the rounded corners of ``outline``."""

        def paint(painter: QPainter) -> None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            path = QPainterPath()
            path.addRoundedRect(outline, theme.RADIUS_CARD - 1, theme.RADIUS_CARD - 1)
            painter.setClipPath(path)
            painter.fillRect(rect, QColor(colour))
            painter.restore()

        self._ops.append(paint)

    def check(self, x: float, middle: float, size: float, colour: str) -> None:
        """A tick as a stroke: ✔ is not in the font."""

        def paint(painter: QPainter) -> None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            unit = size / 24
            pen = QPen(QColor(colour), 3.4 * unit)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            top = middle - size / 2
            painter.drawPolyline(
                [
                    QPointF(x + px * unit, top + py * unit)
                    for px, py in ((3.5, 12.5), (9.5, 18.5), (20.5, 5.5))
                ]
            )

        self._ops.append(paint)

    def draw(self, op: Op) -> None:
        """Any other painting, such as a rating glyph."""
        self._ops.append(op)

    def mark(self, rect: QRectF, text: str, size: int) -> None:
        """Record a text that ``draw`` paints as a shape, such as △1."""
        self._texts.append(Drawn(text, size, rect, fits=True))

    def line(
        self, x: float, y: float, text: str, style: Style, colour: str, *, room: float = 1e6
    ) -> float:
        """One line of text whose line box begins at ``y``; returns its width."""
        width = text_width(text, style)
        self._text(QRectF(x, y, room, style.line), text, style, colour, wrap=False)
        return width

    def line_right(self, right: float, y: float, text: str, style: Style, colour: str) -> float:
        """One line that ends at ``right``; returns where it begins."""
        start = right - text_width(text, style)
        self.line(start, y, text, style, colour)
        return start

    def paragraph(
        self,
        rect: QRectF,
        text: str,
        style: Style,
        colour: str,
        *,
        middle: bool = False,
        measures: bool = False,
    ) -> float:
        """Wrapped text in ``rect``, from its top or around its middle; returns the height used.

        ``measures`` sets figures with a unit in bold (design 06a).
        """
        height = text_height(text, style, rect.width())
        if middle:
            rect = QRectF(
                rect.left(), rect.top() + (rect.height() - height) / 2, rect.width(), height
            )
        self._text(rect, text, style, colour, measures=measures)
        return height

    def _text(
        self,
        rect: QRectF,
        text: str,
        style: Style,
        colour: str,
        *,
        wrap: bool = True,
        measures: bool = False,
    ) -> None:
        if style.size < SMALLEST:
            raise ValueError(f"{style.size} px is too small for the wall")
        if not text:
            return
        lines = phrased(text, style, rect.width()) if wrap else (text,)
        layouts = [
            _layout(line, style, rect.width(), wrap=wrap, measures=measures) for line in lines
        ]
        height = sum(layout.lineCount() for layout in layouts) * style.line
        width = max(layout.maximumWidth() if not wrap else _widest(layout) for layout in layouts)
        used = QRectF(rect.left(), rect.top(), width, height)
        fits = width <= rect.width() + 1 and height <= rect.height() + 1
        self._texts.append(Drawn(text, style.size, used, fits))
        where = rect.topLeft()

        def paint(painter: QPainter) -> None:
            painter.setPen(QColor(colour))
            top = where.y()
            for layout in layouts:
                layout.draw(painter, QPointF(where.x(), top))
                top += layout.lineCount() * style.line

        self._ops.append(paint)


def text_height(text: str, style: Style, width: float) -> float:
    """Height of ``text`` wrapped to ``width``, in whole lines."""
    layouts = (_layout(line, style, width) for line in text.split("\n"))
    return sum(layout.lineCount() for layout in layouts) * style.line if text else 0


def phrased(text: str, style: Style, width: float) -> tuple[str, ...]:
    """The lines of ``text``; one that wraps once breaks at a comma where both halves fit.

    Read from the back of a room, 「行事に出なくなっ／た」 is slower than a break at 、; and a last
    line of a sign or two gets company. The number of lines stays what ``text_height`` says.
    """
    found: list[str] = []
    for line in text.split("\n"):
        count = _line_count(line, style, width)
        cut = _best_cut(line, style, width) if count == 2 else 0
        if cut:
            found += [line[:cut], line[cut:]]
        elif count > 1:
            found += _without_orphan(line, style, width)
        else:
            found.append(line)
    return tuple(found)


def _without_orphan(line: str, style: Style, width: float) -> list[str]:
    """The wrapped lines, evened out when the last one would hold hardly anything."""
    layout = _layout(line, style, width)
    last = layout.lineAt(layout.lineCount() - 1)
    if last.naturalTextWidth() >= _ORPHAN * style.size:
        return [line]
    low, high = width / 2, width
    while high - low > 1:
        middle = (low + high) / 2
        fits = _line_count(line, style, middle) == layout.lineCount()
        low, high = (low, middle) if fits else (middle, high)
    even = _layout(line, style, high)
    units = line.encode("utf-16-le")  # Qt counts UTF-16 units
    pieces = []
    for number in range(even.lineCount()):
        piece = even.lineAt(number)
        start, end = 2 * piece.textStart(), 2 * (piece.textStart() + piece.textLength())
        pieces.append(units[start:end].decode("utf-16-le").rstrip())
    return pieces


def _best_cut(line: str, style: Style, width: float) -> int:
    """The place after a comma that makes the halves most alike; 0 where no comma serves."""
    bold = Style(style.size, style.line, bold=True)  # measures may be set in bold
    cuts = []
    for match in re.finditer(r"[、。，]", line[:-1]):
        halves = (line[: match.end()], line[match.end() :])
        first, second = (text_width(half, bold) for half in halves)
        if max(first, second) <= width:
            cuts.append((abs(first - second), match.end()))
    return min(cuts)[1] if cuts else 0


def _line_count(line: str, style: Style, width: float) -> int:
    return _layout(line, style, width).lineCount()


def _widest(layout: QTextLayout) -> float:
    return max(layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount()))


def _layout(
    text: str, style: Style, width: float, *, wrap: bool = True, measures: bool = False
) -> QTextLayout:
    """Lines at the style's line height; Qt keeps 、。」 and small kana off the line's start."""
    font = room_font(style.size, style.bold)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(
        QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wrap else QTextOption.WrapMode.NoWrap
    )
    layout.setTextOption(option)
    if measures:
        layout.setFormats([_bold(text, match, style) for match in _MEASURE.finditer(text)])
    metrics = QFontMetricsF(font)
    ascent = (style.line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, count * style.line + ascent - line.ascent()))
        count += 1
    layout.endLayout()
    return layout


def _bold(text: str, match: re.Match[str], style: Style) -> QTextLayout.FormatRange:
    bold = QTextCharFormat()
    bold.setFont(room_font(style.size, bold=True))
    found = QTextLayout.FormatRange()
    # Qt counts UTF-16 units, a rare kanji before the figure is two of them.
    found.start = len(text[: match.start()].encode("utf-16-le")) // 2
    found.length, found.format = len(match[0]), bold
    return found
