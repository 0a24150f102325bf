"""Blocks from and for Excel in the editor's tables, and the look before a doubtful paste."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QTableView, QWidget

from app.care.case import Medication
from app.i18n import set_language
from app.ui import theme
from app.ui.cases.paste_dialog import PasteDialog
from app.ui.cases.paste_plan import plan_paste, without_header
from app.ui.cases.rows_table import RowsTable
from app.ui.cases.section_medical import MedicalSection
from app.ui.cases.tsv import block_from_text, text_from_block
from app.ui.widgets.clipboard import HISTORY_MARKS
from tests.ui.cases.keys import CTRL, SHIFT, clipboard, cut_off, press

KEY = Qt.Key
HEADINGS = ("薬名", "量", "用法", "経路", "定期")


@pytest.fixture
def medicines(show: Callable[[QWidget], QWidget]) -> RowsTable:
    """The table of medicines in its section."""
    from datetime import date

    section = MedicalSection(date(2024, 8, 6))
    section.resize(900, 500)
    show(section)
    table = section.fields["medications"]
    assert isinstance(table, RowsTable)
    table.section = section  # type: ignore[attr-defined]  # holds what owns it
    table.setFocus()
    table.setCurrentIndex(table.rows.index(0, 0))
    return table


def steps(table: RowsTable) -> list[object]:
    heard: list[object] = []
    table.rows.edited.connect(heard.append)
    return heard


def preview(table: RowsTable) -> PasteDialog:
    dialog = table.findChild(PasteDialog, "paste_preview")
    assert dialog is not None
    return dialog


def paste(table: RowsTable, text: str) -> None:
    clipboard(text)
    press(table, KEY.Key_V, held=CTRL)


def cells(table: RowsTable) -> list[tuple[str, str, str]]:
    return [(row.sheet_text, row.amount, row.usage) for row in table.rows.rows]


# The text of a block.


@settings(max_examples=40)
@given(st.lists(st.lists(st.text('ab\t\n"　薬', max_size=4), min_size=2, max_size=3), min_size=1))
def test_what_is_copied_out_comes_back_and_other_readers_agree(rows: list[list[str]]) -> None:
    text = text_from_block(rows)

    assert block_from_text(text) == rows
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter="\t")) == rows


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"一行\n二行"\tb\r\n', [["一行\n二行", "b"]]),
        ('"彼は""はい""と"\tb', [['彼は"はい"と', "b"]]),
        ('5"管\tb\nc\td\n', [['5"管', "b"], ["c", "d"]]),
        ('"閉じない\tb\nc\td\n', [['"閉じない', "b"], ["c", "d"]]),
        ("a\r\n\r\n", [["a"], [""]]),
        ("a\rb\r", [["a"], ["b"]]),
        ("", []),
        ("\r\n", []),
        ("長" * 140_000 + "\tb\n", [["長" * 140_000, "b"]]),
    ],
)
def test_spellings_of_a_block(text: str, block: list[list[str]]) -> None:
    assert block_from_text(text) == block


# The plan.


def test_a_block_to_the_right_edge_or_of_one_column_needs_no_look() -> None:
    assert plan_paste([["a", "b", "c", "d", "e"]], HEADINGS, 0, own=False).sure
    assert plan_paste([["d", "e"]], HEADINGS, 3, own=False).sure
    assert plan_paste([["a"], ["b"]], HEADINGS, 2, own=False).sure
    assert plan_paste([["a", "b"]], HEADINGS, 0, own=True).sure


def test_another_number_of_columns_needs_a_look() -> None:
    assert not plan_paste([["a", "b"]], HEADINGS, 0, own=False).sure
    assert not plan_paste([["a", "b"], ["c"]], HEADINGS, 3, own=False).sure
    over = plan_paste([["a", "b", "c"]], HEADINGS, 3, own=True)
    assert not over.sure
    assert over.targets == (3, 4, None)


def test_headings_lead_their_columns_wherever_they_stand() -> None:
    plan = plan_paste(
        [["用法", "備考", "薬名"], ["朝食後", "x", "アムロジピン"]], HEADINGS, 1, own=False
    )

    assert plan.header
    assert plan.targets == (2, None, 0)
    assert plan.cells() == [["アムロジピン", None, "朝食後"]]
    plain = without_header(plan, len(HEADINGS), 1)
    assert plain.targets == (1, 2, 3)
    assert len(plain.cells()) == 2


def test_a_word_of_a_heading_among_data_is_no_heading() -> None:
    row = ["アムロジピン5mg", "1錠", "朝食後", "内服", "定期"]

    assert plan_paste([row], HEADINGS, 0, own=False).sure


# The table.


def test_a_whole_block_goes_in_as_one_step(medicines: RowsTable) -> None:
    heard = steps(medicines)

    paste(
        medicines,
        '"アムロ\nジピン5mg"\t1錠\t朝食後\t内服\t定期\r\nゾルピデム5mg\t1錠\t就寝前\t内服\t時々\r\n',
    )

    assert len(heard) == 1
    assert cells(medicines)[1] == ("ゾルピデム5mg", "1錠", "就寝前")
    assert medicines.rows.rows[0].sheet_text == "アムロ\nジピン5mg"
    assert medicines.rows.unread(1, 4)
    assert medicines.rows.index(1, 4).data() == "時々"


def test_enter_takes_a_doubtful_paste_after_showing_it(medicines: RowsTable) -> None:
    heard = steps(medicines)
    paste(medicines, "アムロジピン5mg\t1錠\r\nゾルピデム5mg\t1錠\r\n")
    dialog = preview(medicines)
    table = dialog.findChild(QTableView, "paste_table")
    assert table is not None
    assert heard == []
    assert table.model().index(1, 0).data() == "ゾルピデム5mg"
    assert table.model().headerData(1, Qt.Orientation.Horizontal) == "量"

    QTest.keyClick(dialog, KEY.Key_Return)

    assert cells(medicines) == [("アムロジピン5mg", "1錠", ""), ("ゾルピデム5mg", "1錠", "")]
    assert len(heard) == 1


def test_esc_drops_it(medicines: RowsTable) -> None:
    paste(medicines, "アムロジピン5mg\t1錠\r\n")

    QTest.keyClick(preview(medicines), KEY.Key_Escape)

    assert medicines.rows.rows == ()


def test_a_row_of_headings_is_left_out_unless_a_person_says_otherwise(
    medicines: RowsTable,
) -> None:
    paste(medicines, "用法\t薬名\r\n朝食後\tアムロジピン5mg\r\n")
    dialog = preview(medicines)
    QTest.keyClick(dialog, KEY.Key_Return)
    assert cells(medicines) == [("アムロジピン5mg", "", "朝食後")]

    paste(medicines, "用法\t薬名\r\n朝食後\tアムロジピン5mg\r\n")
    dialog = medicines.findChildren(PasteDialog)[-1]
    QTest.keyClick(dialog.header, KEY.Key_Space)
    dialog.accept()

    assert cells(medicines) == [("用法", "薬名", "朝食後"), ("朝食後", "アムロジピン5mg", "")]


def test_what_cannot_be_read_or_has_no_place_is_shown_before(medicines: RowsTable) -> None:
    medicines.setCurrentIndex(medicines.rows.index(0, 4))
    paste(medicines, "時々\t余り\r\n定期\t余り\r\n")
    dialog = preview(medicines)
    table = dialog.findChild(QTableView, "paste_table")
    assert table is not None
    model = table.model()

    tint = [model.index(row, 0).data(Qt.ItemDataRole.BackgroundRole) for row in range(2)]
    assert tint[0] is not None
    assert tint[1] is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "（入れない）"
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    dialog.reject()


def test_the_preview_is_whole_in_both_languages(
    medicines: RowsTable, show: Callable[[QWidget], QWidget]
) -> None:
    plan = plan_paste([["用法", "備考", "薬名"]] * 12, HEADINGS, 0, own=False)
    for language in ("ja", "en"):
        set_language(language)
        theme.set_text_size("standard")
        dialog = PasteDialog(plan, medicines.rows, plan, medicines)
        show(dialog)
        assert cut_off(dialog) == []
        dialog.close()


def test_cut_moves_a_block_and_copies_need_no_look(medicines: RowsTable) -> None:
    medicines.rows.show_rows(
        tuple(Medication(sheet_text=name, amount="1錠") for name in ("甲", "乙", "丙"))
    )
    medicines.setCurrentIndex(medicines.rows.index(0, 0))
    press(medicines, KEY.Key_Right, KEY.Key_Down, held=SHIFT)

    press(medicines, KEY.Key_X, held=CTRL)
    assert QGuiApplication.clipboard().text() == "甲\t1錠\n乙\t1錠\n"
    kept_out = QGuiApplication.clipboard().mimeData()
    assert all(kept_out.hasFormat(mark) for mark, _ in HISTORY_MARKS)  # no clipboard history
    assert cells(medicines)[:2] == [("", "", ""), ("", "", "")]
    medicines.setCurrentIndex(medicines.rows.index(3, 0))
    press(medicines, KEY.Key_V, held=CTRL)

    assert cells(medicines)[3:] == [("甲", "1錠", ""), ("乙", "1錠", "")]


def test_ctrl_d_fills_the_chosen_block_from_its_top_row(medicines: RowsTable) -> None:
    medicines.rows.show_rows(
        (Medication(sheet_text="甲", usage="朝食後"), *(Medication(sheet_text=n) for n in "乙丙丁"))
    )
    heard = steps(medicines)
    medicines.setCurrentIndex(medicines.rows.index(0, 2))
    press(medicines, KEY.Key_Down, KEY.Key_Down, held=SHIFT)

    press(medicines, KEY.Key_D, held=CTRL)

    assert [row[2] for row in cells(medicines)] == ["朝食後", "朝食後", "朝食後", ""]
    assert len(heard) == 1


def test_ditto_typed_is_the_cell_above(medicines: RowsTable) -> None:
    paste(medicines, "甲\t1錠\t朝食後\t内服\t頓用\r\n乙\t〃\t〃\t〃\t〃\r\n")

    assert cells(medicines)[1] == ("乙", "1錠", "朝食後")
    assert not medicines.rows.rows[1].regular
