"""The very PDF as pictures, for the preview in the program (DESIGN-SYSTEM §10: true pages)."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Final

_POINTS_PER_INCH: Final = 72
_PROBE_DPI: Final = 36  # enough to see whether there is any colour
_pdfium = Lock()  # PDFium may only be used by one thread at a time


def page_images(pdf: bytes, dpi: float) -> list[tuple[int, int, bytes]]:
    """Every page as (width, height, RGBA bytes without row padding) at ``dpi``."""
    import pypdfium2

    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_image(page, dpi / _POINTS_PER_INCH) for page in document]
        finally:
            document.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points."""
    import pypdfium2

    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [document.get_page_size(number) for number in range(len(document))]
        finally:
            document.close()


def page_image(pdf: bytes, number: int, dpi: float) -> tuple[int, int, bytes]:
    """One page (from 0) as in ``page_images``: 52 copies at once would fill the memory."""
    import pypdfium2

    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return _image(document[number], dpi / _POINTS_PER_INCH)
        finally:
            document.close()


@dataclass(frozen=True, slots=True)
class PrintPicture:
    """A page for the printer: ``row`` bytes a line, one a pixel where ``grey``, else RGBA."""

    width: int
    height: int
    row: int
    pixels: bytes
    grey: bool


def print_picture(pdf: bytes, number: int, dpi: float) -> PrintPicture:
    """One page (from 0) for the printer; a page without colour takes a quarter of the bytes."""
    import pypdfium2
    from pypdfium2.raw import FPDFBitmap_Gray

    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[number]
            _, _, probe = _image(page, _PROBE_DPI / _POINTS_PER_INCH)
            if probe[0::4] == probe[1::4] == probe[2::4]:
                scale = dpi / _POINTS_PER_INCH
                made = page.render(scale=scale, force_bitmap_format=FPDFBitmap_Gray)
                pixels = bytes(made.buffer)
                return PrintPicture(made.width, made.height, made.stride, pixels, grey=True)
            width, height, pixels = _image(page, dpi / _POINTS_PER_INCH)
            return PrintPicture(width, height, 4 * width, pixels, grey=False)
        finally:
            document.close()


def _image(page: object, scale: float) -> tuple[int, int, bytes]:
    from pypdfium2.raw import FPDFBitmap_BGRA

    bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=FPDFBitmap_BGRA)  # type: ignore[attr-defined]
    row = bitmap.width * 4
    raw = bytes(bitmap.buffer)
    if bitmap.stride != row:
        raw = b"".join(
            raw[y * bitmap.stride : y * bitmap.stride + row] for y in range(bitmap.height)
        )
    return bitmap.width, bitmap.height, raw
