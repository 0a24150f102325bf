"""Code lists a municipality knows: community issues, professions, interests.

Community issues and response types (DOMAIN.md §7.1, §7.2), professions in the room (§3.3), the
activities of 興味・関心チェックシート (§5.3). A code or text that a list doesn't hold is shown as it is:
a municipality may add its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.care.knowledge import Words, load, words
from app.care.text import search_key


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a list."""

    code: str
    words: Words

    def label(self, lang: str | None = None) -> str:
        """Its name."""
        return self.words(lang)


@dataclass(frozen=True, slots=True)
class Profession:
    """Who sits in the room; ``common`` are those of the source report."""

    code: str
    words: Words
    short: Words
    gives: Words
    life: str | None
    common: bool

    def label(self, lang: str | None = None) -> str:
        """Full name."""
        return self.words(lang)


def _codes(file: str, table: str) -> tuple[Code, ...]:
    return tuple(Code(row["code"], words(row)) for row in load(file)[table])


def _label(entries: Iterable[Code | Profession], code: str, lang: str | None) -> str:
    for entry in entries:
        if code in {entry.code, entry.words.ja}:
            return entry.words(lang)
    return code


@lru_cache
def issue_codes() -> tuple[Code, ...]:
    """The twelve codes for community issues (MOB … STAFF)."""
    return _codes("issue_codes", "issue")


def issue_label(code: str, lang: str | None = None) -> str:
    """Name of a community issue code."""
    return _label(issue_codes(), code, lang)


@lru_cache
def response_types() -> tuple[Code, ...]:
    """How a community issue is answered; the Japanese name is the stored value."""
    return _codes("issue_codes", "response")


def response_label(code: str, lang: str | None = None) -> str:
    """Name of a response type."""
    return _label(response_types(), code, lang)


@lru_cache
def interests() -> tuple[Code, ...]:
    """The 46 activities and その他, codes 010 to 470."""
    return _codes("interests", "interest")


def interest_label(code: str, lang: str | None = None) -> str:
    """Name of an activity."""
    return _label(interests(), code, lang)


@lru_cache
def professions() -> tuple[Profession, ...]:
    """Professions in the order of the attendance list."""
    return tuple(
        Profession(
            code=row["code"],
            words=words(row),
            short=words(row, "short"),
            gives=words(row, "gives"),
            life=row.get("life"),
            common=row["common"],
        )
        for row in load("professions")["profession"]
    )


def profession_label(value: str, lang: str | None = None) -> str:
    """Full name for a code or a Japanese name; free text stays as written."""
    return _label(professions(), value, lang)


def profession_short(value: str, lang: str | None = None) -> str:
    """PT, SC, 包括 … for the seat map; free text stays as written."""
    for entry in professions():
        if value in {entry.code, entry.words.ja}:
            return entry.short(lang)
    return value


@lru_cache
def _profession_keys() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for entry in professions():
        for text in (entry.code, entry.words.ja, entry.short.ja, entry.words.en, entry.short.en):
            found.setdefault(search_key(text), entry.code)
    return found


def parse_profession(text: str) -> str | None:
    """The code for a name or an abbreviation, so that a walk-in needs one short word (§3.3)."""
    return _profession_keys().get(search_key(text))
