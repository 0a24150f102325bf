"""Other people's sheets: open, look through, import all or nothing (DOMAIN.md §1.2)."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import InputRefused, UserFacingError
from app.exchange.conflicts import NO_DECISIONS, Decisions, FieldConflict
from app.exchange.fields import Problem
from app.exchange.foreign_findings import Finding, answer, findings, unanswered
from app.exchange.foreign_grid import Grid, place_name
from app.exchange.foreign_layout import RawSheet, grid_of
from app.exchange.foreign_mapping import (
    SheetMapping,
    as_memory,
    from_memory,
    propose_mapping,
    signature,
)
from app.exchange.foreign_read import CellProblem, ForeignCase, overlaid, read_case_rows
from app.i18n import tr
from app.services.files import ImportReport, report_of
from app.services.intake import Taken, create, existing_case, update
from app.services.settings import get_setting, put_setting
from app.services.store import Store
from app.services.work import Work

_MEMORY = "sheet_mappings"
_MOST_REMEMBERED = 50


class _DryRun(Exception):
    """Rolls the transaction back after everything was tried."""


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A sheet between file and cases, as the person has aligned it so far.

    ``sheet_names`` are all sheets of the file, ``sheet`` the one shown. ``answers`` are given
    with ``answered``. Every function here gives a new draft, so undo is keeping the old one.
    """

    file_name: str
    sheet_names: tuple[str, ...]
    sheet: str
    grid: Grid
    mapping: SheetMapping
    findings: tuple[Finding, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[RawSheet, ...] = field(default=(), repr=False)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that still block the import."""
        return unanswered(self.findings, self.answers)

    @property
    def certain(self) -> bool:
        """Whether nobody needs to look: mapping known or sure, nothing open."""
        known = self.mapping.remembered or all(each.sure for each in self.mapping.columns)
        return known and not self.open_findings


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What an import would do with one row. ``kind`` is created, updated, unchanged, undecided."""

    row: int
    kind: str
    case_uuid: str
    case_no: int | None


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """The dry run of a draft. ``problems`` and ``open_findings`` each block the import."""

    rows: tuple[RowOutcome, ...]
    problems: tuple[CellProblem, ...]
    open_findings: tuple[Finding, ...]
    conflicts: tuple[FieldConflict, ...]

    @property
    def ready(self) -> bool:
        """Whether ``import_sheet`` would take it in."""
        return not (self.problems or self.open_findings)


def open_sheet(store: Store, path: Path, password: str = "") -> SheetDraft:
    """Read a workbook or CSV and propose how to understand it; ``InputRefused`` if it can't be."""
    import importlib

    reader = importlib.import_module("app.exchange.sheet_file")
    return draft_of(store, reader.read_sheets(path, password=password).sheets, path.name)


def draft_of(store: Store, sheets: Sequence[RawSheet], file_name: str) -> SheetDraft:
    """The draft of sheets already read: the first one with headings is shown."""
    for sheet in sheets:
        grid = grid_of(sheet)
        if grid is not None:
            return _draft(store, tuple(sheets), file_name, sheet.name, grid)
    raise InputRefused(
        tr("事例シートの見出しが見つかりません。"),
        tr("何も取り込んでいません。"),
        tr("見出しの行があるシートか確かめてください。"),
    )


def choose_sheet(store: Store, draft: SheetDraft, name: str) -> SheetDraft:
    """The draft with another sheet of the file shown."""
    sheet = next(each for each in draft.sheets if each.name == name)
    grid = grid_of(sheet)
    if grid is None:
        raise InputRefused(tr("このシートには見出しが見つかりません。"))
    return _draft(store, draft.sheets, draft.file_name, name, grid)


def _draft(
    store: Store, sheets: tuple[RawSheet, ...], file_name: str, name: str, grid: Grid
) -> SheetDraft:
    mapping = propose_mapping(grid)
    memory = get_setting(store, _MEMORY, {}).get(signature(grid.headers))
    if memory is not None and len(memory) == len(mapping.columns):
        mapping = from_memory(mapping, memory)
    names = tuple(sheet.name for sheet in sheets)
    return SheetDraft(file_name, names, name, grid, mapping, findings(grid, mapping), sheets=sheets)


def with_grid(draft: SheetDraft, grid: Grid) -> SheetDraft:
    """The draft after cells were moved, split, joined or retyped (``foreign_grid``)."""
    return replace(draft, grid=grid, findings=findings(grid, draft.mapping))


def with_mapping(draft: SheetDraft, mapping: SheetMapping) -> SheetDraft:
    """The draft after a column got another place (``foreign_mapping.with_target``)."""
    return replace(draft, mapping=mapping, findings=findings(draft.grid, mapping))


def answered(draft: SheetDraft, finding: Finding, choice: str) -> SheetDraft:
    """The draft after a person answered a finding with one of its choices."""
    grid, answers = answer(draft.grid, finding, choice, draft.answers)
    return replace(with_grid(draft, grid), answers=answers)


def check_sheet(store: Store, draft: SheetDraft, decisions: Decisions = NO_DECISIONS) -> SheetCheck:
    """What ``import_sheet`` would do, cell by cell and case by case. Nothing is stored."""
    read = read_case_rows(draft.grid, draft.mapping)
    taken: list[Taken] = []
    refused: list[CellProblem] = []
    with contextlib.suppress(_DryRun), store.write() as work:
        for each in read.cases:
            try:
                taken.append(_take(work, store, each, decisions))
            except UserFacingError as refusal:
                refused.append(_row_problem(draft, each.row, refusal.sentence()))
        raise _DryRun
    rows = tuple(
        RowOutcome(each.row, one.kind, one.case.uuid, one.case.case_no)
        for each, one in zip(read.cases, taken, strict=False)
    )
    return SheetCheck(
        rows,
        (*read.problems, *refused),
        draft.open_findings,
        tuple(conflict for one in taken for conflict in one.conflicts),
    )


def import_sheet(
    store: Store, draft: SheetDraft, decisions: Decisions = NO_DECISIONS
) -> ImportReport:
    """Take all rows in, or none; remembers the mapping for the next sheet of this kind.

    Problems and unanswered findings come back as ``refused``, and nothing was stored.
    """
    check = check_sheet(store, draft, decisions)
    if not check.ready:
        return ImportReport(refused=refusals(draft, check))
    read = read_case_rows(draft.grid, draft.mapping)
    with store.write() as work:
        taken = [_take(work, store, each, decisions) for each in read.cases]
    _remember(store, draft.mapping)
    return report_of(taken)


def refusals(draft: SheetDraft, check: SheetCheck) -> tuple[Problem, ...]:
    """Why a draft isn't taken in, cell by cell."""
    found = [Problem(each.place, each.header, each.reason) for each in check.problems]
    for finding in check.open_findings:
        line = draft.grid.rows[finding.row]
        place = f"{line.sheet}!{place_name(line, finding.column)}"
        found.append(Problem(place, draft.grid.header(finding.column), finding.message))
    return tuple(found)


def _take(work: Work, store: Store, each: ForeignCase, decisions: Decisions) -> Taken:
    existing = existing_case(work, None, each.case.case_no)
    if existing is None:
        return create(work, store, each.case, each.identity)
    return update(work, existing, overlaid(existing, each), each.identity, decisions)


def _row_problem(draft: SheetDraft, row: int, reason: str) -> CellProblem:
    line = draft.grid.rows[row]
    return CellProblem(row, 0, f"{line.sheet}!{line.sheet_row + 1}", "", reason)


def _remember(store: Store, mapping: SheetMapping) -> None:
    """Keep the mapping under the signature of its headings; the oldest are forgotten."""
    memory = dict(get_setting(store, _MEMORY, {}))
    memory.pop(mapping.signature, None)
    memory[mapping.signature] = as_memory(mapping)
    latest = list(memory.items())[-_MOST_REMEMBERED:]
    put_setting(store, _MEMORY, dict(latest))
