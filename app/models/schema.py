"""All tables together, and how a new database is built.

A new database is made straight from the tables and stamped with the newest version; only an
older file goes through ``models.migrations``. A test holds both ways to the same schema.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, Connection, MetaData, String, Table, text

from app.models import (
    afterwards,
    case,
    community,
    conference,
    fts,
    handouts,
    identity,
    judgement,
    resources,
    revisions,
    search,
    settings,
)
from app.models.base import metadata

# "Kura" in the header of every file we make.
APPLICATION_ID: Final = 0x4B757261
# The number of the newest migration.
SCHEMA_VERSION: Final = 9

ALL_MODULES: Final = (
    afterwards, case, community, conference, fts, handouts,
    identity, judgement, resources, revisions, search, settings,
)  # fmt: skip

_stamps = MetaData()
# Alembic's own table, as alembic would make it.
alembic_version = Table(
    "alembic_version", _stamps, Column("version_num", String(32), primary_key=True)
)
alembic_version.primary_key.name = "alembic_version_pkc"


def revision_name(version: int) -> str:
    """Alembic's name of the migration that leads to ``version``."""
    return f"{version:04d}"


def build(connection: Connection) -> None:
    """Make every table in an empty database and stamp it."""
    metadata.create_all(connection)
    _stamps.create_all(connection)
    connection.execute(alembic_version.insert(), {"version_num": revision_name(SCHEMA_VERSION)})
    stamp(connection, SCHEMA_VERSION)


def stamp(connection: Connection, version: int) -> None:
    """Write whose file it is and how far it is migrated, inside the transaction under way."""
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    connection.execute(text(f"PRAGMA user_version = {version}"))


def header_of(raw: Any) -> tuple[int, int, frozenset[str]]:
    """Application id, version and table names, asked with plain SQL of a raw connection."""
    application_id = int(raw.execute("PRAGMA application_id").fetchone()[0])
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return application_id, version, frozenset(name for (name,) in names)


def table_names() -> frozenset[str]:
    """Every table a database of this version must have."""
    return frozenset(metadata.tables) | {"alembic_version", "search_index"}
