"""Spreadsheets from anywhere as plain text cells, parsed in a child process (RELIABILITY.md §C).

The parent looks only at size and first bytes, hands the file over, and believes nothing but the
JSON that comes back. A formula counts with the result stored beside it, for that is what people
see; a formula without one is refused (docs/decisions/030-spreadsheets-in-a-child.md).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from app.errors import InputRefused
from app.exchange.sheet_limits import MAX_BYTES, SECONDS
from app.i18n import tr

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .xls, or a new one under a password
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PLAIN: Final = {".csv", ".tsv", ".txt"}
_CHILD: Final = "app.exchange.sheet_child"
Kind = Literal["xlsx", "csv", "locked"]


class PasswordNeeded(InputRefused):
    """A workbook under a password. ``wrong`` where the one that was given didn't open it."""

    def __init__(self, *, wrong: bool) -> None:
        super().__init__(
            tr("パスワードが違います。") if wrong else tr("パスワードの付いたExcelファイルです。"),
            todo=tr(
                "パスワードを入れるか、Excelで開いて「ファイル」→「情報」→「ブックの保護」→"
                "「パスワードを使用して暗号化」を空にして保存し直してください。"
            ),
        )
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range, both ends included, counted from 0; only its first cell holds text."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of one width, cells as a person sees them; empty ends are left out."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A whole file. ``encoding`` and ``separator`` say how a CSV was read, else empty."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    separator: str = ""


def read_sheets(path: Path, password: str | None = None) -> SheetFile:
    """Read an xlsx or CSV file; ``InputRefused`` with one clear sentence for everything else.

    A workbook under a password is decrypted in the child's memory only; ``PasswordNeeded``
    without the right one. The password is kept nowhere.
    """
    data = _content(path)
    kind = _kind(path, data)
    if kind == "locked":
        if not password:
            raise PasswordNeeded(wrong=False)
        secret = password.encode("utf-8", "replace")
        data = b"%d\n%b%b" % (len(secret), secret, data)
    told = _ask_child(kind, data)
    if told.get("refused") == "password":
        raise PasswordNeeded(wrong=True)
    if "refused" in told:
        raise _in_words(str(told["refused"]), told.get("sheet", 0), str(told.get("cell", "")))
    return SheetFile(
        kind="xlsx" if kind == "locked" else kind,
        sheets=tuple(_sheet(raw) for raw in told["sheets"]),
        encoding=told.get("encoding", ""),
        separator=told.get("separator", ""),
    )


def is_locked(path: Path) -> bool:
    """Whether ``read_sheets`` would ask for a password."""
    data = _content(path)
    return data.startswith(_OLE) and _ENCRYPTED in data


def _sheet(raw: dict[str, Any]) -> Sheet:
    return Sheet(
        name=raw["name"],
        rows=tuple(tuple(row) for row in raw["rows"]),
        merged=tuple(Merged(*ends) for ends in raw["merged"]),
        hidden=raw["hidden"],
    )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputRefused(
                tr("ファイルが大きすぎます（20MBまで）。"), todo=tr("ファイルを分けてください。")
            )
        return path.read_bytes()
    except OSError:
        raise InputRefused(
            tr("ファイルを開けません。"),
            tr("何も取り込んでいません。"),
            tr("ファイルの場所を確かめてください。"),
        ) from None


def _kind(path: Path, data: bytes) -> Kind:
    """What the first bytes say; only a text file is known by its suffix."""
    if data.startswith(_ZIP):
        return "xlsx"
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return "locked"
        raise InputRefused(
            tr("古い形式のExcelファイル（.xls）です。"),
            todo=tr("Excelで開き、.xlsx の形式で保存し直してください。"),
        )
    if path.suffix.lower() in _PLAIN:
        return "csv"
    raise _broken()


def _ask_child(kind: Kind, data: bytes) -> dict[str, Any]:
    # -P: a file called json.py beside the spreadsheet must not run. A packed program has no -m of
    # its own: app.__main__ answers to the same words.
    command = [sys.executable, "-P", "-m", _CHILD, kind]
    if getattr(sys, "frozen", False):
        command.remove("-P")
    home = str(Path(__file__).resolve().parents[2])
    try:
        done = subprocess.run(  # noqa: S603 - our own module under our own interpreter
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a parser's complaints quote the file
            timeout=SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": home},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return {"refused": "time"}
    if done.returncode != 0:
        return {"refused": "memory"}
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _broken() -> InputRefused:
    return InputRefused(
        tr("ファイルが壊れているか、Excel・CSVのファイルではありません。"),
        todo=tr("Excelで開けるか確かめ、保存し直してください。"),
    )


def _in_words(code: str, sheet: int, cell: str) -> InputRefused:
    smaller = tr("要る行と列だけを新しいファイルに写してください。")
    if code in ("bomb", "time", "memory", "too_much"):
        return InputRefused(tr("ファイルの中身が大きすぎて、安全に読めません。"), todo=smaller)
    if code == "too_big":
        return InputRefused(tr("表が大きすぎます（5,000行・200列まで）。"), todo=smaller)
    if code == "merged":
        return InputRefused(
            tr("結合されたセルが表の大きさ（5,000行・200列）を超えています。"),
            todo=tr("結合を解いて保存し直してください。"),
        )
    if code == "formula":
        return InputRefused(
            tr("計算結果のない数式があります：{place}", place=_place(sheet, cell)),
            todo=tr("Excelで開いて保存し直すか、値に置き換えてください。"),
        )
    if code == "too_long":
        return InputRefused(
            tr(
                "文字が多すぎるセルがあります（32,767文字まで）：{place}", place=_place(sheet, cell)
            ),
            todo=tr("文章を分けてください。"),
        )
    return _in_words_of_csv(code, cell)


def _place(sheet: int, cell: str) -> str:
    if not sheet:
        return tr("{line}行目", line=cell)
    return tr("{sheet}枚目のシートのセル{cell}", sheet=sheet, cell=cell)


def _in_words_of_csv(code: str, line: str) -> InputRefused:
    if code == "encoding":
        return InputRefused(
            tr("文字コードを読み取れません（UTF-8、UTF-16、Shift_JISに対応）。"),
            todo=tr("Excelで「CSV UTF-8」を選んで保存し直してください。"),
        )
    if code == "quotes":
        return InputRefused(
            tr('CSVの引用符（"）が正しく閉じていません（{line}行目あたり）。', line=line),
            todo=tr("Excelで開いて保存し直してください。"),
        )
    return _broken()
