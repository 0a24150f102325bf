"""CSV from strangers, read in the child process (RELIABILITY.md §B5, row "csv")."""

from __future__ import annotations

import codecs
import csv
import io
import re

from app.exchange.sheet_limits import MAX_COLUMNS, MAX_ROWS, MAX_TEXT
from app.exchange.sheet_parts import Budget, Json, Refused, squared

_ISO_2022 = re.compile(rb"\x1b[$(]")
SEPARATORS = ",;\t"


def read_csv(data: bytes) -> Json:
    """The one sheet of a CSV file; ``Refused`` where encoding or quoting can't be trusted."""
    text, encoding = _decoded(data)
    separator = _separator(text)
    budget = Budget()
    rows: list[list[str]] = []
    csv.field_size_limit(MAX_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append([budget.spend(cell.replace("\r\n", "\n")) for cell in row])
            if len(row) > MAX_COLUMNS and any(row[MAX_COLUMNS:]):
                raise Refused("too_big")
            if len(rows) > MAX_ROWS and any(row):
                raise Refused("too_big")
    except csv.Error as error:
        code = "too_long" if "limit" in str(error) else "quotes"
        raise Refused(code, cell=str(reader.line_num)) from None
    sheet = {"name": "", "hidden": False, "rows": squared(rows), "merged": []}
    return {"sheets": [sheet], "encoding": encoding, "separator": separator}


def _decoded(data: bytes) -> tuple[str, str]:
    """UTF-8 first: its bytes read as cp932 give wrong text without any error."""
    if _ISO_2022.search(data):
        raise Refused("encoding")
    tries = ["utf-8-sig"]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16"]
    elif not _fits(data, "utf-8-sig") and _fits(data, "euc_jp"):
        raise Refused("encoding")  # bytes of EUC-JP are half-width kana in cp932, again no error
    else:
        tries.append("cp932")
    for encoding in tries:
        if _fits(data, encoding):
            text = data.decode(encoding)
            if "\0" in text:
                raise Refused("encoding")
            return text, encoding
    raise Refused("encoding")


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _separator(text: str) -> str:
    """The separator met most often in the first line outside quotes; a comma if there is none."""
    unquoted = re.sub(r'"[^"]*"', "", text[: 2 * MAX_TEXT])
    first = next((line for line in unquoted.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)
