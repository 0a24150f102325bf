"""Rating symbols and arrows on paper, from the shapes the screen uses (DESIGN-SYSTEM §6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.care import rating_geometry as shape
from app.care.ratings import symbol
from app.reports.fonts import MM_PER_PT, Face
from app.reports.pen import Pen, Point
from app.reports.text import Style

_ARROW_TEXT: Final = {"up": "↑", "down": "↓"}


def draw_rating(pen: Pen, x: float, y: float, code: str, size: float) -> float:
    """Draw a rating whose box has its left middle at (x, y); ``size`` is the box in mm.

    The symbol also lies there as unseen text, so that a PDF can be searched for △1 and read
    aloud. Gives back the width taken.
    """
    unit = size / shape.BOX
    top = y - size / 2
    style = Style(Face.BOLD, shape.DIGIT_SIZE * unit / MM_PER_PT, 0)
    base = y + style.size * 0.36 * MM_PER_PT
    pen.base_text(x, base, symbol(code)[0], style, visible=False)
    stroke = shape.stroke_of(code, shape.STROKE_PAPER) * unit
    if shape.is_circle(code):
        centre = (x + shape.CIRCLE_CENTRE[0] * unit, top + shape.CIRCLE_CENTRE[1] * unit)
        pen.circle(centre, shape.CIRCLE_RADIUS * unit, stroke)
    else:
        _draw(pen, (x, top), unit, shape.lines(code, shape.STROKE_PAPER), stroke)
    if digit := shape.digit(code):
        cell = shape.DIGIT_SIZE * shape.DIGIT_CELL_EM * unit
        middle = x + size + shape.GAP * unit + cell / 2
        pen.base_text(middle, base, digit, style, align="centre")
    return shape.width(code, size)


def draw_arrow(pen: Pen, x: float, y: float, mark: str, size: float) -> None:
    """Draw ↑ (``up``) or ↓ (``down``) with its left middle at (x, y)."""
    unit = size / shape.BOX
    style = Style(Face.BOLD, size / MM_PER_PT, 0)
    pen.base_text(x, y + size * 0.36, _ARROW_TEXT[mark], style, visible=False)
    stroke = shape.ARROW_STROKE_PAPER * unit
    _draw(pen, (x, y - size / 2), unit, shape.arrow_lines(mark), stroke)


def _draw(pen: Pen, at: Point, unit: float, lines: Iterable[shape.Line], stroke: float) -> None:
    x, top = at
    for line in lines:
        points = [(x + px * unit, top + py * unit) for px, py in line.points]
        pen.path(points, stroke, closed=line.closed)
