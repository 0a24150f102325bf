"""The forms to fill in by hand: every label of the sheet, every step of a scale, no name."""

from __future__ import annotations

import pytest

from app.care import checklist, scales
from app.care.codes import interests
from app.care.field_names import field_label
from app.care.items import items
from app.reports.blank_forms import blank_forms
from app.reports.job import A4
from tests.reports.conftest import JobMaker
from tests.reports.pdf_reading import glyphs, ink_outside_margins, squeezed, texts
from tests.reports.test_packet import outline

CELLS = (
    "case_no", "conference_date", "staff", "first_visit_date", "care_level",
    "previous_care_level", "feature_codes", "housing", "household", "conditions", "medications",
    "life_issues", "formal_services", "informal_supports", "agenda_points", "consent",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_label_stands_on_its_form(job_with: JobMaker, lang: str):
    made = blank_forms(job_with(language=lang))
    text = squeezed("".join(texts(made.pdf)))
    wanted = [field_label(cell, lang) for cell in CELLS]
    wanted += [scales.care_level_label(code, lang) for code in scales.care_levels()]
    wanted += [scales.dementia_label(code, lang) for code in scales.dementia_scale()]
    wanted += [scales.household_label(code, lang) for code in scales.household_types()]
    wanted += [item.label(lang) for item in items()]
    wanted += [interests()[place].label(lang) for place in (0, 20, 45)]
    wanted += [question.label(lang) for question in checklist.questions()]
    wanted += [criterion.rule(lang) for criterion in checklist.criteria()]
    # A cell of two lines is read beside its neighbour: words, not whole labels, are looked for.
    lost = [word for label in wanted for word in label.split() if word not in text]
    assert not lost
    assert not [
        glyph for page in range(made.pages) for glyph in glyphs(made.pdf, page) if glyph.size < 8.49
    ]
    assert not sum(ink_outside_margins(made.pdf, page, A4) for page in range(made.pages))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_form_is_one_sheet_and_no_word_of_it_is_cut(job_with: JobMaker, lang: str):
    edition = "第27回（包括版）" if lang == "ja" else "No. 27 (Support)"
    made = blank_forms(job_with(language=lang, edition=edition))
    assert [page for _, _, page in outline(made.pdf)] == [1, 3, 4, 5]
    assert made.pages == 5
    words = set(" ".join(texts(made.pdf)).split())
    cut = (
        {"Movement", "Curious", "Independence,", "(BMI)"} if lang == "en" else {"興味が", "してみ"}
    )
    assert cut <= words


def test_each_form_is_found_in_the_outline_and_answers_score_as_officially(job):
    made = blank_forms(job)
    assert [(title.split("（")[0], page) for _, title, page in outline(made.pdf)] == [
        ("事例シート", 1),
        ("ADL・IADLの判定", 3),
        ("基本チェックリスト", 4),
        ("興味・関心チェックシート", 5),
    ]
    pages = [squeezed(page) for page in texts(made.pdf)]
    assert "バス・電車で一人で外出0.はい1.いいえ" in pages[3]
    assert "この1年の転倒1.はい0.いいえ" in pages[3]
    assert "47その他" in pages[4]
    assert "配付番号" not in "".join(pages)
