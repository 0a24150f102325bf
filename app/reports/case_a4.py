"""One A4 page of the case sheet: one case, its columns regrouped into four bands.

For towns without an A3 printer: living, illness and medicines above, the wish across the whole
width, problem beside view, support beside monitoring, then 論点 and メモ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.care.disclosure import SheetView
from app.reports.case_block import (
    OUTER,
    STRONG,
    Memo,
    Points,
    bookmark,
    case_band,
    rest_of_case,
)
from app.reports.case_content import case_columns
from app.reports.columns import (
    Column,
    cut_widths,
    draw_columns,
    hopeless,
    least_height,
    rest_of,
    set_columns,
)
from app.reports.continuation import Rest
from app.reports.document import Page
from app.reports.flow import BAR, SCALES, Scale, SetCell
from app.reports.frame import Frame
from app.reports.pen import Pen

GAP: Final = 3.0
MEMO: Final = 24.0
MAX_POINTS: Final = 50.0
MAX_GROWTH: Final = 8.0
BAND_SIZES: Final = (11, 10.5, 10)
# The columns of each band and their share of the width.
_BANDS: Final = (
    (("home", 0.29), ("medical", 0.33), ("drugs", 0.38)),
    (("wish", 1.0),),
    (("issues", 0.5), ("assessment", 0.5)),
    (("support", 0.42), ("monitoring", 0.58)),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One band of columns: its text height and widths."""

    columns: tuple[Column, ...]
    height: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is set on the page: the bands' cells, 論点 and its height, the notes."""

    cells: list[list[tuple[float, str, SetCell]]]
    points: SetCell
    points_high: float
    notes: tuple[str, ...]


def lay_a4(frame: Frame, view: SheetView) -> tuple[Page, list[Rest]]:
    """The page of one case and what is left of it."""
    return _Sheet(frame, view).lay()


class _Sheet:
    def __init__(self, frame: Frame, view: SheetView) -> None:
        self.frame = frame
        self.view = view
        self.wide = frame.paper.inner - 2 * OUTER
        self.top = frame.body_top + GAP
        self.band = case_band(view, self.wide, sizes=BAND_SIZES, max_rows=4)
        self.points = Points(view)
        self.memo = Memo(view, max_notes=3)
        by_name = case_columns(view)
        self.bands = [self._columns(by_name, band) for band in _BANDS]

    def _columns(
        self, by_name: dict[str, Column], band: Sequence[tuple[str, float]]
    ) -> tuple[Column, ...]:
        columns = []
        for name, share in band:
            column = by_name[name]
            column.design = self.wide * share
            columns.append(column)
        return tuple(columns)

    def lay(self) -> tuple[Page, list[Rest]]:
        scale, rows, points_high = self._plan()
        cells = [set_columns(row.columns, row.widths, row.height, scale) for row in rows]
        points = self.points.set(self.wide, points_high, scale)
        notes, notes_rest = self.memo.set(self.wide)
        left_over = [section for row in cells for section in rest_of(row)]
        rest = rest_of_case(
            self.view.head, (*self.band.rest, *left_over, *points.rest, *notes_rest)
        )

        def draw(pen: Pen) -> None:
            self._draw(pen, rows, _Texts(cells, points, points_high, notes))

        page = Page(self.frame, draw, (bookmark(self.view.head),))
        return page, [rest] if rest.sections else []

    def _room(self, points_high: float) -> float:
        """Height for the texts of all bands."""
        used = self.band.height + BAR * len(self.bands) + points_high + MEMO + 2 * OUTER
        return self.frame.body_end - self.top - used

    def _points_height(self, scale: Scale) -> float:
        return min(self.points.needed(self.wide, scale), MAX_POINTS)

    def _plan(self) -> tuple[Scale, list[_Row], float]:
        """The largest type at which all fits; else 10 pt with the bands cut to their share."""
        for scale in SCALES:
            points_high = self._points_height(scale)
            columns = (column for band in self.bands for column in band)
            if hopeless(columns, self.wide, self._room(points_high), scale):
                continue
            rows = [_Row(band, *least_height(band, scale)) for band in self.bands]
            spare = self._room(points_high) - sum(row.height for row in rows)
            if spare >= 0:
                growth = min(MAX_GROWTH, spare / len(rows))
                return scale, [_grown(row, growth) for row in rows], points_high
        cut = SCALES[2]
        points_high = self._points_height(cut)
        rows = [_Row(band, *least_height(band, cut)) for band in self.bands]
        return cut, _cut(rows, self._room(points_high), cut), points_high

    def _draw(
        self,
        pen: Pen,
        rows: Sequence[_Row],
        texts: _Texts,
    ) -> None:
        x, y = self.frame.paper.left + OUTER, self.top + OUTER
        self.band.draw(pen, x, y)
        y += self.band.height
        lines = [y]
        for row, set_cells in zip(rows, texts.cells, strict=True):
            draw_columns(pen, x, y, set_cells, row.height)
            y += BAR + row.height
            lines.append(y)
        self.points.draw(pen, x, y, self.wide, texts.points)
        y += texts.points_high
        end = self.frame.body_end
        pen.line((x, y), (x + self.wide, y))
        self.memo.draw(pen, (x, y), (self.wide, end - OUTER - y), texts.notes)
        for edge in lines:
            pen.line((x, edge), (x + self.wide, edge), STRONG)
        half = OUTER / 2
        left = self.frame.paper.left + half
        pen.frame(left, self.top + half, self.wide + OUTER, end - self.top - OUTER, OUTER)


def _grown(row: _Row, growth: float) -> _Row:
    return _Row(row.columns, row.height + growth, row.widths)


def _cut(rows: Sequence[_Row], room: float, scale: Scale) -> list[_Row]:
    """Heights that add up to ``room``: short bands stay whole, long ones share the rest."""
    left, heights = room, [0.0] * len(rows)
    order = sorted(range(len(rows)), key=lambda position: rows[position].height)
    for done, position in enumerate(order):
        heights[position] = min(rows[position].height, left / (len(rows) - done))
        left -= heights[position]
    return [
        _Row(row.columns, height, cut_widths(row.columns, height, scale))
        for row, height in zip(rows, heights, strict=True)
    ]
