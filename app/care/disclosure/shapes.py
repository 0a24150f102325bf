"""What looks like a phone, an address, a number, mail … whoever it belongs to, for the check.

Close to ``patterns``, which hides without asking; here a person is asked, so lone district
numbers (3丁目の公園) and the words 生年月日 alone stay quiet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from app.care.disclosure.names import Found
from app.care.disclosure.patterns import fold

_KANJI_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")
_D: Final = "[0-9〇一二三四五六七八九十]"
_GAP: Final = r"[-() \n]{0,3}"
_YEAR: Final = r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:元|\d{1,2})|(?:18|19|20)\d\d)"
_DAY: Final = rf"{_YEAR}\s?[年./-]\s?\d{{1,2}}\s?[月./-]\s?\d{{1,2}}\s?日?"
_UNIT: Final = r"(?!\s?(?:[分秒回時日歳段％%杯錠人件歩円枚本個]|単位|kcal|[mkcμ]?[mgLl]))"

_BEHIND_PHONE: Final = "|".join(
    f"(?<={word}{beside})"
    for word in ("電話", "TEL", "携帯", "☎")
    for beside in ("", r"[^\d\n]", r"[^\d\n]{2}", r"[^\d\n]{4}")
)
_NUMBERS: Final = {
    "phone": (
        rf"(?<![\d.])(?:\+|00)81{_GAP}(?:\(?0\)?)?\d{{1,4}}{_GAP}\d{{1,4}}{_GAP}\d{{3,4}}(?!\d)"
        rf"|(?<![\d.])0\d{{9,10}}(?!\d)"
        r"|(?<![\d.])(?:\(0\d{1,4}\)[- \n]?|0\d{1,4}[-( \n]{1,2})\d{1,4}[-() \n]{1,3}\d{3,4}(?!\d)"
        r"|(?<![\d.])0\d{1,4}\.\d{1,4}\.\d{3,4}(?![\d.])"
        rf"|(?:{_BEHIND_PHONE})\d{{2,4}}-\d{{4}}(?!\d)"
    ),
    "number": r"(?<![\d.])(?:\d{4}[- ]\d{4}[- ](?:\d{4}|\d{2})|H?\d{10,16})(?!\d)",
    "postal": rf"〒\s?\d{{3}}\s?-?\s?\d{{4}}(?!\d)|(?<![\d-])\d{{3}}-\d{{4}}(?![\d-]){_UNIT}",
}  # fmt: skip
_SHAPES: Final = {
    "email": r"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
    "link": (
        r"https?://[!-~]+|www\.[!-~]+"
        r"|(?<![A-Za-z0-9@.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
        r"\.(?:(?:co|or|ne|ac|go|lg|ed|gr)\.jp|com|net|org|jp)(?![A-Za-z0-9])(?:/[!-~]*)?"
    ),
    "birth": rf"生年月日\s?[:は]?\s?{_DAY}|{_DAY}\s?(?:生まれ|生れ|生(?![活命]))",
    **_NUMBERS,
    "address": (
        rf"{_D}+丁目\s?{_D}+(?:番地?|-)?(?:[の-]?{_D}+号?)?{_UNIT}"
        rf"|{_D}+番地(?![域区点味元方])(?:の?{_D}+)?(?:\s?{_D}+号(?!室))?"
        rf"|{_D}+番{_D}+号"
        rf"|{_D}+号室"
        r"|(?<![\d./-])(?<![MTSHR]\d)(?<![MTSHR])(?!(?:18|19|20)\d\d-)\d{1,4}-\d{1,4}-\d{1,5}"
        rf"(?![\d-]){_UNIT}"
        rf"|(?<=[町台丘村])\d{{1,4}}[-のノ]\d{{1,4}}(?:[-のノ]\d{{1,4}})?(?![\d-]){_UNIT}"
    ),
}  # fmt: skip
_COMPILED: Final = {kind: re.compile(shape, re.IGNORECASE) for kind, shape in _SHAPES.items()}
# What must stand somewhere in a text for the shape to be in it: most texts have none of it.
_NEEDS: Final = {
    "email": re.compile("@"),
    "link": re.compile(r"://|www\.|\.(?:jp|com|net|org)", re.IGNORECASE),
    "birth": re.compile("生"),
    "phone": re.compile(r"\d(?:[-(). \n]{0,3}\d){5}"),
    "number": re.compile(r"\d[- ]?\d{2}"),
    "postal": re.compile(r"〒|\d-\d"),
    "address": re.compile(rf"丁目|番|号室|\d-\d|{_D}[のノ]{_D}"),
}
_KANJI_RUN: Final = re.compile("[〇零一二三四五六七八九][-〇零一二三四五六七八九ーの ]{5,}")


def shaped(plain: str) -> Iterator[Found]:
    """Every stretch of a half-width text that looks like an identifier by its shape."""
    yield from _matches(_COMPILED, plain)
    if _KANJI_RUN.search(plain):
        digits = plain.translate(_KANJI_DIGITS).replace("の", "-")
        numbers = {kind: _COMPILED[kind] for kind in _NUMBERS}
        yield from _matches(numbers, digits)


def _matches(patterns: Mapping[str, re.Pattern[str]], plain: str) -> Iterator[Found]:
    for kind, pattern in patterns.items():
        if _NEEDS[kind].search(plain):
            yield from (Found(*match.span(), kind) for match in pattern.finditer(plain))


def half_width(text: str) -> tuple[str, list[int] | None]:
    """Half-width text without invisible signs; the places where any was left out."""
    plain = fold(text).replace("\t", " ").replace("\xa0", " ")
    if plain.isascii() or not any(unicodedata.category(sign) == "Cf" for sign in set(plain)):
        return plain, None
    kept = [place for place, sign in enumerate(plain) if unicodedata.category(sign) != "Cf"]
    return "".join(plain[place] for place in kept), kept
