"""The file itself: what it says of itself, copies, sameness, the preview."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.care import disclosure
from app.reports.case_sheet import case_sheet
from app.reports.job import A3, A4
from app.reports.judgement_sheet import judgement_sheet
from app.reports.preview import page_image, page_images, page_sizes
from tests.checkers import NOBODY
from tests.reports.conftest import JobMaker
from tests.reports.pdf_reading import (
    MM,
    boxes,
    ink_outside_margins,
    misplaced,
    squeezed,
    text_of,
    texts,
)


def test_the_file_names_no_person_and_says_its_language(sheets, job):
    with pikepdf.open(io.BytesIO(case_sheet(sheets[:2], job).pdf)) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert info["/Title"] == "多職種合同カンファレンス 事例シート　第27回（包括版）"
        assert info["/Author"] == info["/Creator"] == "くらしカンファ"
        assert info["/CreationDate"] == "D:20260615090000+09'00'"
        assert str(pdf.Root.Lang) == "ja"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert not any("けやき" in value for value in info.values())


def test_english_paper_says_so(sheets, job_with: JobMaker):
    with pikepdf.open(io.BytesIO(case_sheet(sheets[:1], job_with(language="en")).pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_equal_jobs_make_equal_files(sheets, job):
    assert case_sheet(sheets[:2], job).pdf == case_sheet(sheets[:2], job).pdf


def test_copies_share_one_layout(sheets, job, job_with: JobMaker):
    one = case_sheet(sheets[:4], job)
    many = case_sheet(sheets[:4], job_with(copies=52))
    assert len(many.pdf) <= 3 * len(one.pdf)
    with pikepdf.open(io.BytesIO(many.pdf)) as pdf:
        forms = [
            o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"
        ]
        assert len(pdf.pages) == 104
        assert len(forms) == 2
    assert "052/052" in squeezed(texts(many.pdf)[-1])


def test_a_thousand_copies_have_four_digits(sheets, job_with: JobMaker):
    pdf = case_sheet(sheets[:1], job_with(copies=1000)).pdf
    assert "0001/1000" in squeezed(text_of(pdf, 0))
    assert "1000/1000" in squeezed(text_of(pdf, 999))


def test_the_file_is_sound(sheets, job):
    with pikepdf.open(io.BytesIO(case_sheet(sheets, job).pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("dpi", [72, 96])
def test_the_preview_is_the_page(sheets, job, dpi):
    pages = page_images(case_sheet(sheets[:4], job).pdf, dpi)
    assert len(pages) == 2
    for width, height, rgba in pages:
        assert width == pytest.approx(A3.width / MM * dpi / 72, abs=1)
        assert height == pytest.approx(A3.height / MM * dpi / 72, abs=1)
        assert len(rgba) == width * height * 4
        assert rgba[:4] == b"\xff\xff\xff\xff"
        assert b"\x00\x00\x00\xff" in rgba


@pytest.mark.parametrize("language", ["ja", "en", "pseudo"])
def test_every_language_stays_inside_the_margins(cases, job_with: JobMaker, language):
    """Practice paper has one mark more in its head; pseudo texts are 40 % longer."""
    job = job_with(language=language, practice=True)
    views = [disclosure.sheet(case, NOBODY, lang=language) for case in cases[:4]]
    judged = [disclosure.judgement_sheet(case, NOBODY, lang=language) for case in cases[:4]]
    papers = [
        (case_sheet(views, job), A3, 2),
        (case_sheet(views, job, "A4"), A4, 4),
        (judgement_sheet(judged, job), A4, 4),
    ]
    for document, paper, pages in papers:
        assert document.pages == pages
        for page in range(pages):
            assert ink_outside_margins(document.pdf, page, paper) == 0


def test_accents_of_the_title_stay_below_the_margin(sheets, job_with: JobMaker):
    """Ǘ of the fallback font reaches 1.09 em above its base line; the title's line has 1.01."""
    made = case_sheet(sheets[:1], job_with(edition="Ǘ第27回"), "A4")
    assert misplaced(made.pdf, A4) == []
    plain = case_sheet(sheets[:1], job_with(edition="U第27回"), "A4")
    assert min(box.top for box in boxes(plain.pdf)[0] if box.is_text) < A4.top + 1.0


def test_one_page_of_the_preview_is_that_page(sheets, job):
    pdf = case_sheet(sheets[:4], job).pdf
    assert page_image(pdf, 1, 40) == page_images(pdf, 40)[1]
    assert page_sizes(pdf) == [pytest.approx((A3.width / MM, A3.height / MM), abs=0.01)] * 2
