"""The case's own identifiers in the spellings people really type (RELIABILITY.md §B5, §C).

Replacing the name as one string misses 8 of 9 spellings. So the text is folded sign by sign
(width, kana, variant kanji; spaces, line breaks and invisible signs skipped), searched, and the
place found is carried back to the text as typed. Romanised names and a question to a person
where a surname is also a word are the privacy check's business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from app.care.case import PrivateIdentity
from app.care.disclosure.family import mentions_family
from app.care.disclosure.patterns import Hit
from app.care.knowledge import load
from app.care.text import search_key
from app.care.wareki import format_wareki

_VOICING: Final = "ﾞﾟ゛゜\u3099\u309a"
_HONORIFICS: Final = ("サン", "サマ", "様", "氏", "君", "クン", "チャン", "殿", "先生", "センセイ")
_KANA: Final = re.compile(r"[ァ-ヺ]+")
_PARTS: Final = re.compile(r"[\s　・･,、，/／()（）\[\]「」:：]+")
_ADDRESS: Final = re.compile(rf"(?:{_PARTS.pattern}|[0-9０-９\-－ー−]+)+")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded identifier; ``with_title`` means it counts only before さん and its kin."""

    key: str = field(repr=False)
    kind: str
    with_title: bool = False


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What one person's private identity forbids, ready to be searched for."""

    words: tuple[Word, ...] = field(default=(), repr=False)

    def hits(self, text: str) -> Iterator[Hit]:
        """Every stretch of ``text`` that spells one of the identifiers."""
        if not self.words:
            return
        key, places = _folded(text)
        for word in self.words:
            start = key.find(word.key)
            while start >= 0:
                end = start + len(word.key)
                title = next((h for h in _HONORIFICS if key.startswith(h, end)), "")
                if title or not word.with_title:
                    last = end + len(title) - 1
                    yield Hit(places[start][0], places[last][1], word.kind)
                start = key.find(word.key, start + 1)


def identifiers(identity: PrivateIdentity | None) -> Identifiers:
    """All spellings of an identity that are searched for; none without an identity."""
    if identity is None:
        return Identifiers()
    words = [
        *_names(identity.name, "name"),
        *_names(identity.kana, "name"),
        *(word for relative in identity.relatives for word in _names(relative, "relative")),
        *(word for facility in identity.facilities for word in _whole(facility, "facility")),
        *_whole(identity.address, "address"),
        *(word for part in _ADDRESS.split(identity.address) for word in _whole(part, "address", 4)),
        *_whole(identity.phone, "phone"),
        *_whole(identity.insured_number, "number"),
        *(word for part in _PARTS.split(identity.emergency_contacts) for word in _contact(part)),
        *_birth(identity),
        *(word for text in _texts(identity.extra) for word in _names(text, "other")),
    ]
    unique = {(word.key, word.with_title): word for word in words}
    return Identifiers(tuple(sorted(unique.values(), key=lambda word: -len(word.key))))


def _texts(value: object) -> Iterator[str]:
    """Every text in what an imported file said beyond the fields of the form."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _names(name: str, kind: str) -> Iterator[Word]:
    """A name as a whole and in its parts.

    One kanji (森) or a short run of kana (おか, which begins おかず) counts only before さん.
    """
    parts = [part for part in _PARTS.split(name) if part and not mentions_family(part)]
    for part in parts:
        key = _key(part)
        if key:
            short = len(key) == 1 or (len(key) <= 3 and bool(_KANA.fullmatch(key)))
            yield Word(key, kind, with_title=short)
    if len(parts) > 1:
        yield from _whole("".join(parts), kind)


def _whole(text: str, kind: str, shortest: int = 2) -> Iterator[Word]:
    key = _key(text)
    if len(key) >= shortest:
        yield Word(key, kind)


def _contact(part: str) -> Iterator[Word]:
    if part and not mentions_family(part):
        digits = any(ch.isdigit() for ch in part)
        yield from _whole(part, "phone" if digits else "relative", 5 if digits else 2)


def _birth(identity: PrivateIdentity) -> Iterator[Word]:
    born = identity.birth_date
    if born is None:
        return
    yield from _whole(born.text, "birth", 4)
    if born.iso and len(born.iso) == 10:
        year, month, day = born.iso.split("-")
        yield from _whole(format_wareki(born.iso, lang="ja"), "birth")
        yield from _whole(format_wareki(born.iso, short=True, lang="ja"), "birth")
        yield from _whole(f"{int(year)}年{int(month)}月{int(day)}日", "birth")
        for joint in ("-", "/", "."):
            yield from _whole(f"{int(year)}{joint}{int(month)}{joint}{int(day)}", "birth")
            yield from _whole(f"{year}{joint}{month}{joint}{day}", "birth")


def facility_kind(text: str) -> str:
    """What kind of facility a name stands for, by its ending; empty where that can't be told."""
    for kind in load("disclosure")["facility"]["kinds"]:
        if text.endswith(kind):
            return str(kind)
    return ""


def _key(text: str) -> str:
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text and, for each of its signs, the stretch it came from."""
    key: list[str] = []
    places: list[tuple[int, int]] = []
    place = 0
    while place < len(text):
        width = 2 if text[place + 1 : place + 2] in tuple(_VOICING) else 1
        for sign in _folded_sign(text[place : place + width]):
            key.append(sign)
            places.append((place, place + width))
        place += width
    return "".join(key), places


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    if unicodedata.category(sign[0]) in {"Cf", "Cc", "Zs", "Mn"} or sign in "-‐‑‒–—―−ー－~〜・･":
        return ""
    return search_key(sign)
