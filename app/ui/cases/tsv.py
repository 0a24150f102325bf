"""Blocks of cells as Excel puts them on the clipboard: TSV with quoted cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def block_from_text(text: str) -> list[list[str]]:
    """Rows of cells; a quoted cell may hold tabs, quotes and line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not text:
        return []
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter="\t")]


def text_from_block(rows: Sequence[Sequence[str]]) -> str:
    """The block as TSV, quoted where a cell needs it."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()
