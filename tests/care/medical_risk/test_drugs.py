"""Medicines as sheets write them, and the classes they belong to (DOMAIN.md §1.7, §4.3)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.care.case import Medication
from app.care.medical_risk import (
    classify,
    drug,
    drug_class,
    drug_classes,
    drug_search_terms,
    known_drug_names,
)
from app.care.text import search_key

SPELLINGS = [
    # brand, generic, strength, form, maker
    ("ラシックス錠20mg", "loop_diuretic"),
    ("フロセミド錠20mg「武田テバ」", "loop_diuretic"),
    ("アムロジピンOD錠5mg「トーワ」", "ccb"),
    ("アムロジピン2.5mg", "ccb"),
    ("アムロジピンベシル酸塩錠5mg", "ccb"),
    ("ノルバスクOD錠2.5mg", "ccb"),
    ("アムロジン錠5mg", "ccb"),
    ("アダラートCR錠20mg", "ccb"),
    ("アダラートL錠10mg", "ccb"),
    ("ワーファリン錠1mg", "anticoagulant_vka"),
    ("ワルファリンK錠1mg「F」", "anticoagulant_vka"),
    ("ワルファリンカリウム錠0.5mg(日新)", "anticoagulant_vka"),
    ("エリキュース錠2.5mg", "anticoagulant_doac"),
    ("リクシアナOD錠30mg", "anticoagulant_doac"),
    ("ダビガトランエテキシラートメタンスルホン酸塩カプセル110mg", "anticoagulant_doac"),
    ("バイアスピリン錠100mg", "antiplatelet"),
    ("バファリン配合錠A81", "antiplatelet"),
    ("クロピドグレル硫酸塩錠75mg", "antiplatelet"),
    ("タケルダ配合錠", "antiplatelet"),
    ("プレタールOD錠100mg", "antiplatelet"),
    ("アルダクトンA錠25mg", "mra"),
    ("サムスカOD錠7.5mg", "vaptan"),
    ("フォシーガ錠10mg", "sglt2"),
    ("ジャディアンス錠10mg", "sglt2"),
    ("エナラプリルマレイン酸塩錠5mg", "ras"),
    ("エンレスト錠100mg", "ras"),
    ("サクビトリルバルサルタンナトリウム水和物錠", "ras"),
    ("メインテート錠0.625mg", "betablocker"),
    ("ビソノテープ4mg", "betablocker"),
    ("ハルナールD錠0.2mg", "alpha1"),
    ("タムスロシン塩酸塩OD錠0.2mg", "alpha1"),
    ("ハーフジゴキシンKY錠0.125", "digoxin"),
    ("メチルジゴキシン錠0.1mg", "digoxin"),
    ("デパス錠0.5mg", "bzd"),
    ("フルニトラゼパム錠1mg", "bzd"),
    ("ロフラゼプ酸エチル錠1mg", "bzd"),
    ("ゾルピデム酒石酸塩錠5mg", "zdrug"),
    ("エスゾピクロン錠1mg", "zdrug"),
    ("ベシケアOD錠5mg", "antichol_bladder"),
    ("ネオキシテープ73.5mg", "antichol_bladder"),
    ("PL配合顆粒", "antichol_other"),
    ("d-クロルフェニラミンマレイン酸塩錠2mg", "antichol_other"),
    ("ロキソニン錠60mg", "nsaid_oral"),
    ("ロキソプロフェンNa錠60mg「三和」", "nsaid_oral"),
    ("セレコックス錠100mg", "nsaid_oral"),
    ("ボナロン錠5mg", "bisphosphonate_oral"),
    ("アクトネル錠2.5mg", "bisphosphonate_oral"),
    ("プラリア皮下注60mgシリンジ", "bone_other"),
    ("エディロールカプセル0.75μg", "bone_other"),
    ("マグミット錠330mg", "mgo"),
    ("重カマ", "mgo"),
    ("ランタスXR注ソロスター", "insulin"),
    ("インスリン グラルギンBS注ミリオペン", "insulin"),
    ("アマリール1mg錠", "su"),
    ("グルファスト錠10mg", "glinide"),
    ("メトグルコ錠250mg", "metformin"),
    ("アリセプトD錠5mg", "chei"),
    ("リバスタッチパッチ9mg", "chei"),
    ("リスペリドン内用液1mg/mL", "antipsychotic"),
    ("プレドニゾロン錠5mg", "steroid"),
    ("メネシット配合錠100", "antiparkinson"),
    ("イーシー・ドパール配合錠", "antiparkinson"),
    ("カルビドパ・レボドパ配合錠", "antiparkinson"),
    ("ビ・シフロール錠0.125mg", "antiparkinson"),
    ("ミラペックスLA錠1.5mg", "antiparkinson"),
    ("ツムラ芍薬甘草湯エキス顆粒(医療用)", "kampo_licorice"),
    ("抑肝散加陳皮半夏", "kampo_licorice"),
    ("ツムラ41番", "kampo_licorice"),
    ("ガスターD錠10mg", "h2"),
    ("タリージェ錠5mg", "gabapentinoid"),
    ("トラムセット配合錠", "opioid_weak"),
    ("スピリーバ2.5μgレスピマット60吸入", "inhaler"),
    ("FF/UMEC/VI", "inhaler"),
    # width, long vowels, spaces, slashes
    ("ｱﾑﾛｼﾞﾋﾟﾝ錠2.5㎎", "ccb"),
    ("アムロジピンＯＤ錠５ｍｇ「トーワ」", "ccb"),
    ("アダラ-トＣＲ錠２０ｍｇ", "ccb"),
    ("ノルバスク 錠 5 mg", "ccb"),
    ("ワ‐ファリン錠１ｍｇ", "anticoagulant_vka"),
    ("レボドパ／カルビドパ", "antiparkinson"),
    ("(アムロジピン)", "ccb"),
]  # fmt: skip

SEVERAL = [
    ("アレンドロン酸錠35mg「サワイ」", ("bisphosphonate_oral", "special_interval")),
    ("フォサマック錠３５ｍｇ", ("bisphosphonate_oral", "special_interval")),
    ("アクトネル錠17.5mg", ("bisphosphonate_oral", "special_interval")),
    ("リセドロン酸Na錠75mg", ("bisphosphonate_oral", "special_interval")),
    ("ボノテオ錠50mg", ("bisphosphonate_oral", "special_interval")),
    ("ボノテオ錠1mg", ("bisphosphonate_oral",)),
    ("メトトレキサートカプセル2mg", ("mtx", "special_interval")),
    ("メトジェクト皮下注7.5mgシリンジ", ("mtx",)),
    ("エカード配合錠HD", ("thiazide", "ras")),
    ("プレミネント配合錠LD", ("thiazide", "ras")),
]

NO_CLASS = [
    "ロキソプロフェンテープ100mg",
    "ロキソニンパップ100mg",
    "ボルタレンゲル1%",
    "ジクロフェナクナトリウム坐剤25mg",
    "リンデロン-VG軟膏0.12%",
    "プレドニゾロン酢酸エステル点眼液",
    "レスタミンコーワクリーム1%",
    "アレンドロン酸点滴静注バッグ900μg",
    "アセトアミノフェン錠500mg",
    "ランソプラゾールOD錠15mg",
    "ロスバスタチン錠2.5mg",
    "葉酸錠5mg",
    "ガスモチン錠5mg",
    "デパケンR錠200mg",
    "ツムラ100",
    "",
]


@pytest.mark.parametrize(("text", "code"), SPELLINGS)
def test_a_spelling_finds_its_class(text: str, code: str) -> None:
    assert classify(text) == (code,)


@pytest.mark.parametrize(("text", "codes"), SEVERAL)
def test_combinations_and_weekly_strengths_belong_to_several(
    text: str, codes: tuple[str, ...]
) -> None:
    assert classify(text) == codes


@pytest.mark.parametrize("text", NO_CLASS)
def test_patches_ointments_and_unlisted_medicines_have_no_class(text: str) -> None:
    assert classify(text) == ()


@pytest.mark.parametrize("name", known_drug_names())
def test_every_name_of_the_dictionary_finds_a_class(name: str) -> None:
    assert classify(name)


def test_weekly_usage_tells_when_the_strength_is_missing() -> None:
    weekly = Medication(sheet_text="アレンドロン酸錠", usage="週１回 起床時")
    daily = Medication(sheet_text="アレンドロン酸錠", usage="1日1回 起床時")

    assert drug(weekly).classes == ("bisphosphonate_oral", "special_interval")
    assert drug(daily).classes == ("bisphosphonate_oral",)


def test_classes_a_person_confirmed_are_kept() -> None:
    line = Medication(sheet_text="アムロジピン錠5mg", classes=("ras",))

    assert drug(line).classes == ("ras",)


@pytest.mark.parametrize(
    ("route", "text", "counted"),
    [
        ("内服", "アムロジピン錠5mg", True),
        ("注射", "インスリングラルギン注", True),
        ("", "アムロジピン錠5mg", True),
        ("", "デノスマブ皮下注60mg", True),
        ("外用", "ロキソプロフェンテープ100mg", False),
        ("", "ロキソプロフェンテープ100mg", False),
        ("点眼", "ラタノプロスト点眼液", False),
        ("", "ラタノプロスト点眼液0.005%", False),
        ("吸入", "テリルジー100エリプタ 14吸入", False),
        ("", "テリルジー100エリプタ 14吸入", False),
    ],
)
def test_taken_and_injected_medicines_count(route: str, text: str, counted: bool) -> None:  # noqa: FBT001
    assert drug(Medication(sheet_text=text, route=route)).systemic_regular is counted


def test_as_needed_medicines_do_not_count() -> None:
    line = Medication(sheet_text="ロキソプロフェン錠60mg", route="内服", regular=False)

    assert not drug(line).systemic_regular


def test_codes_and_names_are_those_of_the_exchange_format(sample_file: dict[str, Any]) -> None:
    listed = sample_file["codebook"]["medication_classes"]

    assert {c.code: {"ja": c.name.ja, "en": c.name.en} for c in drug_classes()} == listed
    assert all(drug_class(code).short.en for code in listed)


def test_stored_classes_of_the_samples_are_found_again(sample_file: dict[str, Any]) -> None:
    lines = [line for case in sample_file["cases"] for line in case["medications"]]

    wrong = {
        line["sheet_text"]: classify(line["sheet_text"])
        for line in lines
        if set(classify(line["sheet_text"])) != set(line["classes"])
    }

    assert wrong == {}, json.dumps(wrong, ensure_ascii=False)


def test_a_brand_is_found_by_its_generic_and_by_its_class() -> None:
    terms = drug_search_terms(Medication(sheet_text="ノルバスク錠5mg"))

    assert {"ノルバスク錠5mg", "アムロジピン", "Ca拮抗薬", "Calcium-channel blocker"} <= set(terms)
    assert any(search_key("あむろ") in search_key(term) for term in terms)


@given(st.text(max_size=60))
def test_any_text_is_classified_without_trouble(text: str) -> None:
    known = {c.code for c in drug_classes()}

    assert set(classify(text)) <= known
