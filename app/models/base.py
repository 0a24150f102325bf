"""What all tables share: naming of constraints, the columns of a record and of a line.

A *record* is what people name and put in the bin (a case, a conference, a resource). A *line*
belongs to one record and goes with it; the revisions keep what a removed line said. Everything
here is plain SQLAlchemy Core, so another database can take the same tables later
(docs/decisions/010-core-tables.md).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Columns = tuple[Column[Any], ...]


def key_columns() -> Columns:
    """The key made by the client and the version every row has."""
    return (
        Column("uuid", String(36), primary_key=True),
        Column("row_version", Integer, nullable=False),
    )


def record_columns() -> Columns:
    """Columns of a record, times in UTC as ISO 8601; ``deleted_at`` set: it lies in the bin."""
    return (
        *key_columns(),
        Column("created_at", String(32), nullable=False),
        Column("updated_at", String(32), nullable=False),
        Column("deleted_at", String(32)),
    )


def line_columns(owner: str, owner_table: str, *, index: bool = True) -> Columns:
    """Columns of a line of ``owner_table``, named by ``owner``, in the order of ``position``.

    When a line was written is told by the revisions of its record. ``index`` is off where a
    unique constraint already begins with the owner.
    """
    return (
        *key_columns(),
        Column(owner, String(36), ForeignKey(f"{owner_table}.uuid"), nullable=False, index=index),
        Column("position", Integer, nullable=False),
    )


def care_date(name: str) -> Columns:
    """A ``CareDate``: as typed, as understood, and its marks. No text means no date at all."""
    return (
        Column(f"{name}_text", Text),
        Column(f"{name}_iso", String(10)),
        Column(f"{name}_approximate", Boolean),
        Column(f"{name}_ongoing", Boolean),
        Column(f"{name}_era_overflow", Boolean),
    )


def words(*names: str) -> Columns:
    """Text columns where empty means "not written yet"."""
    return tuple(Column(name, Text, nullable=False) for name in names)
