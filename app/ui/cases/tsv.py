"""Blocks of cells as Excel puts them on the clipboard: TSV with quoted cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

_NEEDS_QUOTES = re.compile(r'[\t\n"]')


def block_from_text(text: str) -> list[list[str]]:
    """Rows of cells; a quoted cell may hold tabs, quotes and line breaks.

    The line end that closes the last row adds no row; an empty last row counts. Text whose
    quotes don't close (5" pipe, a sentence that begins with a quote) is taken as it stands.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    lines = [line.split("\t") for line in text.split("\n")]
    if text.count('"') % 2:
        return lines
    try:
        rows = csv.reader(io.StringIO(text + "\n", newline=""), delimiter="\t")
        return [list(row) or [""] for row in rows]
    except csv.Error:  # a cell longer than the module allows
        return lines


def text_from_block(rows: Sequence[Sequence[str]]) -> str:
    """The block as TSV, quoted where Excel would quote."""
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
