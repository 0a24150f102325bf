"""How SQLCipher is opened, in the order of RELIABILITY §C, each setting read back.

Everything that only SQLite knows about a connection is here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from app.errors import StorageTrouble
from app.i18n import tr

# 3.51.3 fixes the WAL-reset bug; the wheel we lock brings a newer one (TOOLCHAIN, SQLCipher).
_OLDEST: Final = (3, 51, 3)
_TIMEOUT_MS: Final = 5000

# Name, what we ask for, what reading it back must say.
_SETTINGS: Final[tuple[tuple[str, str, object], ...]] = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    *((("fullfsync", "ON", 1),) if sys.platform == "darwin" else ()),
    ("foreign_keys", "ON", 1),
    ("busy_timeout", str(_TIMEOUT_MS), _TIMEOUT_MS),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("mmap_size", "0", 0),
    # Decrypted pages: 64 MiB holds the lists of 10,000 cases; the default 2 MB decrypts them anew.
    ("cache_size", "-65536", -65536),
)


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:
    """A keyed connection in manual transaction mode; only ``create`` makes a new file."""
    if dbapi2.sqlite_version_info < _OLDEST:
        raise StorageTrouble(
            tr("SQLiteの版が古く、安全に保存できません。"),
            tr("何も変えていません。"),
            tr("プログラムを入れ直してください。"),
        )
    mode = "rwc" if create else "rw"
    connection = dbapi2.connect(
        f"{_uri(path)}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_TIMEOUT_MS / 1000,
    )
    try:
        # SQLCipher writes to stderr unless told before the key.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for name, value, expected in _SETTINGS:
            _set(connection, name, value, expected)
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(path: Path) -> str:
    """SQLite wants no host in a URI, so a Windows share goes into the path."""
    uri = path.absolute().as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def _set(connection: Any, name: str, value: str, expected: object) -> None:
    """One setting, read back: SQLite says nothing when it ignores one."""
    connection.execute(f"PRAGMA {name} = {value}").fetchall()
    got = connection.execute(f"PRAGMA {name}").fetchone()
    if got is None or got[0] != expected:
        raise RuntimeError(f"PRAGMA {name} is not {value}")


def facts(connection: Any) -> dict[str, object]:
    """Versions and settings as the open connection reports them."""

    def ask(name: str) -> object:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    return {
        "sqlite": dbapi2.sqlite_version,
        "sqlcipher": ask("cipher_version"),
        "journal_mode": ask("journal_mode"),
        "synchronous": {0: "off", 1: "normal", 2: "full", 3: "extra"}[int(str(ask("synchronous")))],
        "foreign_keys": ask("foreign_keys") == 1,
        "user_version": ask("user_version"),
        "application_id": ask("application_id"),
    }
