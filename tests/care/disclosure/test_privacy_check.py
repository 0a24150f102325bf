"""Doubts of a case: where they are, how they are answered, what an answer covers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.care.case import (
    CareDate,
    Case,
    Consent,
    Medication,
    PrivacyDecision,
    TimePoint,
    with_judgement,
)
from app.care.disclosure import (
    Doubt,
    KnownNames,
    blocked_reason,
    case_doubts,
    checker,
    open_doubts,
    with_answer,
    with_replacement,
)
from tests.care.disclosure.privacy_people import CHECKER


def _only(case: Case) -> Doubt:
    (doubt,) = open_doubts(case, CHECKER)
    return doubt


def test_a_doubt_says_where_and_what_and_offers_other_words() -> None:
    doubt = _only(Case(life_issues="息子の太郎が手伝う"))

    assert (doubt.field, doubt.row, doubt.start, doubt.end) == ("life_issues", "", 3, 5)
    assert (doubt.snippet, doubt.kind, doubt.certain) == ("太郎", "relative", True)
    assert doubt.suggestions[0] == "長男"


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("花子さんは歩く", "name", "本人"),
        ("一子が来る", "relative", "長女"),
        ("花里みどり病院に通う", "facility", "近くの病院"),
        ("ひまわり薬局で受け取る", "facility", "かかりつけの薬局"),
        ("森本に相談", "staff", "担当のケアマネジャー"),
        ("渡辺静江と仲がよい", "person", "知人"),
        ("0565-12-3456へ", "phone", ""),
        ("本郷町2-3-4に住む", "address", "自宅"),
        ("昭和15年2月29日生まれ", "birth", "85歳"),
    ],
)
def test_each_kind_has_its_replacement(text: str, kind: str, first: str) -> None:
    doubt = _only(Case(life_issues=text, age=85))

    assert (doubt.kind, doubt.suggestions[0]) == (kind, first)


def test_rows_are_named_by_their_key() -> None:
    line = Medication(sheet_text="髙橋花子の薬")
    case = with_judgement(
        Case(medications=(line,)), "排泄", TimePoint.BEFORE, personal_factor="花子の不安"
    )

    found = {(doubt.field, doubt.row) for doubt in case_doubts(case, CHECKER)}

    assert found == {
        ("medications.sheet_text", line.uuid),
        ("judgements.personal_factor", "排泄:before"),
    }


def test_replaced_words_are_gone_and_the_row_is_the_right_one() -> None:
    lines = (Medication(sheet_text="薬A 太郎が管理"), Medication(sheet_text="薬B 太郎が管理"))
    case = Case(medications=lines)
    second = open_doubts(case, CHECKER)[1]

    changed = with_replacement(case, second, "長男")

    assert [line.sheet_text for line in changed.medications] == ["薬A 太郎が管理", "薬B 長男が管理"]
    assert _only(changed).row == lines[0].uuid


def test_a_replaced_date_is_read_again() -> None:
    case = Case(age=84, first_visit_date=CareDate("令和8年4月 髙橋宅", "2026-04"))

    changed = with_replacement(case, _only(case), "")

    assert changed.first_visit_date == CareDate("令和8年4月 宅", "2026-04")


def test_a_text_that_changed_meanwhile_is_left_alone() -> None:
    doubt = _only(Case(life_issues="太郎が来る"))
    case = Case(life_issues="きょう太郎が来る")

    assert with_replacement(case, doubt, "長男") == case


def test_an_answer_opens_every_place_with_the_same_words() -> None:
    case = Case(life_issues="森本を歩く", desired_life="森 本を見たい")

    answered = with_answer(case, open_doubts(case, CHECKER)[0], by="木下")

    assert len(case_doubts(answered, CHECKER)) == 2
    assert open_doubts(answered, CHECKER) == ()
    assert answered.privacy_decisions[0].by == "木下"


@pytest.mark.parametrize("other", ["森さん", "髙橋さん", "たかはし", "Takahashi", "高橋"])
def test_an_answer_does_not_cover_another_spelling(other: str) -> None:
    first = _only(Case(life_issues="髙橋"))
    case = with_answer(Case(life_issues=f"髙橋、{other}、"), first)

    assert _only(case).snippet == other


def test_words_that_are_still_there_were_not_replaced() -> None:
    said = PrivacyDecision(snippet="太郎", state="replaced")

    assert _only(Case(life_issues="太郎が来る", privacy_decisions=(said,))).snippet == "太郎"


def test_a_second_answer_takes_the_place_of_the_first() -> None:
    doubt = _only(Case(life_issues="太郎が来る"))
    once = with_answer(Case(life_issues="太郎が来る"), doubt, by="A")

    assert [d.by for d in with_answer(once, doubt, by="B").privacy_decisions] == ["B"]


def test_a_staff_name_in_its_own_field_is_no_doubt_but_anything_else_there_is() -> None:
    assert open_doubts(Case(staff="北部包括 森本"), CHECKER) == ()
    assert _only(replace(Case(), staff="担当 090-1234-5678")).kind == "phone"


def test_a_checker_and_a_doubt_show_nothing_in_their_repr() -> None:
    doubt = _only(Case(life_issues="太郎が来る"))

    assert "太郎" not in repr(doubt)
    assert "髙" not in repr(CHECKER) + repr(CHECKER.identity and "")


def test_the_reason_counts_and_names_fields_but_never_the_words() -> None:
    case = Case(
        consent=Consent(person=True),
        life_issues="太郎が来る。太郎と話す",
        desired_life="太郎と暮らす",
        presenter_note="太郎が心配",
    )

    assert blocked_reason(case, CHECKER) == (
        "個人情報の確認が4件残っています（生活課題、望む暮らし ほか）。"
    )
    assert blocked_reason(case, CHECKER, lang="en") == (
        "4 privacy questions are open (Life issues, Desired life and more)."
    )


def test_the_consent_is_asked_for_before_any_doubt() -> None:
    reason = blocked_reason(Case(life_issues="太郎が来る"), CHECKER)

    assert reason is not None
    assert "同意" in reason


@pytest.mark.parametrize(
    ("text", "snippet"),
    [
        ("先月転居本町3-4", "本町3-4"),
        ("実家は新町12-3", "新町12-3"),
        ("転居先花里市東町3-4へ", "花里市東町3-4"),
        ("現住所西中山町2-3-4", "西中山町2-3-4"),
        ("東久保田町1-2に住む", "東久保田町1-2"),
        ("昨年から緑ヶ丘3-4", "緑ヶ丘3-4"),
        ("長男宅旭町5-6", "旭町5-6"),
        ("デイサービス利用中栄町7-8", "栄町7-8"),
    ],
)
def test_only_the_town_goes_with_its_numbers(text: str, snippet: str) -> None:
    nobody = checker(None, KnownNames())

    assert [doubt.snippet for doubt in nobody.doubts(text)] == [snippet]
