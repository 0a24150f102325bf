"""One form for all ways to write a Japanese name in Latin letters.

Hepburn, Kunrei, passport style and long vowels (o, ou, oo, oh, ō) differ in a few letters, so
both the reading and what was typed are brought to one form, Kunrei without length, and compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_ROWS: Final = (
    ("アイウエオ", ""), ("カキクケコ", "k"), ("ガギグゲゴ", "g"), ("サシスセソ", "s"),
    ("ザジズゼゾ", "z"), ("タチツテト", "t"), ("ダヂヅデド", "z"), ("ナニヌネノ", "n"),
    ("ハヒフヘホ", "h"), ("バビブベボ", "b"), ("パピプペポ", "p"), ("マミムメモ", "m"),
    ("ラリルレロ", "r"),
)  # fmt: skip
_LETTERS: Final = {
    kana: sound + vowel
    for row, sound in _ROWS
    for kana, vowel in zip(row, "aiueo", strict=True)
} | {
    "ダ": "da", "デ": "de", "ド": "do", "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヰ": "i",
    "ヱ": "e", "ヲ": "o", "ン": "n", "ヴ": "bu", "ッ": "", "ー": "",
}  # fmt: skip
_SMALL: Final = {
    "ャ": "a",
    "ュ": "u",
    "ョ": "o",
    "ァ": "a",
    "ィ": "i",
    "ゥ": "u",
    "ェ": "e",
    "ォ": "o",
}

# Typed letters → the one form, in this order.
_SOUNDS: Final = tuple(
    (re.compile(typed), form)
    for typed, form in (
        (r"[^a-z]", ""),
        (r"l", "r"),
        (r"v", "b"),
        (r"tch|cch", "ch"),
        (r"sh(?=[auoe])|sy", "sy"),
        (r"shi?", "si"),
        (r"ch(?=[auoe])|cy|ty", "ty"),
        (r"chi?", "ti"),
        (r"tsu|tu", "tu"),
        (r"dzu|du", "zu"),
        (r"dj|dz|dy", "zy"),
        (r"di", "zi"),
        (r"jy|j(?=[auoe])|zy", "zy"),
        (r"ji?", "zi"),
        (r"zyi", "zi"),
        (r"f(?=u)", "h"),
        (r"wo", "o"),
        (r"m(?=[bpm])", "n"),
        (r"oh(?![aiueoy])", "o"),
        (r"uh(?![aiueoy])", "u"),
        (r"o[ou]+", "o"),
        (r"([a-z])\1+", r"\1"),
    )
)
_WORD: Final = re.compile(r"[A-Za-zＡ-Ｚａ-ｚÀ-ɏ\u0300-\u036f'’＇]+")
_GAP: Final = re.compile(r"[\s,.\-‐・\u200b-\u200f\u2060\ufeff]{0,3}")


@lru_cache(maxsize=4096)
def one_form(typed: str) -> str:
    """What was typed in Latin letters, in the form that is compared."""
    form = unicodedata.normalize("NFKD", typed).lower()
    for pattern, replacement in _SOUNDS:
        form = pattern.sub(replacement, form)
    return form


@lru_cache(maxsize=4096)
def of_kana(katakana: str) -> str:
    """A reading in katakana in the form that is compared; empty where it is not all kana."""
    letters = ""
    for sign in katakana:
        if sign in _SMALL:
            joint = "" if sign in "ァィゥェォ" else "y"
            letters = letters[:-1] + joint + _SMALL[sign]
        elif sign in _LETTERS:
            letters += _LETTERS[sign]
        else:
            return ""
    return one_form(letters)


def latin_runs(text: str, longest: int) -> Iterator[tuple[int, int, str]]:
    """Runs of one or more Latin words: start, end and one form, at most about ``longest`` long."""
    words = list(_WORD.finditer(text))
    for first, word in enumerate(words):
        joined, end = "", word.start()
        for following in words[first:]:
            if not _GAP.fullmatch(text, end, following.start()):
                break
            joined += following[0]
            end = following.end()
            if len(joined) > longest + 8:
                break
            yield word.start(), end, one_form(joined)
