"""The trigger column of DOMAIN.md §4.2 as data.

``compile_group`` turns the lists of ``risk_rules.toml`` into a check. A check looks at the facts
and answers ``None`` (doesn't hold) or its evidence, which may be empty (``no_drugs``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from app.care.medical_risk import medicine_checks, person_checks, text_checks
from app.care.medical_risk.check import Check, Row, RuleError
from app.care.medical_risk.facts import Facts
from app.care.medical_risk.values import Evidence


def compile_group(row: Row) -> Check:
    """The check of a table with ``all`` or ``any`` (nested as deep as wanted)."""
    if "all" in row:
        return _all_of([_compile(line) for line in row["all"]])
    if "any" in row:
        return _any_of([_compile(line) for line in row["any"]])
    raise RuleError(f"neither all nor any: {dict(row)}")


def _compile(row: Row) -> Check:
    if "all" in row or "any" in row:
        return compile_group(row)
    kinds = [kind for kind in _KINDS if kind in row]
    if len(kinds) != 1:
        raise RuleError(f"not one known kind of trigger: {dict(row)}")
    return _KINDS[kinds[0]](row)


def _all_of(checks: Sequence[Check]) -> Check:
    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        found: list[Evidence] = []
        for inner in checks:
            evidence = inner(facts)
            if evidence is None:
                return None
            found += evidence
        return tuple(found)

    return check


def _any_of(checks: Sequence[Check]) -> Check:
    """Every branch is looked at, because people want to see all that speaks for a question."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        answers = [evidence for inner in checks if (evidence := inner(facts)) is not None]
        return tuple(line for evidence in answers for line in evidence) if answers else None

    return check


_KINDS: Final[Mapping[str, Callable[[Row], Check]]] = {
    "drugs": medicine_checks.drugs,
    "no_drugs": medicine_checks.no_drugs,
    "drug_names": medicine_checks.drug_names,
    "drug_count": medicine_checks.drug_count,
    "route": medicine_checks.route,
    "words": text_checks.words_found,
    "rating": person_checks.rating,
    "dementia": person_checks.dementia,
    "age": person_checks.age,
    "feature": person_checks.feature,
    "household": person_checks.household,
    "checklist": person_checks.checklist,
    "test": person_checks.test,
    "bmi": person_checks.bmi,
    "weight_loss": text_checks.weight_loss,
    "month": person_checks.month,
    "hba1c": person_checks.hba1c,
}
