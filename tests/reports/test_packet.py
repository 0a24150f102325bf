"""The packet and its agenda: what stands where, what the outline says, two-sided printing."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from app.conference.agenda import plan
from app.conference.meeting import Stage
from app.conference.statement import statement
from app.reports.agenda import AgendaCase, AgendaView, agenda, points_pages
from app.reports.document import Document, make_document
from app.reports.job import A3, A4, PrintJob
from app.reports.packet import packet
from tests.reports.conftest import JobMaker
from tests.reports.pdf_reading import (
    glyphs,
    ink_outside_margins,
    misplaced,
    sizes_mm,
    squeezed,
    texts,
)

MakePacket = Callable[..., Document]


@pytest.fixture(scope="module")
def view(sheets) -> AgendaView:
    """Four cases from 14:00 in the minutes of the template."""
    minutes = plan(4)
    cases = zip(sheets, minutes.cases, strict=False)
    return AgendaView(
        tuple(AgendaCase(sheet.head, spent, sheet.points) for sheet, spent in cases),
        minutes.opening,
        minutes.closing,
        start=14 * 60,
    )


@pytest.fixture(scope="module")
def make_packet(view: AgendaView, sheets, judgements, job_with: JobMaker) -> MakePacket:
    """The packet of the four cases with something changed in the job."""

    def make(paper: str = "A3", **changes: object) -> Document:
        return packet(view, sheets[:4], judgements[:4], job_with(**changes), paper)

    return make


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page of every entry."""
    found: list[tuple[int, str, int]] = []
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as entries:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        names = document.Root.get("/Dests", {})

        def walk(items, level: int) -> None:
            for item in items:
                target = item.destination
                if not isinstance(target, pikepdf.Array):
                    target = names[str(target) if str(target).startswith("/") else f"/{target}"]
                found.append((level, item.title, numbers[target[0].objgen]))
                walk(item.children, level + 1)

        walk(entries.root, 0)
    return found


def test_the_agenda_adds_up_by_case_and_stage(view: AgendaView, job: PrintJob):
    [page] = texts(agenda(view, job).pdf)
    text = squeezed(page)
    for part in (
        "14:00開会・視点の共有",
        "14:041けやきNo.101",
        "15:24学びと地域課題",
        "15:30",
        "90",
    ):
        assert squeezed(part) in text
    assert "解決したい課題は何か？" in text
    assert "今の支え方で、それは解けるか？" in text
    assert all(squeezed(words) in text for words in statement("ja"))  # what is read aloud
    assert view.cases[0].minutes[Stage.SUPPORT] == 10


def test_a_long_office_parts_between_its_words(view: AgendaView, job: PrintJob):
    case = view.cases[0]
    staff = (
        "社会福祉法人花里福祉会 特別養護老人ホームやすらぎ荘居宅介護支援事業所　主任介護支援専門員"
    )
    head = replace(case.head, staff=staff)
    own = replace(view, cases=(replace(case, head=head),))
    lines = [line.strip() for line in texts(agenda(own, job).pdf)[0].splitlines()]
    at = lines.index("特別養護老人ホーム")
    assert lines[at + 1 : at + 4] == ["やすらぎ荘", "居宅介護支援事業所", "主任介護支援専門員"]


def test_a_long_name_above_points_that_go_on_stays_inside(view: AgendaView, job: PrintJob):
    case = view.cases[0]
    head = replace(case.head, pseudonym="けやき" * 40)
    own = replace(view, cases=(replace(case, head=head, points=("膝が痛い。" * 500,)),))
    made = make_document(points_pages(own, job), job, "x")
    assert made.pages > 1
    assert misplaced(made.pdf, A4) == []


def test_a_meeting_without_an_hour_counts_minutes(view: AgendaView, job: PrintJob):
    text = squeezed(texts(agenda(replace(view, start=None), job).pdf)[0])
    assert "+4" in text
    assert "+90" in text


def test_the_packet_holds_all_papers_and_leads_to_each(make_packet: MakePacket):
    made = make_packet()
    found = outline(made.pdf)
    assert [(title, page) for level, title, page in found if level == 0] == [
        ("次第", 1),
        ("論点", 2),
        ("事例シート", 3),
        ("判定シート", 5),
    ]
    cases = [(title.split()[1], page) for level, title, page in found if level == 1]
    assert cases[:4] == [(name, 2) for name in ("けやき", "つばき", "さくら", "かえで")]
    assert [page for _, page in cases[4:]] == [3, 3, 4, 4, 5, 6, 7, 8]
    assert [round(wide) for wide, _ in sizes_mm(made.pdf)] == [210, 210, 420, 420, *[210] * 4]
    assert all(f"{n}/8ページ" in squeezed(page) for n, page in enumerate(texts(made.pdf), 1))


def test_each_copy_has_its_number_and_a_branch_of_the_outline(make_packet: MakePacket):
    made = make_packet(copies=3)
    branches = [title for level, title, _ in outline(made.pdf) if level == 0]
    assert branches == ["配付番号 001", "配付番号 002", "配付番号 003"]
    pages = [squeezed(page) for page in texts(made.pdf)]
    assert len(pages) == 24
    assert all(f"00{1 + place // 8}/003" in page for place, page in enumerate(pages))


def test_a_copy_ends_on_its_own_sheet_and_backs_are_mirrored(view: AgendaView, job_with: JobMaker):
    single, double = (agenda(view, job_with(copies=2, duplex=duplex)).pdf for duplex in (0, 1))
    assert len(texts(single)) == 2
    front, blank, second, last = texts(double)
    assert (squeezed(blank), squeezed(last)) == ("", "")
    assert "001/002" in squeezed(front)
    assert "002/002" in squeezed(second)


def test_backs_have_the_wide_margin_for_holes_on_the_right(make_packet: MakePacket):
    pdf = make_packet("A4", duplex=True).pdf
    front, back = (glyphs(pdf, page) for page in (0, 1))
    assert min(glyph.left for glyph in front) >= A4.left - 0.2
    assert min(glyph.left for glyph in back) >= A4.right - 0.2
    assert max(glyph.right for glyph in back) <= A4.width - A4.left + 0.2


def test_other_paper_is_never_the_back_of_a_sheet(make_packet: MakePacket):
    pdf = make_packet(duplex=True).pdf
    sizes = [round(wide) for wide, _ in sizes_mm(pdf)]
    assert len(sizes) % 2 == 0
    assert all(front == back for front, back in zip(sizes[::2], sizes[1::2], strict=True))


def test_english_and_nothing_outside_the_margins(view: AgendaView, job_with: JobMaker):
    made = agenda(view, job_with(language="en"))
    assert "Whatneedstobesolved?" in squeezed(texts(made.pdf)[0])
    assert not ink_outside_margins(made.pdf, 0, A4)


def test_the_packet_keeps_its_margins(make_packet: MakePacket):
    pdf = make_packet().pdf
    for page, (wide, _) in enumerate(sizes_mm(pdf)):
        assert not ink_outside_margins(pdf, page, A3 if wide > 300 else A4)
