"""Case files in and out: one transaction per file; what people did here is never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.care.case import Case, TimePoint, judgement_of, with_judgement
from app.errors import InputRefused
from app.exchange.conflicts import Side
from app.exchange.safe_json import MAX_BYTES
from app.paths import resource
from app.services.cases import (
    bin_case,
    find_case,
    get_cases,
    get_identity,
    list_cases,
    restore_case,
    save_case,
    save_identity,
)
from app.services.conferences import get_conference, list_conferences, save_conference
from app.services.files import ImportReport, export_file, import_file
from app.services.history import revisions
from app.services.store import Store

SAMPLE = resource("samples/sample_cases.json")
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes sample cases, with changes, to a file and returns its path."""
    data: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))

    def written(*indices: int, sessions: bool = False, **changes: object) -> Path:
        chosen = [{**data["cases"][index], **changes} for index in indices]
        path = tmp_path / "cases.json"
        document = {"cases": chosen, "sessions": data["sessions"] if sessions else []}
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return path

    return written


def numbers(cases: tuple[Case, ...]) -> list[int | None]:
    return [case.case_no for case in cases]


def kinds(report: ImportReport) -> dict[str, list[int | None]]:
    """The numbers of each kind that the report names."""
    found = {
        kind: numbers(getattr(report, kind))
        for kind in ("created", "updated", "unchanged", "undecided")
    }
    return {kind: cases for kind, cases in found.items() if cases}


# Coming in.


def test_what_a_dry_run_says_is_what_happens(store: Store, write: Write) -> None:
    path = write(0, 1, 2, sessions=True)

    said = import_file(store, path, dry_run=True)
    assert kinds(said) == {"created": [101, 102, 103]}
    assert list_cases(store) == []
    assert list_conferences(store) == []

    assert kinds(import_file(store, path)) == kinds(said)
    assert len(list_cases(store)) == 3


def test_cases_without_a_name_get_plant_names_of_their_own(store: Store) -> None:
    import_file(store, SAMPLE)

    names = [row.pseudonym for row in list_cases(store)]

    assert len(set(names)) == 10
    assert all(names)


def test_an_import_is_a_revision_and_marks_practice(practice: Store, write: Write) -> None:
    import_file(practice, write(0, staff="包括北"))

    case = find_case(practice, 101)

    assert case.practice
    assert case.staff == "包括北"
    assert revisions(practice, case.uuid)[0].action == "imported"


def test_rows_keep_their_identity_when_the_file_comes_again(store: Store, write: Write) -> None:
    import_file(store, write(4))
    before = find_case(store, 105)

    import_file(store, write(4, desired_life="釣りに行きたい"))

    after = find_case(store, 105)
    assert after.desired_life == "釣りに行きたい"
    assert [row.uuid for row in after.medications] == [row.uuid for row in before.medications]
    assert after.pseudonym == before.pseudonym


def test_unknown_keys_are_kept_through_an_edit(store: Store, write: Write, tmp_path: Path) -> None:
    import_file(store, write(0, our_town={"番号": [7]}))
    save_case(store, replace(find_case(store, 101), staff="包括北"))

    export_file(store, tmp_path / "out.json")

    (written,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["cases"]
    assert written["our_town"] == {"番号": [7]}
    assert written["staff"] == "包括北"


def test_sessions_become_conferences_once(store: Store, write: Write) -> None:
    path = write(*range(10), sessions=True)
    import_file(store, path)
    planned = list_conferences(store)
    assert sorted(row.case_count for row in planned) == [3, 3, 4]

    import_file(store, path)

    assert [row.uuid for row in list_conferences(store)] == [row.uuid for row in planned]


def test_a_conference_that_was_changed_here_is_left_alone(store: Store, write: Write) -> None:
    path = write(*range(10), sessions=True)
    import_file(store, path)
    row = list_conferences(store)[0]
    save_conference(store, replace(get_conference(store, row.uuid), venue="市民館"))

    import_file(store, path)

    assert get_conference(store, row.uuid).venue == "市民館"
    assert len(list_conferences(store)) == 3


# What was done here.


def test_a_case_edited_here_waits_for_a_decision(store: Store, write: Write) -> None:
    import_file(store, write(0, 1))
    save_case(store, replace(find_case(store, 101), desired_life="ここで直した"))

    report = import_file(store, write(0, 1, staff="包括北"))

    assert kinds(report) == {"updated": [102], "undecided": [101]}
    assert find_case(store, 101).desired_life == "ここで直した"
    assert find_case(store, 101).staff != "包括北"


def test_a_person_decides_field_by_field(store: Store, write: Write) -> None:
    import_file(store, write(0))
    before = find_case(store, 101)
    here = replace(before, desired_life="ここで直した", care_level="要介護2", feature_codes=(4,))
    save_case(store, here)
    path = write(0, staff="包括北", sex="男")

    found = import_file(store, path).conflicts
    assert {each.field: (each.label, each.here, each.in_file) for each in found} == {
        "staff": ("担当", before.staff, "包括北"),
        "sex": ("性別", "女", "男"),
        "desired_life": ("望む暮らし", "ここで直した", before.desired_life),
        "care_level": ("要介護区分", "要介護2", "要介護1"),
        "feature_codes": ("特徴", "心肺機能低下(持病の悪化)", "認知症\n意欲低下"),
    }

    choices = {"staff": Side.FILE, "care_level": Side.FILE, "desired_life": Side.HERE}
    assert kinds(import_file(store, path, decisions={before.uuid: choices})) == {"updated": [101]}
    kept = find_case(store, 101)
    assert (kept.staff, kept.care_level) == ("包括北", "要介護1")
    assert (kept.desired_life, kept.sex) == ("ここで直した", before.sex)
    assert kept.feature_codes == (4,)  # nobody chose: it stays

    again = import_file(store, path)
    assert {each.field for each in again.conflicts} == {"sex", "desired_life", "feature_codes"}


def test_a_case_given_over_to_the_file_follows_it_again(store: Store, write: Write) -> None:
    import_file(store, write(0))
    save_case(store, replace(find_case(store, 101), staff="ここで直した"))
    path = write(0, staff="包括北")
    uuid = find_case(store, 101).uuid

    import_file(store, path, decisions={uuid: {"staff": Side.FILE}})

    assert kinds(import_file(store, write(0, staff="包括南"))) == {"updated": [101]}


def test_one_rating_can_be_decided_apart_from_the_others(store: Store, write: Write) -> None:
    import_file(store, write(0))
    case = find_case(store, 101)
    here = with_judgement(case, "shopping", TimePoint.BEFORE, rating="X1")
    save_case(store, with_judgement(here, "money", TimePoint.BEFORE, rating="X2"))
    path = write(0)

    found = {each.field: each for each in import_file(store, path).conflicts}
    assert set(found) == {"judgements[shopping/before]", "judgements[money/before]"}
    shopping = found["judgements[shopping/before]"]
    assert (shopping.label, shopping.here[:2], shopping.in_file[:2]) == (
        "買い物（事前判定）",
        "×1",
        "△1",
    )
    import_file(store, path, decisions={case.uuid: {shopping.field: Side.FILE}})
    kept = find_case(store, 101)
    assert judgement_of(kept, "shopping", TimePoint.BEFORE).rating == "D1"
    assert judgement_of(kept, "money", TimePoint.BEFORE).rating == "X2"


def test_names_are_decided_like_everything_else(store: Store, write: Write) -> None:
    import_file(store, write(0, private_identity={"name": "架空 花子", "phone": "1"}))
    uuid = find_case(store, 101).uuid
    save_identity(store, replace(get_identity(store, uuid), phone="2"))
    path = write(0, private_identity={"name": "架空 花代", "phone": "1"})

    found = import_file(store, path).conflicts
    assert {each.field for each in found} == {"identity.name", "identity.phone"}
    import_file(store, path, decisions={uuid: {"identity.name": Side.FILE}})

    kept = get_identity(store, uuid)
    assert (kept.name, kept.phone) == ("架空 花代", "2")


PERSON = {"name": "架空 花子", "birth_date": "S15.3.2"}


def test_a_new_case_of_somebody_who_is_here_waits_for_a_decision(
    store: Store, write: Write
) -> None:
    import_file(store, write(0, private_identity=PERSON))
    again = write(1, private_identity=PERSON)

    dry = import_file(store, again, dry_run=True)
    report = import_file(store, again)

    assert kinds(report) == kinds(dry) == {"undecided": [102]}
    assert [each.case_uuid for each in report.conflicts] == [report.undecided[0].uuid]
    assert "101" in report.conflicts[0].here
    assert not any("花子" in str(each) for each in report.conflicts)
    assert [case.case_no for case in get_cases(store)] == [101]


@pytest.mark.parametrize(
    ("side", "kept"), [(Side.HERE, {"unchanged": [101]}), (Side.FILE, {"created": [102]})]
)
def test_a_person_says_who_a_new_case_is(
    store: Store, write: Write, side: Side, kept: dict[str, list[int]]
) -> None:
    import_file(store, write(0, private_identity=PERSON))
    again = write(1, private_identity=PERSON)
    asked = import_file(store, again).conflicts[0]

    report = import_file(store, again, decisions={asked.case_uuid: {asked.field: side}})

    assert kinds(report) == kept
    assert kinds(import_file(store, again)) == (
        {"unchanged": [102]} if side is Side.FILE else {"undecided": [102]}
    )


def test_cases_of_one_file_and_earlier_meetings_are_not_asked_about(
    store: Store, write: Write
) -> None:
    assert set(kinds(import_file(store, write(0, 1, 2, private_identity=PERSON)))) == {"created"}


def test_imported_names_never_hide_that_a_case_was_edited(store: Store, write: Write) -> None:
    for name in ("架空 花子", "架空 はな", "架空 花代", "架空 花枝"):
        import_file(store, write(0, private_identity={"name": name}))
    save_case(store, replace(find_case(store, 101), desired_life="ここで直した"))

    report = import_file(store, write(0, desired_life="ファイルの望み"))

    assert kinds(report) == {"undecided": [101]}
    assert find_case(store, 101).desired_life == "ここで直した"


def test_names_edited_here_do_not_stop_an_update_of_the_case(store: Store, write: Write) -> None:
    import_file(store, write(0, private_identity={"name": "架空 花子"}))
    uuid = find_case(store, 101).uuid
    for phone in ("1", "2", "3"):
        save_identity(store, replace(get_identity(store, uuid), phone=phone))

    report = import_file(store, write(0, staff="包括北"))

    assert kinds(report) == {"updated": [101]}
    assert get_identity(store, uuid).phone == "3"


def test_names_edited_here_wait_for_a_decision(store: Store, write: Write) -> None:
    import_file(store, write(0, private_identity={"name": "架空 花子"}))
    uuid = find_case(store, 101).uuid
    save_identity(store, replace(get_identity(store, uuid), phone="000-0000-0000"))

    report = import_file(store, write(0, private_identity={"name": "架空 花代"}, staff="包括北"))

    assert kinds(report) == {"undecided": [101]}
    assert get_identity(store, uuid).name == "架空 花子"
    assert find_case(store, 101).staff != "包括北"


def test_new_names_of_an_unchanged_case_are_an_update(store: Store, write: Write) -> None:
    import_file(store, write(0))

    report = import_file(store, write(0, private_identity={"name": "架空 花子"}))

    assert kinds(report) == {"updated": [101]}
    assert get_identity(store, find_case(store, 101).uuid).name == "架空 花子"
    again = import_file(store, write(0, private_identity={"name": "架空 花子"}))
    assert kinds(again) == {"unchanged": [101]}


def test_a_case_in_the_bin_stays_there_and_is_told(
    store: Store, write: Write, tmp_path: Path
) -> None:
    import_file(store, write(0))
    export_file(store, tmp_path / "out.json")
    uuid = find_case(store, 101).uuid
    bin_case(store, uuid)

    report = import_file(store, tmp_path / "out.json")

    assert kinds(report) == {"undecided": [101]}
    assert list_cases(store) == []
    restore_case(store, uuid)
    assert kinds(import_file(store, tmp_path / "out.json")) == {"unchanged": [101]}


def test_a_number_another_case_has_refuses_the_file(
    store: Store, write: Write, tmp_path: Path
) -> None:
    import_file(store, write(0, 1))
    export_file(store, tmp_path / "out.json", case_nos=["101"])
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    data["cases"][0]["case_no"] = 102
    (tmp_path / "out.json").write_text(json.dumps(data), encoding="utf-8")

    report = import_file(store, tmp_path / "out.json")

    (problem,) = report.refused
    assert problem.row == "102"
    assert "No.102" in problem.reason
    assert find_case(store, 101).case_no == 101


def test_one_refused_case_takes_the_whole_file_back(
    store: Store, write: Write, tmp_path: Path
) -> None:
    import_file(store, write(0, 1))
    export_file(store, tmp_path / "out.json", case_nos=["101", "102"])
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    data["cases"][0]["desired_life"] = "釣りに行きたい"
    data["cases"][1]["case_no"] = 101
    data["cases"][0]["case_no"] = 150
    data["cases"].append({**data["cases"][0], "uuid": "", "case_no": 150, "id": "S999"})
    (tmp_path / "out.json").write_text(json.dumps(data), encoding="utf-8")

    report = import_file(store, tmp_path / "out.json")

    assert report.refused
    assert numbers(report.created) == []
    assert find_case(store, 101).desired_life != "釣りに行きたい"
    assert len(list_cases(store)) == 2


def test_a_file_that_is_too_large_is_not_even_read(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)

    (problem,) = import_file(store, path).refused

    assert "20MB" in problem.reason


# Going out.


def test_an_export_that_fails_leaves_the_earlier_file(practice: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out.json"
    folder.mkdir()
    (folder / "kept").write_text("x", encoding="utf-8")

    with pytest.raises(InputRefused):
        export_file(practice, folder)

    assert (folder / "kept").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out.json"]


def test_an_export_says_when_and_in_which_shape(practice: Store, tmp_path: Path) -> None:
    assert export_file(practice, tmp_path / "out.json") == 10

    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    reference = json.loads(SAMPLE.read_text(encoding="utf-8"))
    assert set(reference) - {"description"} <= set(document)
    assert document["schema_version"] == reference["schema_version"]
    assert document["exported_at"] == "2024-08-06T10:42:00+09:00"


def test_conferences_go_out_with_their_exported_cases_only(practice: Store, tmp_path: Path) -> None:
    export_file(practice, tmp_path / "out.json", case_nos=["101"])

    (session,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["sessions"]

    assert session["case_ids"] == ["S101"]


def test_a_case_in_the_bin_does_not_go_out(practice: Store, tmp_path: Path) -> None:
    bin_case(practice, find_case(practice, 101).uuid)

    assert export_file(practice, tmp_path / "out.json") == 9
