"""Which of Japan's standard characters paper can print: all kanji, and the rest is reported."""

from __future__ import annotations

import pytest

from app.reports.fonts import GETA, Face, glyphs, missing_glyphs, printable
from tests.reports.fuzzed import is_kanji, jis_characters


@pytest.mark.parametrize("face", [Face.TEXT, Face.BOLD])
def test_every_kanji_of_both_planes_is_drawn(face: Face):
    drawn = glyphs(face)
    kanji = [text for plane in jis_characters() for text in plane if is_kanji(text)]
    assert len(kanji) > 10_050  # those of JIS X 0213:2004
    assert [k for k in kanji for ch in printable(k) if drawn[ch][1] == GETA] == []


def test_the_few_other_characters_no_font_has_are_reported():
    every = [text for plane in jis_characters() for text in plane]
    lacking = [text for text in every if missing_glyphs([("", text)])]
    assert lacking == ["⦅", "⦆", "ǵ"]
