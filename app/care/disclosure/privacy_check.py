"""Doubts about free text: what may tell who a case is about (DOMAIN.md §9.2, RELIABILITY.md §C).

``checker`` is made once per identity and known names; ``Checker.doubts`` is cheap enough for
every key. Nothing here decides: a doubt stays open until a person replaces the words or says
that they are none (``with_replacement``, ``with_answer``), and an open one keeps the case off
every road out (``gate``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, Literal

from app.care.case import Case, PrivacyDecision, PrivateIdentity
from app.care.disclosure.case_texts import Place, case_texts, with_texts
from app.care.disclosure.coarse import age_band
from app.care.disclosure.known import KnownNames, KnownPerson, own_index, own_slips
from app.care.disclosure.names import Found, Index
from app.care.disclosure.own import own_numbers
from app.care.disclosure.shapes import half_width, shaped
from app.care.disclosure.slips import Slips
from app.care.disclosure.spelling import folded
from app.care.knowledge import load, words
from app.i18n import tr

__all__ = [
    "Checker",
    "Doubt",
    "KnownNames",
    "KnownPerson",
    "TextDoubt",
    "case_doubts",
    "checker",
    "decision_key",
    "kind_label",
    "named_harmless",
    "open_doubts",
    "with_answer",
    "with_replacement",
]

_PLACE: Final = re.compile(r"[一-龥々ヶケァ-ヴー]{1,14}[町台丘村]\s?\Z")
_TOWN: Final = re.compile(
    r"(?:[一-龥々ヶケ]{1,4}[市区郡])?[一-龥々ヶケァ-ヴー]{1,4}[町台丘村]\s?\Z"
)
# A sign without which there is no number, address or mail, in any width.
_NUMBERED: Final = re.compile(r"[0-9０-９@＠.．〇零一二三四五六七八九十]")
Kind = Literal[
    "name", "relative", "facility", "staff", "person", "phone", "postal", "address", "birth",
    "number", "email", "link",
]  # fmt: skip
_REMEMBERED: Final = 20_000  # phrases of some dozen cases; cleared when full
# No name, number or address goes on behind 。 or 、, and both are signs a name may stand beside.
_PHRASE: Final = re.compile("[^。、]*[。、]|[^。、]+")


@dataclass(frozen=True, slots=True)
class TextDoubt:
    """A stretch of one text. ``suggestions`` are replacements, "" removes; ``certain`` is False
    where the words may well be ordinary ones."""

    start: int
    end: int
    snippet: str = field(repr=False)
    kind: str
    suggestions: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Doubt(TextDoubt):
    """A doubt and the place of its text: ``field`` is a path in ``Case``, ``row`` the key of the
    row ("item:time_point" for judgements), "" for plain fields."""

    field: str
    row: str


class Checker:
    """What one case may not say. It shows nothing of the identity in its repr."""

    def __init__(self, identity: PrivateIdentity | None, known: KnownNames) -> None:
        self.identity = identity
        self._known = known.index
        self._own = own_index(identity, known) if identity else Index(())
        self._slips = own_slips(identity) if identity else Slips([], [])
        self._numbers = own_numbers(identity)
        self._uuid = identity.case_uuid if identity else ""
        self._memory: dict[str, tuple[TextDoubt, ...]] = {}

    def doubts(self, text: str) -> tuple[TextDoubt, ...]:
        """The doubts about ``text`` from left to right; they don't overlap.

        Read phrase by phrase and remembered, so a key costs the phrase it is typed in.
        """
        found: list[TextDoubt] = []
        for phrase in _PHRASE.finditer(text):
            doubts = self._memory.get(phrase[0])
            if doubts is None:
                if len(self._memory) >= _REMEMBERED:
                    self._memory.clear()
                doubts = self._memory[phrase[0]] = self._read(phrase[0])
            at = phrase.start()
            found += (replace(d, start=d.start + at, end=d.end + at) for d in doubts)
        return tuple(found)

    def _read(self, text: str) -> tuple[TextDoubt, ...]:
        fold = folded(text)
        numbers: tuple[Found, ...] = ()
        if _NUMBERED.search(text):
            plain, places = half_width(text)
            hits = (*self._numbers.found(plain), *shaped(plain))
            numbers = tuple(_carried_back(hit, places) for hit in hits)
        found = [
            *self._own.found(text, fold),
            *self._slips.found(text, fold),
            *(hit for hit in self._known.found(text, fold) if not self._is_own(hit)),
            *numbers,
        ]
        found = [_with_town(hit, text) for hit in found]
        return tuple(self._doubt(text, hit) for hit in _merged(found, text))

    def _is_own(self, hit: Found) -> bool:
        return hit.kind == "person" and hit.kin == self._uuid

    def _doubt(self, text: str, hit: Found) -> TextDoubt:
        snippet = text[hit.start : hit.end]
        return TextDoubt(
            hit.start, hit.end, snippet, hit.kind, _suggestions(hit, snippet), hit.certain
        )


def checker(identity: PrivateIdentity | None, known: KnownNames) -> Checker:
    """The checker of a case; without an identity only known names and shapes are found."""
    return Checker(identity, known)


def case_doubts(case: Case, checker: Checker) -> tuple[Doubt, ...]:
    """Every doubt in every free text of a case, answered or not.

    A person's name in 担当 is where it belongs; paper, room and export turn it into a role.
    """
    return tuple(
        Doubt(
            doubt.start,
            doubt.end,
            doubt.snippet,
            doubt.kind,
            _with_age(doubt, case),
            doubt.certain,
            place.field,
            place.row,
        )
        for place, text in case_texts(case)
        for doubt in checker.doubts(text)
        if not (place.field == "staff" and doubt.kind == "staff")
    )


def open_doubts(case: Case, checker: Checker) -> tuple[Doubt, ...]:
    """The doubts nobody has answered.

    Only ``not_a_name`` answers, and only for the words as they were typed then (width and spaces
    apart): 森 being no name says nothing about 森さん or もり. ``replaced`` answers nothing,
    since words that are still there were not replaced.
    """
    answered = named_harmless(case)
    doubts = case_doubts(case, checker)
    return tuple(doubt for doubt in doubts if decision_key(doubt.snippet) not in answered)


def named_harmless(case: Case) -> frozenset[str]:
    """The words a person said tell nobody who it is, as ``decision_key`` compares them."""
    return frozenset(
        decision_key(decision.snippet)
        for decision in case.privacy_decisions
        if decision.state == "not_a_name"
    )


def decision_key(snippet: str) -> str:
    """What two snippets must share for one answer to count for both."""
    plain = unicodedata.normalize("NFKC", snippet)
    return "".join(ch for ch in plain if not ch.isspace() and unicodedata.category(ch) != "Cf")


def with_replacement(case: Case, doubt: Doubt, words: str) -> Case:
    """``case`` with the words of a doubt replaced (``""`` removes them).

    Nothing is changed where the text no longer says what the doubt was about. No answer is kept:
    it would keep the very name that was taken out.
    """
    where = Place(doubt.field, doubt.row)

    def put(place: Place, text: str) -> str:
        if place != where or text[doubt.start : doubt.end] != doubt.snippet:
            return text
        return text[: doubt.start] + words + text[doubt.end :]

    return with_texts(case, put)


def with_answer(
    case: Case,
    doubt: Doubt,
    state: Literal["not_a_name", "replaced"] = "not_a_name",
    *,
    by: str = "",
    decided_at: str = "",
) -> Case:
    """``case`` with a person's answer to a doubt; an earlier one for the same words goes."""
    key = decision_key(doubt.snippet)
    kept = tuple(d for d in case.privacy_decisions if decision_key(d.snippet) != key)
    answer = PrivacyDecision(snippet=doubt.snippet, state=state, by=by, decided_at=decided_at)
    return replace(case, privacy_decisions=(*kept, answer))


def kind_label(kind: str, lang: str | None = None) -> str:
    """What a kind of doubt is called: 家族の名前, phone number."""
    return words(load("privacy")["kinds"][kind])(lang)


def _with_age(doubt: TextDoubt, case: Case) -> tuple[str, ...]:
    if doubt.kind != "birth" or case.age is None:
        return doubt.suggestions
    ages = (tr("{age}歳", lang="ja", age=case.age), age_band(case.age, "ja"))
    return (*ages, *doubt.suggestions)


def _suggestions(hit: Found, snippet: str) -> tuple[str, ...]:
    offered: dict[str, Any] = load("privacy")["suggestions"]
    found = tuple(offered[hit.kind])
    if hit.kind == "relative" and hit.kin:
        return (hit.kin, *found)
    if hit.kind == "facility":
        kinds: dict[str, list[str]] = load("privacy")["facility_kinds"]
        return next((tuple(kinds[kind]) for kind in kinds if kind in snippet), found)
    return found


def _carried_back(hit: Found, places: list[int] | None) -> Found:
    """A hit in a text without its invisible signs, as a stretch of the text as typed."""
    if places is None:
        return hit
    return replace(hit, start=places[hit.start], end=places[hit.end - 1] + 1)


def _with_town(hit: Found, text: str) -> Found:
    """The numbers of an address with the town they stand behind, not the words before it."""
    run = _PLACE.search(text, 0, hit.start) if hit.kind == "address" else None
    if run is None:
        return hit
    told = [word.end() for word in _before_town().finditer(text, run.start(), run.end())]
    town = _TOWN.search(text, max(told, default=run.start()), hit.start)
    return replace(hit, start=town.start()) if town else hit


@lru_cache
def _before_town() -> re.Pattern[str]:
    """Words that end right before a town: 転居, 利用中; none is read out of the town itself."""
    words_before = sorted(load("privacy")["words"]["before_town"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words_before)})(?=.{{0,9}}.[町台丘村])")


def _merged(found: Iterable[Found], text: str) -> list[Found]:
    """One stretch where several overlap, or where two pieces of one address touch."""
    merged: list[Found] = []
    for hit in sorted(found, key=lambda h: (h.start, -h.end)):
        last = merged[-1] if merged else None
        if last and (hit.start < last.end or _one_address(last, hit, text)):
            merged[-1] = replace(
                last,
                end=max(last.end, hit.end),
                kind=last.kind if last.end - last.start >= hit.end - hit.start else hit.kind,
                kin=last.kin or hit.kin,
                certain=last.certain or hit.certain,
            )
        else:
            merged.append(hit)
    return merged


def _one_address(last: Found, hit: Found, text: str) -> bool:
    same = last.kind == hit.kind and hit.kind in ("address", "name")
    return same and bool(_joint().fullmatch(text, last.end, hit.start))


@lru_cache
def _joint() -> re.Pattern[str]:
    return re.compile(r"[\s　・\u200b]{0,2}")
