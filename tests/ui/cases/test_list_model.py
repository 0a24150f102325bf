"""The case list as a model: order, words, matches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.care.case import Case, CaseStatus
from app.i18n import set_language
from app.services.cases import CaseRow, list_cases, new_case, put_case
from app.ui.cases import list_model
from app.ui.cases.list_model import (
    SHAPES,
    UUID_ROLE,
    CaseSource,
    CaseTableModel,
    Column,
    around_match,
    columns_of,
    sort_keys,
    staff_short,
    status_text,
)
from app.ui.context import UiContext


@pytest.fixture
def rows(context: UiContext) -> list[CaseRow]:
    return list_cases(context.store)


def model_of(context: UiContext, search: str = "") -> CaseTableModel:
    model = CaseTableModel()
    model.show(CaseSource(context.store, search))
    return model


def column(model: CaseTableModel, which: Column) -> list[str]:
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


def heading(model: CaseTableModel, which: Column) -> str:
    return str(model.headerData(which, Qt.Orientation.Horizontal))


def test_the_model_keeps_qts_rules(context: UiContext, qtbot: QtBot) -> None:
    model = CaseTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)

    model.show(CaseSource(context.store))
    model.order_by(Column.AGE, second=False)
    model.order_by(Column.SEX, second=True)
    model.show(CaseSource(context.store, "COPD"))

    assert model.rowCount() == 1


def test_the_newest_number_stands_first(context: UiContext) -> None:
    model = model_of(context)

    assert column(model, Column.NO) == [str(number) for number in range(110, 100, -1)]
    assert heading(model, Column.NO) == "No ▼"


def test_a_heading_sorts_and_turns_round(context: UiContext) -> None:
    model = model_of(context)

    model.order_by(Column.AGE, second=False)
    ages = column(model, Column.AGE)
    assert ages == sorted(ages)
    assert heading(model, Column.AGE) == "年齢 ▲"
    model.order_by(Column.AGE, second=False)

    assert column(model, Column.AGE) == sorted(ages, reverse=True)
    assert heading(model, Column.NO) == "No"


def test_a_second_column_sorts_inside_the_first(context: UiContext) -> None:
    model = model_of(context)
    model.order_by(Column.SEX, second=False)
    model.order_by(Column.AGE, second=True)

    pairs = list(zip(column(model, Column.SEX), column(model, Column.AGE), strict=True))

    assert pairs == sorted(pairs)
    assert len(set(column(model, Column.SEX))) == 2


def test_care_levels_sort_by_their_rank_not_by_their_words(context: UiContext) -> None:
    model = model_of(context)

    model.order_by(Column.LEVEL, second=False)

    levels = list(dict.fromkeys(column(model, Column.LEVEL)))
    assert levels == ["事業", "支援1", "支援2", "介護1", "介護2"]


@pytest.mark.parametrize("turns", [1, 2])
def test_what_is_empty_stands_at_the_end_in_both_directions(context: UiContext, turns: int) -> None:
    bare = new_case(context.store)
    for which in (Column.AGE, Column.DISEASE, Column.LEVEL, Column.FEATURES, Column.STAFF,
                  Column.HOUSEHOLD, Column.IMPROVING, Column.CONFERENCE):  # fmt: skip
        model = model_of(context)
        for _ in range(turns):
            model.order_by(which, second=False)
        assert model.index(10, Column.NO).data(UUID_ROLE) == bare.uuid, which


@pytest.mark.parametrize("which", list(Column))
def test_every_column_sorts_both_ways(context: UiContext, which: Column) -> None:
    model = model_of(context, "痛" if which == Column.MATCH else "")
    model.order_by(which, second=False)
    up = column(model, which)
    model.order_by(which, second=False)
    down = column(model, which)

    assert sorted(up) == sorted(down)
    assert len(up) > 2
    filled = [word for word in up if word not in ("", "–")]
    assert [word for word in down if word not in ("", "–")] == filled[::-1]


def test_the_cursor_stays_on_its_case_when_the_order_changes(
    context: UiContext, rows: list[CaseRow]
) -> None:
    model = model_of(context)
    kept = QPersistentModelIndex(model.index(model.row_of(rows[3].uuid), Column.PSEUDONYM))

    model.order_by(Column.DISEASE, second=False)

    assert kept.data(UUID_ROLE) == rows[3].uuid


def test_a_match_is_marked_in_the_script_of_the_case(context: UiContext) -> None:
    model = model_of(context, "あむろ")

    for row in range(model.rowCount()):
        (line,) = model.lines(row, row)
        assert line is not None
        ((start, length),) = line.marks
        assert line.words[Column.MATCH][start : start + length] == "アムロ"
        assert line.words[Column.MATCH] == model.index(row, Column.MATCH).data()
    assert heading(model, Column.MATCH) == "一致：服薬情報"


def test_offices_are_called_as_people_call_them() -> None:
    assert staff_short("地域包括支援センター北 看護師") == "包括北 看護師"
    assert staff_short("居宅介護支援事業所A ケアマネジャー") == "居宅A ケアマネジャー"
    assert staff_short("村井") == "村井"


def test_the_whole_presenter_stands_in_the_tip(context: UiContext) -> None:
    model = model_of(context)

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

    assert SHAPES[status] == shape
    assert status_text(row) == words
    set_language("en")
    assert status_text(row) == english


def test_only_rows_looked_at_are_read(context: UiContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with context.store.write() as work:
        for number in range(200, 260):
            put_case(work, Case(case_no=number))
    read: list[int] = []
    real = list_model.case_rows
    monkeypatch.setattr(
        list_model,
        "case_rows",
        lambda store, uuids, search: (read.append(len(uuids)), real(store, uuids, search))[1],
    )
    model = model_of(context)

    assert model.rowCount() == 70
    assert model.index(69, Column.NO).data() == "101"
    assert model.index(60, Column.NO).data() == "110"
    assert sum(read) < 32


def test_two_sort_columns_are_numbered_in_the_heading(context: UiContext) -> None:
    model = model_of(context)

    model.order_by(Column.SEX, second=False)
    model.order_by(Column.AGE, second=True)
    model.order_by(Column.AGE, second=True)

    assert heading(model, Column.SEX) == "性 ▲1"
    assert heading(model, Column.AGE) == "年齢 ▼2"
    assert columns_of(sort_keys(model.order)) == list(model.order)


def test_a_long_text_is_shown_from_the_match_on() -> None:
    text = "以前は町内会の世話役をしていたが、夜間の転倒が増えている。"

    assert around_match(text, ["てんとう"]) == (text, ())
    shown, marks = around_match(text, ["転倒"])
    assert shown == "…" + text[16:]
    assert [shown[start : start + length] for start, length in marks] == ["転倒"]
    assert around_match("転倒が多い", ["転倒"]) == ("転倒が多い", ((0, 2),))


def test_each_word_is_marked_in_what_is_left_of_a_long_text() -> None:
    text = "町内会の世話役を長くしていた。\n夜間の転倒が増え、ころぶのが怖い。"

    shown, marks = around_match(text, ["ｺﾛﾌﾞ", "転倒"])

    assert "\n" not in shown
    assert [shown[start : start + length] for start, length in marks] == ["ころぶ", "転倒"]
