"""Other people's sheets: open, look through, import all or nothing (DOMAIN.md §1.2)."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final

from app.care.case import PrivateIdentity
from app.errors import InputRefused, UserFacingError
from app.exchange.conflicts import NO_DECISIONS, Decisions, FieldConflict
from app.exchange.fields import Problem
from app.exchange.foreign_fields import overlaid
from app.exchange.foreign_findings import (
    Finding,
    answer,
    answered_mapping,
    findings,
    unanswered,
)
from app.exchange.foreign_grid import Grid, place_name, row_name
from app.exchange.foreign_headers import forget_texts
from app.exchange.foreign_layout import grid_of, layouts_of
from app.exchange.foreign_mapping import SheetMapping, from_memory, propose_mapping
from app.exchange.foreign_read import CellProblem, ForeignCase, ForeignRead, read_case_rows
from app.exchange.foreign_rows import RowKeys, another_person, row_keys
from app.exchange.sheet_file import Sheet, read_sheets
from app.i18n import tr
from app.models.shapes import CASE
from app.services.files import ImportReport, import_file, is_own, report_of
from app.services.intake import Taken, create, existing_case, names_of, update
from app.services.sheet_memory import known_mapping, known_rows, remember
from app.services.sheet_twins import chosen_case, twin_question
from app.services.store import Store
from app.services.work import Work

SHEETS: Final = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
"""How the names of such files end."""


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A sheet between file and cases, as the person has aligned it so far.

    ``sheet_names`` are the sheets that can be chosen, ``sheet`` the one shown. ``answers`` are
    given with ``answered``. ``fiscal_year`` gives dates without a year theirs. Every function
    here gives a new draft, so undo is keeping the old one.
    """

    file_name: str
    sheet_names: tuple[str, ...]
    sheet: str
    grid: Grid
    mapping: SheetMapping
    findings: tuple[Finding, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    fiscal_year: int | None = None
    sheets: tuple[Sheet, ...] = field(default=(), repr=False)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that still block the import."""
        return unanswered(self.findings, self.answers)


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
        return bool(self.rows) and not (self.problems or self.open_findings)


class _DryRun(Exception):
    """Rolls the transaction back after everything was tried."""


def open_sheet(store: Store, path: Path, password: str | None = None) -> SheetDraft | None:
    """Read a workbook or CSV and propose how to understand it; ``InputRefused`` if it can't be.

    ``None`` for one of ours, which ``import_file`` reads without asking.
    """
    file = read_sheets(path, password)
    return None if is_own(file) else draft_of(store, file.sheets, path.name)


def draft_of(store: Store, sheets: Sequence[Sheet], file_name: str) -> SheetDraft:
    """The draft of sheets already read: the first one with cases is shown."""
    names = layouts_of(sheets).names
    if not names:
        raise InputRefused(
            tr("事例シートの見出しが見つかりません。"),
            tr("何も取り込んでいません。"),
            tr("見出しの行があるシートか確かめてください。"),
        )
    return _draft(store, tuple(sheets), file_name, names[0])


def choose_sheet(store: Store, draft: SheetDraft, name: str) -> SheetDraft:
    """The draft with another of its ``sheet_names`` shown."""
    return replace(
        _draft(store, draft.sheets, draft.file_name, name), fiscal_year=draft.fiscal_year
    )


def _draft(store: Store, sheets: tuple[Sheet, ...], file_name: str, name: str) -> SheetDraft:
    layouts = layouts_of(sheets)
    grid = grid_of(sheets, layouts, name)
    mapping = propose_mapping(grid)
    memory = known_mapping(store, mapping.signature)
    if memory is not None and len(memory) == len(mapping.columns):
        mapping = from_memory(mapping, memory)
    found = findings(grid, mapping)
    forget_texts()
    return SheetDraft(file_name, layouts.names, name, grid, mapping, found, sheets=sheets)


def with_grid(draft: SheetDraft, grid: Grid) -> SheetDraft:
    """The draft after cells were moved, split, joined or retyped (``foreign_grid``)."""
    return replace(draft, grid=grid, findings=findings(grid, draft.mapping))


def with_mapping(draft: SheetDraft, mapping: SheetMapping) -> SheetDraft:
    """The draft after a column got another place (``foreign_mapping.with_target``)."""
    return replace(draft, mapping=mapping, findings=findings(draft.grid, mapping))


def with_fiscal_year(draft: SheetDraft, year: int | None) -> SheetDraft:
    """The draft after a person said which fiscal year its dates are of (2024: from April 2024)."""
    return replace(draft, fiscal_year=year)


def answered(draft: SheetDraft, finding: Finding, choice: str) -> SheetDraft:
    """The draft after a person answered a finding with one of its choices."""
    grid, answers = answer(draft.grid, finding, choice, draft.answers)
    mapping = answered_mapping(draft.mapping, finding, choice)
    return replace(with_grid(replace(draft, mapping=mapping), grid), answers=answers)


def check_sheet(store: Store, draft: SheetDraft, decisions: Decisions = NO_DECISIONS) -> SheetCheck:
    """What ``import_sheet`` would do, cell by cell and case by case. Nothing is stored."""
    check = SheetCheck((), (), (), ())
    with contextlib.suppress(_DryRun), store.write() as work:
        check, _ = _take_all(work, store, draft, decisions)
        raise _DryRun
    return check


def import_sheet(
    store: Store,
    draft: SheetDraft,
    decisions: Decisions = NO_DECISIONS,
    *,
    dry_run: bool = False,
) -> ImportReport:
    """Take all rows in, or none; remembers the mapping for the next sheet of this kind.

    Problems and unanswered findings come back as ``refused``, and nothing was stored.
    """
    report = ImportReport()
    with contextlib.suppress(_DryRun), store.write() as work:
        check, taken = _take_all(work, store, draft, decisions)
        report = report_of(taken) if check.ready else ImportReport(refused=refusals(draft, check))
        if dry_run or not check.ready:
            raise _DryRun
    return report


def import_unattended(
    store: Store, path: Path, *, dry_run: bool = False, password: str | None = None
) -> ImportReport:
    """Import a workbook or CSV nobody looks at: one of ours, or where nothing is to decide.

    That is a sheet whose columns a person once chose, or whose headings are all known for sure.
    """
    try:
        draft = open_sheet(store, path, password)
    except InputRefused as refusal:
        return ImportReport(refused=(Problem("", "", refusal.sentence()),))
    if draft is None:
        return import_file(store, path, dry_run=dry_run, password=password)
    doubts = _doubts(draft)
    report = import_sheet(store, draft, dry_run=dry_run or bool(doubts))
    if doubts or report.refused:
        return ImportReport(refused=(*doubts, *report.refused, _by_hand()))
    return report


def refusals(draft: SheetDraft, check: SheetCheck) -> tuple[Problem, ...]:
    """Why a draft isn't taken in, cell by cell."""
    found = [Problem(each.place, each.header, each.reason) for each in check.problems]
    for finding in check.open_findings:
        place = draft.sheet
        if finding.row >= 0:
            place = place_name(draft.grid.rows[finding.row], finding.column)
        found.append(Problem(place, draft.grid.header(finding.column), finding.message))
    if not check.rows and not found:
        found.append(Problem(draft.sheet, "", tr("事例の行がありません。")))
    return tuple(found)


def _doubts(draft: SheetDraft) -> list[Problem]:
    """The columns nobody knows a place for; the guessed ones are findings."""
    if draft.mapping.remembered:
        return []
    return [
        Problem(draft.sheet, each.header, tr("この列を何として読むか決まっていません。"))
        for each in draft.mapping.columns
        if each.target is None and any(line.text(each.column) for line in draft.grid.rows)
    ]


def _by_hand() -> Problem:
    return Problem("", "", tr("ウィンドウの「取り込み」で列と行をそろえてから取り込んでください。"))


def _take_all(
    work: Work, store: Store, draft: SheetDraft, decisions: Decisions
) -> tuple[SheetCheck, list[Taken]]:
    """Try every row; the caller keeps the result only if the check is ready."""
    read = read_case_rows(draft.grid, draft.mapping, fiscal_year=draft.fiscal_year)
    keys = _keys(draft, read)
    known = known_rows(work)
    taken: dict[int, Taken] = {}
    twins: list[Finding] = []
    problems = list(read.problems)
    for each in read.cases:
        try:
            memory = (keys[each.row], known)
            taken[each.row] = _take(work, store, draft, each, memory, decisions)
        except UserFacingError as refusal:
            line = draft.grid.rows[each.row]
            place = row_name(line)
            problems.append(CellProblem(each.row, -1, place, "", refusal.sentence()))
            continue
        twins += _twins(work, draft, each.row, taken)
    settled = [(keys[row], one.case.uuid) for row, one in taken.items() if one.kind != "undecided"]
    remember(work, draft.mapping, settled)
    rows = tuple(
        RowOutcome(row, one.kind, one.case.uuid, one.case.case_no) for row, one in taken.items()
    )
    found = tuple(conflict for one in taken.values() for conflict in one.conflicts)
    check = SheetCheck(rows, tuple(problems), (*draft.open_findings, *twins), found)
    return check, list(taken.values())


def _twins(work: Work, draft: SheetDraft, row: int, taken: dict[int, Taken]) -> list[Finding]:
    """What to ask about a row that made a new case; until it is answered the row is undecided."""
    if taken[row].kind != "created":
        return []
    new = {one.case.uuid for one in taken.values() if one.kind == "created"}
    place = (row, draft.grid.rows[row])
    question = twin_question(work, taken[row].case.uuid, place, draft.answers, new)
    if question is None:
        return []
    taken[row] = replace(taken[row], kind="undecided")
    return [question]


def _keys(draft: SheetDraft, read: ForeignRead) -> dict[int, RowKeys]:
    """The keys of all rows; a person two rows seem to be about is told by neither."""
    keys = {each.row: row_keys(each, draft.grid.rows[each.row]) for each in read.cases}
    people = [one.person for one in keys.values()]
    return {
        row: replace(one, person=None) if people.count(one.person) > 1 else one
        for row, one in keys.items()
    }


def _take(
    work: Work,
    store: Store,
    draft: SheetDraft,
    each: ForeignCase,
    memory: tuple[RowKeys, Mapping[str, str]],
    decisions: Decisions,
) -> Taken:
    keys, known = memory
    remembered = known.get(keys.person or "") or known.get(keys.exact)
    existing = existing_case(work, each.uuid, each.case.case_no)
    if existing is None and each.case.case_no is None and remembered is not None:
        existing = work.stored(CASE, remembered)
    given = each.given
    if existing is None and (chosen := chosen_case(draft.grid.rows[each.row], draft.answers)):
        existing, remembered = work.stored(CASE, chosen), chosen
        given = given - {"case_no"}  # of the other town's list
    if existing is None:
        fresh = replace(each.case, uuid=each.uuid or each.case.uuid)
        return create(work, store, fresh, each.identity)
    sure = existing.uuid in (each.uuid, remembered)
    other = not sure and (each.uuid is not None or another_person(existing, each.case))
    wanted = overlaid(existing, each.case, given)
    names = _names(names_of(work, existing), each.identity)
    return update(work, existing, wanted, names, decisions, somebody_else=other)


def _names(known: PrivateIdentity, given: PrivateIdentity | None) -> PrivateIdentity | None:
    """What is kept of a person with what the sheet adds; an empty cell says nothing."""
    if given is None:
        return None
    told = {each.name: getattr(given, each.name) for each in fields(given)}
    told = {name: value for name, value in told.items() if value and name != "case_uuid"}
    return replace(known, **told)
