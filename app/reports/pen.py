"""Drawing in millimetres from the top left corner: what every document draws with.

Text is always literal: nothing typed by a person can become markup, a link or an image,
because nothing here parses it (RELIABILITY.md §B5, ReportLab).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from app.reports.fonts import ASCENT, MM_PER_PT, Face, loaded, printable, runs, width
from app.reports.text import Style

PT_PER_MM: Final = 1 / MM_PER_PT
BLACK: Final = 0.0
WHITE: Final = 1.0
GREY: Final = 0.91  # #E8E8E8, 9 % ink: under the 12 % that a fax still keeps white enough
DOTTED: Final = (0.2, 0.8)

_INVISIBLE: Final = 3
_FILL_AND_STROKE: Final = 2

Point = tuple[float, float]


class Pen:
    """One page (or the shared layer of it) on a ReportLab canvas."""

    def __init__(self, canvas: Any, page_height: float) -> None:
        self._canvas = canvas
        self._top = page_height * PT_PER_MM

    @property
    def canvas(self) -> Any:
        """The canvas itself, for a drawing of another library (``chart``)."""
        return self._canvas

    @property
    def height(self) -> float:
        """Height of the page in points, as the canvas counts."""
        return self._top

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        *,
        white: bool = False,
        align: str = "left",
    ) -> None:
        """Set one line whose box begins at ``y``."""
        self.base_text(x, y + base_line(style), text, style, white=white, align=align)

    def base_text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style,
        *,
        white: bool = False,
        align: str = "left",
        visible: bool = True,
    ) -> None:
        """Set one line on the base line ``y``. Unseen text is there to be searched and copied."""
        text = printable(text)
        if align != "left":
            x -= width(text, style.face, style.size) * (0.5 if align == "centre" else 1.0)
        if white:
            self._canvas.setFillGray(WHITE)
        split = runs(text, style.face)
        for position, (face, part) in enumerate(split, 1):
            self._run(x, y, part, face, style, visible=visible)
            if position < len(split):
                x += width(part, face, style.size)
        if white:
            self._canvas.setFillGray(BLACK)

    def _run(
        self, x: float, y: float, part: str, face: Face, style: Style, *, visible: bool
    ) -> None:
        canvas = self._canvas
        mode = None if visible else _INVISIBLE
        if visible and face is Face.FALLBACK and style.face in {Face.BOLD, Face.FIGURES_BOLD}:
            mode = _FILL_AND_STROKE  # the fallback has no bold: its outline is drawn over
            canvas.setLineWidth(style.size * 0.03)
        self._show(x * PT_PER_MM, self._top - y * PT_PER_MM, part, face, style.size, mode)

    def _show(
        self, x: float, y: float, part: str, face: Face, size: float, mode: int | None = None
    ) -> None:
        """Write ``part`` at (x, y) in points; ReportLab's own way takes seven times as long."""
        name, codes = loaded(face).drawn(self._canvas._doc)  # noqa: SLF001
        text = "".join(map(codes.__getitem__, part))
        code = f"/{name} {size:.7g} Tf {x:.7g} {y:.7g} Td <{text}> Tj"
        self._canvas.addLiteral(f"BT {code} ET" if mode is None else f"BT {mode} Tr {code} 0 Tr ET")

    def turned_text(self, x: float, y: float, text: str, style: Style, *, spread: float) -> None:
        """Latin capitals running downwards, centred on (x, y), ``spread`` mm between letters."""
        letters = [(ch, width(ch, style.face, style.size)) for ch in printable(text)]
        length = sum(taken for _, taken in letters) + spread * (len(letters) - 1)
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x * PT_PER_MM, self._top - y * PT_PER_MM)
        canvas.rotate(-90)
        along = -length / 2
        for ch, taken in letters:
            self._show(round(along * PT_PER_MM, 4), -style.size * 0.36, ch, style.face, style.size)
            along += taken + spread
        canvas.restoreState()

    def line(
        self,
        start: Point,
        end: Point,
        stroke: float = 0.25,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line, ``stroke`` millimetres wide."""
        canvas = self._canvas
        canvas.setLineWidth(stroke * PT_PER_MM)
        if dash:
            canvas.setDash([part * PT_PER_MM for part in dash])
        canvas.line(*self._point(start), *self._point(end))
        if dash:
            canvas.setDash([])

    def frame(self, x: float, y: float, wide: float, high: float, stroke: float = 0.25) -> None:
        """An open box; the line lies on its edge."""
        canvas = self._canvas
        canvas.setLineWidth(stroke * PT_PER_MM)
        canvas.rect(*self._box(x, y, wide, high), stroke=1, fill=0)

    def fill(self, x: float, y: float, wide: float, high: float, grey: float = GREY) -> None:
        """A filled box without a line."""
        canvas = self._canvas
        canvas.setFillGray(grey)
        canvas.rect(*self._box(x, y, wide, high), stroke=0, fill=1)
        canvas.setFillGray(BLACK)

    def path(self, points: Sequence[Point], stroke: float, *, closed: bool) -> None:
        """Strokes through ``points`` with mitred corners."""
        canvas = self._canvas
        canvas.setLineWidth(stroke * PT_PER_MM)
        path = canvas.beginPath()
        path.moveTo(*self._point(points[0]))
        for point in points[1:]:
            path.lineTo(*self._point(point))
        if closed:
            path.close()
        canvas.drawPath(path, stroke=1, fill=0)

    def circle(self, centre: Point, radius: float, stroke: float) -> None:
        """An open circle."""
        canvas = self._canvas
        canvas.setLineWidth(stroke * PT_PER_MM)
        canvas.circle(*self._point(centre), radius * PT_PER_MM, stroke=1, fill=0)

    def _point(self, point: Point) -> Point:
        return point[0] * PT_PER_MM, self._top - point[1] * PT_PER_MM

    def _box(self, x: float, y: float, wide: float, high: float) -> tuple[float, ...]:
        return (
            x * PT_PER_MM,
            self._top - (y + high) * PT_PER_MM,
            wide * PT_PER_MM,
            high * PT_PER_MM,
        )


def base_line(style: Style) -> float:
    """Millimetres from the top of a line box to its base line: half of the spare leading on top."""
    return ((style.leading - style.size) / 2 + style.size * ASCENT) * MM_PER_PT
