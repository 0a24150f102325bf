"""The look every table of the program shares (DESIGN-SYSTEM §4, §5)."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.ui import theme
from app.ui.widgets.highlight_delegate import HighlightDelegate


def dress_table(
    table: QTableView,
    name: str,
    *,
    accessible: str,
    row_height: int = theme.ROW_LIST,
    inset: Literal[7, 16, 20] = 7,
    zebra: bool = True,
) -> None:
    """A list of rows: whole rows are selected, no grid, a quiet header, ``inset`` at the left.

    Tab leaves the table, arrows move in it; Enter and type-ahead belong to the page.
    """
    table.setObjectName(name)
    table.setAccessibleName(accessible)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setFont(theme.font(14))
    table.setShowGrid(False)
    table.setAlternatingRowColors(zebra)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setItemDelegate(HighlightDelegate(table, first_padding=inset))
    rows = table.verticalHeader()
    rows.hide()
    rows.setMinimumSectionSize(theme.px(20))
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(theme.px(row_height))
    heads = table.horizontalHeader()
    heads.setProperty("inset", str(inset))
    heads.setFont(theme.font(13, bold=True))
    heads.setFixedHeight(theme.px(30))
    heads.setHighlightSections(False)
    heads.setMinimumSectionSize(theme.px(24))
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def wanted_width(table: QTableView, column: int) -> int:
    """What a column needs so that neither its head nor its widest cell is cut."""
    head = str(table.model().headerData(column, Qt.Orientation.Horizontal) or "")
    header = theme.text_width(head, theme.font(13, bold=True)) + theme.px(20)
    return max(table.sizeHintForColumn(column) + theme.px(6), header)
