"""The deck of questions: what comes first, what stays, what comes back."""

from __future__ import annotations

from app.care.case import AgendaPoint, Case
from app.conference import capture, deck
from app.conference.meeting import Conference, Part, Stage
from app.conference.stages import OPENING, Phase, Step

CASE = Case(
    uuid="case-1",
    agenda_points=(AgendaPoint(uuid="a", text="受診の目安"), AgendaPoint(uuid="b", text="  ")),
    support_question="何があれば続くか",
)
ISSUE = Step(Phase.CASE, "case-1", Stage.ISSUE)
RISK = Step(Phase.CASE, "case-1", Stage.RISK)
SUPPORT = Step(Phase.CASE, "case-1", Stage.SUPPORT)


def ids(conference: Conference, step: Step, part: Part | None) -> list[str]:
    return [card.prompt_id for card in deck.cards(conference, step, part, CASE)]


def marked(conference: Conference, prompt_id: str, state: str) -> Conference:
    return capture.set_prompt(conference, prompt_id, "case-1", state)


def test_each_part_has_its_own_questions_behind_those_of_the_case() -> None:
    none = Conference()
    assert ids(none, OPENING, None)[0] == "P1-1"
    assert ids(none, ISSUE, Part.PRESENTATION)[0] == "P2-1"
    assert ids(none, ISSUE, Part.ISSUE)[:2] == ["point:a", "P3-1"]
    assert ids(none, RISK, Part.RISK)[0] == "P5-1"
    assert ids(none, SUPPORT, Part.DISCUSSION)[:3] == ["point:a", "support_question", "P6-1"]
    assert ids(none, SUPPORT, Part.RESOURCES)[0] == "P7-1"
    assert ids(none, SUPPORT, Part.WRAP_UP)[-1] == "P8-7"
    assert deck.cards(none, None, None, None) == ()


def test_a_pinned_question_stays_in_sight_through_the_parts_of_its_case() -> None:
    pinned = marked(marked(Conference(), "P3-2", deck.PINNED), "P5-1", deck.USED)
    assert ids(pinned, RISK, Part.RISK)[:3] == ["P5-1", "P3-2", "P5-2"]
    found = deck.cards(pinned, RISK, Part.RISK, CASE)
    assert deck.current(found) == found[2]
    other = Step(Phase.CASE, "case-2", Stage.RISK)
    assert "P3-2" not in ids(pinned, other, Part.RISK)


def test_a_pinned_point_of_the_case_keeps_its_words() -> None:
    pinned = marked(Conference(), "point:a", deck.PINNED)
    (card,) = (c for c in deck.cards(pinned, RISK, Part.RISK, CASE) if c.state == deck.PINNED)
    assert (card.text, card.source) == ("受診の目安", "case")
    gone = deck.cards(pinned, RISK, Part.RISK, Case(uuid="case-1"))
    assert all(card.state != deck.PINNED for card in gone)


def test_a_skipped_question_goes_to_the_end_and_the_next_one_comes() -> None:
    skipped = marked(Conference(), "P4-1", deck.SKIPPED)
    found = deck.cards(skipped, Step(Phase.CASE, "case-1", Stage.GOAL), Part.GOAL, CASE)
    assert found[-1].prompt_id == "P4-1"
    current = deck.current(found)
    assert current is not None
    assert current.prompt_id == "P4-2"


def test_a_point_asked_as_an_issue_is_not_asked_again() -> None:
    asked = marked(Conference(), "point:a", deck.USED)
    found = deck.cards(asked, SUPPORT, Part.DISCUSSION, CASE)
    current = deck.current(found)
    assert current is not None
    assert current.prompt_id == "support_question"


def test_an_own_question_stands_where_it_was_written_and_keeps_its_words() -> None:
    own = deck.with_own(Conference(), " ベンチはありますか ", ISSUE, Part.ISSUE)
    (use,) = own.prompt_uses
    last = deck.cards(own, ISSUE, Part.ISSUE, CASE)[-1]
    assert (last.text, last.source, last.state) == ("ベンチはありますか", "own", deck.OPEN)
    assert use.prompt_id not in ids(own, RISK, Part.RISK)
    ticked = marked(own, use.prompt_id, deck.USED)
    assert deck.cards(ticked, ISSUE, Part.ISSUE, CASE)[-1].used
    assert marked(ticked, use.prompt_id, "").prompt_uses == own.prompt_uses
    assert deck.with_own(own, "  ", ISSUE, Part.ISSUE) is own
