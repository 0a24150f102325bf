"""Workbook and CSV: cases go out to Excel and come back as they were; edited cells win."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.care.case import (
    AgendaPoint,
    Condition,
    FormalService,
    InformalSupport,
    PrivacyDecision,
    TimePoint,
    judgement_of,
)
from app.care.wareki import parse_date
from app.clock import FixedClock
from app.errors import InputRefused
from app.exchange.workbook_fields import Field, all_fields
from app.paths import resource
from app.services.cases import (
    find_case,
    get_identity,
    list_cases,
    new_case,
    save_case,
    save_identity,
)
from app.services.conferences import list_conferences
from app.services.files import export_blank, export_file, import_file
from app.services.store import Store
from tests.town import town_store

SAMPLE = resource("samples/sample_cases.json")
SOFFICE = shutil.which("soffice")
Fill = Callable[..., None]


@pytest.fixture
def elsewhere(tmp_path: Path, fixed_clock: FixedClock) -> Iterator[Store]:
    """The store of another computer."""
    opened = town_store(tmp_path / "b", fixed_clock)
    yield opened
    opened.close()


def said(store: Store, folder: Path, *, sessions: bool = True) -> dict[str, Any]:
    """Everything a store says about its cases, apart from moment and counters."""
    export_file(store, folder / "said.json", with_identity=True)
    document: dict[str, Any] = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    del document["exported_at"]
    if not sessions:
        del document["sessions"]
    for case in document["cases"]:
        del case["revision"]
    return document


def write_in(path: Path, texts: dict[str, str], *, case: int = 1) -> None:
    """Write into cells as a person does, found by the hidden key of their row."""
    book = load_workbook(path)
    left = dict(texts)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if row[0].value in left:
                row[2 + case].value = left.pop(row[0].value)
                row[2 + case].data_type = "s"  # as Excel types into a text cell
    assert not left
    book.save(path)


def judge_in(path: Path, rows: dict[str, list[str]]) -> None:
    book = load_workbook(path)
    for row in book.worksheets[1].iter_rows():
        for cell, text in zip(row[2:], rows.get(str(row[0].value), []), strict=False):
            cell.value = text
    book.save(path)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_samples_arrive_elsewhere_as_they_were(
    store: Store, elsewhere: Store, tmp_path: Path, suffix: str
) -> None:
    import_file(store, SAMPLE)
    case = find_case(store, 104)
    decision = PrivacyDecision(snippet="本郷町", state="not_a_name", by="保健師")
    save_case(
        store,
        replace(case, privacy_decisions=(decision,), agenda_points=(AgendaPoint(text="一\n二"),)),
    )
    save_identity(store, replace(get_identity(store, case.uuid), name="架空 花子"))
    path = tmp_path / f"out.{suffix}"
    export_file(store, path, with_identity=True)

    report = import_file(elsewhere, path)

    assert report.refused == ()
    assert len(report.created) == 10
    meetings = suffix == "xlsx"
    assert said(elsewhere, tmp_path, sessions=meetings) == said(store, tmp_path, sessions=meetings)
    assert bool(list_conferences(elsewhere)) is meetings
    assert len(import_file(store, path).unchanged) == 10


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_every_part_of_a_line_arrives_elsewhere(
    store: Store, elsewhere: Store, tmp_path: Path, suffix: str
) -> None:
    april = parse_date("R6.4頃")
    wanted = replace(
        new_case(store),
        conditions=(
            Condition(name="脳梗塞", onset=april, note="右片麻痺｜軽度"),
            Condition(name="", note="病名は調べているところ"),
            Condition(name="膝の痛み", note="1行目\n2行目"),
        ),
        formal_services=(
            FormalService(
                text="通所介護", kind="介護予防", frequency="週2", start=april, end=april
            ),
            FormalService(text="訪問看護", end=parse_date("R6.9.30")),
            FormalService(text="配食", kind="市の独自"),
        ),
        informal_supports=(
            InformalSupport(text="ごみ出し", who="隣の人", frequency="週1"),
            InformalSupport(text="", who="長女"),
            InformalSupport(text="買い物｜灯油", who="", frequency="月1"),
        ),
    )
    number = save_case(store, wanted).case.case_no
    assert number is not None
    path = tmp_path / f"out.{suffix}"
    export_file(store, path)

    assert import_file(elsewhere, path).refused == ()

    def told(rows: tuple[object, ...]) -> list[object]:
        return [{k: v for k, v in asdict(row).items() if k != "uuid"} for row in rows]

    arrived = find_case(elsewhere, number)
    for name in ("conditions", "formal_services", "informal_supports"):
        assert told(getattr(arrived, name)) == told(getattr(wanted, name)), name


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")
def test_a_workbook_opened_and_saved_in_libreoffice_holds_the_same_cases(
    practice: Store, elsewhere: Store, tmp_path: Path
) -> None:
    export_file(practice, tmp_path / "out.xlsx", with_identity=True)
    profile = (tmp_path / "profile").as_uri()
    words = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    command = [
        str(SOFFICE),
        *words,
        "--outdir",
        str(tmp_path / "saved"),
        str(tmp_path / "out.xlsx"),
    ]
    subprocess.run(  # noqa: S603 - the office suite of this machine
        command, check=True, capture_output=True, timeout=300
    )

    report = import_file(elsewhere, tmp_path / "saved" / "out.xlsx")

    assert report.refused == ()
    assert said(elsewhere, tmp_path) == said(practice, tmp_path)


def test_a_blank_sheet_filled_by_hand_becomes_a_case(store: Store, tmp_path: Path) -> None:
    """Every spelling a person may use (DOMAIN.md §1.2, §1.6)."""
    path = tmp_path / "blank.xlsx"
    export_blank(path)
    assert "何も書かれていません" in import_file(store, path).refused[0].reason
    write_in(
        path,
        {
            "case_no": "２０１",
            "age": "84歳",
            "sex": "女性",
            "first_visit_date": "R6.5.27",
            "dementia_independence": "Ⅱｂ",
            "previous_care_level": "新規",
            "care_level": "支援２",
            "feature_codes": "②、1",
            "height_cm": "147.0cm",
            "weight_kg": "41",
            "household.daytime_alone": "○",
            "medications": "アレンドロン酸錠35mg｜週1回\nロキソプロフェンテープ|痛むとき|||頓用",
            "desired_life": "=お彼岸に自分の足で墓参り",
            "consent.person": "はい",
            "monitoring.month_label": "8月",
            "kcl.4": "1",
            "follow_up.m6.outcome_code": "",
        },
    )
    judge_in(
        path,
        {
            "1:indoor_walking": ["〇１", "○1", "膝の痛み", "手すりあり"],
            "1:outdoor_walking": ["▲1", "◯2", "〃", "〃"],
        },
    )

    report = import_file(store, path)

    assert report.refused == ()
    case = find_case(store, 201)
    assert (case.age, case.sex, case.care_level) == (84, "female", "要支援2")
    assert (case.dementia_independence, case.newly_certified) == ("IIb", True)
    assert case.first_visit_date is not None
    assert (case.first_visit_date.text, case.first_visit_date.iso) == ("R6.5.27", "2024-05-27")
    assert (case.feature_codes, case.height_cm, case.weight_kg) == ((2, 1), 147.0, 41.0)
    assert case.household.daytime_alone is True
    assert [(m.sheet_text, m.usage, m.regular) for m in case.medications] == [
        ("アレンドロン酸錠35mg", "週1回", True),
        ("ロキソプロフェンテープ", "痛むとき", False),
    ]
    assert case.desired_life == "=お彼岸に自分の足で墓参り"
    assert case.checklist[4] == 1
    outdoor = judgement_of(case, "outdoor_walking", TimePoint.BEFORE)
    assert (outdoor.rating, outdoor.personal_factor) == ("D1", "膝の痛み")
    assert case.consent.person


def test_an_edited_cell_wins_and_the_rest_stays(
    store: Store, elsewhere: Store, tmp_path: Path
) -> None:
    import_file(store, SAMPLE)
    before = find_case(store, 102)
    path = tmp_path / "out.xlsx"
    export_file(store, path, case_nos=["102"], with_identity=True)
    lines = [f"{one.sheet_text}｜毎朝" for one in before.medications]
    write_in(path, {"desired_life": "畑に戻る", "medications": "\n".join(lines)})

    assert len(import_file(store, path).updated) == 1

    after = find_case(store, 102)
    assert after.desired_life == "畑に戻る"
    assert after.medications[0].usage == "毎朝"
    assert after.medications[0].generic == before.medications[0].generic
    assert after.extra["id"] == before.extra["id"]
    assert after.conditions == before.conditions


def test_a_case_written_over_another_under_a_new_number_is_a_case_of_its_own(
    store: Store, tmp_path: Path
) -> None:
    import_file(store, SAMPLE)
    path = tmp_path / "out.xlsx"
    export_file(store, path, case_nos=["101"], with_identity=True)
    write_in(path, {"case_no": "301"})

    assert [case.case_no for case in import_file(store, path).created] == [301]
    assert len(list_cases(store)) == 11


def test_refusals_name_the_row_and_the_label_and_nothing_lands(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "blank.xlsx"
    export_blank(path)
    write_in(path, {"case_no": "201", "age": "とても高齢", "care_level": "介9"})
    judge_in(path, {"1:cooking": ["☆"]})

    problems = import_file(store, path).refused

    assert [(one.row, one.column) for one in problems] == [
        ("201", "年齢"),
        ("201", "要介護区分"),
        ("201", "調理 事前判定"),
    ]
    assert not list_cases(store)


def test_names_go_out_only_on_their_own_tab_and_only_when_asked(
    practice: Store, tmp_path: Path
) -> None:
    case = find_case(practice, 101)
    save_identity(practice, replace(get_identity(practice, case.uuid), name="架空 花子"))
    for options, there in (({}, False), ({"with_identity": True}, True)):
        for suffix in ("xlsx", "csv"):
            path = tmp_path / f"out.{suffix}"
            export_file(practice, path, case_nos=["101"], **options)
            if suffix == "csv":
                text = path.read_text(encoding="utf-8-sig")
            else:
                book = load_workbook(path)
                assert book.properties.creator == "くらしカンファ"
                cells = [c.value for s in book for row in s.iter_rows() for c in row]
                text = json.dumps(cells, ensure_ascii=False)
            assert ("架空 花子" in text) is there


def test_what_the_person_erased_is_not_kept_in_the_hidden_tab(
    practice: Store, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    export_file(practice, path, case_nos=["101"])
    words = find_case(practice, 101).desired_life
    write_in(path, {"desired_life": ""})
    hidden = [cell.value or "" for row in load_workbook(path)["_kurashi"] for cell in row]
    assert words.encode("unicode_escape").decode()[:40] not in "".join(hidden)


def test_a_text_too_long_for_a_cell_is_refused_not_cut(practice: Store, tmp_path: Path) -> None:
    save_case(practice, replace(find_case(practice, 101), life_issues="あ" * 40_000))
    for suffix in ("xlsx", "csv"):
        with pytest.raises(InputRefused, match="No 101"):
            export_file(practice, tmp_path / f"out.{suffix}", case_nos=["101"], with_identity=True)
        assert not (tmp_path / f"out.{suffix}").exists()


def test_no_two_fields_share_a_place_or_a_label() -> None:
    fields: tuple[Field, ...] = all_fields()
    assert len({field.path for field in fields}) == len(fields)
    for lang in ("ja", "en"):
        assert len({field.words(lang) for field in fields}) == len(fields), lang
