"""Short ways to write down a case for a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.care.case import (
    CareDate,
    Case,
    Condition,
    Household,
    Judgement,
    Medication,
    PhysicalTest,
    TimePoint,
)


def sheet(
    *,
    drugs: Sequence[str | Medication] = (),
    ill: Sequence[str | Condition] = (),
    text: str = "",
    rated: Mapping[str, str] | None = None,
    ticked: Sequence[int] = (),
    lives: str = "",
    test: Mapping[str, float] | None = None,
    held: str = "2024-02-09",
    age: int | None = 70,
    **fields: object,
) -> Case:
    """A case of 70 in February, where neither age nor season raises anything."""
    given: dict[str, object] = {
        "age": age,
        "conference_date": CareDate(held, held),
        "medications": tuple(
            Medication(sheet_text=line) if isinstance(line, str) else line for line in drugs
        ),
        "conditions": tuple(
            Condition(name=line) if isinstance(line, str) else line for line in ill
        ),
        "life_issues": text,
        "judgements": tuple(
            Judgement(item=item, time_point=TimePoint.BEFORE, rating=rating)
            for item, rating in (rated or {}).items()
        ),
        "checklist": tuple(int(no in ticked) for no in range(1, 26)) if ticked else (),
        "household": Household(type=lives),
        "physical_tests": (PhysicalTest(**test),) if test else (),
    }
    return Case(**{**given, **fields})  # type: ignore[arg-type]
