"""``conferences`` and ``conference``: the whole record of a meeting that was held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.conference import attendance, checks, deck
from app.conference.capture import Draft
from app.conference.meeting import Conference, EntryKind, Part, ResourceUse, Stage
from app.conference.session import MeetingSession
from app.services.conferences import (
    close_conference,
    get_conference,
    list_conferences,
    save_conference,
)
from app.services.store import Store
from tests.cli.conftest import Kurashi

Record = dict[str, object]


@pytest.fixture
def held(full: Path, opened: Callable[[Path], Store]) -> Conference:
    """Four minutes of opening, half an hour about the first case in three stages, the end."""
    store = opened(full)
    clock = FixedClock(datetime(2024, 8, 9, 14, 0, tzinfo=timezone(timedelta(hours=9))))

    def save(conference: Conference) -> Conference:
        return save_conference(store, conference).conference

    uuid = next(row.uuid for row in list_conferences(store) if row.case_count == 4)
    planned = get_conference(store, uuid)
    people = attendance.walk_in(attendance.walk_in(planned, "nurse"), "nurse")
    people = checks.ticked(people, checks.STATEMENT_READ, "2024-08-09T14:01:00+09:00")
    session = MeetingSession(save(people), clock=clock, save=save)
    session.start()
    clock.advance(240)
    session.advance()
    _at_the_first_case(session, clock)
    session.advance()
    clock.advance(1200)
    session.divide_anew()
    session.skip_case(session.conference.agenda[3].case_uuid)
    session.go_to_stage(Stage.SUPPORT)
    session.go_on_with_risks(["A01"], decided_by="薬剤師")
    clock.advance(300)
    session.toggle_clock()
    clock.advance(60)
    session.toggle_clock()
    use = ResourceUse(case_uuid=session.case_uuid or "", name="もどるリハ", status="agreed")
    session.conference = save(replace(session.conference, resource_uses=(use,)))
    session.close()
    close_conference(store, session.conference)
    store.close()
    return session.conference


def _at_the_first_case(session: MeetingSession, clock: FixedClock) -> None:
    clock.advance(60)
    (first, *_) = deck.cards(session.conference, session.step, session.part, None)
    session.set_prompt(first.prompt_id, deck.USED)
    session.go_to_part(Part.ISSUE)
    clock.advance(120)
    session.record(
        Draft(kind=EntryKind.ISSUE, text="昼ごはんを作れない", owner="大西", due="8月23日"),
        shown=False,
    )


def seconds(planned: int, divided: int, used: int, *, entered: bool = True) -> Record:
    return {
        "planned_seconds": planned,
        "divided_seconds": divided,
        "used_seconds": used,
        "entered": entered,
    }


def test_the_times_are_told_to_the_second(kurashi: Kurashi, held: Conference) -> None:
    whole = kurashi("conference", held.uuid, "--json").json()

    first, second, _third, fourth = whole["agenda"]
    assert whole["status"] == "closed"
    assert whole["times"]["opening"] == seconds(240, 240, 240)
    assert first["stages"]["issue"]["used_seconds"] == 180
    assert first["stages"]["goal"]["used_seconds"] == 1200
    assert first["stages"]["risk"]["entered"] is False
    assert first["stages"]["support"]["used_seconds"] == 300
    assert (first["used_seconds"], second["used_seconds"]) == (1680, 0)
    assert (first["put_off"], fourth["put_off"]) == (False, True)
    assert (first["case_no"], first["pseudonym"]) == (103, "すいせん")
    assert whole["times"]["used_seconds"] == 240 + 1680
    assert whole["times"]["paused_seconds"] == 60
    assert whole["times"]["opened_at"] == "2024-08-09T14:00:00+09:00"
    assert whole["pauses"] == [{"wall_time": "2024-08-09T14:32:00+09:00", "seconds": 60}]
    (division,) = whole["redivisions"]
    assert division["wall_time"] == "2024-08-09T14:27:00+09:00"
    assert division["seconds"]
    later = sum(item["divided_seconds"] for item in whole["agenda"])
    assert later < sum(item["planned_seconds"] for item in whole["agenda"]) + 1200


def test_what_was_said_is_told_with_its_place(kurashi: Kurashi, held: Conference) -> None:
    whole = kurashi("conference", held.number, "--json").json()

    (entry,) = whole["entries"]
    assert entry["uuid"] == held.entries[0].uuid
    assert (entry["text"], entry["owner"], entry["due"]) == (
        "昼ごはんを作れない",
        "大西",
        "8月23日",
    )
    assert (entry["stage"], entry["part"], entry["shown"]) == ("issue", "issue", False)
    assert entry["recorded_at"] == "2024-08-09T14:07:00+09:00"
    assert (entry["case_no"], entry["pseudonym"]) == (103, "すいせん")
    (asked,) = whole["prompt_uses"]
    assert asked["state"] == "used"
    assert asked["question"]["ja"] != asked["question"]["en"]
    (decision,) = whole["decisions"]
    assert (decision["decided_by"], decision["rules"]) == ("薬剤師", ["A01"])
    assert [use["name"] for use in whole["resource_uses"]] == ["もどるリハ"]
    assert [check["code"] for check in whole["checks"]] == ["statement_read"]
    kinds = [line["kind"] for line in whole["transitions"]]
    assert kinds == [
        "open", "enter", "part", "enter", "divide", "skip", "enter", "went_on", "pause", "resume",
        "close",
    ]  # fmt: skip
    assert whole["transitions"][2]["detail"] == {"part": "issue"}


def test_who_was_there_is_told_by_profession(kurashi: Kurashi, held: Conference) -> None:
    whole = kurashi("conference", held.uuid, "--json").json()
    assert whole["people"] == 2
    (line,) = whole["attendance"]
    assert (line["profession_name"], line["count"], line["name"]) == ("看護師", 2, "")


def test_people_can_read_the_record(kurashi: Kurashi, held: Conference) -> None:
    japanese = kurashi("conference", held.uuid).out
    for words in (
        "（終了）", "看護師  2名", "開会", "4:00", "20:00", "14:07　[課題]　昼ごはんを作れない",
        "だれが：大西", "記録のみ", "14:32　時計を止めた 1:00", "決めた：薬剤師（A01）", "もどるリハ",
        "14:01　守秘の確認の読み上げ",
    ):  # fmt: skip
        assert words in japanese, words
    assert held.agenda[0].case_uuid not in japanese

    english = kurashi("conference", held.uuid, "--lang", "en").out
    for words in ("(Closed)", "Opening", "clock stopped for 1:00", "decided by", "by: 大西"):
        assert words in english, words


def test_a_planned_meeting_has_no_times_yet(kurashi: Kurashi, full: Path) -> None:
    assert "（予定）" in kurashi("conference", 1).out.splitlines()[0]
    whole = kurashi("conference", 1, "--json").json()
    assert whole["times"]["used_seconds"] == 0
    assert whole["times"]["opening"]["entered"] is False
    assert (whole["entries"], whole["pauses"], whole["times"]["opened_at"]) == ([], [], "")


def test_the_list_says_how_far_each_meeting_is(kurashi: Kurashi, held: Conference) -> None:
    lines = kurashi("conferences").out.splitlines()
    assert sum("終了" in line for line in lines) == 1
    assert sum("予定" in line for line in lines) == 2
    row = next(r for r in kurashi("conferences", "--json").json() if r["uuid"] == held.uuid)
    assert (row["status"], row["people"], row["case_count"]) == ("closed", 2, 4)
