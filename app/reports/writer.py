"""A finished file appears whole or not at all (RELIABILITY.md §B2: plain open() tore 78 of 150)."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from app.errors import InputRefused, StorageTrouble, UserFacingError
from app.i18n import tr

_MARK = ".kurashi-part"


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole; errors as for ``pending_file``."""
    with pending_file(path, data):
        pass


def part_beside(path: Path) -> Path:
    """Where a file waits before it takes the place of ``path``; hidden, another name each time."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{_MARK}")


def is_part(path: Path) -> bool:
    """Whether ``path`` has a name that only ``part_beside`` gives."""
    return path.name.startswith(".") and path.name.endswith(_MARK)


@contextlib.contextmanager
def pending_file(path: Path, data: bytes, part: Path | None = None) -> Iterator[None]:
    """Put ``data`` beside ``path`` and on the disk; at the end of the block it takes its place.

    If the block fails nothing appears, so a record made inside it and the file come together.
    Leftovers of a killed earlier try for the same file are swept first. ``part`` is where the data
    wait, for a caller who must know it in case of a kill. Raises ``InputRefused``
    where the place can't take a file, ``StorageTrouble`` where the disk can't.
    """
    part = part or part_beside(path)
    try:
        with _told():
            _sweep(path)
            _write(part, data)
        yield
        with _told():
            part.replace(path)
            _sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _in_words(error) from error


def _write(part: Path, data: bytes) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sweep(path: Path) -> None:
    prefix = f".{path.name}."
    for leftover in path.parent.iterdir():
        if leftover.name.startswith(prefix) and leftover.name.endswith(_MARK):
            leftover.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows can't open a folder and needs no such step."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _in_words(error: OSError) -> UserFacingError:
    """The error in words; the path stays out, for it may carry a name."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return StorageTrouble(
            tr("保存先の空きが足りません。"),
            tr("元のファイルはそのままです。"),
            tr("別の場所に保存してください。"),
        )
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return InputRefused(
            tr("保存先のフォルダが見つかりません。"), todo=tr("フォルダを確かめてください。")
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR}:
        # Read-only and in use are storage trouble (CONTRACT.md); a folder of that name is not.
        kind = InputRefused if error.errno == errno.EISDIR else StorageTrouble
        return kind(
            tr("保存先に書き込めません。"),
            tr("元のファイルはそのままです。"),
            tr("ほかで開いていれば閉じるか、別の場所に保存してください。"),
        )
    return StorageTrouble(
        tr("ファイルを保存できませんでした。"),
        tr("元のファイルはそのままです。"),
        tr("別の場所に保存してください。"),
    )
