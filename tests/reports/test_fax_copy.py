"""Paper that was copied or faxed: no colour, fills that stay white, frames and marks that tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from app.reports.case_sheet import case_sheet
from app.reports.judgement_sheet import judgement_sheet
from app.reports.preview import page_image

DPI = 150
FAX = 100  # dots to the inch, a coarse fax; ink is what is darker than half
LIGHTEST_FILL = 0.88 * 255  # DESIGN-SYSTEM §10: fills hold at most 12 % ink
Ink = np.ndarray
MakeInk = Callable[..., Ink]


def pixels(pdf: bytes, dpi: float) -> np.ndarray:
    width, height, rgba = page_image(pdf, 0, dpi)
    return np.frombuffer(rgba, np.uint8).reshape(height, width, 4)[:, :, :3]


@pytest.fixture(scope="module")
def first_row(judgements, job) -> MakeInk:
    """The ink of a judgement sheet whose first row was changed, as a fax has it."""

    def make(dpi: float, **changes: object) -> Ink:
        view = judgements[0]
        plain = {"before": None, "predicted": None, "arrow": "", "improved": False}
        rows = (replace(view.rows[0], **(plain | changes)), *view.rows[1:])
        pdf = judgement_sheet([replace(view, rows=rows)], job).pdf
        return pixels(pdf, dpi)[:, :, 1] < 128

    return make


def thickest(ink: Ink, row: int, left: int, right: int) -> int:
    """Pixels of the longest stretch of ink between two columns."""
    stretches = "".join("x" if dark else " " for dark in ink[row, left:right]).split()
    return max(map(len, stretches), default=0)


def test_an_improvement_is_told_by_its_frame_alone(first_row: MakeInk):
    plain, framed = first_row(DPI), first_row(DPI, improved=True)
    rows, columns = np.nonzero(plain != framed)
    middle = (rows.min() + rows.max()) // 2
    for edge in (columns.min(), columns.max()):
        around = (middle, edge - 4, edge + 5)
        assert thickest(framed, *around) >= 3
        assert thickest(plain, *around) <= 2


def test_marks_differ_in_a_coarse_fax(first_row: MakeInk):
    nothing = first_row(FAX)
    marks = {code: first_row(FAX, before=code) & ~nothing for code in ("O1", "D1", "X1", "NA")}
    for one, other in combinations(marks.values(), 2):
        assert (one ^ other).sum() >= 0.5 * min(one.sum(), other.sum()) > 0


@pytest.mark.parametrize("kind", ["case sheet", "judgement sheet"])
def test_there_is_black_white_and_a_grey_that_copies_white(kind: str, sheets, judgements, job):
    made = (
        case_sheet(sheets[:2], job)
        if kind == "case sheet"
        else judgement_sheet(judgements[:1], job)
    )
    page = pixels(made.pdf, DPI)
    assert (page == page[:, :, :1]).all()  # no colour
    shades = np.bincount(page[:, :, 0].ravel(), minlength=256)
    fills = [shade for shade in range(1, 255) if shades[shade] > 0.005 * shades.sum()]
    assert fills == [232]
    assert min(fills) >= LIGHTEST_FILL
