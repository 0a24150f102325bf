"""Changes in people's words: labels for fields and codes, rows and ratings as text."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from app.care.case import (
    Case,
    CaseStatus,
    Condition,
    Household,
    Medication,
    PrivateIdentity,
    RiskDecision,
    Sex,
    TimePoint,
    Weight,
    with_judgement,
)
from app.care.change_words import differences, label_of, whole_text
from app.care.unread import with_unread_texts
from app.care.wareki import parse_date
from app.i18n import set_language

CASE = Case(
    age=84,
    sex=Sex.FEMALE,
    care_level="要支援2",
    conditions=(
        Condition(name="高血圧"),
        Condition(name="骨粗鬆症", onset=parse_date("R6年3月~")),
    ),
    medications=(Medication(sheet_text="アムロジピン5mg", usage="1×朝", classes=("CCB",)),),
)


def said(new: Case, old: Case = CASE) -> list[tuple[str, str, str]]:
    return [(each.label, each.old, each.new) for each in differences(old, new)]


def test_codes_read_as_their_labels_and_empty_as_nothing() -> None:
    new = replace(CASE, age=None, sex=Sex.MALE, care_level="要介護1", status=CaseStatus.READY)
    assert said(new) == [
        ("状態", "下書き", "会議準備"),
        ("年齢", "84", ""),
        ("性別", "女", "男"),
        ("要介護区分", "要支援2", "要介護1"),
    ]


def test_ratings_read_as_their_symbols_with_item_and_time() -> None:
    rated = with_judgement(CASE, "eating", TimePoint.PREDICTED, rating="D1")
    assert said(rated) == [("ADL・IADL", "", "食事 事後予測 △1")]
    again = with_judgement(rated, "eating", TimePoint.PREDICTED, rating="O1")
    assert said(again, rated) == [("ADL・IADL　食事 事後予測", "△1", "○1")]


def test_rows_read_as_text_and_a_changed_part_names_its_row() -> None:
    high, bones = CASE.conditions
    new = replace(
        CASE,
        conditions=(replace(high, note="服薬中"),),
        medications=(*CASE.medications, Medication(sheet_text="湿布", usage="腰に")),
    )
    assert said(new) == [
        ("医療情報", "骨粗鬆症　発症：R6年3月~", ""),
        ("医療情報　高血圧　補足", "", "服薬中"),
        ("服薬情報", "", "湿布　用法：腰に"),
    ]
    assert said(replace(CASE, conditions=(bones, high))) == [
        ("医療情報", "前の並び順", "新しい並び順")
    ]


def test_nested_fields_figures_and_answers() -> None:
    new = replace(
        CASE,
        household=Household(type="独居", daytime_alone=True),
        weight_kg=40.5,
        weights=(Weight(date=parse_date("R6.6.1"), kg=44.0),),
        checklist=(None, None, 1),
        feature_codes=(1, 3),
        risk_decisions=(RiskDecision(rule_id="R07", state="not_applicable"),),
    )
    assert said(new) == [
        ("特徴", "", "1 意欲低下、3 認知症"),
        ("世帯構成", "", "独居"),
        ("世帯構成　日中は一人", "", "はい"),
        ("体重", "", "40.5kg"),
        ("体重", "", "R6.6.1 44kg"),
        ("基本チェックリスト", "問3 未回答", "問3 いいえ"),
        ("医学的リスク", "", "心不全の観察 該当しません"),
    ]


def test_an_identity_has_labels_of_its_own() -> None:
    old = PrivateIdentity(case_uuid="a", name="山田ハナ")
    new = replace(old, name="山田はな", relatives=("一郎", "花子"))
    assert [(each.label, each.old, each.new) for each in differences(old, new)] == [
        ("氏名", "山田ハナ", "山田はな"),
        ("家族の名前", "", "一郎、花子"),
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_field_has_a_name_and_can_be_read_whole(language: str) -> None:
    set_language(language)
    for kind, value in ((Case, CASE), (PrivateIdentity, PrivateIdentity(case_uuid="a"))):
        for field in fields(kind):
            assert label_of(kind, field.name)
            assert "CareDate(" not in whole_text(value, field.name)
    assert whole_text(CASE, "conditions").count("\n") == 1


def test_an_unknown_code_is_shown_as_it_is() -> None:
    odd = replace(CASE, care_level="未定義", feature_codes=(9,))
    assert ("要介護区分", "要支援2", "未定義") in said(odd)


def test_unread_input_is_named_with_the_field_it_was_typed_in() -> None:
    """Two fields of one save; what else a file brought along is called something else."""
    typed = with_unread_texts(
        with_unread_texts(CASE, "hba1c", {"": "約6"}), "weight_kg", {"": "50強"}
    )
    (change,) = differences(CASE, typed)

    assert (change.label, change.old) == ("読み取れない入力", "")
    assert change.new == "HbA1c「約6」、体重「50強」"
    (other,) = differences(CASE, replace(CASE, extra={"id": "S1"}))
    assert (other.label, other.new) == ("ほかのデータ", "1項目")
    assert whole_text(typed, "extra") == change.new
