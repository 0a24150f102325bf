"""Runs the rules of ``risk_rules.toml`` over a case (DOMAIN.md §4).

Nothing here knows a rule by name: what a rule asks and when is data, read once per process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.care.case import CareDate, Case, RiskDecision
from app.care.knowledge import Words, load, remembered, words
from app.care.medical_risk.check import Check, RuleError
from app.care.medical_risk.facts import Facts, decisions
from app.care.medical_risk.person_checks import target_range
from app.care.medical_risk.thresholds import threshold
from app.care.medical_risk.triggers import compile_group
from app.care.medical_risk.values import Candidate, Evidence, overtaken


@dataclass(frozen=True, slots=True)
class Lower:
    """When old news may wait: all dated evidence older than ``months`` → ``priority``."""

    months: float
    priority: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of §4.2, ready to run."""

    rule_id: str
    priority: str
    title: Words
    short: Words
    question: Words
    profession: Words
    source: Words
    confidence: str
    fires: Check
    emphasise: Check | None
    show: Check | None
    other: tuple[Check, Words] | None
    lower: Lower | None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules with the version printed on handouts."""

    rules: tuple[Rule, ...]
    version: str
    date: str


@remembered
def rule_set() -> RuleSet:
    """The rules of the program's own file."""
    return read_rules(load("risk_rules"))


def read_rules(data: Mapping[str, Any]) -> RuleSet:
    """Rules from the content of a rule file; ``RuleError`` names what can't be understood."""
    rules = tuple(_rule(row) for row in data["rule"])
    ids = [rule.rule_id for rule in rules]
    if len(set(ids)) != len(ids):
        raise RuleError("two rules share an id")
    return RuleSet(rules, str(data["version"]), str(data["date"]))


def _rule(row: Mapping[str, Any]) -> Rule:
    other = row.get("other_question")
    lower = row.get("lower")
    try:
        return Rule(
            rule_id=row["id"],
            priority=row["priority"],
            title=words(row),
            short=words(row, "short"),
            question=words(row, "question"),
            profession=words(row, "profession"),
            source=words(row, "source"),
            confidence=row["confidence"],
            fires=compile_group(row["when"]),
            emphasise=compile_group(row["emphasise"]) if "emphasise" in row else None,
            show=compile_group({"any": row["show"]}) if "show" in row else None,
            other=(compile_group(other["when"]), words(other, "question")) if other else None,
            lower=Lower(threshold(lower["older_than"]).value, lower["priority"]) if lower else None,
        )
    except (KeyError, RuleError) as error:
        raise RuleError(f"{row.get('id', '?')}: {error}") from error


def candidates(case: Case, *, month: int | None = None) -> tuple[Candidate, ...]:
    """The questions this case raises, by priority and rule id.

    ``month`` overrides the month of the conference date (R06). Decisions on the case set the
    state; a dismissed candidate is still listed, so that it can be taken back.
    """
    return run(rule_set(), case, month=month)


def run(rules: RuleSet, case: Case, *, month: int | None = None) -> tuple[Candidate, ...]:
    """``candidates`` with rules of one's own."""
    facts = Facts(case, month)
    decided = decisions(case)
    found = (_candidate(rule, rules, facts, decided) for rule in rules.rules)
    return tuple(sorted(filter(None, found), key=lambda c: (c.priority, c.rule_id)))


def _candidate(
    rule: Rule, rules: RuleSet, facts: Facts, decided: Mapping[str, RiskDecision]
) -> Candidate | None:
    evidence = rule.fires(facts)
    if evidence is None:
        return None
    stronger = rule.emphasise(facts) if rule.emphasise else None
    shown = rule.show(facts) if rule.show else None
    question, more = rule.question, None
    if rule.other is not None:
        more = rule.other[0](facts)
        question = question if more is None else rule.other[1]
    every = (*evidence, *(stronger or ()), *(shown or ()), *(more or ()))
    banded = next((line.strength for line in every if line.strength), "")
    unique, decision = _once(every), decided.get(rule.rule_id)
    changed = overtaken(decision, unique)
    held = decision is not None and (not changed or decision.state == "agenda")
    return Candidate(
        rule_id=rule.rule_id,
        priority=_priority(rule, evidence, facts),
        title=rule.title,
        short_label=rule.short,
        question=_filled(question, facts, every),
        profession=rule.profession,
        evidence=unique,
        cites=rule.source,
        confidence=rule.confidence,
        rule_version=rules.version,
        rule_date=rules.date,
        state=decision.state if held and decision is not None else "open",
        strength="strong" if stronger is not None else banded,
        decision=decision,
        changed=changed,
    )


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each place once, whichever lines of the rule found it."""
    unique: dict[tuple[str, str], Evidence] = {}
    for line in evidence:
        unique.setdefault((line.field, line.snippet), line)
    return tuple(unique.values())


def _priority(rule: Rule, evidence: Iterable[Evidence], facts: Facts) -> str:
    """Lowered where every condition found is old; an undated one keeps the rule's own letter."""
    if rule.lower is None:
        return rule.priority
    now = facts.case.conference_date
    ages = [_months_since(line.dated, now) for line in evidence if line.field == "conditions"]
    old = bool(ages) and all(age is not None and age > rule.lower.months for age in ages)
    return rule.lower.priority if old else rule.priority


def _months_since(then: CareDate | None, now: CareDate | None) -> int | None:
    """Whole months at the least: a year alone counts to its December."""
    if then is None or now is None or then.iso is None or now.iso is None or len(now.iso) < 7:
        return None
    month = int(then.iso[5:7] or 12)
    return (int(now.iso[:4]) - int(then.iso[:4])) * 12 + int(now.iso[5:7]) - month


def _filled(question: Words, facts: Facts, evidence: Iterable[Evidence]) -> Words:
    found = [keyword for line in evidence for keyword in line.keywords]
    values = {
        "n": str(len(facts.systemic_regular)),
        "bmi": "" if facts.bmi is None else f"{facts.bmi:.1f}",
        "polypharmacy": threshold("polypharmacy").text(),
        **target_range(),
    }
    return Words(
        question.ja.format(kw="・".join(dict.fromkeys(word.ja for word in found)), **values),
        question.en.format(kw=", ".join(dict.fromkeys(word.en for word in found)), **values),
    )
