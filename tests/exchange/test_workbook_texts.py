"""Any text survives a workbook and a CSV of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.care.text import clean
from app.exchange.case_json_read import ImportedFile
from app.exchange.sheet_child import answer
from app.exchange.sheet_file import Sheet, SheetFile, read_sheets
from app.exchange.workbook_csv import read_table, write_csv
from app.exchange.workbook_read import read_workbook
from app.exchange.workbook_write import write_workbook

TEXTS = st.lists(
    st.sampled_from(
        ["=cmd|' /C calc'!A0", "+1", "-", "@SUM", "＝", "'", '"', ",", ";", "\t", "\n", " ", "　"]
    )
    | st.sampled_from(["葛\U000e0100", "👩\u200d👧", "が", "ﾊﾟ", "_x000D_", "x005F_", "<b>&amp;"])
    | st.sampled_from(["｜", "〃", "#N/A"])
    | st.text(max_size=4),
    max_size=6,
).map(lambda parts: clean("".join(parts)))


def read_back(data: bytes, kind: Any) -> ImportedFile:
    """As read_sheets does it, without starting a child for every example."""
    told: Any = answer(kind, data)
    assert "refused" not in told, told
    sheets = tuple(
        Sheet(one["name"], tuple(tuple(row) for row in one["rows"])) for one in told["sheets"]
    )
    file = SheetFile(kind, sheets)
    return read_workbook(file) if kind == "xlsx" else read_table(file)


@settings(max_examples=8, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_any_text_survives(kind: str, wish: str, medicine: str, factor: str) -> None:
    case = {
        "case_no": 7,
        "desired_life": wish,
        "medications": [{"sheet_text": medicine, "usage": wish, "regular": True}],
        "agenda_points": [medicine],
        "adl_iadl": {"items": [{"key": "eating", "pre": "O1", "personal_factor": factor}]},
    }
    written = {"xlsx": write_workbook, "csv": write_csv}[kind]({"cases": [case]})

    (back,) = read_back(written, kind).cases

    assert back.desired_life == wish
    assert [(one.sheet_text, one.usage) for one in back.medications] == [(medicine, wish)]
    assert [point.text for point in back.agenda_points] == [medicine]
    assert [one.personal_factor for one in back.judgements] == ["" if factor == "〃" else factor]


def test_no_formula_is_born_in_either_file(tmp_path: Path) -> None:
    case = {"case_no": 7, "desired_life": "=1+1", "life_issues": "@SUM(A1)", "staff": "＝HYPERLINK"}
    (tmp_path / "a.xlsx").write_bytes(write_workbook({"cases": [case]}))
    from openpyxl import load_workbook

    cells = [c for s in load_workbook(tmp_path / "a.xlsx") for row in s.iter_rows() for c in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value == "=1+1")
    (tmp_path / "a.csv").write_bytes(write_csv({"cases": [case]}))
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert all(f"'{word}" in text for word in ("=1+1", "@SUM(A1)", "＝HYPERLINK"))
    assert text.count("\r\n") == 2
    assert read_table(read_sheets(tmp_path / "a.csv")).cases[0].desired_life == "=1+1"
