"""What stands on the wall, stage by stage, and on which page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.care.case import Case, Consent, GoalRow, RiskDecision, RoomFact
from app.care.disclosure import mask_of
from app.care.knowledge import load
from app.care.medical_risk import candidates
from app.conference.frame import closing_view, opening_view, room_view
from app.conference.meeting import STAGES, Entry, EntryKind, ResourceUse, Stage
from app.conference.room import RoomView
from app.errors import InputRefused
from app.exchange.case_json_read import read_cases
from app.paths import resource
from tests.checkers import NOBODY


@pytest.fixture(scope="module")
def samples() -> Mapping[int, Case]:
    text = resource("samples/sample_cases.json").read_text(encoding="utf-8")
    return {case.case_no or 0: case for case in read_cases(json.loads(text)).cases}


def _view(case: Case, stage: Stage, **given: Any) -> RoomView:
    return room_view(case, NOBODY, stage=stage, order=2, total=4, **given)


def _entry(case: Case, kind: EntryKind, text: str, **given: Any) -> Entry:
    return Entry(case_uuid=case.uuid, kind=kind, text=text, **{"shown": True, **given})


def test_the_strip_is_coarse_and_knows_no_number(samples: Any) -> None:
    who = _view(replace(samples[104], pseudonym="けやき"), Stage.ISSUE).identity

    assert who is not None
    assert (who.order, who.total, who.pseudonym) == (2, 4, "けやき")
    assert (who.age_band, who.sex, who.care_level) == ("80代前半", "女性", "要支援2")
    assert who.household == "三世代同居"


@pytest.mark.parametrize("stage", STAGES)
def test_a_case_without_consent_never_makes_a_frame(samples: Any, stage: Stage) -> None:
    with pytest.raises(InputRefused):
        _view(replace(samples[104], consent=Consent()), stage)


def test_facts_written_for_the_wall_come_before_the_sheets_sentences(samples: Any) -> None:
    written = replace(samples[104], room_facts=(RoomFact(stage="issue", text="石段がこわい"),))

    assert _view(written, Stage.ISSUE).facts == ("石段がこわい",)
    assert _view(samples[104], Stage.ISSUE).facts[1] == "台所に立つと10分で痛む"


def test_more_than_four_facts_go_to_the_next_page_and_none_is_lost(samples: Any) -> None:
    facts = tuple(RoomFact(stage="issue", text=f"事実{n}") for n in range(1, 10))
    case = replace(samples[104], room_facts=facts)

    first = _view(case, Stage.ISSUE)
    seen = [_view(case, Stage.ISSUE, page=page).facts for page in range(1, first.pages + 1)]

    assert first.pages == 3
    assert [len(page) for page in seen] == [4, 4, 1]
    assert [fact for page in seen for fact in page] == [fact.text for fact in facts]
    assert _view(case, Stage.ISSUE, page=99).page == 3


def test_a_fact_longer_than_two_lines_is_divided_at_a_comma(samples: Any) -> None:
    long = "手すりのない石段が三段あり、雨の日はすべるのでこわくて、" * 3
    case = replace(samples[104], room_facts=(RoomFact(stage="issue", text=long),))
    first = _view(case, Stage.ISSUE)
    pieces = [
        fact
        for page in range(1, first.pages + 1)
        for fact in _view(case, Stage.ISSUE, page=page).facts
    ]

    assert "".join(pieces) == long
    assert all(piece.endswith("、") for piece in pieces)
    assert len(pieces) > 1


def test_only_shown_entries_of_this_case_and_stage_stand_on_the_wall(samples: Any) -> None:
    case = samples[104]
    entries = [
        _entry(case, EntryKind.ISSUE, "見せる"),
        _entry(case, EntryKind.ISSUE, "記録だけ", shown=False),
        _entry(samples[105], EntryKind.ISSUE, "別の事例"),
        _entry(case, EntryKind.GOAL, "別の段階"),
        _entry(case, EntryKind.COMMUNITY_ISSUE, "地域課題"),
    ]

    assert [item.text for item in _view(case, Stage.ISSUE, entries=entries).agreed] == ["見せる"]


def test_three_agreed_items_are_visible_and_keep_their_numbers(samples: Any) -> None:
    case = samples[104]
    entries = [_entry(case, EntryKind.ISSUE, f"課題{n}") for n in range(1, 6)]

    view = _view(case, Stage.ISSUE, entries=entries)

    assert [(item.number, item.text) for item in view.agreed] == [
        (3, "課題3"),
        (4, "課題4"),
        (5, "課題5"),
    ]
    assert view.more_agreed == "ほか 2 件"
    assert [item.fresh for item in view.agreed] == [False, False, True]


def test_the_mark_of_the_newest_goes_when_the_next_thing_comes(samples: Any) -> None:
    case = samples[104]
    issue = _entry(case, EntryKind.ISSUE, "課題")
    later = _entry(case, EntryKind.GOAL, "目標")

    assert _view(case, Stage.ISSUE, entries=[issue]).agreed[0].fresh
    assert not _view(case, Stage.ISSUE, entries=[issue, later]).agreed[0].fresh


def test_nothing_agreed_yet_says_so(samples: Any) -> None:
    agreed = _view(samples[104], Stage.ISSUE).agreed

    assert [(item.text, item.decided) for item in agreed] == [("これから話し合う", False)]


def test_the_goal_stage_shows_the_wish_and_the_prepared_table(samples: Any) -> None:
    rows = (
        GoalRow(topic="墓参り", before="毎月", now="行けない", target="お彼岸に行く", agreed=True),
        GoalRow(topic="弁当", before="毎朝", now="作れない", target="週に2回"),
    )
    view = _view(replace(samples[104], goal_rows=rows), Stage.GOAL)

    assert view.wish.split("\n")[0] == "秋のお彼岸に自分の足で墓参りに行きたい。"
    assert view.goal_heads == ("以前", "いま", "半年後（2月）の目標")
    assert [(line.topic, line.decided) for line in view.goals] == [
        ("墓参り", True),
        ("弁当", False),
    ]


def test_a_goal_just_recorded_is_on_the_first_page_even_of_a_full_table(samples: Any) -> None:
    rows = tuple(GoalRow(topic=f"題{n}", target="目標") for n in range(4))
    case = replace(samples[104], goal_rows=rows)

    view = _view(case, Stage.GOAL, entries=[_entry(case, EntryKind.GOAL, "いま決めた")])

    assert "いま決めた" in [line.target for line in view.goals]
    assert view.pages > 1


def test_before_anybody_chose_the_most_urgent_risks_stand_there_without_medicines(
    samples: Any,
) -> None:
    case = samples[109]
    view = _view(case, Stage.RISK)
    titles = [line.title for line in view.risks]

    assert titles[0] == "低血糖"
    assert "食事の時間が不規則" in view.risks[0].known
    names = [line.generic for line in case.medications] + [line.brand for line in case.medications]
    for stage in STAGES:
        assert not [name for name in names if name and name in str(_view(case, stage))]


def test_risks_taken_onto_the_agenda_replace_the_automatic_ones(samples: Any) -> None:
    case = samples[104]
    found = [candidate.rule_id for candidate in candidates(case)]
    assert "R08" in found
    chosen = replace(case, risk_decisions=(RiskDecision(rule_id="R08", state="agenda"),))

    assert [line.title for line in _view(chosen, Stage.RISK).risks] == ["夜間の転倒"]


def test_a_response_stands_beside_its_risk_with_who_and_when(samples: Any) -> None:
    case = replace(samples[104], risk_decisions=(RiskDecision(rule_id="R08", state="agenda"),))
    entries = [
        _entry(case, EntryKind.RISK_RESPONSE, "薬剤師に相談", rule_id="R08",
               owner="ケアマネ", due="8月23日まで"),
        _entry(case, EntryKind.RISK_RESPONSE, "水分の目安を決める"),
    ]  # fmt: skip

    lines = _view(case, Stage.RISK, entries=entries).risks
    answers = {line.title: line.response for line in lines}

    assert answers["夜間の転倒"] is not None
    assert answers["夜間の転倒"].text == "薬剤師に相談"
    assert answers["夜間の転倒"].detail == "ケアマネ　8月23日まで"
    assert answers["そのほか"] is not None  # never put beside a risk it doesn't name


def test_every_risk_rule_has_a_plain_title_that_fits_its_column() -> None:
    rules = {rule["id"] for rule in load("risk_rules")["rule"]}
    titles = load("room")["risk_title"]

    assert rules == set(titles)
    assert all(len(title["ja"]) <= 10 for title in titles.values())


def test_support_shows_the_most_important_improvements_in_the_sheets_order(samples: Any) -> None:
    view = _view(samples[104], Stage.SUPPORT)

    assert [line.label for line in view.ratings] == [
        "屋外歩行", "外出頻度", "入浴", "掃除", "買い物", "調理",
    ]  # fmt: skip
    assert view.more_ratings == "ほか7項目も改善の見込み"


def test_the_question_of_support_is_the_prepared_one(samples: Any) -> None:
    case = replace(samples[104], support_question="何があれば、墓参りに行けるか？")

    assert _view(case, Stage.SUPPORT).question == "何があれば、墓参りに行けるか？"
    assert _view(samples[104], Stage.SUPPORT).question == "今の支え方で、元の暮らしに戻れるか？"


def test_resources_carry_where_they_stand(samples: Any) -> None:
    case = samples[104]
    uses = [
        ResourceUse(
            shown=True, case_uuid=case.uuid, name="もどるリハ", detail="週2回", status="agreed"
        ),
        ResourceUse(shown=True, case_uuid=case.uuid, name="お弁当の会", status="asking"),
        ResourceUse(shown=True, case_uuid=case.uuid, name="移動スーパー", status="suggested"),
        ResourceUse(shown=True, case_uuid=case.uuid, name="やめた会", status="stopped"),
        ResourceUse(shown=True, case_uuid="another", name="別の事例", status="agreed"),
    ]
    entries = [_entry(case, EntryKind.SUPPORT, "下見に行く", owner="長男")]

    view = _view(case, Stage.SUPPORT, resource_uses=uses, entries=entries)

    assert [(line.name, line.state) for line in view.resources] == [
        ("もどるリハ", "use"),
        ("お弁当の会", "asking"),
        ("移動スーパー", "candidate"),
        ("下見に行く", "use"),
    ]


def test_before_any_resource_the_present_support_stands_there(samples: Any) -> None:
    view = _view(samples[104], Stage.SUPPORT)

    assert view.subheading == "いまの支え"
    assert view.resources[0].name == "短期集中予防サービス"
    assert {line.state for line in view.resources} == {"now"}


def test_a_service_that_is_none_is_no_support(samples: Any) -> None:
    names = [line.name for line in _view(samples[106], Stage.SUPPORT).resources]

    assert not [name for name in names if name.startswith("なし")]


@pytest.mark.parametrize(
    ("closed", "stage", "part"),
    [
        ("life_issues", Stage.ISSUE, "facts"),
        ("desired_life", Stage.GOAL, "wish"),
        ("risks", Stage.RISK, "risks"),
        ("judgement", Stage.SUPPORT, "ratings"),
        ("supports", Stage.SUPPORT, "resources"),
    ],
)
def test_a_field_that_may_not_be_projected_stays_dark(
    samples: Any, closed: str, stage: Stage, part: str
) -> None:
    case = samples[104]
    assert any(getattr(_view(case, stage), part))

    dark = replace(case, projected_fields=case.projected_fields - {closed})

    assert not any(getattr(_view(dark, stage), part))


def test_an_entry_about_a_family_that_did_not_agree_shows_only_that_it_hides(samples: Any) -> None:
    case = samples[103]
    entries = [_entry(case, EntryKind.ISSUE, "息子のことを相談する先がない")]

    view = _view(case, Stage.ISSUE, entries=entries)

    assert view.agreed[0].text == "（伏せています）"
    assert view.note == "ご家族のことは伏せています"


def test_a_phone_number_typed_in_the_meeting_is_hidden_but_a_due_date_stays(samples: Any) -> None:
    case = samples[104]
    entries = [
        _entry(case, EntryKind.RISK_RESPONSE, "0565-12-3456に電話", due="令和6年8月23日まで")
    ]

    lines = _view(case, Stage.RISK, entries=entries).risks
    (response,) = [line.response for line in lines if line.response]

    assert response.text == "（伏せています）に電話"
    assert response.detail == "令和6年8月23日まで"


def test_english_translates_the_frame_and_keeps_what_people_wrote(samples: Any) -> None:
    view = _view(samples[104], Stage.ISSUE, lang="en")

    assert view.question == "What needs to be solved?"
    assert view.identity is not None
    assert (view.identity.age_band, view.identity.sex) == ("early 80s", "female")
    assert view.facts[1] == "台所に立つと10分で痛む"
    assert view.agreed[0].text == "To be discussed"


def test_the_opening_holds_the_two_questions_and_nobodys_case() -> None:
    view = opening_view(minutes_left=4)

    assert view.stage is None
    assert view.identity is None
    assert view.facts == ("解決したい課題は何か？", "今の支え方で、それは解けるか？")


def test_the_closing_gathers_what_people_chose_to_show(samples: Any) -> None:
    entries = [
        Entry(kind=EntryKind.LEARNING, text="手すりは3週間でつく", shown=True),
        Entry(kind=EntryKind.LEARNING, text="内緒", shown=False),
        _entry(samples[104], EntryKind.COMMUNITY_ISSUE, "坂の上に足がない"),
        _entry(samples[104], EntryKind.ISSUE, "事例の課題"),
    ]

    view = closing_view(entries=entries, masks={}, plain=NOBODY)

    assert [item.text for item in view.agreed] == ["手すりは3週間でつく", "坂の上に足がない"]


def test_the_closing_reads_what_was_said_about_a_case_through_its_mask(samples: Any) -> None:
    case = samples[103]
    entries = [_entry(case, EntryKind.COMMUNITY_ISSUE, "息子の相談先がない")]
    masks = {case.uuid: mask_of(case, "room", NOBODY)}

    assert (
        closing_view(entries=entries, masks=masks, plain=NOBODY).agreed[0].text
        == "（伏せています）"
    )
