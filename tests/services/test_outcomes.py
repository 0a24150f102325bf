"""Indicators from a store: what is counted, what is left out."""

from __future__ import annotations

from dataclasses import replace

from app.care.case import AgendaPoint, CareDate, Case
from app.conference.meeting import (
    AgendaItem,
    Attendance,
    Conference,
    ConferenceStatus,
    Entry,
    EntryKind,
)
from app.outcomes.cohort import entrant_of
from app.outcomes.evaluation import ALL
from app.outcomes.shares import Share
from app.services.cases import bin_case, find_case, get_cases, save_case
from app.services.conferences import save_conference
from app.services.outcomes import evaluation
from app.services.store import Store


def test_columns_read_in_bulk_say_what_the_cases_say(samples: Store) -> None:
    from app.models.outcomes import entrants

    with samples.read() as connection:
        found = entrants(connection, practice=True)

    by_uuid = {each.uuid: each for each in found}
    for case in get_cases(samples):
        wanted = entrant_of(case)
        when = by_uuid[case.uuid].baseline
        assert when is not None
        assert when.iso == (wanted.baseline.iso if wanted.baseline else None)
        assert replace(by_uuid[case.uuid], baseline=wanted.baseline) == wanted


def test_cases_of_the_bin_leave_the_figures(practice: Store) -> None:
    assert evaluation(practice).group(ALL).year_after.variant("primary") == Share(2, 8)

    bin_case(practice, find_case(practice, 108).uuid)

    assert evaluation(practice).group(ALL).year_after.variant("primary") == Share(1, 7)


def test_an_empty_store_has_no_figures(store: Store) -> None:
    found = evaluation(store)

    assert (found.years(ALL), found.growth, found.process) == ((), (), ())
    assert found.target_year(ALL) is None
    assert found.predictions.total.compared == 0


def test_closed_meetings_are_counted_by_fiscal_year(store: Store) -> None:
    cases = [
        save_case(
            store,
            Case(
                case_no=number,
                first_visit_date=CareDate("", visited),
                agenda_points=(AgendaPoint(text=text),),
            ),
        ).case
        for number, visited, text in ((1, "2024-05-01", "外出"), (2, "2024-06", ""))
    ]
    held = Conference(
        date="2024-06-30",
        status=ConferenceStatus.CLOSED,
        agenda=tuple(AgendaItem(case_uuid=case.uuid) for case in cases),
        attendance=(Attendance(profession="nurse", count=3), Attendance(profession="x", count=2)),
        entries=(Entry(kind=EntryKind.COMMUNITY_ISSUE, text="足がない"),),
    )
    save_conference(store, held)
    save_conference(store, Conference(date="2024-07-30"))

    (year,) = evaluation(store).process

    assert (year.year, year.meetings, year.cases, year.people, year.raised) == (2024, 1, 2, 5, 1)
    assert dict(year.attendance) == {"nurse": 3, "x": 2}
    assert (year.prepared, year.days, year.dated) == (Share(1, 2), 60.0, 1)
