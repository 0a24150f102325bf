"""Groups of columns as they were when the first migrations were written. Never edit them.

A later migration that needs other groups brings its own: old migrations must go on building
what old files hold, whatever ``models.base`` says today.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Text

Columns = tuple[Column[Any], ...]


def key() -> Columns:
    """Key and version of every row."""
    return (
        Column("uuid", String(36), primary_key=True),
        Column("row_version", Integer, nullable=False),
    )


def record() -> Columns:
    """A row with its times and a bin."""
    return (
        *key(),
        Column("created_at", String(32), nullable=False),
        Column("updated_at", String(32), nullable=False),
        Column("deleted_at", String(32)),
    )


def line(owner: str, table: str, *, index: bool = True) -> Columns:
    """A row that belongs to a record."""
    return (
        *key(),
        Column(owner, String(36), ForeignKey(f"{table}.uuid"), nullable=False, index=index),
        Column("position", Integer, nullable=False),
    )


def day(name: str) -> Columns:
    """A date with its text, precision and marks."""
    return (
        Column(f"{name}_text", Text),
        Column(f"{name}_iso", String(10)),
        Column(f"{name}_approximate", Boolean),
        Column(f"{name}_ongoing", Boolean),
        Column(f"{name}_era_overflow", Boolean),
    )


def words(*names: str) -> Columns:
    """Texts that are empty, not missing."""
    return tuple(Column(name, Text, nullable=False) for name in names)
