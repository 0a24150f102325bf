"""参加者名簿: the pledge, then a row for each expected person to sign (DOMAIN.md §9.1, §9.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.i18n import tr
from app.reports.document import Document, Page, make_document
from app.reports.grid import Column, Grid, Row
from app.reports.job import A4, PrintJob
from app.reports.meeting_frame import meeting_frame, sentence
from app.reports.strips import BODY, BODY_BOLD, SMALL, Strip, boxed, space, strip_pages, text_strips

SPARE: Final = 5
UNKNOWN: Final = 20  # rows where nobody said how many people are expected
_ROW: Final = 9.2


@dataclass(frozen=True, slots=True)
class Seat:
    """One person as far as known before: profession and organisation; names come by hand."""

    profession: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """Who is expected: those known, and how many in all."""

    seats: tuple[Seat, ...] = ()
    expected: int = 0

    @property
    def rows(self) -> tuple[Seat, ...]:
        """A row for everybody expected and a few to spare."""
        wanted = max(self.expected, len(self.seats)) or UNKNOWN
        return self.seats + (Seat(),) * (wanted + SPARE - len(self.seats))


def attendance_sheet(view: AttendanceView, job: PrintJob) -> Document:
    """The sheet for all copies of ``job``, ruled to the foot of its last page."""
    title = tr("参加者名簿", lang=job.language)
    seats = view.rows
    pages = _pages(seats, job, title)
    while len(longer := _pages((*seats, Seat()), job, title)) == len(pages):
        seats, pages = (*seats, Seat()), longer
    return make_document(pages, job, pages[0].frame.title)


def _pages(seats: Sequence[Seat], job: PrintJob, title: str) -> list[Page]:
    lang, wide = job.language, A4.inner
    notice = (tr("受付で記入します。", lang=lang), tr("主催者が保管します。", lang=lang))
    frame = meeting_frame(job, title, notice=notice, numbered=False)
    columns = (
        Column(tr("番号", lang=lang), 13.0, align="right"),
        Column(tr("職種", lang=lang), 42.0),
        Column(tr("所属", lang=lang), 42.0),
        Column(tr("氏名", lang=lang)),
        Column(tr("署名（約束に同意します）", lang=lang), 39.0),
    )
    rows = [
        Row((str(number), seat.profession, seat.organisation, "", ""), _ROW)
        for number, seat in enumerate(seats, 1)
    ]
    reminder = text_strips(sentence("pledge", lang, "again"), wide, SMALL)
    again = tuple(replace(strip, keep=True) for strip in reminder)
    strips = [
        _pledge(wide, lang),
        space(4.5),
        *(
            replace(strip, again=(*again, *strip.again))
            for strip in Grid(columns, wide, lang).strips(rows)
        ),
    ]
    return strip_pages(frame, strips, title)


def _pledge(wide: float, lang: str) -> Strip:
    room = wide - 6.0
    return boxed(
        [
            *text_strips(sentence("pledge", lang, "heading"), room, BODY_BOLD),
            *text_strips(sentence("pledge", lang), room, BODY),
            space(1.0),
            *text_strips(sentence("pledge", lang, "law"), room, SMALL),
        ],
        wide,
    )


def attendance_texts(view: AttendanceView) -> Iterator[tuple[str, str]]:
    """Every text from the record with its place."""
    for number, seat in enumerate(view.seats, 1):
        yield str(number), seat.profession
        yield str(number), seat.organisation
