"""Two people's changes to one case come together; nothing of either is lost but a clash's loser."""

from __future__ import annotations

from dataclasses import replace

from app.care.case import AgendaPoint, Case, Household, Judgement, TimePoint
from app.care.rebase import rebased

POINTS = tuple(AgendaPoint(text=text) for text in ("一", "二", "三"))
BASE = Case(age=80, staff="包括北", agenda_points=POINTS, household=Household(type="独居"))


def rated(*pairs: tuple[str, str]) -> tuple[Judgement, ...]:
    return tuple(Judgement(item=i, time_point=TimePoint.BEFORE, rating=r) for i, r in pairs)


def texts(case: Case) -> list[str]:
    return [point.text for point in case.agenda_points]


def test_fields_changed_on_one_side_are_taken_from_there() -> None:
    here = replace(BASE, age=81, household=replace(BASE.household, key_person="長女"))
    there = replace(BASE, staff="包括南", household=replace(BASE.household, nearby_family="あり"))

    both = rebased(BASE, here, there)

    assert (both.age, both.staff) == (81, "包括南")
    assert (both.household.key_person, both.household.nearby_family) == ("長女", "あり")


def test_of_two_values_the_one_typed_here_stays() -> None:
    both = rebased(BASE, replace(BASE, age=81), replace(BASE, age=82))

    assert both.age == 81


def test_rows_come_together_by_their_keys() -> None:
    one, two, three = POINTS
    here = replace(BASE, agenda_points=(replace(one, text="一より"), two, AgendaPoint(text="四")))
    there = replace(
        BASE, agenda_points=(one, replace(two, text="二より"), three, AgendaPoint(text="五"))
    )

    assert texts(rebased(BASE, here, there)) == ["一より", "二より", "四", "五"]


def test_a_row_taken_out_elsewhere_but_changed_here_stays() -> None:
    one, two, three = POINTS
    here = replace(BASE, agenda_points=(one, replace(two, text="二より"), three))

    assert texts(rebased(BASE, here, replace(BASE, agenda_points=(one,)))) == ["一", "二より"]


def test_ratings_of_both_sides_are_kept() -> None:
    here = replace(BASE, judgements=rated(("meals", "O1")))
    there = replace(BASE, judgements=rated(("bathing", "X1")))

    assert {j.item: j.rating for j in rebased(BASE, here, there).judgements} == {
        "meals": "O1",
        "bathing": "X1",
    }
