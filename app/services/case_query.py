"""Which cases, in which order: the SQL behind the list. Only keys and figures come out of it.

The texts of a row are read for the rows on screen (``case_list.case_rows``): the whole list of
10,000 cases is then a matter of milliseconds, whatever the person types, ticks or sorts by.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Text,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from app.care.case import CaseStatus
from app.care.scales import care_level_rank, care_levels, household_types
from app.models.afterwards import follow_ups
from app.models.case import case_gaps, cases
from app.models.conference import agenda_items, conferences
from app.models.search import RANKS, search_cases, search_texts
from app.models.search_index import hits

Order = Sequence[tuple[str, bool]]
"""Keys of ``SORT_KEYS`` with whether each descends, first and second."""
SORT_KEYS: Final = (
    "no", "pseudonym", "age", "sex", "level", "features", "household", "disease", "match",
    "staff", "conference", "status", "improving",
)  # fmt: skip
NEWEST_FIRST: Final[Order] = (("no", True),)
NEEDS: Final = ("nothing", "sheet", "consent", "judgement", "points")
"""What a case may still lack before its meeting; ``nothing``: it is ready (``care.readiness``)."""


def wanted_cases(
    words: Sequence[str], conditions: Sequence[ColumnElement[bool]], order: Order, *, binned: bool
) -> Select[Any]:
    """The cases wanted, in order: key, number in the search, age."""
    found = hits(words).subquery() if words else None
    statement: Select[Any] = select(cases.c.uuid, search_cases.c.number, cases.c.age).outerjoin(
        search_cases, search_cases.c.case_uuid == cases.c.uuid
    )
    if found is not None:
        statement = statement.join(found, found.c.case_uuid == cases.c.uuid)
    here = cases.c.deleted_at.is_not(None) if binned else cases.c.deleted_at.is_(None)
    statement = statement.where(and_(here, *conditions))
    for key, descending in order:
        statement = _ordered(statement, key, found, descending=descending)
    if "no" not in dict(order):  # said twice, the index could not give the order
        statement = statement.order_by(cases.c.case_no.desc())
    return statement.order_by(cases.c.uuid.desc())


def _ordered(
    statement: Select[Any], key: str, found: Subquery | None, *, descending: bool
) -> Select[Any]:
    """Sorted by ``key``; what is empty stands at the end in both directions."""
    if key == "match":
        if found is None:
            return statement
        statement = statement.outerjoin(
            search_texts, search_texts.c.id == found.c.number * RANKS + found.c.rank
        )
        value: ColumnElement[Any] = search_texts.c.shown
    elif key == "conference":
        held = last_conferences()
        statement = statement.outerjoin(held, held.c.case_uuid == cases.c.uuid)
        value = held.c.number
    elif key == "status":
        ahead = next_checks()
        statement = statement.outerjoin(ahead, ahead.c.case_uuid == cases.c.uuid)
        value = _place(cases.c.status, list(CaseStatus)) * 100 + func.coalesce(ahead.c.months, 0)
    else:
        value = _value(key)
    # SQLite counts nothing as the least, so it ends a falling order by itself, index and all.
    return statement.order_by(value.desc() if descending else value.asc().nulls_last())


def _value(key: str) -> ColumnElement[Any]:
    plain = {
        "no": cases.c.case_no,
        "age": cases.c.age,
        "sex": cases.c.sex,
        "improving": cases.c.improving,
        "pseudonym": func.nullif(cases.c.pseudonym, ""),
        "disease": func.nullif(cases.c.main_disease, ""),
        "staff": func.nullif(cases.c.staff, ""),
        "features": func.nullif(_features(), ""),
    }
    if key == "level":
        return case({code: care_level_rank(code) for code in care_levels()}, value=_level())
    if key == "household":
        return _place(cases.c.household_type, household_types())
    return plain[key]


def _level() -> ColumnElement[Any]:
    return cases.c.care_level


def _features() -> ColumnElement[str]:
    """``1,2,5`` of the stored ``[1,2,5]``."""
    return func.rtrim(func.ltrim(type_coerce(cases.c.feature_codes, Text), "["), "]")


def _place(column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[Any]:
    return case({value: place for place, value in enumerate(values)}, value=column)


def has_feature(codes: Sequence[int]) -> ColumnElement[bool]:
    """The case has one of these features."""
    listed = literal(",").concat(_features()).concat(",")
    return or_(*(listed.contains(f",{code},") for code in codes))


def lacks(need: str) -> ColumnElement[bool]:
    """The case still lacks ``need`` of ``NEEDS``, as its last save wrote down."""
    gaps = select(case_gaps.c.case_uuid)
    if need == "nothing":
        return cases.c.uuid.not_in(gaps)
    return cases.c.uuid.in_(gaps.where(case_gaps.c.gap == need))


def last_conferences() -> Subquery:
    """The number of the latest meeting of each case."""
    return (
        select(agenda_items.c.case_uuid, func.max(conferences.c.number).label("number"))
        .join(conferences, agenda_items.c.conference_uuid == conferences.c.uuid)
        .where(conferences.c.deleted_at.is_(None))
        .group_by(agenda_items.c.case_uuid)
        .subquery()
    )


def next_checks() -> Subquery:
    """The months of the next follow-up without a result."""
    return (
        select(follow_ups.c.case_uuid, func.min(follow_ups.c.months).label("months"))
        .where(follow_ups.c.outcome_code.is_(None))
        .group_by(follow_ups.c.case_uuid)
        .subquery()
    )
