"""What a meeting wrote before 0007 comes along, with empty details."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from app.models import migrations, schema
from app.models.database import open_database
from app.models.pragmas import connect

KEY = bytes(range(32))


def test_log_and_prompts_of_an_older_file_come_along(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    raw = connect(path, KEY, create=True)
    raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    raw.close()
    migrations.run_migrations(path, KEY, "0006")
    raw = connect(path, KEY)
    raw.execute(
        "INSERT INTO conferences (uuid, row_version, created_at, updated_at, title, date,"
        " start_time, session_type, venue, planned_minutes, opening_minutes, closing_minutes,"
        " status, practice, extra) VALUES ('m', 1, '', '', '', '2026-06-16', '', '', '', 90, 4,"
        " 6, 'running', 0, '{}')"
    )
    raw.execute(
        "INSERT INTO transitions (uuid, row_version, conference_uuid, position, kind, at,"
        " wall_time) VALUES ('t', 1, 'm', 0, 'open', 0.5, 'w')"
    )
    raw.execute(
        "INSERT INTO prompt_uses (uuid, row_version, conference_uuid, position, prompt_id,"
        " state) VALUES ('p', 1, 'm', 0, 'P1-1', 'used')"
    )
    raw.commit()
    raw.close()
    database = open_database(path, KEY)
    with database.reading() as connection:
        logged = connection.execute(text("SELECT kind, at, detail FROM transitions")).all()
        asked = connection.execute(text("SELECT prompt_id, text FROM prompt_uses")).all()
    database.close()
    assert [tuple(row) for row in logged] == [("open", 0.5, "{}")]
    assert [tuple(row) for row in asked] == [("P1-1", "")]
