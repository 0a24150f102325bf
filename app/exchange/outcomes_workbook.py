"""The indicators as a workbook for people who count on: one tab a table.

A workbook leaves the office easily, so small counts are hidden in it (DOMAIN.md §6.5 no. 4) unless
it is made for the office itself; then every tab says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.care import wareki
from app.i18n import tr
from app.outcomes.definitions import cell_least, definition, guards
from app.outcomes.evaluation import Evaluation
from app.outcomes.published import Published, ShareCell, hidden_mark
from app.outcomes.wording import figure_name, process_lines

Value = str | float | int | None
_FONT: Final = "BIZ UDPGothic"


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: its name, its head, its lines."""

    name: str
    head: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]


def write_outcomes(
    evaluation: Evaluation, published: Published, *, internal: bool, lang: str
) -> bytes:
    """The workbook of what ``published`` may say of ``evaluation``."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"author": "くらしカンファ", "title": tr("評価の指標", lang=lang)})
        base = {"font_name": _FONT, "font_size": 11, "valign": "top"}
        plain = book.add_format({**base, "text_wrap": True})
        head = book.add_format({**base, "bold": True, "bg_color": "#E8E8E8", "text_wrap": True})
        for tab in _tabs(evaluation, published, lang):
            sheet = book.add_worksheet(tab.name)
            sheet.set_column(0, max(len(tab.head) - 1, 0), 18, plain)
            sheet.write_string(0, 0, _mark(internal=internal, lang=lang), plain)
            _write(sheet, 2, tab.head, head)
            for place, line in enumerate(tab.lines, 3):
                _write(sheet, place, line, plain)
            sheet.freeze_panes(3, 0)
    return target.getvalue()


def _mark(*, internal: bool, lang: str) -> str:
    if internal:
        return tr("庁内限り：少ない人数も伏せていません。", lang=lang)
    return tr("{n}人未満の人数は伏せています。", n=cell_least(), lang=lang)


def _write(sheet: Any, line: int, values: Sequence[Value], style: Any) -> None:
    for place, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(line, place, value, style)
        elif value is not None:
            sheet.write_number(line, place, value, style)


def _tabs(evaluation: Evaluation, published: Published, lang: str) -> Iterator[Tab]:
    yield _shares(published, lang)
    for table in published.tables:
        yield Tab(table.title, table.head, table.lines)
    yield _growth(evaluation, lang)
    yield _process(evaluation, lang)
    yield _definitions(lang)


def _shares(published: Published, lang: str) -> Tab:
    head = (
        tr("指標", lang=lang),
        tr("対象", lang=lang),
        tr("認定時の区分", lang=lang),
        tr("分子", lang=lang),
        tr("分母", lang=lang),
        "%",
        tr("95％信頼区間（下）", lang=lang),
        tr("95％信頼区間（上）", lang=lang),
        tr("除いた人", lang=lang),
    )
    return Tab(
        tr("指標", lang=lang), head, tuple(_share_line(cell, lang) for cell in published.shares)
    )


def _share_line(cell: ShareCell, lang: str) -> tuple[Value, ...]:
    names = (cell.name, cell.who, cell.level)
    if cell.share is None:
        return (*names, hidden_mark(lang))
    share = cell.share
    low, high = share.interval or (None, None)
    return (
        *names, share.numerator, share.denominator, _rounded(share.percent),
        _rounded(low), _rounded(high), cell.excluded,
    )  # fmt: skip


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


def _growth(evaluation: Evaluation, lang: str) -> Tab:
    head = (
        tr("数字", lang=lang),
        tr("年度", lang=lang),
        tr("値", lang=lang),
        tr("前年度からの伸び（％）", lang=lang),
        tr("指数", lang=lang),
        tr("75歳以上1人あたり", lang=lang),
    )
    lines: Iterable[tuple[Value, ...]] = (
        (
            figure_name(series.figure, lang),
            wareki.format_fiscal_year(point.year, lang=lang),
            point.value,
            _rounded(point.rate),
            _rounded(point.index),
            _rounded(point.per_person),
        )
        for series in evaluation.growth
        for point in series.points
    )
    return Tab(tr("費用と人口", lang=lang), head, tuple(lines))


def _process(evaluation: Evaluation, lang: str) -> Tab:
    years = [wareki.format_fiscal_year(each.year, lang=lang) for each in evaluation.process]
    head = (tr("会議", lang=lang), *years)
    return Tab(tr("会議", lang=lang), head, tuple(process_lines(evaluation.process, lang)))


def _definitions(lang: str) -> Tab:
    head = (tr("指標", lang=lang), tr("決め方", lang=lang), tr("出典", lang=lang))
    lines = [
        (f"{key} {one.name(lang)}", one.text(lang), one.source(lang))
        for key in ("K1", "K2", "K3", "K4", "K5", "P1", "P2")
        for one in (definition(key),)
    ]
    notes = [("", text(lang), "") for _, text in guards()]
    return Tab(tr("決め方と読み方", lang=lang), head, (*lines, *notes))
