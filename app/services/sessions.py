"""Whether the program ended well last time, and how far its saves reached (RELIABILITY §C).

SQLite mends its own file after a crash; this only lets a person know. The flag lives in the
database, so it belongs to the data and not to the computer.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.errors import StorageTrouble
from app.models.revisions import revisions
from app.services.settings import get_setting, put_setting
from app.services.store import Store
from app.services.work import utc

_FLAG = "session"


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The last session had no end. ``saved_until`` is its last save, with the case it was of."""

    saved_until: datetime | None
    case_uuid: str | None


def begin_session(store: Store) -> Interrupted | None:
    """Mark that the program runs on these data; says so if the last time never ended.

    A disk that can't be written is no reason not to open: then nothing is marked.
    """
    last = get_setting(store, _FLAG)
    interrupted = None
    if isinstance(last, dict) and not last.get("ended"):
        interrupted = _interrupted(store, str(last.get("began", "")))
    with contextlib.suppress(StorageTrouble):
        put_setting(store, _FLAG, {"began": utc(store.clock.now()), "ended": False})
    return interrupted


def end_session(store: Store) -> None:
    """Mark that the program was closed as it should be."""
    with contextlib.suppress(StorageTrouble):
        put_setting(store, _FLAG, {"began": utc(store.clock.now()), "ended": True})


def _interrupted(store: Store, began: str) -> Interrupted:
    newest = select(revisions.c.at).order_by(revisions.c.at.desc()).limit(1)
    of_case = (
        select(revisions.c.record_uuid)
        .where(revisions.c.record_kind.in_(("case", "identity")))
        .order_by(revisions.c.at.desc(), revisions.c.row_version.desc())
        .limit(1)
    )
    since = revisions.c.at >= began
    with store.read() as connection:
        at = connection.execute(newest.where(since)).scalar()
        case_uuid = connection.execute(of_case.where(since)).scalar()
    if at is None:
        return Interrupted(None, None)
    moment = datetime.fromisoformat(at).astimezone(store.clock.now().tzinfo)
    return Interrupted(moment, case_uuid)
