"""The list of cases (design 02): which ones, and the rows of those on screen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from app.care.case import CaseStatus, SessionType, Sex
from app.care.scales import (
    parse_care_level,
    parse_features,
    parse_household,
    parse_session_type,
    parse_sex,
)
from app.errors import UsageError
from app.i18n import tr
from app.models.afterwards import follow_ups
from app.models.case import cases
from app.models.conference import agenda_items, conferences
from app.models.search_index import Match, Places, among, field_at, matches, words
from app.services.case_gaps import check_unchecked
from app.services.case_listing import Labels, listed, raw_rows, word_places
from app.services.case_query import NEEDS, NEWEST_FIRST, Order, has_feature, lacks, wanted_cases
from app.services.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list is narrowed to; an empty field doesn't narrow.

    ``conference_from`` is the ISO day (or year, or month) of the earliest conference wanted;
    ``lacking`` names what a case still lacks (``case_query.NEEDS``), any of them.
    """

    care_levels: frozenset[str] = frozenset()
    feature_codes: frozenset[int] = frozenset()
    staff: frozenset[str] = frozenset()
    statuses: frozenset[CaseStatus] = frozenset()
    session_types: frozenset[SessionType] = frozenset()
    sexes: frozenset[Sex] = frozenset()
    households: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    conference_from: str = ""
    lacking: frozenset[str] = frozenset()

    @classmethod
    def from_texts(cls, texts: Mapping[str, Sequence[str]]) -> CaseFilter:
        """A filter from the spellings of people: ``{"care_levels": ["支援2"]}``."""
        return cls(
            care_levels=_each(texts, "care_levels", parse_care_level),
            feature_codes=frozenset(
                code for text in texts.get("feature_codes", ()) for code in parse_features(text)
            ),
            staff=frozenset(texts.get("staff", ())),
            statuses=_each(texts, "statuses", CaseStatus),
            session_types=_each(texts, "session_types", parse_session_type),
            sexes=_each(texts, "sexes", parse_sex),
            households=_each(texts, "households", lambda text: parse_household(text) or text),
            districts=frozenset(texts.get("districts", ())),
            conference_from="".join(texts.get("conference_from", ())[-1:]),
            lacking=_each(texts, "lacking", lambda text: text if text in NEEDS else None),
        )


def _each(texts: Mapping[str, Sequence[str]], name: str, parse: Any) -> frozenset[Any]:
    found = []
    for text in texts.get(name, ()):
        try:
            value = parse(text)
        except ValueError:
            value = None
        if value is None:
            raise UsageError(tr("条件の値を読み取れません：{value}", value=f"{name}={text}"))
        found.append(value)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the list. ``updated_at`` is local ISO time.

    ``match_field`` and ``match_text`` say why a search found it: the field and the whole text
    that holds the word (for a medicine found by another name, that name in brackets).
    ``follow_up_month`` is the next follow-up without a result.
    """

    uuid: str
    case_no: int | None
    pseudonym: str
    practice: bool
    status: CaseStatus
    session_type: SessionType | None
    age: int | None
    sex: Sex | None
    care_level: str | None
    newly_certified: bool | None
    feature_codes: tuple[int, ...]
    household_type: str
    main_disease: str
    staff: str
    district: str
    conference_date: str
    improving: int | None
    updated_at: str
    conference_number: int | None
    follow_up_month: int | None
    match_field: str = ""
    match_text: str = ""


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What occurs among the cases, for the filter buttons; sorted. ``binned`` are in the bin."""

    staff: tuple[str, ...]
    districts: tuple[str, ...]
    total: int
    binned: int


@dataclass(frozen=True, slots=True)
class CaseHits:
    """Which cases a list holds, in order. ``fields``: where the search found them, best first.

    ``labels`` are number and pseudonym of each, for finding one by its first letters.
    """

    uuids: tuple[str, ...]
    labels: Sequence[tuple[str, str]]
    fields: tuple[str, ...]
    average_age: float | None


def find_cases(
    store: Store,
    *,
    search: str = "",
    filters: CaseFilter | None = None,
    order: Order = NEWEST_FIRST,
    binned: bool = False,
) -> CaseHits:
    """The keys of the cases (in the bin: ``binned``) that hold every word of ``search``.

    Words match in any script and width, medicines by generic, brand and class too.
    """
    wanted = words(search)
    if search.strip() and not wanted:
        return CaseHits((), (), (), None)
    filters = filters or CaseFilter()
    if filters.lacking:
        check_unchecked(store)
    by_match = bool(wanted) and any(key == "match" for key, _ in order)

    def statement() -> Select[Any]:
        return wanted_cases(wanted if by_match else (), _conditions(filters), order, binned=binned)

    asked = (filters, tuple(map(tuple, order)), binned, search if by_match else "")
    with store.read() as connection:
        found = listed(store, connection, asked, statement)
        places = _holding_all(word_places(store, connection, wanted)) if wanted else {}
    if wanted:
        found = found.only(places)
    ages = [age for age in found.ages if age is not None]
    ranks = sorted(
        {places[number] for number in found.numbers if number is not None} if places else ()
    )
    return CaseHits(
        found.uuids,
        Labels(store, found.uuids),
        tuple(dict.fromkeys(map(field_at, ranks))),
        sum(ages) / len(ages) if ages else None,
    )


def _holding_all(each: list[Places]) -> Places:
    """The cases in all of the places, each with its best rank."""
    first, *others = each
    for places in others:
        first = {
            number: min(rank, places[number]) for number, rank in first.items() if number in places
        }
    return first


def case_rows(store: Store, uuids: Sequence[str], search: str = "") -> list[CaseRow]:
    """The rows of these cases in their order; one that is gone for good is left out."""
    wanted, zone = words(search), store.clock.now().tzinfo
    rows: dict[str, CaseRow] = {}
    with store.read() as connection:
        places = word_places(store, connection, wanted)
        for start in range(0, len(uuids), _CHUNK):
            chunk = list(uuids[start : start + _CHUNK])
            reasons = matches(connection, wanted, places, chunk) if wanted else {}
            for row in raw_rows(connection, _ROWS, {"uuids": json.dumps(chunk)}):
                rows[row[0]] = _row(row, reasons.get(row[0], _NO_MATCH), zone)
    return [rows[uuid] for uuid in uuids if uuid in rows]


def list_cases(
    store: Store, *, search: str = "", filters: CaseFilter | None = None, binned: bool = False
) -> list[CaseRow]:
    """All rows of ``find_cases``, newest number first."""
    found = find_cases(store, search=search, filters=filters, binned=binned)
    return case_rows(store, found.uuids, search)


_CHUNK = 500
_COLUMNS = (
    "uuid", "case_no", "pseudonym", "practice", "status", "session_type", "age", "sex",
    "care_level", "newly_certified", "feature_codes", "household_type", "main_disease", "staff",
    "district", "conference_date_iso", "improving", "updated_at",
)  # fmt: skip


def _statement() -> Select[Any]:
    held = (
        select(func.max(conferences.c.number))
        .select_from(agenda_items)
        .join(conferences, agenda_items.c.conference_uuid == conferences.c.uuid)
        .where(agenda_items.c.case_uuid == cases.c.uuid, conferences.c.deleted_at.is_(None))
        .correlate(cases)
        .scalar_subquery()
    )
    ahead = (
        select(func.min(follow_ups.c.months))
        .where(follow_ups.c.case_uuid == cases.c.uuid, follow_ups.c.outcome_code.is_(None))
        .correlate(cases)
        .scalar_subquery()
    )
    return select(
        *(cases.c[name] for name in _COLUMNS),
        held.label("conference_number"),
        ahead.label("follow_up_month"),
    ).where(cases.c.uuid.in_(among("uuids")))


_ROWS = _statement()


def _conditions(filters: CaseFilter) -> list[Any]:
    columns = {
        "care_level": filters.care_levels,
        "staff": filters.staff,
        "status": filters.statuses,
        "session_type": filters.session_types,
        "sex": filters.sexes,
        "household_type": filters.households,
        "district": filters.districts,
    }
    found: list[Any] = [
        cases.c[name].in_(sorted(values)) for name, values in columns.items() if values
    ]
    if filters.conference_from:
        found.append(cases.c.conference_date_iso >= filters.conference_from)
    if filters.feature_codes:
        found.append(has_feature(sorted(filters.feature_codes)))
    if filters.lacking:
        found.append(or_(*map(lacks, sorted(filters.lacking))))
    return found


_STATUS = {status.value: status for status in CaseStatus}
_SESSION = {kind.value: kind for kind in SessionType}
_SEX = {sex.value: sex for sex in Sex}
_NO_MATCH = Match("", "")


def _row(row: Any, match: Match, zone: tzinfo | None) -> CaseRow:
    """A raw row in the order of ``_COLUMNS``; by place, because a list may have 10,000 of them."""
    cells: list[Any] = [*row, match.field, match.text]
    cells[3] = bool(row[3])
    cells[4] = _STATUS[row[4]]
    cells[5] = _SESSION.get(row[5])
    cells[7] = _SEX.get(row[7])
    cells[9] = None if row[9] is None else bool(row[9])
    cells[10] = tuple(json.loads(row[10]))
    cells[15] = row[15] or ""
    cells[17] = datetime.fromisoformat(row[17]).astimezone(zone).isoformat()
    return CaseRow(*cells)


def filter_choices(store: Store) -> FilterChoices:
    """Presenters and districts that occur, and the number of cases outside the bin."""
    counted = select(func.count(), func.count(cases.c.deleted_at)).select_from(cases)
    with store.read() as connection:
        everything, binned = connection.execute(counted).one()
        return FilterChoices(
            _distinct(connection, "staff"),
            _distinct(connection, "district"),
            total=everything - binned,
            binned=binned,
        )


def _distinct(connection: Connection, name: str) -> tuple[str, ...]:
    column = cases.c[name]
    statement = select(column).distinct().where(cases.c.deleted_at.is_(None), column != "")
    return tuple(connection.execute(statement.order_by(column)).scalars())
