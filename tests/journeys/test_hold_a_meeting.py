"""A whole meeting of ninety minutes: four cases, two screens, by keys; then the record is read.

What stands in the ledger of the facilitator must stand in the stored conference, to the second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import PrivateIdentity, TimePoint, judgement_of
from app.clock import FixedClock
from app.conference import minutes, stages
from app.conference.meeting import Conference, ConferenceStatus, EntryKind, Part, Stage
from app.conference.room import Output
from app.conference.stages import CLOSING, OPENING, Phase, Step
from app.conference.time_report import time_report
from app.services.cases import get_case, save_identity
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.store import Store
from app.settings import Settings
from app.ui import theme
from app.ui.conferences.page import ConferencesPage
from app.ui.console.page import ConsolePage
from app.ui.main import build_main_window
from app.ui.shell import MainWindow
from tests.journeys.facilitator import Facilitator, press
from tests.journeys.typist import focus, type_text, where
from tests.practice import copied_practice_store

JST = timezone(timedelta(hours=9))
NAME, SON = "架空花子", "架空次郎"


@pytest.fixture
def clock() -> FixedClock:
    """Ten minutes before the meeting of four cases."""
    return FixedClock(datetime(2024, 8, 9, 13, 50, tzinfo=JST))


@pytest.fixture
def store(clock: FixedClock) -> Iterator[Store]:
    store = copied_practice_store(clock)
    yield store
    store.close()


@pytest.fixture
def window(store: Store, clock: FixedClock, qapp: QApplication, qtbot: QtBot) -> MainWindow:
    if not qapp.property("themed"):
        theme.apply_theme(qapp)
        qapp.setProperty("themed", True)
    window = build_main_window(store, clock, Settings())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def meeting_of_four(store: Store) -> Conference:
    uuid = next(row.uuid for row in list_conferences(store) if row.case_count == 4)
    conference = replace(get_conference(store, uuid), date="2024-08-09", start_time="14:00")
    conference = save_conference(store, conference).conference
    first = conference.agenda[0].case_uuid
    save_identity(
        store, PrivateIdentity(case_uuid=first, name="架空 花子", relatives=("架空 次郎",))
    )
    return conference


@pytest.mark.two_screens
def test_a_whole_meeting_by_keys(store: Store, clock: FixedClock, window: MainWindow) -> None:
    planned = meeting_of_four(store)
    people = receive(window, planned)
    clock.advance(600)
    person = Facilitator(begin(window, planned), clock, never={NAME, SON, "花子", "次郎"})

    opening(person)
    first_case(person)
    second_case(person)
    third_case(person)
    fourth_case(person)
    closing(person)

    held = get_conference(store, planned.uuid)
    assert held.status is ConferenceStatus.CLOSED
    assert isinstance(window.current_page(), ConferencesPage)
    everybody_is_counted(held, people)
    every_entry_is_there(held, person)
    every_prediction_is_in_its_case(store, person)
    every_second_is_there(held, person)
    every_turn_is_in_the_log(held)
    the_minutes_hold_it(held, person)


# ---- before ----


def receive(window: MainWindow, planned: Conference) -> dict[str, int]:
    """People walk in: one key each, one of them was counted twice."""
    window.navigate("page_conferences", conference_uuid=planned.uuid)
    press("Ctrl+3")
    assert where() == "attendance_list"
    for key in ("1", "2", "2", "2", "4", "6", "7", "0", "C", "E", "F", "F", "K", "K", "L"):
        press(key)
    press("F")
    press("-")
    page = cast("ConferencesPage", window.current_page())
    assert page.attendance.sum.text() == "15名・11職種"
    find(window, "people_all_pledged").setFocus()
    press("Space")
    return {
        "centre": 1, "care_manager": 3, "physician": 1, "pharmacist": 1, "physical_therapist": 1,
        "dietitian": 1, "coordinator": 1, "public_health_nurse": 1, "nurse": 2, "trainee": 2,
        "host": 1,
    }  # fmt: skip


def find(window: QWidget, name: str) -> QWidget:
    """The widget on screen with this name."""
    return next(each for each in window.findChildren(QWidget, name) if each.isVisible())


def begin(window: MainWindow, planned: Conference) -> ConsolePage:
    """会議を始める on the day itself asks nothing."""
    page = cast("ConferencesPage", window.current_page())
    page.meeting.start.setFocus()
    press("Space")
    console = window.current_page()
    assert isinstance(console, ConsolePage)
    assert console.session is not None
    assert console.session.conference.uuid == planned.uuid
    return console


# ---- the meeting ----


def opening(person: Facilitator) -> None:
    assert person.look() == ""
    press("F5")
    assert person.session.output.output is Output.SHOWING
    assert person.look()
    person.wait(90)
    find(person.page, "opening_statement_read").setFocus()
    press("Space")
    person.page.capture.text.setFocus()
    press("Ctrl+Down")
    press("Ctrl+Down")
    person.wait(150)
    voices(person)


def voices(person: Facilitator) -> None:
    """Who spoke is counted beside the record and never shown."""
    press("Ctrl+T")
    assert where() == "tally_list"
    press("6")
    press("6")
    person.look()
    press("Esc")
    assert where() == "capture_text"


def first_case(person: Facilitator) -> None:
    """All in time; the name of the person slips into what is said."""
    press("PgDown")
    assert person.session.part is Part.PRESENTATION
    person.wait(120)
    press("Ctrl+Down")
    press("Alt+PgDown")
    assert person.session.part is Part.ISSUE
    person.wait(60)
    said = person.write(EntryKind.ISSUE, "昼ごはんを自分で用意できない日が続く")
    assert said.text in person.look()
    person.write(EntryKind.ISSUE, f"{NAME}さんは坂道が怖い")
    person.write(EntryKind.ISSUE, "家族の事情は会場に出さない", shown=False)
    person.wait(120)
    press("PgDown")
    person.wait(100)
    goal = person.write(EntryKind.GOAL, "秋のお彼岸に墓参りに行く", due="9月末")
    assert goal.text in person.look()
    press("PgDown")
    person.wait(180)
    person.write(EntryKind.RISK_RESPONSE, "主治医に低血糖を確かめる", owner="薬剤師", due="8月16日")
    past_the_risks(person)
    support(person, "近所の人が坂を一緒に歩く", 280)


def past_the_risks(person: Facilitator) -> None:
    """Life support asks once about risks nobody answered; the nurse decides."""
    press("PgDown")
    if person.page.moving.asked is None:
        return
    assert person.session.stage is Stage.RISK
    assert where() == "risk_decided_by"
    type_text("k")  # a letter that leads nowhere changes nothing
    press("Down")
    press("PgDown")
    assert person.session.stage is Stage.SUPPORT


def support(person: Facilitator, idea: str, seconds: int) -> None:
    """Discussion, resources, wrap-up with its first step and words for the person."""
    assert person.session.part is Part.DISCUSSION
    person.wait(seconds)
    person.write(EntryKind.SUPPORT, idea, owner="包括", due="8月23日")
    press("Alt+PgDown")
    assert person.session.part is Part.RESOURCES
    person.match(f"{idea}仲間", "教えてもらえる")
    person.match(f"{idea}店", "まだ聞いていない", shown=False)
    person.wait(seconds // 2)
    press("Alt+PgDown")
    assert person.session.part is Part.WRAP_UP
    person.wait(seconds // 2)
    person.write(EntryKind.FIRST_STEP, f"あす電話する：{idea}", owner="ケアマネジャー")
    person.write(EntryKind.WORDS_BACK, "みんなで考えました", shown=False)
    person.predict("歩く意欲が出た")


def second_case(person: Facilitator) -> None:
    """Issues take twice their time, the rest is divided anew; somebody must fetch a chair."""
    press("PgDown")
    person.wait(300)
    person.write(EntryKind.ISSUE, "夜のふらつき")
    assert person.page.clock_bar.isHidden()
    person.wait(300)
    assert not person.page.clock_bar.isHidden(), "an overrun is offered to be divided anew"
    plan = person.session.conference.transitions
    press("Ctrl+R")
    assert person.session.conference.transitions[len(plan) :][0].kind == stages.Move.DIVIDE
    assert person.page.clock_bar.isHidden()
    a_pause(person)
    held_still(person)
    press("PgDown")
    person.wait(90)
    press("PgDown")
    person.wait(150)
    away_and_back(person)
    past_the_risks(person)
    support(person, "食事の宅配を試す", 270)


def a_pause(person: Facilitator) -> None:
    press("F3")
    assert person.session.state.paused
    person.wait(90)
    press("F3")


def held_still(person: Facilitator) -> None:
    """Black while something is typed, frozen while something is written, hidden, shown again."""
    press("Ctrl+B")
    assert person.session.output.output is Output.BLANK
    person.wait(10)
    press("Ctrl+B")
    before = person.look()
    press("F4")
    assert person.session.output.output is Output.FROZEN
    person.write(EntryKind.ISSUE, "凍結中に書いたこと")
    assert person.look() == before
    press("F4")
    assert "凍結中に書いたこと" in person.look()
    press("F5")
    assert person.session.output.output is Output.HIDDEN
    assert person.look() == ""
    press("F5")
    assert "凍結中に書いたこと" in person.look()


def away_and_back(person: Facilitator) -> None:
    """The presenter of the last case must leave early: a minute there, then back."""
    here, last = person.session.step, person.session.conference.agenda[-1].case_uuid
    jump(person, "4")
    assert person.session.case_uuid == last
    person.wait(60)
    person.write(EntryKind.ISSUE, "先に伝えておきたいこと")
    jump(person, "2")
    press("PgUp")  # the way leads to life support, and its question about risks back to them
    assert person.session.step == here


def jump(person: Facilitator, number: str) -> None:
    """Ctrl+M lists the cases; the key of its number goes there."""
    press("Ctrl+M")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert menu.objectName() == "case_menu"
    press(number)
    if QApplication.activePopupWidget() is not None:
        press("Return")
    person.look()


def third_case(person: Facilitator) -> None:
    """By stage keys; a slip is undone, a word corrected, an entry taken off the wall and out."""
    press("PgDown")
    press("Ctrl+2")
    person.wait(120)
    press("Ctrl+1")
    person.wait(120)
    person.write(EntryKind.ISSUE, "打ちまちがい")
    press("Ctrl+Z")
    person.written.pop()
    assert "打ちまちがい" not in person.look()
    kept = person.write(EntryKind.ISSUE, "外に出る気になれない")
    correct(person, kept.text)
    kept.text += "。朝が特に"
    off_and_out(person)
    press("Ctrl+2")
    person.write(EntryKind.GOAL, "週に一度 喫茶店へ行く")
    press("PgDown")
    person.wait(120)
    past_the_risks(person)
    support(person, "喫茶店まで友人と歩く", 300)


def correct(person: Facilitator, text: str) -> None:
    """F2 in the list, the end of the line, Ctrl+Enter."""
    to_entry(person, text)
    press("F2")
    assert where() == "capture_text"
    press("End")
    type_text("。朝が特に")
    press("Ctrl+Return")
    assert "外に出る気になれない。朝が特に" in person.look()


def off_and_out(person: Facilitator) -> None:
    """One goes off the wall but stays in the record, another leaves the record."""
    quiet = person.write(EntryKind.COMMUNITY_ISSUE, "喫茶店が少なくなった")
    to_entry(person, quiet.text)
    press("Space")
    quiet.shown = False
    person.look()
    press("Ctrl+1")
    person.write(EntryKind.ISSUE, "やはり書かない")
    to_entry(person, "やはり書かない")
    press("Delete")
    person.written.pop()
    assert "やはり書かない" not in person.look()
    person.page.capture.text.setFocus()


def to_entry(person: Facilitator, text: str) -> None:
    """Tab to the list and arrows to the line."""
    for _ in range(8):
        if where() == "entry_list":
            break
        press("Tab")
    assert where() == "entry_list"
    press("Home")
    listed = [entry.text for entry in person.page.capture.list.entries.entries]
    for _ in range(len(listed)):
        if person.page.capture.list.currentIndex().row() == listed.index(text):
            return
        press("Down")
    raise AssertionError("the arrows never reach the entry")


def fourth_case(person: Facilitator) -> None:
    """Was begun before; the rest of it, and something for another day."""
    press("PgDown")
    assert person.session.case_uuid == person.session.conference.agenda[-1].case_uuid
    press("Ctrl+1")
    person.wait(180)
    person.write(EntryKind.CARRIED_OVER, "住宅改修の費用は次回", shown=False)
    press("PgDown")
    person.wait(60)
    press("PgDown")
    person.wait(60)
    past_the_risks(person)
    support(person, "孫と弁当を作る", 340)


def closing(person: Facilitator) -> None:
    press("PgDown")
    assert person.session.step == CLOSING
    person.wait(240)
    learned = person.write(EntryKind.LEARNING, "先に暮らしの話を聞く")
    issue = person.write(EntryKind.COMMUNITY_ISSUE, "坂の多い地区の移動手段")
    assert learned.text in person.look() or issue.text in person.look()
    person.wait(60)
    press("PgDown")
    assert person.session.step == CLOSING, "a clicker never ends a meeting"
    person.page.go_on.setFocus()
    QTimer.singleShot(0, lambda: answer("会議を終える"))
    press("Space")
    assert person.page.room.window is not None
    assert not person.page.room.window.isVisible()


def answer(words: str) -> None:
    """Walk to the button of the question with the keyboard and press it."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    box.activateWindow()
    QApplication.processEvents()
    button = next(each for each in box.buttons() if each.text() == words)
    for _ in box.buttons():
        if focus() is not button:
            press("Tab")
    (press("Space") if focus() is button else box.reject())


# ---- afterwards ----


def everybody_is_counted(held: Conference, people: dict[str, int]) -> None:
    assert {line.profession: line.count for line in held.attendance} == people
    assert all(line.pledged for line in held.attendance)
    (read,) = held.checks
    assert (read.code, read.done_at) == ("statement_read", "2024-08-09T14:01:30+09:00")
    assert {line.profession: line.spoke for line in held.attendance if line.spoke} == {
        "pharmacist": 2
    }


def every_entry_is_there(held: Conference, person: Facilitator) -> None:
    stored = [
        (e.kind, e.text, e.owner, e.due, e.shown, e.case_uuid, e.stage, e.recorded_at)
        for e in held.entries
    ]
    told = [
        (w.kind, w.text, w.owner, w.due, w.shown, w.case_uuid, w.stage, w.at)
        for w in person.written
    ]
    assert stored == told
    assert len({entry.uuid for entry in held.entries}) == len(told)
    asked = [use for use in held.prompt_uses if use.state == "used"]
    assert len(asked) == 3
    used = [(use.case_uuid, use.name, use.reason, use.shown) for use in held.resource_uses]
    assert used == person.matched
    assert len(used) == 8


def every_prediction_is_in_its_case(store: Store, person: Facilitator) -> None:
    assert len(person.predicted) == 4
    for (uuid, item), rating in person.predicted.items():
        assert judgement_of(get_case(store, uuid), item, TimePoint.PREDICTED).rating == rating


def every_second_is_there(held: Conference, person: Facilitator) -> None:
    report = time_report(held)
    used = {report.opening.step: report.opening.used, report.closing.step: report.closing.used}
    used |= {each.step: each.used for case in report.cases for each in case.stages}
    assert {step: n for step, n in used.items() if n} == dict(person.seconds)
    assert person.seconds[OPENING] == 240
    assert sum(pause.seconds for pause in report.pauses) == person.paused == 90
    assert 85 * 60 < report.used + person.paused <= 90 * 60
    assert all(each.entered for case in report.cases for each in case.stages)


def every_turn_is_in_the_log(held: Conference) -> None:
    report = time_report(held)
    assert len(report.divisions) == 1
    assert {decision.case_uuid for decision in report.decisions} <= {
        item.case_uuid for item in held.agenda
    }
    assert report.decisions, "no case had an open risk: the samples changed"
    assert all(decision.decided_by != "" for decision in report.decisions)
    assert report.planned == report.total == 90 * 60
    steps = [Step(Phase.CASE, held.agenda[1].case_uuid, stage) for stage in Stage]
    divided = next(each for each in held.transitions if each.kind == stages.Move.DIVIDE)
    seconds = cast("dict[str, int]", divided.detail["seconds"])
    assert seconds[stages.step_key(steps[0])] == 600


def the_minutes_hold_it(held: Conference, person: Facilitator) -> None:
    source = minutes.Source(held)
    blocks = [*minutes.meeting_blocks(source)]
    for item in held.agenda:
        blocks += minutes.case_blocks(source, item.case_uuid)
    lines = {line.text for block in blocks for line in block.lines}
    assert {" ".join(w.text.split()) for w in person.written} <= lines
    assert {name for _uuid, name, *_ in person.matched} <= {line.split("（")[0] for line in lines}
    assert any("15名" in line for line in lines)
