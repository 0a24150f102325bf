"""What the wall showed before 0009 it goes on showing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from app.models import migrations, schema
from app.models.database import open_database
from app.models.pragmas import connect

KEY = bytes(range(32))


def test_resources_of_an_older_file_stay_on_the_wall(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    raw = connect(path, KEY, create=True)
    raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    raw.close()
    migrations.run_migrations(path, KEY, "0008")
    raw = connect(path, KEY)
    needed = [row[1] for row in raw.execute("PRAGMA table_info(cases)") if row[3]]
    names, values = ", ".join(needed), ", ".join("'c'" for _ in needed)
    raw.execute(f"INSERT INTO cases ({names}) VALUES ({values})")  # noqa: S608 - our own names
    raw.execute(
        "INSERT INTO resource_uses (uuid, row_version, position, case_uuid, name, detail, status,"
        " reason) VALUES ('r', 1, 0, 'c', '囲碁', '週1回', 'agreed', '')"
    )
    raw.commit()
    raw.close()
    database = open_database(path, KEY)
    with database.reading() as connection:
        found = connection.execute(text("SELECT name, status, shown FROM resource_uses")).all()
    database.close()
    assert [tuple(row) for row in found] == [("囲碁", "agreed", 1)]
