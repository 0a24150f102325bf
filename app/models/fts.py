"""SQLite's full-text index behind ``search_texts``: FTS5 over bigrams made in Python.

The trigram tokenizer can't answer two characters (転倒), so a text goes in as its pairs of
neighbours plus its last character: 「転倒歴」 becomes 転倒 倒歴 歴. A word is then a phrase of
pairs, a single character a prefix. The index is contentless: the texts themselves are in
``search_texts`` once (TOOLCHAIN, Japanese search).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import DDL, ColumnElement, Connection, column, event, select, table, text

from app.models.search import search_texts

CREATE: Final = (
    "CREATE VIRTUAL TABLE search_index USING fts5(grams, content='', contentless_delete=1, "
    'tokenize="unicode61 remove_diacritics 0")'
)
_CREATE = DDL(CREATE)  # type: ignore[no-untyped-call]
event.listen(search_texts, "after_create", _CREATE.execute_if(dialect="sqlite"))
_index = table("search_index", column("rowid"), column("grams"))


def grams(folded: str) -> str:
    """``folded`` as the tokens of the index."""
    bare = _bare(folded)
    return " ".join(bare[place : place + 2] for place in range(len(bare)))


def query(folded: str) -> str | None:
    """The FTS5 expression for a folded word; ``None`` if nothing in it can be searched."""
    bare = _bare(folded)
    if not bare:
        return None
    if len(bare) == 1:
        return f'"{bare}"*'
    pairs = (bare[place : place + 2] for place in range(len(bare) - 1))
    return f'"{" ".join(pairs)}"'


def _bare(folded: str) -> str:
    """Letters and figures only: the tokenizer drops the rest, so both sides must."""
    return "".join(ch for ch in folded if ch.isalnum())


def add(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index the folded texts of ``search_texts`` rows by id."""
    parameters = [{"id": row_id, "grams": grams(folded)} for row_id, folded in rows]
    if parameters:
        statement = text("INSERT INTO search_index(rowid, grams) VALUES (:id, :grams)")
        connection.execute(statement, parameters)


def remove(connection: Connection, row_ids: Iterable[int]) -> None:
    """Take rows out of the index."""
    parameters = [{"id": row_id} for row_id in row_ids]
    if parameters:
        connection.execute(text("DELETE FROM search_index WHERE rowid = :id"), parameters)


def matching(expression: str) -> ColumnElement[bool]:
    """A condition on ``search_texts`` rows: they match ``query``'s ``expression``."""
    hits = select(_index.c.rowid).where(_index.c.grams.op("MATCH")(expression))
    return search_texts.c.id.in_(hits)


def is_shadow(table_name: str) -> bool:
    """Tables that FTS5 keeps for itself."""
    return table_name.startswith("search_index")
