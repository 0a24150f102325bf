"""Short words of the home page, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from app.care.case import Case, Consent, Sex
from app.conference.meeting import Conference
from app.i18n import set_language
from app.ui.home import words
from app.ui.home.rows import STRETCH, column_widths

MONDAY = date(2026, 6, 15)


def morning_of(day: date) -> datetime:
    return datetime.combine(day, time(9, 5), timezone(timedelta(hours=9)))


def test_a_moment_is_told_by_how_long_ago_it_was() -> None:
    assert words.moment(morning_of(MONDAY), MONDAY) == "今日 9:05"
    assert words.moment(morning_of(date(2026, 6, 12)), MONDAY) == "6月12日"
    assert words.moment(morning_of(date(2025, 12, 3)), MONDAY) == "R7.12.3"


def test_english_days() -> None:
    set_language("en")
    assert words.day_and_month(MONDAY) == "15 Jun"
    assert words.day_with_weekday(MONDAY) == "15 Jun (Mon)"
    assert words.moment(morning_of(MONDAY), MONDAY) == "Today 9:05"
    assert words.month_name(MONDAY) == "Jun"
    assert words.person(84, Sex.FEMALE, "要支援1") == "84 Female · Support 1"


@pytest.mark.parametrize(("left", "said"), [(-7, "▲ 7日超過"), (0, "今日"), (4, "あと4日")])
def test_overdue_is_said_in_words_too(left: int, said: str) -> None:
    assert words.due_words(left) == said


@pytest.mark.parametrize(
    ("age", "sex", "level", "said"),
    [
        (84, Sex.FEMALE, "要支援1", "84歳 女・要支援1"),
        (None, Sex.MALE, None, "男"),
        (None, None, "事業対象者", "事業対象者"),
        (None, None, None, ""),
    ],
)
def test_a_person_is_told_as_far_as_known(
    age: int | None, sex: Sex | None, level: str | None, said: str
) -> None:
    assert words.person(age, sex, level) == said


def test_the_end_of_a_meeting_follows_from_its_minutes() -> None:
    assert words.time_span(Conference(start_time="14:00", planned_minutes=90)) == "14:00〜15:30"
    assert words.time_span(Conference(start_time="午後", planned_minutes=90)) == "午後"


def test_what_holds_a_meeting_up_is_loud_and_the_rest_quiet() -> None:
    empty = Case()
    assert words.remaining_work(empty) == ("本人の同意が未確認", True)
    agreed = replace(empty, consent=Consent(person=True))
    said, loud = words.remaining_work(agreed)
    assert loud
    assert "ADL・IADL" in said


def test_columns_fill_the_row_and_give_way_in_their_order() -> None:
    bases, floors = [40, STRETCH, 100, 80], {2: 50}
    assert column_widths(bases, [30, 100, 90, 60], 400, floors) == [40, 180, 100, 80]
    # Short of room: what stands empty goes first, then the column that may be elided.
    assert column_widths(bases, [30, 100, 90, 60], 250, floors) == [30, 100, 60, 60]
    # A long text in the column that may be elided takes only what the stretch can spare.
    assert column_widths(bases, [30, 100, 190, 60], 400, floors) == [40, 100, 180, 80]
    # What may not be elided always gets its room.
    assert column_widths(bases, [30, 100, 90, 120], 400, floors)[3] == 120
