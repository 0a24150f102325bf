"""Hostile spreadsheets (RELIABILITY.md §B5): refused in one sentence, or read whole, in bounds.

Most go through the child's own function in this process, which is quick; what the limits of the
system must stop goes through a real child.
"""

from __future__ import annotations

import codecs
import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.errors import InputRefused
from app.exchange import sheet_file
from app.exchange.sheet_child import answer
from app.exchange.sheet_file import PasswordNeeded, is_locked, read_sheets
from app.exchange.sheet_limits import MAX_TEXT


def workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one member replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return target.getvalue()


def sheet_xml(body: str, *, before: str = "", dtd: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<?xml version="1.0"?>{dtd}<worksheet xmlns="{space}">'
    return f"{head}{before}<sheetData>{body}</sheetData></worksheet>".encode()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook([["番号", "望む暮らし"], [1, "散歩"]])
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'


def refused(data: bytes, kind: str = "xlsx") -> object:
    return answer(kind, data).get("refused")


def sentence_for(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(InputRefused) as caught:
        read_sheets(path)
    said = caught.value.sentence()
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("name", ["xl/comments/comment1.xml", SHEET])
def test_both_shapes_of_a_zip_bomb_are_refused_before_they_are_opened(name: str) -> None:
    assert refused(with_member(PLAIN, name, b" " * 30_000_000)) == "bomb"


def test_too_many_members_are_refused() -> None:
    data = PLAIN
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(201):
            archive.writestr(f"xl/media/{number}", b"")
    assert refused(target.getvalue()) == "bomb"


def test_a_merge_of_the_whole_sheet_is_refused() -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD60000"/></mergeCells>'
    data = sheet_xml(CELL).replace(b"</worksheet>", f"{merged}</worksheet>".encode())
    assert refused(with_member(PLAIN, SHEET, data)) == "merged"


def test_a_declared_extent_of_everything_is_not_believed() -> None:
    data = sheet_xml(CELL, before='<dimension ref="A1:XFD1048576"/>')
    told = answer("xlsx", with_member(PLAIN, SHEET, data))
    sheets: Any = told["sheets"]
    assert sheets[0]["rows"] == [["x"]]


@pytest.mark.parametrize("place", ["A5001", "GS1", "XFD1048576"])
def test_contents_beyond_5000_rows_or_200_columns_are_refused(place: str) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cell = f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'
    assert refused(with_member(PLAIN, SHEET, sheet_xml(cell))) == "too_big"


def test_entities_are_refused_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    dtd = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    cell = CELL.replace("x</t>", "&e;</t>")
    assert refused(with_member(PLAIN, SHEET, sheet_xml(cell, dtd=dtd))) == "broken"


def test_thirty_files_with_flipped_bits_are_read_or_refused_never_worse() -> None:
    draw = random.Random(20240809)  # noqa: S311 - the same thirty files on every run
    for _ in range(30):
        data = bytearray(PLAIN)
        for _ in range(draw.randint(1, 8)):
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        told = answer("xlsx", bytes(data))
        assert ("sheets" in told) != ("refused" in told)


def test_a_cell_longer_than_excel_allows_is_refused_by_its_place(tmp_path: Path) -> None:
    cell = CELL.replace("x</t>", "あ" * 40_000 + "</t>")
    said = sentence_for(tmp_path / "a.xlsx", with_member(PLAIN, SHEET, sheet_xml(cell)))
    assert "A1" in said
    assert "あああ" not in said


def test_texts_that_look_like_escapes_are_read_to_the_letter() -> None:
    table = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>_x005F_x000D_</t></si><si><t>一_x000D_\n二</t></si>"
        "<si><r><t>東</t></r><r><t>京</t></r><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si></sst>"
    )
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(3))
    data = with_member(PLAIN, "xl/sharedStrings.xml", table.encode())
    told: Any = answer("xlsx", with_member(data, SHEET, sheet_xml(f"<row>{cells}</row>")))
    assert told["sheets"][0]["rows"] == [["_x000D_", "一\n二", "東京"]]


def test_a_formula_counts_with_its_stored_result() -> None:
    cells = '<c r="A1" t="str"><f>B1</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c>'
    told: Any = answer("xlsx", with_member(PLAIN, SHEET, sheet_xml(f'<row r="1">{cells}</row>')))
    assert told["sheets"][0]["rows"] == [["", "2"]]


def test_a_password_an_old_workbook_and_a_broken_file_each_say_what_to_do(tmp_path: Path) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    assert "パスワード" in sentence_for(tmp_path / "a.xlsx", locked)
    assert ".xls" in sentence_for(tmp_path / "a.xls", ole)
    assert "壊れている" in sentence_for(tmp_path / "b.xlsx", b"not a zip at all")
    assert "壊れている" in sentence_for(tmp_path / "c.xlsx", PLAIN[: len(PLAIN) // 2])
    with pytest.raises(InputRefused, match="開けません"):
        read_sheets(tmp_path / "nowhere.xlsx")


def locked(password: str) -> bytes:
    """The plain workbook as Excel encrypts it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(PLAIN)).encrypt(password, target)
    return target.getvalue()


def test_a_workbook_under_a_password_is_read_with_it_and_in_memory_only(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(locked("ひみつ123"))
    assert is_locked(path)
    with pytest.raises(PasswordNeeded) as without:
        read_sheets(path)
    assert not without.value.wrong
    assert "ブックの保護" in without.value.sentence()
    with pytest.raises(PasswordNeeded) as wrong:
        read_sheets(path, "ひみつ124")
    assert wrong.value.wrong
    assert read_sheets(path, "ひみつ123").sheets[0].rows[1] == ("1", "散歩")
    assert [each.name for each in tmp_path.iterdir()] == ["locked.xlsx"]


def test_a_changed_byte_under_a_password_is_noticed() -> None:
    data = bytearray(locked("a"))
    data[len(data) // 2] ^= 1
    assert refused(b"1\na" + bytes(data), "locked") is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("番号,望む暮らし\n1,さんぽ".encode("euc_jp"), "encoding"),
        ("番号,望む暮らし\n1,さんぽ".encode("iso2022_jp"), "encoding"),
        (codecs.BOM_UTF8 + b"a,b\xff\xfe", "encoding"),
        (b"a,b\0", "encoding"),
        (b'a,"b\nc,d\n', "quotes"),
        (b'a,"b"c\n', "quotes"),
        (b"a," + b"b" * (MAX_TEXT + 1), "too_long"),
        (b"a\n" * 5001, "too_big"),
        (b"," * 200 + b"x", "too_big"),
    ],
)
def test_a_csv_that_cannot_be_trusted_is_refused(data: bytes, code: str) -> None:
    assert refused(data, "csv") == code


def test_the_child_is_stopped_by_memory_and_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    greedy = "from app.exchange.sheet_limits import bound_this_process as b; b(); bytearray(2**30)"
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False)  # noqa: S603
    if sys.platform == "linux":
        assert b"MemoryError" in done.stderr
    monkeypatch.setattr(sheet_file, "SECONDS", 0.001)
    assert "大きすぎて" in sentence_for(tmp_path / "slow.xlsx", PLAIN)


def test_the_parent_never_loads_the_parser_nor_code_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(PLAIN)
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    code = (
        "import sys; from pathlib import Path; from app.exchange.sheet_file import PasswordNeeded, is_locked, read_sheets;"
        "read_sheets(Path('a.xlsx')); assert 'openpyxl' not in sys.modules"
    )
    home = str(Path(__file__).resolve().parents[2])
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": home},
        check=True,
        capture_output=True,
    )
