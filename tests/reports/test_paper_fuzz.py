"""Whatever people type, paper shows all of it, in a legible size, inside the margins.

A few documents run with the suite. ``KURASHI_FUZZ_CASES=2000`` draws that many cases of each
paper (some minutes); each document is made again by the seed in its name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from app.care.disclosure import JudgementView, SheetView
from app.reports.case_sheet import case_sheet
from app.reports.document import Document
from app.reports.fonts import GETA, Face, MissingGlyphs, printable
from app.reports.fonts import glyphs as glyphs_of
from app.reports.job import A3, A4, Paper, PrintJob
from app.reports.judgement_sheet import judgement_sheet
from app.reports.unprintable import missing_in_case_sheet, missing_in_judgement_sheet
from tests.reports.fuzzed import MARK, Fuzz
from tests.reports.pdf_reading import glyphs, squeezed, texts
from tests.reports.view_texts import as_printed, view_texts

CASES = int(os.environ.get("KURASHI_FUZZ_CASES", "16"))
IN_ONE = 2  # cases of one document, as on an A3 page
SEEDS = range((CASES + IN_ONE - 1) // IN_ONE)
SAMPLE = 20  # every so many documents one goes to qpdf
CAPTION, BODY = 8.49, 9.49  # DESIGN-SYSTEM §10: captions 8.5 pt, body never under 9.5 pt


@pytest.fixture(scope="module")
def kept() -> Iterator[list[Document]]:
    """Documents that other programs read at the end."""
    found: list[Document] = []
    yield found
    found.clear()


def lost(views: Sequence[SheetView | JudgementView], pdf: bytes) -> Counter[str]:
    """Characters of the views that the PDF has too few of."""
    wanted = Counter("".join(as_printed(text) for view in views for text in view_texts(view)))
    wanted.subtract(Counter(squeezed("".join(texts(pdf)))))
    return Counter({ch: count for ch, count in wanted.items() if count > 0})


def too_small_or_outside(document: Document, paper: Paper) -> list[object]:
    """Glyphs beyond a margin, captions under 8.5 pt, marked texts under 9.5 pt."""
    found: list[object] = []
    for page in range(document.pages):
        for glyph in glyphs(document.pdf, page):
            inside = (
                glyph.left >= paper.left - 0.2
                and glyph.right <= paper.width - paper.right + 0.2
                and glyph.top >= paper.top - 0.2
                and glyph.bottom <= paper.height - paper.bottom + 0.2
            )
            if not inside or glyph.size < (BODY if glyph.text == MARK else CAPTION):
                found.append((page, glyph))
    return found


def unprintable(views: Sequence[SheetView | JudgementView]) -> set[str]:
    """What the fonts can't draw, found one character at a time."""
    return {
        ch
        for view in views
        for text in view_texts(view)
        for ch in printable(text)
        if ch not in {GETA, "\n"} and glyphs_of(Face.TEXT)[ch][1] == GETA
    }


def reported(found: Sequence[MissingGlyphs]) -> set[str]:
    return {ch for one in found for ch in one.characters}


def fuzzed_job(job: PrintJob, seed: int, language: str) -> PrintJob:
    """Every third office and venue is strange, too."""
    if seed % 3:
        return replace(job, language=language)
    fuzz = Fuzz(-1 - seed)
    return replace(
        job,
        language=language,
        maker=fuzz.line(),
        session=fuzz.line(),
        edition=fuzz.line(),
        practice=bool(seed % 2),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_case_sheets(job: PrintJob, kept: list[Document], seed: int):
    paper, language = (A3, A4)[seed % 2], ("ja", "ja", "en")[seed % 3]
    views = [Fuzz(seed * IN_ONE + place).sheet(language) for place in range(IN_ONE)]
    document = case_sheet(views, fuzzed_job(job, seed, language), paper.name)
    assert not lost(views, document.pdf)
    assert not too_small_or_outside(document, paper)
    gaps = [gap for view in views for gap in missing_in_case_sheet(view)]
    assert reported(gaps) == unprintable(views)
    if seed % SAMPLE == 0:
        kept.append(document)


@pytest.mark.parametrize("seed", SEEDS)
def test_judgement_sheets(job: PrintJob, kept: list[Document], seed: int):
    language = ("ja", "ja", "en")[seed % 3]
    views = [Fuzz(seed * IN_ONE + place).judgement(language) for place in range(IN_ONE)]
    document = judgement_sheet(views, fuzzed_job(job, seed, language))
    assert not lost(views, document.pdf)
    assert not too_small_or_outside(document, A4)
    gaps = [gap for view in views for gap in missing_in_judgement_sheet(view)]
    assert reported(gaps) == unprintable(views)
    if seed % SAMPLE == 0:
        kept.append(document)


def test_other_programs_read_them(kept: list[Document], tmp_path: Path):
    """Every page object of the sample goes through qpdf, in one merged file."""
    qpdf = shutil.which("qpdf")
    merged = pikepdf.new()
    for number, document in enumerate(kept):
        (tmp_path / f"{number}.pdf").write_bytes(document.pdf)
        with pikepdf.open(tmp_path / f"{number}.pdf") as pdf:
            assert pdf.check_pdf_syntax() == []
            merged.pages.extend(pdf.pages)
    merged.save(tmp_path / "merged.pdf")
    if qpdf is None:
        return  # pikepdf has read them with the same library
    for path in sorted(tmp_path.iterdir()):
        done = subprocess.run(  # noqa: S603 - the program that was found
            [qpdf, "--check", str(path)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, "WARNING" in done.stdout + done.stderr) == (0, False)
