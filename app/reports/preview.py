"""The very PDF as pictures, for the preview in the program (DESIGN-SYSTEM §10: true pages)."""

from __future__ import annotations

from threading import Lock
from typing import Final

_POINTS_PER_INCH: Final = 72
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
