"""What a person must look at before the rows of another town's sheet are read.

The program may see that a row would fit better when moved; it says so and moves nothing. Where
two readings are possible (自立 under 障別 or 認知症), only a person can tell (DOMAIN.md §1.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.care.scales import parse_dementia_independence, parse_disability_independence
from app.exchange.foreign_grid import Grid, Mark, move_cell, shift
from app.exchange.foreign_mapping import SheetMapping
from app.i18n import tr

AS_IS = "as_is"
"""The answer 「このままでよい」."""


class FindingKind(StrEnum):
    """What was noticed."""

    MERGED = "merged"  # a cell merged to the right inside a case
    AMBIGUOUS = "ambiguous"  # a value that fits its own and an empty neighbouring column
    SHIFT = "shift"  # the rest of the row would fit better elsewhere
    OVERFLOW = "overflow"  # a value that stands under no heading
    LEFT_OUT = "left_out"  # a row that looks like no case


@dataclass(frozen=True, slots=True)
class FindingChoice:
    """One answer. ``by`` moves the row from ``column`` on, or only that cell where ``alone``.

    0 leaves the row as it is.
    """

    key: str
    label: str
    column: int = 0
    by: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed at a cell of the grid. ``must_answer`` blocks the import until answered.

    ``id`` stays the same while the cell stays as it is.
    """

    id: str
    kind: FindingKind
    row: int
    column: int
    message: str
    must_answer: bool
    choices: tuple[FindingChoice, ...]


def findings(grid: Grid, mapping: SheetMapping) -> tuple[Finding, ...]:
    """Everything to look at, row by row."""
    found: list[Finding] = []
    for row in range(len(grid.rows)):
        if not grid.rows[row].skipped:
            found += _merged(grid, row)
            found += _ambiguous(grid, row, mapping)
    return tuple(found)


def answer(
    grid: Grid, finding: Finding, choice: str, answers: Mapping[str, str]
) -> tuple[Grid, Mapping[str, str]]:
    """The grid and the answers after a person chose; ``KeyError`` for no such choice."""
    chosen = {each.key: each for each in finding.choices}[choice]
    if chosen.alone:
        grid = move_cell(grid, finding.row, chosen.column, chosen.column + chosen.by)
    elif chosen.by:
        grid = shift(grid, finding.row, chosen.column, chosen.by)
    return grid, {**answers, finding.id: choice}


def unanswered(found: tuple[Finding, ...], answers: Mapping[str, str]) -> tuple[Finding, ...]:
    """Those that still block the import."""
    return tuple(each for each in found if each.must_answer and each.id not in answers)


def as_it_is() -> FindingChoice:
    """The answer that changes nothing."""
    return FindingChoice(AS_IS, tr("このままでよい"))


def finding_id(grid: Grid, kind: FindingKind, row: int, column: int, text: str) -> str:
    """A name for what was noticed that lasts while the cell does."""
    line = grid.rows[row]
    return f"{kind}:{line.sheet}:{line.sheet_row}:{column}:{text}"


def _merged(grid: Grid, row: int) -> list[Finding]:
    found = []
    cells = grid.rows[row].cells
    for column in range(len(cells) - 1):
        if cells[column].mark is Mark.AS_FILED and cells[column + 1].mark is Mark.COVERED:
            message = tr(
                "「{left}」と「{right}」のセルがつながっています。分けるか、このままでよいか"
                "選んでください。",
                left=grid.header(column),
                right=grid.header(column + 1),
            )
            found.append(
                Finding(
                    finding_id(grid, FindingKind.MERGED, row, column, cells[column].text),
                    FindingKind.MERGED,
                    row,
                    column,
                    message,
                    True,
                    (as_it_is(),),
                )
            )
    return found


def _ambiguous(grid: Grid, row: int, mapping: SheetMapping) -> list[Finding]:
    """自立 under 障別 or 認知症 while the other is empty: both scales know the word."""
    line, found = grid.rows[row], []
    pairs = [
        ("disability_independence", "dementia_independence"),
        ("dementia_independence", "disability_independence"),
    ]
    for own, other in pairs:
        for column, neighbour in zip(
            mapping.columns_of(own), mapping.columns_of(other), strict=False
        ):
            text = line.text(column)
            if line.text(neighbour) or not text:
                continue
            if parse_disability_independence(text) and parse_dementia_independence(text):
                message = tr(
                    "この値は「{left}」にも「{right}」にも読めます。どちらの値か選んでください。",
                    left=grid.header(column),
                    right=grid.header(neighbour),
                )
                move = FindingChoice(
                    "move",
                    tr("「{column}」の値にする", column=grid.header(neighbour)),
                    column,
                    neighbour - column,
                    alone=True,
                )
                stay = FindingChoice(
                    AS_IS, tr("「{column}」の値のまま", column=grid.header(column))
                )
                pair = min(column, neighbour)  # the same question after the cell has moved
                name = finding_id(grid, FindingKind.AMBIGUOUS, row, pair, text)
                found.append(
                    Finding(name, FindingKind.AMBIGUOUS, row, column, message, True, (stay, move))
                )
    return found
