"""Cutting text into pieces and blocks into pages loses nothing and fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.conference import wall_fit as fit

WORDS = st.text(alphabet="あいう漢字ー、。「」（） abcXYZ0123456789.%\n", max_size=160)


@given(text=WORDS, width=st.integers(150, 1700), lines=st.integers(1, 4))
def test_pieces_fit_and_hold_every_sign(text: str, width: int, lines: int) -> None:
    found = fit.pieces(text, fit.FACT, width, lines)

    assert "".join("".join(found).split()) == "".join(text.split())
    for piece in found:
        assert fit.line_count(piece, fit.FACT, width) <= lines or len(piece) == 1


@given(text=WORDS, width=st.integers(150, 1700), lines=st.integers(1, 4))
def test_a_shortened_text_fits_and_says_that_it_was_shortened(
    text: str, width: int, lines: int
) -> None:
    short = fit.shortened(text, fit.FACT, width, lines)

    assert fit.line_count(short, fit.FACT, width) <= lines
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short.removesuffix("…"))


@given(heights=st.lists(st.integers(40, 700), max_size=12), most=st.integers(1, 5))
def test_pages_keep_the_order_the_room_and_the_number(heights: list[int], most: int) -> None:
    blocks = [(number, float(height)) for number, height in enumerate(heights)]
    pages = fit.paged(blocks, 588, most)

    assert [block for page in pages for block in page] == list(range(len(heights)))
    for page in pages:
        assert len(page) <= most
        assert len(page) <= 1 or sum(heights[block] for block in page) <= 588


def test_a_question_is_100_px_where_it_fits_and_92_where_it_does_not() -> None:
    assert fit.question_style("解決すべき課題は何か？") is fit.QUESTION
    assert fit.question_style("今の支え方で、元の暮らしに戻れるか？") is fit.QUESTION_SMALL
    assert fit.question_lines("どうすれば" * 9, fit.QUESTION_SMALL) == 2
