"""The judgement sheet: 18 rows, ratings, frames, factors, key."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from app.care import disclosure
from app.care.ratings import symbol
from app.reports.job import A4
from app.reports.judgement_sheet import judgement_sheet
from app.reports.unprintable import missing_in_job, missing_in_judgement_sheet
from tests.checkers import NOBODY
from tests.reports.accounting import account, judgement_texts
from tests.reports.conftest import JobMaker
from tests.reports.pdf_reading import (
    fonts,
    glyphs,
    ink_outside_margins,
    runs,
    sizes_mm,
    squeezed,
    texts,
)
from tests.reports.view_texts import as_printed, view_texts


def test_all_samples_stand_on_one_page_each(judgements, job):
    document = judgement_sheet(judgements, job)
    found = texts(document.pdf)
    assert document.pages == len(found) == 10
    for view, page in zip(judgements, found, strict=True):
        text = squeezed(page)
        for line in view_texts(replace(view, improved_count=0, total_count=0)):
            assert as_printed(line) in text, line
        for line in view.head.session_line.split("　"):
            assert squeezed(line) in text
        assert f"改善の見込み{view.improved_count}/{view.total_count}項目" in text
    for wide, high in sizes_mm(document.pdf):
        assert (wide, high) == (pytest.approx(210, abs=0.05), pytest.approx(297, abs=0.05))


def test_ratings_and_arrows_can_be_searched_in_their_order(judgements, job):
    for view, page in zip(judgements, texts(judgement_sheet(judgements, job).pdf), strict=True):
        rest = squeezed(page)
        for row in view.rows:
            start = rest.index(row.label)
            marks = symbol(row.before) + symbol(row.predicted) + "↑" * row.improved
            if row.arrow != "down":
                assert rest[start:].startswith(row.label + marks), row.label
            rest = rest[start + len(row.label) :]


def test_every_improvement_has_a_thick_frame(judgements, job):
    """Frames of 0.6 mm are the only boxes of that stroke."""
    with pikepdf.open(io.BytesIO(judgement_sheet(judgements, job).pdf)) as document:
        for view, page in zip(judgements, document.pages, strict=True):
            form = next(
                f for n, f in page.Resources.XObject.items() if f"{n} Do".encode() in used(page)
            )
            boxes = re.findall(rb"1\.700787 w\s+n\s+[\d. ]+ re S", form.read_bytes())
            assert len(boxes) == view.improved_count


def used(page: pikepdf.Page) -> bytes:
    """The content stream of the page itself, which names the shared form it places."""
    return page.Contents.read_bytes()


def test_nothing_stands_outside_the_margins(judgements, job):
    document = judgement_sheet(judgements[:3], job)
    for page in range(3):
        assert ink_outside_margins(document.pdf, page, A4) == 0
        assert all(glyph.size >= 8.5 for glyph in glyphs(document.pdf, page))


def test_only_embedded_subsets(judgements, job):
    found = fonts(judgement_sheet(judgements, job).pdf)
    assert all(name[6] == "+" for name in found)
    assert all(found.values())


def with_factor(view, text, rows=slice(0, 1)):
    changed = list(view.rows)
    changed[rows] = [replace(row, personal=text) for row in changed[rows]]
    return replace(view, rows=tuple(changed))


def test_a_row_grows_for_a_longer_factor(judgements, job):
    text = "夜間のトイレが三、四回あり、廊下でふらつくことがあるので、灯りをつけて手すりを伝う。"
    document = judgement_sheet([with_factor(judgements[0], text)], job)
    assert document.pages == 1
    assert text in squeezed(texts(document.pdf)[0])


def test_what_no_row_can_take_continues(judgements, job):
    text = "".join(f"困りごと{number:04d}が続く。" for number in range(150))
    view = with_factor(judgements[0], text, slice(0, 4))
    document = judgement_sheet([view], job)
    found = squeezed("".join(texts(document.pdf)))
    assert document.pages > 1
    assert "室内歩行の個人因子（続き）" in found
    assert "→続きのページへ" in squeezed(texts(document.pdf)[0])
    wrong, _ = account(runs(document.pdf), judgement_texts(view))
    assert not wrong
    for page in range(document.pages):
        assert ink_outside_margins(document.pdf, page, A4) == 0


def test_a_longer_item_list_takes_a_second_page(judgements, job):
    view = judgements[0]
    document = judgement_sheet([replace(view, rows=view.rows * 2, total_count=36)], job)
    found = [squeezed(text) for text in texts(document.pdf)]
    assert document.pages == 2
    assert sum(text.count("社会参加") for text in found) == 2
    assert all("自立度" in text for text in found)


def test_unrated_and_not_applicable(judgements, job):
    rows = (
        replace(judgements[0].rows[0], before=None, predicted=None, arrow="", improved=False),
        replace(judgements[0].rows[1], before="NA", predicted="NA", arrow="", improved=False),
    )
    found = squeezed(texts(judgement_sheet([replace(judgements[0], rows=rows)], job).pdf)[0])
    assert f"{rows[0].label}{rows[0].personal}" in found
    assert f"{rows[1].label}——" in found


def test_english(cases, job_with: JobMaker):
    views = [disclosure.judgement_sheet(case, NOBODY, lang="en") for case in cases]
    document = judgement_sheet(views, job_with(language="en"))
    assert document.pages == 10
    found = squeezed(texts(document.pdf)[0])
    for label in ("ADLandIADLratings", "Walkingindoors", "Predicted", "Sameasabove", "Fullhelp"):
        assert label in found
    assert ink_outside_margins(document.pdf, 0, A4) == 0


def test_what_cannot_be_printed_in_a_note_or_in_the_head_is_reported(judgements, job):
    view = replace(judgements[0], notes=("😀",))
    assert [gap.characters for gap in missing_in_judgement_sheet(view)] == ["😀"]
    gaps = missing_in_job(replace(job, maker="☑課", session="7階☑"))
    assert [(gap.place, gap.characters) for gap in gaps] == [("会議名・会場", "☑"), ("作成者", "☑")]
