"""Values and tables must never drift apart: every field has its column, every column its field."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy import Table

from app.care.case import PrivateIdentity
from app.models.mapping import flatten, plans
from app.models.records import Answers, Record
from app.models.shapes import CASE, COMMUNITY_ISSUE, CONFERENCE, IDENTITY, POLICY

BOOKKEEPING = {"uuid", "row_version", "created_at", "updated_at", "deleted_at", "position"}
LINES = [
    pytest.param(record, part, id=part.table.name)
    for record in (CASE, CONFERENCE, COMMUNITY_ISSUE, POLICY)
    for part in record.lines
]


def own_columns(table: Table, *besides: str) -> set[str]:
    return {column.name for column in table.columns} - BOOKKEEPING - set(besides)


@pytest.mark.parametrize(
    "record", [CASE, CONFERENCE, IDENTITY, COMMUNITY_ISSUE, POLICY], ids=lambda one: one.table.name
)
def test_each_column_is_a_field_and_each_field_a_column_or_lines(record: Record) -> None:
    value = PrivateIdentity(case_uuid="x") if record is IDENTITY else record.kind()
    cells = {**flatten(value), **record.derive(value)}
    assert set(cells) - BOOKKEEPING == own_columns(record.table)
    fields = {field.name for field in dataclasses.fields(record.kind)}
    in_lines = {part.field for part in record.lines}
    assert {plan.name for plan in plans(record.kind)} == fields - in_lines


@pytest.mark.parametrize(("record", "part"), LINES)
def test_each_line_has_its_columns(record: Record, part: Answers) -> None:
    if isinstance(part, Answers):
        assert own_columns(part.table, record.owner) == {"answer"}
        return
    fields = {column for plan in plans(part.kind) for column in _columns_of(part.kind, plan.name)}
    assert fields - {"uuid"} == own_columns(part.table, record.owner)


def _columns_of(kind: type, field: str) -> set[str]:
    """Columns a field fills, told by writing nothing into it."""
    (plan,) = (plan for plan in plans(kind) if plan.name == field)
    for empty in (None, (), {}):
        try:
            return set(plan.write(empty, field))
        except (TypeError, AttributeError):
            continue
    raise AssertionError(field)
