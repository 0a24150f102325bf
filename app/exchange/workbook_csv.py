"""Cases as one CSV table, a row each, and back.

The header is Japanese whatever the language, because it is how the columns are known again. The last
column holds what no cell can say. Meetings are not in a table (docs/decisions/031).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.errors import InputRefused
from app.exchange.case_json_read import ImportedFile
from app.exchange.safe_json import load_json
from app.exchange.sheet_file import SheetFile
from app.exchange.sheet_limits import MAX_ROWS
from app.exchange.workbook_cells import Json
from app.exchange.workbook_fields import IDENTITY, Field, all_fields, apart
from app.exchange.workbook_read import Cells, imported
from app.exchange.workbook_write import check_lengths
from app.i18n import tr

MARK: Final = "くらしカンファ事例表1"
_REST: Final = "控え（編集しない）"
_DANGEROUS: Final = tuple("=+-@\t\r\n＝＋－＠'")


def write_csv(document: Mapping[str, Any], *, with_identity: bool = False) -> bytes:
    """The cases of an export as UTF-8 with BOM, CRLF, and no cell a formula can be born from."""
    cases: Sequence[Json] = document["cases"]
    if len(cases) >= MAX_ROWS:
        raise InputRefused(
            tr("一つのCSVに書き出せるのは{n}件までです。", n=MAX_ROWS - 1),
            tr("何も書き出していません。"),
            tr("事例を選ぶか、JSONで書き出してください。"),
        )
    columns = _columns(with_identity=with_identity)
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([MARK, *(field.words("ja") for field in columns), _REST])
    for number, case in enumerate(cases, start=1):
        cells, rest = apart(case, columns)
        kept = json.dumps({**rest, "no": cells.get("case_no", "")}, separators=(",", ":"))
        guarded = {path: _guarded(text) for path, text in cells.items()}
        check_lengths({**guarded, "": kept})
        texts = [guarded.get(field.path, "") for field in columns]
        writer.writerow([str(number), *texts, kept])
    return target.getvalue().encode("utf-8-sig")


def _columns(*, with_identity: bool) -> list[Field]:
    """What fits into the 200 columns that reading allows; the rest travels in the last one."""
    left_out = ("kcl", *(() if with_identity else (IDENTITY,)))
    return [
        field
        for field in all_fields()
        if not field.path.startswith(left_out)
        and not field.path.endswith(("actual_3", "actual_12"))
    ]


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_DANGEROUS) else text


def is_case_table(file: SheetFile) -> bool:
    """Whether this is a CSV of ours."""
    sheet = file.sheets[0] if file.sheets else None
    return file.kind == "csv" and bool(sheet and sheet.rows and sheet.rows[0][0] == MARK)


def read_table(file: SheetFile) -> ImportedFile:
    """The cases of a CSV of ours. Columns may change places, but none may be missing or unknown."""
    head, *rows = file.sheets[0].rows
    known = {field.words("ja"): field for field in _columns(with_identity=True)}
    needed = {field.words("ja") for field in _columns(with_identity=False)} | {_REST}
    titles = [title for title in head[1:] if title]
    if not needed <= set(titles) <= known.keys() | {_REST} or len(set(titles)) != len(titles):
        raise InputRefused(
            tr("列の見出しが書き出したときと違います。"),
            tr("何も取り込んでいません。"),
            tr("見出しと列は変えずに、中身だけを直してください。"),
        )
    slots: dict[int, Cells] = {}
    kept: list[object] = []
    for number, row in enumerate((row for row in rows if any(row)), start=1):
        named = dict(zip(head, row, strict=True))
        slots[number] = {
            known[title].path: _bare(text) for title, text in named.items() if title in known
        }
        rest = named[_REST]
        kept.append(load_json(rest.encode()) if rest else {})
    cases = [one if isinstance(one, dict) else {} for one in kept]
    columns = _columns(with_identity=bool(known.keys() & set(titles) - needed))
    return imported(slots, {"cases": cases}, columns)
