"""Which words of a case can be found, and the search itself (design 02).

Rows are ranked: the lower the rank, the rather a list shows that row as the reason for the
match. Medicines come first, because 一致した薬 is the column people look at. The private identity
is not in here and can't be: this module only ever gets a ``Case``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from app.care.case import Case
from app.care.medical_risk.drugs import drug_search_terms
from app.models import fts
from app.models.search import search_texts

Entry = tuple[int, str, str]  # rank, field, shown


@dataclass(frozen=True, slots=True)
class Match:
    """Why a case was found: the field and the text that holds the word."""

    field: str
    text: str


def sync(connection: Connection, case: Case) -> None:
    """Bring the index up to what ``case`` says, touching only what differs."""
    wanted = set(entries(case))
    rows = connection.execute(
        select(search_texts).where(search_texts.c.case_uuid == case.uuid)
    ).all()
    present = {(row.rank, row.field, row.shown): row.id for row in rows}
    gone = [row_id for entry, row_id in present.items() if entry not in wanted]
    if gone:
        fts.remove(connection, gone)
        connection.execute(delete(search_texts).where(search_texts.c.id.in_(gone)))
    fresh = sorted(wanted - present.keys())
    if fresh:
        _add(connection, case.uuid, fresh)


def _add(connection: Connection, case_uuid: str, fresh: Sequence[Entry]) -> None:
    last = connection.execute(select(func.max(search_texts.c.id))).scalar() or 0
    numbered = list(enumerate(fresh, start=last + 1))
    rows = [
        {"id": row_id, "case_uuid": case_uuid, "rank": rank, "field": field, "shown": shown}
        for row_id, (rank, field, shown) in numbered
    ]
    connection.execute(insert(search_texts), rows)
    fts.add(connection, ((row_id, shown) for row_id, (_, _, shown) in numbered))


def entries(case: Case) -> Iterator[Entry]:
    """Every searchable text of ``case``; the line of a medicine brings its other names along."""
    for rank, medication in enumerate(case.medications):
        names = drug_search_terms(medication)
        if names:
            yield (rank, "medications", fts.BETWEEN.join(names))
    grouped: dict[str, list[str]] = {}
    for field, text in _texts(case):
        if text:
            grouped.setdefault(field, []).append(text)
    for rank, (field, parts) in enumerate(grouped.items(), start=1000):
        yield (rank, field, fts.BETWEEN.join(parts))


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


def words(text: str) -> list[str]:
    """The folded words of ``text``; a case must hold each of them."""
    return [word for word in map(fts.key, text.split()) if word]


def case_holds(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """A condition that the case named in ``column`` holds ``word`` somewhere."""
    return column.in_(select(search_texts.c.case_uuid).where(fts.matching(word)))


def matches(connection: Connection, wanted: Sequence[str]) -> dict[str, Match]:
    """For each case the best reason why it holds any of the words ``wanted``."""
    best: dict[str, tuple[int, str, str, str]] = {}
    columns = (search_texts.c[name] for name in ("case_uuid", "rank", "field", "shown"))
    statement = select(*columns)
    for word in wanted:
        found = connection.execute(statement.where(fts.matching(word)))
        for case_uuid, rank, field, shown in found:
            if case_uuid not in best or rank < best[case_uuid][0]:
                best[case_uuid] = (rank, field, shown, word)
    return {
        case_uuid: Match(field, _reason(field, shown, word))
        for case_uuid, (_, field, shown, word) in best.items()
    }


def _reason(field: str, shown: str, word: str) -> str:
    """The part that holds the word; a medicine's other name comes in brackets after its line."""
    first, *others = shown.split(fts.BETWEEN)
    if not others or word in fts.key(first):
        return first
    other = next((part for part in others if word in fts.key(part)), "")
    if field == "medications":
        return f"{first}（{other}）" if other else first
    return other or first
