"""Medicines are found by what people call them, whatever the index was made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.care.case import Case, Medication
from app.care.medical_risk.drugs import DrugClass, classify, drug_classes
from app.clock import FixedClock
from app.services.cases import find_cases, list_cases, put_case
from app.services.store import Store, practice_store

# One medicine of each class, as a sheet writes it, with the classes it brings along.
MEDICINES = (
    "ワーファリン錠1mg", "エリキュース錠5mg", "プラビックス錠75mg", "ラシックス錠20mg",
    "フルイトラン錠1mg", "アルダクトンA錠25mg", "サムスカ錠7.5mg", "フォシーガ錠5mg",
    "ディオバン錠80mg", "ノルバスク錠5mg", "メインテート錠2.5mg", "ハルナールD錠0.2mg",
    "ジゴシン錠0.125mg", "デパス錠0.5mg", "マイスリー錠5mg", "ベシケア錠5mg", "ポララミン錠2mg",
    "ロキソニン錠60mg", "フォサマック錠35mg", "エディロールカプセル0.75", "酸化マグネシウム錠330mg",
    "ランタス注ソロスター", "アマリール錠1mg", "グルファスト錠10mg", "メトグルコ錠250mg",
    "アリセプト錠5mg", "リスパダール錠1mg", "リウマトレックスカプセル2mg", "プレドニン錠5mg",
    "メネシット配合錠100", "抑肝散エキス顆粒", "ガスター錠20mg", "リリカカプセル75mg",
    "トラマール錠25mg", "スピリーバ2.5μgレスピマット60吸入",
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A case for each medicine, nothing else in it."""
    store = practice_store(
        tmp_path_factory.mktemp("shelf"), clock=FixedClock(datetime(2024, 8, 6, tzinfo=UTC))
    )
    with store.write() as work:
        for number, text in enumerate(MEDICINES, start=5001):
            line = Medication(sheet_text=text)
            put_case(work, Case(uuid=key(number), case_no=number, medications=(line,)))
    yield store
    store.close()


def found(store: Store, search: str) -> set[str]:
    uuids = set(find_cases(store, search=search).uuids)
    return {text for number, text in enumerate(MEDICINES, start=5001) if key(number) in uuids}


def key(number: int) -> str:
    return f"0191{number:04d}-0000-7000-8000-000000000000"


def test_every_class_is_found_by_its_names_and_by_what_people_call_it(shelf: Store) -> None:
    shelves = {
        known.code: {text for text in MEDICINES if known.code in classify(text)}
        for known in drug_classes()
    }
    assert all(shelves.values()), shelves
    missed = [
        (known.code, name)
        for known in drug_classes()
        for name in (*names(known), *known.called)
        if not shelves[known.code] <= found(shelf, name)
    ]
    assert missed == []


def names(known: DrugClass) -> tuple[str, ...]:
    return known.name.ja, known.short.ja, known.name.en


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("血をサラサラ", {"ワーファリン錠1mg", "エリキュース錠5mg", "プラビックス錠75mg"}),
        ("血液をｻﾗｻﾗ", {"ワーファリン錠1mg", "エリキュース錠5mg", "プラビックス錠75mg"}),
        ("抗凝固", {"ワーファリン錠1mg", "エリキュース錠5mg"}),
        ("Blood Thinner", {"ワーファリン錠1mg", "エリキュース錠5mg", "プラビックス錠75mg"}),
        ("眠剤", {"デパス錠0.5mg", "マイスリー錠5mg"}),
        ("むくみの薬", {"ラシックス錠20mg", "フルイトラン錠1mg", "アルダクトンA錠25mg", "サムスカ錠7.5mg"}),
        ("降圧薬", {"フルイトラン錠1mg", "ディオバン錠80mg", "ノルバスク錠5mg", "メインテート錠2.5mg"}),
        ("サラサラ ラシックス", set()),
    ],
)  # fmt: skip
def test_everyday_words_find_the_medicines_meant_and_no_others(
    shelf: Store, typed: str, wanted: set[str]
) -> None:
    assert found(shelf, typed) == wanted


def test_the_row_says_which_medicine_is_meant(shelf: Store) -> None:
    (row,) = (row for row in list_cases(shelf, search="サラサラ") if row.case_no == 5001)
    assert row.match_field == "medications"
    assert row.match_text == "ワーファリン錠1mg（血をサラサラにする薬）"
    (row,) = (row for row in list_cases(shelf, search="thinner") if row.case_no == 5002)
    assert row.match_text == "エリキュース錠5mg（blood thinner）"


def test_a_text_that_only_mentions_a_class_is_not_its_medicine(shelf: Store) -> None:
    with shelf.write() as work:
        put_case(work, Case(case_no=4000, strengths="Anticoagulant clinic visits"))
    assert 4000 not in {row.case_no for row in list_cases(shelf, search="サラサラ")}
