"""What storage trouble is called in the user's world (RELIABILITY §B2).

Decided on SQLite's error names and errno, never on message texts; and never on the statement,
whose parameters are people's data.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

from app.errors import StorageTrouble
from app.i18n import tr


def sqlite_trouble(name: str, database: Path) -> StorageTrouble | None:
    """The trouble behind SQLite's error ``name``; ``None`` where it must be our own mistake."""
    if name.startswith("SQLITE_READONLY") and not database.exists():
        return moved()
    for prefix, make in _BY_PREFIX.items():
        if name.startswith(prefix):
            return make(database)
    return None


def os_trouble(error: OSError, folder: Path) -> StorageTrouble:
    """The trouble behind a failed file operation in ``folder``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(folder)
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return no_folder()
    if error.errno == errno.ENOENT:
        return missing(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(folder)
    return not_written(folder)


def disk_full(path: Path) -> StorageTrouble:
    """No room left; says how much there is."""
    try:
        free = shutil.disk_usage(path if path.is_dir() else path.parent).free // 1_000_000
    except OSError:
        free = 0
    return StorageTrouble(
        tr("保存できません。ディスクの空きが足りません（残り{megabytes}MB）。", megabytes=free),
        tr("保存済みの分も画面の入力も残っています。"),
        tr("空きを作ってから、もう一度保存してください。"),
    )


def not_written(_path: Path) -> StorageTrouble:
    """The disk refused a write or a read."""
    return StorageTrouble(
        tr("ディスクの読み書きに失敗しました。"),
        tr("保存済みの分も画面の入力も残っています。"),
        tr("USBやネットワークの接続を確かめて、もう一度保存してください。"),
    )


class ReadOnlyPlace(StorageTrouble):
    """The file or folder can't be written; reading works."""


def read_only(_path: Path) -> ReadOnlyPlace:
    """The file or folder can't be written."""
    return ReadOnlyPlace(
        tr("データの場所に書き込めません（読み取り専用）。"),
        tr("何も変えていません。"),
        tr("フォルダーの書き込みの許可を確かめてください。"),
    )


def not_saved_read_only(_path: Path) -> ReadOnlyPlace:
    """A save met a file or folder that can't be written."""
    return ReadOnlyPlace(
        tr("データの場所に書き込めません（読み取り専用）。"),
        tr("保存済みの分も画面の入力も残っています。"),
        tr("フォルダーの書き込みの許可を確かめてください。"),
    )


def missing(_path: Path) -> StorageTrouble:
    """Folder or file is not there: an unplugged drive must not look like "no cases"."""
    return StorageTrouble(
        tr("データの場所が見つかりません（USBが抜けていませんか）。"),
        tr("新しいデータは作っていません。"),
        tr("つなぎ直してから、もう一度開いてください。"),
    )


def no_folder() -> StorageTrouble:
    """The place, or one above it, is a file."""
    return StorageTrouble(
        tr("その場所はフォルダーではありません。"),
        tr("何も変えていません。"),
        tr("別の場所を選んでください。"),
    )


def moved(_path: Path | None = None) -> StorageTrouble:
    """The file went away while it was open."""
    return StorageTrouble(
        tr("データファイルが移動されました。"),
        tr("保存済みの分も画面の入力も残っています。"),
        tr("元の場所に戻してから、もう一度保存してください。"),
    )


def in_use(_path: Path) -> StorageTrouble:
    """Another connection holds the file longer than we wait."""
    return StorageTrouble(
        tr("別の処理がデータを使用中です。"),
        tr("保存済みの分も画面の入力も残っています。"),
        tr("少し待ってから、もう一度保存してください。"),
    )


def damaged(_path: Path | None = None) -> StorageTrouble:
    """Pages fail their check, or the file is no database at all."""
    return StorageTrouble(
        tr("データファイルが壊れています。"),
        tr("ファイルはそのまま残しています。"),
        tr("バックアップから戻してください。"),
    )


def foreign() -> StorageTrouble:
    """A database, but not one of ours."""
    return StorageTrouble(
        tr("くらしカンファのデータファイルではありません。"),
        tr("何も変えていません。"),
        tr("データの場所を確かめてください。"),
    )


def newer() -> StorageTrouble:
    """Written by a later version of the program."""
    return StorageTrouble(
        tr("新しい版のくらしカンファで作られたデータです。"),
        tr("何も変えていません。"),
        tr("プログラムを新しい版にしてください。"),
    )


_BY_PREFIX: dict[str, Callable[[Path], StorageTrouble]] = {
    "SQLITE_FULL": disk_full,
    "SQLITE_READONLY_DBMOVED": moved,
    "SQLITE_READONLY": not_saved_read_only,
    "SQLITE_CANTOPEN": missing,
    "SQLITE_BUSY": in_use,
    "SQLITE_LOCKED": in_use,
    "SQLITE_CORRUPT": damaged,
    "SQLITE_NOTADB": damaged,
    "SQLITE_IOERR": not_written,
}
