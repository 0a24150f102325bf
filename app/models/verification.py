"""The full check of a database file (RELIABILITY §C, opening): every page, row and reference."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from app.errors import StorageTrouble
from app.models import schema
from app.models.base import metadata
from app.models.database import Database
from app.models.history import trail_is_whole

_COUNTED = ("cases", "private_identities", "conferences", "entries", "revisions", "handouts")


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check found. ``integrity`` is "ok" or what SQLite says about the damage."""

    ok: bool
    integrity: str
    cipher_problems: int
    foreign_keys: int
    ours: bool
    audit_trail: bool
    counts: dict[str, int]


def verify(database: Database) -> Verification:
    """Check ``database``: every page's seal, then structure and references on fresh connections.

    Damage is an answer, not an error: what can't be read any more counts as not in order.
    """
    with database.reading() as connection:
        cipher = len(connection.execute(text("PRAGMA cipher_integrity_check")).all())
    database.close()  # the page cache must not vouch for the file
    try:
        with database.reading() as connection:
            return _structure(connection, cipher)
    except StorageTrouble as trouble:
        return Verification(
            ok=False,
            integrity=trouble.what,
            cipher_problems=cipher,
            foreign_keys=0,
            ours=True,
            audit_trail=False,
            counts={},
        )


def _structure(connection: Connection, cipher: int) -> Verification:
    rows = connection.execute(text("PRAGMA quick_check(20)")).scalars().all()
    orphans = len(connection.execute(text("PRAGMA foreign_key_check")).all())
    application_id = connection.execute(text("PRAGMA application_id")).scalar()
    whole = trail_is_whole(connection)
    counts = {
        name: connection.execute(
            select(func.count()).select_from(metadata.tables[name])
        ).scalar_one()
        for name in _COUNTED
    }
    integrity = "ok" if rows == ["ok"] else "\n".join(str(row) for row in rows)
    ours = application_id == schema.APPLICATION_ID
    return Verification(
        ok=integrity == "ok" and not cipher and not orphans and ours and whole,
        integrity=integrity,
        cipher_problems=cipher,
        foreign_keys=orphans,
        ours=ours,
        audit_trail=whole,
        counts=counts,
    )
