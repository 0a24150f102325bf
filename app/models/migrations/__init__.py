"""Bringing an older database up to this version (ARCHITECTURE: numbered, backed up, tested).

Alembic is imported here and nowhere else, and only when ``open_database`` has found an older
file by asking for ``user_version`` in plain SQL. Each migration is one transaction that also
sets the version, so a crash leaves the file at one version or the next. Before the first one a
copy with the same key is made beside the file and checked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, create_engine, event

from app.models import faults, schema
from app.models.base import metadata
from app.models.files import put_in_place
from app.models.pragmas import connect


def upgrade(path: Path, key: bytes, version: int) -> None:
    """Migrate the database at ``path`` from ``version`` to ``schema.SCHEMA_VERSION``."""
    _keep_copy(path, key, version)
    run_migrations(path, key, schema.revision_name(schema.SCHEMA_VERSION))


def run_migrations(path: Path, key: bytes, target: str) -> None:
    """Let Alembic run every migration up to the revision ``target``."""
    from alembic import command
    from alembic.config import Config

    engine = create_engine(
        "sqlite://",
        module=_dbapi(),
        creator=lambda: connect(path, key),
        poolclass=NullPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", lambda opened: opened.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, target)
    finally:
        engine.dispose()


def configure(context: Any, connection: Connection) -> None:
    """What ``env.py`` hands to Alembic: one transaction per migration, our version with it."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        transaction_per_migration=True,
        on_version_apply=_stamp,
    )


def _stamp(*, ctx: Any, step: Any, **_rest: Any) -> None:
    schema.stamp(ctx.connection, int(step.up_revision_id))


def _keep_copy(path: Path, key: bytes, version: int) -> None:
    """A verified copy beside the file; kept until a person removes it."""
    copy = path.with_name(f"{path.stem}-before-{schema.SCHEMA_VERSION}-from-{version}.db")
    if copy.exists():
        return
    fresh = copy.with_name(copy.name + ".new")
    fresh.unlink(missing_ok=True)
    raw = connect(path, key)
    try:
        raw.execute("VACUUM INTO ?", (str(fresh),))
    finally:
        raw.close()
    if not _is_whole(fresh, key, version):
        fresh.unlink(missing_ok=True)
        raise faults.damaged()
    fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)
    put_in_place(fresh, copy)


def _is_whole(path: Path, key: bytes, version: int) -> bool:
    raw = connect(path, key)
    try:
        sound = raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return sound and schema.header_of(raw)[:2] == (schema.APPLICATION_ID, version)
    finally:
        raw.close()


def _dbapi() -> Any:
    from sqlcipher3 import dbapi2

    return dbapi2
