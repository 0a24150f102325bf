"""Cells of another town's sheet → cases. What can't be read is a problem, never a guess."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from app.care.case import Case, CaseStatus, PrivateIdentity
from app.care.scales import (
    parse_care_level,
    parse_dementia_independence,
    parse_disability_independence,
    parse_sex,
)
from app.exchange.foreign_cells import CellRefused, coded, day, says_nothing, whole
from app.exchange.foreign_grid import Grid, GridRow, place_name
from app.exchange.foreign_mapping import SheetMapping
from app.exchange.merge import aligned


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why one cell can't be read. ``row``/``column`` are those of the grid.

    ``place`` is where it stands in the file (「シート1!C7」), ``header`` its heading, ``reason``
    a sentence for a person. It never holds the cell's text.
    """

    row: int
    column: int
    place: str
    header: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForeignCase:
    """One row as a case. ``given`` are the fields the sheet says something about.

    All else of ``case`` is only the default and never replaces what is kept.
    """

    row: int
    case: Case
    given: frozenset[str]
    identity: PrivateIdentity | None = None


@dataclass(frozen=True, slots=True)
class ForeignRead:
    """What was read of a grid: cases, and problems by cell."""

    cases: tuple[ForeignCase, ...]
    problems: tuple[CellProblem, ...]


@dataclass(slots=True)
class Reading:
    """One row being read."""

    grid: Grid
    row: int
    mapping: SheetMapping
    problems: list[CellProblem]
    changes: dict[str, Any] = field(default_factory=dict)
    identity: dict[str, Any] = field(default_factory=dict)

    @property
    def line(self) -> GridRow:
        return self.grid.rows[self.row]

    def cells(self, target: str) -> list[tuple[int, str]]:
        """The columns of a place that say something, with their text."""
        found = [(column, self.line.text(column)) for column in self.mapping.columns_of(target)]
        return [(column, text) for column, text in found if not says_nothing(text)]

    def read(self, target: str, reader: Callable[[str], Any]) -> Any:
        """The value of a place with one column; ``None`` where it says nothing."""
        for column, text in self.cells(target):
            try:
                return reader(text)
            except CellRefused as refusal:
                self.refuse(column, refusal.reason)
        return None

    def refuse(self, column: int, reason: str) -> None:
        place = place_name(self.line, column)
        self.problems.append(
            CellProblem(
                self.row,
                column,
                f"{self.line.sheet}!{place}" if place else self.line.sheet,
                self.grid.header(column),
                reason,
            )
        )

    def take(self, target: str, name: str, reader: Callable[[str], Any]) -> None:
        """Read a place into a field of the case, where it says something."""
        value = self.read(target, reader)
        if value is not None:
            self.changes[name] = value

    def text(self, target: str) -> str:
        """All cells of a place, a line each."""
        return "\n".join(text.strip() for _, text in self.cells(target))


def read_case_rows(grid: Grid, mapping: SheetMapping) -> ForeignRead:
    """Read every row that isn't left out."""
    problems: list[CellProblem] = []
    cases = []
    for row, line in enumerate(grid.rows):
        if not line.skipped:
            cases.append(_case(Reading(grid, row, mapping, problems)))
    return ForeignRead(tuple(cases), tuple(problems))


def _case(reading: Reading) -> ForeignCase:
    _basic(reading)
    _texts(reading)
    case = Case(status=CaseStatus.PREPARING, **reading.changes)
    return ForeignCase(reading.row, case, frozenset(reading.changes))


_PLAIN: Final = {
    "staff": "staff", "housing": "housing", "life_issues": "life_issues",
    "desired_life": "desired_life", "cm_assessment": "cm_assessment", "strengths": "strengths",
    "district": "district", "application_trigger": "application_trigger",
    "presenter_note": "presenter_note", "support_question": "support_question",
}  # fmt: skip
_DATES: Final = (
    "conference_date", "first_visit_date", "baseline_date", "certification_from",
    "certification_to", "birth_year",
)  # fmt: skip


def _basic(reading: Reading) -> None:
    reading.take("case_no", "case_no", lambda text: whole(text, 1, 999_999_999))
    reading.take("age", "age", lambda text: whole(text, 0, 150))
    reading.take("sex", "sex", lambda text: coded(text, parse_sex, "男・女"))
    reading.take(
        "disability_independence",
        "disability_independence",
        lambda text: coded(text, parse_disability_independence, "自立・J1・A2"),
    )
    reading.take(
        "dementia_independence",
        "dementia_independence",
        lambda text: coded(text, parse_dementia_independence, "自立・Ⅰ・Ⅱb・M"),
    )
    reading.take(
        "care_level", "care_level", lambda text: coded(text, parse_care_level, "要支援2・要介護1")
    )
    for name in _DATES:
        reading.take(name, name, day)


def _texts(reading: Reading) -> None:
    for target, name in _PLAIN.items():
        if text := reading.text(target):
            reading.changes[name] = text


def overlaid(existing: Case, foreign: ForeignCase) -> Case:
    """``existing`` with what the sheet says; a silent cell or a missing column changes nothing."""
    changes: dict[str, Any] = {}
    for name in foreign.given:
        old, new = getattr(existing, name), getattr(foreign.case, name)
        rows = isinstance(new, tuple) and new and hasattr(new[0], "uuid")
        changes[name] = aligned(old, new) if rows else new
    return replace(existing, **changes)
