"""Which words of a case can be found, and the search itself (design 02).

Rows are ranked: the lower the rank, the rather a list shows that row as the reason for the
match. Medicines come first, because 一致した薬 is the column people look at. The private identity
is not in here and can't be: this module only ever gets a ``Case``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    Connection,
    Select,
    String,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    union_all,
)

from app.care.case import Case
from app.care.medical_risk.drugs import DrugClass, drug_classes, drug_search_terms
from app.models import fts
from app.models.search import search_cases, search_texts, text_id

Entry = tuple[int, str, str]  # rank, field, shown

_FIRST_FIELD: Final = 1000
# New fields at the end: the ranks are stored.
_FIELDS: Final = (
    "case_no", "pseudonym", "conditions", "staff", "care_level", "district", "housing",
    "household", "life_issues", "desired_life", "cm_assessment", "feature_note",
    "application_trigger", "strengths", "support_question", "presenter_note", "formal_services",
    "informal_supports", "monitoring", "agenda_points", "community_issues", "judgements",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """Why a case was found: the field and the text that holds the word."""

    field: str
    text: str


def sync(connection: Connection, case: Case) -> None:
    """Bring the index up to what ``case`` says, touching only what differs."""
    number = _number(connection, case.uuid)
    wanted = {text_id(number, rank): (rank, field, shown) for rank, field, shown in entries(case)}
    rows = connection.execute(
        select(search_texts).where(search_texts.c.case_uuid == case.uuid)
    ).all()
    present = {row.id: (row.rank, row.field, row.shown) for row in rows}
    gone = [row_id for row_id, entry in present.items() if wanted.get(row_id) != entry]
    _remove(connection, gone)
    fresh = [row_id for row_id, entry in wanted.items() if present.get(row_id) != entry]
    if fresh:
        _add(connection, case.uuid, {row_id: wanted[row_id] for row_id in fresh})


def forget(connection: Connection, case_uuid: str) -> None:
    """Take a case out of the search for good; nothing of its words stays behind."""
    mine = select(search_texts.c.id).where(search_texts.c.case_uuid == case_uuid)
    _remove(connection, list(connection.execute(mine).scalars()))
    connection.execute(delete(search_cases).where(search_cases.c.case_uuid == case_uuid))
    fts.forget_removed(connection)


def _number(connection: Connection, case_uuid: str) -> int:
    """The number of a case in the search; a new one gets the next."""
    mine = select(search_cases.c.number).where(search_cases.c.case_uuid == case_uuid)
    known = connection.execute(mine).scalar()
    if known is not None:
        return int(known)
    number = (connection.execute(select(func.max(search_cases.c.number))).scalar() or 0) + 1
    connection.execute(insert(search_cases), {"number": number, "case_uuid": case_uuid})
    return number


def _remove(connection: Connection, gone: Sequence[int]) -> None:
    if gone:
        fts.remove(connection, gone)
        connection.execute(delete(search_texts).where(search_texts.c.id.in_(gone)))


def _add(connection: Connection, case_uuid: str, fresh: Mapping[int, Entry]) -> None:
    rows = [
        {"id": row_id, "case_uuid": case_uuid, "rank": rank, "field": field, "shown": shown}
        for row_id, (rank, field, shown) in fresh.items()
    ]
    connection.execute(insert(search_texts), rows)
    fts.add(connection, ((row_id, shown) for row_id, (_, _, shown) in fresh.items()))


def entries(case: Case) -> Iterator[Entry]:
    """Every searchable text of ``case``; the line of a medicine brings its other names along."""
    for rank, medication in enumerate(case.medications[:_FIRST_FIELD]):
        names = drug_search_terms(medication)
        if names:
            yield (rank, "medications", fts.BETWEEN.join(names))
    grouped: dict[str, list[str]] = {}
    for field, text in _texts(case):
        if text:
            grouped.setdefault(field, []).append(text)
    for field, parts in grouped.items():
        yield (field_rank(field), field, fts.BETWEEN.join(parts))


def field_rank(field: str) -> int:
    """The rank of a field's texts; that of a medicine is its place among the medicines."""
    return _FIRST_FIELD + _FIELDS.index(field)


def field_at(rank: int) -> str:
    """The field a rank belongs to."""
    return _FIELDS[rank - _FIRST_FIELD] if rank >= _FIRST_FIELD else "medications"


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


def expression(word: str) -> str:
    """What the index is asked for a folded word: the word, or a class of medicines called so.

    The index knows a class by its names only. What people call it is looked up as they type, so
    that a dictionary that learns a word finds the medicines stored before.
    """
    return fts.expression(word, [known.name.en for known, _ in _classes_called(word)])


def _classes_called(word: str) -> list[tuple[DrugClass, str]]:
    if len(word) < 2:  # a letter is in almost every name
        return []
    found = ((known, _first_with(word, known.called)) for known in drug_classes())
    return [(known, called) for known, called in found if called]


def _first_with(word: str, names: Sequence[str]) -> str:
    return next((name for name in names if word in fts.key(name)), "")


def hits(wanted: Sequence[str]) -> Select[tuple[str, int, int]]:
    """``case_uuid`` of the cases that hold every word, with the lowest ``rank`` of any of them."""
    each = union_all(*(fts.holding(expression(word)) for word in wanted)).subquery()
    all_of_them = (
        select(each.c.number, func.min(each.c.rank).label("rank"))
        .group_by(each.c.number)
        .having(func.count() == len(wanted))
        .subquery()
    )
    return select(search_cases.c.case_uuid, all_of_them.c.rank, all_of_them.c.number).join(
        all_of_them, all_of_them.c.number == search_cases.c.number
    )


Places = Mapping[int, int]
"""The cases that hold a word by their numbers, each with the lowest rank it stands at."""


def places(connection: Connection, word: str) -> Places:
    """Where ``word`` stands: one look at the index, no text is read."""
    return fts.places(connection, expression(word))


def among(name: str) -> Select[tuple[str]]:
    """The keys in the JSON list bound to ``name``: one statement for any number of them."""
    listed = func.json_each(bindparam(name)).table_valued(column("value", String))
    return select(listed.c.value)


_NUMBERS: Final = select(search_cases.c.case_uuid, search_cases.c.number).where(
    search_cases.c.case_uuid.in_(among("uuids"))
)
_TEXTS: Final = select(search_texts.c.id, search_texts.c.field, search_texts.c.shown).where(
    search_texts.c.id.in_(among("ids"))
)


def matches(
    connection: Connection, wanted: Sequence[str], found: Sequence[Places], uuids: Sequence[str]
) -> dict[str, Match]:
    """For each of the cases the best reason why it holds any of the words ``wanted``.

    ``found`` are the places of each word.
    """
    numbers = connection.execute(_NUMBERS, {"uuids": json.dumps(uuids)}).all()
    best: dict[int, tuple[str, str]] = {}
    for uuid, number in numbers:
        ranks = [(each[number], place) for place, each in enumerate(found) if number in each]
        if ranks:
            rank, place = min(ranks)
            best[text_id(number, rank)] = (uuid, wanted[place])
    texts = connection.execute(_TEXTS, {"ids": json.dumps(list(best))}).all()
    return {
        best[row_id][0]: Match(field, _reason(field, shown, best[row_id][1]))
        for row_id, field, shown in texts
    }


def _reason(field: str, shown: str, word: str) -> str:
    """The part that holds the word; a medicine's other name comes in brackets after its line."""
    first, *others = shown.split(fts.BETWEEN)
    if word in fts.key(first):
        return first
    other = _first_with(word, others)
    if field != "medications":
        return other or first
    other = other or next(
        (called for known, called in _classes_called(word) if known.name.en in others), ""
    )
    return f"{first}（{other}）" if other else first
