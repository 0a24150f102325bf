"""The tables of the outcomes report: counts with what they are shares of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.care import wareki
from app.i18n import tr
from app.outcomes.definitions import definition, guards
from app.outcomes.evaluation import Evaluation
from app.outcomes.growth import Series
from app.outcomes.listing import variant_label
from app.outcomes.process import ProcessYear
from app.outcomes.published import PlainTable, Published, PublishedGroup
from app.outcomes.shares import Share
from app.outcomes.wording import figure_name, process_lines
from app.outcomes.worsening import VARIANTS
from app.reports.fonts import Face
from app.reports.grid import Column, Grid, Row
from app.reports.strips import Strip
from app.reports.text import Style

TIGHT: Final = Style(Face.TEXT, 10, 13.5)
_RIGHT: Final = "right"


def plain_grid(table: PlainTable, wide: float, lang: str, first: float = 34.0) -> list[Strip]:
    """A table of counts: names on the left, figures to the right."""
    columns = [
        Column(
            title,
            0.0 if place else first,
            Face.TEXT,
            grey=not place,
            align=_RIGHT if place else "left",
            type=TIGHT,
        )
        for place, title in enumerate(table.head)
    ]
    rows = [Row(tuple(str(cell) for cell in line)) for line in table.lines]
    return Grid(columns, wide, lang).strips(rows)


def shares_grid(
    rows: Sequence[tuple[str, Share | None]], wide: float, lang: str, head: str
) -> list[Strip]:
    """Named shares with numerator, denominator, per cent and interval."""
    columns = (
        Column(head, 0.0, grey=True, type=TIGHT),
        Column(tr("分子", lang=lang), 24.0, align=_RIGHT, type=TIGHT),
        Column(tr("分母", lang=lang), 26.0, align=_RIGHT, type=TIGHT),
        Column("%", 18.0, align=_RIGHT, type=TIGHT),
        Column(tr("95％信頼区間", lang=lang), 36.0, align=_RIGHT, type=TIGHT),
    )
    return Grid(columns, wide, lang).strips(
        [Row((name, *_cells(share, lang))) for name, share in rows]
    )


def _cells(share: Share | None, lang: str) -> tuple[str, str, str, str]:
    if share is None:
        hidden = tr("非表示", lang=lang)
        return hidden, hidden, "—", "—"
    if share.percent is None or share.interval is None:
        return str(share.numerator), str(share.denominator), "—", "—"
    low, high = share.interval
    return (
        str(share.numerator),
        str(share.denominator),
        f"{share.percent:.1f}",
        f"{low:.1f}–{high:.1f}",
    )


def worsening_rows(published: Published) -> list[tuple[str, Share | None]]:
    """The variants of K4 and the re-assessed of the year reported, then of the one before."""
    found: list[tuple[str, Share | None]] = []
    for group in (published.target, published.base):
        if group is None:
            continue
        year = year_name(group, published.lang)
        found += [
            (f"{year} {variant_label(name, published.lang)}", group.variant(name))
            for name in VARIANTS
        ]
        found.append((f"{year} {variant_label('reassessed', published.lang)}", group.reassessed))
    return found


def year_name(group: PublishedGroup | None, lang: str) -> str:
    """令和6年度."""
    if group is None or group.year is None:
        return ""
    return wareki.format_fiscal_year(group.year, lang=lang)


def growth_grid(series: Sequence[Series], wide: float, lang: str) -> list[Strip]:
    """Each figure by year: value, growth, index, amount per resident aged 75 and over."""
    columns = (
        Column(tr("数字", lang=lang), 0.0, grey=True, type=TIGHT),
        Column(tr("年度", lang=lang), 24.0, type=TIGHT),
        Column(tr("値", lang=lang), 36.0, align=_RIGHT, type=TIGHT),
        Column(tr("伸び（％）", lang=lang), 22.0, align=_RIGHT, type=TIGHT),
        Column(tr("指数", lang=lang), 18.0, align=_RIGHT, type=TIGHT),
        Column(tr("1人あたり", lang=lang), 26.0, align=_RIGHT, type=TIGHT),
    )
    rows = [
        Row(
            (
                "" if place else figure_name(each.figure, lang),
                wareki.format_fiscal_year(point.year, lang=lang),
                f"{point.value:,.0f}",
                _figure(point.rate),
                _figure(point.index),
                "—" if point.per_person is None else f"{point.per_person:,.0f}",
            )
        )
        for each in series
        for place, point in enumerate(each.points)
    ]
    return Grid(columns, wide, lang).strips(rows)


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def process_grid(years: Sequence[ProcessYear], wide: float, lang: str) -> list[Strip]:
    """How the meetings ran: the last five years."""
    shown = years[-5:]
    names = [wareki.format_fiscal_year(each.year, lang=lang) for each in shown]
    columns = [
        Column(tr("会議", lang=lang), 0.0, grey=True, type=TIGHT),
        *(Column(name, 24.0, align=_RIGHT, type=TIGHT) for name in names),
    ]
    rows = [Row(tuple(_text(cell) for cell in line)) for line in process_lines(shown, lang)]
    return Grid(columns, wide, lang).strips(rows)


def _text(value: str | float | None) -> str:
    if value is None:
        return "—"
    return f"{value:g}" if isinstance(value, float) else str(value)


def definitions_grid(keys: Sequence[str], wide: float, lang: str) -> list[Strip]:
    """What each indicator is, how it is counted, who says so."""
    columns = (Column(width=36.0, face=Face.BOLD, grey=True, type=TIGHT), Column(type=TIGHT))
    rows = []
    for key in keys:
        one = definition(key)
        source = tr("出典：{source}", source=one.source(lang), lang=lang)
        rows.append(Row((f"{key} {one.name(lang)}", f"{one.text(lang)}\n{source}")))
    return Grid(columns, wide, lang).strips(rows)


def sources_of(evaluation: Evaluation, lang: str) -> list[str]:
    """Where the yearly figures are from and what they include: 決算（令和4–6年度）…, each once."""
    years: dict[str, list[int]] = {}
    for each in evaluation.figures:
        said = "　".join(filter(None, (each.source, each.inclusions)))
        if said:
            years.setdefault(said, []).append(each.fiscal_year)
    return [
        tr(
            "{said}（{base}〜{year}）",
            said=said,
            base=wareki.format_fiscal_year(min(found), lang=lang),
            year=wareki.format_fiscal_year(max(found), lang=lang),
            lang=lang,
        )
        if min(found) < max(found)
        else tr(
            "{said}（{year}）",
            said=said,
            year=wareki.format_fiscal_year(found[0], lang=lang),
            lang=lang,
        )
        for said, found in years.items()
    ]


def guard_texts(lang: str) -> list[str]:
    """How to read the figures, one sentence each."""
    return [f"・{text(lang)}" for _, text in guards()]
