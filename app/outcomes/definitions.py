"""Names, definitions and choices behind the indicators (``resources/knowledge/indicators.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.care.knowledge import Words, load, remembered, words

_LEAST_HIDDEN: Final = 3  # a municipality may choose, but not switch the hiding of counts off


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator: what it is called, how it is worked out, who says so."""

    key: str
    name: Words
    text: Words
    source: Words


@remembered
def definition(key: str) -> Definition:
    """The indicator ``key``, K1 to K5, P1 or P2, with the values in use filled in."""
    row = next(row for row in load("indicators")["indicator"] if row["key"] == key)
    text = words(row, "text")
    filled = Words(
        *(part.replace("{uptake_months}", str(uptake_months())) for part in (text.ja, text.en))
    )
    return Definition(key, words(row), filled, words(row, "source"))


@remembered
def _value(key: str) -> float:
    return float(_row("value", key)["value"])


def _row(section: str, key: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(row for row in load("indicators")[section] if row["key"] == key)
    return found


def uptake_months() -> int:
    """M of K3: a first service counts within so many months."""
    return int(_value("uptake_months"))


def new_after_months() -> int:
    """N of §6.2: without a level for so long, a person counts as new."""
    return int(_value("new_after_months"))


def window_days() -> int:
    """How far a record may lie off its target date, in days."""
    return int(_value("window_days"))


def lost_percent() -> float:
    """Per cent of unknown or unrecorded people above which a warning is due."""
    return _value("lost_percent")


def sentence_least() -> int:
    """Fewest people for whom a sentence is written."""
    return int(_value("sentence_least"))


def cell_least() -> int:
    """Counts from 1 up to below this are hidden in what leaves the office."""
    return max(_LEAST_HIDDEN, int(_value("cell_least")))


def sessions_planned() -> int:
    """Sessions a short-term service is planned with."""
    return int(_value("sessions_planned"))


@remembered
def guards() -> tuple[tuple[str, Words], ...]:
    """How to read the figures: key and sentence, in order (§6.5)."""
    return tuple((str(row["key"]), words(row)) for row in load("indicators")["guard"])


def service_words(kind: str) -> tuple[str, ...]:
    """The words of ``not_counted``, ``programme``, ``preventive`` or ``transfer``."""
    return tuple(load("indicators")["services"][kind])


@dataclass(frozen=True, slots=True)
class YearlyFigure:
    """A yearly figure that is entered: its code, its name, its unit, how a column may be called."""

    key: str
    name: Words
    unit: Words
    columns: tuple[str, ...]


@remembered
def yearly_figures() -> tuple[YearlyFigure, ...]:
    """Expenditure of K1 and K2 and the population aged 75 and over."""
    return tuple(
        YearlyFigure(row["key"], words(row), words(row, "unit"), tuple(row["columns"]))
        for row in load("indicators")["figure"]
    )


def column_names(key: str) -> tuple[str, ...]:
    """How a column of the year, the inclusions, the source or the series break may be called."""
    return tuple(load("indicators")["column"][key])
