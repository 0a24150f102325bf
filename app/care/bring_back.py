"""Bringing back what a record said before: an ordinary edit of the record as it is now."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from app.care.case import Case, PrivateIdentity

Value = TypeVar("Value", Case, PrivateIdentity)

_OURS = frozenset({"uuid", "case_uuid", "row_version", "case_no", "practice"})
"""What the program hands out: a number may have gone to another case since."""


def field_back(now: Value, then: Value, field: str) -> Value:
    """``now`` with one field as it was ``then``."""
    values: dict[str, Any] = {field: getattr(then, field)}
    return replace(now, **values)


def all_back(now: Value, then: Value) -> Value:
    """``now`` as it was ``then``; key, number and version stay.

    Consent that was withdrawn stays withdrawn (DOMAIN.md §9.2): a person may bring back a text,
    the program doesn't bring back a consent. The field alone can be brought back by hand.
    """
    kept = set(_OURS)
    if isinstance(now, Case) and now.consent.withdrawn is not None:
        kept.add("consent")
    names = [field.name for field in fields(now) if field.name not in kept]
    values: dict[str, Any] = {name: getattr(then, name) for name in names}
    return replace(now, **values)
