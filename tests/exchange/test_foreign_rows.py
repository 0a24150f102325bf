"""The hazards of DOMAIN.md §1.2: a merged cell, a row that is out of line, mixed glyphs."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.care.case import (
    CareDate,
    Case,
    Condition,
    FormalService,
    Household,
    InformalSupport,
    Medication,
    MonitoringNote,
    Sex,
)
from app.errors import InputRefused
from app.exchange.foreign_findings import AS_IS, Finding, FindingKind, answer, findings, unanswered
from app.exchange.foreign_grid import (
    Grid,
    Mark,
    join_cells,
    move_cell,
    retype,
    shift,
    skip_row,
    split_cell,
)
from app.exchange.foreign_mapping import SheetMapping, propose_mapping
from app.exchange.foreign_read import read_case_rows
from tests.exchange.foreign_sheets import grid, table, written

HEADINGS = (
    "No", "カンファレンス日", "担当", "初回訪問日", "年齢", "性別", "障別", "認知症",
    "前回の\n介護区分", "要介護\n区分", "特徴", "住環境\n(〇町戸建)", "世帯構成\n家族情報",
    "身長 体重\n(BMI)", "医療情報", "服薬情報", "生活課題", "望む暮らし\n(目標とする生活)",
    "ケアマネの見立て\n(総合的な課題)", "フォーマル\nサービス", "インフォーマル\nサービス",
    "モニタリング評価\n〇月", "カンファレンス時の状況",
)  # fmt: skip
OUT_OF_LINE = (
    "４８", "R6.8.9", "包括北 看護師", "令和6年4月9日", "８１歳", "女性", "A１", "Ⅱｂ",
    "新規", "支援２", "2　△△町戸建て　石段3段", "高齢世帯　長男夫婦は隣", "162/43.6(16)",
    "右大腿骨頸部骨折 H30、4月手術、骨粗鬆症(H22頃~)",
    "アムロジピンOD錠5mg「トーワ」・アレンドロン酸錠35mg 週1回",
    "〇外出が減った\n・転倒が心配", "お彼岸に墓参り", "自信を取り戻せば歩ける",
    "短期集中(通所) 週2回", "長男の妻：週末の買い物", "8月", "石段を見守りで昇降",
)  # fmt: skip
UNCLEAR = (
    "54", "〃", "〃", "R6/5/7", "79", "女", "自立", "", "支1", "要支援Ⅱ", "①、２", "〇町戸建",
    "独居", "137.0cm・44kg（23.4）", "高血圧・糖尿病", "", "課題", "望み", "見立て", "なし", "",
    "R6.8.5", "変わりなし",
)  # fmt: skip
EXPECTED = Case(
    case_no=48,
    conference_date=CareDate("R6.8.9", "2024-08-09"),
    staff="包括北 看護師",
    first_visit_date=CareDate("令和6年4月9日", "2024-04-09"),
    age=81,
    sex=Sex.FEMALE,
    disability_independence="A1",
    dementia_independence="IIb",
    newly_certified=True,
    care_level="要支援2",
    feature_codes=(2,),
    housing="△△町戸建て　石段3段",
    household=Household(type="高齢者のみ(夫婦以外)", family_note="長男夫婦は隣"),
    height_cm=162.0,
    weight_kg=43.6,
    imported_bmi=16.0,  # the sheet cut 16.6
    conditions=(
        Condition(name="右大腿骨頸部骨折", onset=CareDate("H30、4月手術", "2018-04")),
        Condition(
            name="骨粗鬆症", onset=CareDate("H22頃~", "2010", approximate=True, ongoing=True)
        ),
    ),
    medications=(
        Medication(sheet_text="アムロジピンOD錠5mg「トーワ」"),
        Medication(sheet_text="アレンドロン酸錠35mg", usage="週1回"),
    ),
    life_issues="〇外出が減った\n・転倒が心配",
    desired_life="お彼岸に墓参り",
    cm_assessment="自信を取り戻せば歩ける",
    formal_services=(FormalService(text="短期集中(通所) 週2回"),),
    informal_supports=(InformalSupport(text="長男の妻：週末の買い物"),),
    monitoring=(MonitoringNote(month_label="8月", conference_time_status="石段を見守りで昇降"),),
)


def plain(case: Case) -> dict[str, object]:
    """A case without the keys of its lines, which no sheet knows."""

    def bare(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(bare(each) for each in value)
        return replace(value, uuid="") if hasattr(value, "uuid") else value  # type: ignore[type-var]

    left_out = {"uuid", "status"}
    return {f.name: bare(getattr(case, f.name)) for f in fields(Case) if f.name not in left_out}


@pytest.fixture
def sheet(tmp_path: Path) -> Grid:
    """The published sample's troubles in a real workbook."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "包括版"
    page.append(["多職種合同ケアカンファレンス　事例シート"])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=23)
    page.append(HEADINGS)
    page.append(OUT_OF_LINE)
    page.append(UNCLEAR)
    book.save(tmp_path / "sheet.xlsx")
    return grid(*written(tmp_path / "sheet.xlsx"))


def kinds(found: tuple[Finding, ...], row: int) -> dict[FindingKind, Finding]:
    return {each.kind: each for each in found if each.row == row}


def test_a_person_brings_every_value_to_its_place(sheet: Grid) -> None:
    mapping = propose_mapping(sheet)
    assert all(each.sure for each in mapping.columns)
    assert read_case_rows(sheet, mapping).problems  # as it stands it isn't readable

    answers: dict[str, str] = {}
    for row, kind, choice in (
        (0, FindingKind.SHIFT, "shift"),
        (0, FindingKind.MERGED, "split"),
        (1, FindingKind.AMBIGUOUS, "move"),
    ):
        finding = kinds(findings(sheet, mapping), row)[kind]
        sheet, given = answer(sheet, finding, choice, answers)
        answers = dict(given)

    assert unanswered(findings(sheet, mapping), answers) == ()
    read = read_case_rows(sheet, mapping)
    assert read.problems == ()
    first, second = (each.case for each in read.cases)
    assert plain(first) == plain(EXPECTED)

    assert (second.disability_independence, second.dementia_independence) == (None, "自立")
    assert second.conference_date == CareDate("R6.8.9", "2024-08-09")
    assert second.staff == "包括北 看護師"
    assert (second.previous_care_level, second.care_level) == ("要支援1", "要支援2")
    assert second.feature_codes == (1, 2)
    assert (second.height_cm, second.weight_kg, second.imported_bmi) == (137.0, 44.0, None)
    assert [each.name for each in second.conditions] == ["高血圧", "糖尿病"]
    assert second.monitoring[0].month_label == "8月"


def test_nothing_moves_by_itself(sheet: Grid) -> None:
    mapping = propose_mapping(sheet)
    findings(sheet, mapping)
    assert sheet.rows[0].text(13).startswith("右大腿骨")
    assert {cell.mark for cell in sheet.rows[0].cells} == {Mark.AS_FILED}


def test_an_answer_holds_until_the_cell_changes(sheet: Grid) -> None:
    mapping = propose_mapping(sheet)
    finding = kinds(findings(sheet, mapping), 1)[FindingKind.AMBIGUOUS]
    _, answers = answer(sheet, finding, AS_IS, {})
    assert finding not in unanswered(findings(sheet, mapping), answers)
    other = retype(sheet, 1, 6, "Ⅰ")
    assert FindingKind.AMBIGUOUS not in kinds(findings(other, mapping), 1)
    again = retype(sheet, 1, 6, " 自立 ")
    assert kinds(unanswered(findings(again, mapping), answers), 1)[FindingKind.AMBIGUOUS]


def test_a_cell_merged_over_two_columns_is_asked_about(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["No", "年齢", "性別", "特徴", "住環境"])
    page.append(["1", "84", "女", "2 △△町戸建て"])
    page.merge_cells(start_row=2, start_column=4, end_row=2, end_column=5)
    book.save(tmp_path / "merged.xlsx")
    rows = grid(*written(tmp_path / "merged.xlsx"))
    mapping = propose_mapping(rows)
    (finding,) = findings(rows, mapping)
    assert finding.kind is FindingKind.MERGED
    assert finding.must_answer

    rows, _ = answer(rows, finding, "split", {})
    (found,) = read_case_rows(rows, mapping).cases
    assert (found.case.feature_codes, found.case.housing) == ((2,), "△△町戸建て")
    assert findings(rows, mapping) == ()


def small() -> Grid:
    return grid(table(("No", "年齢", "性別", "担当"), ("1", "84", "女", "北")))


def texts(rows: Grid) -> list[str]:
    return [cell.text for cell in rows.rows[0].cells]


def test_moving_right_loses_nothing_and_left_comes_back() -> None:
    before = small()
    moved = shift(before, 0, 1, 1)
    assert texts(moved) == ["1", "", "84", "女", "北"]
    assert [cell.mark for cell in moved.rows[0].cells][1:3] == [Mark.GAP, Mark.MOVED]
    assert texts(shift(moved, 0, 2, -1)) == ["1", "84", "女", "北"]
    assert texts(before) == ["1", "84", "女", "北"]  # undo is keeping the old one


def test_moving_left_writes_over_nothing() -> None:
    with pytest.raises(InputRefused):
        shift(small(), 0, 2, -1)
    with pytest.raises(InputRefused):
        shift(small(), 0, 0, -1)
    with pytest.raises(InputRefused):
        move_cell(small(), 0, 1, 2)


def test_splitting_and_joining_are_each_others_undo() -> None:
    cut = split_cell(small(), 0, 1, 1)
    assert texts(cut) == ["1", "8", "4", "女", "北"]
    with pytest.raises(InputRefused):
        split_cell(small(), 0, 1, 0)
    joined = join_cells(cut, 0, 1)
    assert texts(joined) == ["1", "8 4", "", "女", "北"]


def test_a_row_pushed_beyond_the_headings_is_asked_about() -> None:
    pushed = shift(small(), 0, 3, 1)
    (finding,) = findings(pushed, propose_mapping(pushed))
    assert (finding.kind, finding.column) == (FindingKind.OVERFLOW, 4)


def test_a_row_that_is_no_case_can_be_taken_in() -> None:
    rows = grid(table(("No", "年齢", "性別"), ("1", "84", "女"), ("2", "", "")))
    mapping = propose_mapping(rows)
    (finding,) = findings(rows, mapping)
    assert not finding.must_answer
    taken, _ = answer(rows, finding, "take_in", {})
    assert [each.case.case_no for each in read_case_rows(taken, mapping).cases] == [1, 2]
    left_out = skip_row(taken, 0)
    assert [each.case.case_no for each in read_case_rows(left_out, mapping).cases] == [2]


def reasons(mapping: SheetMapping, rows: Grid) -> list[tuple[str, str]]:
    return [(each.place, each.header) for each in read_case_rows(rows, mapping).problems]


def test_what_cannot_be_read_is_named_by_its_place() -> None:
    rows = grid(
        table(
            ("No", "年齢", "性別", "要介護度", "初回訪問日", "個人因子"),
            ("1", "八十", "？", "要支援9", "S16.2.29", ""),
            ("1", "84", "〃", "介1", "8/9", ""),
        )
    )
    mapping = propose_mapping(rows)
    assert reasons(mapping, rows) == [
        ("一覧!B2", "年齢"),
        ("一覧!C2", "性別"),
        ("一覧!D2", "要介護度"),
        ("一覧!E2", "初回訪問日"),
        ("一覧!C3", "性別"),
        ("一覧!E3", "初回訪問日"),
        ("一覧!A3", "No"),
    ]
    (second,) = read_case_rows(rows, mapping, fiscal_year=2024).cases[1:]
    assert second.case.first_visit_date == CareDate("8/9", "2024-08-09")


def test_a_cell_longer_than_a_cell_can_be_is_refused_not_cut() -> None:
    rows = grid(table(("No", "年齢", "性別", "生活課題"), ("1", "84", "女", "あ" * 32_768)))
    read = read_case_rows(rows, propose_mapping(rows))
    assert [each.header for each in read.problems] == ["生活課題"]
    assert read.cases[0].case.life_issues == ""


TEXTS = {
    "住環境": "本町 2階建て戸建て",
    "世帯構成": "独居",
    "医療情報": "高血圧 H20年\n骨粗鬆症 R5年3月",
    "服薬情報": "アムロジピン錠5mg 1日1回\nアレンドロン酸錠35mg 週1回",
    "生活課題": "買い物に行けず、外出が減った。",
    "望む暮らし": "もう一度、墓参りに行きたい。",
    "ケアマネの見立て": "自信を取り戻せば歩ける。",
    "フォーマルサービス": "デイサービス 週2回",
    "インフォーマルサービス": "長男の妻：週末の買い物",
}
ALL_HEADS = (
    "No",
    "年齢",
    "性別",
    *list(TEXTS)[:2],
    "身長 体重",
    *list(TEXTS)[2:],
    "モニタリング日",
)
BODY, VISIT = "150/45", "R6.8.5"


def free_texts(*early: str, late: tuple[str, ...]) -> Grid:
    row = ("1", "84", "女", *early, BODY, *late, VISIT)
    return grid(table(ALL_HEADS, row))


def shifts(rows: Grid) -> list[Finding]:
    found = findings(rows, propose_mapping(rows))
    return [each for each in found if each.kind is FindingKind.SHIFT]


EARLY, LATE = tuple(TEXTS.values())[:2], tuple(TEXTS.values())[2:]


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (("独居", ""), LATE),  # 住環境 left out, the body still in its place
        (EARLY, (*LATE[1:], "")),  # 医療情報 left out, the day still in its place
        (EARLY, (LATE[0], *LATE[2:], "")),  # 服薬情報 left out
        (EARLY, ("", *LATE[:6])),  # moved to the right, the last text overwritten
    ],
)
def test_free_texts_one_cell_off_are_noticed_without_a_wrong_code(
    early: tuple[str, ...], late: tuple[str, ...]
) -> None:
    rows = free_texts(*early, late=late)
    (finding,) = shifts(rows)
    moved, _ = answer(rows, finding, "shift", {})
    here = dict(zip(ALL_HEADS, texts(moved), strict=True))
    assert here["身長 体重"] == BODY
    assert here["モニタリング日"] == VISIT
    assert {name: here[name] for name in TEXTS if here[name]}.items() <= TEXTS.items()
    assert shifts(moved) == []


@pytest.mark.parametrize(
    "late",
    [
        LATE,
        (*LATE[:4], "", *LATE[5:]),
        ("", "", *LATE[2:]),
        (LATE[0], "なし", "降圧薬を飲み忘れる", "独居でも自宅で暮らしたい", *LATE[4:]),
    ],
)
def test_an_ordinary_row_is_not_asked_about(late: tuple[str, ...]) -> None:
    assert shifts(free_texts(*EARLY, late=late)) == []
