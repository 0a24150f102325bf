"""Checks that look at the medicine list: classes, names, numbers, routes (DOMAIN.md §4.2, §4.3)."""

from __future__ import annotations

from collections.abc import Iterable

from app.care.medical_risk.check import Check, Row, reading, some
from app.care.medical_risk.drugs import Drug, drug_class, names_drug
from app.care.medical_risk.facts import Facts
from app.care.medical_risk.thresholds import threshold
from app.care.medical_risk.values import Evidence


def drugs(row: Row) -> Check:
    """A medicine of one of the classes; as-needed ones count unless ``regular`` is asked for."""
    codes = frozenset(row["drugs"])
    for code in codes:
        drug_class(code)  # an unknown class is a mistake of the file, not of the case

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        return some(
            _medicine(medicine, codes)
            for medicine in facts.drugs
            if codes.intersection(medicine.classes)
            and (medicine.medication.regular or not row.get("regular"))
        )

    return check


def _medicine(medicine: Drug, codes: Iterable[str]) -> Evidence:
    code = next(code for code in medicine.classes if code in codes)
    short = drug_class(code).short
    return Evidence("medications", medicine.name, reading("drug", name=medicine.name, short=short))


def no_drugs(row: Row) -> Check:
    """No medicine of these classes: an absence, so there is nothing to quote."""
    codes = frozenset(row["no_drugs"])

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        taken = any(codes.intersection(medicine.classes) for medicine in facts.drugs)
        return None if taken else ()

    return check


def drug_names(row: Row) -> Check:
    """A medicine called so."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        return some(
            Evidence("medications", medicine.name)
            for medicine in facts.drugs
            if names_drug(medicine.medication, row["drug_names"])
        )

    return check


def drug_count(row: Row) -> Check:
    """Enough regular medicines: all that are taken or injected, or any ``of`` some classes (R01, R15)."""
    least = threshold(row["drug_count"])
    only = frozenset(row.get("of", ()))

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        counted = facts.systemic_regular
        if only:
            # A patch that lowers the blood pressure does so all the same.
            regular = (m for m in facts.drugs if m.medication.regular)
            counted = tuple(m for m in regular if only.intersection(m.classes))
        if len(counted) < least.value:
            return None
        if only:
            return tuple(_medicine(medicine, only) for medicine in counted)
        combined = sum(medicine.combined for medicine in counted)
        said = reading(
            "drug_count_combined" if combined else "drug_count",
            n=str(len(counted)), line=least.text(), combined=str(combined),
        )  # fmt: skip
        return (Evidence("medications", "、".join(m.name for m in counted), said),)

    return check


def route(row: Row) -> Check:
    """A medicine given this way."""

    def check(facts: Facts) -> tuple[Evidence, ...] | None:
        return some(
            Evidence("medications", medicine.name)
            for medicine in facts.drugs
            if medicine.route == row["route"]
        )

    return check
