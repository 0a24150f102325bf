"""xlsx from strangers, read in the child process (RELIABILITY.md §B5 and §C).

Two passes over each sheet: the XML itself tells extent, formulas and merged ranges, which the
reader's read-only mode doesn't, and the reader turns shared texts and dates into values. Nothing
is ever extracted by name, and only members the workbook names are opened.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from app.exchange.sheet_limits import (
    MAX_COLUMNS,
    MAX_DECLARED,
    MAX_MEMBERS,
    MAX_MERGED,
    MAX_RATIO,
    MAX_ROWS,
    MAX_TEXT,
    RATIO_FROM,
)
from app.exchange.sheet_parts import Budget, Json, Refused, squared

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
# Built-in formats of Japanese Excel (令和6年8月9日, R6.8.9 …), which openpyxl takes for plain numbers.
_JAPANESE_DATES = frozenset({27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58})
_FIRST_OWN_FORMAT = 164
_FORMAT_TEXT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ERA_PARTS = re.compile(r"e|g|aaa|[ymd]")
_STRICT = re.compile(rb"purl\.oclc\.org/ooxml/(\w+)/")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_PADDED = re.compile("0+")


@dataclass(slots=True)
class _Extent:
    """What the XML of one sheet tells: how far its contents reach, and its merged ranges."""

    rows: int = 0
    columns: int = 0
    merged: list[list[int]] = field(default_factory=list)


def read_xlsx(data: bytes) -> Json:
    """All sheets of a workbook, hidden ones too; ``Refused`` beyond the limits."""
    _check_archive(data)
    data = _transitional(data)
    book = _open(data)
    budget = Budget()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [
            _sheet(archive, number, sheet, budget)
            for number, sheet in enumerate(book.worksheets, start=1)
        ]
    return {"sheets": sheets}


def _open(data: bytes) -> Any:
    """The workbook in read-only mode, with its shared texts read to the letter.

    openpyxl drops the mark x005F_ wherever it stands; Excel writes it only to guard a text that
    looks like an escape itself.
    """
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):  # type: ignore[misc]
        def read_strings(self) -> None:
            names = [name for name in self.valid_files if name.endswith("sharedStrings.xml")]
            for name in names[:1]:
                with self.archive.open(name) as source:
                    self.shared_strings = _shared_texts(source)

    reader = Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    book = reader.wb
    japanese = [n for n, style in enumerate(book._cell_styles) if _japanese_date(book, style)]  # noqa: SLF001
    book._date_formats.update(japanese)  # noqa: SLF001 - openpyxl offers no other way
    return book


def _japanese_date(book: Any, style: Any) -> bool:
    """Whether a format shows a day in a way only Japanese Excel knows: e.g. ge, aaaa, numbers 27–58."""
    own = style.numFmtId - _FIRST_OWN_FORMAT
    formats = book._number_formats  # noqa: SLF001
    if not 0 <= own < len(formats):
        return style.numFmtId in _JAPANESE_DATES
    code = _FORMAT_TEXT.sub("", formats[own]).lower()
    return not re.search(r"[0#?@]|general", code.partition(";")[0]) and bool(
        _ERA_PARTS.search(code)
    )


def _transitional(data: bytes) -> bytes:
    """A workbook saved as "Strict Open XML" with the names of the usual form, else as it is.

    Only the namespaces differ as far as cells go, and the reader knows but one of the two.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = "xl/workbook.xml"
        if book not in archive.namelist() or _STRICT.search(archive.read(book)) is None:
            return data
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as renamed:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    content = archive.read(name)
                    renamed.writestr(
                        name, _STRICT.sub(rb"schemas.openxmlformats.org/\1/2006/", content)
                    )
    return target.getvalue()


def _shared_texts(source: Any) -> list[str]:
    """The table of shared texts: formatted runs joined, readings (furigana) left out."""
    from defusedxml.ElementTree import iterparse

    texts = []
    for _, element in iterparse(source, forbid_dtd=True):
        if element.tag.rpartition("}")[2] == "si":
            runs = [
                node.text or ""
                for child in element
                for node in ([child] if child.tag.endswith("}t") else child.findall("{*}t"))
                if not child.tag.endswith("}rPh")
            ]
            texts.append(_ESCAPE.sub(_unescaped, "".join(runs)))
            element.clear()
    return texts


def _unescaped(found: re.Match[str]) -> str:
    sign = chr(int(found[1], 16))
    return sign if sign in "_\t\n" else ("" if sign < " " else found[0])


def _check_archive(data: bytes) -> None:
    """Sizes as declared. A member that lies is cut by zipfile at its declaration."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_DECLARED:
        raise Refused("bomb")
    for one in members:
        if one.file_size > max(RATIO_FROM, MAX_RATIO * one.compress_size):
            raise Refused("bomb")
    names = {one.filename for one in members}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("no_workbook")


def _sheet(archive: zipfile.ZipFile, number: int, sheet: Any, budget: Budget) -> Json:
    extent = _extent(archive, number, sheet)
    rows = []
    if extent.rows:
        limits = {"max_row": extent.rows, "max_col": extent.columns}
        rows = [
            [budget.spend(_text(cell, number)) for cell in row]
            for row in sheet.iter_rows(min_row=1, min_col=1, **limits)
        ]
    hidden = sheet.sheet_state != "visible"
    return {
        "name": sheet.title,
        "hidden": hidden,
        "rows": squared(rows),
        "merged": extent.merged,
    }


def _extent(archive: zipfile.ZipFile, number: int, sheet: Any) -> _Extent:
    from defusedxml.ElementTree import iterparse

    extent = _Extent()
    row = column = 0
    with archive.open(sheet._worksheet_path) as source:  # noqa: SLF001 - no public name for it
        for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                if tag == "row":
                    row, column = int(element.get("r") or row + 1), 0
                continue
            if tag == "c":
                place = _REFERENCE.fullmatch(element.get("r") or "")
                column = _column(place[1]) if place else column + 1
                _note_cell(extent, element, row, column, number)
            elif tag == "mergeCell":
                _note_merged(extent, element.get("ref") or "")
            if tag in ("row", "sheetData"):
                element.clear()
    return extent


def _note_cell(extent: _Extent, cell: Any, row: int, column: int, sheet: int) -> None:
    """A cell with contents moves the extent; a formula needs the result that was stored with it."""
    parts = {child.tag.rpartition("}")[2]: child for child in cell}
    result = parts["v"].text if "v" in parts else None
    if "f" in parts and not result and cell.get("t") != "str":  # an empty text is a result
        raise Refused("formula", sheet, f"{_letters(column)}{row}")
    if not result and "is" not in parts:
        return
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise Refused("too_big", sheet)
    extent.rows, extent.columns = max(extent.rows, row), max(extent.columns, column)


def _note_merged(extent: _Extent, reference: str) -> None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if start is None or end is None:
        raise Refused("broken")
    top, bottom = int(start[2]) - 1, int(end[2]) - 1
    left, right = _column(start[1]) - 1, _column(end[1]) - 1
    if bottom >= MAX_ROWS or right >= MAX_COLUMNS or len(extent.merged) >= MAX_MERGED:
        raise Refused("merged")
    extent.merged.append([top, left, bottom, right])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _text(cell: Any, sheet: int) -> str:
    """The cell as a person sees it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise Refused("too_long", sheet, f"{_letters(cell.column)}{cell.row}")
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return _moment(value)


def _number(value: float, number_format: str) -> str:
    """Fifteen digits as the sheet itself keeps them; leading zeros where the format asks."""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 10**15:
        digits = str(int(value))
        return digits.zfill(len(number_format)) if _PADDED.fullmatch(number_format) else digits
    return f"{value:.15g}"


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    raise Refused("broken")
