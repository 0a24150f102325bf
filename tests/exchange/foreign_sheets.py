"""Sheets as other towns write them, built with openpyxl, and small sheets made of values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.exchange.foreign_grid import Grid
from app.exchange.foreign_layout import grid_of, layouts_of
from app.exchange.foreign_view import RawMerge


@dataclass(frozen=True)
class Range:
    """A merged range, 0-based, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Table:
    """A sheet as the reader gives it."""

    rows: tuple[tuple[str, ...], ...]
    name: str = "一覧"
    merged: tuple[RawMerge, ...] = ()


def table(*rows: tuple[str, ...], merged: tuple[RawMerge, ...] = (), name: str = "一覧") -> Table:
    """A sheet of these rows."""
    return Table(rows, name, merged)


def grid(*sheets: Table) -> Grid:
    """The grid of the first sheet with cases."""
    layouts = layouts_of(sheets)
    return grid_of(sheets, layouts, layouts.names[0])


def written(path: Path) -> tuple[Table, ...]:
    """The sheets of a workbook, every cell as text."""
    from openpyxl import load_workbook

    found = []
    for sheet in load_workbook(path).worksheets:
        rows = tuple(
            tuple("" if value is None else str(value) for value in row)
            for row in sheet.iter_rows(values_only=True)
        )
        merged = tuple(
            Range(each.min_row - 1, each.min_col - 1, each.max_row - 1, each.max_col - 1)
            for each in sheet.merged_cells.ranges
        )
        found.append(Table(rows, sheet.title, merged))
    return tuple(found)
