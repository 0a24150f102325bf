"""Whatever people type, the running papers show all of it, once, legibly, inside the margins.

A few documents of each kind run with the suite; ``KURASHI_FUZZ_DOCUMENTS=300`` draws so many.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pytest

from app.conference.meeting import STAGES
from app.conference.minutes import CASE_SECTIONS, Line
from app.conference.minutes_view import CaseMinutes, MinutesRow, MinutesView
from app.reports.agenda import AgendaCase, AgendaView, agenda_pages, points_pages
from app.reports.attendance_sheet import AttendanceView, Seat, attendance_sheet
from app.reports.case_summary import SummaryView, case_summary, line_text
from app.reports.collection_list import CopySet, collection_list
from app.reports.document import Document, make_document
from app.reports.job import A4, PrintJob
from app.reports.minutes import minutes
from app.reports.packet import packet
from app.reports.resource_list import ResourceView, resource_list
from app.reports.text import is_written
from tests.reports.accounting import (
    CAPTION,
    Printed,
    account,
    judgement_texts,
    numbered,
    printed,
    sheet_texts,
    twice,
)
from tests.reports.fuzzed import Fuzz
from tests.reports.pdf_reading import misplaced, runs, squeezed, texts

SEEDS = range(int(os.environ.get("KURASHI_FUZZ_DOCUMENTS", "3")))


def is_whole(typed: Iterable[Printed], made: Document) -> None:
    typed = list(typed)
    drawn = runs(made.pdf)
    assert Counter("".join(run.text for run in drawn)) == Counter(
        squeezed("".join(texts(made.pdf)))
    )
    wrong, left = account(drawn, typed)
    assert not wrong
    assert not twice(left, typed)
    assert min(run.size for run in left) >= CAPTION
    assert not misplaced(made.pdf, A4)


def language(seed: int) -> str:
    return ("ja", "ja", "en")[seed % 3]


def planned(fuzz: Fuzz, lang: str) -> AgendaView:
    """A meeting of one to three cases."""
    cases = tuple(
        AgendaCase(
            fuzz.head(lang), dict.fromkeys(STAGES, 5), tuple(fuzz.body() for _ in fuzz.many(4))
        )
        for _ in range(fuzz.random.randint(1, 3))
    )
    return AgendaView(cases, 4, 6, start=840)


def agenda_says(view: AgendaView) -> Iterator[Printed]:
    for case in view.cases:
        head = case.head
        yield printed("name", f"{head.order}{head.pseudonym}{head.case_no}")
        yield printed("staff", head.staff)
        yield printed("name", head.pseudonym)
        yield from numbered(case.points)


@pytest.mark.parametrize("seed", SEEDS)
def test_agenda_and_points(job: PrintJob, seed: int):
    view = planned(Fuzz(seed), language(seed))
    own = replace(job, language=language(seed))
    made = make_document([*agenda_pages(view, own), *points_pages(view, own)], own, "x")
    is_whole(agenda_says(view), made)


@pytest.mark.parametrize("seed", SEEDS)
def test_packets(job: PrintJob, seed: int):
    fuzz, lang = Fuzz(seed), language(seed)
    plan, sheet, judged = planned(fuzz, lang), fuzz.sheet(lang), fuzz.judgement(lang)
    made = packet(plan, [sheet], [judged], replace(job, language=lang), "A4")
    is_whole([*agenda_says(plan), *sheet_texts(sheet), *judgement_texts(judged)], made)


def decided(fuzz: Fuzz) -> tuple[Line, ...]:
    """Lines of the minutes; owner and date as often as not."""
    lines = (Line(fuzz.body(), fuzz.line(), fuzz.words(4)) for _ in fuzz.many(3))
    return tuple(line for line in lines if is_written(line.text))


@pytest.mark.parametrize("seed", SEEDS)
def test_summaries(job: PrintJob, seed: int):
    fuzz, lang = Fuzz(seed), language(seed)
    parts = tuple((section, decided(fuzz)) for section in CASE_SECTIONS[:5])
    view = SummaryView(fuzz.head(lang), parts)
    lines = [line for _, part in parts for line in part]
    typed = [printed("line", line_text(line, lang)) for line in lines]
    made = case_summary([view], replace(job, language=lang))
    is_whole([printed("name", view.head.pseudonym), *typed], made)


def row(fuzz: Fuzz, label: str) -> MinutesRow:
    lines = decided(fuzz)
    if fuzz.random.random() < 0.4:
        lines = tuple(Line(line.text) for line in lines)
    return MinutesRow(label, lines, fuzz.random.choice(("", "4:50")))


def row_says(row: MinutesRow) -> Iterator[Printed]:
    plain = not any(line.owner or line.due for line in row.lines)
    mark = "・" if plain and len(row.lines) > 1 else ""
    for line in row.lines:
        yield printed("line", f"{mark}{line.text}")
        yield printed("owner", line.owner)
        yield printed("due", line.due)


@pytest.mark.parametrize("seed", SEEDS)
def test_minutes(job: PrintJob, seed: int):
    fuzz, lang = Fuzz(seed), language(seed)
    labels = ("① 課題", "② 目標", "最初の一歩", "見えた地域課題")
    cases = tuple(
        CaseMinutes(fuzz.head(lang), "20:00", tuple(row(fuzz, label) for label in labels))
        for _ in range(2)
    )
    view = MinutesView(
        lang, fuzz.line(), fuzz.line(), fuzz.line(), fuzz.line(), fuzz.body(), cases,
        tuple(row(fuzz, label) for label in ("学び", "守秘の確認")),
    )  # fmt: skip
    meeting = fuzz.line()
    made = minutes(
        view, replace(job, language=lang), meeting=meeting, papers="配付 2部",
        seals=("課長", "記録"), years=5,
    )  # fmt: skip
    facts = (view.when, view.venue, view.host, view.recorder, view.attendance)
    typed = [printed("fact", text) for text in facts]
    typed += [printed("name", text) for text in (meeting, *(c.head.pseudonym for c in cases))]
    rows = [each for case in cases for each in case.rows] + list(view.meeting)
    is_whole([*typed, *(text for each in rows for text in row_says(each))], made)


@pytest.mark.parametrize("seed", SEEDS)
def test_resources(job: PrintJob, seed: int):
    fuzz = Fuzz(seed)
    views = [
        ResourceView(fuzz.words(), district, fuzz.body(), fuzz.body(), fuzz.words())
        for district in (fuzz.line(), fuzz.line())
        for _ in fuzz.many(3)
    ] or [ResourceView("集いの場", "", "", "", "")]
    made = resource_list(views, replace(job, language=language(seed)))
    fields = [(view.name, view.where, view.what, view.how) for view in views]
    is_whole([printed("field", text) for each in fields for text in each], made)


@pytest.mark.parametrize("seed", SEEDS)
def test_attendance(job: PrintJob, seed: int):
    fuzz = Fuzz(seed)
    seats = tuple(Seat(fuzz.line(), fuzz.line()) for _ in fuzz.many(9))
    expected = fuzz.random.randint(0, 60)
    made = attendance_sheet(AttendanceView(seats, expected), replace(job, language=language(seed)))
    fields: Sequence[str] = [
        text for seat in seats for text in (seat.profession, seat.organisation)
    ]
    is_whole([printed("seat", text) for text in fields], made)
    last = max(expected, len(seats)) or 20
    assert f"{last + 5}" in squeezed(texts(made.pdf)[-1])


@pytest.mark.parametrize("seed", SEEDS)
def test_collection_lists(job: PrintJob, seed: int):
    fuzz = Fuzz(seed)
    sets = [
        CopySet(fuzz.line() or "事例シート", "6月15日", copies, frozenset(range(1, copies, 3)))
        for copies in (fuzz.random.randint(1, 60), 7)
    ]
    made = collection_list(sets, replace(job, language="ja"))
    names = [f"{one.name}{one.printed}{one.copies}部" for one in sets]
    is_whole([printed("name", text) for text in names], made)
