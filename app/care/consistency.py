"""Gentle questions where a sheet doesn't seem to agree with itself (DOMAIN.md §2.5).

Published sheets show such places (服薬 ○2 beside 「嫁が管理」), so nothing here is an error and
nothing is blocked. Words are looked for as in the risk rules, denials left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.care.case import Case, Judgement, RiskDecision, TimePoint, judgement_of
from app.care.items import items
from app.care.knowledge import Words, load, remembered, words
from app.care.medical_risk.facts import decisions
from app.care.medical_risk.text_checks import habits
from app.care.medical_risk.text_match import find, fold, plain
from app.care.medical_risk.values import Evidence, digest, overtaken
from app.care.ratings import change, help_group, symbol
from app.care.scales import dementia_at_least, disability_rank

_NOTHING: Final = Words("", "")
_OUTING: Final = "outing_frequency"
_SOCIAL: Final = "social_participation"
_MEDICATION: Final = "medication"
_GOES_OUT_ALONE: Final = frozenset({"J1", "J2"})
_NEEDS_HELP_RANK: Final = 3  # A1 (§1.3.1)


@dataclass(frozen=True, slots=True)
class Answer:
    """One click on a hint: ``act`` says what the judgement page does, ``words`` what is read.

    ``before``, ``predicted``, ``personal``, ``environment``: the cursor goes there, ready to
    type. ``said``: to the factor whose words were found. ``social``: to 社会参加. ``rate``:
    clears the — and waits for a rating. ``keep``: remembered as 確認済み.
    """

    act: str
    words: Words


ACTS: Final = frozenset(
    {"before", "predicted", "personal", "environment", "said", "social", "rate", "keep"}
)


@dataclass(frozen=True, slots=True)
class Hint:
    """One question about one item, with the texts or ratings that raised it.

    ``decision`` is what somebody answered before; it holds until the evidence is another.
    """

    rule_id: str
    item: str
    question: Words
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[Answer, ...] = ()
    decision: RiskDecision | None = None

    @property
    def key(self) -> str:
        """Under which an answer is remembered among the decisions of the case."""
        return f"{self.rule_id}.{self.item}"

    @property
    def open(self) -> bool:
        """Whether nobody has answered it as it stands now."""
        return self.decision is None or overtaken(self.decision, self.evidence)

    @property
    def point(self) -> TimePoint:
        """Whose rating is asked about: the prediction where an answer leads there."""
        predicted = any(answer.act == "predicted" for answer in self.answers)
        return TimePoint.PREDICTED if predicted else TimePoint.BEFORE

    @property
    def digest(self) -> str:
        """What an answer is kept with."""
        return digest(self.evidence)


@dataclass(frozen=True, slots=True)
class _Row:
    """One item of the sheet before the meeting, and its prediction."""

    key: str
    before: Judgement
    predicted: str | None

    @property
    def group(self) -> str | None:
        return help_group(self.before.rating)

    @property
    def helped(self) -> bool:
        return self.group in {"D", "X"}

    @property
    def factors(self) -> tuple[tuple[str, str], ...]:
        return (
            ("personal_factor", self.before.personal_factor),
            ("environment_factor", self.before.environment_factor),
        )

    def evidence(self) -> Evidence:
        return Evidence(f"judgements.{self.key}", symbol(self.before.rating))


def hints(case: Case) -> tuple[Hint, ...]:
    """All questions of §2.5 for this case, by rule and then in the sheet's order."""
    rows = {item.key: _row(case, item.key) for item in items()}
    asked = _questions()
    found = [*_per_item(case, rows), *_about_outings(case, rows), *_about_course(case, rows)]
    order = list(rows)
    known = decisions(case)
    found = [
        replace(hint, decision=known.get(hint.key))
        for hint in found
        if hint.rule_id in asked  # the others are switched off
    ]
    return tuple(sorted(found, key=lambda hint: (hint.rule_id, order.index(hint.item))))


def _row(case: Case, key: str) -> _Row:
    predicted = judgement_of(case, key, TimePoint.PREDICTED).rating
    return _Row(key, judgement_of(case, key, TimePoint.BEFORE), predicted)


def _hint(rule_id: str, item: str, *evidence: Evidence) -> Hint:
    question, answers = _questions().get(rule_id, (_NOTHING, ()))
    return Hint(rule_id, item, question, evidence, answers)


@remembered
def _questions() -> dict[str, tuple[Words, tuple[Answer, ...]]]:
    return {
        row["id"]: (words(row), tuple(_answer(answer) for answer in row["answer"]))
        for row in load("consistency_hints")["hint"]
    }


def _answer(row: Mapping[str, str]) -> Answer:
    if row["act"] not in ACTS:
        raise ValueError(row["act"])
    return Answer(row["act"], words(row))


def _listed(name: str) -> tuple[str, ...]:
    return tuple(load("consistency_hints")["words"][name])


def _per_item(case: Case, rows: dict[str, _Row]) -> Iterator[Hint]:
    """H1, H2, H5 and H7, which look at one row each."""
    unsupported = not _has_support(case)
    for row in rows.values():
        if row.group == "O" and (said := _found(row, "helped")):
            yield _hint("H1", row.key, row.evidence(), *said)
        if row.helped and all(_says(text, "independent") for _, text in row.factors):
            yield _hint("H2", row.key, row.evidence())
        if (
            unsupported
            and change(row.before.rating, row.predicted) == "improve"
            and not _names_a_change(row.before.environment_factor)
        ):
            predicted = Evidence(f"judgements.{row.key}", f"{symbol(row.predicted)}↑")
            yield _hint("H5", row.key, row.evidence(), predicted)
        if row.before.rating == "NA" and (said := _found(row, "done")):
            yield _hint("H7", row.key, row.evidence(), *said)


def _about_outings(case: Case, rows: dict[str, _Row]) -> Iterator[Hint]:
    """H3 and H8: going out beside taking part and beside the bedridden scale."""
    outing, social = rows.get(_OUTING), rows.get(_SOCIAL)
    if outing is None:
        return
    often = outing.before.rating == "O1"
    if social is not None and (
        (often and social.helped) or (social.before.rating == "O1" and outing.helped)
    ):
        yield _hint("H3", _OUTING, outing.evidence(), social.evidence())
    rank = case.disability_independence
    order = disability_rank(rank) if rank else None
    contradicts = (rank in _GOES_OUT_ALONE and outing.helped) or (
        order is not None and order >= _NEEDS_HELP_RANK and often
    )
    if contradicts:
        place = Evidence("disability_independence", rank or "")
        yield _hint("H8", _OUTING, outing.evidence(), place)


def _about_course(case: Case, rows: dict[str, _Row]) -> Iterator[Hint]:
    """H4 and H6: what a rank or an illness makes unlikely."""
    medication = rows.get(_MEDICATION)
    rank = case.dementia_independence
    if medication is not None and medication.group == "O" and dementia_at_least(rank, "IIb"):
        place = Evidence("dementia_independence", rank or "")
        yield _hint("H4", _MEDICATION, medication.evidence(), place)
    rising = [row for row in rows.values() if row.predicted and _could_rise(row)]
    illness = _progressive(case)
    if (
        illness
        and rising
        and all(change(row.before.rating, row.predicted) == "improve" for row in rising)
    ):
        yield _hint("H6", rising[0].key, *illness)


def _could_rise(row: _Row) -> bool:
    """○1 can't get better and — isn't rated, so neither says anything about optimism."""
    return row.group is not None and row.before.rating != "O1"


def _progressive(case: Case) -> tuple[Evidence, ...]:
    texts = [("conditions", line.name) for line in case.conditions]
    texts.append(("feature_note", case.feature_note))
    return tuple(
        Evidence(field, hit.snippet)
        for field, text in texts
        for hit in find(fold(text), _listed("progressive"), habits())
    )


def _found(row: _Row, listed: str) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(f"judgements.{row.key}.{name}", hit.snippet)
        for name, text in row.factors
        for hit in find(fold(text), _listed(listed), habits(), relatives=True)
    )


def _says(text: str, listed: str) -> bool:
    """Whether the whole text is one of the words."""
    bare = re.sub(r"[\s。、・]", "", plain(text))
    return bare in {plain(word) for word in _listed(listed)}


def _names_a_change(text: str) -> bool:
    return bool(text.strip()) and not _says(text, "independent") and not _says(text, "nothing")


def _has_support(case: Case) -> bool:
    """Whether any service, programme or informal support is listed; 「なし(…)」 is none."""
    texts = [service.text or service.kind for service in case.formal_services]
    texts += [support.text or support.who for support in case.informal_supports]
    named = any(
        text.strip() and not _says(re.sub(r"[((].*", "", text), "nothing") for text in texts
    )
    return named or case.short_term_program is not None
