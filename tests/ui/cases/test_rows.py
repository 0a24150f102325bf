"""Rows of a case as a table: adding, pasting, taking out, moving, walking (design 03)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.care.ids import new_id
from app.ui.cases.rows_model import RowColumn, RowsModel
from app.ui.cases.rows_table import RowsTable
from tests.ui.cases.keys import ALT, CTRL, SHIFT, clipboard, compose, open_editor, press

KEY = Qt.Key


@dataclass(frozen=True, slots=True)
class Weight:
    day: str = ""
    kg: float | None = None
    uuid: str = field(default_factory=new_id, compare=False)


def put_kg(row: Weight, text: str) -> Weight | None:
    try:
        return replace(row, kg=float(text) if text else None)
    except ValueError:
        return None


def weights(*rows: Weight) -> RowsModel[Weight]:
    columns: list[RowColumn[Weight]] = [
        RowColumn("日", lambda r: r.day, lambda r, t: replace(r, day=t), choices=("6月",)),
        RowColumn("kg", lambda r: "" if r.kg is None else f"{r.kg:g}", put_kg, width=80, key="kg"),
    ]
    model = RowsModel(columns, Weight)
    model.show_rows(rows)
    return model


JUNE, JULY, AUGUST = Weight("6月", 50), Weight("7月", 49), Weight("8月", 48.5)


@pytest.fixture
def table(show: Callable[[QWidget], QWidget]) -> RowsTable:
    """Three weights in a form with a field before and after."""
    form = QWidget()
    column = QVBoxLayout(form)
    before, after = QLineEdit(), QLineEdit()
    before.setObjectName("before")
    after.setObjectName("after")
    table = RowsTable(weights(JUNE, JULY, AUGUST), "weights", accessible="体重の記録")
    for widget in (before, table, after):
        column.addWidget(widget)
    form.resize(500, 300)
    show(form)
    table.setFocus()
    table.form = form  # type: ignore[attr-defined]  # holds what owns it
    return table


def at(table: RowsTable, row: int, column: int) -> None:
    table.setCurrentIndex(table.rows.index(row, column))


def where(table: RowsTable) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


def edit(table: RowsTable, text: str) -> QLineEdit:
    """Type ``text`` over the current cell, still open."""
    press(table, KEY.Key_F2)
    editor = open_editor(table, "weights_editor")
    editor.clear()
    compose(editor, "", text)
    return editor


def focused(table: RowsTable) -> str:
    widget = table.window().focusWidget()
    return widget.objectName() if widget is not None else ""


# The model.


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = weights(JUNE)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)

    model.set_block(1, 0, [["7月", "49"], ["8月", "x"]])
    model.move(0, 1)
    model.remove(0, 0)
    model.show_rows((JUNE, JULY, AUGUST))
    model.set_block(2, 0, [["", ""]])

    assert model.rows == (JUNE, JULY)


def test_the_last_row_is_always_empty_and_typing_there_adds_one(qtbot: QtBot) -> None:
    model = weights(JUNE)
    heard: list[tuple[Weight, ...]] = []
    model.edited.connect(heard.append)

    model.setData(model.index(1, 0), "7月")

    assert heard == [(JUNE, Weight("7月"))]
    assert model.rowCount() == 3
    assert model.is_spare(2)


def test_a_row_emptied_at_the_end_disappears(qtbot: QtBot) -> None:
    model = weights(JUNE, Weight("7月"))

    model.setData(model.index(1, 0), "")

    assert model.rows == (JUNE,)


def test_a_block_is_one_step_and_makes_the_rows_it_needs(qtbot: QtBot) -> None:
    model = weights(JUNE)
    heard: list[object] = []
    model.edited.connect(heard.append)

    refused = model.set_block(0, 0, [["5月", "51"], ["〃", "50"], ["7月", "49", "余り"]])

    assert model.rows == (Weight("5月", 51), Weight("5月", 50), JULY)
    assert refused == 0
    assert len(heard) == 1


def test_what_cannot_be_read_stays_as_typed_and_is_marked(qtbot: QtBot) -> None:
    model = weights(JUNE, JULY)

    assert model.set_block(0, 1, [["約50"]]) == 1

    cell = model.index(0, 1)
    assert cell.data() == "約50"
    assert model.unread(0, 1)
    assert "読み取れません" in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert model.rows == (Weight("6月"), JULY)
    model.setData(cell, "50.5")
    assert not model.unread(0, 1)
    assert model.rows[0].kg == 50.5


def test_unreadable_text_follows_its_row(qtbot: QtBot) -> None:
    model = weights(JUNE, JULY, AUGUST)
    model.set_block(2, 1, [["約48"]])

    model.remove(0, 0)
    assert model.index(1, 1).data() == "約48"
    model.move(1, -1)

    assert model.index(0, 1).data() == "約48"
    assert not model.unread(1, 1)


def test_unreadable_text_belongs_to_the_step(qtbot: QtBot) -> None:
    model = weights(JUNE, JULY)
    steps: list[tuple[tuple[Weight, ...], dict[str, str]]] = [(model.rows, model.unread_texts)]
    model.edited.connect(lambda rows: steps.append((rows, model.unread_texts)))
    for typed in ("約50", "約51", "51"):
        model.set_block(0, 1, [[typed]])

    model.show_rows(*steps[1])
    assert model.index(0, 1).data() == "約50"
    model.show_rows(*steps[2])
    assert model.index(0, 1).data() == "約51"
    model.show_rows(*steps[0])
    assert model.index(0, 1).data() == "50"
    assert len(steps) == 4


def test_a_cell_only_looked_at_is_not_changed(qtbot: QtBot) -> None:
    rounded: RowColumn[Weight] = RowColumn("kg", lambda r: f"{r.kg:.0f}" if r.kg else "", put_kg)
    model = RowsModel([rounded], Weight)
    model.show_rows((Weight("6月", 50.4),))
    heard: list[object] = []
    model.edited.connect(heard.append)

    model.setData(model.index(0, 0), "50")

    assert heard == []


def test_rows_of_another_case_bring_no_unreadable_text_along(qtbot: QtBot) -> None:
    model = weights(JUNE)
    model.set_block(0, 1, [["約50"]])

    model.show_rows((JULY,))

    assert model.index(0, 1).data() == "49"


# The table.


def test_enter_walks_right_then_down_and_back(table: RowsTable) -> None:
    at(table, 0, 0)
    press(table, KEY.Key_Return, KEY.Key_Return)
    assert where(table) == (1, 0)
    press(table, KEY.Key_Return, held=SHIFT)
    assert where(table) == (0, 1)
    press(table, KEY.Key_Tab)
    assert where(table) == (1, 0)


def test_enter_on_the_empty_row_leaves_for_the_next_field(table: RowsTable, qtbot: QtBot) -> None:
    at(table, 2, 1)
    press(table, KEY.Key_Return)
    assert where(table) == (3, 0)

    with qtbot.waitSignal(table.left) as left:
        press(table, KEY.Key_Return)

    assert left.args == [1]
    assert focused(table) == "after"


def test_shift_tab_before_the_first_cell_leaves_backwards(table: RowsTable) -> None:
    at(table, 0, 0)

    press(table, KEY.Key_Backtab, held=SHIFT)

    assert focused(table) == "before"


def test_typing_then_enter_stores_and_goes_on(table: RowsTable) -> None:
    at(table, 1, 1)

    press(edit(table, "49.5"), KEY.Key_Return)

    assert table.rows.rows[1].kg == 49.5
    assert where(table) == (2, 0)
    assert focused(table) == "weights"


def test_tab_out_of_an_open_cell_does_the_same(table: RowsTable) -> None:
    at(table, 2, 1)

    press(edit(table, "47"), KEY.Key_Tab)

    assert table.rows.rows[2].kg == 47
    assert where(table) == (3, 0)


def test_a_new_row_is_typed_from_the_empty_one(table: RowsTable) -> None:
    at(table, 3, 0)
    press(edit(table, "9月"), KEY.Key_Return)
    assert where(table) == (3, 1)
    press(edit(table, "48"), KEY.Key_Return)

    assert table.rows.rows[3] == Weight("9月", 48)
    assert where(table) == (4, 0)
    assert table.height() >= table.rowViewportPosition(4) + table.rowHeight(4)


def test_enter_that_confirms_a_conversion_stays_in_the_cell(table: RowsTable) -> None:
    at(table, 0, 0)
    editor = edit(table, "")
    compose(editor, "ろくがつ")

    press(editor, KEY.Key_Return)

    assert where(table) == (0, 0)
    assert open_editor(table, "weights_editor") is editor


def suggested(table: RowsTable, qtbot: QtBot) -> tuple[QLineEdit, QAbstractItemView]:
    """A cell in which 6 was typed, and the suggestions below it."""
    at(table, 3, 0)
    editor = edit(table, "")
    QTest.keyClicks(editor, "6")
    popup = editor.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    return editor, popup


def test_a_suggestion_is_taken_with_enter_and_the_cell_goes_on(
    table: RowsTable, qtbot: QtBot
) -> None:
    editor, popup = suggested(table, qtbot)

    press(popup, KEY.Key_Down)
    press(popup, KEY.Key_Return)
    if where(table) == (3, 0):
        press(editor, KEY.Key_Return)

    assert table.rows.rows[3].day == "6月"
    assert where(table) == (3, 1)


def test_a_block_is_pasted_and_copied(table: RowsTable) -> None:
    at(table, 2, 0)
    clipboard("８月\t48\r\n9月\tなし\r\n")
    press(table, KEY.Key_V, held=CTRL)
    assert table.rows.rows[2] == Weight("８月", 48)
    assert table.rows.unread(3, 1)

    at(table, 0, 0)
    press(table, KEY.Key_Right, KEY.Key_Down, held=SHIFT)
    press(table, KEY.Key_C, held=CTRL)
    at(table, 4, 0)
    press(table, KEY.Key_V, held=CTRL)

    assert table.rows.rows[4:] == (JUNE, JULY)


def test_delete_empties_cells_and_with_ctrl_takes_rows_out(table: RowsTable) -> None:
    at(table, 1, 1)
    press(table, KEY.Key_Delete)
    assert table.rows.rows[1] == Weight("7月")

    press(table, KEY.Key_Delete, held=CTRL)

    assert table.rows.rows == (JUNE, AUGUST)


def test_alt_and_arrows_move_a_row(table: RowsTable) -> None:
    at(table, 2, 1)

    press(table, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up, held=ALT)

    assert table.rows.rows == (AUGUST, JUNE, JULY)
    assert where(table) == (0, 1)


def test_ctrl_d_takes_the_cell_above(table: RowsTable) -> None:
    at(table, 3, 0)

    press(table, KEY.Key_D, held=CTRL)

    assert table.rows.rows[3].day == "8月"


def test_enter_takes_what_was_typed_though_suggestions_are_open(
    table: RowsTable, qtbot: QtBot
) -> None:
    _, popup = suggested(table, qtbot)

    press(popup, KEY.Key_Return)

    assert table.rows.rows[3].day == "6"
    assert where(table) == (3, 1)
    assert not popup.isVisible()
