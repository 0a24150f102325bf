"""Our own workbook and CSV, read back into what the reader of Case JSON gives.

Cells become Case JSON first, so that every spelling, every refusal and every unknown key is treated
as in a JSON file. Rows are known by the hidden keys beside them, never by their labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.care.items import items
from app.care.ratings import DITTO
from app.errors import InputRefused
from app.exchange.case_json_read import ImportedFile, read_cases
from app.exchange.fields import Problem
from app.exchange.safe_json import load_json
from app.exchange.sheet_file import Sheet, SheetFile
from app.exchange.workbook_cells import Json
from app.exchange.workbook_fields import JUDGED, Field, all_fields, together
from app.exchange.workbook_write import MARK, VERSION
from app.i18n import tr

Cells = dict[str, str]
_JUDGED_KEY = re.compile(r"(\d{1,4}):(\w+)")
_PLACE = re.compile(r"\[(\d+)\]")


def is_case_workbook(file: SheetFile) -> bool:
    """Whether this is a workbook of ours, of whatever version."""
    return _machine(file) is not None


def _machine(file: SheetFile) -> Sheet | None:
    return next((one for one in file.sheets if one.rows and one.rows[0][0] == MARK), None)


def read_workbook(file: SheetFile) -> ImportedFile:
    """The cases of a workbook of ours; a column nobody wrote in is no case."""
    machine = _machine(file)
    if machine is None or machine.rows[0][1:2] != (VERSION,):
        raise InputRefused(
            tr("この事例シートは新しい版のくらしカンファで作られています。"),
            tr("何も取り込んでいません。"),
            tr("くらしカンファを新しくしてください。"),
        )
    text = "".join(row[0].strip()[1:-1] for row in machine.rows[1:])
    kept = load_json(text.encode()) if text else {}
    slots: dict[int, Cells] = {}
    for sheet in file.sheets:
        if sheet is not machine:
            _collect(sheet, slots)
    return imported(slots, kept if isinstance(kept, dict) else {})


def _collect(sheet: Sheet, slots: dict[int, Cells]) -> None:
    paths = {field.path for field in all_fields()}
    for row in sheet.rows:
        if row[0] in paths:
            for number, text in enumerate(row[3:], start=1):
                slots.setdefault(number, {})[row[0]] = _lines(text)
        elif judged := _JUDGED_KEY.fullmatch(row[0]):
            cells = slots.setdefault(int(judged[1]), {})
            texts = (*row[2:], *[""] * len(JUDGED))
            for (name, _, _), text in zip(JUDGED, texts, strict=False):
                cells[f"adl_iadl.{judged[2]}.{name}"] = _lines(text)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def imported(
    slots: Mapping[int, Cells], kept: Mapping[str, Any], columns: Sequence[Field] | None = None
) -> ImportedFile:
    """Cells and remainders of all cases as the reader of Case JSON sees them."""
    remainders: Sequence[Json] = kept.get("cases") or []
    cases = []
    for number in sorted(slots):
        cells = _without_ditto(slots[number])
        if any(text.strip() for text in cells.values()):
            remainder = remainders[number - 1] if number <= len(remainders) else {}
            cases.append(together(cells, _of_this_person(remainder, cells), columns))
    if not cases:
        raise InputRefused(
            tr("事例シートに何も書かれていません。"), todo=tr("白い欄に書いて保存してください。")
        )
    file = read_cases({"sessions": kept.get("sessions") or [], "cases": cases})
    return replace(file, problems=tuple(_placed(problem, cases) for problem in file.problems))


def _of_this_person(remainder: Json, cells: Cells) -> Json:
    """Nothing of the case exported here belongs to one written over it under another number."""
    before, now = remainder.get("no", ""), cells.get("case_no", "").strip()
    return {} if before and now and before != now else remainder


def _without_ditto(cells: Cells) -> Cells:
    """〃 is the cell above, in the order of the items (DOMAIN.md §1.2)."""
    result = dict(cells)
    for name, _, _ in JUDGED:
        above = ""
        for item in items():
            path = f"adl_iadl.{item.key}.{name}"
            if result.get(path, "").strip() == DITTO:
                result[path] = above
            above = result.get(path, "")
    return result


def _placed(problem: Problem, cases: list[Json]) -> Problem:
    """A problem with the label of the sheet instead of the key in the file."""
    path = _PLACE.sub("", problem.column)
    path = re.sub(r"_text$", "", path)
    if path.startswith("adl_iadl.items."):
        key = path.rpartition(".")[2]
        place = int((_PLACE.search(problem.column) or ["", "1"])[1]) - 1
        rows = next(
            (c["adl_iadl"]["items"] for c in cases if str(c.get("case_no")) == problem.row),
            cases[0].get("adl_iadl", {}).get("items", []),
        )
        path = f"adl_iadl.{rows[place]['key']}.{key}" if place < len(rows) else path
    fields = all_fields()
    found = next((one for one in fields if one.path == path), None)
    found = found or next((one for one in fields if path.startswith(f"{one.path}.")), None)
    return replace(problem, column=found.words() if found else problem.column)
