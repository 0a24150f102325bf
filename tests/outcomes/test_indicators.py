"""K1 to K3, K5 and predictions."""

from __future__ import annotations

from datetime import date

import pytest

from app.care.case import CareDate, FollowUp, ShortTermProgram
from app.outcomes.cohort import Entrant, everybody, newly_certified
from app.outcomes.growth import (
    POPULATION,
    PREVENTIVE,
    PROGRAMME,
    TOGETHER,
    YearFigure,
    growth,
    mean_growth,
)
from app.outcomes.predictions import Rated, compare
from app.outcomes.services import after_service, uptake
from app.outcomes.shares import Share
from tests.outcomes.conftest import LATER

# ---- K1, K2 ----


def figure(year: int, name: str, value: float, *, broken: bool = False) -> YearFigure:
    return YearFigure(fiscal_year=year, figure=name, value=value, series_break=broken)


def test_growth_of_the_report_a_year() -> None:
    assert mean_growth(1, 2.5, 5) == pytest.approx(20.1, abs=0.05)
    assert mean_growth(1, 1.5, 5) == pytest.approx(8.4, abs=0.05)


def test_rate_index_and_expenditure_per_resident() -> None:
    series = growth(
        (
            figure(2022, PROGRAMME, 200.0),
            figure(2023, PROGRAMME, 210.0),
            figure(2025, PROGRAMME, 220.0),
            figure(2023, POPULATION, 10.0),
        )
    )

    spent = series[0].points
    assert [round(point.index or 0, 1) for point in spent] == [100.0, 105.0, 110.0]
    assert spent[0].rate is None
    assert spent[1].rate == pytest.approx(5.0)
    assert spent[2].rate is None, "2024 is missing, so there is no growth on the year before"
    assert spent[1].per_person == 21.0
    assert series[0].yearly == pytest.approx(100 * (1.1 ** (1 / 3) - 1))


def test_across_a_break_only_the_sum_is_compared() -> None:
    series = growth(
        (
            figure(2015, PROGRAMME, 10.0),
            figure(2016, PROGRAMME, 80.0, broken=True),
            figure(2017, PROGRAMME, 88.0),
            figure(2015, PREVENTIVE, 100.0),
            figure(2016, PREVENTIVE, 30.0, broken=True),
            figure(2017, PREVENTIVE, 33.0),
        )
    )
    by_name = {each.figure: each for each in series}

    programme = by_name[PROGRAMME].points
    assert [point.rate is None for point in programme] == [True, True, False]
    assert (programme[0].index, programme[1].index) == (None, 100.0)
    assert by_name[TOGETHER].points[1].rate == pytest.approx(0.0)
    assert by_name[TOGETHER].base == 2015
    assert POPULATION not in by_name


def test_no_figures_no_series() -> None:
    assert growth(()) == ()
    assert mean_growth(0, 5, 3) is None


# ---- K3 ----


def test_use_of_services_by_the_new_ones(samples: tuple[Entrant, ...]) -> None:
    found = uptake(newly_certified(samples), LATER)

    assert found.share == Share(3, 5), "one by a record, two by the short-term service"
    assert (found.unrecorded, found.not_due) == (0, 0)


def person(*records: FollowUp, program: ShortTermProgram | None = None) -> Entrant:
    return Entrant(
        uuid="a",
        new=True,
        level="要支援1",
        baseline=CareDate("", "2025-01-31"),
        follow_ups=records,
        program=program,
    )


def record(months: int, *services: str) -> FollowUp:
    return FollowUp(
        months=months,
        outcome_code="level_in_force",
        care_level="要支援1",
        services_in_use=services,
    )


@pytest.mark.parametrize(
    ("entrant", "expected"),
    [
        (person(record(3, "訪問型サービス")), Share(1, 1)),
        (person(record(6)), Share(0, 1)),
        (person(record(3)), Share(0, 0)),
        (person(record(6, "住宅改修")), Share(0, 1)),
        (person(record(12, "訪問型サービス")), Share(0, 0)),
        (person(program=ShortTermProgram(start=CareDate("", "2025-07"))), Share(1, 1)),
        (person(program=ShortTermProgram(start=CareDate("", "2025-08"))), Share(0, 0)),
        (person(program=ShortTermProgram(start=CareDate("", "2024-12"))), Share(0, 0)),
    ],
)
def test_use_within_six_months(entrant: Entrant, expected: Share) -> None:
    found = uptake(everybody([entrant]), LATER)

    assert found.share == expected
    assert found.unrecorded == 1 - expected.denominator


def test_use_is_not_asked_before_its_time() -> None:
    early = person(program=ShortTermProgram(start=CareDate("", "2025-02-01")))

    assert uptake(everybody([person()]), date(2025, 7, 30)).not_due == 1
    assert uptake(everybody([early]), date(2025, 7, 30)).not_due == 1
    assert uptake(everybody([early]), date(2025, 7, 31)).share == Share(1, 1)


# ---- K5 ----


def test_people_of_the_short_term_service_after_a_year(samples: tuple[Entrant, ...]) -> None:
    found = after_service(everybody(samples), LATER)

    assert found.by_ending["independent"] == found.counted == found.users == 2
    assert found.by_use == {("independent", "none"): 2}
    assert found.from_start == 2, "the samples have no record a year after the end"
    assert found.completed == Share(2, 2)
    assert (found.mean_sessions, found.planned) == (19.0, 30)


def test_a_record_a_year_after_the_end_is_preferred() -> None:
    program = ShortTermProgram(start=CareDate("", "2025-02-01"), end=CareDate("", "2025-05-10"))
    late = FollowUp(
        months=15,
        target_date="2026-05-12",
        outcome_code="level_in_force",
        care_level="要介護1",
        services_in_use=("訪問介護", "通所型サービスA"),
    )

    found = after_service(everybody([person(record(12), late, program=program)]), LATER)

    assert found.from_start == 0
    assert found.by_use == {("care_1_2", "care"): 1}


# ---- predictions ----


def test_predictions_follow_both_axes_of_the_scale() -> None:
    found = compare(
        [
            Rated("shopping", "D1", "O2", "O2"),
            Rated("shopping", "D1", "O2", "D1"),
            Rated("shopping", "D2", "D2", "D1"),
            Rated("shopping", "D1", "D1", "O1"),
            Rated("shopping", "D1", "O2", None, 2),
            Rated("shopping", "D1", "NA", "O2"),
            Rated("eating", "O1", "O1", "O1"),
        ],
        cases=3,
    )

    assert list(found.by_item) == ["eating", "shopping"], "in the order of the sheet"
    shopping = found.by_item["shopping"]
    assert shopping.counts == {
        "not_reached": 1, "as_predicted": 2, "better": 1, "unrecorded": 2,
    }  # fmt: skip
    assert shopping.exact == 1, "△1 for a predicted △2 is the same help, not a match"
    assert shopping.improvements == Share(1, 2)
    assert found.total.compared == 5
    assert found.total.accuracy == Share(2, 5)
