"""Minutes: assembled from the record, a person's words beside it, final and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import FollowUp
from app.conference import checks, minutes
from app.conference.meeting import (
    AgendaItem,
    Attendance,
    Check,
    Conference,
    Entry,
    EntryKind,
    ResourceUse,
    Stage,
)
from app.conference.minutes import Line, Section, Source
from app.i18n import set_language


def entry(kind: EntryKind, text: str, case: str | None = "a", **more: str) -> Entry:
    return Entry(kind=kind, text=text, case_uuid=case, **more)  # type: ignore[arg-type]


HELD = Conference(
    agenda=(AgendaItem(case_uuid="a"), AgendaItem(case_uuid="b")),
    attendance=(
        Attendance(profession="nurse", count=2, pledged=True),
        Attendance(profession="pharmacist", count=3),
        Attendance(profession="nurse", name="見本花子", organisation="見本病院"),
    ),
    checks=(Check(code=checks.STATEMENT_READ, done_at="2026-06-16T13:32:05+09:00"),),
    entries=(
        entry(EntryKind.ISSUE, "坂道がつらい"),
        replace(entry(EntryKind.ISSUE, "家の前に段がある"), stage=Stage.SUPPORT),
        entry(EntryKind.RISK_RESPONSE, "薬を\n確かめる", owner="薬剤師", due="6/26"),
        entry(EntryKind.FIRST_STEP, "下見に行く", due="6/20"),
        entry(EntryKind.WORDS_BACK, "お風呂の話をしました"),
        entry(EntryKind.LEARNING, "靴の話"),
        entry(EntryKind.COMMUNITY_ISSUE, "足がない", None),
        entry(EntryKind.GOAL, "別の人の目標", "b"),
    ),
    resource_uses=(ResourceUse(case_uuid="a", name="囲碁クラブ", status="asking"),),
)
SOURCE = Source(HELD, {"a": (FollowUp(months=3, target_date="2026-09-16"), FollowUp(months=6))})


def lines(source: Source, section: Section, case: str | None = "a") -> list[Line]:
    return list(minutes.block(source, section, case).lines)


def test_each_section_holds_what_was_captured_for_it() -> None:
    assert lines(SOURCE, Section.ISSUE) == [Line("坂道がつらい")]
    assert lines(SOURCE, Section.OBSTACLES) == [Line("家の前に段がある")]
    assert lines(SOURCE, Section.RISK) == [Line("薬を 確かめる", "薬剤師", "6/26")]
    assert lines(SOURCE, Section.FIRST_STEP) == [Line("下見に行く", "", "6/20")]
    assert lines(SOURCE, Section.RESOURCES) == [Line("囲碁クラブ（相談中）")]
    assert lines(SOURCE, Section.FOLLOW_UPS) == [Line("3か月 令和8年9月16日")]
    assert lines(SOURCE, Section.WORDS_BACK) == [Line("お風呂の話をしました")]
    assert lines(SOURCE, Section.LEARNING, None) == [Line("靴の話")]
    assert lines(SOURCE, Section.COMMUNITY, None) == [Line("足がない")]
    assert lines(SOURCE, Section.GOAL) == []


def test_attendance_is_numbers_by_profession_and_no_name() -> None:
    (there,) = lines(SOURCE, Section.ATTENDANCE, None)
    assert there.text == "6名・2職種（薬剤師3、看護師3）"
    everything = "".join(block.text for block in minutes.meeting_blocks(SOURCE))
    assert "花子" not in everything
    assert lines(SOURCE, Section.STATEMENT, None) == [
        Line("守秘の確認を読み上げた（13:32）　誓約 2名")
    ]
    unread = replace(SOURCE, conference=replace(HELD, checks=()))
    assert "読み上げていません" in lines(unread, Section.STATEMENT, None)[0].text


@pytest.mark.parametrize("text", ["一行｜森本｜9月", "一行 | 森本 | 9月"])
def test_owner_and_date_stand_behind_bars(text: str) -> None:
    assert minutes.read_lines(f"\n{text}\n\nあと") == (Line("一行", "森本", "9月"), Line("あと"))
    assert minutes.read_lines(minutes.write_lines([Line("一行", "", "9月")])) == (
        Line("一行", "", "9月"),
    )


def test_a_persons_words_stand_until_they_assemble_again() -> None:
    mine = replace(
        SOURCE, conference=minutes.with_text(SOURCE, Section.ISSUE, "a", "坂道と階段がつらい")
    )
    block = minutes.block(mine, Section.ISSUE, "a")
    assert (block.text, block.edited, block.outdated) == ("坂道と階段がつらい", True, False)
    again = minutes.reassembled(mine.conference, Section.ISSUE, "a")
    assert again == HELD
    same = minutes.with_text(mine, Section.ISSUE, "a", "坂道がつらい")
    assert same == HELD  # words equal to the assembled ones are none of theirs


def test_a_change_of_the_record_shows_until_it_is_seen() -> None:
    mine = minutes.with_text(SOURCE, Section.ISSUE, "a", "坂道と階段")
    more = replace(
        SOURCE, conference=replace(mine, entries=(*mine.entries, entry(EntryKind.ISSUE, "靴")))
    )
    assert minutes.block(more, Section.ISSUE, "a").outdated
    typed = replace(more, conference=minutes.with_text(more, Section.ISSUE, "a", "坂道と階段。"))
    assert minutes.block(typed, Section.ISSUE, "a").outdated
    seen = replace(typed, conference=minutes.with_record_seen(typed, Section.ISSUE, "a"))
    assert not minutes.block(seen, Section.ISSUE, "a").outdated


def test_another_language_is_no_change_of_the_record() -> None:
    mine = minutes.with_text(SOURCE, Section.RESOURCES, "a", "囲碁クラブに聞く")
    set_language("en")
    try:
        block = minutes.block(replace(SOURCE, conference=mine), Section.RESOURCES, "a")
    finally:
        set_language("ja")
    assert not block.outdated


def test_final_minutes_stay_as_they_were() -> None:
    final = minutes.finalised(SOURCE, "2026-06-17T09:00:00+09:00")
    assert minutes.is_final(final)
    later = Source(replace(final, entries=()), SOURCE.follow_ups)
    block = minutes.block(later, Section.RISK, "a")
    assert block.lines == (Line("薬を 確かめる", "薬剤師", "6/26"),)
    assert block.outdated
    assert minutes.with_text(later, Section.RISK, "a", "x") == later.conference
    assert minutes.reassembled(later.conference, Section.RISK, "a") == later.conference
    back = minutes.taken_back(later.conference)
    assert back.minutes == ()
    assert not minutes.is_final(back)


def test_a_case_taken_off_the_agenda_keeps_its_minutes() -> None:
    without = replace(HELD, agenda=(AgendaItem(case_uuid="b"),))
    assert minutes.cases_of(without) == ("b", "a")


def test_every_kind_of_entry_has_a_place_in_the_minutes() -> None:
    for kind in EntryKind:
        for case in ("a", None):
            held = Conference(
                agenda=(AgendaItem(case_uuid="a"),), entries=(entry(kind, "ここにある", case),)
            )
            source = Source(held)
            blocks = [*minutes.case_blocks(source, "a"), *minutes.meeting_blocks(source)]
            found = any(line.text == "ここにある" for block in blocks for line in block.lines)
            assert found, (kind, case)
