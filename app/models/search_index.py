"""Which words of a case can be found, and the search itself (design 02).

Rows are ranked: the lower the rank, the rather a list shows that row as the reason for the
match. Medicines come first, because 一致した薬 is the column people look at. The private identity
is not in here and can't be: this module only ever gets a ``Case``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from app.care.case import Case, Medication
from app.care.text import search_key
from app.models import fts
from app.models.search import search_texts

Entry = tuple[int, str, str, str]  # rank, field, shown, text_key


@dataclass(frozen=True, slots=True)
class Match:
    """Why a case was found: the field and the text that holds the word."""

    field: str
    text: str


def sync(connection: Connection, case: Case) -> None:
    """Bring the index up to what ``case`` says, touching only what differs."""
    wanted = {entry for entry in entries(case) if entry[3]}
    rows = connection.execute(
        select(search_texts).where(search_texts.c.case_uuid == case.uuid)
    ).all()
    present = {(row.rank, row.field, row.shown, row.text_key): row.id for row in rows}
    gone = [row_id for entry, row_id in present.items() if entry not in wanted]
    if gone:
        fts.remove(connection, gone)
        connection.execute(delete(search_texts).where(search_texts.c.id.in_(gone)))
    fresh = sorted(wanted - present.keys())
    if fresh:
        _add(connection, case.uuid, fresh)


def _add(connection: Connection, case_uuid: str, fresh: Sequence[Entry]) -> None:
    last = connection.execute(select(func.max(search_texts.c.id))).scalar() or 0
    rows = [
        {
            "id": last + offset,
            "case_uuid": case_uuid,
            "rank": rank,
            "field": field,
            "shown": shown,
            "text_key": key,
        }
        for offset, (rank, field, shown, key) in enumerate(fresh, start=1)
    ]
    connection.execute(insert(search_texts), rows)
    fts.add(connection, ((last + offset, entry[3]) for offset, entry in enumerate(fresh, start=1)))


def entries(case: Case) -> Iterator[Entry]:
    """Every searchable text of ``case``."""
    for place, medication in enumerate(case.medications):
        for step, (shown, word) in enumerate(_medicine_words(medication)):
            yield (place * 10 + min(step, 9), "medication", shown, search_key(word))
    texts = ((field, text) for field, text in _texts(case) if text)
    for rank, (field, text) in enumerate(texts, start=1000):
        yield (rank, field, text, search_key(text))


def _medicine_words(medication: Medication) -> Iterator[tuple[str, str]]:
    """What is shown and what is searched: the line itself, then other names of the medicine."""
    name = medication.sheet_text or medication.generic or medication.brand
    yield name, name
    seen = search_key(name)
    for word in (medication.generic, medication.brand):
        key = search_key(word)
        if key and key not in seen:
            seen += f"\n{key}"
            yield f"{name}（{word}）", word


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    yield "case_no", "" if case.case_no is None else str(case.case_no)
    yield "pseudonym", case.pseudonym
    yield from (("conditions", f"{line.name} {line.note}".strip()) for line in case.conditions)
    yield "staff", case.staff
    yield "care_level", case.care_level or ""
    yield "district", case.district
    yield "housing", case.housing
    yield "household", f"{case.household.type} {case.household.family_note}".strip()
    yield "life_issues", case.life_issues
    yield "desired_life", case.desired_life
    yield "cm_assessment", case.cm_assessment
    yield "feature_note", case.feature_note
    yield "application_trigger", case.application_trigger
    yield "strengths", case.strengths
    yield "support_question", case.support_question
    yield "presenter_note", case.presenter_note
    yield from (("formal_services", line.text) for line in case.formal_services)
    yield from (
        ("informal_supports", f"{line.who} {line.text}".strip()) for line in case.informal_supports
    )
    yield from (("monitoring", line.conference_time_status) for line in case.monitoring)
    yield from (("agenda_points", line.text) for line in case.agenda_points)
    yield from (("community_issues", line.text) for line in case.community_issues)
    for line in case.judgements:
        yield "judgements", line.personal_factor
        yield "judgements", line.environment_factor


def queries(text: str) -> list[str]:
    """The index queries for the words of ``text``; a case must match each of them."""
    found = (fts.query(search_key(word)) for word in text.split())
    return [query for query in found if query is not None]


def case_matches(column: ColumnElement[str], query: str) -> ColumnElement[bool]:
    """A condition that the case named in ``column`` has a text matching ``query``."""
    return column.in_(select(search_texts.c.case_uuid).where(fts.matching(query)))


def matches(connection: Connection, wanted: Sequence[str]) -> dict[str, Match]:
    """For each case the best reason why it matches any of the queries ``wanted``."""
    best: dict[str, tuple[int, Match]] = {}
    columns = (search_texts.c[name] for name in ("case_uuid", "rank", "field", "shown"))
    statement = select(*columns)
    for query in wanted:
        found = connection.execute(statement.where(fts.matching(query)))
        for case_uuid, rank, field, shown in found:
            if case_uuid not in best or rank < best[case_uuid][0]:
                best[case_uuid] = (rank, Match(field, shown))
    return {case_uuid: match for case_uuid, (_, match) in best.items()}
