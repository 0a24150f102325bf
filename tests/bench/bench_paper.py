"""Paper against a bare ReportLab canvas, and many copies against one.

Prints ratios taken in one run (TOOLCHAIN.md: times drift, ratios hold). The bare canvas replays
the very calls that drew the page, so it draws the same boxes and text and lays nothing out.
"""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median
from time import process_time
from typing import Any

from app.care import disclosure
from app.conference.agenda import plan
from app.exchange.case_json_read import read_cases
from app.paths import resource
from app.reports.agenda import AgendaCase, AgendaView
from app.reports.case_sheet import case_sheet_pages
from app.reports.document import Document, Page, make_document
from app.reports.fonts import Face, loaded
from app.reports.frame import Frame
from app.reports.job import PrintJob, Stamp
from app.reports.judgement_sheet import judgement_sheet_pages
from app.reports.packet import packet
from app.reports.pen import PT_PER_MM, Pen
from tests.checkers import NOBODY

JOB = PrintJob(
    made_at=datetime(2026, 6, 15, tzinfo=UTC),
    edition="第27回（包括版）",
    session="令和8年6月18日（木） 14:00〜15:30　花里市保健センター",
    maker="花里市 高齢福祉課",
    made_on="令和8年6月15日",
)
Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class Recorder:
    """A canvas that only remembers what it was asked to draw."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def record(*args: Any, **options: Any) -> Any:
            if name == "beginPath":
                from reportlab.pdfgen.pathobject import PDFPathObject

                return PDFPathObject()
            self.calls.append((name, args, options))
            return None

        return record


def recorded(page: Page, number: int, total: int) -> tuple[Frame, list[Call]]:
    """The canvas calls that draw one page with its copy number."""
    recorder = Recorder()
    pen = Pen(recorder, page.frame.paper.height)
    page.frame.draw(pen, number, total)
    page.body(pen)
    page.frame.stamp(pen, Stamp(number, total, 1, 1))
    return page.frame, recorder.calls


def bare(pages: Sequence[tuple[Frame, list[Call]]]) -> bytes:
    """The same pages from a plain canvas."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1, initialFontName=loaded(Face.TEXT).fontName)
    for frame, calls in pages:
        canvas.setPageSize((frame.paper.width * PT_PER_MM, frame.paper.height * PT_PER_MM))
        for name, args, options in calls:
            getattr(canvas, name)(*args, **options)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def compared(
    one: Callable[[], object], other: Callable[[], object], rounds: int = 25
) -> list[float]:
    """Median milliseconds of both, taken in turns."""
    gc.collect()
    gc.freeze()  # pytest's own objects must not be counted again and again
    times: list[list[float]] = [[], []]
    for _ in range(rounds + 3):
        for place, run in enumerate((one, other)):
            begun = process_time()
            run()
            times[place].append((process_time() - begun) * 1000)
    return [median(each[3:]) for each in times]


def test_paper() -> None:
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    cases = read_cases(json.loads(text)).cases
    sheets = [disclosure.sheet(case, NOBODY, order=n) for n, case in enumerate(cases, 1)]
    judged = [disclosure.judgement_sheet(case, NOBODY, order=n) for n, case in enumerate(cases, 1)]

    def two_pages() -> list[Page]:
        return [*case_sheet_pages(sheets[:1], JOB, "A4"), *judgement_sheet_pages(judged[:1], JOB)]

    def a3_page() -> list[Page]:
        return case_sheet_pages(sheets[:2], JOB)

    print()
    for name, lay in (
        ("one case, A4 sheet + judgement sheet", two_pages),
        ("A3, two cases", a3_page),
    ):
        calls = [recorded(page, n, len(lay())) for n, page in enumerate(lay(), 1)]
        ours, plain = compared(lambda: make_document(lay(), JOB, "x"), lambda: bare(calls))  # noqa: B023
        print(f"paper: {name}: {ours:.1f} ms, bare canvas {plain:.1f} ms, ratio {ours / plain:.2f}")

    minutes = plan(4)
    agenda = AgendaView(
        tuple(
            AgendaCase(sheet.head, spent, sheet.points)
            for sheet, spent in zip(sheets, minutes.cases, strict=False)
        ),
        minutes.opening,
        minutes.closing,
        start=840,
    )

    def made(copies: int) -> Document:
        return packet(agenda, sheets[:4], judged[:4], replace(JOB, copies=copies))

    one, many = compared(lambda: made(1), lambda: made(52), rounds=8)
    size = len(made(52).pdf) / len(made(1).pdf)
    pages = made(1).pages
    print(f"paper: packet of {pages} pages: {one / pages:.1f} ms a page")
    print(f"paper: 52 packets against one: time {many / one:.2f}, size {size:.2f} (most: 3)")
