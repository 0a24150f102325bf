"""The two long steps of taking a file in, run off the UI thread: reading it and trying it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.care.case import Case
from app.exchange.fields import Problem
from app.i18n import tr
from app.services.files import ImportReport, import_file
from app.services.sheets import (
    SHEETS,
    SheetCheck,
    SheetDraft,
    check_sheet,
    import_sheet,
    open_sheet,
    refusals,
)
from app.services.store import Store
from app.ui.cases.import_state import ImportState, Outcome, Trial


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as read: a sheet to align, or one of our own with its dry run."""

    state: ImportState
    trial: Trial


def open_file(store: Store, path: Path, password: str | None = None) -> Opened:
    """Read the file and try it; ``InputRefused`` where it can't be read at all."""
    state = ImportState()
    if path.suffix.lower() in SHEETS:
        state = ImportState(draft=open_sheet(store, path, password))
    return Opened(state, try_out(store, path, state, password))


def try_out(store: Store, path: Path, state: ImportState, password: str | None = None) -> Trial:
    """What taking the file in would do; nothing is stored."""
    if state.draft is None:
        report = import_file(
            store, path, dry_run=True, decisions=state.decisions, password=password
        )
        return _trial(report)
    check = check_sheet(store, state.draft, state.decisions)
    outcomes = tuple(
        Outcome(row.kind, _row_name(state.draft, row.row, row.case_no), row.case_uuid)
        for row in check.rows
    )
    reasons = tuple(words(each) for each in refusals(state.draft, check))
    return Trial(outcomes, check.conflicts, reasons, check)


def take_in(
    store: Store, path: Path, state: ImportState, password: str | None = None
) -> ImportReport:
    """All of it or nothing; what stands in the way comes back as ``refused``."""
    if state.draft is None:
        return import_file(store, path, decisions=state.decisions, password=password)
    return import_sheet(store, state.draft, state.decisions)


def words(problem: Problem) -> str:
    """Where and why in one line."""
    return "　".join(part for part in (problem.row, problem.column, problem.reason) if part)


def _trial(report: ImportReport) -> Trial:
    kinds = (
        ("created", report.created),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
        ("undecided", report.undecided),
    )
    outcomes = tuple(
        Outcome(kind, _case_name(case), case.uuid) for kind, found in kinds for case in found
    )
    return Trial(outcomes, report.conflicts, tuple(words(each) for each in report.refused))


def _case_name(case: Case) -> str:
    return tr("No.{no} {name}", no=case.case_no or "–", name=case.pseudonym).strip()


def _row_name(draft: SheetDraft, row: int, case_no: int | None) -> str:
    line = draft.grid.rows[row]
    number = line.sheet_row + 1
    if line.sheet:
        place = tr("{sheet} {row}行目", sheet=line.sheet, row=number)
    else:
        place = tr("{line}行目", line=number)
    return f"{tr('No.{no}', no=case_no)}　{place}" if case_no is not None else place


__all__ = ["Opened", "SheetCheck", "open_file", "take_in", "try_out", "words"]
