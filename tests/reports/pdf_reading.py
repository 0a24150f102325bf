"""Reading a finished PDF back: text, places of characters, fonts, ink."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from app.reports.job import Paper

MM = 25.4 / 72
MARGIN_SLACK = 0.2  # mm
LINE_SLACK = 0.65  # mm; pdfium counts a line's whole width on either side of it
TEXT_OVERLAP = 0.6  # mm


@dataclass(frozen=True)
class Glyph:
    """One character on a page: where it stands (mm from the top left) and its type size (pt)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def text_of(pdf: bytes, page_index: int) -> str:
    """The text of one page of many."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _page_text(document[page_index])
    finally:
        document.close()


def _page_text(page: pypdfium2.PdfPage) -> str:
    found = page.get_textpage()
    return found.get_text_bounded()


def squeezed(text: str) -> str:
    """Text without what line breaking may change: spaces, and the order marks of reading."""
    return re.sub(r"[\s\ufffe\u3000]+", "", text)


def sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [(page.get_width() * MM, page.get_height() * MM) for page in document]
    finally:
        document.close()


def glyphs(pdf: bytes, page_index: int) -> list[Glyph]:
    """Every visible character of a page that is not a space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return list(_glyphs(document[page_index]))
    finally:
        document.close()


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    height = page.get_height()
    found = page.get_textpage()
    for index in range(found.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(found, index)
        text = chr(code)
        if text.isspace() or unicodedata.category(text) == "Cc":
            continue
        left, bottom, right, top = found.get_charbox(index)
        size = pdfium_c.FPDFText_GetFontSize(found, ctypes.c_int(index))
        yield Glyph(text, left * MM, (height - top) * MM, right * MM, (height - bottom) * MM, size)


@dataclass(frozen=True)
class Box:
    """The bounds of one thing drawn on a page, in mm from the top left."""

    left: float
    top: float
    right: float
    bottom: float
    is_text: bool


def boxes(pdf: bytes) -> list[list[Box]]:
    """Everything drawn on each page, texts, lines and fills, as another program sees it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [list(_boxes(page)) for page in document]
    finally:
        document.close()


def _boxes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    height = page.get_height()
    count = pdfium_c.FPDFPage_CountObjects(page)
    yield from _bounds((pdfium_c.FPDFPage_GetObject(page, n) for n in range(count)), height)


def _bounds(items: Iterator[object], height: float) -> Iterator[Box]:
    edges = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = edges
    for item in items:
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            count = pdfium_c.FPDFFormObj_CountObjects(item)
            yield from _bounds(
                (pdfium_c.FPDFFormObj_GetObject(item, n) for n in range(count)), height
            )
            continue
        pdfium_c.FPDFPageObj_GetBounds(item, *edges)
        is_text = kind == pdfium_c.FPDF_PAGEOBJ_TEXT
        across = left.value * MM, right.value * MM
        yield Box(
            across[0], (height - top.value) * MM, across[1], (height - bottom.value) * MM, is_text
        )


def misplaced(pdf: bytes, paper: Paper) -> list[object]:
    """Whatever is drawn beyond a margin, and texts that lie on each other, with their page."""
    found: list[object] = []
    for number, drawn in enumerate(boxes(pdf)):
        found += [(number, box) for box in drawn if not _is_inside(box, paper)]
        found += [(number, *pair) for pair in _colliding([box for box in drawn if box.is_text])]
    return found


def _is_inside(box: Box, paper: Paper) -> bool:
    slack = MARGIN_SLACK if box.is_text else LINE_SLACK
    return (
        box.left > paper.left - slack
        and box.right < paper.width - paper.right + slack
        and box.top > paper.top - slack
        and box.bottom < paper.height - paper.bottom + slack
    )


def _colliding(drawn: list[Box]) -> Iterator[tuple[Box, Box]]:
    """Pairs of texts that share paper, beyond what accents and descenders may."""
    drawn.sort(key=lambda box: box.top)
    for place, box in enumerate(drawn):
        left, right = box.left + TEXT_OVERLAP, box.right - TEXT_OVERLAP
        bottom = box.bottom - TEXT_OVERLAP
        for other in islice(drawn, place + 1, None):
            if other.top > bottom:
                break
            if other.left < right and other.right > left and other.bottom > box.top + TEXT_OVERLAP:
                yield box, other


@dataclass(frozen=True)
class Run:
    """Characters set side by side: their page, their text without spaces, their type size (pt)."""

    page: int
    text: str
    size: float


_Table = dict[int, tuple[str, float]]
"""A font's codes: what each means, its width in 1/1000 em."""


def runs(pdf: bytes) -> list[Run]:
    """Every run in the order of drawing, read from the file's own operators.

    What begins where the last one ended goes on with it: other face, same line.
    """
    found: list[Run] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tables: dict[tuple[int, int], _Table] = {}
        for number, page in enumerate(document.pages):
            end = (-1.0, -1.0)
            for text, size, (x, y), wide in _shown(page.obj, tables):
                joined = found and abs(x - end[0]) < 0.01 and y == end[1]
                before = found.pop().text if joined else ""
                found.append(Run(number, before + text, size))
                end = x + wide, y
    squeezed_runs = (Run(run.page, squeezed(run.text), run.size) for run in found)
    return [run for run in squeezed_runs if run.text]


# The operators that matter here; a whole parser takes three times as long. What this missed would
# be missed in the other reader's text.
_OPERATORS = re.compile(
    rb"(?P<begin>BT)\b|/(?P<font>\S+) (?P<size>[\d.]+) Tf|(?P<dx>[\d.-]+) (?P<dy>[\d.-]+) Td"
    rb"|<(?P<codes>[0-9A-Fa-f]*)> Tj|/(?P<form>\S+) Do"
)


def _shown(
    holder: pikepdf.Object, tables: dict[tuple[int, int], _Table]
) -> Iterator[tuple[str, float, tuple[float, float], float]]:
    """Text, size, place and width (pt) of each showing of text."""
    resources = holder.get("/Resources", pikepdf.Dictionary())
    stream = holder if isinstance(holder, pikepdf.Stream) else holder.Contents
    by_name: dict[bytes, _Table] = {}
    table: _Table = {}
    size, left, x, y = 0.0, 0.0, 0.0, 0.0
    for found in _OPERATORS.finditer(stream.read_bytes()):
        kind = found.lastgroup
        if kind == "begin":
            left = y = 0.0
        elif kind == "size":
            name, size = found["font"], float(found["size"])
            if name not in by_name:
                font = resources.Font["/" + name.decode()]
                by_name[name] = tables.get(font.objgen) or _read_table(font, tables)
            table = by_name[name]
        elif kind == "dy":
            left, y = left + float(found["dx"]), y + float(found["dy"])
            x = left
        elif kind == "form":
            yield from _shown(resources.XObject["/" + found["form"].decode()], tables)
        else:
            codes = bytes.fromhex(found["codes"].decode())
            shown = [
                table[high << 8 | low] for high, low in zip(codes[::2], codes[1::2], strict=True)
            ]
            wide = sum(em for _, em in shown) * size / 1000
            yield "".join(text for text, _ in shown), size, (x, y), wide
            x += wide


_MAPPED = re.compile(rb"<([0-9A-Fa-f]{4})>[ \t]*<([0-9A-Fa-f]+)>[ \t]*[\r\n]")


def _read_table(font: pikepdf.Object, tables: dict[tuple[int, int], _Table]) -> _Table:
    """What a composite font's codes mean (ISO 32000-1 §9.10.3) and how wide they are (§9.7.4.3)."""
    assert font.Encoding == "/Identity-H"
    stream = font.ToUnicode.read_bytes()
    assert b"beginbfrange" not in stream
    first, widths = font.DescendantFonts[0].W  # one stretch
    ems = [float(wide) for wide in widths]
    found = {}
    for code, text in _MAPPED.findall(stream[stream.index(b"endcodespacerange") :]):
        number = int(code, 16)
        meant = bytes.fromhex(text.decode()).decode("utf-16-be")
        found[number] = meant, ems[number - int(first)]
    tables[font.objgen] = found
    return found


def fonts(pdf: bytes) -> dict[str, bool]:
    """Fonts a page can reach by name; the value says whether the font program is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                descriptor = item.get("/FontDescriptor")
                embedded = descriptor is not None and "/FontFile2" in descriptor
                name = str(item["/BaseFont"]).lstrip("/")  # of a composite font and its part
                found[name] = embedded or found.get(name, False)
    return found


def ink_outside_margins(pdf: bytes, page_index: int, paper: Paper) -> int:
    """Pixels that are not white outside the margins, at 72 dpi (half a pixel of tolerance)."""
    from app.reports.preview import page_image

    width, height, rgba = page_image(pdf, page_index, 72)
    left, right = (paper.left / MM) - 1, width - (paper.right / MM) + 1
    top, bottom = (paper.top / MM) - 1, height - (paper.bottom / MM) + 1
    dark = 0
    for y in range(height):
        row = rgba[y * width * 4 : (y + 1) * width * 4 : 4].translate(_DARK)
        if top <= y < bottom:
            row = row[: int(left)] + row[int(right) + 1 :]
        dark += row.count(1)
    return dark


_DARK = bytes(value < 250 for value in range(256))
