"""Shapes of the rating glyph as plain numbers, one source for screen, room and paper.

DESIGN-SYSTEM §6 and ``design/ds.js``: a box of 16 units, origin top left, y grows downwards
(paper flips it). The font's × is much smaller than its ○ and △, so a rating is never type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Point = tuple[float, float]

BOX: Final = 16.0
STROKE_SCREEN: Final = 1.9
STROKE_ROOM: Final = 2.1
STROKE_PAPER: Final = 2.0
ARROW_STROKE_SCREEN: Final = 2.1
ARROW_STROKE_ROOM: Final = 2.3
ARROW_STROKE_PAPER: Final = 2.4

CIRCLE_CENTRE: Final[Point] = (8.0, 8.0)
CIRCLE_RADIUS: Final = 6.5

DIGIT_CELL_EM: Final = 0.66  # width of the cell the digit is centred in
DIGIT_SIZE: Final = 15.0  # its type size while the box measures 16
GAP: Final = 2.0  # between box and digit cell


@dataclass(frozen=True, slots=True)
class Line:
    """A run of straight strokes; ``closed`` joins the last point to the first with a mitre."""

    points: tuple[Point, ...]
    closed: bool = False


ARROW_UP: Final = (
    Line(((8.0, 15.0), (8.0, 2.0))),
    Line(((3.2, 6.8), (8.0, 2.0), (12.8, 6.8))),
)
ARROW_DOWN: Final = (
    Line(((8.0, 1.0), (8.0, 14.0))),
    Line(((3.2, 9.2), (8.0, 14.0), (12.8, 9.2))),
)
CROSS: Final = (
    Line(((2.6, 2.6), (13.4, 13.4))),
    Line(((13.4, 2.6), (2.6, 13.4))),
)
DASH: Final = (Line(((2.0, 8.0), (14.0, 8.0))),)


def triangle(stroke: float) -> tuple[Line, ...]:
    """The △, pulled in by the stroke so that its mitred corners stay in the box."""
    inset = stroke / 2 + 0.6
    base = BOX - inset - 0.4
    return (Line(((8.0, inset + 0.6), (BOX - inset, base), (inset, base)), closed=True),)


def is_circle(code: str) -> bool:
    """Whether ``code`` is drawn as a circle; every other code is made of ``lines``."""
    return code.startswith("O")


def lines(code: str, stroke: float = STROKE_SCREEN) -> tuple[Line, ...]:
    """The straight strokes of a rating: △, ×, or the dash of —; none for ○."""
    if is_circle(code):
        return ()
    return {"D": triangle(stroke), "X": CROSS, "N": DASH}[code[0]]


def stroke_of(code: str, stroke: float = STROKE_SCREEN) -> float:
    """Width of the pen; the diagonals of × look thinner and get a little more."""
    return stroke + 0.2 if code.startswith("X") else stroke


def digit(code: str) -> str:
    """The digit beside the shape; — has none."""
    return "" if code == "NA" else code[1]


def arrow_lines(mark: str) -> tuple[Line, ...]:
    """The strokes of ``up`` or ``down``; none for no arrow."""
    return {"up": ARROW_UP, "down": ARROW_DOWN}.get(mark, ())


def width(code: str, size: float) -> float:
    """Room a rating takes when its box is ``size`` wide."""
    if code == "NA":
        return size
    return size + (GAP + DIGIT_SIZE * DIGIT_CELL_EM) * size / BOX
