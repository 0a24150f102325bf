"""Telling the rows of another town's sheet apart again when the sheet comes a second time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from app.care.case import Case
from app.care.text import search_key
from app.exchange.foreign_grid import GridRow
from app.exchange.foreign_read import ForeignCase

_WHOLE_DAY: Final = 10  # characters of an ISO date
_SAME_AGE: Final = 3  # years between two sheets of one person


@dataclass(frozen=True, slots=True)
class RowKeys:
    """Two names of a row: ``exact`` for the very same cells, ``person`` for who it is about.

    ``person`` is ``None`` where the sheet says too little to know somebody again.
    """

    exact: str
    person: str | None


def row_keys(each: ForeignCase, line: GridRow) -> RowKeys:
    """The keys of a row, as hashes: they are kept longer than the sheet."""
    texts = [cell.text for cell in line.cells if cell.text]
    return RowKeys(_hash("row", *texts), _person(each))


def _person(each: ForeignCase) -> str | None:
    names, case = each.identity, each.case
    if names is not None and names.insured_number:
        return _hash("insured", search_key(names.insured_number))
    if names is not None and names.name and names.birth_date and names.birth_date.iso:
        return _hash("name", search_key(names.name), names.birth_date.iso)
    visit = case.first_visit_date.iso if case.first_visit_date else None
    place = search_key(f"{case.district}{case.housing}")
    if visit and len(visit) == _WHOLE_DAY and case.sex and place:
        return _hash("visit", visit, case.sex.value, place)
    return None


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:32]


def another_person(here: Case, in_file: Case) -> bool:
    """Whether two cases of one number are surely two people: each town counts from 1."""
    if here.sex and in_file.sex and here.sex is not in_file.sex:
        return True
    if here.age is not None and in_file.age is not None and abs(here.age - in_file.age) > _SAME_AGE:
        return True
    visits = [
        when.iso
        for when in (here.first_visit_date, in_file.first_visit_date)
        if when is not None and when.iso is not None and len(when.iso) == _WHOLE_DAY
    ]
    return len(set(visits)) > 1
