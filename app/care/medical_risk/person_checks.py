"""Checks of what is rated, measured or ticked: judgement, scales, checklist, tests, BMI, month."""

from __future__ import annotations

from typing import Final

from app.care.checklist import questions
from app.care.items import is_item, item_of
from app.care.knowledge import Words, load, words
from app.care.medical_risk.check import Check, Row, RuleError, reading, some
from app.care.medical_risk.facts import Facts
from app.care.medical_risk.text_checks import keywords
from app.care.medical_risk.thresholds import threshold
from app.care.medical_risk.values import Evidence
from app.care.ratings import symbol
from app.care.scales import dementia_at_least, dementia_label, feature_label, household_label

_RATED_AT_MOST: Final = {
    "O2": frozenset({"O2", "D1", "D2", "X1", "X2"}),
    "D1": frozenset({"D1", "D2", "X1", "X2"}),
}


def rating(row: Row) -> Check:
    """A judgement item rated ``at_most`` so before the meeting; — and empty never count."""
    for item in row["rating"]:
        if not is_item(item):
            raise RuleError(f"no judgement item {item}")
    codes = _RATED_AT_MOST[row["at_most"]]

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        return some(
            Evidence(f"judgements.{item}", f"{item_of(item).label('ja')} {symbol(code)}", said)
            for item in row["rating"]
            if (code := facts.rating(item)) in codes
            and (said := reading("rating", item=item_of(item).name, symbol=symbol(code)))
        )

    return check


def dementia(row: Row) -> Check:
    """Dementia independence surely at this rank or beyond."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        code = facts.case.dementia_independence
        if code is None or not dementia_at_least(code, row["dementia"]):
            return None
        label = Words(dementia_label(code, "ja"), dementia_label(code, "en"))
        return (Evidence("dementia_independence", code, reading("dementia", code=label)),)

    return check


def age(row: Row) -> Check:
    """At least this old; an unknown age doesn't count."""
    least = threshold(row["age"])

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        age = facts.case.age
        if age is None or age < least.value:
            return None
        said = reading("age", age=str(age), line=least.text())
        return (Evidence("age", f"{age}歳", said),)

    return check


def feature(row: Row) -> Check:
    """One of the 特徴 codes."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        return some(
            Evidence("feature_codes", f"{code} {feature_label(code, 'ja')}", said)
            for code in facts.case.feature_codes
            if code in row["feature"]
            and (said := reading("feature", code=str(code), label=_feature_words(code)))
        )

    return check


def _feature_words(code: int) -> Words:
    return Words(feature_label(code, "ja"), feature_label(code, "en"))


def household(row: Row) -> Check:
    """One of the household types."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        kind = facts.case.household.type
        if kind not in row["household"]:
            return None
        label = Words(household_label(kind, "ja"), household_label(kind, "en"))
        return (Evidence("household.type", kind, reading("household", label=label)),)

    return check


def checklist(row: Row) -> Check:
    """Enough Kihon Checklist answers on the risk side; unanswered ones are never imputed (§5.1)."""
    least = threshold(row["at_least"]).value if "at_least" in row else 1
    said = keywords([row["kw"]] if "kw" in row else [])

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        ticked = [number for number in row["checklist"] if facts.ticked(number)]
        if len(ticked) < least:
            return None
        return tuple(
            Evidence(f"checklist.{number}", f"No.{number}", _answered(number), said)
            for number in ticked
        )

    return check


def _answered(number: int) -> Words:
    question = questions()[number - 1]
    answer = words(load("risk_rules")["checklist_answer"], question.risk)
    return reading("checklist", no=str(number), label=question.words, answer=answer)


def test(row: Row) -> Check:
    """The latest value of a short test beyond its line (§5.4)."""
    name = row["test"]
    line = threshold(row["at_least"] if "at_least" in row else row["below"])

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        value = facts.test(name)
        if value is None:
            return None
        if not (value >= line.value if "at_least" in row else value < line.value):
            return None
        said = reading(name, value=str(value), line=line.text())
        return (Evidence(f"physical_tests.{name}", str(value), said),)

    return check


def bmi(row: Row) -> Check:
    """The first band the BMI falls into, with its strength (R02)."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        value = facts.bmi
        if value is None:
            return None
        for band in row["bmi"]:
            if _in_band(value, facts.case.age, band):
                said = reading("bmi", bmi=f"{value:.1f}", **target_range())
                return (Evidence("bmi", f"{value:.1f}", said, strength=band["strength"]),)
        return None

    return check


def _in_band(value: float, age: int | None, band: Row) -> bool:
    if "age" in band and (age is None or age < threshold(band["age"]).value):
        return False
    if "below" in band:
        return value < threshold(band["below"]).value
    return value <= threshold(band["at_most"]).value


def target_range() -> dict[str, str]:
    """The BMI target as ``low`` and ``high`` for a text."""
    return {
        "low": threshold("bmi_target_low").text(),
        "high": threshold("bmi_target_high").text(),
    }


def month(row: Row) -> Check:
    """The season of the meeting, unless switched off (R06)."""
    seasonal = load("risk_rules")["seasonal"]
    months = frozenset(seasonal[row["month"]]) if seasonal["on"] else frozenset()

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        if facts.month not in months:
            return None
        said = reading("month", month=str(facts.month))
        return (Evidence(seasonal["field"], said.ja, said),)

    return check


def hba1c(_: Row) -> Check:
    """The value beside its lower guide; categories are never computed (§4.2)."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        value, age = facts.case.hba1c, facts.case.age
        if value is None or age is None or age < threshold("old_age").value:
            return None
        late = age >= threshold("late_old_age").value
        line = threshold("hba1c_lower_75" if late else "hba1c_lower_65").text()
        return (
            Evidence("hba1c", f"{value:.1f}%", reading("hba1c", value=f"{value:.1f}", line=line)),
        )

    return check
