"""Blocks of cells in the editor's tables: copy, cut, paste, empty, fill down, as in Excel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.ui.cases.paste_plan import PastePlan, plan_paste, without_header
from app.ui.cases.tsv import block_from_text, text_from_block
from app.ui.widgets.clipboard import copy_cells

if TYPE_CHECKING:
    from app.ui.cases.rows_table import RowsTable

OWN = "application/x-kurashi-cells"
"""Marks a block copied in a table here: it is pasted where the cursor is, without questions."""


@dataclass(frozen=True, slots=True)
class Area:
    """First and last row and column of a block. Qt's own range dies with its selection."""

    top: int
    left: int
    bottom: int
    right: int


def selected(table: RowsTable) -> Area | None:
    """The chosen block; ``None`` when nothing is chosen."""
    selection = table.selectionModel().selection()
    if selection.isEmpty():
        return None
    area = selection.first()
    return Area(area.top(), area.left(), area.bottom(), area.right())


def copy_block(table: RowsTable) -> None:
    """Put the chosen block on the clipboard as TSV that Excel reads."""
    area = selected(table)
    if area is None:
        return
    block = [
        [
            str(table.rows.index(row, column).data(Qt.ItemDataRole.EditRole) or "")
            for column in range(area.left, area.right + 1)
        ]
        for row in range(area.top, area.bottom + 1)
    ]
    copy_cells(text_from_block(block), OWN)


def cut_block(table: RowsTable) -> None:
    """Copy the chosen block and empty it."""
    copy_block(table)
    empty_block(table)


def empty_block(table: RowsTable) -> None:
    """Empty the chosen cells as one step."""
    area = selected(table)
    if area is None:
        return
    last = min(area.bottom, len(table.rows.rows) - 1)
    empty = [[""] * (area.right - area.left + 1)] * (last - area.top + 1)
    table.rows.set_block(area.top, area.left, empty)


def fill_down(table: RowsTable) -> None:
    """Ctrl+D: the top row of the chosen block into its other rows, one cell from above it."""
    area = selected(table)
    current = table.currentIndex()
    if area is None or area.top == area.bottom:
        top, bottom = current.row(), current.row()
        left, right = (area.left, area.right) if area else (current.column(),) * 2
    else:
        top, bottom = area.top + 1, area.bottom
        left, right = area.left, area.right
    if top == 0:
        return
    above = [
        str(table.rows.index(top - 1, column).data(Qt.ItemDataRole.EditRole) or "")
        for column in range(left, right + 1)
    ]
    table.rows.set_block(top, left, [above] * (bottom - top + 1))


def paste_block(table: RowsTable) -> None:
    """Set a block from the clipboard as one step; where it isn't certain, show it first."""
    cells = QGuiApplication.clipboard().mimeData()
    block = block_from_text(cells.text())
    current = table.currentIndex()
    if not block or not current.isValid() or table.rows.read_only:
        return
    plan = plan_paste(block, table.rows.headings(), current.column(), own=cells.hasFormat(OWN))
    if plan.sure:
        _take(table, plan, current.row())
    else:
        _ask(table, plan, current.row(), current.column())


def _take(table: RowsTable, plan: PastePlan, top: int) -> None:
    table.rows.set_block(top, 0, plan.cells())


def _ask(table: RowsTable, plan: PastePlan, top: int, left: int) -> None:
    from app.ui.cases.paste_dialog import PasteDialog

    plain = without_header(plan, len(table.rows.columns), left)
    dialog = PasteDialog(plan, table.rows, plain, table)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _take(table, dialog.plan, top))
    dialog.open()
