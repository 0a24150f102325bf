"""A file goes out, in elsewhere and out again: nothing is lost, doubled or mixed up."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.care.case import AgendaPoint, Condition, Medication, TimePoint, with_judgement
from app.care.wareki import parse_date
from app.clock import FixedClock
from app.errors import InputRefused, StorageTrouble
from app.paths import resource
from app.services.cases import (
    bin_case,
    find_case,
    get_identity,
    list_cases,
    new_case,
    save_case,
    save_identity,
)
from app.services.conferences import get_conference, list_conferences, new_conference
from app.services.files import export_file, import_file
from app.services.store import Store
from tests.town import town_store

SAMPLE = resource("samples/sample_cases.json")


@pytest.fixture
def elsewhere(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    """The store of another computer."""
    opened = town_store(tmp_path / "b", fixed_clock)
    yield opened
    opened.close()


def written(store: Store, folder: Path, **options: Any) -> dict[str, Any]:
    """What an export holds, apart from its moment and the counters of saves."""
    path = folder / "out.json"
    export_file(store, path, **options)
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    del document["exported_at"]
    for case in document["cases"]:
        del case["revision"]
    return document


def edit_by_hand(store: Store) -> None:
    """Edits as the pages make them: rows come, go and move, dates as typed, empty rows."""
    case = find_case(store, 104)
    case = with_judgement(case, "phone", TimePoint.PREDICTED, rating="D1")
    case = with_judgement(case, "eating", TimePoint.BEFORE, rating=None)
    case = with_judgement(case, "eating", TimePoint.BEFORE, rating="O2")
    case = with_judgement(case, "eating", TimePoint.ACTUAL_12, rating="O1")
    save_case(
        store,
        replace(
            case,
            conditions=(
                *case.conditions[::-1],
                Condition(name="白内障", onset=parse_date("H22頃~")),
            ),
            medications=(Medication(), *case.medications[2:], Medication(sheet_text="湿布")),
            agenda_points=(*case.agenda_points[1:], AgendaPoint()),
            first_visit_date=parse_date("令和6年5月頃"),
            certification_to=parse_date("平成32年3月"),
            baseline_date=parse_date("昨年の夏"),
            newly_certified=None,
            previous_care_level="要支援1",
        ),
    )
    new_case(store)
    save_identity(
        store,
        replace(get_identity(store, case.uuid), name="架空 花子", birth_date=parse_date("S15")),
    )


def test_hand_edited_cases_arrive_elsewhere_as_they_were(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    import_file(store, SAMPLE)
    edit_by_hand(store)
    here = written(store, tmp_path, with_identity=True)

    report = import_file(elsewhere, tmp_path / "out.json")

    assert len(report.created) == 11
    assert written(elsewhere, tmp_path, with_identity=True) == here
    assert len(import_file(elsewhere, tmp_path / "out.json").unchanged) == 11


def test_its_own_export_changes_nothing_where_it_was_made(store: Store, tmp_path: Path) -> None:
    import_file(store, SAMPLE)
    edit_by_hand(store)
    before = written(store, tmp_path, with_identity=True)

    report = import_file(store, tmp_path / "out.json")

    assert len(report.unchanged) == 11
    assert written(store, tmp_path, with_identity=True) == before


def test_another_persons_case_under_the_same_number_waits_for_a_decision(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    """Two towns both begin with No.1: the key tells that these are two people."""
    import_file(store, SAMPLE)
    save_case(elsewhere, replace(new_case(elsewhere), case_no=101, desired_life="別の人の望み"))
    export_file(elsewhere, tmp_path / "out.json")

    report = import_file(store, tmp_path / "out.json")

    assert [case.case_no for case in report.undecided] == [101]
    assert "別の人" not in find_case(store, 101).desired_life


def test_the_same_case_taken_in_on_two_computers_is_known_by_its_number(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    import_file(store, SAMPLE)
    import_file(elsewhere, SAMPLE)
    export_file(elsewhere, tmp_path / "out.json")

    assert len(import_file(store, tmp_path / "out.json").unchanged) == 10


def test_a_number_from_the_bin_may_come_in_again(store: Store) -> None:
    import_file(store, SAMPLE)
    binned = find_case(store, 101).uuid
    bin_case(store, binned)

    report = import_file(store, SAMPLE)

    assert [case.case_no for case in report.created] == [101]
    assert find_case(store, 101).uuid != binned
    assert len(list_cases(store)) == 10


def test_two_meetings_of_one_kind_on_one_day_both_arrive(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    import_file(store, SAMPLE)
    case = find_case(store, 103).uuid
    new_conference(store, date="2024-08-09", session_type="hokatsu", case_uuids=[case])
    here = written(store, tmp_path)

    import_file(elsewhere, tmp_path / "out.json")

    assert written(elsewhere, tmp_path) == here
    assert len(list_conferences(elsewhere)) == 4


def test_a_meeting_keeps_its_unknown_keys_and_needs_a_case_of_the_file(
    store: Store, tmp_path: Path
) -> None:
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    data["cases"] = data["cases"][:1]
    data["sessions"][1]["room"] = "大会議室"
    path = tmp_path / "few.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    import_file(store, path)

    (row,) = list_conferences(store)
    assert [item.case_uuid for item in get_conference(store, row.uuid).agenda] == [
        find_case(store, 101).uuid
    ]
    assert written(store, tmp_path)["sessions"][0]["room"] == "大会議室"


def test_a_file_of_many_long_cases_comes_in_whole(store: Store, tmp_path: Path) -> None:
    """More than the page cache holds: no second connection may stand in the way of the writer."""
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    letters = "あいうえおかきくけこさしすせそたちつてと"
    data["cases"] = [
        {**case, "case_no": 1000 + number, "id": None, "cm_assessment": letters * 20_000}
        for number, case in enumerate(data["cases"])
    ]
    path = tmp_path / "long.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    assert len(import_file(store, path).created) == 10


def test_an_export_is_for_its_owner_only(practice: Store, tmp_path: Path) -> None:
    export_file(practice, tmp_path / "out.json", with_identity=True)
    assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) & 0o077 == 0


def test_an_export_that_finds_no_folder_or_no_room_says_which(
    practice: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputRefused, match="フォルダ"):
        export_file(practice, tmp_path / "nowhere" / "out.json")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageTrouble, match="空き"):
        export_file(practice, tmp_path / "out.json")
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []
