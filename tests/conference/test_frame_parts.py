"""Frames inside a stage: the presentation, the judgement sheet page by page, resources, wrap-up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from app.care.case import Case, RoomFact
from app.conference.frame import room_view
from app.conference.meeting import Entry, EntryKind, Part, ResourceUse, Stage
from app.conference.room import RoomView
from app.exchange.case_json_read import read_cases
from app.paths import resource
from tests.checkers import NOBODY


@pytest.fixture(scope="module")
def case() -> Case:
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    return next(case for case in read_cases(json.loads(text)).cases if case.case_no == 104)


def _view(case: Case, stage: Stage, part: Part, **given: Any) -> RoomView:
    return room_view(case, NOBODY, stage=stage, part=part, order=1, total=4, **given)


def _entry(case: Case, kind: EntryKind, text: str, **given: Any) -> Entry:
    return Entry(case_uuid=case.uuid, kind=kind, text=text, **{"shown": True, **given})


def test_while_a_case_is_presented_the_person_speaks_beside_the_life_now(case: Case) -> None:
    view = _view(case, Stage.ISSUE, Part.PRESENTATION)

    assert view.question == "解決すべき課題は何か？"
    assert "台所に立つと10分で痛む" in view.facts
    assert "墓参りに行きたい" in view.wish
    assert view.agreed == ()


def test_what_is_recorded_during_the_presentation_comes_up_at_once(case: Case) -> None:
    said = [_entry(case, EntryKind.ISSUE, "昼を用意できない")]

    view = _view(case, Stage.ISSUE, Part.PRESENTATION, entries=said)

    assert [item.text for item in view.agreed] == ["昼を用意できない"]
    assert view == _view(case, Stage.ISSUE, Part.ISSUE, entries=said)


def test_words_that_may_not_be_shown_leave_the_frame_of_the_issue(case: Case) -> None:
    kept = replace(case, projected_fields=case.projected_fields - {"desired_life"})

    view = _view(kept, Stage.ISSUE, Part.PRESENTATION)

    assert view.wish == ""
    assert [item.text for item in view.agreed] == ["これから話し合う"]


@pytest.mark.parametrize(
    ("stage", "part"),
    [(Stage.ISSUE, Part.PRESENTATION), (Stage.SUPPORT, Part.WRAP_UP)],
)
def test_the_judgement_sheet_is_stepped_through_six_lines_a_page(
    case: Case, stage: Stage, part: Part
) -> None:
    first = _view(case, stage, part)
    views = [_view(case, stage, part, page=page) for page in range(1, first.pages + 1)]
    sheets = [view.sheet for view in views if view.sheet]

    assert [len(sheet) for sheet in sheets] == [6, 6, 6]
    assert [view.page for view in views] == list(range(1, first.pages + 1))
    assert {view.question for view in views} == {first.question}
    lines = {line.label: line for sheet in sheets for line in sheet}
    assert lines["屋外歩行"].arrow == "up"
    assert lines["食事"].arrow == ""
    assert _view(case, stage, part, page=99) == views[-1]


def test_a_sheet_that_may_not_be_shown_has_no_pages(case: Case) -> None:
    kept = replace(case, projected_fields=case.projected_fields - {"judgement"})

    assert _view(kept, Stage.SUPPORT, Part.WRAP_UP).pages == 1


def test_long_presentations_turn_pages_of_at_most_four_facts(case: Case) -> None:
    facts = tuple(RoomFact(stage="issue", text=f"困りごと{number}") for number in range(9))
    talked = replace(case, room_facts=facts, desired_life="孫の弁当を作りたい。" * 40)
    first = _view(talked, Stage.ISSUE, Part.PRESENTATION)
    views = [
        _view(talked, Stage.ISSUE, Part.PRESENTATION, page=page)
        for page in range(1, first.pages - 2)
    ]

    assert max(len(view.facts) for view in views) == 4
    seen = {fact for view in views for fact in view.facts}
    assert seen == {fact.text for fact in facts}
    assert "".join(view.wish for view in views).count("孫の弁当を作りたい") >= 40


def test_resources_get_the_whole_width_and_five_a_page(case: Case) -> None:
    uses = [
        ResourceUse(
            shown=True, case_uuid=case.uuid, name=f"資源{number}", detail="週2回", status="agreed"
        )
        for number in range(7)
    ]
    first = _view(case, Stage.SUPPORT, Part.RESOURCES, resource_uses=uses)

    assert first.subheading == "つながれる資源"
    assert [line.name for line in first.resources] == [f"資源{n}" for n in range(5)]
    assert first.pages == 2
    assert _view(case, Stage.SUPPORT, Part.RESOURCES).subheading == "いまの支え"


def test_the_wrap_up_shows_first_steps_and_changed_outlooks(case: Case) -> None:
    said = [
        _entry(case, EntryKind.PREDICTION, "買い物は一部介助のまま"),
        _entry(case, EntryKind.SUPPORT, "もどるリハ"),
        _entry(case, EntryKind.FIRST_STEP, "月曜に公民館まで歩く", owner="長女", due="8月13日"),
        _entry(case, EntryKind.FIRST_STEP, "まだ内緒", shown=False),
    ]
    view = _view(case, Stage.SUPPORT, Part.WRAP_UP, entries=said)

    assert view.question == "明日、最初にすることは？"
    assert [(step.text, step.detail) for step in view.agreed] == [
        ("買い物は一部介助のまま", "見込みの変更"),
        ("月曜に公民館まで歩く", "長女　8月13日"),
    ]
    assert view.agreed[1].fresh
    assert len(view.ratings) <= 6
    quiet = _view(case, Stage.SUPPORT, Part.WRAP_UP, lang="en")
    assert (quiet.question, quiet.agreed[0].text) == ("What is the first step?", "To be discussed")


def test_more_first_steps_than_fit_are_counted(case: Case) -> None:
    said = [_entry(case, EntryKind.FIRST_STEP, f"一歩{number}") for number in range(5)]
    view = _view(case, Stage.SUPPORT, Part.WRAP_UP, entries=said)

    assert [step.text for step in view.agreed] == ["一歩2", "一歩3", "一歩4"]
    assert view.more_agreed == "ほか 2 件"


def test_the_newest_support_keeps_its_mark_until_the_next_thing_is_said(case: Case) -> None:
    said = [_entry(case, EntryKind.SUPPORT, text) for text in ("もどるリハ", "はなバス")]
    for part in (Part.DISCUSSION, Part.RESOURCES):
        view = _view(case, Stage.SUPPORT, part, entries=said)
        assert [line.fresh for line in view.resources] == [False, True]

        later = [*said, _entry(case, EntryKind.COMMUNITY_ISSUE, "バス停が遠い")]
        view = _view(case, Stage.SUPPORT, part, entries=later)
        assert not any(line.fresh for line in view.resources)


def test_a_question_prepared_in_japanese_is_not_asked_in_an_english_room(case: Case) -> None:
    asked = replace(case, support_question="何があれば、墓参りに行けるか？")

    def question(lang: str, case: Case = asked) -> str:
        return _view(case, Stage.SUPPORT, Part.DISCUSSION, lang=lang).question

    assert question("ja") == "何があれば、墓参りに行けるか？"
    assert question("en") == "Will this support be enough?"
    assert question("en", replace(case, support_question="What brings him back to go?")) == (
        "What brings him back to go?"
    )
