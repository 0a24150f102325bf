"""All indicators of one data folder, counted at one day: what screen, paper and files show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.outcomes.cohort import Cohort, Entrant, Left, cohorts
from app.outcomes.flow import ways
from app.outcomes.growth import Series, YearFigure, growth
from app.outcomes.predictions import Predictions, Rated, compare
from app.outcomes.process import ProcessYear
from app.outcomes.services import AfterService, Uptake, after_service, uptake
from app.outcomes.states import State
from app.outcomes.strata import Stratum, strata
from app.outcomes.suppression import TOTAL, SafeTable, open_table, suppressed
from app.outcomes.worsening import MONTHS, StateCounts, count_states

NEW, ALL = "new", "all"
WORTH: Final = {"worse": 90.0, "same": 60.0, "better": 40.0, "not_renewed": 40.0}
"""What the shares are made of is hidden last, so that they can be shown."""


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of people counted together: a cohort, one year of entry or (``None``) all.

    ``states`` are those at 6 and 12 months, ``by_level`` those at 12 months by level at the start.
    """

    cohort: str
    year: int | None
    size: int
    left: Mapping[Left, int]
    states: Mapping[int, StateCounts]
    by_level: Mapping[str, StateCounts]
    uptake: Uptake
    ways: Mapping[tuple[str, str, str], int]  # people by place at the start, 6 and 12 months

    @property
    def year_after(self) -> StateCounts:
        """The states at 12 months."""
        return self.states[12]

    def table(self, columns: Mapping[str, tuple[State, ...]], least: int | None) -> SafeTable:
        """States at 12 months by level; with ``least`` as it may leave the office."""
        counts = {
            (level, column): found.of(states)
            for level, found in self.by_level.items()
            for column, states in columns.items()
        }
        rows = tuple(self.by_level) or (TOTAL,)
        if least is None:
            return open_table(rows, tuple(columns), counts)
        return suppressed(rows, tuple(columns), counts, least, WORTH)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything, as known on ``day``. ``groups`` hold each cohort as a whole and by year."""

    day: date
    groups: tuple[Group, ...]
    after_service: AfterService
    growth: tuple[Series, ...]
    figures: tuple[YearFigure, ...]
    predictions: Predictions
    process: tuple[ProcessYear, ...]
    strata: Mapping[str, Mapping[Stratum, StateCounts]]  # by cohort, all years together

    def group(self, cohort: str, year: int | None = None) -> Group:
        """The figures of a cohort; an empty group for a year without anybody."""
        for each in self.groups:
            if (each.cohort, each.year) == (cohort, year):
                return each
        return make_group(cohort, year, Cohort(()), self.day)

    def years(self, cohort: str) -> tuple[int, ...]:
        """The years of entry there are, oldest first."""
        return tuple(each.year for each in self.groups if each.cohort == cohort and each.year)

    def target_year(self, cohort: str) -> int | None:
        """The newest year whose people have all come to 12 months, else the newest with any."""
        groups = [self.group(cohort, year) for year in self.years(cohort)]
        begun = [each for each in groups if each.year_after.total]
        whole = [each for each in begun if not each.year_after.not_due]
        best = whole or begun or groups
        return best[-1].year if best else None

    def base_year(self, cohort: str) -> int | None:
        """The oldest year with results that isn't the target year: what it is compared with."""
        target = self.target_year(cohort)
        for year in self.years(cohort):
            if target is not None and year < target and self.group(cohort, year).year_after.total:
                return year
        return None


def evaluate(
    entrants: Iterable[Entrant],
    day: date,
    *,
    figures: tuple[YearFigure, ...] = (),
    rated: Iterable[Rated] = (),
    rated_cases: int = 0,
    process: tuple[ProcessYear, ...] = (),
    district: str = "",
) -> Evaluation:
    """Count everything as known on ``day``, of the people of ``district`` where one is named.

    Who is counted once or isn't new is decided among all people first: they may have moved.
    """
    whole, new = (each.of_district(district) for each in cohorts(entrants))
    groups = tuple(
        make_group(name, year, cohort.of_year(year), day)
        for name, cohort in ((NEW, new), (ALL, whole))
        for year in (None, *cohort.years)
    )
    return Evaluation(
        day,
        groups,
        after_service(whole, day),
        growth(figures),
        figures,
        compare(rated, rated_cases),
        process,
        {NEW: strata(new, day), ALL: strata(whole, day)},
    )


def make_group(name: str, year: int | None, cohort: Cohort, day: date) -> Group:
    """The figures of ``cohort``."""
    return Group(
        name,
        year,
        len(cohort.members),
        cohort.left,
        {months: count_states(cohort, months, day) for months in MONTHS},
        {level: count_states(cohort.of_level(level), 12, day) for level in cohort.levels},
        uptake(cohort, day),
        ways(cohort, day),
    )
