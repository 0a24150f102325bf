"""Finding words in free text, without what is denied or said of others (DOMAIN.md §4.1).

「転倒なし」「既往なし」「家族歴」 don't count. Width, case and kana are folded for the comparison,
but what is quoted is the sheet's own text, so a person can find it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

_SENTENCE_END: Final = re.compile(r"[。!?\n]")
_GAP: Final = r"[^。!?\n]{0,8}?"
_CONTEXT: Final = 12  # characters quoted on either side of a match
_WHOLE_SENTENCE: Final = 40  # up to here a sentence is quoted whole
_KATAKANA_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_HALF_WIDTH_MARKS: Final = "\uff9e\uff9f"
_EDGES: Final = " 　\t・〇○、"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable; character ``i`` came from ``original[origin[i]]``."""

    text: str
    original: str
    origin: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Words found in one sentence, and the part of the original text that holds them."""

    snippet: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Habits:
    """How people deny things and speak of others: the ``[text]`` table of the rules."""

    denied: re.Pattern[str]
    consequence: tuple[re.Pattern[str], ...]
    history: re.Pattern[str]
    relatives: re.Pattern[str]
    phrases: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Habits:
        """Compile the table."""
        negations = "|".join(map(re.escape, map(plain, table["negations"])))
        not_after = "|".join(map(re.escape, map(plain, table["not_after"])))
        between = rf"(?P<between>[^。!?\n]{{0,{table['within']}}}?)"
        return cls(
            denied=re.compile(rf"{between}(?!{not_after})(?:{negations})"),
            consequence=tuple(re.compile(plain(text)) for text in table["not_negated"]),
            history=_any_of(table["history"]),
            relatives=re.compile(rf"(?:{_any_of(table['relatives']).pattern})$"),
            phrases=_any_of(table["phrases"]),
        )

    def denies(self, text: str, end: int) -> bool:
        """Whether what follows a word ending at ``end`` says that it isn't so."""
        following = self.denied.match(text, end)
        if following is None:
            return False
        between = following["between"]
        return not any(pattern.search(between) for pattern in self.consequence)


class _Folding(dict[int, str]):
    """Each character folded by itself; kept, for a case is read at every edit."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = plain.translate(_KATAKANA_TO_HIRAGANA)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> Folded:
    """NFKC, lower case and hiragana, character by character so that places can be told."""
    quick = text.translate(_FOLDING)
    if len(quick) == len(text) and not any(mark in text for mark in _HALF_WIDTH_MARKS):
        return Folded(quick, text, tuple(range(len(text) + 1)))
    parts: list[str] = []
    origin: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and text[end] in _HALF_WIDTH_MARKS:
            end += 1
        part = unicodedata.normalize("NFKC", text[position:end]).lower()
        part = part.translate(_KATAKANA_TO_HIRAGANA)
        parts.append(part)
        origin += [position] * len(part)
        position = end
    return Folded("".join(parts), text, (*origin, len(text)))


def plain(text: str) -> str:
    """``text`` folded, without the places."""
    return fold(text).text


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """All words in one pattern; group ``w3`` is the fourth. ``…`` is a gap of a few characters."""
    alternatives = []
    for number, word in enumerate(words):
        body = _GAP.join(re.escape(plain(part)) for part in word.split("…"))
        alternatives.append(rf"(?P<w{number}>{body})")
    return re.compile("|".join(alternatives))


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(plain(word)) for word in words))


def find(
    folded: Folded,
    words: tuple[str, ...],
    habits: Habits,
    *,
    relatives: bool = False,
    denied: bool = False,
) -> list[Found]:
    """The sentences that hold one of ``words``, each with the part to quote.

    ``relatives`` also takes what is said of a relative (「夫の死」), ``denied`` also what is denied.
    """
    if _pattern(words).search(folded.text) is None:
        return []  # nearly every question of nearly every rule
    result = []
    for start, end in sentences(folded):
        hits = _hits(folded.text[start:end], words, habits, relatives=relatives, denied=denied)
        if hits:
            span = (start + hits[0][0], start + hits[-1][1])
            snippet = quote(folded, (start, end), span)
            result.append(Found(snippet, tuple(dict.fromkeys(word for _, _, word in hits))))
    return result


def _hits(
    sentence: str, words: tuple[str, ...], habits: Habits, *, relatives: bool, denied: bool
) -> list[tuple[int, int, str]]:
    matches = list(_pattern(words).finditer(sentence))
    if not matches:
        return []
    history = habits.history.search(sentence)
    other_words = [match.span() for match in habits.phrases.finditer(sentence)]
    hits = []
    for match in matches:
        start, end = match.span()
        if not denied and habits.denies(sentence, end):
            continue
        if history is not None and history.start() < start:
            continue
        if not relatives and habits.relatives.search(sentence[:start]):
            continue
        if any(a <= start and end <= b for a, b in other_words):
            continue
        hits.append((start, end, words[int((match.lastgroup or "w0")[1:])]))
    return hits


def sentences(folded: Folded) -> list[tuple[int, int]]:
    """Start and end of every sentence of the folded text."""
    spans, start = [], 0
    for mark in _SENTENCE_END.finditer(folded.text):
        spans.append((start, mark.start()))
        start = mark.end()
    return [*spans, (start, len(folded.text))]


def quote(folded: Folded, sentence: tuple[int, int], hit: tuple[int, int]) -> str:
    """The original words of ``hit`` with their surroundings; ``…`` where the sentence goes on."""
    start, end = sentence
    if end - start > _WHOLE_SENTENCE:
        start, end = max(start, hit[0] - _CONTEXT), min(end, hit[1] + _CONTEXT)
    before = "…" if start > sentence[0] else ""
    after = "…" if end < sentence[1] else ""
    core = folded.original[folded.origin[start] : folded.origin[end]].strip(_EDGES)
    return before + core + after
