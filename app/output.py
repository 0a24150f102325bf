"""How an answer reaches standard output: one JSON document, or lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from unicodedata import east_asian_width


def say_json(value: object) -> None:
    """One JSON document and nothing else."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def say(*lines: str) -> None:
    """Plain lines."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows as lines in columns; a Japanese character counts two cells."""
    rows = [list(row) for row in rows]
    if not rows:
        return []
    widths = [max(_cells(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
