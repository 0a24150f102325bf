"""K1 and K2: growth of expenditure beside the population aged 75 and over (DOMAIN.md §6.4)."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.care.ids import new_id

PROGRAMME, PREVENTIVE, POPULATION = "programme_cost", "preventive_cost", "population_75"
TOGETHER: Final = "together"
SERIES: Final = (PROGRAMME, PREVENTIVE, TOGETHER, POPULATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigure:
    """One figure of one fiscal year as entered, for the whole municipality while ``area`` is empty.

    ``series_break``: it can't be compared with the year before.
    """

    uuid: str = field(default_factory=new_id)
    row_version: int = 0
    fiscal_year: int
    figure: str
    area: str = ""
    value: float | None = None
    unit: str = ""
    inclusions: str = ""
    source: str = ""
    note: str = ""
    series_break: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series: value, growth on the year before, index on the base year."""

    year: int
    value: float
    rate: float | None  # per cent
    index: float | None  # base year = 100
    per_person: float | None  # expenditure per resident aged 75 and over


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over the years. ``base`` is the first year the last one can be compared with."""

    figure: str
    points: tuple[Point, ...]
    base: int | None = None

    @property
    def yearly(self) -> float | None:
        """Mean growth a year from the base year to the last, in per cent."""
        if self.base is None or len(self.points) < 2:
            return None
        first = next(each for each in self.points if each.year == self.base)
        last = self.points[-1]
        return mean_growth(first.value, last.value, last.year - first.year)


def growth_rate(before: float, now: float) -> float | None:
    """E_t / E_{t−1} − 1 in per cent; ``None`` where there was nothing before."""
    return 100 * (now / before - 1) if before > 0 else None


def mean_growth(first: float, last: float, years: int) -> float | None:
    """(E_t / E_base)^(1/years) − 1 in per cent; 2.5 times in five years is 20.1 (§6.6)."""
    if years <= 0 or first <= 0 or last < 0:
        return None
    return 100 * (math.pow(last / first, 1 / years) - 1)


def growth(figures: tuple[YearFigure, ...]) -> tuple[Series, ...]:
    """The series there are figures for; the sum of K1 and K2 where both are known.

    Across a break of a series nothing is compared; K1 and K2 together may be, because the
    services moved from one to the other (2015–2017).
    """
    known = {name: _values(figures, name) for name in (PROGRAMME, PREVENTIVE, POPULATION)}
    known[TOGETHER] = {
        year: value + known[PREVENTIVE][year]
        for year, value in known[PROGRAMME].items()
        if year in known[PREVENTIVE]
    }
    breaks = {(each.figure, each.fiscal_year) for each in figures if each.series_break}
    found = (_series(name, known[name], breaks, known[POPULATION]) for name in SERIES)
    return tuple(series for series in found if series.points)


def _values(figures: tuple[YearFigure, ...], name: str) -> dict[int, float]:
    mine = (each for each in figures if each.figure == name)
    return {each.fiscal_year: each.value for each in mine if each.value is not None}


def _series(
    name: str,
    values: Mapping[int, float],
    breaks: Collection[tuple[str, int]],
    people: Mapping[int, float],
) -> Series:
    broken = [year for year in values if (name, year) in breaks]
    begin = max(broken, default=min(values, default=0))
    base = begin if values.get(begin, 0) > 0 else None
    points = []
    for year in sorted(values):
        value, before = values[year], values.get(year - 1)
        rate = None if before is None or year in broken else growth_rate(before, value)
        index = None if base is None or year < base else 100 * value / values[base]
        shared = name != POPULATION and people.get(year, 0) > 0
        points.append(Point(year, value, rate, index, value / people[year] if shared else None))
    return Series(name, tuple(points), base)
