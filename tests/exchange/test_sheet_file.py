"""Spreadsheets from strangers: cells as people see them, everything dangerous refused."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.errors import InputRefused
from app.exchange.sheet_file import Merged, SheetFile, read_sheets


def saved(path: Path, *rows: list[Any]) -> Path:
    """A workbook with one sheet of ``rows``."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputRefused) as caught:
        read_sheets(path)
    return caught.value.sentence()


def test_cells_read_as_a_person_sees_them(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        ["事例", 1, 2.0, 46.2, True, date(2024, 8, 9), " 空白 ", "一行\n二行"],
        [0.1 + 0.2, 12],
    )
    (sheet,) = read_sheets(path).sheets
    assert sheet.rows[0] == ("事例", "1", "2", "46.2", "TRUE", "2024-08-09", " 空白 ", "一行\n二行")
    assert sheet.rows[1] == ("0.3", "12", "", "", "", "", "", "")


def test_a_merged_range_is_told_and_holds_its_text_once(tmp_path: Path) -> None:
    book = Workbook()
    book.active["B2"] = "2 △△町"
    book.active.merge_cells("B2:C3")
    book.save(tmp_path / "m.xlsx")
    (sheet,) = read_sheets(tmp_path / "m.xlsx").sheets
    assert sheet.merged == (Merged(1, 1, 2, 2),)
    assert sheet.rows == (("", ""), ("", "2 △△町"))


def test_a_formula_without_a_stored_result_is_refused_by_its_address(tmp_path: Path) -> None:
    sentence = refusal(saved(tmp_path / "f.xlsx", ["a"], ["b", "=1+1"]))
    assert "B2" in sentence
    assert sentence.count("。") == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_in_every_usual_encoding(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "a.csv"
    text = f'番号{separator}"望む暮らし"\r\n1{separator}"墓参り, 買い物;\r\n""散歩"""\r\n'
    path.write_bytes(text.encode(encoding))
    file: SheetFile = read_sheets(path)
    assert file.separator == separator
    assert file.sheets[0].rows == (("番号", "望む暮らし"), ("1", '墓参り, 買い物;\n"散歩"'))


def test_the_built_in_dates_of_japanese_excel_are_dates(tmp_path: Path) -> None:
    """Formats 27 to 58 stand in no list of the file: 45513 is 令和6年8月9日 to whoever looks at it."""
    book = Workbook()
    book.active["A1"] = 45513
    book.active["A1"].number_format = "0.000"
    path = tmp_path / "j.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    styles = members["xl/styles.xml"].decode()
    assert 'numFmtId="164"' in styles
    members["xl/styles.xml"] = styles.replace('<xf numFmtId="164"', '<xf numFmtId="57"').encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert read_sheets(path).sheets[0].rows == (("2024-08-09",),)
