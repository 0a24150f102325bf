"""The chain tells what was done, not what the calendar hopes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.care.case import AgendaPoint, Case
from app.conference.meeting import Conference, ConferenceStatus
from app.conference.preparation import PRE_SHARED, with_check
from app.ui.home.preparation import steps

DAY = "2026-06-18"
PREPARED = Case(agenda_points=(AgendaPoint(text="夜間のふらつき"),))
UNPREPARED = Case(agenda_points=(AgendaPoint(text="　"),))


def states(
    cases: tuple[Case, ...],
    today: date,
    *,
    made: bool = False,
    conference: Conference | None = None,
) -> list[str]:
    meeting = conference or Conference(date=DAY)
    meeting = with_check(meeting, PRE_SHARED, "2026-06-15T10:00:00+09:00" if made else "")
    return [step.state for step in steps(meeting, cases, today=today)]


def test_the_first_thing_not_done_is_the_current_step() -> None:
    early = date(2026, 6, 1)
    assert states((), early) == ["now", "open", "open", "open", "open"]
    assert states((PREPARED, UNPREPARED), early) == ["done", "now", "open", "open", "open"]
    assert states((PREPARED,), early) == ["done", "done", "now", "open", "open"]
    assert states((PREPARED,), early, made=True) == ["done", "done", "done", "now", "open"]


def test_on_the_day_the_meeting_is_current_and_gaps_stay_visible() -> None:
    assert states((UNPREPARED,), date(2026, 6, 18)) == ["done", "open", "open", "now", "open"]


def test_a_running_meeting_is_current_on_any_day() -> None:
    running = Conference(date=DAY, status=ConferenceStatus.RUNNING)
    assert states((PREPARED,), date(2026, 6, 1), conference=running)[3] == "now"


def test_after_the_meeting_the_minutes_are_current() -> None:
    closed = Conference(date=DAY, status=ConferenceStatus.CLOSED)
    found = states((PREPARED,), date(2026, 6, 19), made=True, conference=closed)
    assert found == ["done", "done", "done", "done", "now"]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 6, 10), "資料の事前共有（15日〜16日）"),
        (date(2026, 6, 15), "資料の事前共有（今日〜16日）"),
        (date(2026, 6, 16), "資料の事前共有（今日まで）"),
        (date(2026, 6, 17), "資料の事前共有（16日まで）"),
        (date(2026, 6, 18), "資料の事前共有"),
        (date(2026, 5, 30), "資料の事前共有（6月15日〜6月16日）"),
    ],
)
def test_papers_go_out_two_to_three_days_before(today: date, words: str) -> None:
    chain = steps(Conference(date=DAY), (PREPARED,), today=today)
    assert chain[2].label == words


def test_without_a_day_no_day_is_invented() -> None:
    undated = replace(Conference(), date="")
    chain = steps(undated, (PREPARED,), today=date(2026, 6, 1))
    assert [step.label for step in chain] == [
        "事例の選定", "論点整理", "資料の事前共有", "会議", "会議録",
    ]  # fmt: skip
