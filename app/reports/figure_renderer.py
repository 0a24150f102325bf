"""matplotlib's drawing calls on a ReportLab page. Loads matplotlib: import it on first use only."""

# ruff: noqa: ARG002, N803, FBT002 - matplotlib fixes names and order of the arguments

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from matplotlib.backend_bases import RendererBase
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from app.reports.fonts import MM_PER_PT, Face, width
from app.reports.pen import PT_PER_MM, Pen
from app.reports.text import Style

_DESCENT: Final = 0.12
_TILE: Final = 72.0  # side of one hatch tile in points, as matplotlib's own backends have it
_HATCH_DENSITY: Final = 6.0  # matplotlib's default


class PaperRenderer(RendererBase):
    """matplotlib's drawing calls on a ReportLab canvas, in points from the lower left."""

    def __init__(self, pen: Pen, x: float, y: float, high: float) -> None:
        super().__init__()
        self.pen, self.canvas = pen, pen.canvas
        self.x, self.y, self.high = x, y, high
        left, base = x * PT_PER_MM, pen.height - y * PT_PER_MM - high
        self.place = Affine2D().translate(left, base)

    def flipy(self) -> bool:
        return False

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: Any
    ) -> tuple[float, float, float]:
        size = prop.get_size_in_points()
        return width(s, _face(prop), size) * PT_PER_MM, size, size * _DESCENT

    def draw_text(  # matplotlib fixes the arguments
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        size = prop.get_size_in_points()
        style = Style(_face(prop), size, size * 1.2)
        white = min(gc.get_rgb()[:3]) > 0.9
        at = self.x + x * MM_PER_PT, self.y + (self.high - y) * MM_PER_PT
        self.pen.base_text(*at, s, style, white=white)

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
        outline = self._outline(path, transform)
        stroke = gc.get_linewidth() > 0 and gc.get_rgb()[3:] != (0.0,)
        fill = rgbFace is not None and (len(rgbFace) < 4 or rgbFace[3] > 0)
        self.canvas.saveState()
        if fill:
            self.canvas.setFillColorRGB(*rgbFace[:3])
            self.canvas.drawPath(outline, stroke=0, fill=1)
        if gc.get_hatch():
            self._hatch(gc, path, transform, outline)
        if stroke:
            self.canvas.setStrokeColorRGB(*gc.get_rgb()[:3])
            self.canvas.setLineWidth(gc.get_linewidth())
            _, dashes = gc.get_dashes()
            self.canvas.setDash([float(part) for part in dashes] if dashes else [])
            self.canvas.drawPath(outline, stroke=1, fill=0)
        self.canvas.restoreState()

    def _outline(self, path: Any, transform: Any) -> Any:
        drawn = self.canvas.beginPath()
        for points, code in _segments(path.transformed(transform + self.place)):
            getattr(drawn, code)(*points)
        return drawn

    def _hatch(self, gc: Any, path: Any, transform: Any, outline: Any) -> None:
        """The hatch in tiles that begin at the page's corner, cut to the path."""
        self.canvas.saveState()
        self.canvas.clipPath(outline, stroke=0, fill=0)
        self.canvas.setStrokeColorRGB(*gc.get_hatch_color()[:3])
        self.canvas.setLineWidth(gc.get_hatch_linewidth())
        box = path.transformed(transform).get_extents()
        tile = gc.get_hatch_path(_HATCH_DENSITY)
        for column in range(int(box.x0 // _TILE), int(box.x1 // _TILE) + 1):
            for row in range(int(box.y0 // _TILE), int(box.y1 // _TILE) + 1):
                at = Affine2D().scale(_TILE).translate(column * _TILE, row * _TILE)
                self.canvas.drawPath(self._outline(tile, at), stroke=1, fill=0)
        self.canvas.restoreState()


def _face(prop: Any) -> Face:
    """The bundled face a figure asked for by its file."""
    return next((face for face in Face if f"{face.value}.ttf" in str(prop.get_file())), Face.TEXT)


def _segments(path: Any) -> Iterator[tuple[tuple[float, ...], str]]:
    """Points and name of the ReportLab call for each piece; a quadratic curve becomes a cubic."""
    calls = {Path.MOVETO: "moveTo", Path.LINETO: "lineTo", Path.CURVE4: "curveTo"}
    last: tuple[float, float] = (0.0, 0.0)
    for raw, code in path.iter_segments(simplify=False):
        points = tuple(float(value) for value in raw)
        if code == Path.CLOSEPOLY:
            yield (), "close"
            continue
        if code == Path.CURVE3:
            (x0, y0), (x1, y1, x2, y2) = last, points
            first = x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0)
            second = x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2)
            yield (*first, *second, x2, y2), "curveTo"
        else:
            yield points, calls[code]
        last = points[-2], points[-1]
