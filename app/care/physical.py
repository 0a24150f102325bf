"""Short physical tests: what they are and the lines they are read beside (DOMAIN.md §5.4).

A line is a reason to ask. Nothing here names a condition, and two lines for the TUG stand side
by side because two sources use them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.care.case import PhysicalTest, Sex
from app.care.knowledge import Words, figure, load, remembered, words

WALK_METRES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A reference value for one test; ``caution`` is below, from (at or over) or above."""

    value: float
    caution: str
    words: Words
    source: Words

    def crossed(self, measured: float) -> bool:
        """Whether ``measured`` lies on the side of the line that is worth a question."""
        if self.caution == "below":
            return measured < self.value
        return measured >= self.value if self.caution == "from" else measured > self.value


@dataclass(frozen=True, slots=True)
class Kind:
    """One test; ``field`` is its name in ``care.case.PhysicalTest``."""

    field: str
    words: Words
    unit: Words
    how: Words
    male: tuple[Line, ...]
    female: tuple[Line, ...]

    def label(self, lang: str | None = None) -> str:
        """Name of the test."""
        return self.words(lang)

    def lines(self, sex: Sex | None) -> tuple[Line, ...]:
        """The lines for a person; where they differ by sex and it isn't known, none."""
        if self.male == self.female:
            return self.male
        return {Sex.MALE: self.male, Sex.FEMALE: self.female}.get(sex, ()) if sex else ()


@remembered
def kinds_of_test() -> tuple[Kind, ...]:
    """The six tests in the order of the form."""
    kinds = []
    for row in load("physical_tests")["test"]:
        common = [_line(key, row["caution"]) for key in row.get("lines", ())]
        if "speed_line" in row:
            common.append(_seconds_line(row["speed_line"], row["caution"]))
        male = [_line(key, row["caution"]) for key in row.get("lines_male", ())]
        female = [_line(key, row["caution"]) for key in row.get("lines_female", ())]
        kinds.append(
            Kind(
                field=row["field"],
                words=words(row),
                unit=words(row, "unit"),
                how=words(row, "how"),
                male=(*common, *male),
                female=(*common, *female),
            )
        )
    return tuple(kinds)


def kind_of_test(field: str) -> Kind:
    """The test kept in ``field``."""
    return next(kind for kind in kinds_of_test() if kind.field == field)


def _line(key: str, caution: str) -> Line:
    row = figure(key)
    return Line(float(row["value"]), caution, words(row), words(row, "source"))


def _seconds_line(key: str, caution: str) -> Line:
    """A line given as a speed, in the seconds a person takes for the five metres."""
    speed = _line(key, caution)
    return Line(WALK_METRES / speed.value, caution, speed.words, speed.source)


def crossed_lines(test: PhysicalTest, sex: Sex | None) -> tuple[tuple[Kind, Line], ...]:
    """The lines of one measuring day that are worth a question."""
    return tuple(
        (kind, line)
        for kind in kinds_of_test()
        for line in kind.lines(sex)
        if (measured := getattr(test, kind.field)) is not None and line.crossed(measured)
    )


def walking_speed(seconds: float | None) -> float | None:
    """Metres per second over the five metres, with one decimal more than the seconds have."""
    if seconds is None or seconds <= 0:
        return None
    exact = Decimal(str(seconds)).normalize()
    decimals = max(1, -int(exact.as_tuple().exponent)) + 1
    speed = Decimal(WALK_METRES) / exact
    return float(speed.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def trend(tests: Iterable[PhysicalTest], field: str) -> tuple[tuple[str, float], ...]:
    """Dated values of one test, oldest first: the course says more than a single value."""
    points = [
        (test.measured.iso, value)
        for test in tests
        if test.measured and test.measured.iso and (value := getattr(test, field)) is not None
    ]
    return tuple(sorted(points))
