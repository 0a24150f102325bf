"""What Excel itself writes and openpyxl and LibreOffice don't: built by hand, part by part."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from app.exchange.sheet_child import answer

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def book(
    rows: str,
    *,
    shared: str = "",
    formats: str = "",
    xfs: str = '<xf numFmtId="0"/>',
    after: str = "",
    before: str = "",
    strict: bool = False,
    date1904: bool = False,
    macro: bool = False,
    state: str = "",
    more: dict[str, str] | None = None,
) -> bytes:
    """A workbook with the parts Excel writes; ``rows`` is the inside of sheetData."""
    space, relations = (STRICT, _STRICT_RELATIONS) if strict else (TRANSITIONAL, _RELATIONS)
    kind = (
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        if macro
        else f"{_MAIN}.sheet.main+xml"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MAIN}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_MAIN}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relations}">'
        f"<workbookPr{' date1904=' + chr(34) + '1' + chr(34) if date1904 else ''}/>"
        f'<sheets><sheet name="事例" sheetId="1"{state} r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{relations}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{space}"><numFmts count="9">{formats}</numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill patternType='none'/></fill></fills><borders><border/></borders>"
        f'<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>{xfs}</cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{space}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}" xmlns:r="{relations}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>",
        **(more or {}),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text if name.endswith(".bin") else head + text)
    return target.getvalue()


def sheet(data: bytes) -> dict[str, Any]:
    told = answer("xlsx", data)
    assert "refused" not in told, told
    found: Any = told["sheets"]
    return dict(found[0])


def row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def one(cell: str, **parts: Any) -> str:
    """The text of A1."""
    rows: list[list[str]] = sheet(book(row(cell), **parts))["rows"]
    return rows[0][0] if rows else ""


def test_furigana_is_no_part_of_a_text() -> None:
    shared = (
        "<si><t>山田</t><rPh sb='0' eb='2'><t>ヤマダ</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><r><t>買い物に</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 行けない</t></r>"
        "<rPh sb='0' eb='1'><t>カ</t></rPh></si>"
    )
    cells = row('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>')
    assert sheet(book(cells, shared=shared))["rows"] == [["山田", "買い物に 行けない"]]


def test_a_text_inside_the_cell_is_read_without_its_furigana() -> None:
    inside = (
        '<c r="A1" t="inlineStr"><is><r><t>独</t></r><r><t>居</t></r>'
        "<rPh sb='0' eb='2'><t>ドッキョ</t></rPh></is></c>"
    )
    assert one(inside) == "独居"


@pytest.mark.parametrize(
    "code",
    [
        "[$-411]ge.m.d", "[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "[$-411]ge.m.d;@",
        "yyyy/m/d;@", "m/d/yy", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "[$-ja-JP-x-gannen]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "gge.m.d", "e.m.d", "[DBNum3][$-411]ge.m.d", "aaaa", "[$-411]e",
    ],
)  # fmt: skip
def test_a_serial_number_with_a_japanese_date_format_is_a_day(code: str) -> None:
    formats = f'<numFmt numFmtId="176" formatCode="{code}"/>'
    xfs = '<xf numFmtId="0"/><xf numFmtId="176" applyNumberFormat="1"/>'
    assert one('<c r="A1" s="1"><v>45513</v></c>', formats=formats, xfs=xfs) == "2024-08-09"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("0.0&quot;kg&quot;", "45.2"), ("#,##0_ ;[Red]\\-#,##0", "45.2"), ("General&quot;歳&quot;", "45.2"),
        ("0&quot;月&quot;", "45.2"), ("&quot;No.&quot;0", "45.2"), ("&quot;general&quot;0", "45.2"),
    ],
)  # fmt: skip
def test_a_number_with_a_unit_in_its_format_is_a_number(code: str, text: str) -> None:
    formats = f'<numFmt numFmtId="176" formatCode="{code}"/>'
    xfs = '<xf numFmtId="0"/><xf numFmtId="176" applyNumberFormat="1"/>'
    assert one('<c r="A1" s="1"><v>45.2</v></c>', formats=formats, xfs=xfs) == text


def test_the_days_of_a_workbook_counted_from_1904() -> None:
    xfs = '<xf numFmtId="14" applyNumberFormat="1"/>'
    cell = '<c r="A1" s="0"><v>44051</v></c>'
    assert one(cell, xfs=xfs, date1904=True) == "2024-08-09"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1"><v>84.0</v></c>', "84"),
        ('<c r="A1"><v>19.100000000000001</v></c>', "19.1"),
        ('<c r="A1"><v>1.01E+2</v></c>', "101"),
        ('<c r="A1" t="str"><f>A2</f><v>独居</v></c>', "独居"),
        ('<c r="A1"><f>YEAR(B1)</f><v>84</v></c>', "84"),
        ('<c r="A1" t="d"><v>2024-08-09T00:00:00</v></c>', "2024-08-09"),
        ('<c t="inlineStr"><is><t>番地なし</t></is></c>', "番地なし"),
    ],
)
def test_every_type_of_cell(cell: str, text: str) -> None:
    assert one(cell) == text


@pytest.mark.parametrize("word", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_an_error_of_a_formula_stays_visible(word: str) -> None:
    assert one(f'<c r="A1" t="e"><f>VLOOKUP(1,B:B,1)</f><v>{word}</v></c>') == word


def test_the_strict_form_of_the_format_is_read() -> None:
    shared = "<si><t>望む暮らし</t></si>"
    assert one('<c r="A1" t="s"><v>0</v></c>', shared=shared, strict=True) == "望む暮らし"


def test_a_workbook_with_macros_is_read_and_none_of_them_is_looked_at() -> None:
    more = {"xl/vbaProject.bin": "no code"}
    assert one('<c r="A1"><v>1</v></c>', macro=True, more=more) == "1"


def test_hidden_parts_drop_downs_and_a_very_wide_used_range_change_nothing() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    data = book(
        rows,
        before='<dimension ref="A1:XFD1048576"/><cols><col min="2" max="16384" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
        '<dataValidations count="1"><dataValidation type="list" sqref="A1:A1048576">'
        '<formula1>"男,女"</formula1></dataValidation></dataValidations>'
        '<extLst><ext uri="{x}"><x14:c xmlns:x14="urn:x"/></ext></extLst>',
        state=' state="veryHidden"',
    )
    found = sheet(data)
    assert found["rows"] == [["1", ""], ["", "2"]]
    assert found["merged"] == [[0, 0, 0, 1]]
    assert found["hidden"] is True
