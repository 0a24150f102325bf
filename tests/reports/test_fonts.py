"""Which font draws which character, and what is told about those nobody has."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.reports.fonts import (
    GETA,
    MM_PER_PT,
    Face,
    MissingGlyphs,
    glyphs,
    loaded,
    missing_glyphs,
    printable,
    runs,
    width,
)
from app.reports.pen import Pen
from app.reports.text import Paragraph, Style
from app.reports.variants import USUAL, sequences


def test_common_text_is_one_run_of_the_text_face():
    assert runs("要支援1（新規）○△×—〃①", Face.TEXT) == [(Face.TEXT, "要支援1（新規）○△×—〃①")]


def test_rare_kanji_come_from_the_fallback_and_the_rest_stays():
    assert runs("𠮷野家と𫝆井", Face.BOLD) == [
        (Face.FALLBACK, "𠮷"),
        (Face.BOLD, "野家と"),
        (Face.FALLBACK, "𫝆"),
        (Face.BOLD, "井"),
    ]


def test_a_character_no_font_has_is_printed_as_a_geta_never_as_a_box():
    assert runs("犬😀猫", Face.TEXT) == [(Face.TEXT, f"犬{GETA}猫")]


def test_missing_characters_are_reported_by_place():
    report = missing_glyphs(
        [
            ("1 けやき 生活課題", "猫😀が好き。😀☑"),
            ("1 けやき 住環境", "𠮷田町"),
            ("2 つばき 担当", "\ue000さん"),
        ]
    )
    assert report == (
        MissingGlyphs("1 けやき 生活課題", "😀☑"),
        MissingGlyphs("2 つばき 担当", "\ue000"),
    )


def test_printable_drops_what_cannot_be_seen_and_keeps_names():
    assert printable("葛\U000e0101城") == "葛城"  # the usual form
    assert printable("☎\ufe0f\U000e0100") == "☎"
    assert printable("葛\U000e0100\U000e0101城") == "葛\U000e0100城"
    assert printable("か\u3099くせい") == "がくせい"
    assert printable("神\ufa19") == "神\ufa19"  # somebody's name: not folded
    assert printable("a\r\nb\x0bc\u2028d") == "a\nb\nc\nd"
    assert printable("左\u202e右\u200b端\ufeff") == "左右端"
    assert printable("a\u00a0b\u2003c\td　e") == "a b c d　e"
    assert printable("半\ud83d分") == "半分"


def test_a_mark_after_an_invisible_character_folds_no_name():
    """Found by the fuzz: what was dropped first let the second pass fold 神 to the usual form."""
    typed = "神\ufa19\u200b\u0320か\u200b\u3099"
    assert printable(typed) == printable(printable(typed)) == "神\ufa19\u0320が"


@given(
    st.text(st.sampled_from("神\ufa19か葛\u200b\u0320\u3099\ufe00\U000e0100\r\n\x85a "), max_size=9)
)
def test_what_is_printable_stays_as_it_is(text: str):
    assert printable(printable(text)) == printable(text)


@given(st.text(max_size=60))
def test_every_text_is_drawable(text: str):
    """ReportLab would print an empty box: no run may hold a character its face lacks."""
    for face, part in runs(printable(text).replace("\n", ""), Face.TEXT):
        assert all(ord(ch) in loaded(face).face.charToGlyph for ch in part)


def test_width_adds_up_the_advances_of_each_face():
    assert width("漢字", Face.TEXT, 10) * 72 / 25.4 == 20.0
    assert glyphs(Face.TEXT)["𠮷"][2] == 1000.0


def test_a_kanji_beyond_the_bmp_can_be_searched_in_the_pdf():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, initialFontName=loaded(Face.TEXT).fontName)
    canvas.setFont(loaded(Face.FALLBACK).fontName, 12)
    canvas.drawString(72, 72, "𠮷𫝆")
    canvas.save()
    page = pypdfium2.PdfDocument(buffer.getvalue())[0]
    assert page.get_textpage().get_text_bounded() == "𠮷𫝆"


def test_characters_that_share_a_glyph_are_told_apart_in_the_pdf():
    table = loaded(Face.TEXT).face.charToGlyph
    assert table[ord("𩿎")] == table[ord("𩿗")]
    assert drawn("鮎𩿎鮎𩿗")[1] == "鮎𩿎鮎𩿗"
    assert drawn("𩿎")[0] == drawn("𩿗")[0]


@pytest.mark.parametrize("name", Face)
def test_no_face_draws_a_glyph_out_of_others(name: Face):
    """A subset copies outlines as they are; one that refers to others begins below zero."""
    face = loaded(name).face
    start = face.get_table_pos("glyf")[0]
    outlines = (start + begin for begin, end in pairwise(face.glyphPos) if end > begin)
    assert not any(face._ttf_data[at] & 0x80 for at in outlines)


def drawn(text: str, face: Face = Face.TEXT) -> tuple[bytes, str]:
    """The pixels of a line, and what a reader copies out of it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 40), initialFontName=loaded(Face.TEXT).fontName)
    Pen(canvas, 40 * MM_PER_PT).text(2, 2, text, Style(face, 20, 24))
    canvas.save()
    page = pypdfium2.PdfDocument(buffer.getvalue())[0]
    return bytes(page.render(scale=2).buffer), page.get_textpage().get_text_bounded()


@pytest.mark.parametrize("face", [Face.TEXT, Face.BOLD])
def test_the_form_of_a_kanji_that_a_name_is_written_with_is_printed(face: Face):
    usual, _ = drawn("葛城", face)
    pixels, text = drawn("葛\U000e0100城", face)
    assert pixels != usual
    assert text == "葛\U000e0100城"
    assert drawn("葛\U000e0101城", face)[0] == usual
    assert width("葛\U000e0100城", face, 10) == width("葛城", face, 10)


def test_a_form_only_the_fallback_has_comes_from_there():
    fallback, own = (sequences(f.value) for f in (Face.FALLBACK, Face.TEXT))
    pair = next(p for p, glyph in fallback.items() if glyph != USUAL and p not in own)
    [(face, ch)] = runs(printable(pair), Face.TEXT)
    assert face is Face.FALLBACK
    assert ch != pair[0]


def test_a_form_no_font_has_is_printed_as_usual_and_reported():
    name = "葛\U000e01ef城"
    assert printable(name) == "葛城"
    assert missing_glyphs([("1 けやき 担当", name)]) == (
        MissingGlyphs("1 けやき 担当", "", "葛\U000e01ef"),
    )


def test_a_code_typed_by_somebody_never_becomes_another_form():
    [(_, code)] = runs("葛\U000e0100", Face.TEXT)
    assert runs(code, Face.TEXT) == [(Face.TEXT, GETA)]
    assert missing_glyphs([("", code)]) == (MissingGlyphs("", code),)


def test_a_selector_stays_on_the_line_of_its_kanji():
    lines = Paragraph("葛\U000e0100" * 9).wrap(10, 5 * 10 * MM_PER_PT)
    assert [line.text for line in lines] == ["葛\U000e0100" * 5, "葛\U000e0100" * 4]
