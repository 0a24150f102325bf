"""The rows of the list as they are painted: words, matches, selection, and nothing of before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.ui import theme
from app.ui.cases.list_model import FIGURES, RIGHT, CaseSource, CaseTableModel, Column, Line
from app.ui.cases.list_paint import INSET, PADDING, Place, RowPainter, RowPlace
from app.ui.cases.list_table import CaseTable
from app.ui.context import UiContext
from app.ui.widgets.highlight_delegate import paint_marked_text


def table_of(context: UiContext, *searches: str) -> CaseTable:
    """A table that showed each of ``searches``, one after the other."""
    table = CaseTable(CaseTableModel())
    table.resize(1000, 380)
    for search in searches:
        look_for(context, table, search)
    return table


def look_for(context: UiContext, table: CaseTable, search: str) -> QImage:
    model = table.model()
    assert isinstance(model, CaseTableModel)
    model.show(CaseSource(context.store, search))
    table.fit_columns()
    table.select_case(None)
    return table.viewport().grab().toImage()


def cell(table: CaseTable, row: int, column: Column) -> QRect:
    return table.visualRect(table.model().index(row, column))


def colours(image: QImage, area: QRect) -> set[str]:
    """The colours in a part of a picture."""
    part = image.copy(area).convertToFormat(QImage.Format.Format_RGB32)
    return {f"#{dot & 0xFFFFFF:06X}" for dot in memoryview(part.constBits()).cast("I")}


def test_matches_are_marked_in_their_column_and_nowhere_else(context: UiContext) -> None:
    table = table_of(context)
    image = look_for(context, table, "あむろ")

    for row in range(table.model().rowCount()):
        for column in Column:
            if not table.isColumnHidden(column):
                marked = theme.MARK in colours(image, cell(table, row, column))
                assert marked == (column == Column.MATCH), (row, column)
    image = look_for(context, table, "")
    assert theme.MARK not in colours(image, image.rect())


def test_every_cell_that_has_words_shows_them(context: UiContext) -> None:
    table = table_of(context)
    image = look_for(context, table, "痛")

    for row in range(table.model().rowCount()):
        for column in Column:
            if not table.isColumnHidden(column):
                written = len(colours(image, cell(table, row, column))) > 3
                assert written == bool(table.model().index(row, column).data()), (row, column)


def test_chosen_rows_are_tinted_and_have_the_bar(context: UiContext) -> None:
    table = table_of(context, "")
    table.setSelectionMode(CaseTable.SelectionMode.MultiSelection)
    table.selectRow(2)

    image = table.viewport().grab().toImage()

    for row in range(5):
        area = cell(table, row, Column.NO)
        assert (image.pixelColor(0, area.center().y()) == QColor(theme.AI)) == (row in (0, 2))
        ground = theme.AI_T if row in (0, 2) else theme.ZEBRA if row % 2 else theme.SURFACE
        assert image.pixelColor(area.left() + 10, area.top() + 2) == QColor(ground)
        assert image.pixelColor(500, area.bottom()) == QColor(theme.LINE)


def test_nothing_of_an_earlier_search_stays_in_the_picture(context: UiContext) -> None:
    used = table_of(context, "", "あ", "痛", "あむろ", "")

    for search in ("痛", "あむろ", ""):
        assert look_for(context, used, search) == look_for(context, table_of(context), search)


def test_scrolled_rows_look_as_they_did_further_down(context: UiContext) -> None:
    table = table_of(context)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    whole = look_for(context, table, "")
    table.resize(1000, 150)
    table.viewport().grab()

    table.verticalScrollBar().setValue(47)

    shown = table.viewport().grab().toImage()
    assert shown == whole.copy(0, 47, shown.width(), shown.height())


WORDS = ("012", "さざんか", "7", "女", "支援2", "1,3", "独居", "高血圧症・腰椎圧迫骨折後・白内障・骨粗しょう症",
         "…アムロジピン錠5mg", "包括北 看護師", "–", "追跡中 6か月", "11")  # fmt: skip


@pytest.mark.parametrize("ratio", [1.0, 1.5])
@pytest.mark.parametrize("size", ["standard", "large"])
def test_words_look_as_in_every_other_table(size: str, ratio: float, qapp: QApplication) -> None:
    line, painter = Line(WORDS, ((1, 6),), "half"), RowPainter()
    row, width, height = RowPlace(0, line, alternate=False, selected=False), 130, 30
    theme.set_text_size("large")
    picture(ratio, lambda p: painter.paint(p, [row], [Place(Column.NO, 0, width)], height))
    theme.set_text_size(size)
    for column in Column:
        if column == Column.STATUS:
            continue
        shown = picture(ratio, lambda p: painter.paint(p, [row], [Place(column, 0, width)], height))  # noqa: B023
        assert shown == picture(ratio, lambda p: paint_plainly(p, column, width, height)), column  # noqa: B023


def paint_plainly(painter: QPainter, column: Column, width: int, height: int) -> None:
    painter.fillRect(QRect(0, 0, width, height), QColor(theme.SURFACE))
    painter.setPen(QColor(theme.LINE))
    painter.drawLine(0, height - 1, width - 1, height - 1)
    left = theme.px(PADDING if column else INSET)
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    paint_marked_text(
        painter,
        QRectF(left, 0, width - left - theme.px(PADDING), height),
        WORDS[column],
        theme.font(14, bold=column == Column.PSEUDONYM, tabular=column in FIGURES),
        ((1, 6),) if column == Column.MATCH else (),
        flags=side | Qt.AlignmentFlag.AlignVCenter,
    )


def picture(ratio: float, paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(round(140 * ratio), round(40 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.SURFACE))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image
