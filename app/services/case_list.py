"""The list of cases (design 02): search and filters in one query, whatever the number of cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

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
from app.models.search_index import Match, case_holds, matches, words
from app.services.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list is narrowed to; an empty field doesn't narrow.

    ``conference_from`` is the ISO day (or year, or month) of the earliest conference wanted.
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
    """What occurs among the cases, for the filter buttons; sorted."""

    staff: tuple[str, ...]
    districts: tuple[str, ...]
    total: int


def list_cases(
    store: Store, *, search: str = "", filters: CaseFilter | None = None, binned: bool = False
) -> list[CaseRow]:
    """Cases (in the bin: ``binned``) that hold every word of ``search``, newest number first.

    Words match in any script and width, medicines by generic, brand and class too.
    """
    wanted = words(search)
    if search.strip() and not wanted:
        return []
    statement = _statement(filters or CaseFilter(), binned=binned)
    for word in wanted:
        statement = statement.where(case_holds(cases.c.uuid, word))
    with store.read() as connection:
        reasons = matches(connection, wanted)
        if wanted and not reasons:
            return []
        rows = connection.execute(statement).all()
    codes = filters.feature_codes if filters else frozenset()
    zone = store.clock.now().tzinfo
    return [
        _row(row, reasons.get(row.uuid, _NO_MATCH), zone)
        for row in rows
        if not codes or codes.intersection(row.feature_codes)
    ]


_COLUMNS = (
    "uuid", "case_no", "pseudonym", "practice", "status", "session_type", "age", "sex",
    "care_level", "newly_certified", "feature_codes", "household_type", "main_disease", "staff",
    "district", "conference_date_iso", "improving", "updated_at",
)  # fmt: skip


def _statement(filters: CaseFilter, *, binned: bool) -> Select[Any]:
    held = (
        select(agenda_items.c.case_uuid, func.max(conferences.c.number).label("number"))
        .join(conferences, agenda_items.c.conference_uuid == conferences.c.uuid)
        .where(conferences.c.deleted_at.is_(None))
        .group_by(agenda_items.c.case_uuid)
        .subquery()
    )
    ahead = (
        select(follow_ups.c.case_uuid, func.min(follow_ups.c.months).label("months"))
        .where(follow_ups.c.outcome_code.is_(None))
        .group_by(follow_ups.c.case_uuid)
        .subquery()
    )
    statement = (
        select(
            *(cases.c[name] for name in _COLUMNS),
            held.c.number.label("conference_number"),
            ahead.c.months.label("follow_up_month"),
        )
        .outerjoin(held, held.c.case_uuid == cases.c.uuid)
        .outerjoin(ahead, ahead.c.case_uuid == cases.c.uuid)
        .where(cases.c.deleted_at.is_not(None) if binned else cases.c.deleted_at.is_(None))
        .order_by(cases.c.case_no.desc(), cases.c.uuid.desc())
    )
    return statement.where(and_(True, *_conditions(filters)))


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
    return found


_STATUS = {status.value: status for status in CaseStatus}
_SESSION = {kind.value: kind for kind in SessionType}
_SEX = {sex.value: sex for sex in Sex}
_NO_MATCH = Match("", "")


def _row(row: Any, match: Match, zone: tzinfo | None) -> CaseRow:
    """A row in the order of ``_COLUMNS``; by place, because a list may have 10,000 of them."""
    cells: list[Any] = [*row, match.field, match.text]
    cells[4] = _STATUS[row[4]]
    cells[5] = _SESSION.get(row[5])
    cells[7] = _SEX.get(row[7])
    cells[10] = tuple(row[10])
    cells[15] = row[15] or ""
    cells[17] = datetime.fromisoformat(row[17]).astimezone(zone).isoformat()
    return CaseRow(*cells)


def filter_choices(store: Store) -> FilterChoices:
    """Presenters and districts that occur, and the number of cases outside the bin."""
    here = cases.c.deleted_at.is_(None)
    with store.read() as connection:
        return FilterChoices(
            _distinct(connection, "staff"),
            _distinct(connection, "district"),
            connection.execute(select(func.count()).select_from(cases).where(here)).scalar_one(),
        )


def _distinct(connection: Connection, name: str) -> tuple[str, ...]:
    column = cases.c[name]
    statement = select(column).distinct().where(cases.c.deleted_at.is_(None), column != "")
    return tuple(connection.execute(statement.order_by(column)).scalars())
