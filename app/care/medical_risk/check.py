"""What every check of a rule is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.care.knowledge import Words, load, words
from app.care.medical_risk.facts import Facts
from app.care.medical_risk.values import Evidence

Check = Callable[[Facts], tuple[Evidence, ...] | None]
Row = Mapping[str, Any]


class RuleError(ValueError):
    """A rule file says something the engine doesn't know."""


def some(evidence: Iterable[Evidence]) -> tuple[Evidence, ...] | None:
    """The evidence, or ``None`` (doesn't hold) where there is none."""
    return tuple(evidence) or None


def reading(name: str, /, **values: Words | str) -> Words:
    """A line of the ``[evidence]`` table, filled in for both languages."""
    form = words(load("risk_rules")["evidence"], name)
    return Words(*(_filled(form, values, lang) for lang in ("ja", "en")))


def _filled(form: Words, values: Mapping[str, Words | str], lang: str) -> str:
    known = {
        name: value(lang) if isinstance(value, Words) else value for name, value in values.items()
    }
    return form(lang).format(**known)
