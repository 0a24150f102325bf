"""What presenters are told: their own gaps, the deadline, and nothing about the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.care.case import Case
from app.conference.meeting import Conference
from app.conference.reminders import Waiting, letter, reminders
from tests.care.whole_case import whole_case

MEETING = Conference(title="第27回 多職種合同カンファレンス", date="2026-06-18")
TODAY = date(2026, 6, 15)


def waits(order: int, staff: str, **changes: object) -> Waiting:
    case = replace(
        whole_case(Case(case_no=100 + order, pseudonym="けやき")),
        staff=staff,
        desired_life="妻の墓参りに行きたい",
    )
    return Waiting(order, replace(case, **changes))  # type: ignore[arg-type]


def test_each_presenter_is_told_the_own_gaps_only() -> None:
    found = reminders(
        [
            waits(1, "北部 森本", strengths="", medications=()),
            waits(2, "南部 大西", cm_assessment=""),
            waits(3, "北部 森本", sex=None),
            waits(4, "中央 高瀬"),
        ]
    )

    counts = [(one.staff, len(one.cases)) for one in found]
    assert counts == [("北部 森本", 2), ("南部 大西", 1)]
    first = letter(MEETING, found[:1], today=TODAY)
    assert "・事例 No.101" in first
    assert "生活：得意・強み" in first
    assert "・事例 No.103" in first
    assert "No.102" not in first
    assert "見立て" in found[1].cases[0]
    assert "6月16日" in first
    assert "■" not in first
    assert "■ 南部 大西" in letter(MEETING, found, today=TODAY)


def test_nothing_of_the_person_goes_out() -> None:
    gap = waits(1, "北部 森本", strengths="")
    text = letter(MEETING, reminders([replace(gap, doubts=2)]), today=TODAY)

    assert "個人情報の確認 2件" in text
    for secret in ("けやき", "墓参り", "81", str(gap.case.age)):
        assert secret not in text


def test_a_late_reminder_names_the_day_itself_and_a_complete_agenda_none() -> None:
    late = reminders([waits(1, "", sex=None)])

    assert late[0].name() == "担当がまだいない事例"
    assert "令和8年6月18日(木)までに" in letter(MEETING, late, today=date(2026, 6, 17))
    assert reminders([waits(1, "北部 森本")]) == ()
