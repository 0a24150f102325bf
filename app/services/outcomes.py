"""Verbs on outcomes: count the indicators, take in yearly figures, write the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from app.care.case import Case, FollowUp
from app.care.followup import months_after
from app.care.text import search_key
from app.clock import today
from app.errors import InputRefused
from app.exchange.yearly_figures import read_figures
from app.i18n import tr
from app.models import outcomes as stored
from app.models.shapes import CASE
from app.outcomes.cohort import Cohort, Entrant, cohorts
from app.outcomes.evaluation import NEW, Evaluation, evaluate
from app.outcomes.growth import YearFigure
from app.outcomes.published import counted_cohort, publish
from app.outcomes.states import due, reached
from app.reports.writer import write_atomic
from app.services.cases import put_case
from app.services.changes import ChangeSet
from app.services.store import Store
from app.services.work import Work

YEAR: Final = 12
"""Months after the start at which people are counted."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A person whose time has come and of whom nothing is recorded 12 months after the start.

    ``off_date``: something is recorded, but too far from the day to count.
    """

    case_uuid: str
    case_no: int | None
    pseudonym: str
    level: str
    year: int
    target: date
    off_date: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page of the office shows: all counts, who is missing in them, which districts."""

    evaluation: Evaluation
    missing: tuple[Missing, ...]
    districts: tuple[str, ...]


def evaluation(store: Store) -> Evaluation:
    """All indicators as known today. Reads only; about a second for 10,000 cases."""
    return overview(store).evaluation


def overview(store: Store, district: str = "") -> Overview:
    """All indicators as known today, of one district where it is named, and who is missing.

    Costs and population are those of the whole municipality. Reads only.
    """
    day = today(store.clock)
    with store.read() as connection:
        people = stored.entrants(connection, practice=store.practice)
        spellings = _spellings(people, district) if district else None
        rated, rated_cases = stored.ratings(
            connection, practice=store.practice, districts=spellings
        )
        figures = stored.figures(connection)
        process = stored.process_years(connection, practice=store.practice)
        names = stored.names(connection, practice=store.practice)
    found = evaluate(
        people,
        day,
        figures=figures,
        rated=rated,
        rated_cases=rated_cases,
        process=process,
        district=district,
    )
    everybody, new = (each.of_district(district) for each in cohorts(people))
    cohort = new if counted_cohort(found) == NEW else everybody
    return Overview(found, tuple(_missing(cohort, names, day)), _districts(people))


def _spellings(people: Iterable[Entrant], district: str) -> set[str]:
    key = search_key(district)
    return {each.district for each in people if search_key(each.district) == key}


def _districts(people: Iterable[Entrant]) -> tuple[str, ...]:
    """Each district once, in the spelling met first."""
    names: dict[str, str] = {}
    for each in people:
        if key := search_key(each.district):
            names.setdefault(key, each.district)
    return tuple(names[key] for key in sorted(names))


def _missing(
    cohort: Cohort, names: Mapping[str, tuple[int | None, str]], day: date
) -> Iterator[Missing]:
    for member in cohort.members:
        here = reached(member, YEAR)
        if here.recorded or not due(member, YEAR, day):
            continue
        case_no, pseudonym = names[member.entrant.uuid]
        yield Missing(
            member.entrant.uuid,
            case_no,
            pseudonym,
            member.level,
            member.year,
            months_after(member.start, YEAR),
            here.off_date,
        )


def record_outcome(
    store: Store,
    person: Missing,
    *,
    outcome_code: str,
    care_level: str | None = None,
    reassessed: bool | None = None,
    source: object | None = None,
) -> tuple[ChangeSet, FollowUp | None]:
    """Keep what became of ``person`` 12 months after the start; also what stood there, for undo.

    What else the follow-up says, the ratings and the other follow-ups stay.
    """
    with store.write() as work:
        (case,) = CASE.read(work.connection, [person.case_uuid])
        old = next((each for each in case.follow_ups if each.months == YEAR), None)
        found = replace(
            old or FollowUp(months=YEAR),
            target_date=person.target.isoformat(),
            outcome_code=outcome_code,
            care_level=care_level,
            reassessed=reassessed,
            recorded_on=today(store.clock).isoformat(),
        )
        _put(work, case, found)
    return work.changes(source), old


def put_back_outcome(
    store: Store, case_uuid: str, old: FollowUp | None, *, source: object | None = None
) -> ChangeSet:
    """Undo ``record_outcome``: ``old`` stands there again, or nothing."""
    with store.write() as work:
        (case,) = CASE.read(work.connection, [case_uuid])
        _put(work, case, old)
    return work.changes(source)


def _put(work: Work, case: Case, found: FollowUp | None) -> None:
    kept = [each for each in case.follow_ups if each.months != YEAR]
    follow_ups = [*kept, *([found] if found is not None else [])]
    ordered = tuple(sorted(follow_ups, key=lambda each: each.months))
    put_case(work, replace(case, follow_ups=ordered))


def import_figures(store: Store, path: Path, *, source: object | None = None) -> ChangeSet:
    """Take in the yearly figures of a CSV; a year that is there already is replaced.

    All or nothing: ``InputRefused`` names the row that can't be read.
    """
    given = read_figures(path)
    with store.write() as work:
        known = {(each.fiscal_year, each.figure): each for each in stored.figures(work.connection)}
        for each in given:
            old = known.get((each.fiscal_year, each.figure))
            value = _over(old, each) if old else each
            work.put("yearly_figure", stored.FIGURE, value, action="imported")
    return work.changes(source)


def write_workbook(found: Evaluation, out: Path, *, internal: bool, lang: str) -> None:
    """Write the indicators to ``out`` in one piece; small counts are hidden unless ``internal``."""
    from app.exchange.outcomes_workbook import write_outcomes

    if out.suffix.lower() != ".xlsx":
        raise InputRefused(
            tr("評価の指標はExcelのファイルです。"),
            tr("何も書き出していません。"),
            tr("ファイル名の最後を .xlsx にしてください。"),
        )
    published = publish(found, internal=internal, lang=lang, fine=True)
    write_atomic(out, write_outcomes(found, published, internal=internal, lang=lang))


def _over(old: YearFigure, new: YearFigure) -> YearFigure:
    """``new`` in the place of ``old``, whose note stays."""
    return replace(new, uuid=old.uuid, row_version=old.row_version, note=old.note)
