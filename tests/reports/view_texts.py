"""The texts of a paper value, as a reader of the PDF must find them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from app.care.disclosure import JudgementRow
from app.reports.fonts import Face, glyphs, printable
from tests.reports.pdf_reading import squeezed

_NOT_PRINTED = {"language", "session_line", "before", "predicted", "arrow", "domain"}


def view_texts(view: object) -> Iterator[str]:
    """Every text of a ``SheetView`` or ``JudgementView`` (the session line is the frame's)."""
    if isinstance(view, str):
        yield from (line for line in view.split("\n") if line.strip())
    elif isinstance(view, tuple):
        for part in view:
            yield from view_texts(part)
    elif is_dataclass(view):
        for spec in fields(view):
            if spec.name not in _NOT_PRINTED:
                yield from view_texts(getattr(view, spec.name))


def ratings_of(row: JudgementRow) -> tuple[str | None, str | None]:
    """The two codes of a row."""
    return row.before, row.predicted


def as_printed(text: str) -> str:
    """``text`` as it stands on paper, without spaces: 〓 for what no font has."""
    table = glyphs(Face.TEXT)
    return squeezed("".join(table[ch][1] or ch for ch in printable(text)))
