"""Checks that read the record: words that aren't denied, and weight lost in words (§4.1, §4.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from app.care.body import weight_change
from app.care.knowledge import Words, load, remembered
from app.care.medical_risk.check import Check, Row, reading, some
from app.care.medical_risk.facts import Facts, Passage
from app.care.medical_risk.text_match import Habits, find, quote, sentences
from app.care.medical_risk.thresholds import threshold
from app.care.medical_risk.values import NOTHING, Evidence

# 「半年で体重が4kg減り」, on folded text: a period of months or weeks, kilograms, less.
_WRITTEN_LOSS: Final = re.compile(
    r"(?P<span>半年|(?P<months>\d+)[かけゕゖ箇]月|(?P<weeks>\d+)週)間?[^。!?\n]{0,12}?"
    r"(?P<kg>\d+(?:\.\d+)?)(?:kg|きろ)[^。!?\n]{0,6}?(?:減|やせ|痩せ)"
)
_WEEKS_PER_MONTH: Final = 52 / 12


@remembered
def habits() -> Habits:
    """How words are denied or said of others, from the ``[text]`` table."""
    return Habits.of(load("risk_rules")["text"])


def expanded(listed: Iterable[str]) -> tuple[str, ...]:
    """A word list with its ``@names`` replaced by their words."""
    groups = load("risk_rules")["words"]
    result: list[str] = []
    for word in listed:
        result += groups[word[1:]] if word.startswith("@") else [word]
    return tuple(dict.fromkeys(result))


def _fields(row: Row) -> tuple[str, ...]:
    groups = load("risk_rules")["fields"]
    return tuple(
        field for name in row.get("fields", ("record",)) for field in groups.get(name, (name,))
    )


def words_found(row: Row) -> Check:
    """Words that stand in the record and aren't denied there."""
    wanted, fields = expanded(row["words"]), _fields(row)
    relatives = bool(row.get("relatives"))

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        return some(
            _quoted(passage, found.snippet, found.words)
            for field in fields
            for passage in facts.passages(field)
            for found in find(passage.folded, wanted, habits(), relatives=relatives)
        )

    return check


def _quoted(passage: Passage, snippet: str, found: Sequence[str]) -> Evidence:
    return Evidence(passage.path, snippet, NOTHING, keywords(found), dated=passage.dated)


def keywords(found: Iterable[str]) -> tuple[Words, ...]:
    """The words as they stand in a question: 転んだ becomes 転倒 / falls."""
    ja, en = load("risk_rules")["word_ja"], load("risk_rules")["word_en"]
    return tuple(Words(ja.get(word, word), en.get(word, word)) for word in found)


def weight_loss(row: Row) -> Check:
    """Kilograms lost in half a year, weighed or told (R03)."""
    least, within = threshold(row["weight_loss"]), threshold("weight_loss_months")

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        found = [
            Evidence(passage.path, quote(passage.folded, sentence, match.span()))
            for field in _fields({})
            for passage in facts.passages(field)
            for sentence in sentences(passage.folded)
            for match in _WRITTEN_LOSS.finditer(passage.folded.text, *sentence)
            if float(match["kg"]) >= least.value
            and _months(match) <= within.value
            and not habits().denies(passage.folded.text, match.end())
        ]
        change = weight_change(facts.case)
        if (
            change is not None
            and -change.kg >= least.value
            and (change.months is None or change.months <= within.value)
        ):
            found.insert(0, _measured_loss(-change.kg, change.months, least.text()))
        return some(found)

    return check


def _months(match: re.Match[str]) -> float:
    if match["months"]:
        return float(match["months"])
    return float(match["weeks"]) / _WEEKS_PER_MONTH if match["weeks"] else 6


def _measured_loss(kg: float, months: int | None, line: str) -> Evidence:
    name = "weight_loss_undated" if months is None else "weight_loss"
    said = reading(name, kg=f"{kg:.1f}", months=str(months), line=line)
    return Evidence("weights", f"−{kg:.1f}kg", said)
