"""Code lists a municipality knows: community issues and interests.

Community issues and response types (DOMAIN.md §7.1, §7.2), the activities
 of 興味・関心チェックシート (§5.3). A code or text that a list doesn't hold is shown as it is:
a municipality may add its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.care.knowledge import Words, load, remembered, words


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a list."""

    code: str
    words: Words

    def label(self, lang: str | None = None) -> str:
        """Its name."""
        return self.words(lang)


def _codes(file: str, table: str) -> tuple[Code, ...]:
    return tuple(Code(row["code"], words(row)) for row in load(file)[table])


def _label(entries: Iterable[Code], code: str, lang: str | None) -> str:
    for entry in entries:
        if code in {entry.code, entry.words.ja}:
            return entry.words(lang)
    return code


@remembered
def issue_codes() -> tuple[Code, ...]:
    """The twelve codes for community issues (MOB … STAFF)."""
    return _codes("issue_codes", "issue")


def issue_label(code: str, lang: str | None = None) -> str:
    """Name of a community issue code."""
    return _label(issue_codes(), code, lang)


@remembered
def response_types() -> tuple[Code, ...]:
    """How a community issue is answered; the Japanese name is the stored value."""
    return _codes("issue_codes", "response")


def response_label(code: str, lang: str | None = None) -> str:
    """Name of a response type."""
    return _label(response_types(), code, lang)


@remembered
def interests() -> tuple[Code, ...]:
    """The 46 activities and その他, codes 010 to 470."""
    return _codes("interests", "interest")


def interest_label(code: str, lang: str | None = None) -> str:
    """Name of an activity."""
    return _label(interests(), code, lang)
