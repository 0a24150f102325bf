"""Text folded sign by sign, with the way back to the text as typed (RELIABILITY.md §B5).

Width, kana, variant kanji and case are folded; spaces, line breaks, dashes, middle dots and
invisible signs are left out. Each sign of the key knows the stretch of text it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import add
from typing import Final

from app.care.text import search_key

_VOICING: Final = frozenset("ﾞﾟ゛゜\u3099\u309a")
_JOINING: Final = re.compile(f"[{''.join(_VOICING)}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LEFT_OUT: Final = frozenset("-‐‑‒–—―−ー－ｰ~〜～・･")
_NO_SIGN: Final = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn"})


@dataclass(frozen=True, slots=True)
class Folded:
    """``key``, where each of its signs begins and ends in the text, and all its pairs.

    Without ``ends`` every sign of the key is one sign of the text.
    """

    key: str
    starts: list[int]
    ends: list[int] | None
    pairs: frozenset[str]

    def end(self, place: int) -> int:
        """Where the sign of the key at ``place`` ends in the text."""
        return self.starts[place] + 1 if self.ends is None else self.ends[place]


class _Folds(dict[str, str]):
    """Sign → folded sign, filled as signs are met: a text of 5,000 costs a look-up each."""

    def __missing__(self, sign: str) -> str:
        skip = unicodedata.category(sign[0]) in _NO_SIGN or sign in _LEFT_OUT
        folded = self[sign] = "" if skip else search_key(sign)
        return folded


_FOLDS: Final = _Folds()


def folded(text: str) -> Folded:
    """``text`` folded, with places."""
    signs = list(map(_FOLDS.__getitem__, text))
    if _JOINING.search(text):
        return _joined(text, signs)
    key = "".join(signs)
    starts = list(compress(range(len(text)), signs))
    if len(starts) != len(key):  # some sign stands for several (㈱)
        starts = [place for place, sign in enumerate(signs) for _ in sign]
    return _folded(key, starts)


def _folded(key: str, starts: list[int], ends: list[int] | None = None) -> Folded:
    return Folded(key, starts, ends, frozenset(map(add, key, key[1:])))


def _joined(text: str, signs: list[str]) -> Folded:
    """The same where marks belong to the sign before them: ﾊﾞ, か゛, a glyph chosen by IVS."""
    key: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, sign in enumerate(text):
        if ends and ends[-1] == place and (sign in _VOICING or _selects(sign)):
            voiced = _FOLDS[text[place - 1 : place + 1]] if sign in _VOICING else ""
            key[-1] = voiced if len(voiced) == 1 else key[-1]
            ends[-1] = place + 1
            continue
        for each in signs[place]:
            key.append(each)
            starts.append(place)
            ends.append(place + 1)
    return _folded("".join(key), starts, ends)


def _selects(sign: str) -> bool:
    """Whether ``sign`` chooses a glyph of the sign before it (IVS)."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """The folded text alone."""
    return folded(text).key


def script(sign: str) -> str:
    """``kanji``, ``hiragana``, ``katakana``, ``latin``, ``digit`` or ``other``."""
    if "ぁ" <= sign <= "ゟ":
        return "hiragana"
    if "ァ" <= sign <= "ヿ" or "ｦ" <= sign <= "ﾟ":
        return "katakana" if sign != "・" else "other"
    if sign in {"々", "〆"} or "㐀" <= sign <= "鿿" or "豈" <= sign <= "\ufaff" or sign >= "𠀀":
        return "kanji" if sign < "\U000e0000" else "other"
    if sign.isdigit():
        return "digit"
    return "latin" if sign.isalpha() else "other"
