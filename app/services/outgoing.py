"""Files that leave the store: what a killed write left behind is known and removed (decision 067).

A file waits hidden beside its place until it is whole. Where the process is killed meanwhile,
nobody else would ever remove it, and it may hold a case: so its name is noted in the encrypted
store before it is made and struck out when it is gone. Only one process has the store open, so
what is noted when a store is opened is certainly dead.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.errors import UserFacingError
from app.services.settings import get_setting, put_setting
from app.services.store import Store

UNFINISHED: Final = "unfinished_files"
_MOST: Final = 20  # of a drive that never comes back


@contextlib.contextmanager
def outgoing_file(store: Store, out: Path, data: bytes) -> Iterator[None]:
    """``pending_file`` for ``out`` that leaves nothing behind for good, even when killed."""
    from app.reports.writer import part_beside, pending_file

    part = part_beside(out.absolute())
    noted = not (store.practice or store.read_only)
    if noted:
        _note(store, part)
    try:
        with pending_file(out, data, part):
            yield
    finally:
        if noted:
            _strike_out(store, part)


def remove_unfinished(store: Store) -> None:
    """Remove what killed writes left; what can't be reached now is tried again next time."""
    noted = get_setting(store, UNFINISHED, [])
    left = [name for name in noted if not _removed(Path(name))]
    put_setting(store, UNFINISHED, left or None)


def _removed(part: Path) -> bool:
    from app.reports.writer import is_part

    if not is_part(part):
        return True  # none of ours: forgotten, not touched
    if not part.parent.is_dir():
        return False  # a drive that isn't there now
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)
        return True
    return False


def _note(store: Store, part: Path) -> None:
    noted = [*get_setting(store, UNFINISHED, []), str(part)]
    put_setting(store, UNFINISHED, noted[-_MOST:])


def _strike_out(store: Store, part: Path) -> None:
    if part.exists():
        return
    noted = [name for name in get_setting(store, UNFINISHED, []) if name != str(part)]
    with contextlib.suppress(UserFacingError):  # the file itself is there; the next opening looks
        put_setting(store, UNFINISHED, noted or None)
