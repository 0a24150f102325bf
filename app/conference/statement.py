"""The confidentiality statement and the frame of the minutes: knowledge of a municipality.

``resources/knowledge/minutes.toml``; law and custom behind it are in DOMAIN.md §9.1, §9.4.
"""

from __future__ import annotations

from app.care.knowledge import Words, load, remembered, words


@remembered
def _rows(section: str) -> tuple[Words, ...]:
    return tuple(words(row) for row in load("minutes")[section])


def statement(lang: str | None = None) -> tuple[str, ...]:
    """What is read aloud before the first case, paragraph by paragraph."""
    return tuple(paragraph(lang) for paragraph in _rows("statement"))


def approvals(lang: str | None = None) -> tuple[str, ...]:
    """Whose seals the first page of the minutes has boxes for."""
    return tuple(box(lang) for box in _rows("approval"))


def years_kept() -> int:
    """For how many years the minutes are kept."""
    return int(load("minutes")["keep"]["years"])
