"""Settings kept in the encrypted database, and drafts of what isn't valid yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select, update

from app.models.settings import settings
from app.services.store import Store
from app.services.work import Work


def get_setting(store: Store, name: str, default: Any = None) -> Any:
    """The JSON value kept under ``name``, or ``default``."""
    with store.read() as connection:
        found = connection.execute(select(settings.c.value).where(settings.c.name == name)).first()
    return default if found is None else found.value


def put_setting(store: Store, name: str, value: Any) -> None:
    """Keep a JSON value under ``name``; ``None`` forgets it."""
    with store.write() as work:
        put_setting_in(work, name, value)


def put_setting_in(work: Work, name: str, value: Any) -> None:
    """``put_setting`` inside a larger unit of work."""
    mine = settings.c.name == name
    if value is None:
        work.connection.execute(delete(settings).where(mine))
        return
    cells = {"value": value, "updated_at": work.now}
    if not work.connection.execute(update(settings).where(mine).values(**cells)).rowcount:
        work.connection.execute(insert(settings), {"name": name, **cells})
