"""Words that generated text must not hold (DOMAIN.md §4.1): the program asks, it never finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.care.knowledge import load

# Every knowledge file whose texts end up in a hint, a red flag or beside one.
FILES = ("risk_rules", "red_flags", "consistency_hints", "thresholds", "drug_classes")


@dataclass(frozen=True, slots=True)
class LintProblem:
    """A forbidden word: where the text stands, and the word."""

    place: str
    word: str


def generated_texts() -> Iterator[tuple[str, str]]:
    """Place and text of all that the rules can say, in both languages."""
    for name in FILES:
        yield from texts_in(name, load(name))


def lint_rule_texts(texts: Iterable[tuple[str, str]] | None = None) -> tuple[LintProblem, ...]:
    """Forbidden words in ``texts`` (place, text), by default in all that the rules can say."""
    forbidden = [re.compile(rule, re.IGNORECASE) for rule in _forbidden()]
    return tuple(
        LintProblem(place, found[0])
        for place, text in (generated_texts() if texts is None else texts)
        for pattern in forbidden
        if (found := pattern.search(text))
    )


def _forbidden() -> list[str]:
    table = load("risk_rules")["lint"]
    return [*table["ja"], *table["en"]]


def texts_in(place: str, value: object) -> Iterator[tuple[str, str]]:
    """Place and text of all a table of a knowledge file says to people."""
    if isinstance(value, Mapping):
        yield from _texts_of_table(place, value)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(f"{place}[{number}]", inner)


def _texts_of_table(place: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """``ja``, ``en`` and ``…_ja``, ``…_en`` are texts people see; other strings are keywords."""
    name = str(table.get("id", table.get("key", table.get("code", ""))))
    for key, value in table.items():
        inner = f"{place}.{name}.{key}" if name else f"{place}.{key}"
        if isinstance(value, str) and key.rpartition("_")[2] in {"ja", "en"}:
            yield inner, value
        else:
            yield from texts_in(inner, value)
