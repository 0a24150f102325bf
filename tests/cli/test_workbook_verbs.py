"""``kurashi export`` and ``import`` with Excel and CSV files."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from tests.cli.conftest import Kurashi


def test_a_blank_sheet_needs_no_data_folder(kurashi: Kurashi, tmp_path: Path) -> None:
    blank = tmp_path / "blank.xlsx"
    assert kurashi("export", "--blank", "--out", blank).code == 0
    assert blank.stat().st_size > 5_000
    assert ".xlsx" in kurashi("export", "--blank", "--out", tmp_path / "a.csv").refusal(3)
    kurashi("export", "--blank", "--case", "1", "--out", blank).refusal(2)


def test_export_and_import_know_both_tables(kurashi: Kurashi, full: Path, tmp_path: Path) -> None:
    for suffix in ("xlsx", "csv"):
        path = tmp_path / f"out.{suffix}"
        answer = kurashi(
            "export", "--json", "--out", path, "--case", "101", "--with-identity", "--yes"
        )
        assert answer.json() == {"exported": 1}
        again = kurashi("import", "--json", path)
        assert (again.code, len(again.json()["unchanged"])) == (0, 1)


def test_somebody_elses_table_is_refused_and_nothing_lands(
    kurashi: Kurashi, empty: Path, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.append(["=1+1", "山田"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    answer = kurashi("import", tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert answer.code == 3
    assert "A1" in answer.err
    assert "山田" not in answer.err + answer.out
    assert kurashi("cases", "--json").json() == []
