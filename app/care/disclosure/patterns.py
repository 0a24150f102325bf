"""What looks like an address, a phone or a number of a person, in any free text (§9.2 no. 2).

Found by shape, whoever it belongs to. Full-width digits and dashes are read like half-width
ones; positions stay, so the rest of the text keeps the spelling people typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_DASHES: Final = "‐‑‒–—―−ー－"
_FOLD: Final[dict[int, int | str]] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3000: " ",
    **dict.fromkeys(map(ord, _DASHES), "-"),
}

_DIGIT: Final = "[0-9〇一二三四五六七八九十]"
_ERA_YEAR: Final = r"(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:元|\d{1,2})"
_YEAR: Final = rf"(?:{_ERA_YEAR}|(?:18|19|20)\d\d)"
_FULL_DATE: Final = rf"{_YEAR}\s?[年./-]\s?\d{{1,2}}\s?[月./-]\s?\d{{1,2}}\s?日?"

# Order matters: the first pattern that finds a stretch of text owns it.
_PATTERNS: Final = {
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "link": r"https?://[!-~]+",
    "birth": rf"生年月日\s?[:：は]?\s?(?:{_FULL_DATE})?|{_FULL_DATE}\s?(?:生まれ|生れ|生(?![活命]))",
    "phone": r"(?<![\d.])\(?(?:\+81[- ]?|0)(?:[-() ]{0,2}\d){8,10}(?!\d)",
    "number": r"(?<![\d.])(?:\d{4}[- ]\d{4}[- ]\d{4}|H?\d{10,16})(?!\d)",
    "postal": r"〒\s?\d{3}-?\d{4}|(?<![\d-])\d{3}-\d{4}(?![\d-])",
    "address": (
        rf"{_DIGIT}+丁目(?:\s?{_DIGIT}+(?:番地?|-)?(?:の?{_DIGIT}+号?)?)*"
        rf"|{_DIGIT}+番地(?:の?{_DIGIT}+)?(?:\s?{_DIGIT}+号(?!室))?"
        rf"|{_DIGIT}+番{_DIGIT}+号"
        rf"|{_DIGIT}+号室"
        r"|(?<![\d./-])(?!(?:18|19|20)\d\d-)\d{1,4}-\d{1,4}-\d{1,5}"
        r"(?![\d-]|\s?(?:[分秒回時日歳段％%杯錠]|[mkcμ]?[mgLl]))"
        r"|(?<=[町台丘村])\d{1,4}-\d{1,4}(?![\d-])"
    ),
}  # fmt: skip
_ANY: Final = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in _PATTERNS.items()))
_DAY_OF_DATE: Final = re.compile(
    rf"({_YEAR}\s?年\s?\d{{1,2}}\s?月)\s?\d{{1,2}}\s?日(?![間分後目])"
    rf"|({_YEAR}[./-]\d{{1,2}})[./-]\d{{1,2}}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that must not get out; ``kind`` names the pattern."""

    start: int
    end: int
    kind: str


def fold(text: str) -> str:
    """Full-width digits, letters and dashes as half-width ones, character by character."""
    return text.translate(_FOLD)


def hits(text: str) -> Iterator[Hit]:
    """Every stretch that looks like a phone, postal code, address number, mail or number."""
    for match in _ANY.finditer(fold(text)):
        if match[0]:
            yield Hit(match.start(), match.end(), match.lastgroup or "")


def without_days(text: str) -> str:
    """Full dates with year, month and day cut to the month: the wall knows no day (§C)."""
    parts, place = [], 0
    for match in _DAY_OF_DATE.finditer(fold(text)):
        end = match.end(1) if match[1] else match.end(2)
        parts.append(text[place:end])
        place = match.end()
    return "".join((*parts, text[place:]))
