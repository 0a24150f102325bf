"""import, export, cases, case, risks, conferences: what people script against (CONTRACT.md)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.care.items import items
from app.conference.meeting import Attendance
from app.services.cases import find_case, get_identity, save_case
from app.services.conferences import find_conference, save_conference
from app.services.store import Store, open_store
from tests.cli.conftest import CLOCK, PASSPHRASE, SAMPLE, Kurashi

Opened = Callable[[Path], Store]
KINDS = ("created", "updated", "unchanged", "undecided")
NAMES = {
    "name": "架空 花子",
    "kana": "かくう はなこ",
    "birth_date": "1942-03-04",
    "address": "架空市一丁目2-3",
    "phone": "000-0000-0000",
    "insured_number": "0000000000",
    "relatives": ["架空 太郎"],
    "facilities": ["架空デイサービス"],
}


@pytest.fixture
def sample() -> dict[str, Any]:
    """The sample file as data, to be changed by a test."""
    data: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return data


@pytest.fixture
def write(tmp_path: Path) -> Callable[[object], Path]:
    """Writes data to a file of the test and returns its path."""

    def written(data: object, name: str = "cases.json") -> Path:
        path = tmp_path / name
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def counts(report: dict[str, list[Any]]) -> dict[str, int]:
    return {kind: len(report[kind]) for kind in KINDS}


def exported(kurashi: Kurashi, path: Path, *words: object, data: str = "data") -> dict[str, Any]:
    assert kurashi("export", "--out", path, *words, data=data).code == 0
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


# In and out.


@pytest.mark.usefixtures("empty")
def test_the_samples_come_in_once(kurashi: Kurashi) -> None:
    first = kurashi("import", SAMPLE, "--json").json()
    assert counts(first) == {"created": 10, "updated": 0, "unchanged": 0, "undecided": 0}
    assert [case["case_no"] for case in first["created"]] == list(range(101, 111))
    assert all(case["uuid"] for case in first["created"])

    second = kurashi("import", SAMPLE, "--json").json()

    assert counts(second) == {"created": 0, "updated": 0, "unchanged": 10, "undecided": 0}
    assert second["refused"] == []
    assert len(kurashi("conferences", "--json").json()) == 3


@pytest.mark.usefixtures("empty")
def test_a_dry_run_tells_and_changes_nothing(kurashi: Kurashi) -> None:
    answer = kurashi("import", SAMPLE, "--dry-run")

    assert answer.out == "下見です。何も保存していません。\n新規 10・更新 0・変更なし 0・要確認 0\n"
    assert kurashi("cases", "--json").json() == []
    assert kurashi("conferences", "--json").json() == []


@pytest.mark.usefixtures("full")
def test_what_goes_out_comes_in_the_same(
    kurashi: Kurashi, empty_template: Path, tmp_path: Path
) -> None:
    shutil.copytree(empty_template, tmp_path / "second")
    first = exported(kurashi, tmp_path / "first.json")
    assert kurashi("import", tmp_path / "first.json", data="second").code == 0

    second = exported(kurashi, tmp_path / "second.json", data="second")

    del first["exported_at"], second["exported_at"]
    assert second == first
    assert len(second["cases"]) == 10
    assert len(second["sessions"]) == 3


@pytest.mark.usefixtures("full")
def test_chosen_cases_go_out_alone(kurashi: Kurashi, tmp_path: Path) -> None:
    document = exported(kurashi, tmp_path / "two.json", "--case", 103, 101)

    assert [case["case_no"] for case in document["cases"]] == [103, 101]


@pytest.mark.usefixtures("full")
def test_an_export_replaces_a_file_whole(kurashi: Kurashi, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("x" * 2_000_000, encoding="utf-8")

    assert kurashi("export", "--out", path, "--case", 101, "--json").json() == {"exported": 1}

    assert json.loads(path.read_text(encoding="utf-8"))["cases"]
    assert [each.name for each in tmp_path.iterdir() if "out" in each.name] == ["out.json"]


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("name", ["out.pdf", "missing/out.json", "out"])
def test_an_export_that_cannot_be_is_said(kurashi: Kurashi, tmp_path: Path, name: str) -> None:
    kurashi("export", "--out", tmp_path / name).refusal(3)

    assert not (tmp_path / name).exists()


@pytest.mark.usefixtures("full")
def test_an_unknown_case_stops_the_export(kurashi: Kurashi, tmp_path: Path) -> None:
    kurashi("export", "--out", tmp_path / "out.json", "--case", 101, 999).refusal(3)

    assert not (tmp_path / "out.json").exists()


# All or nothing.


@pytest.mark.usefixtures("empty")
def test_one_bad_case_refuses_the_whole_file(
    kurashi: Kurashi, sample: dict[str, Any], write: Callable[[object], Path]
) -> None:
    sample["cases"][3]["care_level"] = "要介護9"
    sample["cases"][5]["age"] = "八十"

    answer = kurashi("import", write(sample), "--json")

    assert answer.code == 3
    report = answer.json()
    assert counts(report) == dict.fromkeys(KINDS, 0)
    places = [(each["file"], each["row"], each["column"]) for each in report["refused"]]
    assert places == [("cases.json", "104", "care_level"), ("cases.json", "106", "age")]
    assert all(each["reason"] for each in report["refused"])
    assert kurashi("cases", "--json").json() == []
    assert kurashi("conferences", "--json").json() == []


@pytest.mark.usefixtures("empty")
def test_a_good_file_comes_in_beside_a_bad_one(
    kurashi: Kurashi, write: Callable[[object], Path]
) -> None:
    answer = kurashi("import", SAMPLE, write("{"))

    assert answer.code == 3
    assert answer.out == "新規 10・更新 0・変更なし 0・要確認 0\n"
    assert answer.err.splitlines() == [
        "cases.json  JSONとして読めません（1行目）。",
        "問題のあるファイルからは何も取り込んでいません。",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("broken.json", '{"cases": [', "JSONとして読めません"),
        ("other.json", '{"hello": "world"}', "事例のファイルではありません"),
        ("list.json", "[1, 2]", "事例のファイルではありません"),
        ("deep.json", "[" * 100 + "]" * 100, "入れ子が深すぎます"),
        ("twice.json", '{"cases": [], "cases": []}', "同じ項目名が二度"),
        ("notes.txt", "メモ", "この種類のファイルは読めません（.txt）"),
        ("plain", "{}", "この種類のファイルは読めません（拡張子なし）"),
        ("missing.json", None, "ファイルを開けません"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(
    kurashi: Kurashi, empty: Path, tmp_path: Path, name: str, content: str | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    before = sorted(path.name for path in empty.iterdir())

    answer = kurashi("import", tmp_path / name, "--json")

    assert answer.code == 3
    (refused,) = answer.json()["refused"]
    assert reason in refused["reason"]
    assert refused["file"] == name
    assert "Traceback" not in answer.err
    assert sorted(path.name for path in empty.iterdir()) == before


def test_what_was_edited_here_waits_for_a_decision(
    kurashi: Kurashi, full: Path, opened: Opened
) -> None:
    store = opened(full)
    save_case(store, replace(find_case(store, 105), desired_life="ここで直した"))
    store.close()

    report = kurashi("import", SAMPLE, "--json").json()

    assert counts(report) == {"created": 0, "updated": 0, "unchanged": 9, "undecided": 1}
    assert report["undecided"][0]["case_no"] == 105
    assert [(c["case_no"], c["field"]) for c in report["conflicts"]] == [(105, "desired_life")]
    assert kurashi("case", 105, "--json").json()["desired_life"] == "ここで直した"


@pytest.mark.usefixtures("empty")
def test_a_sheet_of_another_town_comes_in_only_where_nothing_is_to_decide(
    kurashi: Kurashi, tmp_path: Path
) -> None:
    path = tmp_path / "others.csv"
    heads = "事例番号,年齢,性別,障害自立度,認知症自立度,要介護度,生活課題\r\n"
    path.write_bytes((heads + "201,８４歳,女性,J１,Ⅱｂ,支援２,転倒が心配\r\n").encode("cp932"))
    assert kurashi("import", path, "--json").json()["created"][0]["case_no"] == 201
    assert kurashi("case", 201, "--json").json()["dementia_independence"] == "IIb"
    assert counts(kurashi("import", path, "--json").json())["unchanged"] == 1

    path.write_bytes((heads + "202,84,女,自立,,支援2,\r\n").encode("cp932"))
    refused = kurashi("import", path)
    assert refused.code == 3
    place, what_to_do, nothing = refused.err.splitlines()
    assert "D2" in place
    assert "障害自立度" in place
    assert "ウィンドウ" in what_to_do
    assert "何も取り込んでいません" in nothing
    assert [case["case_no"] for case in kurashi("cases", "--json").json()] == [201]


@pytest.mark.usefixtures("full")
def test_our_own_workbook_comes_in_as_ours(kurashi: Kurashi, tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    assert kurashi("export", "--out", path, "--case", 105).code == 0
    assert counts(kurashi("import", path, "--json").json())["unchanged"] == 1


@pytest.mark.usefixtures("full")
def test_a_newer_file_updates_what_nobody_edited_here(
    kurashi: Kurashi, sample: dict[str, Any], write: Callable[[object], Path]
) -> None:
    sample["cases"][4]["desired_life"] = "釣りに行きたい"

    report = kurashi("import", write(sample), "--json").json()

    assert counts(report) == {"created": 0, "updated": 1, "unchanged": 9, "undecided": 0}
    assert kurashi("case", 105, "--json").json()["desired_life"] == "釣りに行きたい"


# Names.


def test_names_come_in_and_leave_only_when_asked_and_confirmed(
    kurashi: Kurashi,
    empty: Path,
    sample: dict[str, Any],
    write: Callable[[object], Path],
    tmp_path: Path,
    opened: Opened,
) -> None:
    sample["cases"][0]["private_identity"] = NAMES
    assert kurashi("import", write(sample)).code == 0
    store = opened(empty)
    assert get_identity(store, find_case(store, 101).uuid).relatives == ("架空 太郎",)
    store.close()

    plain = exported(kurashi, tmp_path / "plain.json")
    assert "架空" not in json.dumps(plain["cases"], ensure_ascii=False)
    refused = kurashi("export", "--out", tmp_path / "names.json", "--with-identity").refusal(2)
    assert "--yes" in refused
    assert not (tmp_path / "names.json").exists()
    named = exported(kurashi, tmp_path / "names.json", "--with-identity", "--yes")

    assert named["cases"][0]["private_identity"] == NAMES
    assert kurashi("import", tmp_path / "names.json", "--json").json()["unchanged"]


def test_names_are_in_no_other_answer(
    kurashi: Kurashi,
    empty: Path,
    sample: dict[str, Any],
    write: Callable[[object], Path],
) -> None:
    sample["cases"][0]["private_identity"] = NAMES
    sample["cases"][1]["age"] = "架空 花子"
    refused = kurashi("import", write(sample))
    assert "花子" not in refused.out + refused.err
    sample["cases"][1]["age"] = 80
    assert kurashi("import", write(sample)).code == 0

    for words in (["case", "101"], ["cases"], ["risks", "101"], ["cases", "--search", "花子"]):
        for form in ([], ["--json"]):
            answer = kurashi(*words, *form)
            assert "花子" not in answer.out + answer.err
            assert answer.code == 0
    assert empty.exists()


# Looking.


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("typed", ["アムロジピン", "あむろ", "ｱﾑﾛ"])
def test_a_search_finds_in_any_script(kurashi: Kurashi, typed: str) -> None:
    rows = kurashi("cases", "--search", typed, "--json").json()

    assert [row["case_no"] for row in rows] == [109, 107, 103, 101]
    assert all("アムロジピン" in row["match_text"] for row in rows)
    assert all(row["uuid"] for row in rows)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["care_level=支援1"], [110, 105, 103]),
        (["care_levels=要支援１", "feature=4"], [105]),
        (["sex=男", "care-level=要介護1"], [109]),
        (["care_level=支援1", "care_level=介護2"], [110, 108, 105, 103]),
        (["conference_from=2030"], []),
    ],
)
def test_filters_narrow_the_list(kurashi: Kurashi, filters: list[str], found: list[int]) -> None:
    rows = kurashi("cases", "--filter", *filters, "--json").json()

    assert [row["case_no"] for row in rows] == found


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("wrong", ["colour=blue", "care_level=要介護9", "status=?"])
def test_an_unknown_filter_is_a_wrong_call(kurashi: Kurashi, wrong: str) -> None:
    kurashi("cases", "--filter", wrong).refusal(2)


@pytest.mark.usefixtures("full")
def test_the_list_is_readable_for_people(kurashi: Kurashi) -> None:
    lines = kurashi("cases").out.splitlines()

    assert len(lines) == 10
    assert lines[0].startswith("110  しらかば")
    assert "関節リウマチ" in lines[0]


@pytest.mark.usefixtures("full")
def test_one_case_is_given_whole(kurashi: Kurashi, sample: dict[str, Any]) -> None:
    found = kurashi("case", 101, "--json").json()

    assert {key: found[key] for key in sample["cases"][0]} == sample["cases"][0]
    assert kurashi("case", found["uuid"], "--json").json() == found
    assert len(found["adl_iadl"]["items"]) == len(items())
    assert f"desired_life: {found['desired_life']}" in kurashi("case", "１０１").out


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("verb", ["case", "risks", "conference"])
@pytest.mark.parametrize("number", ["999", "けやき", "0193-no-uuid"])
def test_what_does_not_exist_is_refused(kurashi: Kurashi, verb: str, number: str) -> None:
    said = kurashi(verb, number).refusal(3)

    assert number not in said


@pytest.mark.usefixtures("full")
def test_risks_give_rule_question_and_evidence(kurashi: Kurashi, sample: dict[str, Any]) -> None:
    for index, number in enumerate(range(101, 111)):
        answer = kurashi("risks", number, "--json").json()
        assert set(answer) == {"candidates", "hints"}
        rules = {each["rule_id"] for each in answer["candidates"]}
        expected = set(sample["cases"][index]["expected_risk_candidates"])
        assert expected <= rules
        for each in answer["candidates"]:
            assert set(each) == {
                "rule_id", "priority", "title", "question", "evidence", "profession", "source",
                "state",
            }  # fmt: skip
            assert each["priority"] in ("A", "B", "C")
            assert each["question"]["ja"]
            assert each["question"]["en"] != each["question"]["ja"]
            assert all(set(e) == {"field", "snippet"} for e in each["evidence"])
        assert all(set(h) == {"rule_id", "item", "question"} for h in answer["hints"])
    assert "R" in kurashi("risks", 101).out


@pytest.mark.usefixtures("full")
def test_conferences_are_listed_and_one_is_given_whole(kurashi: Kurashi) -> None:
    rows = kurashi("conferences", "--json").json()
    assert sorted(row["case_count"] for row in rows) == [3, 3, 4]
    assert len(kurashi("conferences").out.splitlines()) == 3
    four = next(row for row in rows if row["case_count"] == 4)

    whole = kurashi("conference", four["uuid"], "--json").json()

    assert whole["date"] == four["date"]
    assert [item["case_uuid"] for item in whole["agenda"]]
    assert len(whole["agenda"]) == 4
    assert whole == kurashi("conference", four["number"], "--json").json()


def test_names_of_attendees_leave_only_when_asked_for(kurashi: Kurashi, full: Path) -> None:
    store = open_store(full, PASSPHRASE, clock=CLOCK)
    meeting = find_conference(store, 1)
    people = (Attendance(profession="nurse", name="架空 花子", organisation="架空病院", count=1),)
    save_conference(store, replace(meeting, attendance=people))
    store.close()
    assert "花子" not in kurashi("conference", 1, "--json").out
    assert "花子" not in kurashi("conference", 1).out
    kurashi("conference", 1, "--with-identity").refusal(2)
    (line,) = kurashi("conference", 1, "--with-identity", "--yes", "--json").json()["attendance"]
    assert (line["name"], line["organisation"]) == ("架空 花子", "架空病院")
