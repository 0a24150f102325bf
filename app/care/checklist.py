"""基本チェックリスト: 25 answers, domain totals, criteria and what can't be told yet (§5.1).

Answers are 1 on the risk side, 0 on the other, ``None`` unanswered. Nothing is imputed: a
threshold reached stays reached, one not reached is 判定不可 while missing answers could reach it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.care.knowledge import Words, load, words

Answer = int | None
QUESTIONS = 25


@dataclass(frozen=True, slots=True)
class Question:
    """One question in short; ``risk`` is yes, no or applies (the answer that scores 1)."""

    no: int
    domain: str
    risk: str
    words: Words
    note: Words

    def label(self, lang: str | None = None) -> str:
        """Abbreviated wording; the official form has the full one."""
        return self.words(lang)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of questions with a name: a domain, or a criterion with its threshold."""

    key: str
    total_key: str
    words: Words
    rule: Words
    first: int
    last: int
    needed: int


@dataclass(frozen=True, slots=True)
class Score:
    """The result. Totals count known risk answers; ``criteria_unknown`` is 判定不可."""

    answered: int
    domain_totals: Mapping[str, int]
    subtotal_1_20: int
    total_25: int
    criteria_met: tuple[str, ...]
    criteria_unknown: tuple[str, ...]
    frailty_by_total: str | None
    watch_homebound: bool

    @property
    def eligible(self) -> bool | None:
        """Whether a 事業対象者 criterion is met; ``None`` while that can't be told."""
        if self.criteria_met:
            return True
        return None if self.criteria_unknown else False


@lru_cache
def questions() -> tuple[Question, ...]:
    """The 25 questions in order."""
    return tuple(
        Question(row["no"], row["domain"], row["risk"], words(row), words(row, "note"))
        for row in load("checklist")["question"]
    )


def _spans(name: str) -> tuple[Span, ...]:
    return tuple(
        Span(
            key=row["key"],
            total_key=row.get("total_key", ""),
            words=words(row),
            rule=words(row, "rule"),
            first=row["first"],
            last=row["last"],
            needed=row.get("needed", 0),
        )
        for row in load("checklist")[name]
    )


@lru_cache
def domains() -> tuple[Span, ...]:
    """The seven domains."""
    return _spans("domain")


@lru_cache
def criteria() -> tuple[Span, ...]:
    """The seven criteria; any one makes a 事業対象者."""
    return _spans("criterion")


def criterion_label(key: str, lang: str | None = None) -> str:
    """Name of a criterion."""
    return next(c.words(lang) for c in criteria() if c.key == key)


def domain_label(key: str, lang: str | None = None) -> str:
    """Name of a domain."""
    return next(d.words(lang) for d in domains() if d.key == key)


def frailty_label(key: str, lang: str | None = None) -> str:
    """The range of the total, a screening word and no diagnosis."""
    return next(words(row)(lang) for row in load("checklist")["frailty"] if row["key"] == key)


def answer_for(no: int, *, yes: bool) -> int:
    """1 where a yes or no to question ``no`` lies on the risk side, else 0."""
    return int(yes is (questions()[no - 1].risk != "no"))


def said_yes(no: int, answer: int) -> bool:
    """Whether a stored answer was a yes: the other way round of ``answer_for``."""
    return bool(answer) is (questions()[no - 1].risk != "no")


def score(answers: Sequence[Answer]) -> Score:
    """Count 25 answers; a shorter list counts as unanswered behind its end."""
    if len(answers) > QUESTIONS or any(answer not in {0, 1, None} for answer in answers):
        raise ValueError("25 answers of 0, 1 or None")
    full = (*answers, *[None] * (QUESTIONS - len(answers)))
    met = tuple(c.key for c in criteria() if _risks(full, c.first, c.last) >= c.needed)
    unknown = tuple(
        c.key
        for c in criteria()
        if c.key not in met
        and _risks(full, c.first, c.last) + _missing(full, c.first, c.last) >= c.needed
    )
    return Score(
        answered=sum(answer is not None for answer in full),
        domain_totals={d.total_key: _risks(full, d.first, d.last) for d in domains()},
        subtotal_1_20=_risks(full, 1, 20),
        total_25=_risks(full, 1, QUESTIONS),
        criteria_met=met,
        criteria_unknown=unknown,
        frailty_by_total=_frailty(full),
        watch_homebound="homebound" in met and full[16] == 1,
    )


def _risks(answers: Sequence[Answer], first: int, last: int) -> int:
    return answers[first - 1 : last].count(1)


def _missing(answers: Sequence[Answer], first: int, last: int) -> int:
    return answers[first - 1 : last].count(None)


def _frailty(answers: Sequence[Answer]) -> str | None:
    """The range the total lies in; ``None`` where missing answers could change it."""
    least = _risks(answers, 1, QUESTIONS)
    most = least + _missing(answers, 1, QUESTIONS)
    return _range(least) if _range(least) == _range(most) else None


def _range(total: int) -> str:
    rows = load("checklist")["frailty"]
    return str(next(row["key"] for row in rows if total >= row["least"]))
