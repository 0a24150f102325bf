"""Paper against a bare ReportLab canvas, and many copies against one.

Prints ratios taken in one run (TOOLCHAIN.md: times drift, ratios hold): of each round the ratio,
of all rounds the median. The bare canvas replays the very marks of the page with ReportLab's own
fonts and calls and lays nothing out.
"""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
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
from app.reports.fonts import Face
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


@cache
def stock(face: Face) -> str:
    """The same face as ReportLab's own font."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    name = f"stock-{face}"
    registerFont(TTFont(name, str(resource(f"fonts/{face}.ttf")), asciiReadable=False))
    return name


class StockPen(Pen):
    """The pen with ReportLab's own way to write a text."""

    def _show(
        self, x: float, y: float, part: str, face: Face, size: float, mode: int | None = None
    ) -> None:
        self._canvas.setFont(stock(face), size)
        self._canvas.drawString(x, y, part, mode=mode)


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
    pen = StockPen(recorder, page.frame.paper.height)
    page.frame.draw_head(pen)
    page.body(pen)
    page.frame.draw_foot(pen, number, total)
    page.frame.stamp(pen, Stamp(number, total, 1, 1))
    return page.frame, recorder.calls


def bare(pages: Sequence[tuple[Frame, list[Call]]]) -> bytes:
    """The same pages from a plain canvas."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=1, initialFontName=stock(Face.TEXT))
    for frame, calls in pages:
        canvas.setPageSize((frame.paper.width * PT_PER_MM, frame.paper.height * PT_PER_MM))
        for name, args, options in calls:
            getattr(canvas, name)(*args, **options)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def timed(runs: Sequence[Callable[[], object]], rounds: int = 40) -> list[list[float]]:
    """Milliseconds of each, taken in turns."""
    gc.collect()
    gc.freeze()  # pytest's own objects must not be counted again and again
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds + 3):
        for taken, run in zip(times, runs, strict=True):
            begun = process_time()
            run()
            taken.append((process_time() - begun) * 1000)
    return [each[3:] for each in times]


def ratio(ours: Sequence[float], others: Sequence[float]) -> float:
    """The median of the rounds' ratios: what slows the machine slows both of a round."""
    return median(one / other for one, other in zip(ours, others, strict=True))


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
        pages = lay()
        calls = [recorded(page, n, len(pages)) for n, page in enumerate(pages, 1)]
        ours, plain = timed((lambda: make_document(lay(), JOB, "x"), lambda: bare(calls)))  # noqa: B023
        print(
            f"paper: {name}: {median(ours):.1f} ms, bare canvas {median(plain):.1f} ms, "
            f"ratio {ratio(ours, plain):.2f} (most: 1.5)"
        )

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

    one, many = timed((lambda: made(1), lambda: made(52)), rounds=8)
    size = len(made(52).pdf) / len(made(1).pdf)
    pages = made(1).pages
    print(f"paper: packet of {pages} pages: {median(one) / pages:.1f} ms a page")
    print(f"paper: 52 packets against one: time {ratio(many, one):.2f}, size {size:.2f} (most: 3)")
