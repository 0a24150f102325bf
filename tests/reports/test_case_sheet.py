"""The case sheet as people get it: every text, exact size, inside the margins."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from app.care import disclosure
from app.care.case import Case
from app.care.disclosure import SheetView
from app.care.disclosure.sheet import MedicationLine
from app.reports.case_sheet import case_sheet
from app.reports.job import A3, A4, PrintJob
from tests.checkers import NOBODY
from tests.reports.conftest import JobMaker
from tests.reports.pdf_reading import (
    fonts,
    glyphs,
    ink_outside_margins,
    misplaced,
    sizes_mm,
    squeezed,
    texts,
)
from tests.reports.view_texts import as_printed, view_texts

PAPERS = [("A3", (420.0, 297.0), A3), ("A4", (210.0, 297.0), A4)]
LONG = "".join(f"困りごと{number:04d}が続いている。" for number in range(400))


@pytest.mark.parametrize(("name", "size", "paper"), PAPERS)
def test_all_samples_stand_on_paper_whole(sheets, job, name, size, paper):
    document = case_sheet(sheets, job, name)
    found = [squeezed(text) for text in texts(document.pdf)]
    assert document.pages == len(found) == (5 if name == "A3" else 10)
    for view in sheets:
        page = found[(view.head.order - 1) // 2 if name == "A3" else view.head.order - 1]
        for text in view_texts(view):
            assert as_printed(text) in page, text
    for wide, high in sizes_mm(document.pdf):
        assert (wide, high) == (pytest.approx(size[0], abs=0.05), pytest.approx(size[1], abs=0.05))


@pytest.mark.parametrize(("name", "size", "paper"), PAPERS)
def test_nothing_stands_outside_the_margins(sheets, job, name, size, paper):
    document = case_sheet(sheets[:4], job, name)
    for page in range(document.pages):
        assert ink_outside_margins(document.pdf, page, paper) == 0
        for glyph in glyphs(document.pdf, page):
            assert glyph.left >= paper.left - 0.1
            assert glyph.right <= paper.width - paper.right + 0.1
            assert glyph.bottom <= paper.height - paper.bottom + 0.1
            assert glyph.size >= 8.5


def test_samples_keep_the_ten_point_body(sheets, job):
    """Typical cases fit two to a sheet in the type of the picture, 11 pt."""
    for page, view in enumerate(sheets[::2]):
        found = glyphs(case_sheet(sheets, job).pdf, page)
        wish = as_printed(view.wish)[0]
        assert any(g.text == wish and g.size == pytest.approx(12.5) for g in found)


def test_only_embedded_subsets_of_the_bundled_fonts(sheets, job):
    view = replace(sheets[0], wish="𠮷野さんに会いたい")
    found = fonts(case_sheet([view], job).pdf)
    assert all(re.match(r"[A-Z]{6}\+(BIZUDP?Gothic|NotoSansJP)-", name) for name in found)
    assert any("NotoSansJP" in name for name in found)
    assert all(found.values())


@pytest.mark.parametrize("name", ["A3", "A4"])
def test_a_long_text_continues_and_loses_nothing(sheets, job, name):
    view = replace(sheets[0], assessment=LONG)
    document = case_sheet([view, sheets[1]], job, name)
    found = texts(document.pdf)
    assert "ケアマネの見立て（続き）" in squeezed("".join(found))
    assert "→続きのページへ" in squeezed(found[0])
    numbers = [int(n) for n in re.findall(r"\d{4}", "".join(found)) if int(n) < 400]
    assert numbers == list(range(400))
    everything = squeezed("".join(found))
    for text in (*view_texts(replace(view, assessment="")), *view_texts(sheets[1])):
        assert as_printed(text) in everything
    for page in range(document.pages):
        assert ink_outside_margins(document.pdf, page, A3 if name == "A3" else A4) == 0


def test_forty_medicines_are_all_there(sheets, job):
    lines = tuple(MedicationLine(f"薬{n:02d}ナトリウム錠5mg", f"{n}日に1回") for n in range(40))
    found = squeezed("".join(texts(case_sheet([replace(sheets[0], medications=lines)], job).pdf)))
    for line in lines:
        assert f"{line.text}" in found
        assert line.usage in found


def test_a_cut_sheet_stays_at_ten_points(sheets, job):
    document = case_sheet([replace(sheets[0], assessment=LONG)], job)
    body = [g for g in glyphs(document.pdf, 0) if g.text == "困"]
    assert body
    assert all(glyph.size >= 9.5 for glyph in body)


def test_markup_typed_by_a_person_is_only_text(sheets, job):
    nasty = '<b>太字</b> & "引用" <img src="/etc/passwd"> {x} %s <a href="file:///">'
    pdf = case_sheet([replace(sheets[0], wish=nasty)], job).pdf
    assert as_printed(nasty) in squeezed(texts(pdf)[0])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        kinds = [o.get("/Subtype") for o in document.objects if isinstance(o, pikepdf.Dictionary)]
        assert "/Link" not in kinds
        assert "/Image" not in kinds


def test_a_missing_glyph_is_a_geta(sheets, job):
    found = squeezed(texts(case_sheet([replace(sheets[0], wish="猫😀と暮らす")], job).pdf)[0])
    assert "猫〓と暮らす" in found


def test_an_empty_case_is_a_form_to_write_on(job):
    view = disclosure.sheet(Case(consent=replace(Case().consent, person=True)), NOBODY)
    document = case_sheet([view], job)
    found = squeezed(texts(document.pdf)[0])
    for label in ("住環境", "医療情報", "望む暮らし（目標）", "ケアマネの見立て", "論点", "メモ"):
        assert label in found
    assert document.pages == 1


@pytest.mark.parametrize("name", ["A3", "A4"])
def test_english_labels(cases, job_with: JobMaker, name):
    views = [disclosure.sheet(case, NOBODY, lang="en") for case in cases[:2]]
    document = case_sheet(views, job_with(language="en", edition="No. 27"), name)
    found = squeezed("".join(texts(document.pdf)))
    for label in (
        "CONFIDENTIAL",
        "Housing",
        "Medicines(5)",
        "Desiredlife(goal)",
        "Notes",
        "Copy001",
    ):
        assert label in found
    for label in ("取扱注意", "住環境", "論点"):
        assert label not in found
    assert ink_outside_margins(document.pdf, 0, A3 if name == "A3" else A4) == 0


def test_practice_is_marked(sheets, job_with: JobMaker):
    assert "練習用" in texts(case_sheet(sheets[:1], job_with(practice=True)).pdf)[0]


def test_without_a_meeting_the_case_names_its_own(sheets, job_with: JobMaker):
    found = texts(case_sheet(sheets[:1], job_with(edition="", session="")).pdf)[0]
    assert squeezed(sheets[0].head.session_line) in squeezed(found)


def test_a_long_session_and_maker_push_the_body_down_not_out(sheets, job_with: JobMaker):
    job = job_with(session="とても長い会場の名前" * 20, maker="とても長い課の名前" * 12)
    for name, paper in (("A3", A3), ("A4", A4)):
        document = case_sheet(sheets[:2], job, name)
        found = squeezed(texts(document.pdf)[0])
        assert "とても長い会場の名前" * 20 in found
        assert "とても長い課の名前" * 12 in found
        assert ink_outside_margins(document.pdf, 0, paper) == 0


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    document = pypdfium2.PdfDocument(pdf)
    marks = [
        (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()
    ]
    document.close()
    return marks


def test_bookmarks_name_the_cases_by_their_plants(sheets: list[SheetView], job: PrintJob):
    marks = outline(case_sheet(sheets[:3], job).pdf)
    assert marks == [
        (0, "1 けやき No.101（仮名）", 0),
        (0, "2 つばき No.102（仮名）", 0),
        (0, "3 さくら No.103（仮名）", 1),
    ]


def test_copies_carry_their_own_number_and_outline(sheets, job_with: JobMaker):
    document = case_sheet(sheets[:4], job_with(copies=3))
    found = texts(document.pdf)
    assert document.pages == 2
    assert len(found) == 6
    for copy in range(3):
        for page in range(2):
            text = squeezed(found[copy * 2 + page])
            assert f"00{copy + 1}/003" in text
            assert f"配付番号00{copy + 1}" in text
            assert f"{page + 1}/2ページ" in text
    levels = [(level, title) for level, title, _ in outline(document.pdf)]
    assert levels.count((0, "配付番号 002")) == 1
    assert levels.count((1, "3 さくら No.103（仮名）")) == 3


def test_a_sheet_without_points_keeps_the_labels_apart(sheets, job):
    """論点 stood on メモ where nobody had written a point yet."""
    made = case_sheet([replace(sheets[0], points=())], job, "A4")
    assert misplaced(made.pdf, A4) == []


def test_no_mark_stands_before_nothing(sheets, job):
    view = replace(sheets[0], issues=("\u200b", "膝が痛い"), points=("", "階段をどうするか"))
    page = squeezed(texts(case_sheet([view], job).pdf)[0])
    assert "生活課題・膝が痛い" in page
    assert "論点①階段をどうするか" in page
