"""Blocks from Excel in the judgement grid: certain ones at once, the others after a look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from app.ui.cases.judgement_model import Column
from app.ui.cases.judgement_page import JudgementPage
from app.ui.cases.paste_dialog import PasteDialog
from tests.ui.cases.conftest import OpenJudgement
from tests.ui.cases.keys import CTRL, clipboard, cut_off, press

KEY = Qt.Key


def paste(page: JudgementPage, row: int, column: Column, text: str) -> PasteDialog | None:
    page.view.setCurrentIndex(page.model.index(row, column))
    page.view.setFocus()
    clipboard(text)
    press(page.view, KEY.Key_V, held=CTRL)
    return page.view.findChild(PasteDialog, "paste_preview")


def test_rows_with_item_names_go_to_their_items_after_a_look(judgement: OpenJudgement) -> None:
    page = judgement(105)
    before = page.model.case
    dialog = paste(
        page,
        0,
        Column.BEFORE,
        "No\t項目\t事前判定\t事後予測\n15\t服薬\t△1\t○2\n1\t室内歩行\t×2\t〃\n9\t庭\t○1\t○1\n",
    )
    assert dialog is not None
    assert page.model.case == before  # nothing happened yet
    preview = dialog.findChild(QTableView, "paste_table").model()
    heads = [preview.headerData(c, Qt.Orientation.Horizontal) for c in range(4)]
    assert heads == ["（入れない）", "項目", "事前判定", "事後予測"]
    assert preview.index(2, 1).data(Qt.ItemDataRole.BackgroundRole) is not None  # 庭 is no item
    assert cut_off(dialog) == []

    QTest.keyClick(dialog, KEY.Key_Return)

    rows = {page.model.item(row).label("ja"): row for row in range(18)}
    assert page.model.rating(rows["服薬"], Column.BEFORE) == "D1"
    assert page.model.rating(rows["服薬"], Column.PREDICTED) == "O2"
    assert page.model.rating(rows["室内歩行"], Column.BEFORE) == "X2"
    assert page.undo()
    assert page.model.case == before


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column.BEFORE, "段差\t手すり\nふらつく\t坂\n"),
        (Column.PERSONAL, "○1\t○2\n△1\t○2\n"),
        (Column.BEFORE, "服薬\t○1\n電話\t○1\n"),
    ],
)
def test_a_block_in_the_wrong_place_is_asked_about_and_dropped(
    judgement: OpenJudgement, column: Column, text: str
) -> None:
    page = judgement(105)
    before = page.model.case

    dialog = paste(page, 3, column, text)
    assert dialog is not None
    QTest.keyClick(dialog, KEY.Key_Escape)

    assert page.model.case == before


def test_a_whole_row_passes_by_the_column_that_waits(judgement: OpenJudgement) -> None:
    page = judgement(105)

    assert paste(page, 2, Column.BEFORE, "○1\t○2\t痛み\t坂\n") is None

    assert page.model.rating(2, Column.PREDICTED) == "O2"
    assert page.model.factor(2, Column.PERSONAL) == "痛み"
    assert page.model.factor(2, Column.ENVIRONMENT) == "坂"
