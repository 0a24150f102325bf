"""Reading a finished PDF back: text, places of characters, fonts, ink."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from app.reports.job import Paper

MM = 25.4 / 72


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
