"""What could tell who a person is though each part may be shown (RELIABILITY.md §C).

A doubt (``privacy_check``) keeps a case in until somebody decides; a rare combination only asks.
The answer is kept as a privacy decision under a digest of what was found, so it is asked again
when that changes, and an answer never repeats a word of the case.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from app.care.case import Case, PrivacyDecision
from app.care.disclosure.case_texts import case_texts
from app.care.disclosure.coarse import own_place
from app.care.knowledge import load, words

KEPT: Final = "rare_kept"
"""The state of the answer 「このままでよい」."""
_FILE: Final = "rare_combinations"


@dataclass(frozen=True, slots=True)
class Rare:
    """One thing few people have in common. ``found`` are words of the case."""

    kind: str
    found: tuple[str, ...]
    digest: str

    def sentence(self, lang: str | None = None) -> str:
        """What it is, quoting the words."""
        said = words(_kind(self.kind))(lang)
        return said.format(words="・".join(self.found), age=load(_FILE)["age"])

    def todo(self, lang: str | None = None) -> str:
        """What could be said instead."""
        return words(_kind(self.kind), "todo")(lang)


def rare_combinations(case: Case) -> tuple[Rare, ...]:
    """All there is to ask about a case, answered or not. Cheap: some dozen words are searched."""
    found: list[Rare] = []
    if case.age is not None and case.age >= load(_FILE)["age"]:
        found.append(_rare(case, "age", ()))
    texts = {
        "disease": [each.name for each in case.conditions],
        "household": [case.household.type, case.household.family_note],
        "role": [text for place, text in case_texts(case) if place.field != "staff"],
    }
    if not (case.district or own_place(case.housing)):
        del texts["household"]
    for kind, where in texts.items():
        hits = tuple(dict.fromkeys(hit for text in where for hit in _hits(kind, text)))
        if hits:
            found.append(_rare(case, kind, hits))
    return tuple(found)


def open_rare(case: Case) -> tuple[Rare, ...]:
    """Those nobody has answered as they are now."""
    kept = {each.snippet for each in case.privacy_decisions if each.state == KEPT}
    return tuple(each for each in rare_combinations(case) if each.digest not in kept)


def with_kept(case: Case, rare: Rare, *, by: str = "", decided_at: str = "") -> Case:
    """``case`` with 「このままでよい」 for one of them; an earlier answer of its kind goes."""
    start = _start(rare.kind)
    others = tuple(d for d in case.privacy_decisions if not d.snippet.startswith(start))
    answer = PrivacyDecision(snippet=rare.digest, state=KEPT, by=by, decided_at=decided_at)
    return replace(case, privacy_decisions=(*others, answer))


def _rare(case: Case, kind: str, found: Iterable[str]) -> Rare:
    hits = tuple(found)
    about: tuple[str, ...] = hits
    if kind == "age":
        about = (str(case.age),)
    elif kind == "household":
        about = (*hits, case.district, own_place(case.housing))
    told = hashlib.sha256("\x1f".join(about).encode("utf-8")).hexdigest()[:16]
    return Rare(kind, hits, f"{_start(kind)}{told}")


def _start(kind: str) -> str:
    return f"rare:{kind}:"


def _hits(kind: str, text: str) -> list[str]:
    """The words of a kind in a text, in any width."""
    return [match[0] for match in _pattern(kind).finditer(unicodedata.normalize("NFKC", text))]


@lru_cache
def _pattern(kind: str) -> re.Pattern[str]:
    known = [w for row in load(_FILE)["word"] if row["kind"] == kind for w in row["words"]]
    known = [unicodedata.normalize("NFKC", word) for word in known]
    found = sorted(known, key=len, reverse=True)
    # MSA is a disease, but no part of a longer word in Latin letters.
    return re.compile(
        "|".join(
            rf"(?<![A-Za-z]){re.escape(w)}(?![A-Za-z])" if w.isascii() else re.escape(w)
            for w in found
        )
    )


def _kind(kind: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = load(_FILE)["kind"][kind]
    return found
