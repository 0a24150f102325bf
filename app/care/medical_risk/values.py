"""What the medical-risk stage hands out: candidates with their evidence, and red flags (§4.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.care.case import CareDate, RiskDecision
from app.care.items import is_item, item_of
from app.care.knowledge import Words, load, words

NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a rule fired: where on the sheet, and what it says there.

    ``field`` is a path of ``Case`` (``life_issues``, ``judgements.medication``, ``checklist.9``),
    ``snippet`` the sheet's own words or value. ``line(lang)`` says it in one line for a person.
    """

    field: str
    snippet: str
    reading: Words = NOTHING
    keywords: tuple[Words, ...] = ()  # stand in the question as {kw}
    strength: str = ""
    dated: CareDate | None = None

    def line(self, lang: str | None = None) -> str:
        """What was found, with its meaning: 「ゾルピデム錠5mg(睡眠薬)」."""
        return self.reading(lang) or self.snippet

    def field_label(self, lang: str | None = None) -> str:
        """Name of the field: 生活課題, 食事・個人因子, 基本チェックリスト."""
        return field_label(self.field, lang)


def digest(evidence: Iterable[Evidence]) -> str:
    """16 hex digits that stay the same as long as a question stands on the same words."""
    lines = sorted({f"{line.field}\t{line.snippet}" for line in evidence})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def overtaken(decision: RiskDecision | None, evidence: Iterable[Evidence]) -> bool:
    """Whether the evidence changed since the decision; one from before digests still holds."""
    known = decision.evidence if decision is not None else ""
    return bool(known) and known != digest(evidence)


def field_label(path: str, lang: str | None = None) -> str:
    """The name of a field path in words; rating items and factors by their own names."""
    table = load("risk_rules")["field_label"]
    head, *rest = path.split(".")
    if head == "judgements" and rest and is_item(rest[0]):
        names = [item_of(rest[0]).label(lang), *(words(table, part)(lang) for part in rest[1:])]
        return "・".join(names) if lang != "en" else ": ".join(names)
    return words(table, head)(lang)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One question for a named profession, with what raised it (§4.1). Never a finding.

    ``title``, ``question``, ``profession`` and ``short_label`` are called with a language;
    ``state`` is ``open`` or what people decided: ``agenda``, ``checked``, ``not_applicable``.
    ``changed`` says that the evidence is another than at the decision: then what was checked or
    set aside is open again, and what is on the agenda stays there (docs/decisions/037).
    ``strength`` is ``strong``, ``medium``, ``weak`` or empty, and never changes the priority.
    """

    rule_id: str
    priority: str
    title: Words
    short_label: Words
    question: Words
    profession: Words
    evidence: tuple[Evidence, ...]
    cites: Words
    confidence: str
    rule_version: str
    rule_date: str
    state: str = "open"
    strength: str = ""
    decision: RiskDecision | None = None
    changed: bool = False

    @property
    def digest(self) -> str:
        """What a decision about this candidate is kept with."""
        return digest(self.evidence)

    @property
    def source(self) -> str:
        """The guideline behind the rule, as it is called in Japanese; ``cites`` has both."""
        return self.cites.ja

    def level(self, lang: str | None = None) -> str:
        """高, 中 or 低 for A, B and C."""
        return words(load("risk_rules")["priority"][self.priority])(lang)

    def level_meaning(self, lang: str | None = None) -> str:
        """What the level asks for: settle before increasing activity, confirm, consider."""
        return words(load("risk_rules")["priority"][self.priority], "meaning")(lang)

    def strength_label(self, lang: str | None = None) -> str:
        """強, 中, 弱; empty for rules without bands."""
        return words(load("risk_rules")["strength"].get(self.strength, {}))(lang)

    def confidence_label(self, lang: str | None = None) -> str:
        """How sure the source is."""
        return words(load("risk_rules")["confidence"][self.confidence])(lang)

    def because(self, lang: str | None = None, most: int = 3) -> str:
        """The first pieces of evidence in one line, for lists: 「… + …」."""
        return " + ".join(evidence.line(lang) for evidence in self.evidence[:most])


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Words that can't wait for the meeting: what to do now instead of a discussion (§4.1)."""

    flag_id: str
    title: Words
    procedure: Words
    evidence: tuple[Evidence, ...]
