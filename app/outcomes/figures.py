"""The charts as matplotlib figures: the same functions draw on screen and on paper (design 07).

Each takes a frozen value, a size in millimetres and a look, and gives a ``Figure`` of its own; no
``pyplot``, so nothing is shared between two of them. Coordinates are points from the lower left
corner. Hatch means the year compared with or a prediction not reached, solid the year reported,
so a chart survives a fax. Call only off the start: matplotlib takes its time to load.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from app.outcomes.charts import Bar, LineChart, PairChart, StackChart, YearChart
from app.paths import resource

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

PT_PER_MM: Final = 72 / 25.4
REGULAR, BOLD = "BIZUDPGothic-Regular", "BIZUDPGothic-Bold"
HATCH: Final = "////"
SIZE: Final = 10.0
SMALL: Final = 9.5


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of a medium; on paper black and white only (DESIGN-SYSTEM §10)."""

    ink: str
    quiet: str  # denominators, axes
    solid: str
    on_solid: str
    tint: str
    hatch: str
    missed: str  # hatch of what was not reached
    second: str  # the second line
    better: str  # bands of people who got better
    same: str  # bands of people who stayed
    worse: str  # ground below the hatch of those who got worse


PAPER: Final = Look(
    "#000000", "#000000", "#000000", "#FFFFFF", "#FFFFFF", "#000000", "#000000", "#000000",
    better="#000000", same="#FFFFFF", worse="#FFFFFF",
)  # fmt: skip
# The tokens sumi, nibi, ai, surface, ai-t, line2, kaki (DESIGN-SYSTEM §2).
SCREEN: Final = Look(
    "#1E2429", "#465059", "#1F4E79", "#FFFFFF", "#E4EDF5", "#85817A", "#A8420F", "#A8420F",
    better="#7FA6C6", same="#ECE9E1", worse="#FBEADF",
)  # fmt: skip


# Told only to say that fonts are looked through, once on a computer; nobody can act on it.
logging.getLogger("matplotlib").setLevel(logging.ERROR)


@lru_cache
def font(*, bold: bool = False, size: float = SIZE) -> FontProperties:
    """The bundled face as matplotlib wants it."""
    from matplotlib.font_manager import FontProperties

    name = BOLD if bold else REGULAR
    return FontProperties(fname=str(resource(f"fonts/{name}.ttf")), size=size)


class Sheet:
    """An empty figure with a coordinate system in points."""

    def __init__(self, wide: float, high: float, look: Look) -> None:
        from matplotlib.figure import Figure

        self.wide, self.high, self.look = wide * PT_PER_MM, high * PT_PER_MM, look
        self.figure: Figure = Figure(figsize=(self.wide / 72, self.high / 72), dpi=72)
        self.figure.patch.set_visible(False)
        self.axes: Any = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.wide)
        self.axes.set_ylim(0, self.high)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        bold: bool = False,
        size: float = SIZE,
        colour: str = "",
        align: str = "left",
    ) -> None:
        """One line, centred on the height ``y``."""
        self.axes.text(
            x,
            y - size * 0.36,  # half the height of a figure above the base line
            text,
            fontproperties=font(bold=bold, size=size),
            color=colour or self.look.ink,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        *,
        fill: str = "none",
        hatch: str = "",
        dash: bool = False,
        edge: str = "",
    ) -> None:
        """A rectangle; ``hatch`` is the colour of its strokes."""
        from matplotlib.patches import Rectangle

        patch = Rectangle(
            (x, y),
            wide,
            high,
            facecolor=fill,
            edgecolor=hatch or edge or self.look.ink,
            linewidth=0.7,
            linestyle=(0, (3, 2)) if dash else "-",
            hatch=HATCH if hatch else None,
        )
        patch.set_hatch_linewidth(0.7)
        self.axes.add_patch(patch)

    def line(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> None:
        """A stroke through points."""
        self.axes.plot(xs, ys, **{"color": self.look.ink, "linewidth": 0.7, **style})


def pair_figure(chart: PairChart, wide: float, high: float, look: Look = SCREEN) -> Figure:
    """Shares by category: hatched the year compared with, solid the year reported."""
    sheet = Sheet(wide, high, look)
    top = sheet.high
    if chart.base:
        top -= 20
        _pair_legend(sheet, chart, top + 8)
    left = max(text_width(name) for name in chart.categories) + 12
    bars = (*chart.base, *chart.target)
    room = (
        sheet.wide - left - max(1.1 * text_width(f"{bar.label} {bar.detail}") for bar in bars) - 10
    )
    most = max((bar.percent or 0 for bar in bars), default=0) or 100
    step = top / len(chart.categories)
    thick = min(14.0, step * (0.36 if chart.base else 0.62))
    sheet.line([left, left], [0, top], color=look.quiet)
    for place, name in enumerate(chart.categories):
        middle = top - step * (place + 0.5)
        sheet.text(left - 8, middle, name, align="right")
        target = chart.target[place]
        if chart.base:
            _bar(
                sheet,
                left,
                middle + thick / 2 + 1,
                thick,
                chart.base[place],
                room / most,
                base=True,
            )
            _bar(sheet, left, middle - thick / 2 - 1, thick, target, room / most)
        else:
            _bar(sheet, left, middle, thick, target, room / most)
    return sheet.figure


def _pair_legend(sheet: Sheet, chart: PairChart, y: float) -> None:
    needed = text_width(chart.base_name) + text_width(chart.target_name) + 50
    x = max(0.0, min(max(map(text_width, chart.categories)) + 12, sheet.wide - needed))
    sheet.box(x, y - 4, 11, 9, hatch=sheet.look.hatch)
    sheet.text(x + 16, y, chart.base_name)
    x += 16 + text_width(chart.base_name) + 18
    sheet.box(x, y - 4, 11, 9, fill=sheet.look.solid)
    sheet.text(x + 16, y, chart.target_name)


def _bar(
    sheet: Sheet,
    x: float,
    middle: float,
    thick: float,
    bar: Bar,
    scale: float,
    *,
    base: bool = False,
) -> None:
    look, long = sheet.look, (bar.percent or 0.0) * scale
    if long > 0:
        sheet.box(
            x,
            middle - thick / 2,
            long,
            thick,
            fill="none" if base else look.solid,
            hatch=look.hatch if base else "",
            edge=look.solid,
        )
    sheet.text(x + long + 5, middle, bar.label, bold=not base)
    if bar.detail:
        after = x + long + 5 + text_width(bar.label) + 5
        sheet.text(after, middle, bar.detail, size=SMALL, colour=look.quiet)


def year_figure(chart: YearChart, wide: float, high: float, look: Look = SCREEN) -> Figure:
    """A share over the years: hatched the base year, solid the target year, dashed unfinished."""
    sheet = Sheet(wide, high, look)
    floor, top = 30.0, sheet.high - 18
    step = min(96.0, sheet.wide / len(chart.bars))
    most = max((each.bar.percent or 0.0 for each in chart.bars), default=0.0) or 100.0
    sheet.line([0, step * len(chart.bars)], [floor, floor], color=look.quiet)
    styles: dict[str, dict[str, Any]] = {
        "base": {"hatch": look.hatch},
        "target": {"fill": look.solid, "edge": look.solid},
        "between": {"fill": look.tint},
        "unfinished": {"dash": True},
    }
    for place, each in enumerate(chart.bars):
        middle, tall = step * (place + 0.5), (each.bar.percent or 0.0) / most * (top - floor)
        if tall > 0:
            sheet.box(middle - step * 0.24, floor, step * 0.48, tall, **styles[each.kind])
        sheet.text(middle, floor + tall + 9, each.bar.label, bold=True, align="center")
        sheet.text(middle, floor - 9, each.name, bold=each.kind == "target", align="center")
        sheet.text(
            middle, floor - 22, each.bar.detail, size=SMALL, colour=look.quiet, align="center"
        )
    return sheet.figure


def line_figure(chart: LineChart, wide: float, high: float, look: Look = SCREEN) -> Figure:
    """Indices over the years, told apart by stroke and mark."""
    sheet = Sheet(wide, high, look)
    values = [value for line in chart.lines for _, value in line.points]
    grid = _ticks(min(values), max(values))
    names = max(text_width(line.name) for line in chart.lines) + 14
    left, right, floor, top = 34.0, sheet.wide - names - 14, 22.0, sheet.high - 8
    low, high_value = grid[0], grid[-1]
    years = [year for year, _ in chart.years]

    def x(year: int) -> float:
        return left + 14 + (right - left - 28) * (year - years[0]) / max(1, years[-1] - years[0])

    def y(value: float) -> float:
        return floor + 6 + (top - floor - 12) * (value - low) / (high_value - low)

    for tick in grid:
        sheet.line([left, right], [y(tick)] * 2, color=look.quiet, linewidth=0.3)
        sheet.text(left - 6, y(tick), f"{tick:g}", size=SMALL, align="right")
    for year, name in chart.years:
        sheet.text(x(year), floor - 10, name, size=SMALL, align="center")
    styles: dict[str, dict[str, Any]] = {
        "programme": {"color": look.solid, "linewidth": 1.8, "marker": "s", "markersize": 5},
        "preventive": {
            "color": look.second, "linewidth": 1.2, "linestyle": (0, (5, 2)), "marker": "^",
            "markersize": 7, "markerfacecolor": "white",
        },
        "population": {
            "color": look.quiet, "linewidth": 1.2, "linestyle": (0, (1, 2)), "marker": "o",
            "markersize": 6, "markerfacecolor": "white",
        },
    }  # fmt: skip
    ends = _apart([y(line.points[-1][1]) for line in chart.lines])
    for line, end in zip(chart.lines, ends, strict=True):
        xs, ys = [x(year) for year, _ in line.points], [y(value) for _, value in line.points]
        sheet.line(xs, ys, **styles[line.kind], clip_on=False)
        sheet.line([xs[-1] + 5, right + 10], [ys[-1], end], color=look.quiet, linewidth=0.3)
        sheet.text(right + 13, end, line.name, bold=line.kind == "programme")
    return sheet.figure


def stack_figure(chart: StackChart, wide: float, high: float, look: Look = SCREEN) -> Figure:
    """Predictions by item: hatched not reached, plain as predicted, solid better."""
    sheet = Sheet(wide, high, look)
    left = max(text_width(row.name) for row in chart.rows) + 12
    right = sheet.wide - max(text_width(row.detail) for row in chart.rows) - 8
    top = _stack_legend(sheet, chart.names, left)
    step = top / len(chart.rows)
    thick = min(15.0, step * 0.72)
    for place, row in enumerate(chart.rows):
        middle, x = top - step * (place + 0.5), left
        sheet.text(left - 8, middle, row.name, align="right")
        for kind, percent in enumerate(row.parts):
            long = (right - left) * percent / 100
            if long > 0:
                _part(sheet, x, middle - thick / 2, long, thick, kind)
                _part_label(sheet, x + long / 2, middle, percent, long, kind)
            x += long
        sheet.text(right + 6, middle, row.detail, size=SMALL, colour=look.quiet)
    return sheet.figure


def _stack_legend(sheet: Sheet, names: Sequence[str], left: float) -> float:
    """The names of the parts, in two lines where one is too narrow; the height left below."""
    needed = sum(text_width(name) + 33 for name in names) - 8  # hinting makes texts a bit wider
    begin = max(0.0, min(left, sheet.wide - needed))
    x, top = begin, sheet.high - 20
    for kind, name in enumerate(names):
        if x > begin and x + 17 + text_width(name) > sheet.wide:
            x, top = begin, top - 15
        _part(sheet, x, top + 4, 12, 9, kind)
        sheet.text(x + 17, top + 8.5, name)
        x += 17 + text_width(name) + 16
    return top


def _part(sheet: Sheet, x: float, y: float, wide: float, high: float, kind: int) -> None:
    look = sheet.look
    if kind == 0:
        sheet.box(x, y, wide, high, hatch=look.missed)
    else:
        sheet.box(x, y, wide, high, fill=(look.tint, look.solid)[kind - 1], edge=look.solid)


def _part_label(sheet: Sheet, x: float, y: float, percent: float, long: float, kind: int) -> None:
    """The per cent in its part: on a white ground over the hatch, left out where it can't stand."""
    text = f"{int(percent + 0.5)}%"
    wide = text_width(text) + 4
    if wide > long - 2:
        return
    if kind == 0:
        sheet.box(x - wide / 2, y - 5.5, wide, 11, fill="white", edge="white")
    colour = sheet.look.on_solid if kind == 2 else sheet.look.ink
    sheet.text(x, y, text, bold=True, colour=colour, align="center")


@lru_cache(maxsize=256)
def text_width(text: str) -> float:
    """Points that ``text`` takes in the regular face."""
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags

    face = get_font(str(resource(f"fonts/{REGULAR}.ttf")))
    face.set_size(SIZE, 72)
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(face.get_width_height()[0]) / 64


def _ticks(low: float, high: float) -> list[float]:
    """Round values around a range, three to six of them."""
    step = next(
        each
        for each in (2, 4, 5, 10, 20, 50, 100, 200, 500, 1e3, 1e4, 1e6, 1e9)
        if (high - low) / each <= 4
    )
    first = int(low // step)
    last = max(first + 1, -int(-high // step))
    return [step * place for place in range(first, last + 1)]


def _apart(ends: Sequence[float], least: float = 13.0) -> list[float]:
    """Heights for names at line ends, moved up so that none covers another."""
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    found, last = list(ends), float("-inf")
    for place in order:
        found[place] = last = max(ends[place], last + least)
    return found
