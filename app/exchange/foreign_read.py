"""Cells of another town's sheet → cases. What can't be read is a problem, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from app.care.case import (
    CareDate,
    Case,
    CaseStatus,
    Judgement,
    PrivateIdentity,
    TimePoint,
    Weight,
)
from app.care.checklist import QUESTIONS
from app.exchange.foreign_cells import DITTO, CellRefused, day, rating, says_nothing, whole
from app.exchange.foreign_fields import (
    READERS,
    SHARED,
    Given,
    Texts,
    read_body,
    read_monitoring,
    with_own_bmi,
)
from app.exchange.foreign_grid import Grid, GridRow, column_letters, place_name, row_name
from app.exchange.foreign_headers import target_of
from app.exchange.foreign_mapping import SheetMapping
from app.exchange.foreign_measures import (
    MEASURES,
    checked,
    checklist,
    day_in_heading,
    day_of_tests,
    measured,
    weights,
)
from app.i18n import tr

LONGEST_CELL: Final = 32_767  # characters, as in Excel
EXTRA: Final = "imported_columns"
"""The unknown key of a case that holds the columns a person wanted kept."""

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_POINTS: Final = {
    "before": TimePoint.BEFORE,
    "predicted": TimePoint.PREDICTED,
    "actual": TimePoint.ACTUAL_6,
    "personal": TimePoint.BEFORE,
    "environment": TimePoint.BEFORE,
}
_FACTORS: Final = {"personal": "personal_factor", "environment": "environment_factor"}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why one cell can't be read. ``row``/``column`` are those of the grid, -1 for all columns.

    ``place`` is where it stands in the file (「一覧!C7」), ``header`` its heading, ``reason`` a
    sentence for a person. It never holds the cell's text.
    """

    row: int
    column: int
    place: str
    header: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForeignCase:
    """One row as a case. ``given`` are the fields the sheet says something about.

    All else of ``case`` is only the default and never replaces what is kept. ``uuid`` is the key
    the sheet names, if it names one. Of ``identity`` an empty field says nothing.
    """

    row: int
    case: Case
    given: frozenset[str]
    uuid: str | None = None
    identity: PrivateIdentity | None = None


@dataclass(frozen=True, slots=True)
class ForeignRead:
    """What was read of a grid: cases, and problems by cell."""

    cases: tuple[ForeignCase, ...]
    problems: tuple[CellProblem, ...]


def read_case_rows(
    grid: Grid, mapping: SheetMapping, *, fiscal_year: int | None = None
) -> ForeignRead:
    """Read every row that isn't left out. ``fiscal_year`` gives dates without a year theirs."""
    problems: list[CellProblem] = []
    found = [
        _Row(grid, row, mapping, fiscal_year, problems).read()
        for row, line in enumerate(grid.rows)
        if not line.skipped
    ]
    problems.sort(key=lambda each: (each.row, each.column))
    return ForeignRead(tuple(found), (*problems, *_twins(grid, mapping, found)))


def _twins(grid: Grid, mapping: SheetMapping, found: list[ForeignCase]) -> list[CellProblem]:
    """Two rows under one number or one key would overwrite each other."""
    column = next(iter(mapping.columns_of("case_no")), -1)
    seen: dict[object, int] = {}
    problems = []
    for each in found:
        for key in (each.case.case_no, each.uuid):
            if key is None or seen.setdefault(key, each.row) == each.row:
                continue
            reason = tr("同じ番号の事例がファイルに二つあります。")
            problems.append(_problem(grid, each.row, column, reason))
    return problems


def _problem(grid: Grid, row: int, column: int, reason: str) -> CellProblem:
    line = grid.rows[row]
    place = place_name(line, column) if column >= 0 else row_name(line)
    return CellProblem(row, column, place, grid.header(column) if column >= 0 else "", reason)


@dataclass(slots=True)
class _Row:
    """One row being read."""

    grid: Grid
    row: int
    mapping: SheetMapping
    fiscal_year: int | None
    problems: list[CellProblem]
    given: Given = field(default_factory=Given)

    @property
    def line(self) -> GridRow:
        return self.grid.rows[self.row]

    def refuse(self, column: int, reason: str) -> None:
        self.problems.append(_problem(self.grid, self.row, column, reason))

    def cells(self, target: str) -> list[tuple[int, str]]:
        """The columns of a place that say something, with their text."""
        found = []
        for column in self.mapping.columns_of(target):
            text = self._text(column, target)
            if len(text) > LONGEST_CELL:
                self.refuse(column, tr("長すぎます（{n}文字まで）。", n=LONGEST_CELL))
            elif text.strip() in DITTO:
                self.refuse(
                    column, tr("「〃」が何を指すか分かりません。文字で書き直してください。")
                )
            elif not says_nothing(text) or (text.strip() and target_of(target).kind == "rating"):
                found.append((column, text))
        return found

    def _text(self, column: int, target: str) -> str:
        """A cell's text; 〃 is the cell above where that can only be meant (§1.2)."""
        for row in range(self.row, -1, -1):
            text = self.grid.rows[row].text(column)
            if text.strip() not in DITTO or target not in SHARED:
                return text
        return text

    def take(self, target: str, reader: Callable[[str], Any]) -> Any:
        """The value of a place; problems are noted. ``None`` where it says nothing."""
        value = None
        for column, text in self.cells(target):
            try:
                value = reader(text)
            except CellRefused as refusal:
                self.refuse(column, refusal.reason)
        return value

    def joined(self, target: str) -> str:
        """All cells of a place, a line each."""
        return "\n".join(text.strip() for _, text in self.cells(target))

    def read(self) -> ForeignCase:
        before = len(self.problems)
        mapped = {each.target for each in self.mapping.columns if each.target}
        number = self.take("case_no", lambda text: whole(text, 1, 999_999_999))
        if number is not None:
            self.given.values["case_no"] = number
        for target, read in READERS.items():
            if target in mapped:
                self._through(target, read)
        self._compound(mapped)
        self._judgements()
        self._measures()
        kept = self._kept()
        identity = self._identity()
        if len(self.problems) == before and not (self.given.values or self.given.parts or identity):
            self.refuse(-1, tr("事例として読める値がない行です。事例でなければ外してください。"))
        extra = {EXTRA: kept} if kept else {}
        case = with_own_bmi(self.given.on(Case(status=CaseStatus.PREPARING, extra=extra)))
        named = identity and PrivateIdentity(case_uuid=case.uuid, **identity)
        given = self.given.names() | ({"extra"} if kept else set())
        return ForeignCase(self.row, case, frozenset(given), self._uuid(), named or None)

    def _through(self, target: str, read: Callable[[str, int | None], Given]) -> None:
        text = self.joined(target)
        if not text:
            return
        try:
            self.given.add(read(text, self.fiscal_year))
        except CellRefused as refusal:
            self.refuse(self.cells(target)[0][0], refusal.reason)

    def _compound(self, mapped: set[str]) -> None:
        """Places that are read together: the body, and monitoring with its heading."""
        for target in ("body", "height_cm", "weight_kg", "bmi"):
            self._together(target, [target], read_body)
        monitoring = ["monitoring_date", "monitoring_status"]
        first = next((each for each in monitoring if each in mapped and self.cells(each)), "")
        self._together(first, monitoring, read_monitoring)

    def _together(
        self,
        target: str,
        others: list[str],
        read: Callable[[str, Texts, int | None], Given],
    ) -> None:
        cells = {each: self.cells(each)[:1] for each in others} if target else {}
        texts = {
            each: (self.grid.header(column), text)
            for each, found in cells.items()
            for column, text in found
        }
        if target not in texts:
            return
        try:
            self.given.add(read(target, texts, self.fiscal_year))
        except CellRefused as refusal:
            self.refuse(cells[target][0][0], refusal.reason)

    def _judgements(self) -> None:
        cells: dict[tuple[str, TimePoint], dict[str, str]] = {}
        targets = [each.target for each in self.mapping.columns if each.target]
        for target in dict.fromkeys(targets):
            if not target.startswith("judgement."):
                continue
            _, item, part = target.split(".")
            name = _FACTORS.get(part, "rating")
            value = self.take(target, rating) if name == "rating" else self.joined(target)
            if value:
                cells.setdefault((item, _POINTS[part]), {})[name] = value
        if cells:
            self.given.values["judgements"] = tuple(
                Judgement(item=item, time_point=point, **values)
                for (item, point), values in cells.items()
            )

    def _measures(self) -> None:
        """Checklist, short tests and weights."""
        answers = list(self.take("checklist", checklist) or [None] * QUESTIONS)
        for no in range(1, QUESTIONS + 1):
            told = self.take(f"checklist.{no}", partial(checked, no))
            answers[no - 1] = told if told is not None else answers[no - 1]
        if any(each is not None for each in answers):
            self.given.values["checklist"] = tuple(answers)
        self._tests()
        found: list[Weight] = []
        for column, text in self.cells("weights"):
            try:
                found += weights(text, self._weighed(column), self.fiscal_year)
            except CellRefused as refusal:
                self.refuse(column, refusal.reason)
        if found:
            self.given.values["weights"] = tuple(found)

    def _tests(self) -> None:
        values, remarks = {}, []
        for name in MEASURES:
            cells = self.cells(f"tests.{name}")
            try:
                value, remark = measured(name, [text for _, text in cells])
            except CellRefused as refusal:
                self.refuse(cells[0][0], refusal.reason)
                continue
            if value is not None:
                values[name] = value
            if remark:
                label = target_of(f"tests.{name}").label()
                remarks.append(f"{label} {remark}")
        when = self.take("tests.measured", lambda text: day(text, self.fiscal_year))
        if values or remarks:
            self.given.values["physical_tests"] = (day_of_tests(values, when, remarks),)

    def _weighed(self, column: int) -> CareDate | None:
        """When the weight of a column was taken: in its heading, or in the column before."""
        if (when := day_in_heading(self.grid.header(column))) is not None:
            return when
        days = [each for each in self.cells("weight_date") if each[0] in (column - 1, column + 1)]
        if not days:
            return None
        try:
            return day(days[0][1], self.fiscal_year)
        except CellRefused as refusal:
            self.refuse(days[0][0], refusal.reason)
            return None

    def _kept(self) -> dict[str, str]:
        return {
            self.grid.header(each.column) or f"{column_letters(each.column)}列": text
            for each in self.mapping.columns
            if each.keep and each.target is None and (text := self.line.text(each.column))
        }

    def _identity(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for each in self.mapping.columns:
            if each.target and each.target.startswith("identity."):
                name = each.target.removeprefix("identity.")
                value = (
                    self.take(each.target, day)
                    if name == "birth_date"
                    else self.joined(each.target)
                )
                if value:
                    found[name] = value
        return found

    def _uuid(self) -> str | None:
        for column, text in self.cells("uuid"):
            if _UUID.fullmatch(text.strip().lower()):
                return text.strip().lower()
            self.refuse(column, tr("読み取れない値です。"))
        return None
