"""Whatever people type, paper shows all of it, in a legible size, inside the margins."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.care.disclosure import JudgementRow, JudgementView, SheetHead, SheetView
from app.care.disclosure.sheet import DatedLine, MedicationLine
from app.reports.case_sheet import case_sheet
from app.reports.job import A3, A4, PrintJob
from app.reports.judgement_sheet import judgement_sheet
from tests.reports.pdf_reading import glyphs, squeezed, texts
from tests.reports.view_texts import as_printed, view_texts

# Kana, kanji of JIS planes 1 and 2, rare and variant forms, marks, markup, emoji, bidi, controls.
_PIECES = [
    "腰が痛み", "、", "。", "「", "」", "（", "）", "っ", "ー", "々", "　", " ", "・", "①", "2回", "49.8kg",
    "𠮷", "𫝆", "𠀋", "髙﨑", "葛\U000e0100", "神\ufa19", "か\u3099", "Ⅱb", "℃", "㎏", "ﾔﾏﾀﾞ",
    "<b>&\"'", "</para>", "<img src='/x'>", "{x}", "%s", "\\", "($)", "Hoehn・Yahr", "x" * 40,
    "😀", "👨\u200d👩\u200d👧", "☑", "\u202eabc", "\u200b", "\u00ad", "\x07", "\ue000", "é", "ñ", "Ж", "\n",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)
LONG = st.one_of(WORDS, st.builds(lambda text, times: text * times, WORDS, st.integers(1, 25)))
LINE = WORDS.map(lambda text: text.replace("\n", ""))
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])

HEADS = st.builds(
    SheetHead,
    language=st.sampled_from(("ja", "en")),
    order=st.integers(1, 12),
    case_no=st.just("No.101（仮名）"),
    pseudonym=LINE,
    age_sex=st.just("84歳 女"),
    care_level=st.just("要支援1（新規）"),
    staff=LINE,
    session_line=st.just("第27回 多職種合同カンファレンス（包括版）　令和8年6月18日（木）"),
)
SHEETS = st.builds(
    SheetView,
    head=HEADS,
    independence=st.just("A1 ・ 自立"),
    features=LINE,
    feature_note=LONG,
    body=st.just("148.0cm　52.0kg（23.7）"),
    first_visit=st.just("令和8年3月27日"),
    housing=LONG,
    family=LONG,
    conditions=st.lists(st.builds(DatedLine, WORDS, WORDS), max_size=12).map(tuple),
    medications=st.lists(st.builds(MedicationLine, WORDS, WORDS), max_size=40).map(tuple),
    medication_count=st.integers(0, 40),
    issues=st.lists(WORDS, max_size=8).map(tuple),
    wish=LONG,
    assessment=LONG,
    formal=st.lists(WORDS, max_size=6).map(tuple),
    informal=st.lists(WORDS, max_size=6).map(tuple),
    monitoring=st.lists(st.builds(DatedLine, WORDS, WORDS), max_size=4).map(tuple),
    conference_time=LONG,
    points=st.lists(WORDS, max_size=8).map(tuple),
    notes=st.lists(WORDS, max_size=2).map(tuple),
)
ROWS = st.builds(
    JudgementRow,
    domain=st.just("ADL"),
    label=st.just("室内歩行"),
    before=st.sampled_from((None, "O1", "D2", "X1", "NA")),
    predicted=st.sampled_from((None, "O1", "D2", "X1", "NA")),
    arrow=st.sampled_from(("", "up", "down")),
    personal=LONG,
    environment=WORDS,
    improved=st.booleans(),
)


def lost(views: list[SheetView] | list[JudgementView], pdf: bytes) -> Counter[str]:
    """Characters of the views that the PDF has too few of (hyphens a reader joins aside)."""
    wanted = Counter("".join(as_printed(text) for view in views for text in view_texts(view)))
    wanted.subtract(Counter(squeezed("".join(texts(pdf)))))
    return Counter({ch: count for ch, count in wanted.items() if count > 0})


def too_small_or_outside(pdf: bytes, pages: int, paper: object) -> list[object]:
    found = []
    for page in range(pages):
        for glyph in glyphs(pdf, page):
            inside = (
                glyph.left >= paper.left - 0.2
                and glyph.right <= paper.width - paper.right + 0.2
                and glyph.top >= paper.top - 0.2
                and glyph.bottom <= paper.height - paper.bottom + 0.2
            )
            if not inside or glyph.size < 8.49:
                found.append((page, glyph))
    return found


@given(st.lists(SHEETS, min_size=1, max_size=2), st.sampled_from((A3, A4)))
@FEW
def test_case_sheets(job: PrintJob, views: list[SheetView], paper):
    document = case_sheet(views, replace(job, language=views[0].head.language), paper.name)
    assert not lost(views, document.pdf)
    assert not too_small_or_outside(document.pdf, document.pages, paper)


@given(HEADS, st.lists(ROWS, min_size=1, max_size=24).map(tuple), WORDS)
@FEW
def test_judgement_sheets(job: PrintJob, head, rows, note):
    view = JudgementView(
        head=head,
        household="ひとり暮らし",
        rows=rows,
        improved_count=sum(row.improved for row in rows),
        total_count=len(rows),
        notes=(note,),
    )
    document = judgement_sheet([view], replace(job, language=head.language))
    assert not lost([view], document.pdf)
    assert not too_small_or_outside(document.pdf, document.pages, A4)
