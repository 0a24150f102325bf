"""Other people's sheets through the services: aligned by a person, all or nothing, twice the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from app.care.case import Sex
from app.errors import InputRefused
from app.exchange.conflicts import Side
from app.exchange.foreign_mapping import with_target
from app.services.cases import find_case, list_cases, save_case
from app.services.sheets import (
    SheetDraft,
    answered,
    check_sheet,
    draft_of,
    import_sheet,
    with_mapping,
)
from app.services.store import Store

HEADINGS = ("№", "年齢", "性別", "障別", "認知症", "要介護\n区分", "担当", "生活課題")
ROW = ("101", "８４歳", "女", "J1", "Ⅱｂ", "支援２", "包括A", "転倒が心配")


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    name: str = "一覧"
    merged: tuple[()] = ()


def draft(store: Store, *rows: tuple[str, ...]) -> SheetDraft:
    return draft_of(store, [Table((("事例一覧",), HEADINGS, *rows))], "others.xlsx")


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


def test_a_file_without_headings_is_refused(store: Store) -> None:
    with pytest.raises(InputRefused):
        draft_of(store, [Table((("こんにちは",),))], "x.csv")
