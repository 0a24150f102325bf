"""Sentences, and which of them speak of the family (DOMAIN.md §9.2 no. 1).

Where the person agreed but the family did not (sample case S103), a sentence that mentions a
member of the family is withheld as a whole: cutting single words out would leave the story.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from app.care.knowledge import load

_BULLET: Final = re.compile(
    r"^[\s　]*(?:[〇○◯●・･•\-–—*＊]|[①-⑳]|[0-9０-９]+[.．)）](?![0-9０-９]))[\s　]*"
)
_OPENING: Final = "「『（(〔［[【"
_CLOSING: Final = "」』）)〕］]】"
_ENDS: Final = "。！？!?"


def lines(text: str) -> tuple[str, ...]:
    """The lines of a cell without their bullet marks; empty ones are left out."""
    bare = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    return tuple(line for line in bare if line)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text with their full stop; nothing is split inside brackets."""
    found = []
    for line in lines(text):
        depth, start = 0, 0
        for place, ch in enumerate(line):
            depth += (ch in _OPENING) - (ch in _CLOSING and depth > 0)
            if ch in _ENDS and not depth and line[place + 1 : place + 2] not in tuple(_ENDS):
                found.append(line[start : place + 1].strip())
                start = place + 1
        found.append(line[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def mentions_family(text: str) -> bool:
    """Whether ``text`` names a member of the family by relation."""
    return bool(_kin().search(_exceptions().sub("＿", text)))


def kin_word(text: str) -> str:
    """The longest word in ``text`` for how somebody is related; empty where there is none."""
    found = [word for word in load("disclosure")["family"]["kin"] if word in text]
    return max(found, key=len, default="")


@lru_cache
def _exceptions() -> re.Pattern[str]:
    return re.compile("|".join(_longest_first(load("disclosure")["family"]["kin_exceptions"])))


@lru_cache
def _kin() -> re.Pattern[str]:
    family = load("disclosure")["family"]
    alone = "|".join(_longest_first(family["kin_alone"]))
    own_word = rf"(?<![一-龥々ぁ-んァ-ヶー])(?:{alone})(?=[はがとにのもを、。・（(]|$)"
    return re.compile("|".join((*_longest_first(family["kin"]), own_word)))


def _longest_first(texts: list[str]) -> list[str]:
    return [re.escape(text) for text in sorted(texts, key=len, reverse=True)]
