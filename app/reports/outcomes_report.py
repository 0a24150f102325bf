"""評価報告: the indicators on A4, each a sentence, a chart and its counts (design 07, DOMAIN.md §6).

How complete the records are stands first; definitions, sources and how to read the figures
stand last. What may be shown is decided before (``outcomes.published``): this only sets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from app.i18n import tr
from app.outcomes import charts, wording
from app.outcomes.definitions import cell_least, definition, sentence_least, uptake_months
from app.outcomes.evaluation import Evaluation
from app.outcomes.listing import cohort_label, left_label
from app.outcomes.published import Published, after_table, predictions_table, states_table
from app.reports.chart import draw_figure
from app.reports.document import Document, make_document
from app.reports.fonts import Face
from app.reports.frame import Frame
from app.reports.job import A4, PrintJob
from app.reports.outcomes_tables import (
    definitions_grid,
    growth_grid,
    guard_texts,
    plain_grid,
    process_grid,
    shares_grid,
    sources_of,
    worsening_rows,
    year_name,
)
from app.reports.pen import Pen
from app.reports.strips import (
    SMALL,
    Ends,
    Strip,
    boxed,
    space,
    strip_pages,
    text_strips,
    titled,
)
from app.reports.text import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SENTENCE: Final = Style(Face.BOLD, 12.5, 18)
_GAP: Final = 2.0
_ROW: Final = 12.5  # height of a category with two bars
_ONE_ROW: Final = 7.0


def outcomes_report(evaluation: Evaluation, published: Published, job: PrintJob) -> Document:
    """The report for all copies of ``job``; it can be made without any case, too."""
    lang = job.language
    title = tr("評価報告", lang=lang)
    frame = Frame(A4, job, title, _subs(published), (_notice(published),), numbered=False)
    setter = _Report(evaluation, published, A4.inner)
    return make_document(strip_pages(frame, setter.strips(), title), job, title)


def _subs(published: Published) -> tuple[str, ...]:
    lang = published.lang
    if published.target is None:
        return ()
    who = cohort_label(published.cohort, lang)
    year = year_name(published.target, lang)
    subs = [tr("対象：{year}の{who}", year=year, who=who, lang=lang)]
    if published.base is not None:
        subs.append(tr("くらべる年：{year}", year=year_name(published.base, lang), lang=lang))
    return tuple(subs)


def _notice(published: Published) -> str:
    if published.internal:
        return tr("庁内限り。外へ出せません。", lang=published.lang)
    return tr("{n}人未満の人数は伏せています。", n=cell_least(), lang=published.lang)


class _Report:
    """The parts of the report as strips."""

    def __init__(self, evaluation: Evaluation, published: Published, wide: float) -> None:
        self.evaluation, self.published = evaluation, published
        self.wide, self.lang = wide, published.lang

    def strips(self) -> list[Strip]:
        """Everything, in the order of the page."""
        parts: list[tuple[str, Iterator[Strip]]] = [
            (self._name("K4"), self._worsening()),
            (self._name("K3"), self._uptake()),
            (tr("K1・K2 費用の伸び", lang=self.lang), self._growth()),
            (self._name("K5"), self._after_service()),
            (self._name("P1"), self._predictions()),
            (self._name("P2"), self._process()),
            (tr("数字の読み方", lang=self.lang), self._guards()),
            (tr("決め方と出典", lang=self.lang), self._definitions()),
        ]
        found = [self._completeness()]
        for title, strips in parts:
            part = titled(title, list(strips), self.wide, self.lang)
            found += [replace(part[0], bookmark=title), *part[1:]]
        return found

    def _name(self, key: str) -> str:
        one = definition(key)
        return f"{key} {one.name(self.lang)}"

    # ---- pieces ----

    def _sentence(self, text: str) -> list[Strip]:
        """What carries the chart, or why there is no sentence; it stands with what follows."""
        style = SENTENCE if text else SMALL
        text = text or tr(
            "人数が{n}人より少ないか伏せているため、文にしていません。",
            n=sentence_least(), lang=self.lang,
        )  # fmt: skip
        strips = [replace(strip, keep=True) for strip in text_strips(text, self.wide, style)]
        return [replace(strips[0], gap=1.0), *strips[1:]]

    def _small(self, text: str) -> list[Strip]:
        return text_strips(text, self.wide, SMALL) if text else []

    def _chart(self, high: float, figure: Callable[[float, float], Figure]) -> Strip:
        def draw(pen: Pen, x: float, y: float, _ends: Ends) -> None:
            draw_figure(pen, x, y, figure(self.wide, high))

        return Strip(high, draw, keep=True, gap=_GAP)

    def _nothing(self, text: str) -> Iterator[Strip]:
        yield from self._small(text)

    # ---- parts ----

    def _completeness(self) -> Strip:
        published, lang = self.published, self.lang
        texts = [wording.completeness_sentence(published), wording.unknown_warning(published)]
        if published.target is None:
            texts = [
                tr(
                    "基準日（認定の始まり）と区分のある事例がまだありません。事例にこの2つを書き、6か月後と12か月後の結果を記録すると、ここに指標が出ます。",
                    lang=lang,
                )
            ]
        elif not texts[0]:
            texts.insert(
                0,
                tr(
                    "12か月後の記録がある人の割合は、少ない人数が分かるため示していません。",
                    lang=lang,
                ),
            )
        left = self.evaluation.group(published.cohort).left
        if left and published.internal:
            reasons = tr("、", lang=lang).join(
                f"{left_label(reason, lang)} {count}" for reason, count in left.items()
            )
            texts.append(tr("数えていない事例：{reasons}", reasons=reasons, lang=lang))
        strips = [strip for text in texts if text for strip in text_strips(text, self.wide - 8.0)]
        return replace(boxed(strips, self.wide), gap=0.0)

    def _worsening(self) -> Iterator[Strip]:
        chart = charts.worsening_chart(self.published)
        if chart is None:
            yield from self._nothing(tr("数えられる人がいません。", lang=self.lang))
            return
        yield from self._sentence(wording.worsening_sentence(self.published))
        if _seen((*chart.base, *chart.target)):
            row, head = (_ROW, 8.0) if chart.base else (_ONE_ROW, 2.0)
            yield self._chart(
                len(chart.categories) * row + head,
                lambda wide, tall: _figures().pair_figure(chart, wide, tall, _figures().PAPER),
            )
        yield from self._small(
            tr(
                "重くなった＝12か月後の区分が認定時より重い人。分母は区分のある人と更新していない人で、死亡・転出・不明・未記入は入りません。",
                lang=self.lang,
            )
        )
        yield space(_GAP)
        head_text = tr("値の種類", lang=self.lang)
        yield from shares_grid(worsening_rows(self.published), self.wide, self.lang, head_text)
        yield from self._states()
        yield from self._ways()

    def _states(self) -> Iterator[Strip]:
        """Where everybody of the years reported and compared with stands."""
        for group in (self.published.target, self.published.base):
            if group is not None:
                table = states_table(group, self.lang)
                yield space(_GAP)
                yield from self._heading(
                    tr("{group}の12か月後（人）", group=table.title, lang=self.lang)
                )
                yield from whole(plain_grid(table, self.wide, self.lang, 28.0))
        if not self.published.internal:
            yield from self._small(self._mark_note())

    def _ways(self) -> Iterator[Strip]:
        """The bands tell single people, so they stand in the office's own report only."""
        target = self.published.target
        if target is None or not self.published.internal:
            return
        chart = charts.flow_chart(
            self.evaluation.group(self.published.cohort, target.year), self.lang
        )
        if chart is not None:
            from app.outcomes.flow_figure import flow_figure

            yield self._chart(
                78.0, lambda wide, tall: flow_figure(chart, wide, tall, _figures().PAPER)
            )
            yield from self._small(
                tr(
                    "帯の太さ＝人数。黒い帯＝軽くなった人、斜線＝重くなった人と死亡・転出、白い帯＝変わらない人、点線＝分からない人。",
                    lang=self.lang,
                )
            )

    def _heading(self, text: str) -> Iterator[Strip]:
        for strip in text_strips(text, self.wide, SMALL):
            yield replace(strip, keep=True)

    def _mark_note(self) -> str:
        return tr(
            "「{n}未満」は1〜{most}人です。「＊」と「非表示」は、その人数が計算で分からないように伏せたところです。",
            n=cell_least(), most=cell_least() - 1, lang=self.lang,
        )  # fmt: skip

    def _uptake(self) -> Iterator[Strip]:
        chart = charts.uptake_chart(self.published)
        if chart is None:
            yield from self._nothing(tr("数えられる人がいません。", lang=self.lang))
            return
        yield from self._sentence(wording.uptake_sentence(self.published))
        if _seen([each.bar for each in chart.bars]):
            yield self._chart(
                52.0, lambda wide, tall: _figures().year_figure(chart, wide, tall, _figures().PAPER)
            )
            yield from self._small(
                tr(
                    "斜線＝くらべる年、黒＝対象の年、点線＝まだ{months}か月たっていない人がいる年。",
                    months=uptake_months(),
                    lang=self.lang,
                )
            )
        yield space(_GAP)
        rows = [(year_name(group, self.lang), group.used) for group in self.published.groups]
        head = tr("認定の年度", lang=self.lang)
        yield from whole(shares_grid(rows, self.wide, self.lang, head))

    def _growth(self) -> Iterator[Strip]:
        series = self.evaluation.growth
        if not series:
            yield from self._nothing(
                tr("年度ごとの費用と75歳以上人口が入力されていません。", lang=self.lang)
            )
            return
        chart = charts.growth_chart(series, self.lang)
        sentence = wording.growth_sentence(series, self.lang)
        if sentence:
            yield from self._sentence(sentence)
        if chart is not None:
            yield self._chart(
                56.0, lambda wide, tall: _figures().line_figure(chart, wide, tall, _figures().PAPER)
            )
            yield from self._small(tr("はじめの年度を100とした指数。", lang=self.lang))
            yield space(_GAP)
        yield from whole(growth_grid(series, self.wide, self.lang))
        comma = tr("、", lang=self.lang)
        if yearly := list(self._yearly()):
            said = tr("年平均の伸び：{said}", said=comma.join(yearly), lang=self.lang)
            yield from self._small(said)
        if sources := sources_of(self.evaluation, self.lang):
            yield from self._small(tr("出典：{source}", source=comma.join(sources), lang=self.lang))

    def _yearly(self) -> Iterator[str]:
        for each in self.evaluation.growth:
            if each.yearly is not None:
                yield tr(
                    "{what} {n}％",
                    what=wording.figure_name(each.figure, self.lang),
                    n=f"{each.yearly:.1f}", lang=self.lang,
                )  # fmt: skip

    def _after_service(self) -> Iterator[Strip]:
        chart, found = charts.after_service_chart(self.published), self.evaluation.after_service
        if chart is None or not found.counted:
            yield from self._nothing(
                tr("短期集中予防サービスを使い、1年後を迎えた人がいません。", lang=self.lang)
            )
            return
        yield from self._sentence(wording.after_service_sentence(self.published))
        high = len(chart.categories) * _ONE_ROW + 2
        yield self._chart(
            high, lambda wide, tall: _figures().pair_figure(chart, wide, tall, _figures().PAPER)
        )
        yield space(_GAP)
        table = after_table(self.published.after_service, self.lang)
        yield from self._heading(
            tr("1年後の区分と、そのとき使っているサービス（人）", lang=self.lang)
        )
        yield from whole(plain_grid(table, self.wide, self.lang, 52.0))
        if found.mean_sessions is not None and self._may_tell(len(found.sessions)):
            yield from self._small(
                tr(
                    "回数の平均 {n}回（計画 {planned}回）",
                    n=f"{found.mean_sessions:.1f}",
                    planned=found.planned,
                    lang=self.lang,
                )
            )
        rest = found.counted - found.from_start
        if self._may_tell(found.from_start) and (not rest or self._may_tell(rest)):
            yield from self._small(
                tr(
                    "このうち{n}人は、終わってから12か月後の記録がなく、認定から12か月後で数えています。",
                    n=found.from_start,
                    lang=self.lang,
                )
            )

    def _may_tell(self, count: int) -> bool:
        """Whether a count that stands alone may be told."""
        return count > 0 and (self.published.internal or count >= cell_least())

    def _predictions(self) -> Iterator[Strip]:
        chart = charts.predictions_chart(self.published)
        if chart is None:
            yield from self._nothing(
                tr("6か月後の判定を記録した事例がありません。", lang=self.lang)
                if not self.evaluation.predictions.total.compared
                else tr("人数が少ないため示していません。", lang=self.lang)
            )
            return
        cases = self.evaluation.predictions.cases
        yield from self._sentence(wording.predictions_sentence(self.published, cases))
        high = len(chart.rows) * _ONE_ROW + 9
        yield self._chart(
            high, lambda wide, tall: _figures().stack_figure(chart, wide, tall, _figures().PAPER)
        )
        notes = (
            [tr("{n}事例。届かないことの多い順に示します。", n=cases, lang=self.lang)]
            if self._may_tell(cases)
            else []
        )
        if not self.published.internal:
            notes.append(
                tr(
                    "「予測より良い」が少ない項目は、「予測どおり」に含めて描いています。",
                    lang=self.lang,
                )
            )
        yield from self._small(" ".join(notes))
        yield space(_GAP)
        table = predictions_table(self.published.predictions, self.lang)
        yield from whole(plain_grid(table, self.wide, self.lang, 52.0))

    def _process(self) -> Iterator[Strip]:
        if not self.evaluation.process:
            yield from self._nothing(tr("終わった会議の記録がありません。", lang=self.lang))
            return
        yield from whole(process_grid(self.evaluation.process, self.wide, self.lang))

    def _guards(self) -> Iterator[Strip]:
        for text in guard_texts(self.lang):
            yield from text_strips(text, self.wide)

    def _definitions(self) -> Iterator[Strip]:
        keys: Sequence[str] = ("K1", "K2", "K3", "K4", "K5", "P1", "P2")
        yield from definitions_grid(keys, self.wide, self.lang)


def _seen(bars: Sequence[charts.Bar]) -> bool:
    """Whether a chart would show anything."""
    return any(bar.percent is not None for bar in bars)


def whole(strips: Sequence[Strip]) -> list[Strip]:
    """A table that stands on one page, as long as it is not longer than one."""
    return [*(replace(strip, keep=True) for strip in strips[:-1]), *strips[-1:]]


def _figures() -> Any:
    """The figure functions; loading matplotlib takes a second, so it waits for a chart."""
    from app.outcomes import figures

    return figures
