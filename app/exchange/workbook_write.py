"""The case workbook 「事例シート」: a form people fill in Excel, and an export of cases.

Fields stand below each other with what to write beside them, one column a case; the judgement sheet
is the second tab (docs/decisions/031-case-workbook.md). Every cell is a typed text: no formula can
be born from what somebody wrote.
"""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.care import scales
from app.care.items import items
from app.care.knowledge import Words
from app.errors import InputRefused
from app.exchange.sheet_limits import MAX_TEXT
from app.exchange.workbook_cells import Json, choices, rating_note
from app.exchange.workbook_fields import JUDGED, Field, apart, fields_of, sections
from app.i18n import tr

MARK: Final = "kurashi-case-workbook"
VERSION: Final = "1"
MACHINE: Final = "_kurashi"
MOST_CASES: Final = 150  # the judgement tab of more would pass the rows that reading allows
_CHUNK: Final = 32_000
_TABS: Final = (
    ("case", Words("事例", "Case")),
    ("judgement", Words("ADL・IADL判定表", "ADL-IADL sheet")),
    ("tests", Words("体力測定", "Physical tests")),
    ("kcl", Words("基本チェックリスト", "Kihon Checklist")),
    ("follow_up", Words("追跡評価", "Follow-up")),
    ("identity", Words("氏名と連絡先", "Name and contacts")),
)
_FONT: Final = "BIZ UDPGothic"
_WIDTH: Final = 58
_LINE: Final = 16.5  # points of one line at 11 pt


def write_workbook(document: Mapping[str, Any], *, with_identity: bool = False) -> bytes:
    """``document`` (the export in Case JSON) as a workbook; refused beyond Excel's limits."""
    cases: Sequence[Json] = document["cases"]
    if len(cases) > MOST_CASES:
        raise InputRefused(
            tr("一つのブックに書き出せるのは{n}件までです。", n=MOST_CASES),
            tr("何も書き出していません。"),
            tr("事例を選ぶか、JSONかCSVで書き出してください。"),
        )
    parts = [apart(case) for case in cases]
    for cells, _ in parts:
        check_lengths(cells)
    kept = [{**rest, "no": cells.get("case_no", "")} for cells, rest in parts]
    machine = {"sessions": document.get("sessions", []), "cases": kept}
    return _workbook([cells for cells, _ in parts], machine, with_identity=with_identity)


def write_blank() -> bytes:
    """The form for one case, empty."""
    return _workbook([{}], {"sessions": [], "cases": []}, with_identity=False)


def check_lengths(cells: Mapping[str, str]) -> None:
    """Excel counts in UTF-16 and cuts silently; we refuse and say which case."""
    for text in cells.values():
        if len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
            raise InputRefused(
                tr(
                    "No {no} に、1つのセル（32,767文字）に入らない文章があります。",
                    no=cells.get("case_no", ""),
                ),
                tr("何も書き出していません。"),
                tr("文章を分けるか、JSONで書き出してください。"),
            )


def _workbook(slots: list[dict[str, str]], machine: Json, *, with_identity: bool) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"author": "くらしカンファ", "title": "事例シート"})
        pen = _Pen.of(book)
        for tab, name in _TABS:
            if tab == "identity" and not with_identity:
                continue
            sheet = book.add_worksheet(name())
            if tab == "judgement":
                _judgement_tab(sheet, pen, slots, name())
            else:
                _form_tab(sheet, pen, slots, tab, name())
        _machine_tab(book.add_worksheet(MACHINE), pen, machine)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Pen:
    """The few formats of the book."""

    title: Any
    guide: Any
    head: Any
    band: Any
    label: Any
    hint: Any
    entry: Any
    mark: Any

    @classmethod
    def of(cls, book: Any) -> _Pen:
        base = {"font_name": _FONT, "font_size": 11, "valign": "top", "text_wrap": True}
        line = {"border": 1, "border_color": "#B9C2CC"}
        middle = {"valign": "vcenter"}
        typed = {"num_format": "@", "quote_prefix": True, "locked": False}
        made = {
            "title": {"font_size": 16, "bold": True, "text_wrap": False, "valign": "vcenter"},
            "guide": {"font_color": "#44525F", "text_wrap": False},
            "head": {
                **line,
                **middle,
                "bold": True,
                "bg_color": "#24507A",
                "font_color": "#FFFFFF",
            },
            "band": {**line, **middle, "bold": True, "bg_color": "#DCE6F0", "text_wrap": False},
            "label": {**line, "bold": True, "bg_color": "#F4F6F8"},
            "hint": {**line, "font_size": 9, "font_color": "#44525F", "bg_color": "#F4F6F8"},
            "entry": {**line, **typed},
            "mark": {**line, **typed, **middle, "align": "center", "font_size": 12},
        }
        return cls(**{name: book.add_format({**base, **extra}) for name, extra in made.items()})


def _set_up(sheet: Any, pen: _Pen, title: str, guide: str) -> None:
    sheet.set_column(0, 0, None, None, {"hidden": True})  # the key of each row, for reading back
    sheet.set_row(0, 28)
    sheet.write_string(0, 1, tr("事例シート：{tab}", tab=title), pen.title)
    sheet.write_string(1, 1, guide, pen.guide)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.hide_gridlines(2)
    sheet.set_zoom(100)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _form_tab(sheet: Any, pen: _Pen, slots: list[dict[str, str]], tab: str, title: str) -> None:
    """Fields below each other: label, what to write, then one column a case."""
    guide = tr("白い欄に書いてください。分からない欄は空のままで構いません。")
    _set_up(sheet, pen, title, guide)
    sheet.set_column(1, 1, 27)
    sheet.set_column(2, 2, 38)
    sheet.set_column(3, 2 + len(slots), _WIDTH)
    sheet.set_row(2, 24)
    sheet.write_row(2, 1, [tr("項目"), tr("書き方")], pen.head)
    sheet.write_string(2, 0, "key", pen.head)
    for number in range(1, len(slots) + 1):
        sheet.write_string(2, 2 + number, tr("事例{n}", n=number), pen.head)
    row = 3
    band = ""
    for field in fields_of(tab):
        if field.section != band:
            band = field.section
            _band(sheet, pen, row, band, len(slots))
            row += 1
        _field_row(sheet, pen, row, field, slots)
        row += 1
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)
    sheet.repeat_columns(1)
    sheet.print_area(0, 1, row - 1, 2 + len(slots))
    _paper(sheet, len(slots))


def _paper(sheet: Any, slots: int) -> None:
    """A4 upright for one case; A3 across with three cases a page for several."""
    if slots == 1:
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return
    sheet.set_paper(8)
    sheet.set_landscape()
    sheet.set_print_scale(66)
    sheet.set_v_pagebreaks(list(range(6, 3 + slots, 3)))


def _band(sheet: Any, pen: _Pen, row: int, section: str, slots: int) -> None:
    name = next(one.words() for one in sections() if one.key == section)
    sheet.set_row(row, 22)
    sheet.write_string(row, 1, name, pen.band)
    for column in range(2, 3 + slots):
        sheet.write_blank(row, column, None, pen.band)


def _field_row(sheet: Any, pen: _Pen, row: int, field: Field, slots: list[dict[str, str]]) -> None:
    sheet.write_string(row, 0, field.path)
    sheet.write_string(row, 1, field.words(), pen.label)
    sheet.write_string(row, 2, field.hint(), pen.hint)
    _note(sheet, row, 1, _explained(field))
    texts = [cells.get(field.path, "") for cells in slots]
    lines = max(
        [field.rows, _lines(field.hint(), 46), *(_lines(text, _WIDTH - 4) for text in texts)]
    )
    sheet.set_row(row, min(409, max(20, lines * _LINE + 4)))
    for column, text in enumerate(texts, start=3):
        _entry(sheet, row, column, text, pen.entry)
    if offered := choices(field.kind):
        _offer(sheet, row, 3, row, 2 + len(slots), offered)


def _entry(sheet: Any, row: int, column: int, text: str, pen: Any) -> None:
    if text:
        sheet.write_string(row, column, text, pen)
    else:
        sheet.write_blank(row, column, None, pen)


def _offer(
    sheet: Any, top: int, left: int, bottom: int, right: int, offered: Sequence[str]
) -> None:
    """A drop-down that helps and never forbids: other spellings are read as well."""
    rule = {"validate": "list", "source": list(offered), "show_error": False}
    sheet.data_validation(top, left, bottom, right, rule)


def _note(sheet: Any, row: int, column: int, text: str) -> None:
    if text:
        height = 24 + 18 * _lines(text, 38)
        options = {
            "author": "",
            "font_name": _FONT,
            "font_size": 10,
            "width": 320,
            "height": height,
        }
        sheet.write_comment(row, column, text, options)


def _explained(field: Field) -> str:
    """What to write, and for an official scale what each value says."""
    told = [field.hint()]
    meanings: Mapping[str, Any] = {
        "disability": (scales.disability_scale(), scales.disability_meaning),
        "dementia": (scales.dementia_scale(), scales.dementia_meaning),
        "outcome": (scales.outcome_codes(), scales.outcome_meaning),
    }
    if field.kind in meanings:
        codes, meaning = meanings[field.kind]
        label = scales.outcome_label if field.kind == "outcome" else str
        told += [f"{label(code)}：{meaning(code)}" for code in codes]
    return "\n".join(part for part in told if part)


def _lines(text: str, width: int) -> int:
    """Lines a text takes in a column of ``width`` narrow characters."""
    total = 0
    for line in text.split("\n"):
        wide = sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)
        total += max(1, -(-wide // width))
    return total


def _judgement_tab(sheet: Any, pen: _Pen, slots: list[dict[str, str]], title: str) -> None:
    """18 rows a case; 〃 in a factor means the same as above (DOMAIN.md §1.2)."""
    _set_up(sheet, pen, title, rating_note())
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 3, 10)
    sheet.set_column(4, 5, 42)
    sheet.set_column(6, 8, 10)
    row = 2
    for number, cells in enumerate(slots, start=1):
        heads = [tr("事例{n}", n=number), *(label() for _, _, label in JUDGED)]
        sheet.set_row(row, 24)
        sheet.write_row(row, 1, heads, pen.head)
        for item in items():
            row += 1
            _judged_row(sheet, pen, row, f"{number}:{item.key}", cells)
            sheet.write_string(row, 1, f"{item.no}. {item.label()}", pen.label)
            _note(sheet, row, 1, item.help())
        row += 2
    sheet.freeze_panes(3 if len(slots) == 1 else 2, 2)
    sheet.print_area(0, 1, row - 2, 8)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1 if len(slots) == 1 else 0)
    if len(slots) > 1:
        sheet.set_h_pagebreaks([2 + 20 * number for number in range(1, len(slots))])


def _judged_row(sheet: Any, pen: _Pen, row: int, key: str, cells: Mapping[str, str]) -> None:
    sheet.write_string(row, 0, key)
    item = key.partition(":")[2]
    texts = [cells.get(f"adl_iadl.{item}.{name}", "") for name, _, _ in JUDGED]
    lines = max(1, *(_lines(text, 40) for text in texts[2:4]))
    sheet.set_row(row, min(409, max(24, lines * _LINE + 4)))
    for column, (text, (_, kind, _)) in enumerate(zip(texts, JUDGED, strict=True), start=2):
        _entry(sheet, row, column, text, pen.mark if kind == "rating" else pen.entry)
    for left, right in ((2, 3), (6, 8)):
        _offer(sheet, row, left, row, right, choices("rating"))


def _machine_tab(sheet: Any, pen: _Pen, machine: Json) -> None:
    """What no cell can say, so that nothing is lost on the way back; ASCII, which no program edits."""
    text = json.dumps(machine, ensure_ascii=True, separators=(",", ":"))
    sheet.write_row(0, 0, [MARK, VERSION], pen.entry)
    for row, start in enumerate(range(0, len(text), _CHUNK), start=1):
        # A bar at both ends guards spaces that a program might trim.
        sheet.write_string(row, 0, f"|{text[start : start + _CHUNK]}|", pen.entry)
    sheet.protect("")
    sheet.very_hidden()
