"""Parts of a stage, and the question about open medical risks before life support."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.conference.attendance import walk_in
from app.conference.capture import Draft
from app.conference.meeting import EntryKind, Part, Stage
from app.conference.open_risks import open_risks
from app.ui.console.page import ConsolePage
from tests.ui.console.acts import (
    ALT,
    CONTROL,
    label,
    press,
    step_of,
    stored,
    to_first_case,
    to_stage,
    write,
)


def deck(page: ConsolePage) -> str:
    return next(row.prompt_id for row in page.prompts.model.rows if row.source == "deck").split(
        "-"
    )[0]


# Parts


def test_parts_are_walked_by_key_and_the_questions_follow(page: ConsolePage, qtbot: QtBot) -> None:
    assert deck(page) == "P1"
    to_first_case(page)
    seen = [deck(page)]
    for _ in range(2):
        press(qtbot, Qt.Key.Key_PageDown, ALT)
        seen.append(deck(page))
    press(qtbot, Qt.Key.Key_PageUp, ALT)
    assert seen == ["P2", "P3", "P4"]
    assert step_of(page)[1] is Stage.ISSUE
    to_stage(page, Stage.SUPPORT)
    seen = [deck(page)]
    for _ in range(2):
        press(qtbot, Qt.Key.Key_PageDown, ALT)
        seen.append(deck(page))
    assert seen == ["P6", "P7", "P8"]
    press(qtbot, Qt.Key.Key_PageDown, ALT)
    assert step_of(page) == (stored(page).agenda[1].case_uuid, Stage.ISSUE)


def test_page_down_still_goes_stage_by_stage(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_PageDown)
    assert step_of(page)[1] is Stage.GOAL


def test_a_part_is_chosen_by_its_mark(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    to_stage(page, Stage.SUPPORT)
    marks = page.stages.cells[Stage.SUPPORT].parts.marks
    qtbot.mouseClick(marks[Part.WRAP_UP], Qt.MouseButton.LeftButton)
    assert marks[Part.WRAP_UP].now
    assert deck(page) == "P8"
    assert stored(page).transitions[-1].detail == {"part": "wrap_up"}


def test_only_the_present_stage_shows_its_parts(page: ConsolePage) -> None:
    to_first_case(page)
    shown = {stage: cell.parts.isVisible() for stage, cell in page.stages.cells.items()}
    assert shown == {
        Stage.ISSUE: True,
        Stage.GOAL: False,
        Stage.RISK: False,
        Stage.SUPPORT: False,
    }


# Open medical risks


@pytest.fixture
def at_risk(page: ConsolePage) -> ConsolePage:
    to_first_case(page)
    page.moving.go_to_stage(Stage.RISK)
    return page


def test_moving_on_from_the_risks_asks_once_and_page_down_answers(
    at_risk: ConsolePage, qtbot: QtBot
) -> None:
    page = at_risk
    press(qtbot, Qt.Key.Key_PageDown)
    assert page.question.isVisible()
    assert not page.prompts.isVisible()
    assert step_of(page)[1] is Stage.RISK
    case = page.cases[stored(page).agenda[0].case_uuid]
    assert label(page, "open_risk_1") == open_risks(case, ())[0].title()
    press(qtbot, Qt.Key.Key_PageDown)
    assert step_of(page)[1] is Stage.SUPPORT
    assert not page.question.isVisible()
    assert page.prompts.isVisible()
    went = next(each for each in stored(page).transitions if each.kind == "went_on")
    assert went.case_uuid == case.uuid
    assert went.detail["decided_by"] == "進行役"
    assert went.detail["rules"] == [risk.rule_id for risk in open_risks(case, ())]
    press(qtbot, Qt.Key.Key_PageUp)
    press(qtbot, Qt.Key.Key_PageDown)
    assert step_of(page)[1] is Stage.SUPPORT


def test_page_up_goes_back_to_the_risks(page: ConsolePage, qtbot: QtBot) -> None:
    to_first_case(page)
    press(qtbot, Qt.Key.Key_4, CONTROL)
    assert page.question.isVisible()
    press(qtbot, Qt.Key.Key_PageUp)
    assert step_of(page)[1] is Stage.RISK
    assert not page.question.isVisible()
    assert all(each.kind != "went_on" for each in stored(page).transitions)


def test_back_at_the_risks_the_same_question_does_not_come_again(
    at_risk: ConsolePage, qtbot: QtBot
) -> None:
    page = at_risk
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        press(qtbot, key)
    assert not page.question.isVisible()
    assert step_of(page)[1] is Stage.SUPPORT
    case = page.cases[stored(page).agenda[0].case_uuid]
    went = next(each for each in stored(page).transitions if each.kind == "went_on")
    assert went.detail["rules"] == [risk.rule_id for risk in open_risks(case, ())]
    assert went.detail["decided_by"] == "進行役"


def test_back_at_the_risks_other_risks_are_asked_about(at_risk: ConsolePage, qtbot: QtBot) -> None:
    page = at_risk
    press(qtbot, Qt.Key.Key_PageDown)
    press(qtbot, Qt.Key.Key_PageUp)
    first, second, *_ = open_risks(page.cases[stored(page).agenda[0].case_uuid], ())
    assert page.session is not None
    answer = Draft(kind=EntryKind.RISK_RESPONSE, text="主治医に聞く", rule_id=first.rule_id)
    assert page.session.record(answer, shown=False)
    press(qtbot, Qt.Key.Key_PageDown)
    assert page.question.isVisible()
    assert label(page, "open_risk_1") == second.title()


def test_any_other_move_puts_the_question_away(at_risk: ConsolePage, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_PageDown)
    press(qtbot, Qt.Key.Key_2, CONTROL)
    assert step_of(at_risk)[1] is Stage.GOAL
    assert not at_risk.question.isVisible()


def test_the_decider_is_one_of_those_present(at_risk: ConsolePage, qtbot: QtBot) -> None:
    assert at_risk.session is not None
    at_risk.session.conference = walk_in(at_risk.session.conference, "pharmacist")
    press(qtbot, Qt.Key.Key_PageDown)
    who = at_risk.question.decided_by
    assert who.hasFocus()
    press(qtbot, Qt.Key.Key_Down)
    chosen = who.currentText()
    assert chosen == "薬剤師"
    at_risk.question.on.click()
    went = next(each for each in stored(at_risk).transitions if each.kind == "went_on")
    assert went.detail["decided_by"] == chosen


def test_what_is_being_typed_keeps_the_keyboard(at_risk: ConsolePage, qtbot: QtBot) -> None:
    write(at_risk, "書きかけ")
    press(qtbot, Qt.Key.Key_PageDown)
    assert at_risk.question.isVisible()
    assert at_risk.capture.text.hasFocus()


def test_answered_risks_are_not_asked_about(at_risk: ConsolePage, qtbot: QtBot) -> None:
    case = at_risk.cases[stored(at_risk).agenda[0].case_uuid]
    assert at_risk.session is not None
    for risk in open_risks(case, ()):
        answer = Draft(kind=EntryKind.RISK_RESPONSE, text="主治医に聞く", rule_id=risk.rule_id)
        assert at_risk.session.record(answer, shown=False)
    press(qtbot, Qt.Key.Key_PageDown)
    assert step_of(at_risk)[1] is Stage.SUPPORT
    assert all(each.kind != "went_on" for each in stored(at_risk).transitions)
