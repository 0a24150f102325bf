"""The bands of where people went, as a matplotlib figure (design 07). See ``figures`` for the rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from app.outcomes.charts import Band, FlowChart, Node
from app.outcomes.figures import HATCH, SCREEN, SMALL, Look, Sheet, text_width

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NODE: Final = 9.0  # width of a place
_BETWEEN: Final = 9.0  # free height between two places
_HEAD: Final = 18.0
_FOOT: Final = 7.0  # half a line of text below the last place
_LEAST: Final = 0.6  # height of a place with hardly anybody
_ORDER: Final = ("unknown", "same", "better", "worse")  # the last lie on top

Tops = dict[str, float]


def flow_figure(chart: FlowChart, wide: float, high: float, look: Look = SCREEN) -> Figure:
    """Bands as wide as people are many: solid better, hatched worse, plain the same."""
    sheet = Sheet(wide, high, look)
    people = sum(node.count for node in chart.nodes[0])
    most = max(len(nodes) for nodes in chart.nodes)
    scale = (sheet.high - _HEAD - _BETWEEN * (most - 1) - _FOOT) / people
    left = _side(chart.nodes[0])
    right = sheet.wide - _side(chart.nodes[2]) - _NODE
    xs = (left, (left + right) / 2, right)
    tops = tuple(_tops(nodes, sheet.high - _HEAD, scale) for nodes in chart.nodes)
    placed = _placed(chart, tops, scale)
    for kind in _ORDER:
        for band, y0, y1 in placed:
            if band.kind == kind:
                _draw_band(
                    sheet,
                    (xs[band.stage] + _NODE, y0),
                    (xs[band.stage + 1], y1),
                    band.count * scale,
                    kind,
                )
    for stage, nodes in enumerate(chart.nodes):
        sheet.text(
            xs[stage] + _NODE / 2, sheet.high - 7, chart.times[stage], size=SMALL, align="center"
        )
        for node in nodes:
            _draw_node(sheet, xs[stage], tops[stage][node.place], node, scale)
    for node in chart.nodes[0]:
        middle = _middle(node, tops[0], scale)
        sheet.text(left - 6, middle, str(node.count), bold=True, align="right")
        sheet.text(left - 6 - _figures(chart.nodes[0]) - 8, middle, node.name, align="right")
    for node in chart.nodes[1]:
        _write_between(sheet, xs[1], _middle(node, tops[1], scale), node)
    for node in chart.nodes[2]:
        middle = _middle(node, tops[2], scale)
        sheet.text(right + _NODE + 6, middle, node.name)
        sheet.text(sheet.wide, middle, str(node.count), bold=True, align="right")
    return sheet.figure


def _figures(nodes: Sequence[Node]) -> float:
    """Width of the column of counts; they are bold, which takes a tenth more."""
    return 1.1 * max(text_width(str(node.count)) for node in nodes)


def _side(nodes: Sequence[Node]) -> float:
    """Width of names and counts beside the first or the last time."""
    return max(text_width(node.name) for node in nodes) + _figures(nodes) + 16


def _middle(node: Node, tops: Tops, scale: float) -> float:
    return tops[node.place] - max(node.count * scale, _LEAST) / 2


def _tops(nodes: tuple[Node, ...], top: float, scale: float) -> Tops:
    found = {}
    for node in nodes:
        found[node.place] = top
        top -= node.count * scale + _BETWEEN
    return found


def _placed(
    chart: FlowChart, tops: tuple[Tops, ...], scale: float
) -> list[tuple[Band, float, float]]:
    """Each band with the heights of its upper edge at both ends, stacked in order of places."""
    leaving = [dict(each) for each in tops]
    coming = [dict(each) for each in tops]
    found = []
    for band in chart.bands:
        y0, y1 = leaving[band.stage][band.before], coming[band.stage + 1][band.after]
        found.append((band, y0, y1))
        leaving[band.stage][band.before] -= band.count * scale
        coming[band.stage + 1][band.after] -= band.count * scale
    return found


def _draw_band(
    sheet: Sheet, start: tuple[float, float], end: tuple[float, float], thick: float, kind: str
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    (x0, y0), (x1, y1) = start, end
    middle = (x0 + x1) / 2
    points = [
        (x0, y0), (middle, y0), (middle, y1), (x1, y1),
        (x1, y1 - thick), (middle, y1 - thick), (middle, y0 - thick), (x0, y0 - thick), (x0, y0),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    look = sheet.look
    line = look.on_solid if thick > 2 else look.better  # a thin band must not vanish in its edges
    styles: dict[str, dict[str, Any]] = {
        "better": {"facecolor": look.better, "edgecolor": line, "linewidth": 0.4},
        "worse": {"facecolor": look.worse, "edgecolor": look.missed, "linewidth": 0.4, "hatch": HATCH},
        "same": {"facecolor": look.same, "edgecolor": look.quiet, "linewidth": 0.3},
        "unknown": {"facecolor": "none", "edgecolor": look.quiet, "linewidth": 0.3, "linestyle": (0, (1, 2))},
    }  # fmt: skip
    patch = PathPatch(Path(points, codes), **styles[kind])
    patch.set_hatch_linewidth(0.7)
    sheet.axes.add_patch(patch)


def _draw_node(sheet: Sheet, x: float, top: float, node: Node, scale: float) -> None:
    look, tall = sheet.look, max(node.count * scale, _LEAST)
    known = node.place not in {"gone", "unknown"}
    sheet.box(x, top - tall, _NODE, tall, fill=look.solid if known else "white", edge=look.solid)


def _write_between(sheet: Sheet, x: float, middle: float, node: Node) -> None:
    """The count of the middle time, on a ground of its own since bands pass there."""
    wide = text_width(str(node.count)) + 4
    sheet.box(x + _NODE + 2, middle - 5.5, wide, 11, fill="white", edge="white")
    sheet.text(x + _NODE + 4, middle, str(node.count), size=SMALL)
