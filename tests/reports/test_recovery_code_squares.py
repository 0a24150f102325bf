"""The QR code on the recovery sheet, read back from the picture of the page.

Without a decoder among the dependencies the squares are compared with those of the encoder; that
a scanner reads the code off the page was tried by hand with ZXing (decision 067).
"""

from __future__ import annotations

import pytest
from reportlab.graphics.barcode import qrencoder

from app.models.recovery_code import new_code
from app.reports.preview import page_images
from app.reports.recovery_sheet import recovery_sheet
from tests.reports.conftest import JobMaker

MODULE = 1.1
MM = 25.4


def encoded(code: str) -> list[list[bool]]:
    made = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    made.addData(qrencoder.QRAlphaNum(code))
    made.make()
    count = range(made.getModuleCount())
    return [[bool(made.isDark(row, column)) for column in count] for row in count]


@pytest.mark.parametrize(("language", "dpi"), [("ja", 150), ("en", 200)])
def test_the_squares_on_paper_are_those_of_the_code(
    job_with: JobMaker, language: str, dpi: int
) -> None:
    code = new_code()
    wanted = encoded(code)
    width, _, pixels = page_images(recovery_sheet(code, job_with(language=language)).pdf, dpi)[0]
    side = len(wanted)

    def dark(x: float, y: float) -> bool:
        """At ``x``, ``y`` in millimetres; black or white as on a fax."""
        return pixels[4 * (round(y / MM * dpi) * width + round(x / MM * dpi))] < 128

    def read(left: float, top: float, columns: range, rows: range) -> list[list[bool]]:
        at = [(n + 0.5) * MODULE for n in columns], [(n + 0.5) * MODULE for n in rows]
        return [[dark(left + x, top + y) for x in at[0]] for y in at[1]]

    # The right edge is 6 mm inside the box that ends at the margin of 14 mm; the top is looked for.
    left = 210 - 14 - 6 - side * MODULE
    tops = [n / 10 for n in range(400, 1400) if dark(left + 0.5, n / 10)]
    # The finder pattern: seven squares of an unbroken line at the left edge.
    top = next(y for y in tops if all(dark(left + 0.5, y + n * MODULE) for n in range(7)))
    whole = range(side)
    assert read(left, top, whole, whole) == wanted
    quiet = read(left, top, range(-4, side + 4), range(-4, side + 4))
    edge = [line for n, line in enumerate(quiet) if not 4 <= n < side + 4]
    sides = [line[:4] + line[-4:] for line in quiet]
    assert not any(square for line in [*edge, *sides] for square in line)
