"""One A3 page of the case sheet: two cases, each a band, eight columns, 論点 and メモ.

The widths and heights of the picture hold as long as the texts fit. Then, in this order: the
bodies grow into the free foot of the page, the columns give way to each other, the type goes
down to 9.5 pt; what still has no room goes on a 続き page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
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
    cut_widths,
    draw_columns,
    hopeless,
    least_height,
    rest_of,
    scaled,
    set_columns,
    shared_widths,
)
from app.reports.continuation import Rest
from app.reports.document import Page
from app.reports.flow import BAR, SCALES, Scale
from app.reports.frame import Frame
from app.reports.pen import Pen, Point

GAP: Final = 5.0
BODY: Final = 76.0
POINTS: Final = 26.0
MAX_POINTS: Final = 44.0
LEAST_SPLIT: Final = 140.0  # 論点 end at the first column edge beyond this
CUT_SCALE: Final = SCALES[2]  # a sheet that goes on elsewhere is set in 10 pt


class _Block:
    """One case on its way to a place on the page."""

    def __init__(self, view: SheetView, wide: float) -> None:
        self.view = view
        self.wide = wide - 2 * OUTER
        self.band = case_band(view, self.wide)
        self.columns = scaled(list(case_columns(view).values()), self.wide)
        self.points = Points(view)
        self.memo = Memo(view, max_notes=2)

    def points_height(self, scale: Scale) -> float:
        """Height of the 論点 row: that of the picture, or more for many points."""
        needed = self.points.needed(LEAST_SPLIT, scale)
        return min(max(POINTS, needed), MAX_POINTS)

    def fixed(self, scale: Scale) -> float:
        """Height of everything but the body."""
        return 2 * OUTER + self.band.height + BAR + self.points_height(scale)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a page is set: type, and for each case the body height and the column widths."""

    scale: Scale
    bodies: tuple[float, ...]
    widths: tuple[tuple[float, ...], ...]


def lay_a3(frame: Frame, views: Sequence[SheetView]) -> tuple[Page, list[Rest]]:
    """The page of one or two cases and what is left of them."""
    blocks = [_Block(view, frame.paper.inner) for view in views]
    plan = _plan(frame, blocks)
    draws, rests = [], []
    y = frame.body_top + GAP
    for block, body, widths in zip(blocks, plan.bodies, plan.widths, strict=True):
        draw, rest, height = _set_block(block, (frame.paper.left, y), body, widths, plan.scale)
        draws.append(draw)
        rests.append(rest)
        y += height + GAP

    def draw_all(pen: Pen) -> None:
        for draw in draws:
            draw(pen)

    page = Page(frame, draw_all, tuple(bookmark(view.head) for view in views))
    return page, [rest for rest in rests if rest.sections]


def _plan(frame: Frame, blocks: Sequence[_Block]) -> _Plan:
    room = frame.body_end - frame.body_top - GAP * len(blocks)
    for scale in SCALES:
        spare = room - sum(block.fixed(scale) for block in blocks)
        columns = (column for block in blocks for column in block.columns)
        if hopeless(columns, blocks[0].wide, spare, scale):
            continue
        if plan := next(_fitting(blocks, scale, spare), None):
            return plan
    spare = room - sum(block.fixed(CUT_SCALE) for block in blocks)
    return _cut_plan(blocks, spare)


def _fitting(blocks: Sequence[_Block], scale: Scale, spare: float) -> Iterator[_Plan]:
    """Plans at this type size that leave nothing over, the nearest to the picture first."""
    share = spare / len(blocks)
    for height in dict.fromkeys((min(BODY, share), share)):
        widths = shared_widths([(block.columns, height) for block in blocks], scale)
        if widths:
            yield _grown(blocks, scale, [widths] * len(blocks), spare)
    own = [shared_widths([(block.columns, share)], scale) for block in blocks]
    if all(own):
        yield _grown(blocks, scale, [widths for widths in own if widths], spare)
    least = [least_height(block.columns, scale) for block in blocks]
    if sum(height for height, _ in least) <= spare:
        yield _grown(blocks, scale, [widths for _, widths in least], spare)


def _grown(
    blocks: Sequence[_Block], scale: Scale, widths: Sequence[tuple[float, ...]], spare: float
) -> _Plan:
    """The plan with bodies as high as in the picture, or as high as their texts need."""
    needed = [
        max(c.height(w, scale) for c, w in zip(block.columns, own, strict=True))
        for block, own in zip(blocks, widths, strict=True)
    ]
    free = max(0.0, (spare - sum(needed)) / len(blocks))
    bodies = tuple(max(high, min(BODY, high + free)) for high in needed)
    return _Plan(scale, bodies, tuple(widths))


def _cut_plan(blocks: Sequence[_Block], spare: float) -> _Plan:
    """Bodies that must be cut: a short case leaves its room to the long one beside it."""
    least = [least_height(block.columns, CUT_SCALE) for block in blocks]
    left, bodies = spare, [0.0] * len(blocks)
    by_height = sorted(range(len(blocks)), key=lambda position: least[position][0])
    for done, position in enumerate(by_height):
        bodies[position] = min(float(least[position][0]), left / (len(blocks) - done))
        left -= bodies[position]
    widths = tuple(
        cut_widths(block.columns, body, CUT_SCALE)
        for block, body in zip(blocks, bodies, strict=True)
    )
    return _Plan(CUT_SCALE, tuple(bodies), widths)


def _set_block(
    block: _Block, at: Point, body: float, widths: tuple[float, ...], scale: Scale
) -> tuple[Callable[[Pen], None], Rest, float]:
    """Set one case at ``at``: how to draw it, what is left of it, its height."""
    x, y = at
    cells = set_columns(block.columns, widths, body, scale)
    points_high = block.points_height(scale)
    split = next(edge for edge in accumulate(widths) if edge >= LEAST_SPLIT)
    points = block.points.set(split, points_high, scale)
    notes, notes_rest = block.memo.set(block.wide - split)
    height = block.fixed(scale) + body
    rest = rest_of_case(
        block.view.head, (*block.band.rest, *rest_of(cells), *points.rest, *notes_rest)
    )

    def draw(pen: Pen) -> None:
        left, top = x + OUTER, y + OUTER
        block.band.draw(pen, left, top)
        table = top + block.band.height
        draw_columns(pen, left, table, cells, body)
        foot = table + BAR + body
        block.points.draw(pen, left, foot, split, points)
        block.memo.draw(pen, (left + split, foot), (block.wide - split, points_high), notes)
        pen.line((left + split, foot), (left + split, foot + points_high))
        pen.line((left, table), (left + block.wide, table), STRONG)
        pen.line((left, foot), (left + block.wide, foot), STRONG)
        half = OUTER / 2
        pen.frame(x + half, y + half, block.wide + OUTER, height - OUTER, OUTER)

    return draw, rest, height
