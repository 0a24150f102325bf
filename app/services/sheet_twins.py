"""A row that would be a new case, of a person who may already have one: asked, never doubled.

The question is about one kept case and one row, so its answer holds as long as both stay.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.exchange.foreign_findings import AS_IS, SKIP, UPDATE, Finding, FindingChoice, FindingKind
from app.exchange.foreign_grid import GridRow
from app.i18n import tr
from app.services.duplicates import Duplicate, call_different_in, duplicates_in, why_words
from app.services.work import Work


def chosen_case(line: GridRow, answers: Mapping[str, str]) -> str | None:
    """The kept case a person said this row is about."""
    start = _start(line)
    return next(
        (
            name.removeprefix(start)
            for name, choice in answers.items()
            if choice == UPDATE and name.startswith(start)
        ),
        None,
    )


def twin_question(
    work: Work,
    case_uuid: str,
    place: tuple[int, GridRow],
    answers: Mapping[str, str],
    new: Collection[str],
) -> Finding | None:
    """What to ask about the case just made of a row; ``new`` are those of the same file."""
    row, line = place
    for other in duplicates_in(work.connection, case_uuid):
        if other.uuid in new:
            continue
        name = f"{_start(line)}{other.uuid}"
        if answers.get(name) == AS_IS:
            call_different_in(work, case_uuid, other.uuid)
            continue
        return _question(name, row, other)
    return None


def _start(line: GridRow) -> str:
    return f"{FindingKind.DUPLICATE}:{line.sheet}:{line.sheet_row}:"


def _question(name: str, row: int, other: Duplicate) -> Finding:
    known = tr("No.{no} {name}", no=other.case_no or "–", name=other.pseudonym).strip()
    message = tr(
        "すでにある事例 {case} と同じ人かもしれません（{why}）。どうするか選んでください。",
        case=known,
        why=why_words(other.agreement),
    )
    choices = (
        FindingChoice(UPDATE, tr("{case} を更新する", case=known)),
        FindingChoice(AS_IS, tr("別の人なので、新しい事例にする")),
        FindingChoice(SKIP, tr("この行は取り込まない")),
    )
    return Finding(name, FindingKind.DUPLICATE, row, -1, message, True, choices)
