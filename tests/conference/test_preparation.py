"""Candidates, requests and what is seen to before a meeting."""

from __future__ import annotations

from app.care.case import Case
from app.conference import agenda
from app.conference import preparation as prep
from app.conference.meeting import CaseRequest, Conference

JUNE = Conference(date="2024-06-18", session_type="hokatsu")
JULY = Conference(date="2024-07-16", session_type="hokatsu")


def test_the_centre_is_the_first_word_of_the_presenter() -> None:
    assert prep.centre_of(Case(staff="地域包括支援センター北　保健師")) == "地域包括支援センター北"
    assert prep.centre_of(Case()) == ""


def test_a_case_is_a_candidate_once() -> None:
    twice = prep.propose(prep.propose(JUNE, "a", centre="北"), "a", centre="南")
    assert [(one.case_uuid, one.centre) for one in twice.candidates] == [("a", "北")]


def test_a_chosen_candidate_is_on_the_agenda_and_keeps_its_line() -> None:
    chosen = prep.choose(prep.propose(JUNE, "a"), "a")
    assert prep.on_agenda(chosen, "a")
    assert agenda.minutes_open(chosen) == 0
    assert [one.case_uuid for one in chosen.candidates] == ["a"]


def test_a_candidate_put_off_leaves_the_agenda_and_comes_back() -> None:
    chosen = prep.choose(prep.propose(JUNE, "a", reason="急がない"), "a")
    later = prep.with_state(chosen, "a", prep.LATER)
    assert not prep.on_agenda(later, "a")
    again = prep.propose(later, "a")
    assert prep.candidate_for(again, "a").state == prep.PROPOSED  # type: ignore[union-attr]
    assert prep.candidate_for(again, "a").reason == "急がない"  # type: ignore[union-attr]
    assert prep.withdraw(again, "a").candidates == ()


def test_what_was_put_off_waits_for_the_next_meeting_until_it_is_taken_up() -> None:
    june = prep.with_state(prep.propose(JUNE, "a", reason="次に"), "a", prep.LATER)
    (waits,) = prep.waiting(JULY, [june, JULY])
    assert (waits.candidate.reason, waits.conference) == ("次に", june)
    taken = prep.propose(JULY, "a")
    assert prep.waiting(taken, [june, taken]) == ()
    august = Conference(date="2024-08-20", session_type="hokatsu")
    assert prep.waiting(august, [june, agenda.with_case(JULY, "a")]) == ()
    assert prep.waiting(Conference(date="2024-05-21"), [june]) == ()


def test_requests_are_counted_and_the_late_ones_told() -> None:
    lines = (
        CaseRequest(centre="北", wanted=2, asked_on="2024-05-01", due="2024-05-20"),
        CaseRequest(centre="南", asked_on="2024-05-01", answered_on="2024-05-10"),
        CaseRequest(centre="東"),
    )
    assert prep.count_requests(lines) == prep.RequestCount(sent=2, answered=1, wanted=4)
    assert [prep.overdue(line, "2024-05-21") for line in lines] == [True, False, False]
    assert not prep.overdue(lines[0], "2024-05-20")


def test_a_check_is_done_once_and_can_be_taken_back() -> None:
    done = prep.with_check(JUNE, prep.PRE_SHARED, "2024-06-15T10:00:00+09:00")
    assert prep.check_of(done, prep.PRE_SHARED) is not None
    assert prep.check_of(prep.with_check(done, prep.PRE_SHARED, ""), prep.PRE_SHARED) is None
