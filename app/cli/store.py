"""Opening the data folder for a headless verb."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.clock import Clock
from app.errors import InputRefused, StorageTrouble, UsageError
from app.i18n import tr
from app.paths import default_data_folder
from app.services.store import Store


def data_folder(args: argparse.Namespace) -> Path:
    """``--data``, else ``KURASHI_DATA``, else the platform's user data folder."""
    if args.data is not None:
        return Path(args.data)
    if from_environment := os.environ.get("KURASHI_DATA"):
        return Path(from_environment)
    return default_data_folder()


def passphrase(args: argparse.Namespace) -> str:
    """From the passphrase file, else asked at the terminal; never an argument."""
    name = args.passphrase_file or os.environ.get("KURASHI_PASSPHRASE_FILE")
    if name:
        return _first_line(Path(name), tr("パスフレーズのファイルを読めません。"))
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(tr("パスフレーズ："))
    raise UsageError(
        tr("パスフレーズが分かりません。"),
        todo=tr("--passphrase-file でファイルを指定してください。"),
    )


def file_password(args: argparse.Namespace, path: Path) -> str | None:
    """The password of an Excel file: from ``--password-file``, else asked; never an argument."""
    if args.password_file is not None:
        return _first_line(args.password_file, tr("パスワードのファイルを読めません。"))
    from app.exchange.sheet_file import is_locked

    if sys.stdin is not None and sys.stdin.isatty() and path.is_file() and is_locked(path):
        return getpass.getpass(tr("{name} のパスワード：", name=path.name))
    return None


def pdf_password(args: argparse.Namespace) -> str:
    """The password a PDF gets: from ``--password-file``, or asked for with ``--password``."""
    if args.password_file is not None:
        given = _first_line(args.password_file, tr("パスワードのファイルを読めません。"))
        if not given:
            raise InputRefused(tr("パスワードのファイルが空です。"))
        return given
    if not args.password:
        return ""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError(
            tr("パスワードを尋ねられません。"),
            todo=tr("--password-file でファイルを指定してください。"),
        )
    given = getpass.getpass(tr("PDFのパスワード："))
    if given != getpass.getpass(tr("もう一度：")) or not given:
        raise InputRefused(tr("2回のパスワードが同じではありません。"))
    return given


def _first_line(path: Path, refusal: str) -> str:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputRefused(refusal, todo=tr("場所と文字コードを確かめてください。")) from None
    return lines[0] if lines else ""


@contextmanager
def opened(args: argparse.Namespace, clock: Clock) -> Iterator[Store]:
    """The store of this call, closed again whatever happens."""
    from app.services.store import open_store, store_exists

    folder = data_folder(args)
    if not store_exists(folder):
        raise StorageTrouble(
            tr("データの場所が見つかりません。"),
            tr("何も作っていません。"),
            tr("kurashi init で作るか、--data の場所を確かめてください。"),
        )
    store = open_store(folder, passphrase(args), clock=clock)
    for problem in store.overrides.problems:
        sys.stderr.write(problem + "\n")
    try:
        yield store
    finally:
        store.close()
