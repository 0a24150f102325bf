"""Whatever people type, paper shows all of it, in a legible size, inside the margins.

A few documents run with the suite. ``KURASHI_FUZZ_CASES=2000`` draws that many cases of each
paper (some minutes), ``500-1000`` a part of them; each document is made again by the seed in
its name.
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
from app.reports.case_sheet import case_sheet_pages
from app.reports.document import Document, Page, make_document
from app.reports.fonts import GETA, Face, MissingGlyphs, printable
from app.reports.fonts import glyphs as glyphs_of
from app.reports.job import A3, A4, PrintJob
from app.reports.judgement_sheet import judgement_sheet_pages
from app.reports.unprintable import missing_in_case_sheet, missing_in_judgement_sheet
from tests.reports.accounting import (
    Printed,
    account,
    frame_labels,
    frame_texts,
    judgement_labels,
    judgement_texts,
    sheet_labels,
    sheet_texts,
    unexplained,
)
from tests.reports.fuzzed import Fuzz
from tests.reports.pdf_reading import Run, misplaced, runs, squeezed, texts
from tests.reports.view_texts import view_texts

IN_ONE = 2  # cases of one document, as on an A3 page
FIRST, CASES = (
    int(n or 0) for n in os.environ.get("KURASHI_FUZZ_CASES", "16").rpartition("-")[::2]
)
SEEDS = range(FIRST // IN_ONE, (CASES + IN_ONE - 1) // IN_ONE)
SAMPLE = 20  # every so many documents one goes to qpdf


@pytest.fixture(scope="module")
def kept() -> Iterator[list[Document]]:
    """Documents that other programs read at the end."""
    found: list[Document] = []
    yield found
    found.clear()


def is_accounted_for(
    views: Sequence[SheetView] | Sequence[JudgementView], pages: Sequence[Page], made: Document
) -> None:
    """Head and foot on each page, then the texts of the views, then nothing but labels."""
    drawn = runs(made.pdf)
    read = squeezed("".join(texts(made.pdf)))
    assert Counter("".join(run.text for run in drawn)) == Counter(read)  # as another reader has it
    left: list[Run] = []
    for number, page in enumerate(pages):
        on_page = [run for run in drawn if run.page == number]
        wrong, others = account(on_page, frame_texts(page.frame))
        assert not wrong, number
        left += others
    wrong, left = account(left, [text for view in views for text in texts_of(view)])
    assert not wrong
    labels = [*frame_labels(pages[0].frame.job.language, len(pages))]
    labels += [label for view in views for label in labels_of(view)]
    assert not unexplained(left, labels)


def texts_of(view: SheetView | JudgementView) -> Iterator[Printed]:
    return sheet_texts(view) if isinstance(view, SheetView) else judgement_texts(view)


def labels_of(view: SheetView | JudgementView) -> Iterator[str]:
    return sheet_labels(view) if isinstance(view, SheetView) else judgement_labels(view)


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
    own = fuzzed_job(job, seed, language)
    pages = case_sheet_pages(views, own, paper.name)
    document = make_document(pages, own, "x")
    is_accounted_for(views, pages, document)
    assert not misplaced(document.pdf, paper)
    gaps = [gap for view in views for gap in missing_in_case_sheet(view)]
    assert reported(gaps) == unprintable(views)
    if seed % SAMPLE == 0:
        kept.append(document)


@pytest.mark.parametrize("seed", SEEDS)
def test_judgement_sheets(job: PrintJob, kept: list[Document], seed: int):
    language = ("ja", "ja", "en")[seed % 3]
    views = [Fuzz(seed * IN_ONE + place).judgement(language) for place in range(IN_ONE)]
    own = fuzzed_job(job, seed, language)
    pages = judgement_sheet_pages(views, own)
    document = make_document(pages, own, "x")
    is_accounted_for(views, pages, document)
    assert not misplaced(document.pdf, A4)
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
