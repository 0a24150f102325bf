"""What each chart shows, as frozen values: no picture is drawn here (design 07).

A share that may not be shown has no bar; its place says that it is hidden.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.care import wareki
from app.care.items import item_of
from app.i18n import tr
from app.outcomes.definitions import sentence_least
from app.outcomes.evaluation import Group
from app.outcomes.flow import PLACES, place_label, step
from app.outcomes.growth import POPULATION, PREVENTIVE, PROGRAMME, Series
from app.outcomes.listing import level_label
from app.outcomes.published import Published, PublishedGroup, hidden_mark, kind_label
from app.outcomes.services import ENDINGS, ending_label
from app.outcomes.shares import Share
from app.outcomes.suppression import TOTAL, SafeTable
from app.outcomes.wording import figure_name, whole

_ITEMS_SHOWN = 6
_COMPARED = ("not_reached", "as_predicted", "better")


@dataclass(frozen=True, slots=True)
class Bar:
    """A length in per cent with what stands beside it; ``None``: hidden or nobody."""

    percent: float | None
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PairChart:
    """Shares by category, the year compared with (hatched) above the year reported (solid)."""

    categories: tuple[str, ...]
    base: tuple[Bar, ...]  # empty where there is nothing to compare with
    target: tuple[Bar, ...]
    base_name: str
    target_name: str


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year: ``kind`` is base, target, between or unfinished."""

    name: str
    bar: Bar
    kind: str


@dataclass(frozen=True, slots=True)
class YearChart:
    """A share over the years of entry."""

    bars: tuple[YearBar, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A series of indices; ``kind`` is programme, preventive or population."""

    name: str
    kind: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Indices over fiscal years, base year 100."""

    lines: tuple[Line, ...]
    years: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class StackRow:
    """One item: per cent not reached, as predicted, better; empty where hidden."""

    name: str
    parts: tuple[float, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class StackChart:
    """What came of the predictions, the items most often missed first."""

    rows: tuple[StackRow, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """People at one place at one time."""

    place: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Band:
    """People who went from a place to another between time ``stage`` and the next one."""

    stage: int
    before: str
    after: str
    count: int
    kind: str  # better, same, worse, unknown


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Where people went: the places at each of three times and the bands between them."""

    times: tuple[str, ...]
    nodes: tuple[tuple[Node, ...], ...]
    bands: tuple[Band, ...]


def bar_of(share: Share | None, lang: str) -> Bar:
    """A share as a bar with its counts; of few people the counts only (DESIGN-SYSTEM §7)."""
    if share is None:
        return Bar(None, tr("非表示", lang=lang))
    if not share.denominator:
        return Bar(None, tr("該当なし", lang=lang))
    counts = tr("{n}/{all}人", n=share.numerator, all=share.denominator, lang=lang)
    if share.denominator < sentence_least():
        return Bar(None, counts)
    return Bar(share.percent, f"{whole(share)}%", counts)


def _year_name(group: PublishedGroup | None, lang: str) -> str:
    if group is None or group.year is None:
        return ""
    return wareki.format_fiscal_year(group.year, lang=lang)


def worsening_chart(published: Published) -> PairChart | None:
    """K4 by level at the start; ``None`` without anybody."""
    target, base, lang = published.target, published.base, published.lang
    if target is None:
        return None
    levels = [row for row in target.states.rows if row != TOTAL]
    rows = [*levels, TOTAL] if len(levels) > 1 else levels

    def bars(group: PublishedGroup | None) -> tuple[Bar, ...]:
        if group is None:
            return ()
        known = {*group.states.rows, TOTAL}
        return tuple(
            bar_of(group.variant("primary", row) if row in known else Share(0, 0), lang)
            for row in rows
        )

    return PairChart(
        tuple(level_label(None if row == TOTAL else row, lang) for row in rows),
        bars(base),
        bars(target),
        _year_name(base, lang),
        _year_name(target, lang),
    )


def flow_chart(group: Group, lang: str) -> FlowChart | None:
    """Ways of the people of ``group``; ``None`` without anybody.

    It tells single people, so it is for the office only and knows no hiding.
    """
    if not group.ways:
        return None
    nodes, bands = [], []
    for stage in range(3):
        held = Counter[str]()
        for way, count in group.ways.items():
            held[way[stage]] += count
        nodes.append(
            tuple(Node(each, place_label(each, lang), held[each]) for each in PLACES if held[each])
        )
    for stage in range(2):
        moved = Counter[tuple[str, str]]()
        for way, count in group.ways.items():
            moved[way[stage], way[stage + 1]] += count
        bands += [
            Band(stage, before, after, moved[before, after], step(before, after))
            for before in PLACES
            for after in PLACES
            if moved[before, after]
        ]
    times = (
        tr("認定時", lang=lang),
        tr("{n}か月後", n=6, lang=lang),
        tr("{n}か月後", n=12, lang=lang),
    )
    return FlowChart(times, tuple(nodes), tuple(bands))


def uptake_chart(published: Published) -> YearChart | None:
    """K3 by year of entry; a year whose time has not all come is unfinished."""
    bars = []
    for group in published.groups:
        bar = bar_of(group.used, published.lang)
        if group.used is not None and not group.used.denominator:
            continue
        waiting = group.uptake.shown(group.uptake.rows[0], "not_due") != 0
        kind = "unfinished" if waiting else "between"
        if not waiting and group is published.target:
            kind = "target"
        elif not waiting and group is published.base:
            kind = "base"
        bars.append(YearBar(_year_name(group, published.lang), bar, kind))
    return YearChart(tuple(bars)) if bars else None


def growth_chart(series: Sequence[Series], lang: str) -> LineChart | None:
    """Indices of K1, K2 and the population 75+; ``None`` where there is nothing to compare."""
    kinds = {PROGRAMME: "programme", PREVENTIVE: "preventive", POPULATION: "population"}
    lines = []
    for each in series:
        points = tuple((one.year, one.index) for one in each.points if one.index is not None)
        if each.figure in kinds and len(points) > 1:
            lines.append(Line(figure_name(each.figure, lang), kinds[each.figure], points))
    years = sorted({year for line in lines for year, _ in line.points})
    names = tuple((year, wareki.format_fiscal_year(year, lang=lang)) for year in years)
    return LineChart(tuple(lines), names) if lines else None


def after_service_chart(published: Published) -> PairChart | None:
    """K5: people by level after a year; ``None`` where nobody had the service."""
    table, lang = published.after_service, published.lang
    if table.shown(TOTAL, TOTAL) == 0:
        return None
    everyone = table.shown(TOTAL, TOTAL)
    bars = []
    for ending in ENDINGS:
        count = table.shown(ending, TOTAL)
        if count is None or everyone is None:
            bars.append(Bar(None, hidden_mark(lang)))
        else:
            share = Share(count, everyone)
            bars.append(Bar(share.percent, tr("{n}人", n=count, lang=lang), f"{whole(share)}%"))
    names = tuple(ending_label(ending, lang) for ending in ENDINGS)
    return PairChart(names, (), tuple(bars), "", "")


def predictions_chart(published: Published) -> StackChart | None:
    """The items with most predictions missed and all together; ``None`` without a comparison."""
    table, lang = published.predictions, published.lang
    found = []
    for row in table.rows:
        share = table.share(row, ("not_reached",), _COMPARED)
        if share is not None and share.denominator:
            found.append((-(share.percent or 0.0), row))
    rows = [row for _, row in sorted(found)[:_ITEMS_SHOWN]]
    total = _stack_row(table, TOTAL, tr("全体", lang=lang), lang)
    parts = [_stack_row(table, row, item_of(row).label(lang), lang) for row in rows]
    shown = tuple(row for row in (*parts, total) if row.parts)
    return StackChart(shown, tuple(kind_label(kind, lang) for kind in _COMPARED)) if shown else None


def _stack_row(table: SafeTable, row: str, name: str, lang: str) -> StackRow:
    """The parts of one item; two of them are one where only their sum may be shown."""
    missed = table.share(row, ("not_reached",), _COMPARED)
    if missed is None or missed.percent is None:
        return StackRow(name, (), "")
    better = table.share(row, ("better",), _COMPARED)
    above = (better.percent or 0.0) if better else 0.0
    parts = (missed.percent, 100.0 - missed.percent - above, above)
    return StackRow(name, parts, tr("{n}件", n=missed.denominator, lang=lang))
