"""Which community issues a text may be part of, asked for thousands of texts at once (§7.3).

Letter pairs in common say how alike two texts are. Each known text is one bit of a number; for
each pair one such number says which texts hold it, so a question adds up some twenty of them
and looks only at the texts that have enough in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from app.care.community import CommunityIssue
from app.care.community_rules import figure
from app.care.text import bigrams, search_key

MOST: Final = 3
_STEPS: Final = (0.7, 0.5, 0.35)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something that may be the same as ``issue_uuid``, and how like it is (0 to 1)."""

    issue_uuid: str
    likeness: float


def likeness(one: str, other: str) -> float:
    """Share of letter pairs two texts have in common, 0 to 1 (the pairs the search uses)."""
    return _share(_pairs(one), _pairs(other))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


@lru_cache(maxsize=32768)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(bigrams(search_key(text)).split())


class Likenesses:
    """Made once for some issues, then asked as often as needed."""

    def __init__(self, issues: Iterable[CommunityIssue]) -> None:
        self._with_code = figure("similar_same_code") / 100
        self._without = figure("similar_words") / 100
        owners: dict[frozenset[str], dict[str, CommunityIssue]] = {}
        for issue in issues:
            for said in _said(issue):
                owners.setdefault(_pairs(said), {})[issue.uuid] = issue
        owners.pop(frozenset(), None)
        self._known: dict[tuple[str, frozenset[str], str], tuple[Likeness, ...]] = {}
        self._texts = tuple(owners)
        self._owners = [tuple(each.values()) for each in owners.values()]
        self._sizes = sorted({len(pairs) for pairs in self._texts})
        self._up_to: list[int] = []  # for each size the texts that are no longer
        for size in self._sizes:
            held = sum(1 << n for n, pairs in enumerate(self._texts) if len(pairs) == size)
            self._up_to.append(held | (self._up_to[-1] if self._up_to else 0))
        self._holders: dict[str, int] = {}
        self._coded: dict[str, int] = {}  # the texts of issues with a code; "": without any
        for number, pairs in enumerate(self._texts):
            for pair in pairs:
                self._holders[pair] = self._holders.get(pair, 0) | 1 << number
            for code in {c for issue in self._owners[number] for c in issue.codes or ("",)}:
                self._coded[code] = self._coded.get(code, 0) | 1 << number

    def of(self, text: str, codes: Iterable[str], own: str = "") -> tuple[Likeness, ...]:
        """The issues that ``text`` may be part of, the most alike first; never ``own`` itself.

        With a code in common a few common words are enough; where one side has no code yet, the
        words alone decide; different codes are different issues. At most ``MOST`` are named.
        """
        asked = (text, frozenset(codes), own)
        if asked not in self._known:
            self._known[asked] = self._found(*asked)
        return self._known[asked]

    def _found(self, text: str, codes: frozenset[str], own: str) -> tuple[Likeness, ...]:
        pairs = _pairs(text)
        best: dict[str, float] = {}
        for number in self._nearest_first(pairs, codes, best):
            value = _share(pairs, self._texts[number])
            for issue in self._owners[number]:
                fits = issue.uuid != own and value >= self._least(codes, issue)
                if fits and value > best.get(issue.uuid, 0.0):
                    best[issue.uuid] = value
        found = sorted(best.items(), key=lambda each: (-each[1], each[0]))
        return tuple(Likeness(*each) for each in found[:MOST])

    def _least(self, codes: frozenset[str], issue: CommunityIssue) -> float:
        """How like an issue must be; more than 1 where it can't be the same one."""
        if not codes.isdisjoint(issue.codes):
            return self._with_code
        return 2.0 if codes and issue.codes else self._without

    def _nearest_first(
        self, pairs: frozenset[str], codes: frozenset[str], best: dict[str, float]
    ) -> Iterator[int]:
        """The texts worth a look, in steps of likeness, until ``best`` holds enough issues."""
        counted = _added(self._holders[pair] for pair in pairs if pair in self._holders)
        near = 0
        for code in codes:
            near |= self._coded.get(code, 0)
        far = self._coded.get("", 0) if codes else (1 << len(self._texts)) - 1
        lowest, done = min(self._with_code, self._without), 0
        for step in (*(each for each in _STEPS if each > lowest), lowest):
            found = near and near & self._enough(counted, len(pairs), max(step, self._with_code))
            found |= far and far & self._enough(counted, len(pairs), max(step, self._without))
            found &= ~done
            done |= found
            while found:
                number = found.bit_length() - 1
                yield number
                found ^= 1 << number
            if len(best) >= MOST:
                return

    def _enough(self, counted: list[int], size: int, share: float) -> int:
        """The texts with so large a share of pairs in common: the longer a text, the more."""
        reach: dict[int, int] = {}  # pairs in common: the texts for which so many are enough
        for other, up_to in zip(self._sizes, self._up_to, strict=True):
            reach[ceil(share * (size + other) / 2)] = up_to
        found = done = 0
        for least, up_to in reach.items():
            if least >= 1 << len(counted):
                break
            found |= up_to & ~done & _at_least(counted, least)
            done = up_to
        return found


def _added(masks: Iterable[int]) -> list[int]:
    """How often each bit is set in ``masks``: the ones, twos, fours … of all bits side by side."""
    places: list[int] = []
    for mask in masks:
        carry = mask
        for number, place in enumerate(places):
            places[number], carry = place ^ carry, place & carry
            if not carry:
                break
        if carry:
            places.append(carry)
    return places


def _at_least(places: list[int], least: int) -> int:
    """The bits whose count in ``places`` is ``least`` (one or more) or higher."""
    least = max(1, least)
    if least.bit_length() > len(places):
        return 0
    higher, same = 0, -1
    for number in reversed(range(len(places))):
        if least >> number & 1:
            same &= places[number]
        else:
            higher |= same & places[number]
            same &= ~places[number]
    return higher | same


def _said(issue: CommunityIssue) -> Iterator[str]:
    yield issue.title
    yield issue.text
    yield from (line.text for line in issue.evidence if not line.against)
