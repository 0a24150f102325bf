"""The encrypted database: making one, opening one, reading and writing transactions.

As RELIABILITY §C decides: SQLCipher with a raw key, TRUNCATE and EXTRA, ``BEGIN IMMEDIATE`` for
every write, ``mode=rw`` so that a vanished drive never becomes an empty database, parameters
hidden from every log. Errors come out as ``StorageTrouble`` with a sentence for people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.errors import StorageTrouble
from app.i18n import tr
from app.models import faults, schema
from app.models.files import put_in_place, sync_file
from app.models.pragmas import connect

DATABASE_FILE: Final = "kurashi.db"
_READING: Final = "kurashi_reading"


class CommitFailed(Exception):
    """COMMIT itself reported an error: it may be durable all the same (RELIABILITY §B2)."""

    def __init__(self, cause: DBAPIError) -> None:
        super().__init__()
        self.cause = cause


class Database:
    """An open database. Nothing leaves it but connections inside a transaction."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._engine = _engine(path, key)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for reading; whatever is done on it is rolled back."""
        with _as_trouble(self.path), self._engine.connect() as connection:
            reader = connection.execution_options(**{_READING: True})
            transaction = reader.begin()
            try:
                yield reader
            finally:
                transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside ``BEGIN IMMEDIATE``: commits at the end, rolls back on any error.

        Raises ``CommitFailed`` where only COMMIT failed; the caller then looks what is stored.
        """
        with _as_trouble(self.path), self._engine.connect() as connection:
            transaction = connection.begin()
            try:
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except DBAPIError as error:
                connection.invalidate()
                raise CommitFailed(error) from None

    def copy_to(self, path: Path) -> Database:
        """All of it as a database of its own under the same key, durable at ``path``, open.

        ``VACUUM INTO`` only reads here, so it works on a full or read-only disk; a connection
        that is open already still reads a file that was moved away.
        """
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        with _as_trouble(self.path):
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM INTO ?", (str(fresh),))
            finally:
                raw.close()
        return self._in_place(fresh, path)

    def empty_copy_to(self, path: Path) -> Database:
        """A new database without records under the same key at ``path``, open."""
        return self._in_place(create_database(path, self._key), path)

    def _in_place(self, fresh: Path, path: Path) -> Database:
        sync_file(fresh)
        put_in_place(fresh, path)
        return Database(path, self._key)

    def trouble(self, error: DBAPIError) -> StorageTrouble | None:
        """What ``error`` is in the user's world; ``None`` if it is our bug."""
        return _trouble(error.orig, self.path)

    def close(self) -> None:
        """Close every connection; the key goes with them."""
        self._engine.dispose()


def create_database(path: Path, key: bytes) -> Path:
    """Build a complete new database beside ``path`` and return it, durable but not in place."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with _as_trouble(path):
        engine = _engine(fresh, key, create=True)
        try:
            with engine.begin() as connection:
                schema.build(connection)
        finally:
            engine.dispose()
    # TRUNCATE leaves an empty journal, which must not outlive the name it belongs to.
    fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)
    return fresh


def open_database(path: Path, key: bytes) -> Database:
    """Open ``path``, after looking whether it is ours, whole and of this version."""
    fresh = path.with_name(path.name + ".new")
    if not path.exists() and fresh.exists():
        # The key slots are written last but one: creation was cut off just before its rename.
        put_in_place(fresh, path)
    if not path.is_file():
        raise faults.missing(path)
    version = _look_at(path, key)
    if version < schema.SCHEMA_VERSION:
        from app.models.migrations import upgrade

        with _as_trouble(path):
            upgrade(path, key, version)
    return Database(path, key)


def _look_at(path: Path, key: bytes) -> int:
    """The version of the file; raises where it is not ours, damaged or newer."""
    if path.stat().st_size == 0:
        raise faults.damaged()
    raw = None
    try:
        raw = connect(path, key)
        application_id, version, tables = schema.header_of(raw)
    except dbapi2.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise _unreadable() from None
        trouble = _trouble(error, path)
        if trouble is None:
            raise
        raise trouble from None
    finally:
        if raw is not None:
            raw.close()
    if application_id != schema.APPLICATION_ID:
        raise faults.foreign()
    if version > schema.SCHEMA_VERSION:
        raise faults.newer()
    if version == schema.SCHEMA_VERSION and not schema.table_names() <= tables:
        raise faults.damaged()
    return version


def _unreadable() -> StorageTrouble:
    """The key is the right one, so the file is damaged or was swapped."""
    return StorageTrouble(
        tr("データファイルを読めません。壊れているか、別のファイルです。"),
        tr("ファイルはそのまま残しています。"),
        tr("データの場所を確かめるか、バックアップから戻してください。"),
    )


def _engine(path: Path, key: bytes, *, create: bool = False) -> Engine:
    engine = create_engine(
        "sqlite:///",
        module=dbapi2,
        creator=lambda: connect(path, key, create=create),
        hide_parameters=True,
        json_serializer=_to_json,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def _as_trouble(path: Path) -> Iterator[None]:
    """Turn what the driver raises into the user's world, without its text and parameters."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        trouble = _trouble(error.orig if isinstance(error, DBAPIError) else error, path)
        if trouble is None:
            raise
        raise trouble from None


def _trouble(error: object, path: Path) -> StorageTrouble | None:
    name = getattr(error, "sqlite_errorname", None)
    return faults.sqlite_trouble(name, path) if name else None
