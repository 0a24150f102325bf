"""Decisions written before 0006 come along, with nothing yet about what they were made on."""

from __future__ import annotations

from pathlib import Path

from app.models import migrations, schema
from app.models.database import open_database
from app.models.pragmas import connect

KEY = bytes(range(32))


def test_a_decision_of_an_older_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    raw = connect(path, KEY, create=True)
    raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    raw.close()
    migrations.run_migrations(path, KEY, "0005")
    raw = connect(path, KEY)
    columns = [row[1] for row in raw.execute("PRAGMA table_info(cases)") if row[3]]
    values = ["c" if name == "uuid" else "" for name in columns]
    marks = ", ".join("?" * len(columns))
    raw.execute(f"INSERT INTO cases ({', '.join(columns)}) VALUES ({marks})", values)  # noqa: S608
    raw.execute(
        "INSERT INTO risk_decisions (uuid, row_version, case_uuid, position, rule_id, state, note,"
        " by, decided_at) VALUES ('u', 1, 'c', 0, 'R14', 'checked', 'メモ', '佐伯', '2024-08-06')"
    )
    raw.close()

    migrations.run_migrations(path, KEY, "0006")

    raw = connect(path, KEY)
    rows = raw.execute("SELECT rule_id, state, note, by, evidence FROM risk_decisions").fetchall()
    raw.close()
    assert rows == [("R14", "checked", "メモ", "佐伯", "")]


def test_a_file_of_today_opens(tmp_path: Path) -> None:
    from app.models.database import create_database

    open_database(create_database(tmp_path / "new.db", KEY), KEY).close()
