"""Cells that are too full: what is set and what is left over are together the whole."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.columns import Column, hopeless, scaled, shared_widths
from app.reports.flow import (
    SCALES,
    Row,
    Scale,
    Section,
    needed_height,
    pair_rows,
    set_cell,
    text_rows,
)

WORDS = st.text(st.sampled_from("腰が痛み。、「」ABC12 年月"), min_size=1, max_size=90)


@st.composite
def sections(draw: st.DrawFn) -> tuple[Section, ...]:
    """One to three sections of free text, bullets or pairs."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        rows: tuple[Row, ...]
        if draw(st.booleans()):
            rows = tuple(
                row for text in draw(st.lists(WORDS, max_size=6)) for row in text_rows(f"・{text}")
            )
        else:
            pairs = draw(st.lists(st.tuples(WORDS, WORDS), max_size=5))
            rows = pair_rows(pairs, draw(st.sampled_from((0, 1))))
        made.append(Section(f"欄{number}", rows))
    return tuple(made)


def words_of(cell_sections: tuple[Section, ...]) -> list[str]:
    return [
        "".join(part.paragraph.text for part in row.parts)
        for section in cell_sections
        for row in section.rows
    ]


def letters(texts: list[str]) -> list[str]:
    return sorted(re.sub(r"\s", "", "".join(texts)))


@given(sections(), st.floats(30, 100), st.floats(20, 120))
@settings(max_examples=150)
def test_set_and_left_over_are_the_whole(content: tuple[Section, ...], wide: float, high: float):
    cell = set_cell(content, wide, high, SCALES[0], lang="ja", note=False)
    placed = [line.text for line in cell.lines]
    assert letters(placed + words_of(cell.rest)) == letters(words_of(content))
    assert all(0 <= line.y <= high - line.style.line for line in cell.lines)


@given(sections(), st.floats(30, 100))
def test_the_needed_height_is_what_it_takes(content: tuple[Section, ...], wide: float):
    needed = needed_height(content, wide, SCALES[0])
    assert set_cell(content, wide, needed, SCALES[0], lang="ja").rest == ()
    assert set_cell(content, wide, 10_000, SCALES[0], lang="ja").height == needed


@given(sections(), sections(), st.floats(60, 160), st.sampled_from(SCALES))
@settings(max_examples=15)
def test_only_what_cannot_fit_is_hopeless(left, right, wide: float, scale: Scale):
    columns = scaled([Column(left, 1, "ja"), Column(right, 1, "ja")], wide)
    tall = 2 * max(column.height(wide / 2, scale) for column in columns)
    for height in (tall, tall / 2, tall / 4, tall / 8):
        fits = shared_widths([(columns, height)], scale)
        assert not (fits and hopeless(columns, wide, height, scale))
    assert hopeless(columns, wide, -1.0, scale)


def test_a_parted_section_says_so_here_and_there():
    content = (Section("生活課題", text_rows("腰が痛い。" * 80)),)
    cell = set_cell(content, 50, 60, SCALES[0], lang="ja")
    assert cell.lines[-1].text == "→ 続きのページへ"
    assert cell.rest[0].title("ja") == "生活課題（続き）"


def test_an_untouched_section_keeps_its_plain_label():
    content = (
        Section("住環境", text_rows("平屋。" * 30)),
        Section("世帯・家族", text_rows("独居。")),
    )
    cell = set_cell(
        content, 50, needed_height(content[:1], 50, SCALES[0]) + 6, SCALES[0], lang="ja"
    )
    assert [section.title("ja") for section in cell.rest] == ["世帯・家族"]
