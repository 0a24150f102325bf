"""Whatever people type, the running papers show all of it, legibly, inside the margins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.care.disclosure import SheetHead
from app.conference.meeting import STAGES
from app.conference.minutes import CASE_SECTIONS, Line
from app.reports.agenda import AgendaCase, AgendaView, agenda_pages, agenda_texts, points_pages
from app.reports.attendance_sheet import SPARE, AttendanceView, Seat, attendance_sheet
from app.reports.case_summary import SummaryView, case_summary
from app.reports.document import Document, make_document
from app.reports.job import A4, PrintJob
from app.reports.resource_list import ResourceView, resource_list
from tests.reports.pdf_reading import squeezed, texts
from tests.reports.test_paper_fuzz import too_small_or_outside
from tests.reports.view_texts import as_printed

FEW = settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.generate),  # to make a failing paper small takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# Kana, kanji of JIS planes 1 and 2, rare and variant forms, marks, markup, emoji, bidi, controls.
_PIECES = [
    "腰が痛み", "、", "。", "「", "」", "っ", "ー", "々", "　", " ", "・", "①", "2回", "49.8kg",
    "𠮷", "𫝆", "髙﨑", "葛\U000e0100", "か\u3099", "Ⅱb", "℃", "ﾔﾏﾀﾞ", "<b>&\"'", "</para>",
    "<img src='/x'>", "{x}", "%s", "\\", "Hoehn・Yahr", "x" * 40, "😀", "👨\u200d👩\u200d👧",
    "\u202eabc", "\u200b", "\u00ad", "\x07", "\ue000", "é", "Ж", "\n",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)
LINE = WORDS.map(lambda text: text.replace("\n", ""))
HEADS = st.builds(
    SheetHead,
    language=st.sampled_from(("ja", "en")),
    order=st.integers(1, 12),
    case_no=st.just("No.101（仮名）"),
    pseudonym=LINE,
    age_sex=st.just("84歳 女"),
    care_level=st.just("要支援1（新規）"),
    staff=LINE,
    session_line=st.just("第27回 多職種合同カンファレンス（包括版）　令和8年6月18日（木）"),
)
LONG = st.one_of(WORDS, st.builds(lambda text, times: text * times, WORDS, st.integers(1, 8)))

CASES = st.builds(
    AgendaCase,
    head=HEADS,
    minutes=st.just(dict.fromkeys(STAGES, 5)),
    points=st.lists(LONG, max_size=4).map(tuple),
)
LINES = st.lists(st.builds(Line, LONG, LINE, LINE), max_size=3).map(tuple)
SUMMARIES = st.builds(
    SummaryView,
    head=HEADS,
    parts=st.tuples(*(st.tuples(st.just(section), LINES) for section in CASE_SECTIONS[:5])),
)
RESOURCES = st.builds(ResourceView, WORDS, LINE, LONG, LONG, WORDS)
SEATS = st.builds(Seat, LINE, LINE)


def lost(typed: Iterable[str], made: Document) -> Counter[str]:
    """Characters that the PDF has too few of."""
    lines = (line for text in typed for line in text.split("\n"))
    wanted = Counter("".join(map(as_printed, lines)))
    wanted.subtract(Counter(squeezed("".join(texts(made.pdf)))))
    return Counter({ch: count for ch, count in wanted.items() if count > 0})


def is_whole(typed: Iterable[str], made: Document) -> None:
    assert not lost(typed, made)
    assert not too_small_or_outside(made, A4)


@given(st.lists(CASES, min_size=1, max_size=3).map(tuple))
@FEW
def test_agenda_and_points(job: PrintJob, cases):
    view = AgendaView(cases, 4, 6, start=840)
    own = replace(job, language=cases[0].head.language)
    made = make_document([*agenda_pages(view, own), *points_pages(view, own)], own, "x")
    typed = [text for place, text in agenda_texts(view)]
    typed += [case.head.pseudonym for case in cases]  # it stands on both
    is_whole(typed, made)


@given(st.lists(SUMMARIES, min_size=1, max_size=2))
@FEW
def test_summaries(job: PrintJob, views):
    made = case_summary(views, replace(job, language=views[0].head.language))
    lines = (line for view in views for _, part in view.parts for line in part)
    is_whole([text for line in lines for text in (line.text, line.owner, line.due)], made)


@given(st.lists(RESOURCES, min_size=1, max_size=6))
@FEW
def test_resources(job: PrintJob, views):
    made = resource_list(views, job)
    typed = [text for view in views for text in (view.name, view.where, view.what, view.how)]
    is_whole(typed, made)


@given(st.lists(SEATS, max_size=8).map(tuple), st.integers(0, 60))
@FEW
def test_attendance(job: PrintJob, seats, expected: int):
    made = attendance_sheet(AttendanceView(seats, expected), job)
    is_whole([text for seat in seats for text in (seat.profession, seat.organisation)], made)
    last = max(expected, len(seats)) or 20
    assert f"{last + 5}" in squeezed(texts(made.pdf)[-1])


def test_the_last_page_of_signatures_is_ruled_to_its_foot(job: PrintJob):
    made = attendance_sheet(AttendanceView(), job)
    rows = max(int(word) for word in texts(made.pdf)[-1].split() if word.isdecimal())
    full = attendance_sheet(AttendanceView(expected=rows - SPARE), job)
    assert (full.pages, squeezed(texts(full.pdf)[-1])) == (
        made.pages,
        squeezed(texts(made.pdf)[-1]),
    )
    assert attendance_sheet(AttendanceView(expected=rows - SPARE + 1), job).pages == made.pages + 1
