"""K4 on the sample cases: the check values of DOMAIN.md §6.6, and states that close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.case import CareDate, FollowUp
from app.care.followup import months_after
from app.outcomes.cohort import Cohort, Entrant, Left, everybody, newly_certified
from app.outcomes.shares import Share, wilson
from app.outcomes.states import State, reached
from app.outcomes.worsening import count_states
from tests.outcomes.conftest import LATER

START = date(2025, 1, 31)


def entrant(uuid: str = "a", **values: object) -> Entrant:
    start = values.pop("start", START)
    given = {"new": True, "level": "要支援1", "baseline": CareDate("", str(start))}
    return Entrant(uuid=uuid, **{**given, **values})  # type: ignore[arg-type]


def after(code: str | None, level: str | None = None, **values: object) -> FollowUp:
    return FollowUp(months=12, outcome_code=code, care_level=level, **values)  # type: ignore[arg-type]


def state(**values: object) -> State:
    return reached(everybody([entrant(**values)]).members[0], 12).state


def test_check_values_of_all_ten(samples: tuple[Entrant, ...]) -> None:
    found = count_states(everybody(samples), 12, LATER)

    assert found.variant("primary") == Share(2, 8)
    assert found.variant("strict") == Share(2, 5)
    assert found.variant("death_as_worse") == Share(3, 9)
    assert found.of([State.MOVED_OUT]) == 1
    assert found.total == 10


def test_check_values_of_the_new_ones(samples: tuple[Entrant, ...]) -> None:
    cohort = newly_certified(samples)

    found = count_states(cohort, 12, LATER)

    assert len(cohort.members) == 5
    assert found.variant("primary") == Share(0, 4)
    assert found.variant("death_as_worse") == Share(1, 5)
    assert cohort.left == {Left.NOT_NEW: 5}


def test_a_target_date_that_has_not_come_counts_nobody_yet() -> None:
    cohort = everybody([entrant()])

    assert count_states(cohort, 12, date(2026, 1, 30)).not_due == 1
    late = count_states(cohort, 12, date(2026, 1, 31))
    assert late.counts[State.UNRECORDED] == 1
    assert late.recorded == Share(0, 1)


@pytest.mark.parametrize(
    ("before", "after_level", "expected"),
    [
        ("要支援2", "要介護1", State.WORSE),
        ("要支援2", "要支援1", State.BETTER),
        ("要支援2", "要支援2", State.SAME),
        ("事業対象者", "要支援2", State.ADMINISTRATIVE),
        ("事業対象者", "要介護1", State.WORSE),
        ("要支援1", "非該当", State.BETTER),
        ("要支援1", "再調査", State.LOST),
        ("要支援1", None, State.LOST),
    ],
)
def test_levels_are_compared_by_their_rank(
    before: str, after_level: str | None, expected: State
) -> None:
    record = after("level_in_force", after_level)
    assert state(level=before, follow_ups=(record,)) is expected


def test_an_institution_keeps_its_level() -> None:
    found = reached(
        everybody([entrant(follow_ups=(after("institution", "要介護3"),))]).members[0], 12
    )

    assert (found.state, found.institution) == (State.WORSE, True)


def test_moves_into_support_levels_are_taken_out_of_one_variant() -> None:
    cohort = everybody(
        [entrant(level="事業対象者", follow_ups=(after("level_in_force", "要支援1"),))]
    )

    found = count_states(cohort, 12, LATER)

    assert found.variant("primary") == Share(1, 1)
    assert found.variant("primary_without_administrative") == Share(0, 1)


def test_a_record_counts_up_to_thirty_days_from_its_target() -> None:
    target = months_after(START, 12)
    near = after("death", target_date=str(target + timedelta(days=30)))
    far = after("death", target_date=str(target + timedelta(days=31)))

    assert state(follow_ups=(near,)) is State.DEATH
    member = everybody([entrant(follow_ups=(far,))])
    found = count_states(member, 12, LATER)
    assert (found.counts[State.UNRECORDED], found.off_date) == (1, 1)


def test_reassessed_is_told_by_record_change_or_newer_certification() -> None:
    def known(**values: object) -> bool | None:
        return reached(everybody([entrant(**values)]).members[0], 12).reassessed

    same = after("level_in_force", "要支援1")
    assert known(follow_ups=(same,)) is None
    assert known(follow_ups=(replace(same, reassessed=False),)) is False
    assert known(follow_ups=(after("level_in_force", "要支援2"),)) is True
    assert known(follow_ups=(same,), certified_from="2025-08-01") is True
    assert known(follow_ups=(same,), certified_from="2026-02-01") is None


def test_a_person_is_in_one_cohort_only() -> None:
    first = entrant("a")
    again = entrant("b", previous_uuid="a", start=date(2026, 6, 1))

    cohort = newly_certified([again, first])

    assert [each.entrant.uuid for each in cohort.members] == ["a"]
    assert cohort.left == {Left.REPEATED: 1}
    assert cohort.years == (2024,)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"baseline": CareDate("令和7年1月", "2025-01")}, Left.NO_BASELINE),
        ({"baseline": None}, Left.NO_BASELINE),
        ({"level": None}, Left.NO_LEVEL),
        ({"level": "保留"}, Left.NO_LEVEL),
        ({"new": None}, Left.NOT_NEW),
        ({"level": "要介護1"}, Left.CARE_LEVEL),
        ({"trigger": "転入継続"}, Left.TRANSFERRED),
    ],
)
def test_who_is_left_out_is_told_why(change: dict[str, object], reason: Left) -> None:
    cohort = newly_certified([entrant(**change)])

    assert cohort == Cohort((), {reason: 1})


def test_new_again_means_half_a_year_without_a_level() -> None:
    old = entrant("a", new=False, start=date(2023, 5, 1), certified_to="2025-01-31")
    soon = entrant("b", previous_uuid="a", start=date(2025, 7, 30))
    late = entrant("b", previous_uuid="a", start=date(2025, 7, 31))

    assert newly_certified([old, soon]).left == {Left.NOT_NEW: 1, Left.TOO_SOON: 1}
    assert len(newly_certified([old, late]).members) == 1


def test_a_circle_of_references_is_one_person() -> None:
    circle = [entrant("a", previous_uuid="b"), entrant("b", previous_uuid="a")]

    assert len(everybody(circle).members) == 1


codes = st.sampled_from(
    ["level_in_force", "cert_not_renewed", "death", "moved_out", "lost", "institution", None, "?"]
)
levels = st.sampled_from(["事業対象者", "要支援1", "要支援2", "要介護1", "要介護5", "保留", None])


@given(st.lists(st.tuples(codes, levels, levels), max_size=12))
def test_every_person_is_in_exactly_one_state(people: list[tuple[str, str, str]]) -> None:
    cohort = everybody(
        entrant(str(place), level=before, follow_ups=(after(code, level),))
        for place, (code, before, level) in enumerate(people)
    )

    found = count_states(cohort, 12, LATER)

    assert found.total == len(cohort.members)
    shares = [Share(count, found.total).percent or 0.0 for count in found.counts.values()]
    assert sum(shares) == pytest.approx(100.0 if found.total else 0.0)
    strict, primary = found.variant("strict"), found.variant("primary")
    assert strict.denominator <= primary.denominator <= found.total


@given(st.integers(0, 300), st.integers(1, 300))
def test_wilson_holds_the_share_and_stays_between_0_and_100(hits: int, total: int) -> None:
    hits = min(hits, total)
    low, high = wilson(hits, total) or (0.0, 0.0)

    assert 0 <= low <= 100 * hits / total <= high <= 100
    assert low < high


def test_wilson_of_two_in_eight() -> None:
    low, high = wilson(2, 8) or (0.0, 0.0)

    assert (round(low, 1), round(high, 1)) == (7.1, 59.1)
    assert wilson(0, 0) is None
