"""Facts at hand: read from a real sample case, never from the private identity."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.care.case import Case, Household, RiskDecision
from app.care.medical_risk import candidates
from app.conference.meeting import Part
from app.services.cases import find_case
from app.ui.console.facts import Tab, facts, identity_line, rating_facts
from app.ui.console.next_panel import NextPanel, peek
from app.ui.context import UiContext


@pytest.fixture
def case(context: UiContext) -> Case:
    return find_case(context.store, 104)


def headings(case: Case, tab: Tab) -> list[str]:
    return [fact.heading for fact in facts(case, tab)]


def text(case: Case, tab: Tab) -> str:
    lines = [line for fact in facts(case, tab) for line in fact.lines]
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


def test_the_bar_says_who_is_discussed(case: Case) -> None:
    assert identity_line(case) == "84歳 女・要支援2・同居"
    assert identity_line(Case()) == ""


def test_the_medical_tab_has_illness_body_and_medicines(case: Case) -> None:
    assert headings(case, Tab.MEDICAL)[:3] == ["病名", "からだ", "服薬 7剤"]
    assert "BMI 19.0" in text(case, Tab.MEDICAL)


def test_only_medicines_that_raised_a_question_are_bold(case: Case) -> None:
    medicines = next(fact for fact in facts(case, Tab.MEDICAL) if fact.heading == "服薬 7剤")
    bold = {line[0][0] for line in medicines.lines if line[0][1]}
    assert "ゾルピデム錠5mg" in bold
    assert "アセトアミノフェン錠500mg" not in bold


def test_decided_risks_leave_the_list(case: Case) -> None:
    first = candidates(case)[0]
    decided = replace(
        case, risk_decisions=(RiskDecision(rule_id=first.rule_id, state="not_applicable"),)
    )
    assert first.title() in text(case, Tab.MEDICAL)
    assert first.title() not in text(decided, Tab.MEDICAL)


def test_an_empty_case_has_no_empty_headings() -> None:
    assert [fact for tab in Tab for fact in facts(Case(), tab)] == []


def test_several_supports_get_a_dot_each(case: Case) -> None:
    lines = next(fact.lines for fact in facts(case, Tab.LIVING) if fact.heading == "サービス")
    assert len(lines) > 1
    assert all(line[0][0].startswith("・") for line in lines)


def test_the_family_tab_says_who_is_at_home(case: Case) -> None:
    alone = replace(case, household=Household(type="独居", daytime_alone=True))
    assert "日中は一人" in text(alone, Tab.FAMILY)


def test_ratings_come_with_arrow_and_factors(case: Case) -> None:
    rows = {row.label: row for row in rating_facts(case)}
    assert len(rows) == 18
    walking = rows["屋外歩行"]
    assert (walking.before, walking.predicted, walking.arrow) == ("D1", "O2", "up")
    assert walking.factors


def test_the_peek_names_trouble_point_and_speaker(case: Case) -> None:
    said = peek(case, 2)
    assert (said.head, said.identity) == ("2 あおい", "84歳 女・要支援2・同居")
    assert said.point.startswith("論点：")
    assert said.speaker.startswith("発表：")


def test_of_a_weight_change_the_kilograms_stand_out(context: UiContext) -> None:
    heart = find_case(context.store, 105)
    (line, *_) = next(f.lines for f in facts(heart, Tab.MEDICAL) if f.heading == "からだ")
    assert [piece for piece, is_bold in line if is_bold] == ["20.6", "−1.8kg"]
    assert "".join(piece for piece, _ in line) == "BMI 20.6　半年で −1.8kg(−3.3%)"


def test_each_part_has_what_it_needs_first(case: Case) -> None:
    first = candidates(case)[0]
    risks = facts(case, Tab.MEDICAL, Part.RISK)[0]
    words = "\n".join("".join(piece for piece, _ in line) for line in risks.lines)
    assert first.title() in words
    assert first.evidence[0].line() in words
    support = replace(case, strengths="針仕事", interest_codes=("010:wish",))
    headings = [fact.heading for fact in facts(support, Tab.LIVING, Part.RESOURCES)]
    assert headings[:3] == ["好き・得意", "強み・できていること", "身近な支え"]
    assert headings.count("強み・できていること") == 1


def test_the_next_case_says_that_it_cannot_be_shown(case: Case, qtbot: QtBot) -> None:
    panel = NextPanel()
    qtbot.addWidget(panel)
    panel.resize(392, 160)
    panel.show_next(peek(case, 2, "同意がありません"), "14:44頃から")
    assert "まだ映せません" in {label.text() for label in panel.findChildren(QLabel)}
