"""Predictions changed in the room: one entry each, and what the case follows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.care.case import Case, TimePoint, judgement_of, with_judgement
from app.care.items import items
from app.care.ratings import RATINGS
from app.conference import predictions
from app.conference.meeting import Conference, EntryKind

ITEMS = [item.key for item in items()[:4]]
CASE = with_judgement(Case(uuid="case-1"), ITEMS[0], TimePoint.PREDICTED, rating="D1")


def predicted(case: Case, item: str = ITEMS[0]) -> str | None:
    return judgement_of(case, item, TimePoint.PREDICTED).rating


def changed(conference: Conference, rating: str | None, item: str = ITEMS[0]) -> Conference:
    return predictions.with_change(conference, CASE, item, rating, recorded_at="t")


def test_a_change_is_one_entry_that_keeps_where_it_began() -> None:
    twice = changed(changed(Conference(), "O2"), "O1")
    (entry,) = twice.entries
    assert (entry.kind, entry.rule_id, entry.shown) == (EntryKind.PREDICTION, ITEMS[0], True)
    assert predictions.change_of(entry) == ("D1", "O1")
    assert "△1→○1" in entry.text
    assert changed(twice, "D1").entries == ()


def test_the_reason_stays_when_the_rating_changes_again() -> None:
    once = changed(Conference(), "O2")
    told = predictions.with_reason(once, once.entries[0], " 意欲がある→続く ", shown=False)
    (entry,) = changed(told, "O1").entries
    assert predictions.reason_of(entry) == "意欲がある→続く"
    assert not entry.shown


def test_a_case_whose_ratings_stay_off_the_wall_keeps_its_changes_off_it() -> None:
    from dataclasses import replace

    case = replace(CASE, projected_fields=frozenset())
    (entry,) = predictions.with_change(Conference(), case, ITEMS[0], "O1", recorded_at="").entries
    assert not entry.shown


def test_an_empty_prediction_can_be_filled_and_emptied() -> None:
    filled = predictions.with_change(Conference(), CASE, ITEMS[1], "NA", recorded_at="")
    assert predictions.change_of(filled.entries[0]) == (None, "NA")
    (case,) = predictions.cases_after((), filled.entries, {"case-1": CASE})
    assert predicted(case, ITEMS[1]) == "NA"
    (back,) = predictions.cases_after(filled.entries, (), {"case-1": case})
    assert back == CASE


@given(st.lists(st.tuples(st.sampled_from(ITEMS), st.sampled_from([*RATINGS, None])), max_size=12))
def test_the_case_follows_every_change_and_all_of_them_back(
    steps: list[tuple[str, str | None]],
) -> None:
    conference, case = Conference(), CASE
    expected = {item: predicted(CASE, item) for item in ITEMS}
    for item, rating in steps:
        before = conference
        conference = predictions.with_change(before, case, item, rating, recorded_at="")
        for new in predictions.cases_after(before.entries, conference.entries, {case.uuid: case}):
            case = new
        expected[item] = rating
        assert {item: predicted(case, item) for item in ITEMS} == expected
    undone = predictions.cases_after(conference.entries, (), {case.uuid: case})
    final = undone[0] if undone else case
    assert {item: predicted(final, item) for item in ITEMS} == {
        item: predicted(CASE, item) for item in ITEMS
    }
