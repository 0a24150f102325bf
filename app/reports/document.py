"""From laid-out pages to one PDF: numbered copies that share their layout, bookmarks, hygiene.

Each page is drawn once as a form; a copy only places it and stamps its number, so 52 copies
cost little more than one (decision 027). Nothing in the file's own data names a person.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Final

from app.i18n import tr
from app.reports.fonts import Face, loaded
from app.reports.frame import Frame
from app.reports.job import PrintJob, Stamp
from app.reports.outline import Outline
from app.reports.pen import PT_PER_MM, Pen

PRODUCT: Final = "くらしカンファ"
_drawing = Lock()  # ReportLab's parsed fonts keep a read position: one document at a time


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is numbered: its frame, its body, what the outline says of it.

    ``opens`` names the document of a packet that begins here; ``bookmarks`` stand below it.
    """

    frame: Frame
    body: Callable[[Pen], None]
    bookmarks: tuple[str, ...] = ()
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished PDF; ``pages`` counts the pages of one copy."""

    pdf: bytes
    pages: int


def make_document(pages: Sequence[Page], job: PrintJob, title: str) -> Document:
    """Draw ``pages`` for all copies of ``job``."""
    total = len(pages) * job.copies
    with _drawing:
        buffer = io.BytesIO()
        canvas = _canvas(buffer, job, title)
        if job.duplex:
            canvas.setViewerPreference("Duplex", _turned_over(pages))
        outline = Outline(canvas._doc)  # noqa: SLF001
        for number, page in enumerate(pages, 1):
            job.told("pages", number - 1, total)
            _draw_form(canvas, page, number, len(pages))
        for copy in range(1, job.copies + 1):
            _place_copy(canvas, outline, pages, job, copy)
            job.told("pages", copy * len(pages), total)
        _share_resources(canvas._doc, len(pages))  # noqa: SLF001
        canvas.save()
    return Document(buffer.getvalue(), len(pages))


def lay_out(parts: Sequence[Callable[[], list[Page]]], job: PrintJob) -> list[list[Page]]:
    """The pages of each part, telling before each how many are done."""
    laid = []
    for done, part in enumerate(parts):
        job.told("documents", done, len(parts))
        laid.append(part())
    return laid


def _canvas(buffer: io.BytesIO, job: PrintJob, title: str) -> Any:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # letters for old mail gates: a quarter more bytes
    language = {"en": "en"}.get(job.language, "ja")
    canvas = Canvas(
        buffer,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=loaded(Face.TEXT).fontName,  # else Helvetica is named on every page
        lang=language,
    )
    canvas.setTitle(title)
    canvas.setAuthor(PRODUCT)
    canvas.setCreator(PRODUCT)
    canvas.setProducer("ReportLab")
    canvas.setSubject("")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")  # A3 stays A3 in the print dialogue
    canvas._doc.Catalog.ViewerPreferences.dict["PickTrayByPDFSize"] = "true"  # noqa: SLF001
    _set_time(canvas, job.made_at)
    return canvas


def _turned_over(pages: Sequence[Page]) -> str:
    """The edge a sheet is turned at so that it opens like a book, as its holes are at the left."""
    wide = all(page.frame.paper.width > page.frame.paper.height for page in pages)
    return "DuplexFlipShortEdge" if wide else "DuplexFlipLongEdge"


def _set_time(canvas: Any, moment: datetime) -> None:
    """Give the file the moment of the job, so that equal jobs make equal files."""
    stamp = canvas._doc._timeStamp  # noqa: SLF001
    local = moment if moment.tzinfo else moment.astimezone()
    minutes = int(local.utcoffset().total_seconds() // 60)  # type: ignore[union-attr]
    stamp.YMDhms = local.timetuple()[:6]
    stamp.dhh, stamp.dmm = divmod(minutes, 60)


def _draw_form(canvas: Any, page: Page, number: int, total: int) -> None:
    paper = page.frame.paper
    canvas.beginForm(_form(number), 0, 0, paper.width * PT_PER_MM, paper.height * PT_PER_MM)
    canvas.setLineJoin(0)
    pen = Pen(canvas, paper.height)
    page.frame.draw_head(pen)
    page.body(pen)
    page.frame.draw_foot(pen, number, total)
    code = "\n".join(canvas._code).encode("ascii")  # noqa: SLF001
    canvas._code.clear()  # noqa: SLF001 - ReportLab would encode it sign by sign: 5 ms a page
    canvas.endForm(stream=code)


def _place_copy(
    canvas: Any, outline: Outline, pages: Sequence[Page], job: PrintJob, copy: int
) -> None:
    parted = any(page.opens for page in pages)
    side = 0  # printed sides of this copy so far, blank ones too
    for number, page in enumerate(pages, 1):
        paper = page.frame.paper
        if job.duplex and side % 2 and paper is not pages[number - 2].frame.paper:
            side += _turn_over(canvas)  # other paper can't be the back of this sheet
        canvas.setPageSize((paper.width * PT_PER_MM, paper.height * PT_PER_MM))
        back = job.duplex and side % 2
        if back:
            canvas.saveState()
            canvas.translate((paper.right - paper.left) * PT_PER_MM, 0)
        canvas.doForm(_form(number))
        stamp = Stamp(number, len(pages), copy, job.copies)
        page.frame.stamp(Pen(canvas, paper.height), stamp)
        if back:
            canvas.restoreState()
        _bookmark(outline, page, stamp, job.language, parted=parted)
        canvas.showPage()
        side += 1
    if job.duplex and side % 2:
        _turn_over(canvas)


def _share_resources(doc: Any, forms: int) -> None:
    """One list of fonts and forms for all pages of all copies, not one in each page."""
    from reportlab.pdfbase.pdfdoc import BasicFonts, PDFObjectReference, PDFResourceDictionary

    placed = doc.xobjDict(list(map(_form, range(1, forms + 1))))
    used = PDFResourceDictionary(Font=PDFObjectReference(BasicFonts), XObject=placed)
    shared = doc.Reference(used)
    for page in doc.Pages.pages:
        page.Resources = shared
        page.Trans = None  # ReportLab would give each page an empty one


def _turn_over(canvas: Any) -> int:
    """A blank back, so that the next sheet begins in front."""
    canvas.showPage()
    return 1


def _bookmark(outline: Outline, page: Page, stamp: Stamp, lang: str, *, parted: bool) -> None:
    """Outline entries of a page: copy, then document, then case, as far as there are several."""
    copies = int(stamp.copies > 1)
    titles = [(title, copies + int(parted)) for title in page.bookmarks]
    if page.opens:
        titles.insert(0, (page.opens, copies))
    if copies and stamp.page == 1:
        number = tr("配付番号 {number}", number=stamp.number, lang=lang)
        titles.insert(0, (number, 0))
    for title, level in titles:
        outline.add(title, level, closed=level == 0 and bool(copies))


def _form(number: int) -> str:
    return f"page{number}"
