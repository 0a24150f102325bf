"""How much text fits where on the wall, without a font: sizes of DESIGN-SYSTEM §3 and §9.

The frame decides pages before anything is painted, so it needs an upper bound for the width of a
text. ``conference`` knows no Qt; the widths below are those of BIZ UDPGothic Bold in em, rounded
up, and a test compares them with the real font. Text that is longer than its place goes to the
next page; it never shrinks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

Block = TypeVar("Block")

WIDTH: Final = 1920
HEIGHT: Final = 1080
MARGIN: Final = 96
INNER: Final = WIDTH - 2 * MARGIN
BODY_BOTTOM: Final = 976  # below it only the footer

MOST_FACTS: Final = 4
MOST_AGREED: Final = 3
MOST_GOALS: Final = 3
MOST_RISKS: Final = 3
MOST_RATINGS: Final = 6
MOST_RESOURCES: Final = 5
MOST_SHEET: Final = 6


@dataclass(frozen=True, slots=True)
class Style:
    """Size and line height in pixels of the 1920x1080 scene."""

    size: int
    line: int
    bold: bool = False


QUESTION: Final = Style(100, 132, bold=True)
QUESTION_SMALL: Final = Style(92, 124, bold=True)
HEADING: Final = Style(36, 48, bold=True)
FACT: Final = Style(42, 58)
AGREED: Final = Style(46, 60, bold=True)
WISH: Final = Style(54, 76)
GOAL: Final = Style(40, 52, bold=True)
RISK_TITLE: Final = Style(52, 64, bold=True)
RISK_KNOWN: Final = Style(38, 54)
RESPONSE: Final = Style(40, 54, bold=True)
DETAIL: Final = Style(34, 46)
RESOURCE: Final = Style(42, 54, bold=True)
SAID: Final = Style(46, 66)
SHEET: Final = Style(42, 56)
SMALL: Final = Style(32, 44)

# Where the body begins under a question of one line (design 06a–d).
TOP_ISSUE: Final = 326
TOP_GOAL: Final = 312
TOP_RISK: Final = 318
TOP_SUPPORT: Final = 288
HEADING_HEIGHT: Final = 62

FACT_WIDTH: Final = 820
FACT_PADDING: Final = 20
AGREED_WIDTH: Final = 820
AGREED_TEXT: Final = AGREED_WIDTH - 60 - 64 - 26
AGREED_HEIGHT: Final = 140
AGREED_GAP: Final = 18
TAG_WIDTH: Final = 160  # いま追加
MORE_HEIGHT: Final = 52  # ほか n 件

WISH_INDENT: Final = 44
WISH_GAP: Final = 40
GOAL_TOPIC: Final = 210
GOAL_COLUMNS: Final = (476, 476, 562)
GOAL_PADDING: Final = 28
GOAL_TOPIC_TEXT: Final = GOAL_TOPIC - GOAL_PADDING - 10
GOAL_MARK: Final = 52
GOAL_HEAD: Final = 76
GOAL_ROW: Final = 112

RISK_COLUMNS: Final = (330, 620, 778)
RISK_GAP: Final = 28
RISK_HEAD: Final = 71
RISK_ROW: Final = 186
RISK_PADDING: Final = 22
RESPONSE_INDENT: Final = 36
RESPONSE_MARK: Final = 54

RATING_WIDTH: Final = 592
RATING_ROW: Final = 80
RATING_NOTE: Final = 12 + 2 * 46
RESOURCE_GAP: Final = 72
RESOURCE_WIDTH: Final = INNER - RATING_WIDTH - RESOURCE_GAP
RESOURCE_INDENT: Final = 26
RESOURCE_STATE: Final = 176
RESOURCE_ROW: Final = 118

SAID_INDENT: Final = 44
SAID_WIDTH: Final = 820 - SAID_INDENT - 46  # the quotation mark hangs in front
SAID_LINES: Final = 8

SHEET_ROW: Final = 82
SHEET_LABEL: Final = 420
SHEET_NOTE: Final = 12 + 46

WIDE_NAME: Final = 800
WIDE_DETAIL: Final = INNER - WIDE_NAME - RESOURCE_INDENT - RESOURCE_STATE - 2 * 24

STEP_TEXT: Final = RESOURCE_WIDTH - 64

_ASCII: Final = (
    "34 37 52 94 80 101 91 32 51 51 50 84 33 48 33 50 "  # space to /
    "76 63 76 76 76 76 76 76 76 76 34 34 84 84 84 81 "  # 0 to ?
    "98 78 77 82 85 70 67 86 84 45 56 76 62 101 84 88 "  # @ to O
    "76 90 76 73 70 86 76 101 82 74 75 55 50 55 50 31 "  # P to _
    "50 67 73 64 73 69 51 67 72 33 40 66 36 96 72 70 "  # ` to o
    "73 73 49 60 49 72 60 91 62 64 58 54 44 54 50"  # p to ~
)
_EM: Final = {chr(32 + n): int(width) / 100 for n, width in enumerate(_ASCII.split())}
_HALF: Final = dict.fromkeys("「」『』（）〈〉・“”‘’", 0.6) | dict.fromkeys("、。，．", 0.65)
_RUN: Final = re.compile(r"[!-~]+|.", re.DOTALL)


def text_width(text: str, style: Style) -> float:
    """At most this many pixels for ``text`` in one line."""
    return sum(_em(ch) for ch in text) * style.size


def _em(ch: str) -> float:
    return _EM.get(ch) or _HALF.get(ch, 1.0)


@lru_cache(maxsize=1024)
def line_count(text: str, style: Style, width: float) -> int:
    """At most this many lines when ``text`` is wrapped to ``width`` pixels.

    One em a line is left for kinsoku, which carries a sign to the next line.
    """
    return sum(_wrapped(line, style, width - style.size) for line in text.split("\n"))


def _wrapped(line: str, style: Style, width: float) -> int:
    if text_width(line, style) <= width + style.size:  # one line needs no kinsoku
        return 1
    count, used = 1, 0.0
    for run in _RUN.findall(line):
        size = text_width(run, style)
        if size > width:  # a long word is broken anywhere
            signs = used + size
            count += int(signs // width)
            used = signs % width
        elif used + size > width and run != " ":
            count, used = count + 1, size
        else:
            used += size
    return count


def shortened(text: str, style: Style, width: float, lines: int) -> str:
    """``text`` cut to ``lines`` lines with an honest …; shorter text as it is."""
    if line_count(text, style, width) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = line_count(text[:middle] + "…", style, width) <= lines
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip("、。 ,.") + "…"


def pieces(text: str, style: Style, width: float, lines: int) -> tuple[str, ...]:
    """``text`` in pieces of at most ``lines`` lines, split after a comma where there is one."""
    found = []
    rest = text.strip()
    while line_count(rest, style, width) > lines:
        cut = len(shortened(rest, style, width, lines).rstrip("…"))
        comma = max(rest.rfind(mark, 0, cut) for mark in "、。，,\n ") + 1
        cut = max(1, comma if comma > cut // 2 else cut)
        found.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return (*found, rest) if rest else tuple(found)


def paged(
    blocks: Sequence[tuple[Block, float]], room: float, most: int, gap: float = 0
) -> tuple[tuple[Block, ...], ...]:
    """Blocks with their heights on pages of height ``room`` and at most ``most`` blocks.

    A block alone on its page may be higher than the page; there is always one page.
    """
    pages: list[tuple[Block, ...]] = [()]
    used = 0.0
    for block, height in blocks:
        full = pages[-1] and (len(pages[-1]) == most or used + gap + height > room)
        if full:
            pages.append(())
        used = height if full or not pages[-1] else used + gap + height
        pages[-1] = (*pages[-1], block)
    return tuple(pages)


def question_style(question: str) -> Style:
    """100 px, or 92 px where that keeps a long question on one line."""
    fits = text_width(question, QUESTION) <= INNER
    return QUESTION if fits else QUESTION_SMALL


def question_lines(question: str, style: Style) -> int:
    """One line or two; a question is never longer."""
    return min(2, line_count(question, style, INNER))


def extra_question_height(question: str, stage_style: Style | None = None) -> int:
    """How far the body moves down because the question takes a second line."""
    style = stage_style or question_style(question)
    return (question_lines(question, style) - 1) * style.line
