"""Sheets as other towns write them, built with openpyxl, and small sheets made of values."""

from __future__ import annotations

from pathlib import Path

from app.exchange.foreign_grid import Grid
from app.exchange.foreign_layout import grid_of, layouts_of
from app.exchange.sheet_file import Merged, Sheet

Table = Sheet
"""What ``table`` gives."""


def table(*rows: tuple[str, ...], merged: tuple[Merged, ...] = (), name: str = "一覧") -> Sheet:
    """A sheet of these rows."""
    return Sheet(name, rows, merged)


def grid(*sheets: Sheet) -> Grid:
    """The grid of the first sheet with cases."""
    layouts = layouts_of(sheets)
    return grid_of(sheets, layouts, layouts.names[0])


def written(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook, every cell as text."""
    from openpyxl import load_workbook

    found = []
    for sheet in load_workbook(path).worksheets:
        rows = tuple(
            tuple("" if value is None else str(value) for value in row)
            for row in sheet.iter_rows(values_only=True)
        )
        merged = tuple(
            Merged(each.min_row - 1, each.min_col - 1, each.max_row - 1, each.max_col - 1)
            for each in sheet.merged_cells.ranges
        )
        found.append(Sheet(sheet.title, rows, merged))
    return tuple(found)
