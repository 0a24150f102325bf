"""Other people's sheets through the services: aligned by a person, all or nothing, twice the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.care.case import CareDate, Case, Judgement, Sex, TimePoint
from app.errors import InputRefused
from app.exchange.conflicts import Side
from app.exchange.foreign_findings import FindingKind
from app.exchange.foreign_mapping import with_keep, with_target
from app.exchange.foreign_read import EXTRA
from app.exchange.sheet_file import Sheet
from app.services.cases import find_case, get_identity, list_cases, save_case, save_identity
from app.services.files import export_file
from app.services.sheets import (
    SheetDraft,
    answered,
    check_sheet,
    choose_sheet,
    draft_of,
    import_sheet,
    import_unattended,
    open_sheet,
    with_fiscal_year,
    with_mapping,
)
from app.services.store import Store

HEADINGS = ("№", "年齢", "性別", "障別", "認知症", "要介護\n区分", "担当", "生活課題")
ROW = ("101", "８４歳", "女", "J1", "Ⅱｂ", "支援２", "包括A", "転倒が心配")


def draft(store: Store, *rows: tuple[str, ...]) -> SheetDraft:
    return draft_of(store, [Sheet("一覧", (("事例一覧",), HEADINGS, *rows))], "others.xlsx")


def test_a_simple_sheet_comes_in_and_comes_in_again(store: Store) -> None:
    first = import_sheet(store, draft(store, ROW))
    assert [case.case_no for case in first.created] == [101]

    case = find_case(store, 101)
    assert (case.age, case.sex, case.care_level) == (84, Sex.FEMALE, "要支援2")
    assert (case.disability_independence, case.dementia_independence) == ("J1", "IIb")
    assert case.life_issues == "転倒が心配"

    assert len(import_sheet(store, draft(store, ROW)).unchanged) == 1
    older = (*ROW[:1], "85", *ROW[2:])
    assert len(import_sheet(store, draft(store, older)).updated) == 1
    assert find_case(store, 101).age == 85
    assert len(list_cases(store)) == 1


def test_an_unreadable_cell_keeps_the_whole_sheet_out(store: Store) -> None:
    broken = draft(store, ROW, ("102", "八十四", *ROW[2:]))
    report = import_sheet(store, broken)
    assert [(each.row, each.column) for each in report.refused] == [("一覧!B4", "年齢")]
    assert list_cases(store) == []


def test_a_word_of_both_scales_waits_for_an_answer(store: Store) -> None:
    unclear = draft(store, ("101", "84", "女", "自立", "", "支援2", "", ""))
    (finding,) = check_sheet(store, unclear).open_findings
    assert import_sheet(store, unclear).refused
    moved = answered(unclear, finding, "move")
    assert import_sheet(store, moved).created
    case = find_case(store, 101)
    assert (case.disability_independence, case.dementia_independence) == (None, "自立")


def test_a_chosen_column_is_remembered(store: Store) -> None:
    one = draft(store, ROW)
    assert not one.mapping.remembered
    chosen = with_mapping(one, with_target(one.mapping, 7, "cm_assessment"))
    import_sheet(store, chosen)
    again = draft(store, ROW)
    assert again.mapping.remembered
    assert again.mapping.columns[7].target == "cm_assessment"


@pytest.mark.parametrize(("side", "staff"), [(Side.HERE, "南包括"), (Side.FILE, "包括A")])
def test_each_conflict_is_decided_by_a_person(store: Store, side: Side, staff: str) -> None:
    import_sheet(store, draft(store, ROW))
    save_case(store, replace(find_case(store, 101), staff="南包括"))

    again = draft(store, (*ROW[:1], "85", *ROW[2:]))
    report = import_sheet(store, again)
    uuid = report.undecided[0].uuid
    assert {(each.field, each.here, each.in_file) for each in report.conflicts} == {
        ("staff", "南包括", "包括A"),
        ("age", "84", "85"),
    }
    import_sheet(store, again, {uuid: {"staff": side, "age": Side.FILE}})
    kept = find_case(store, 101)
    assert (kept.staff, kept.age) == (staff, 85)


def test_what_a_check_says_is_what_happens_and_it_stores_nothing(store: Store) -> None:
    import_sheet(store, draft(store, ROW))
    both = draft(store, ROW, ("102", *ROW[1:]))
    check = check_sheet(store, both)
    assert [(each.kind, each.case_no) for each in check.rows] == [
        ("unchanged", 101),
        ("created", 102),
    ]
    assert check.ready
    assert [case.case_no for case in list_cases(store)] == [101]
    assert import_sheet(store, both, dry_run=True).created
    assert [case.case_no for case in list_cases(store)] == [101]
    report = import_sheet(store, both)
    assert [case.case_no for case in report.created] == [102]


def test_a_silent_cell_takes_nothing_away(store: Store) -> None:
    import_sheet(store, draft(store, ROW))
    report = import_sheet(store, draft(store, ("101", "85", "", "", "", "-", "", "")))
    assert len(report.updated) == 1
    case = find_case(store, 101)
    assert (case.age, case.sex, case.care_level) == (85, Sex.FEMALE, "要支援2")
    assert (case.staff, case.life_issues) == ("包括A", "転倒が心配")


def test_a_case_keeps_what_no_column_speaks_of(store: Store) -> None:
    import_sheet(store, draft(store, ROW))
    case = find_case(store, 101)
    items = (Judgement(item="eating", time_point=TimePoint.BEFORE, rating="O1"),)
    save_case(store, replace(case, judgements=items, desired_life="墓参り"))

    report = import_sheet(store, draft(store, (*ROW[:7], "外出が減った")))
    uuid = report.undecided[0].uuid
    import_sheet(
        store, draft(store, (*ROW[:7], "外出が減った")), {uuid: {"life_issues": Side.FILE}}
    )
    kept = find_case(store, 101)
    assert (kept.judgements, kept.desired_life) == (items, "墓参り")
    assert kept.life_issues == "外出が減った"


def test_what_a_person_kept_is_asked_about_again(store: Store) -> None:
    import_sheet(store, draft(store, ROW))
    save_case(store, replace(find_case(store, 101), staff="南包括"))
    uuid = find_case(store, 101).uuid
    changed = draft(store, (*ROW[:1], "85", *ROW[2:]))
    import_sheet(store, changed, {uuid: {"staff": Side.HERE, "age": Side.FILE}})

    again = import_sheet(store, changed)
    assert [each.field for each in again.conflicts] == ["staff"]
    assert find_case(store, 101).staff == "南包括"


def test_the_same_number_may_be_another_person(store: Store) -> None:
    import_sheet(store, draft(store, ROW))
    report = import_sheet(store, draft(store, ("101", "71", "男", *ROW[3:])))
    assert [case.case_no for case in report.undecided] == [101]
    assert {each.field for each in report.conflicts} == {"age", "sex"}
    assert find_case(store, 101).sex is Sex.FEMALE


PEOPLE = ("氏名", "生年月日", "初回訪問日", "年齢", "性別", "住環境", "生活課題")
HANAKO = ("試験 花子", "S15.2.29", "R6.4.9", "84", "女", "本町 戸建て", "転倒が心配")


def people(store: Store, *rows: tuple[str, ...]) -> SheetDraft:
    return draft_of(store, [Sheet("名簿", (PEOPLE, *rows))], "people.xlsx")


def test_people_without_a_number_are_known_again(store: Store) -> None:
    import_sheet(store, people(store, HANAKO))
    (case,) = list_cases(store)
    assert get_identity(store, case.uuid).name == "試験 花子"

    assert len(import_sheet(store, people(store, HANAKO)).unchanged) == 1
    later = (*HANAKO[:3], "85", *HANAKO[4:6], "外出が減った")
    assert len(import_sheet(store, people(store, later)).updated) == 1
    other = ("試験 梅子", *HANAKO[1:])
    assert len(import_sheet(store, people(store, other, later)).created) == 1
    assert len(list_cases(store)) == 2


def test_people_are_known_by_first_visit_sex_and_place(store: Store) -> None:
    unnamed = ("", "", *HANAKO[2:])
    import_sheet(store, people(store, unnamed))
    later = (*unnamed[:3], "85", *unnamed[4:6], "外出が減った")
    assert len(import_sheet(store, people(store, later)).updated) == 1


def test_two_rows_that_may_be_one_person_are_two_cases(store: Store) -> None:
    unnamed = ("", "", *HANAKO[2:])
    twin = (*unnamed[:6], "別の課題")
    assert len(import_sheet(store, people(store, unnamed, twin)).created) == 2
    assert len(import_sheet(store, people(store, unnamed, twin)).unchanged) == 2


def test_columns_nobody_maps_are_kept_on_wish(store: Store) -> None:
    sheet = Sheet("一覧", ((*HEADINGS, "町内会"), (*ROW, "南町")))
    one = draft_of(store, [sheet], "x.xlsx")
    assert [each.header for each in one.mapping.unmapped] == ["町内会"]
    import_sheet(store, with_mapping(one, with_keep(one.mapping, 8, keep=True)))
    assert find_case(store, 101).extra == {EXTRA: {"町内会": "南町"}}
    assert draft_of(store, [sheet], "x.xlsx").mapping.columns[8].keep


def test_the_same_number_twice_in_one_sheet_is_refused(store: Store) -> None:
    report = import_sheet(store, draft(store, ROW, ROW))
    assert [(each.row, each.column) for each in report.refused] == [("一覧!A4", "№")]
    assert list_cases(store) == []


def test_a_fiscal_year_gives_dates_their_year(store: Store) -> None:
    sheet = Sheet("一覧", (("No", "年齢", "性別", "初回訪問日"), ("101", "84", "女", "3月1日")))
    one = draft_of(store, [sheet], "x.xlsx")
    assert import_sheet(store, one).refused
    import_sheet(store, with_fiscal_year(one, 2024))
    visit = find_case(store, 101).first_visit_date
    assert visit is not None
    assert (visit.text, visit.iso) == ("3月1日", "2025-03-01")


def test_another_sheet_can_be_chosen_and_a_hidden_one_never_comes_first(store: Store) -> None:
    sheets = [
        Sheet("旧", (HEADINGS, ("99", *ROW[1:])), hidden=True),
        Sheet("説明", (("この表の使い方",),)),
        Sheet("今年", (HEADINGS, ROW)),
    ]
    one = draft_of(store, sheets, "x.xlsx")
    assert (one.sheet, one.sheet_names) == ("今年", ("今年", "旧"))
    assert choose_sheet(store, one, "旧").grid.rows[0].text(0) == "99"


def test_unattended_only_where_nothing_is_to_decide(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "others.csv"

    def write(*rows: tuple[str, ...]) -> None:
        text = "\r\n".join(",".join(row) for row in rows)
        path.write_bytes(text.encode("cp932"))

    heads = ("番号", "年齢", "性別", "障害自立度", "認知症自立度", "要介護度", "担当", "備考")
    write(heads, ("101", "84", "女", "J1", "Ⅱb", "支援2", "包括A", "済"))
    refused = import_unattended(store, path).refused
    assert [each.column for each in refused] == ["備考", ""]
    assert list_cases(store) == []

    seen = open_sheet(store, path)  # a person looks once and leaves 備考 out
    assert seen is not None
    import_sheet(store, seen)
    write(heads, ("101", "84", "女", "J1", "Ⅱb", "支援2", "包括A", "未"))
    assert len(import_unattended(store, path, dry_run=True).unchanged) == 1

    write(heads, ("101", "84", "女", "自立", "", "支援2", "包括A", "未"))
    first, last = import_unattended(store, path).refused
    assert (first.column, first.row) == ("障害自立度", "D2")  # a CSV has no sheet
    assert "ウィンドウ" in last.reason


def test_a_workbook_of_ours_needs_nobody_to_look(store: Store, tmp_path: Path) -> None:
    import_sheet(store, draft(store, ROW))
    export_file(store, tmp_path / "ours.xlsx")
    assert open_sheet(store, tmp_path / "ours.xlsx") is None
    assert len(import_unattended(store, tmp_path / "ours.xlsx").unchanged) == 1


def test_a_file_without_headings_is_refused(store: Store) -> None:
    with pytest.raises(InputRefused):
        draft_of(store, [Sheet("一覧", (("こんにちは",),))], "x.csv")


GUESSED = ("№", "年齢", "性別", "最近の生活課題など", "望む暮らし")


def guessed(store: Store) -> SheetDraft:
    row = ("101", "84", "女", "転倒が心配", "墓参り")
    return draft_of(store, [Sheet("一覧", (GUESSED, row))], "g.xlsx")


@pytest.mark.parametrize(("choice", "issues"), [("as_is", "転倒が心配"), ("not_used", "")])
def test_a_guessed_column_waits_for_a_person(store: Store, choice: str, issues: str) -> None:
    one = guessed(store)
    (finding,) = one.open_findings
    assert (finding.kind, finding.column) == (FindingKind.COLUMN, 3)
    assert import_sheet(store, one).refused
    assert list_cases(store) == []

    import_sheet(store, answered(one, finding, choice))
    assert find_case(store, 101).life_issues == issues
    assert guessed(store).open_findings == ()  # the answer is remembered with the columns


def test_choosing_a_place_answers_a_guessed_column(store: Store) -> None:
    one = guessed(store)
    chosen = with_mapping(one, with_target(one.mapping, 3, "cm_assessment"))
    assert chosen.open_findings == ()
    import_sheet(store, chosen)
    assert find_case(store, 101).cm_assessment == "転倒が心配"


def known_hanako(store: Store) -> str:
    """Typed by hand some time ago, so no sheet remembers her."""
    case = save_case(store, Case(case_no=7, age=84, desired_life="墓参り")).case
    identity = replace(
        get_identity(store, case.uuid),
        name="試験花子",
        birth_date=CareDate("S15.2.29", "1940-02-29"),
    )
    save_identity(store, identity)
    return case.uuid


def test_a_person_already_here_is_asked_about_and_not_doubled(store: Store) -> None:
    known_hanako(store)
    one = people(store, HANAKO)
    check = check_sheet(store, one)
    (finding,) = check.open_findings
    assert (finding.kind, finding.row) == (FindingKind.DUPLICATE, 0)
    assert "No.7" in finding.message
    assert "試験" not in finding.message
    assert [each.kind for each in check.rows] == ["undecided"]
    assert [each.reason for each in import_sheet(store, one).refused] == [finding.message]
    assert len(list_cases(store)) == 1


@pytest.mark.parametrize(("choice", "count"), [("update", 1), ("as_is", 2), ("skip", 1)])
def test_the_answer_about_a_person_already_here(store: Store, choice: str, count: int) -> None:
    uuid = known_hanako(store)
    both = people(store, HANAKO, ("試験 梅子", *HANAKO[1:]))
    (finding,) = check_sheet(store, both).open_findings
    chosen = answered(both, finding, choice)
    report = import_sheet(store, chosen, {uuid: {"life_issues": Side.FILE}})
    assert report.refused == ()
    assert len(list_cases(store)) == count + 1
    kept = find_case(store, 7)
    assert kept.desired_life == "墓参り"
    assert kept.life_issues == ("転倒が心配" if choice == "update" else "")
    again = check_sheet(store, both)  # the same sheet once more
    assert bool(again.open_findings) is (choice == "skip")


def test_two_new_rows_of_one_file_are_no_question(store: Store) -> None:
    twin = (*HANAKO[:6], "別の課題")
    assert check_sheet(store, people(store, HANAKO, twin)).open_findings == ()
