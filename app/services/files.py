"""Case files in and out: one transaction per file, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import select

from app.care.case import Case, PrivateIdentity
from app.care.ids import new_id
from app.care.items import items_with
from app.conference.agenda import divided
from app.conference.meeting import AgendaItem, Conference
from app.errors import InputRefused, UserFacingError
from app.exchange.case_json_read import ImportedFile, ImportedSession, read_cases
from app.exchange.case_json_write import SESSION_LABELS, write_case
from app.exchange.conflicts import NO_DECISIONS, Decisions, FieldConflict
from app.exchange.fields import Problem
from app.exchange.merge import merged
from app.exchange.safe_json import MAX_BYTES, load_json
from app.exchange.sheet_file import SheetFile, read_sheets
from app.exchange.workbook_csv import is_case_table, read_table, write_csv
from app.exchange.workbook_read import is_case_workbook, read_workbook
from app.exchange.workbook_write import write_blank, write_workbook
from app.i18n import tr
from app.models.conference import conferences
from app.models.shapes import CONFERENCE
from app.paths import resource
from app.reports.writer import write_atomic
from app.services.cases import find_case, get_cases, get_identity
from app.services.conferences import get_conference, list_conferences, put_conference
from app.services.file_twins import create_unless_twin, decision_key
from app.services.intake import Taken, existing_case, update
from app.services.outgoing import outgoing_file
from app.services.privacy import nameless, nameless_extra
from app.services.store import Store
from app.services.work import Work


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do in a dry run.

    ``undecided`` are left as they are until a person decides: edited here since they came in and
    different in the file, lying in the bin, another person's case under the same number, or new
    and maybe of a person who is here already (then not stored, under a key of its own).
    ``conflicts`` are their differences field by field, for ``decisions``.
    """

    created: tuple[Case, ...] = ()
    updated: tuple[Case, ...] = ()
    unchanged: tuple[Case, ...] = ()
    undecided: tuple[Case, ...] = ()
    refused: tuple[Problem, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()


class _DryRun(Exception):
    """Rolls the transaction back after everything was tried."""


def import_file(
    store: Store,
    path: Path,
    *,
    dry_run: bool = False,
    decisions: Decisions = NO_DECISIONS,
    password: str | None = None,
) -> ImportReport:
    """Read one case file. A file with any problem changes nothing and is reported whole.

    ``decisions`` say for undecided cases, field by field, whose value stays; a field nobody
    decided stays as it is here, and a case without any decision is left alone.
    """
    try:
        file = _read(path, password)
    except InputRefused as refusal:
        return ImportReport(refused=(Problem("", "", refusal.sentence()),))
    if file.problems:
        return ImportReport(refused=file.problems)
    report = ImportReport()
    try:
        with store.write() as work:
            report = _take_in(work, store, file, decisions)
            if dry_run or report.refused:
                _roll_back()
    except _DryRun:
        return report
    except InputRefused as refusal:
        return ImportReport(refused=(Problem("", "", refusal.sentence()),))
    return report


def _roll_back() -> NoReturn:
    raise _DryRun


def _read(path: Path, password: str | None) -> ImportedFile:
    """Any format of ours as the reader of Case JSON gives it."""
    if path.suffix.lower() not in (".xlsx", ".csv"):
        return read_cases(load_json(_content(path)))
    file = read_sheets(path, password)
    if is_case_workbook(file):
        return read_workbook(file)
    if is_case_table(file):
        return read_table(file)
    raise InputRefused(
        tr("くらしカンファの事例シートではありません。"),
        tr("何も取り込んでいません。"),
        tr("ほかの表は、画面の「取り込み」で列を合わせてください。"),
    )


def is_own(file: SheetFile) -> bool:
    """Whether this program wrote a workbook or CSV, or its blank form."""
    return is_case_workbook(file) or is_case_table(file)


def _content(path: Path) -> bytes:
    if path.suffix.lower() != ".json":
        raise InputRefused(
            tr(
                "この種類のファイルは読めません（{suffix}）。",
                suffix=path.suffix or tr("拡張子なし"),
            ),
            tr("何も取り込んでいません。"),
            tr("くらしカンファのJSONを選んでください。"),
        )
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputRefused(tr("ファイルが大きすぎます（20MBまで）。"))
        return path.read_bytes()
    except OSError:
        raise InputRefused(
            tr("ファイルを開けません。"),
            tr("何も取り込んでいません。"),
            tr("ファイルの場所を確かめてください。"),
        ) from None


def _take_in(work: Work, store: Store, file: ImportedFile, decisions: Decisions) -> ImportReport:
    taken: list[Taken] = []
    refused: list[Problem] = []
    uuids: dict[str, str] = {}
    for place, imported in enumerate(file.cases):
        names = next((one for one in file.identities if one.case_uuid == imported.uuid), None)
        try:
            named = imported.uuid in file.given_uuids
            asked = decision_key(imported, place, named=named)
            new = {one.case.uuid for one in taken if one.kind == "created"}
            one = _take_case(work, imported, names, decisions, named=named)
            if one is None:
                one = create_unless_twin(
                    work, store, imported, names, decisions, key=asked, new=new
                )
            taken.append(one)
        except UserFacingError as refusal:
            refused.append(Problem(str(imported.case_no or ""), "", refusal.sentence()))
            continue
        if not taken[-1].case.row_version:
            continue  # asked about, and not stored before a person answers
        for key in (imported.uuid, imported.case_no, imported.extra.get("id")):
            uuids.setdefault(str(key), taken[-1].case.uuid)
    _plan_all(work, store, file.sessions, uuids)
    return report_of(taken, refused)


def report_of(taken: Sequence[Taken], refused: Sequence[Problem] = ()) -> ImportReport:
    """What happened to all cases of one file."""
    sorted_in = {
        kind: tuple(each.case for each in taken if each.kind == kind)
        for kind in ("created", "updated", "unchanged", "undecided")
    }
    found = tuple(conflict for each in taken for conflict in each.conflicts)
    return ImportReport(**sorted_in, refused=tuple(refused), conflicts=found)


def _take_case(
    work: Work,
    imported: Case,
    names: PrivateIdentity | None,
    decisions: Decisions,
    *,
    named: bool,
) -> Taken | None:
    """Bring a case that is here up to date; ``None`` for one nobody knew."""
    existing = existing_case(work, imported.uuid if named else None, imported.case_no)
    if existing is None:
        return None
    other = named and existing.uuid != imported.uuid
    wanted = merged(existing, imported)
    return update(work, existing, wanted, names, decisions, somebody_else=other)


def _plan_all(
    work: Work, store: Store, sessions: Sequence[ImportedSession], uuids: dict[str, str]
) -> None:
    """A planned conference for each session of the file, unless there is one already.

    Those of the file itself don't count: a town may meet twice on one day.
    """
    days = select(conferences.c.date, conferences.c.session_type)
    days = days.where(conferences.c.deleted_at.is_(None))
    taken = {(row.date, row.session_type) for row in work.connection.execute(days)}
    for session in sessions:
        known = session.uuid and work.stored(CONFERENCE, session.uuid) is not None
        agenda = [uuids[key] for key in session.case_keys if key in uuids]
        of_others = session.case_keys and not agenda
        if not known and not of_others and (session.date, session.session_type) not in taken:
            _plan(work, store, session, agenda)


def _plan(work: Work, store: Store, session: ImportedSession, agenda: Sequence[str]) -> None:
    planned = Conference(
        uuid=session.uuid or new_id(),
        date=session.date,
        start_time="14:00",
        session_type=session.session_type,
        planned_minutes=session.minutes,
        practice=store.practice,
        agenda=tuple(AgendaItem(case_uuid=uuid) for uuid in dict.fromkeys(agenda)),
        extra=session.extra,
    )
    put_conference(work, divided(planned), action="imported")


def export_file(
    store: Store,
    path: Path,
    *,
    case_nos: Sequence[str] | None = None,
    with_identity: bool = False,
) -> int:
    """Write cases as JSON, workbook or CSV by the suffix, atomically; returns how many. Names only with ``with_identity``.

    Without, a case with an open doubt is refused (``InputRefused``) and 担当 is office and role.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise InputRefused(
            tr("この種類のファイルには書き出せません（{suffix}）。", suffix=path.suffix),
            tr("何も書き出していません。"),
            tr("ファイル名の最後を .json、.xlsx、.csv のどれかにしてください。"),
        )
    chosen = (
        [find_case(store, number) for number in case_nos]
        if case_nos is not None
        else get_cases(store)
    )
    if not with_identity:
        chosen = [nameless(store, case) for case in chosen]
    document = _document(store, chosen, with_identity=with_identity)
    with outgoing_file(store, path, write(document, with_identity=with_identity)):
        pass
    return len(chosen)


def export_blank(path: Path) -> None:
    """Write the empty workbook 「事例シート」 for a care manager without the program."""
    if path.suffix.lower() != ".xlsx":
        raise InputRefused(
            tr("空の事例シートはExcelのファイルです。"),
            tr("何も書き出していません。"),
            tr("ファイル名の最後を .xlsx にしてください。"),
        )
    write_atomic(path, write_blank())


def _write_json(document: Mapping[str, Any], *, with_identity: bool = False) -> bytes:  # noqa: ARG001
    """Names are in the document already where they may go out."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


_WRITERS = {".json": _write_json, ".xlsx": write_workbook, ".csv": write_csv}


def _document(store: Store, chosen: list[Case], *, with_identity: bool) -> dict[str, object]:
    reference = json.loads(resource("samples/sample_cases.json").read_text(encoding="utf-8"))
    written = [
        write_case(case, get_identity(store, case.uuid) if with_identity else None)
        for case in chosen
    ]
    return {
        "schema_version": reference["schema_version"],
        "language": "ja",
        "exported_at": store.clock.now().isoformat(timespec="seconds"),
        "codebook": reference["codebook"],
        "adl_iadl_item_order": _item_order(chosen),
        "sessions": _sessions(store, chosen, with_identity=with_identity),
        "cases": written,
    }


def _item_order(chosen: list[Case]) -> list[dict[str, object]]:
    """The items the ratings stand under, so that another list can keep them."""
    stored = (judgement.item for case in chosen for judgement in case.judgements)
    return [
        {"no": item.no, "domain": item.domain, "key": item.key, "label_ja": item.label("ja")}
        for item in items_with(stored)
    ]


def _sessions(store: Store, chosen: list[Case], *, with_identity: bool) -> list[dict[str, object]]:
    """The conferences of the exported cases, earliest first."""
    names = {case.uuid: str(case.extra.get("id") or case.case_no or case.uuid) for case in chosen}
    labels = {kind.value: label for kind, label in SESSION_LABELS.items()}
    sessions = []
    for row in list_conferences(store):
        conference = get_conference(store, row.uuid)
        case_ids = [names[item.case_uuid] for item in conference.agenda if item.case_uuid in names]
        if case_ids:
            sessions.append(
                {
                    **(
                        conference.extra
                        if with_identity
                        else nameless_extra(store, conference.extra)
                    ),
                    "date": row.date,
                    "type": labels.get(row.session_type, ""),
                    "minutes": row.planned_minutes,
                    "case_ids": case_ids,
                    "uuid": row.uuid,
                }
            )
    return sorted(sessions, key=lambda one: (str(one["date"]), str(one["uuid"])))
