"""What the program remembers of other people's sheets: their columns, and whose rows they were.

Both are kept in the encrypted database; rows only as hashes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from app.exchange.foreign_mapping import SheetMapping, as_memory
from app.exchange.foreign_rows import RowKeys
from app.models.settings import settings
from app.services.settings import get_setting, put_setting_in
from app.services.store import Store
from app.services.work import Work

_MAPPINGS: Final = "sheet_mappings"
_ROWS: Final = "sheet_rows"
_MOST_MAPPINGS: Final = 100
_MOST_ROWS: Final = 20_000


def known_mapping(store: Store, signature: str) -> Sequence[Mapping[str, object]] | None:
    """The columns a person once imported a sheet with these headings with."""
    found: Sequence[Mapping[str, object]] | None = get_setting(store, _MAPPINGS, {}).get(signature)
    return found


def known_rows(work: Work) -> Mapping[str, str]:
    """Key of a row → the case it became."""
    return dict(_stored(work, _ROWS))


def remember(work: Work, mapping: SheetMapping, rows: Sequence[tuple[RowKeys, str]]) -> None:
    """Keep the columns and whose the rows were; the oldest are forgotten."""
    mappings = _stored(work, _MAPPINGS)
    mappings.pop(mapping.signature, None)
    mappings[mapping.signature] = as_memory(mapping)
    put_setting_in(work, _MAPPINGS, dict(list(mappings.items())[-_MOST_MAPPINGS:]))
    known = _stored(work, _ROWS)
    for keys, uuid in rows:
        for key in (keys.exact, keys.person):
            if key is not None:
                known.pop(key, None)
                known[key] = uuid
    put_setting_in(work, _ROWS, dict(list(known.items())[-_MOST_ROWS:]))


def _stored(work: Work, name: str) -> dict[str, Any]:
    found = work.connection.execute(select(settings.c.value).where(settings.c.name == name))
    return dict(found.scalar() or {})
