"""Yearly expenditure and population from a CSV: one row a fiscal year (DOMAIN.md §6.4 K1, K2)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from app.care.wareki import format_fiscal_year, parse_fiscal_year
from app.errors import InputRefused
from app.exchange.sheet_csv import read_csv
from app.exchange.sheet_parts import Refused
from app.i18n import tr
from app.outcomes.definitions import column_names, yearly_figures
from app.outcomes.growth import YearFigure

_MOST_BYTES: Final = 1_000_000
_YES: Final = frozenset({"1", "○", "〇", "はい", "yes", "true", "有", "あり"})
_FIRST_YEAR: Final = 2000  # the insurance began then


def read_figures(path: Path) -> tuple[YearFigure, ...]:
    """The figures of a file; ``InputRefused`` says in which row something can't be read."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _refused(tr("ファイルが大きすぎます。"))
        lines = _lines(path.read_bytes())
    except OSError:
        raise _refused(tr("ファイルが開けません。")) from None
    except Refused:
        raise _refused(tr("CSVとして読めません。")) from None
    rows = [line for line in enumerate(lines, 1) if any(cell.strip() for cell in line[1])]
    if not rows:
        raise _refused(tr("ファイルが空です。"))
    columns = [_fold(cell) for cell in rows[0][1]]
    found = [each for number, row in rows[1:] for each in _row(number, row, columns)]
    keys = [(each.fiscal_year, each.figure) for each in found]
    for key in keys:
        if keys.count(key) > 1:
            year = format_fiscal_year(key[0])
            raise _refused(tr("{year} が2回あります。", year=year))
    if not found:
        raise _refused(tr("数字のある行がありません。"))
    return tuple(found)


def _lines(data: bytes) -> list[list[str]]:
    sheets: Any = read_csv(data)["sheets"]
    lines: list[list[str]] = sheets[0]["rows"]
    return lines


def _row(number: int, row: Sequence[str], columns: Sequence[str]) -> Iterator[YearFigure]:
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
    year = parse_fiscal_year(_cell(cells, column_names("year")))
    if year is None or not _FIRST_YEAR <= year <= 2100:
        raise _refused(tr("{row}行目：年度が読めません。", row=number))
    for figure in yearly_figures():
        text = _cell(cells, figure.columns)
        if not text:
            continue
        yield YearFigure(
            fiscal_year=year,
            figure=figure.key,
            value=_number(number, text),
            unit=figure.unit("ja"),
            inclusions=_cell(cells, column_names("inclusions")),
            source=_cell(cells, column_names("source")),
            series_break=_fold(_cell(cells, column_names("series_break"))) in _YES,
        )


def _cell(cells: dict[str, str], names: Sequence[str]) -> str:
    return next((cells[_fold(name)] for name in names if cells.get(_fold(name))), "")


def _number(row: int, text: str) -> float:
    """A count or an amount in whole yen, with or without separators and unit."""
    plain = _fold(text).replace(",", "").removesuffix("円").removesuffix("人")
    try:
        value = float(plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise _refused(tr("{row}行目：数字が読めません。", row=row))
    return value


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _refused(what: str) -> InputRefused:
    columns = ["年度", *(figure.columns[0] for figure in yearly_figures())]
    return InputRefused(
        what,
        tr("何も取り込んでいません。"),
        tr("1行目を {columns} とし、1行に1年度を書いてください。", columns="・".join(columns)),
    )
