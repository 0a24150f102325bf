"""The case list as a model: order, words, matches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.care.case import CaseStatus
from app.i18n import set_language
from app.services.cases import CaseRow, list_cases
from app.ui.cases.list_model import (
    UUID_ROLE,
    CaseTableModel,
    Column,
    staff_short,
    status_text,
)
from app.ui.context import UiContext
from app.ui.widgets.highlight_delegate import MATCH_ROLE, SHAPE_ROLE


@pytest.fixture
def rows(context: UiContext) -> list[CaseRow]:
    return list_cases(context.store)


def model_of(rows: list[CaseRow], search: str = "") -> CaseTableModel:
    model = CaseTableModel()
    model.show_rows(rows, search)
    return model


def column(model: CaseTableModel, which: Column) -> list[str]:
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


def heading(model: CaseTableModel, which: Column) -> str:
    return str(model.headerData(which, Qt.Orientation.Horizontal))


def test_the_model_keeps_qts_rules(rows: list[CaseRow], qtbot: QtBot) -> None:
    model = model_of([])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)

    model.show_rows(rows, "")
    model.order_by(Column.AGE, second=False)
    model.order_by(Column.SEX, second=True)
    model.show_rows(rows[:2], "あ")

    assert model.rowCount() == 2


def test_the_newest_number_stands_first(rows: list[CaseRow]) -> None:
    model = model_of(list(reversed(rows)))

    assert column(model, Column.NO) == [str(number) for number in range(110, 100, -1)]
    assert heading(model, Column.NO) == "No ▼"


def test_a_heading_sorts_and_turns_round(rows: list[CaseRow]) -> None:
    model = model_of(rows)

    model.order_by(Column.AGE, second=False)
    ages = column(model, Column.AGE)
    assert ages == sorted(ages)
    assert heading(model, Column.AGE) == "年齢 ▲"
    model.order_by(Column.AGE, second=False)

    assert column(model, Column.AGE) == sorted(ages, reverse=True)
    assert heading(model, Column.NO) == "No"


def test_a_second_column_sorts_inside_the_first(rows: list[CaseRow]) -> None:
    model = model_of(rows)
    model.order_by(Column.SEX, second=False)
    model.order_by(Column.AGE, second=True)

    pairs = list(zip(column(model, Column.SEX), column(model, Column.AGE), strict=True))

    assert pairs == sorted(pairs)
    assert len(set(column(model, Column.SEX))) == 2


def test_care_levels_sort_by_their_rank_not_by_their_words(rows: list[CaseRow]) -> None:
    model = model_of(rows)

    model.order_by(Column.LEVEL, second=False)

    levels = list(dict.fromkeys(column(model, Column.LEVEL)))
    assert levels == ["事業", "支援1", "支援2", "介護1", "介護2"]


@pytest.mark.parametrize("turns", [1, 2])
def test_what_is_empty_stands_at_the_end_in_both_directions(
    rows: list[CaseRow], turns: int
) -> None:
    changed = [replace(rows[0], age=None, main_disease=""), *rows[1:]]
    model = model_of(changed)

    for which in (Column.AGE, Column.DISEASE):
        for _ in range(turns):
            model.order_by(which, second=False)
        assert model.index(9, Column.NO).data(UUID_ROLE) == rows[0].uuid


def test_the_cursor_stays_on_its_case_when_the_order_changes(rows: list[CaseRow]) -> None:
    model = model_of(rows)
    kept = QPersistentModelIndex(model.index(model.row_of(rows[3].uuid), Column.PSEUDONYM))

    model.order_by(Column.DISEASE, second=False)

    assert kept.data(UUID_ROLE) == rows[3].uuid


def test_a_match_is_marked_in_the_script_of_the_case(context: UiContext) -> None:
    model = model_of(list_cases(context.store, search="あむろ"), "あむろ")

    for row in range(model.rowCount()):
        cell = model.index(row, Column.MATCH)
        ((start, length),) = cell.data(MATCH_ROLE)
        assert str(cell.data())[start : start + length] == "アムロ"
    assert heading(model, Column.MATCH) == "一致：服薬情報"


def test_offices_are_called_as_people_call_them() -> None:
    assert staff_short("地域包括支援センター北 看護師") == "包括北 看護師"
    assert staff_short("居宅介護支援事業所A ケアマネジャー") == "居宅A ケアマネジャー"
    assert staff_short("村井") == "村井"


def test_the_whole_presenter_stands_in_the_tip(rows: list[CaseRow]) -> None:
    model = model_of(rows)

    tip = model.index(0, Column.STAFF).data(Qt.ItemDataRole.ToolTipRole)

    assert tip == "地域包括支援センター東 看護師"


@pytest.mark.parametrize(
    ("status", "shape", "words", "english"),
    [
        (CaseStatus.DRAFT, "dashed", "下書き", "Draft"),
        (CaseStatus.READY, "filled", "会議準備", "Ready to meet"),
        (CaseStatus.FOLLOWING, "half", "追跡中 6か月", "Follow-up 6 mo"),
        (CaseStatus.CLOSED, "square", "終了", "Closed"),
    ],
)
def test_each_status_has_a_word_and_a_shape_of_its_own(
    rows: list[CaseRow], status: CaseStatus, shape: str, words: str, english: str
) -> None:
    row = replace(rows[0], status=status, follow_up_month=6)
    model = model_of([row])

    assert model.index(0, Column.STATUS).data(SHAPE_ROLE) == shape
    assert status_text(row) == words
    set_language("en")
    assert status_text(row) == english
