"""A thousand invented people, drawn once: nobody's, but spread like those of a town."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Final

from app.care.case import CareDate, FollowUp, ShortTermProgram
from app.care.items import items
from app.outcomes.cohort import Entrant
from app.outcomes.evaluation import Evaluation, evaluate
from app.outcomes.growth import POPULATION, PREVENTIVE, PROGRAMME, YearFigure
from app.outcomes.predictions import Rated
from app.outcomes.process import ProcessYear
from app.outcomes.shares import Share

DAY: Final = date(2026, 6, 15)
_ORDER: Final = ("非該当", "事業対象者", "要支援1", "要支援2", "要介護1", "要介護2")


def town(people: int = 1000) -> Evaluation:
    """The indicators of a town of ``people`` newly certified from 2022 on."""
    draw = random.Random(3)  # noqa: S311 - figures for a test
    figures = tuple(
        YearFigure(fiscal_year=year, figure=name, value=value, source="決算")
        for year, values in {2022: (1e8, 8e7, 9000.0), 2025: (1.03e8, 8.8e7, 10080.0)}.items()
        for name, value in zip((PROGRAMME, PREVENTIVE, POPULATION), values, strict=True)
    )
    rated = [
        Rated(item.key, "D1", "O2", draw.choice(("D1", "O2", "O2", "O1", None)))
        for item in items()
        for _ in range(58)
    ]
    held = ProcessYear(
        year=2025, meetings=10, cases=98, attendance={"nurse": 60}, prepared=Share(70, 98),
        days=61.5, dated=90, raised=23, handled=Share(5, 11), resources=14,
    )  # fmt: skip
    return evaluate(
        [_person(draw, number) for number in range(people)],
        DAY, figures=figures, rated=rated, rated_cases=58, process=(held,),
    )  # fmt: skip


def _person(draw: random.Random, number: int) -> Entrant:
    start = date(2022, 4, 1) + timedelta(days=draw.randrange(1600))
    level = draw.choices(_ORDER[1:4], (2, 5, 4))[0]
    records = tuple(
        _record(draw, level, months)
        for months in (6, 12)
        if start + timedelta(days=31 * months) <= DAY and draw.random() < 0.94
    )
    began = start + timedelta(days=40)
    program = ShortTermProgram(start=CareDate("", str(began)), sessions=draw.randrange(10, 31))
    return Entrant(
        uuid=str(number),
        new=True,
        level=level,
        baseline=CareDate("", str(start)),
        follow_ups=records,
        program=program if draw.random() < 0.12 else None,
    )


def _record(draw: random.Random, level: str, months: int) -> FollowUp:
    code = draw.choices(
        ("level_in_force", "cert_not_renewed", "death", "moved_out", "lost"), (86, 6, 4, 2, 2)
    )[0]
    step = draw.choices((1, 0, -1), (months * 3, 60, 8))[0]
    after = _ORDER[_ORDER.index(level) + step]
    services = ("訪問型サービス",) if draw.random() < 0.6 else ()
    known = code == "level_in_force"
    return FollowUp(
        months=months,
        outcome_code=code,
        care_level=after if known else None,
        services_in_use=services,
    )
