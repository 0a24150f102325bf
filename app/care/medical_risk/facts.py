"""What the rules read of a case: its texts, medicines and figures, prepared once per look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.care.body import bmi
from app.care.case import CareDate, Case, RiskDecision, TimePoint, judgement_of
from app.care.medical_risk.drugs import Drug, drug
from app.care.medical_risk.text_match import Folded, fold


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the case with its field path; a condition brings its onset along."""

    path: str
    folded: Folded
    dated: CareDate | None = None


class Facts:
    """A case as the rules see it. ``month`` is the month of the meeting, ``None`` if unknown."""

    def __init__(self, case: Case, month: int | None = None) -> None:
        self.case = case
        self.month = month if month is not None else _month(case.conference_date)
        self._passages: dict[str, tuple[Passage, ...]] = {}

    @cached_property
    def drugs(self) -> tuple[Drug, ...]:
        """All medicines with class and route."""
        return tuple(drug(line) for line in self.case.medications)

    @cached_property
    def systemic_regular(self) -> tuple[Drug, ...]:
        """Those that count for R01."""
        return tuple(medicine for medicine in self.drugs if medicine.systemic_regular)

    @cached_property
    def bmi(self) -> float | None:
        """Recomputed; the printed figure only where height or weight is missing (§1.2)."""
        computed = bmi(self.case.height_cm, self.case.weight_kg)
        return self.case.imported_bmi if computed is None else computed

    def passages(self, field: str) -> tuple[Passage, ...]:
        """The texts of one field of the case."""
        if field not in self._passages:
            self._passages[field] = tuple(
                Passage(path, fold(text), dated)
                for path, text, dated in _texts(self.case, field)
                if text
            )
        return self._passages[field]

    def rating(self, item: str) -> str | None:
        """The judgement before the meeting."""
        return judgement_of(self.case, item, TimePoint.BEFORE).rating

    def test(self, name: str) -> float | None:
        """The latest value of a short test."""
        values: list[tuple[str, float]] = []
        for day in self.case.physical_tests:
            value = getattr(day, name)
            if value is not None:
                values.append(((day.measured.iso if day.measured else None) or "", value))
        # max() keeps the first of equals; the later row is the newer one.
        return max(reversed(values), key=lambda dated: dated[0])[1] if values else None

    def ticked(self, number: int) -> bool:
        """Whether a checklist question (1–25) was answered on the risk side."""
        answers = self.case.checklist
        return len(answers) >= number and answers[number - 1] == 1


def _month(when: CareDate | None) -> int | None:
    iso = when.iso if when else None
    return int(iso[5:7]) if iso and len(iso) >= 7 else None


_Text = tuple[str, str, CareDate | None]  # path, text, date


def _texts(case: Case, field: str) -> Iterator[_Text]:
    """Every text in ``field``; a field of one text is read as it is."""
    if field in _ROWS:
        yield from _ROWS[field](case)
    elif field in _TEXT_ROWS:
        yield from ((field, row.text, None) for row in getattr(case, field))
    else:
        yield field, getattr(case, field), None


def _conditions(case: Case) -> Iterator[_Text]:
    """Name, onset as written (「R6年5月 手術」) and note, as sentences of their own."""
    for line in case.conditions:
        parts = (line.name, line.onset.text if line.onset else "", line.note)
        yield "conditions", "\n".join(filter(None, parts)), line.onset


def _medications(case: Case) -> Iterator[_Text]:
    for line in case.medications:
        yield "medications", "\n".join(filter(None, (line.sheet_text, line.usage))), None


def _monitoring(case: Case) -> Iterator[_Text]:
    return (("monitoring", note.conference_time_status, None) for note in case.monitoring)


def _judgements(case: Case) -> Iterator[_Text]:
    for judgement in case.judgements:
        if judgement.time_point is TimePoint.BEFORE:
            path = f"judgements.{judgement.item}"
            yield f"{path}.personal_factor", judgement.personal_factor, None
            yield f"{path}.environment_factor", judgement.environment_factor, None


def _household(case: Case) -> Iterator[_Text]:
    home = case.household
    for text in (home.family_note, home.caregiver_note, home.work_of_family):
        yield "household", text, None


_ROWS: Final[Mapping[str, Callable[[Case], Iterator[_Text]]]] = {
    "conditions": _conditions,
    "medications": _medications,
    "monitoring": _monitoring,
    "judgements": _judgements,
    "household": _household,
}
_TEXT_ROWS: Final = frozenset(
    {"formal_services", "informal_supports", "agenda_points", "community_issues"}
)


def decisions(case: Case) -> Mapping[str, RiskDecision]:
    """What people decided about each rule; the last word counts."""
    return {decision.rule_id: decision for decision in case.risk_decisions}
