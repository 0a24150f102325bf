"""Older files come up to date, whole and with a copy kept; newer code makes the same schema."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.errors import StorageTrouble
from app.models import migrations, schema
from app.models.database import create_database, open_database
from app.models.pragmas import connect

KEY = bytes(range(32))
VERSIONS = range(1, schema.SCHEMA_VERSION)


def ask(path: Path, statement: str) -> list[Any]:
    raw = connect(path, KEY)
    try:
        rows: list[Any] = raw.execute(statement).fetchall()
        return rows
    finally:
        raw.close()


def schema_of(path: Path) -> list[Any]:
    return ask(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A database of ours before the first migration."""
    path = tmp_path / "old.db"
    raw = connect(path, KEY, create=True)
    raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    raw.close()
    return path


def test_migrating_and_creating_make_the_same_database(empty: Path, tmp_path: Path) -> None:
    created = create_database(tmp_path / "new.db", KEY)
    open_database(empty, KEY).close()
    assert schema_of(empty) == schema_of(created)
    for statement in (
        "PRAGMA user_version",
        "PRAGMA application_id",
        "SELECT * FROM alembic_version",
    ):
        assert ask(empty, statement) == ask(created, statement)
    assert ask(empty, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_on_the_way_is_stamped_and_goes_on(empty: Path, version: int) -> None:
    migrations.run_migrations(empty, KEY, schema.revision_name(version))
    assert ask(empty, "PRAGMA user_version") == [(version,)]
    assert ask(empty, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    open_database(empty, KEY).close()
    assert ask(empty, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]


def test_a_copy_of_the_old_file_is_kept_under_its_key(empty: Path) -> None:
    migrations.run_migrations(empty, KEY, "0001")
    before = schema_of(empty)
    open_database(empty, KEY).close()
    (copy,) = empty.parent.glob("old-before-*.db")
    assert schema_of(copy) == before
    assert ask(copy, "PRAGMA user_version") == [(1,)]


def test_a_migration_that_fails_leaves_the_version_before(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations.run_migrations(empty, KEY, "0001")
    before = schema_of(empty)
    real = schema.stamp

    def fail(connection: Any, version: int) -> None:
        real(connection, version)
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "stamp", fail)
    with pytest.raises(KeyboardInterrupt):
        open_database(empty, KEY)
    monkeypatch.undo()
    assert schema_of(empty) == before
    assert ask(empty, "PRAGMA user_version") == [(1,)]
    open_database(empty, KEY).close()
    assert ask(empty, "PRAGMA user_version") == [(schema.SCHEMA_VERSION,)]


def test_a_damaged_old_file_is_not_migrated(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations.run_migrations(empty, KEY, "0001")
    monkeypatch.setattr(migrations, "_is_whole", lambda *_: False)
    with pytest.raises(StorageTrouble, match="壊れ"):
        open_database(empty, KEY)
    assert ask(empty, "PRAGMA user_version") == [(1,)]
    assert not list(tmp_path.glob("*before*"))


def test_alembic_is_not_imported_for_a_file_of_this_version(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from app.models.database import create_database, open_database\n"
        "path = create_database(Path(sys.argv[1]), bytes(32))\n"
        "open_database(path, bytes(32)).close()\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "a.db")]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], env=os.environ, check=False)  # noqa: S603
    assert done.returncode == 0
