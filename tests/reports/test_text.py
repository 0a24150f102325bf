"""Line breaking: nothing lost, kinsoku kept, words whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.fonts import Face, printable, width
from app.reports.text import NO_LINE_END, NO_LINE_START, Paragraph, paragraphs

PROSE = (
    "妻を亡くしてから食事を作れず、菓子パンと惣菜で1日2食。半年で4.2kgやせた。"
    "「また公民館で囲碁を打ちたい」（本人）。週2回の「もどるリハ」に、令和7年11月から通う。"
)
TROUBLE = st.text(st.sampled_from("あっー。、」「（）・ABc129.%年月回 　漢🙂𠮷々"), max_size=80)


def lines(text: str, wide: float, size: float = 11) -> list[str]:
    return [line.text for line in Paragraph(text).wrap(size, wide)]


@given(TROUBLE, st.floats(8, 120))
def test_no_character_is_lost_or_added(text: str, wide: float):
    text = printable(text)
    assert re.sub(r"\s", "", "".join(lines(text, wide))) == re.sub(r"\s", "", text)


@given(TROUBLE, st.floats(8, 120))
def test_no_line_is_wider_than_its_column(text: str, wide: float):
    for line in Paragraph(printable(text)).wrap(11, wide):
        assert line.indent + width(line.text, Face.TEXT, 11) <= wide + 0.01


@pytest.mark.parametrize("wide", range(24, 90, 3))
def test_kinsoku_holds_at_every_width(wide: float):
    for line in lines(PROSE, wide)[1:]:
        assert line[0] not in NO_LINE_START
    for line in lines(PROSE, wide)[:-1]:
        assert line[-1] not in NO_LINE_END


@pytest.mark.parametrize("wide", range(24, 90, 3))
def test_figures_stay_with_their_units(wide: float):
    assert any("4.2kg" in line for line in lines(PROSE, wide))
    assert any("令和7年11月" in line for line in lines(PROSE, wide))
    assert any("1日" in line for line in lines(PROSE, wide))


def test_a_word_moves_to_the_next_line_whole():
    assert lines("現在は Hoehn-Yahr 3 です", 27) == ["現在は", "Hoehn-Yahr", "3 です"]


def test_a_word_wider_than_the_line_is_cut_and_not_lost():
    assert "".join(lines("x" * 90, 30)) == "x" * 90
    assert len(lines("x" * 90, 30)) > 3


def test_a_single_character_gets_company_on_the_last_line():
    text = "店まで一キロ長女が週に一度買い出し"
    assert lines(text, 16 * 11 * 25.4 / 72 + 0.1)[-1] == "出し"


def test_following_lines_of_a_bullet_begin_under_its_text():
    first, second = Paragraph("・腰が痛み、台所に立てるのは15分まで。").wrap(11, 40)[:2]
    assert first.indent == 0.0
    assert second.indent == pytest.approx(width("・", Face.TEXT, 11))
    assert Paragraph("① こわさを減らす").hang == pytest.approx(1000 + 333.5, abs=1)
    assert Paragraph("1.5倍に増えた").hang == 0.0


def test_the_rest_of_a_parted_paragraph_keeps_its_indent_and_text():
    whole = Paragraph("・" + "浴槽の出入りがこわく、二か月シャワーだけ。" * 4)
    cut = whole.wrap(11, 40)
    rest = whole.rest(cut[2].start)
    assert [line.text for line in rest.wrap(11, 40)] == [line.text for line in cut[2:]]
    assert rest.wrap(11, 40)[0].indent == cut[2].indent


@given(TROUBLE, st.floats(8, 120))
def test_counting_lines_agrees_with_setting_them(text: str, wide: float):
    paragraph = Paragraph(printable(text))
    assert paragraph.count(11, wide) == len(paragraph.wrap(11, wide))


def test_paragraphs_are_the_typed_lines_without_empty_ones():
    assert [p.text for p in paragraphs("一\n\n  \n二  \r\n三")] == ["一", "二", "三"]
    assert paragraphs("") == ()
