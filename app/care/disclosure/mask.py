"""One mask for all free text of a case on its way to the room or to paper (RELIABILITY.md §C)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from app.care.case import Case
from app.care.disclosure.coarse import (
    coarse_facilities,
    coarse_places,
    facility_kind,
    own_place,
)
from app.care.disclosure.family import lines, mentions_family, sentences
from app.care.disclosure.patterns import Hit, hits, without_days
from app.care.disclosure.privacy_check import Checker, decision_key, named_harmless
from app.i18n import tr

Audience = Literal["room", "paper", "council"]


@dataclass(frozen=True, slots=True)
class Mask:
    """What one case may not say to one audience. It shows nothing of the identity in its repr."""

    audience: Audience
    lang: str
    family_agreed: bool
    checker: Checker = field(repr=False)
    place: str = field(default="", repr=False)
    harmless: frozenset[str] = field(default=frozenset(), repr=False)  # answers of a person

    def text(self, text: str) -> str:
        """``text`` without identifiers, with places and facilities made vague."""
        found = [hit for hit in self._hits(text) if not self._is_harmless(text, hit)]
        masked = _replaced(text, found, tr("（伏せています）", lang=self.lang))
        masked = coarse_places(coarse_facilities(masked), self.place)
        return without_days(masked) if self.audience == "room" else masked

    def _hits(self, text: str) -> Iterator[Hit]:
        yield from hits(text)
        for doubt in self.checker.doubts(text):
            if doubt.certain:
                yield Hit(doubt.start, doubt.end, doubt.kind)

    def _is_harmless(self, text: str, hit: Hit) -> bool:
        return decision_key(text[hit.start : hit.end]) in self.harmless

    def withholds(self, text: str) -> bool:
        """Whether ``text`` speaks of the family and the family did not agree."""
        return not self.family_agreed and mentions_family(text)


class Reader:
    """Reads the texts of one case through its mask and remembers whether any was withheld."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        self.withheld = False

    def sentences(self, text: str) -> tuple[str, ...]:
        """The sentences that may be shown, masked."""
        return tuple(filter(None, map(self.cell, sentences(text))))

    def lines(self, text: str) -> tuple[str, ...]:
        """The lines of a cell, each without the sentences that are withheld."""
        kept = ("".join(self.sentences(line)) for line in lines(text))
        return tuple(filter(None, kept))

    def cell(self, text: str) -> str:
        """A short text, shown whole or not at all."""
        if self.mask.withholds(text):
            self.withheld = True
            return ""
        return self.mask.text(text.strip())

    def cells(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Several short texts; the withheld and the empty ones are left out."""
        return tuple(filter(None, map(self.cell, texts)))


def mask_of(case: Case, audience: Audience, checker: Checker, *, lang: str = "ja") -> Mask:
    """The mask of a case. ``checker`` knows the identity and is used to search (§9.2)."""
    return Mask(
        audience,
        lang,
        family_agreed=case.consent.family,
        checker=checker,
        place=own_place(case.housing),
        harmless=named_harmless(case),
    )


def office_mask(checker: Checker, *, lang: str = "ja") -> Mask:
    """The mask of what the office wrote about no single case, on its way to the council."""
    return Mask("council", lang, family_agreed=True, checker=checker)


def _replaced(text: str, found: list[Hit], hidden: str) -> str:
    """Replace every hit; where two overlap, both go under one mark."""
    parts, place = [], 0
    for hit in _merged(found):
        kind = facility_kind(text[hit.start : hit.end]) if hit.kind == "facility" else ""
        parts += [text[place : hit.start], kind or hidden]
        place = hit.end
    return "".join((*parts, text[place:]))


def _merged(found: list[Hit]) -> list[Hit]:
    merged: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h.start, -h.end)):
        if merged and hit.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Hit(last.start, max(last.end, hit.end), last.kind)
        else:
            merged.append(hit)
    return merged
