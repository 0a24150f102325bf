"""Statements compiled once per process, not once per store.

SQLAlchemy keeps what it compiled with the engine, and over a thousand tests open an engine of
their own: compiling the same few dozen statements again was a third of every test of a verb.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.models import database

_compiled: dict[object, object] = {}


def share_compiled_statements() -> None:
    """Give every database opened from now on the same memory of compiled statements."""
    # It is looked up by dialect too; ours differ in nothing but their engine.
    SQLiteDialect.__eq__ = _same_kind  # type: ignore[method-assign]
    SQLiteDialect.__hash__ = _kind  # type: ignore[method-assign, assignment]
    make: Callable[..., Engine] = database._engine

    def engine(*args: Any, **options: Any) -> Engine:
        made = make(*args, **options)
        made.update_execution_options(compiled_cache=_compiled)
        return made

    database._engine = engine


def _same_kind(one: object, other: object) -> bool:
    return type(one) is type(other)


def _kind(dialect: object) -> int:
    return hash(type(dialect))
