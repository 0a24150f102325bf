"""A running meeting: recorded means saved, undo takes back, a restart finds its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.clock import FixedClock
from app.conference import capture, timing
from app.conference.capture import Draft
from app.conference.meeting import Conference, ConferenceStatus, EntryKind, Stage
from app.conference.room import Output, RoomView
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, OPENING
from app.errors import StorageTrouble


class Shelf:
    """Keeps what was saved, like the store, and can be made to fail."""

    def __init__(self) -> None:
        self.kept: Conference | None = None
        self.full = False

    def save(self, conference: Conference) -> Conference:
        if self.full:
            raise StorageTrouble("保存できませんでした。")
        self.kept = replace(conference, row_version=conference.row_version + 1)
        return self.kept


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def session(four_cases: Conference, clock: FixedClock, shelf: Shelf) -> MeetingSession:
    session = MeetingSession(four_cases, clock=clock, save=shelf.save)
    session.start()
    return session


def draft(text: str, kind: EntryKind = EntryKind.ISSUE) -> Draft:
    return Draft(kind=kind, text=text, owner="大西", due="6月23日")


def test_every_move_is_saved_at_once(session: MeetingSession, shelf: Shelf) -> None:
    session.advance()
    assert shelf.kept == session.conference
    assert shelf.kept.status is ConferenceStatus.RUNNING
    assert [t.kind for t in shelf.kept.transitions] == ["open", "enter"]


def test_an_entry_belongs_to_case_and_stage_and_is_saved_before_it_counts(
    session: MeetingSession, shelf: Shelf
) -> None:
    session.advance()
    assert session.record(draft("  食べる量が減っている "), shown=True)
    assert shelf.kept is not None
    (entry,) = shelf.kept.entries
    assert (entry.case_uuid, entry.stage, entry.text) == (
        "case-1",
        Stage.ISSUE,
        "食べる量が減っている",
    )
    assert entry.shown
    assert entry.recorded_at == "2026-06-16T13:30:00+09:00"


def test_nothing_written_is_nothing_recorded(session: MeetingSession) -> None:
    assert not session.record(draft("　 "), shown=True)
    assert session.conference.entries == ()


def test_when_saving_fails_the_entry_does_not_count_and_the_meeting_goes_on(
    session: MeetingSession, shelf: Shelf
) -> None:
    shelf.full = True
    assert not session.record(draft("囲碁クラブへの足がない"), shown=True)
    assert session.conference.entries == ()
    session.advance()
    assert session.stage is Stage.ISSUE
    assert session.unsaved
    shelf.full = False
    assert session.save_again()
    assert shelf.kept == session.conference
    assert not session.unsaved


def test_undo_takes_back_what_was_written_but_not_time(
    session: MeetingSession, clock: FixedClock
) -> None:
    session.advance()
    session.record(draft("一"), shown=True)
    clock.advance(60)
    session.advance()
    session.set_prompt("P4-1", "used")
    assert session.undo()
    assert capture.prompt_state(session.conference, "P4-1", "case-1") == ""
    assert session.undo()
    assert session.conference.entries == ()
    assert not session.undo()
    assert session.stage is Stage.GOAL
    assert session.case_time("case-1").used == 60
    assert session.redo()
    assert [entry.text for entry in session.entries()] == ["一"]


def test_entries_can_be_corrected_taken_off_the_wall_and_removed(
    session: MeetingSession,
) -> None:
    session.advance()
    session.record(draft("さか道"), shown=True)
    uuid = session.entries()[0].uuid
    assert session.set_shown(uuid, shown=False)
    assert not session.entries()[0].shown
    assert session.amend(uuid, draft("坂道を歩く力", EntryKind.GOAL), shown=True)
    entry = session.entries()[0]
    assert (entry.text, entry.kind, entry.shown) == ("坂道を歩く力", EntryKind.GOAL, True)
    assert session.amend(uuid, draft(""), shown=True)
    assert session.entries() == ()
    session.undo()
    assert capture.entry_of(session.conference, uuid) == entry


def test_correcting_to_the_same_is_no_step(session: MeetingSession) -> None:
    session.record(draft("同じ"), shown=False)
    uuid = session.entries()[0].uuid
    assert not session.amend(uuid, draft("同じ"), shown=False)


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        (Stage.ISSUE, EntryKind.ISSUE),
        (Stage.GOAL, EntryKind.GOAL),
        (Stage.RISK, EntryKind.RISK_RESPONSE),
        (Stage.SUPPORT, EntryKind.SUPPORT),
        (None, EntryKind.COMMUNITY_ISSUE),
    ],
)
def test_the_stage_presets_the_kind(stage: Stage | None, kind: EntryKind) -> None:
    assert capture.preset_kind(stage) is kind


def test_the_whole_way_and_back_by_single_steps(session: MeetingSession) -> None:
    for _ in range(17):
        session.advance()
    assert session.step == CLOSING
    session.advance()
    assert session.step == CLOSING
    for _ in range(20):
        session.back()
    assert session.step == OPENING


def test_jumps_between_cases_come_back_to_where_the_case_was_left(
    session: MeetingSession,
) -> None:
    session.go_to_case("case-3")
    session.go_to_stage(Stage.SUPPORT)
    session.go_to_case("case-2")
    session.go_to_case("case-3")
    assert (session.case_uuid, session.stage) == ("case-3", Stage.GOAL)


def test_f3_stops_and_starts(session: MeetingSession, clock: FixedClock) -> None:
    session.toggle_clock()
    clock.advance(100)
    session.toggle_clock()
    clock.advance(5)
    assert session.meeting_time().used == 5


def test_a_restart_finds_case_stage_and_clock_and_shows_nothing(
    session: MeetingSession, shelf: Shelf, clock: FixedClock
) -> None:
    session.show()
    session.go_to_case("case-2")
    clock.advance(100)
    session.record(draft("残るもの"), shown=True)
    clock.advance(40)
    assert shelf.kept is not None
    again = MeetingSession(shelf.kept, clock=clock, save=shelf.save)
    assert (again.case_uuid, again.stage) == ("case-2", Stage.ISSUE)
    assert again.case_time("case-2").used == 140
    assert again.output.output is Output.HIDDEN
    assert again.entries() == session.entries()


def test_the_next_day_the_clock_stands_still(
    session: MeetingSession, shelf: Shelf, clock: FixedClock
) -> None:
    session.advance()
    clock.advance(60)
    session.record(draft("きのうの最後"), shown=False)
    clock.advance(20 * 3600)
    assert shelf.kept is not None
    again = MeetingSession(shelf.kept, clock=clock, save=shelf.save)
    assert again.state.paused
    assert again.case_time("case-1").used == 60
    again.toggle_clock()
    clock.advance(7)
    assert again.case_time("case-1").used == 67


def test_a_closed_meeting_is_left_as_it_is(
    session: MeetingSession, shelf: Shelf, clock: FixedClock
) -> None:
    session.show()
    session.close()
    assert session.output.output is Output.HIDDEN
    clock.advance(3600)
    assert shelf.kept is not None
    again = MeetingSession(shelf.kept, clock=clock, save=shelf.save)
    again.advance()
    again.toggle_clock()
    assert not again.record(draft("あとから"), shown=True)
    assert again.closed
    assert again.conference == shelf.kept
    assert again.meeting_time().used == 0


def test_the_wall_obeys_the_session(session: MeetingSession) -> None:
    view = RoomView(language="ja", stage=None, identity=None, question="?")
    session.show()
    session.freeze(view)
    session.blank()
    assert session.output.output is Output.BLANK
    session.blank()
    assert session.output.visible_view(None) is view
    session.monitor_lost()
    assert session.output.output is Output.HIDDEN


def test_early_and_late_are_told(session: MeetingSession, clock: FixedClock) -> None:
    clock.advance(180)
    session.advance()
    assert session.seconds_early() == 60
    assert timing.clock_text(session.meeting_time().left) == "87:00"


def test_undo_history_is_long_enough_and_bounded(session: MeetingSession) -> None:
    for number in range(60):
        session.record(draft(f"{number}"), shown=False)
    undone = 0
    while session.undo():
        undone += 1
    assert undone == 50
