"""The figures the rules compare with, each with its source (DOMAIN.md §4.2, §5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.care.knowledge import Words, load, remembered, words


@dataclass(frozen=True, slots=True)
class Threshold:
    """One line to ask from: its value, unit, what it means and who says so."""

    key: str
    value: float
    unit: Words
    name: Words
    source: Words

    def text(self) -> str:
        """The value as people write it: 6, 13.5, 20.0."""
        return str(self.value)


@remembered
def thresholds() -> Mapping[str, Threshold]:
    """All figures of ``resources/knowledge/thresholds.toml`` by key."""
    return {
        row["key"]: Threshold(
            row["key"], row["value"], words(row, "unit"), words(row), words(row, "source")
        )
        for row in load("thresholds")["threshold"]
    }


def threshold(key: str) -> Threshold:
    """The figure called ``key``; ``KeyError`` where the file has none."""
    return thresholds()[key]
