"""Answering a consistency question on the judgement page, and a risk card in the editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.care.case import Case, RiskDecision, TimePoint, judgement_of, with_judgement
from app.care.consistency import hints
from app.care.medical_risk import candidates
from app.clock import FixedClock
from app.services.cases import find_case, save_case
from app.ui.cases.editor_risks import RiskStrip
from app.ui.cases.judgement_model import Column
from app.ui.shell import MainWindow
from tests.ui.cases.conftest import OpenJudgement
from tests.ui.cases.keys import CTRL, cut_off, press

LEFT = Qt.MouseButton.LeftButton


def contradict(window: MainWindow, rating: str = "O2") -> None:
    """Sample 104 says of the medicines what its rating doesn't."""
    store = window.context.store
    case = find_case(store, 104)
    case = with_judgement(
        case, "medication", TimePoint.BEFORE, rating=rating, environment_factor="嫁が管理している"
    )
    save_case(store, case)


def test_a_kept_contradiction_is_remembered_and_asked_again_when_the_words_change(
    judgement: OpenJudgement, window: MainWindow, stored: Callable[[int], Case]
) -> None:
    contradict(window)
    page = judgement(104)
    box = page.side.hints
    assert box.isVisible()
    assert cut_off(window) == []

    press(page.view, Qt.Key.Key_J, held=CTRL)
    keep = page.findChild(QPushButton, "judgement_hint_keep")
    assert keep is not None
    asked = len([hint for hint in hints(page.model.case) if hint.open])
    QTest.mouseClick(keep, LEFT)

    assert len([hint for hint in hints(page.model.case) if hint.open]) == asked - 1
    page.leave()
    (decision,) = stored(104).risk_decisions
    assert (decision.rule_id, decision.state) == ("H1.medication", "checked")
    assert decision.decided_at.startswith("2024-08-06")

    page.model.apply(
        with_judgement(
            page.model.case, "medication", TimePoint.BEFORE, environment_factor="長女が管理している"
        ),
        "words",
    )
    assert next(h.key for h in hints(page.model.case) if h.open) == "H1.medication"
    assert page.undo()


def test_the_other_answers_lead_to_the_cell(judgement: OpenJudgement, window: MainWindow) -> None:
    contradict(window)
    page = judgement(104)
    row = next(r for r in range(18) if page.model.item(r).key == "medication")

    before = page.findChild(QPushButton, "judgement_hint_before")
    assert before is not None
    QTest.mouseClick(before, LEFT)
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (
        row,
        Column.BEFORE,
    )
    said = page.findChild(QPushButton, "judgement_hint_said")
    assert said is not None
    QTest.mouseClick(said, LEFT)
    assert page.view.currentIndex().column() == Column.ENVIRONMENT
    assert page.view.typing()


def test_a_dash_that_is_done_after_all_is_cleared_to_be_rated(
    judgement: OpenJudgement, window: MainWindow
) -> None:
    store = window.context.store
    case = find_case(store, 104)
    save_case(
        store,
        with_judgement(
            case, "medication", TimePoint.BEFORE, rating="NA", personal_factor="自分で行う"
        ),
    )
    page = judgement(104)
    while page.findChild(QPushButton, "judgement_hint_rate") is None:
        button = page.side.hints.findChildren(QPushButton)[-1]
        QTest.mouseClick(button, LEFT)
    rate = page.findChild(QPushButton, "judgement_hint_rate")
    assert rate is not None
    QTest.mouseClick(rate, LEFT)

    assert judgement_of(page.model.case, "medication", TimePoint.BEFORE).rating is None
    assert page.view.currentIndex().column() == Column.BEFORE


def test_a_risk_is_checked_noted_and_asked_again(
    window: MainWindow, show: Callable[[QWidget], QWidget], fixed_clock: FixedClock
) -> None:
    case = find_case(window.context.store, 107)
    strip = RiskStrip(fixed_clock, "佐伯")
    shown: list[Case] = []

    def take(new: Case) -> None:
        shown.append(new)
        strip.show_case(new)

    strip.edited.connect(take)
    strip.resize(292, 900)
    show(strip)
    strip.show_case(case)
    checked = strip.findChild(QPushButton, "risk_R04_checked")
    assert checked is not None
    checked.click()
    note = strip.findChildren(QLineEdit, "risk_R04_note")[-1]
    note.setFocus()
    QTest.keyClicks(note, "BP 120")
    QTest.keyClick(note, Qt.Key.Key_Return)

    (decision,) = shown[-1].risk_decisions
    assert (decision.rule_id, decision.state, decision.by) == ("R04", "checked", "佐伯")
    assert (decision.note, decision.decided_at[:10]) == ("BP 120", "2024-08-06")
    assert state_of(shown[-1], "R04") == ("checked", False)

    changed = replace(shown[-1], life_issues=shown[-1].life_issues + "。鼻血が出た")
    assert state_of(changed, "R04") == ("open", True)
    assert state_of(shown[0], "R04") == ("checked", False)
    assert cut_off(strip) == []


def state_of(case: Case, rule_id: str) -> tuple[str, bool]:
    found = next(c for c in candidates(case) if c.rule_id == rule_id)
    return found.state, found.changed


def test_a_point_on_the_agenda_stays_there_and_an_old_decision_holds(window: MainWindow) -> None:
    case = find_case(window.context.store, 107)
    other = RiskDecision(rule_id="R04", state="agenda", evidence="0" * 16)
    old = RiskDecision(rule_id="E05", state="not_applicable")
    case = replace(case, risk_decisions=(other, old))

    assert state_of(case, "R04") == ("agenda", True)
    assert state_of(case, "E05") == ("not_applicable", False)
