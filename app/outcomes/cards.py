"""The five cards of the page of the office: sentence, chart, numbers (design 07, DESIGN-SYSTEM §11).

Every number comes from the same evaluation as paper and workbook; nothing is hidden here, and
where fewer people than ``sentence_least`` stand behind a chart there are counts instead of shares.
Making the cards is cheap; only drawing a figure loads matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.care import wareki
from app.i18n import tr
from app.outcomes import charts, figures, wording
from app.outcomes.definitions import sentence_least, uptake_months, yearly_figures
from app.outcomes.evaluation import Evaluation
from app.outcomes.flow_figure import flow_figure
from app.outcomes.growth import POPULATION, TOGETHER
from app.outcomes.listing import level_label
from app.outcomes.published import (
    PlainTable,
    Published,
    PublishedGroup,
    predictions_table,
    states_table,
)
from app.outcomes.shares import Share
from app.outcomes.suppression import TOTAL

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Draw = Callable[[float, float], "Figure"]


@dataclass(frozen=True, slots=True)
class CardContent:
    """One card. ``draw`` takes a size in millimetres; without it ``why`` says what is missing.

    ``table`` are the numbers behind the chart; ``rows`` how many lines the chart has to hold.
    """

    key: str
    title: str
    sentence: str = ""
    note: str = ""
    why: str = ""
    draw: Draw | None = None
    table: PlainTable | None = None
    rows: int = 0


def chosen(published: Published, target: int | None, base: int | None) -> Published:
    """``published`` with other years reported on and compared with; ``base`` may be none."""
    by_year = {each.year: each for each in published.groups}
    return replace(published, target=by_year.get(target), base=by_year.get(base))


def cards(evaluation: Evaluation, published: Published) -> tuple[CardContent, ...]:
    """All cards in the order of the page."""
    return (
        _worsening(published),
        _flow(evaluation, published),
        _uptake(published),
        _growth(evaluation, published.lang),
        _predictions(evaluation, published),
    )


def _few(lang: str) -> str:
    return tr(
        "人数が少ない（{n}人未満）ため、割合は出していません。", n=sentence_least(), lang=lang
    )


def _seen(bars: Iterable[charts.Bar]) -> bool:
    return any(bar.percent is not None for bar in bars)


def _share(share: Share | None) -> tuple[str, str]:
    """33/72 and 46%; of few people no per cent."""
    if share is None or not share.denominator:
        return "—", "—"
    counts = f"{share.numerator}/{share.denominator}"
    if share.denominator < sentence_least():
        return counts, "—"
    return counts, f"{share.percent:.1f}"


def _year(group: PublishedGroup | None, lang: str) -> str:
    if group is None or group.year is None:
        return ""
    return wareki.format_fiscal_year(group.year, lang=lang)


def _worsening(published: Published) -> CardContent:
    lang = published.lang
    found = CardContent("worsening", tr("1年後に重くなった人の割合", lang=lang))
    chart, target = charts.worsening_chart(published), published.target
    if chart is None or target is None or not target.states.shown(TOTAL, TOTAL):
        why = tr("12か月たった人がまだいません。", lang=lang)
        return replace(found, why=why)
    note = tr("重くなった＝区分が重くなった人。死亡・転出・不明・未記入の人は除く", lang=lang)
    warning = _warning(published)
    note = "\n".join(part for part in (warning, note) if part)
    found = replace(found, note=note, table=_worsening_table(published))
    if not _seen((*chart.base, *chart.target)):
        return replace(found, why=_few(lang))
    return replace(
        found,
        sentence=wording.worsening_sentence(published),
        draw=lambda wide, high: figures.pair_figure(chart, wide, high),
        rows=2 * len(chart.categories) + 1 if chart.base else len(chart.categories),
    )


def _warning(published: Published) -> str:
    """The warning of the paper (§6.4) in one line."""
    share = published.target.unknown if published.target else None
    if share is None or not wording.unknown_warning(published):
        return ""
    return tr(
        "不明・未記入が{n}人（{now}％）。割合が変わることがあります。",
        n=share.numerator, now=wording.whole(share), lang=published.lang,
    )  # fmt: skip


def _worsening_table(published: Published) -> PlainTable:
    lang, target, base = published.lang, published.target, published.base
    assert target is not None  # noqa: S101 - the caller has looked
    groups = [each for each in (base, target) if each is not None]
    levels = [row for row in target.states.rows if row != TOTAL]

    def line(row: str) -> tuple[str | int, ...]:
        shares = [
            each.variant("primary", row) if row in {*each.states.rows, TOTAL} else None
            for each in groups
        ]
        name = level_label(None if row == TOTAL else row, lang)
        return (name, *(cell for share in shares for cell in _share(share)))

    head = [tr("認定時の区分", lang=lang)]
    for each in groups:
        head += [_year(each, lang), "%"]
    lines = tuple(line(row) for row in (*levels, TOTAL))
    return PlainTable(tr("1年後に重くなった人の割合", lang=lang), tuple(head), lines)


def _flow(evaluation: Evaluation, published: Published) -> CardContent:
    lang, target = published.lang, published.target
    found = CardContent("flow", tr("認定から12か月後までの区分の動き", lang=lang))
    group = None if target is None else evaluation.group(published.cohort, target.year)
    chart = None if group is None else charts.flow_chart(group, lang)
    if chart is None or group is None or target is None:
        why = tr("12か月たった人がまだいません。", lang=lang)
        return replace(found, why=why)
    note = tr("帯の太さ＝人数。濃い帯＝軽くなった人、斜線＝重くなった人・死亡・転出、うすい帯＝変わらない人", lang=lang)  # fmt: skip
    return replace(
        found,
        sentence=wording.flow_sentence(group, lang),
        note=note,
        draw=lambda wide, high: flow_figure(chart, wide, high),
        table=states_table(target, lang),
        rows=8,
    )


def _uptake(published: Published) -> CardContent:
    lang = published.lang
    found = CardContent("uptake", tr("サービスを使い始めた人の割合", lang=lang))
    chart = charts.uptake_chart(published)
    if chart is None:
        why = tr("認定から{months}か月たった人がまだいません。", months=uptake_months(), lang=lang)
        return replace(found, why=why)
    head = (tr("認定の年度", lang=lang), tr("使った人", lang=lang), "%")
    lines = tuple((_year(each, lang), *_share(each.used)) for each in published.groups)
    note = tr(
        "認定から{months}か月以内の利用。点線＝{months}か月たっていない人がいる年", months=uptake_months(), lang=lang
    )  # fmt: skip
    found = replace(found, note=note, table=PlainTable(found.title, head, lines))
    if not _seen(each.bar for each in chart.bars):
        return replace(found, why=_few(lang))
    return replace(
        found,
        sentence=wording.uptake_sentence(published),
        draw=lambda wide, high: figures.year_figure(chart, wide, high),
        rows=6,
    )


def _growth(evaluation: Evaluation, lang: str) -> CardContent:
    found = CardContent("growth", tr("費用と75歳以上人口の伸び", lang=lang))
    series = evaluation.growth
    if not series:
        columns = ["年度", *(figure.columns[0] for figure in yearly_figures())]
        why = tr(
            "年度ごとの費用と75歳以上人口がまだありません。1行目を {columns} とし、1行に1年度を書いたCSVを取り込みます。",
            columns="・".join(columns), lang=lang,
        )  # fmt: skip
        return replace(found, why=why)
    single = [each for each in series if each.figure != TOGETHER]
    head = (tr("年度", lang=lang), *(wording.figure_name(each.figure, lang) for each in single))
    by_year = [{point.year: point.value for point in each.points} for each in single]
    years = sorted({year for values in by_year for year in values})
    lines = tuple(
        (
            wareki.format_fiscal_year(year, lang=lang),
            *(
                _amount(each.figure, values.get(year))
                for each, values in zip(single, by_year, strict=True)
            ),
        )
        for year in years
    )
    table = PlainTable(found.title, head, lines)
    chart = charts.growth_chart(series, lang)
    if chart is None:
        why = tr("くらべられる年度が2つ以上そろうと、グラフになります。", lang=lang)
        return replace(found, why=why, table=table)
    return replace(
        found,
        sentence=wording.growth_sentence(series, lang),
        note=tr("はじめの年度を100とした指数。表は千円と人。市町村全体の数字", lang=lang),
        draw=lambda wide, high: figures.line_figure(chart, wide, high),
        table=table,
        rows=6,
    )


def _amount(figure: str, value: float | None) -> str:
    """People as they are, yen in thousands: whole yen take more room than a card has."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if figure == POPULATION else f"{value / 1000:,.0f}"


def _predictions(evaluation: Evaluation, published: Published) -> CardContent:
    lang, cases = published.lang, evaluation.predictions.cases
    found = CardContent("predictions", tr("6か月後の予測と実際", lang=lang))
    chart = charts.predictions_chart(published)
    if chart is None:
        return replace(found, why=tr("6か月後の判定を記録した事例がまだありません。", lang=lang))
    found = replace(found, table=_predictions_numbers(published))
    if cases < sentence_least():
        return replace(found, why=_few(lang))
    return replace(
        found,
        sentence=wording.predictions_sentence(published, cases),
        note=tr("{n}事例。届かないことの多い順に示します。", n=cases, lang=lang),
        draw=lambda wide, high: figures.stack_figure(chart, wide, high),
        rows=len(chart.rows) + 1,
    )


def _predictions_numbers(published: Published) -> PlainTable:
    """The table of the paper without its sums, which a card has no room for."""
    lang, table = published.lang, predictions_table(published.predictions, published.lang)
    item, missed, same, _better, *rest = table.head[:-1]
    head = (item, missed, same, tr("より良い", lang=lang), *rest)
    return PlainTable(table.title, head, tuple(line[:-1] for line in table.lines))


def spoken(content: CardContent) -> str:
    """Everything a card tells, for people who hear it: why, sentence, numbers, note."""
    return "\n".join(part for part in _spoken(content) if part)


def _spoken(content: CardContent) -> Iterator[str]:
    yield content.sentence
    yield content.why
    if content.table is not None:
        for line in content.table.lines:
            yield f"{line[0]}: {_pairs(content.table.head[1:], line[1:])}"
    yield content.note


def _pairs(heads: Sequence[str], cells: Sequence[str | int]) -> str:
    return ", ".join(f"{head} {cell}" for head, cell in zip(heads, cells, strict=True))
