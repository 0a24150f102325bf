"""SQLite's full-text index behind ``search_texts``: FTS5 over bigrams made in Python.

The trigram tokenizer can't answer two characters (転倒), so a text goes in as its pairs of
neighbours plus its last character: 「転倒歴」 becomes 転倒 倒歴 歴. A word is then a phrase of
pairs, a single character a prefix. The index is contentless: the texts themselves are in
``search_texts`` once (TOOLCHAIN, Japanese search).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    DDL,
    Connection,
    Integer,
    Select,
    column,
    event,
    func,
    select,
    table,
    text,
)

from app.care.text import search_key, vowels_written_out
from app.models.search import RANKS, SHIFT, search_texts

# Between the names in one text. ``care.text.clean`` lets no control character through.
BETWEEN: Final = "\x1f"
# Its token keeps a phrase from running out of one name into the next. No word folds to it.
_BREAK: Final = "\ue000"

CREATE: Final = (
    "CREATE VIRTUAL TABLE search_index USING fts5(grams, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co'\")"
)
_CREATE = DDL(CREATE)  # type: ignore[no-untyped-call]
event.listen(search_texts, "after_create", _CREATE.execute_if(dialect="sqlite"))
_index = table("search_index", column("rowid", Integer), column("grams"))
_COUNT = text("SELECT count(*) FROM search_index WHERE grams MATCH :wanted")
_PLACES = text(
    f"SELECT rowid >> {SHIFT}, rowid & {RANKS - 1} FROM search_index"  # noqa: S608
    " WHERE grams MATCH :wanted ORDER BY rowid DESC"
)


@lru_cache(maxsize=16384)
def key(text_: str) -> str:
    """``text_`` folded, letters and figures only: the tokenizer drops the rest on its side."""
    return "".join(ch for ch in vowels_written_out(search_key(text_)) if ch.isalnum())


def grams(shown: str) -> str:
    """The names in ``shown`` as tokens of the index."""
    return f" {_BREAK} ".join(_pairs(key(name)) for name in shown.split(BETWEEN))


def _pairs(folded: str) -> str:
    return " ".join(folded[place : place + 2] for place in range(len(folded)))


def expression(folded: str, names: Iterable[str] = ()) -> str:
    """The FTS5 expression for a word folded by ``key``, or any of ``names`` as a whole name."""
    if len(folded) == 1:
        return f'"{folded}"*'
    pairs = (folded[place : place + 2] for place in range(len(folded) - 1))
    # The last character alone is a token only where a name ends.
    return " OR ".join(f'"{part}"' for part in (" ".join(pairs), *map(_pairs, map(key, names))))


def add(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index the texts of ``search_texts`` rows by id."""
    parameters = [{"id": row_id, "grams": grams(shown)} for row_id, shown in rows]
    statement = text("INSERT INTO search_index(rowid, grams) VALUES (:id, :grams)")
    connection.execute(statement, parameters)


def remove(connection: Connection, row_ids: Iterable[int]) -> None:
    """Take rows out of the index."""
    parameters = [{"id": row_id} for row_id in row_ids]
    connection.execute(text("DELETE FROM search_index WHERE rowid = :id"), parameters)


def places(connection: Connection, wanted: str) -> dict[int, int]:
    """``number`` of each case that meets an ``expression`` and the lowest ``rank`` it does at.

    Falling ids: of several texts of a case the lowest rank is written last. The driver's own
    rows, since half of all cases may be in them.
    """
    cursor: Any = connection.execute(_PLACES, {"wanted": wanted}).cursor
    return dict(cursor.fetchall())


def count(connection: Connection, wanted: str) -> int:
    """How many texts meet an ``expression``."""
    return int(connection.execute(_COUNT, {"wanted": wanted}).scalar_one())


def holding(wanted: str) -> Select[tuple[int, int]]:
    """``number`` of each case that meets an ``expression`` and the lowest ``rank`` it does at.

    Answered by the index alone, without reading a text.
    """
    number = _index.c.rowid.bitwise_rshift(SHIFT)
    return (
        select(number.label("number"), func.min(_index.c.rowid % RANKS).label("rank"))
        .where(_index.c.grams.op("MATCH")(wanted))
        .group_by(number)
    )


def forget_removed(connection: Connection) -> None:
    """Rewrite the index without what was removed; until then it keeps the pairs of old texts."""
    connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))


def is_shadow(table_name: str) -> bool:
    """Tables that FTS5 keeps for itself."""
    return table_name.startswith("search_index_")
