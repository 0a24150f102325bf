"""Pasting into the judgement grid: a block that could be meant otherwise is looked at first.

Ratings are told from texts, so most blocks are certain. What isn't: a row of headings, a column
with the names of the items (each row then goes to its item), ratings where texts belong and
texts where ratings do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.care.ratings import DITTO, parse_rating
from app.care.text import search_key
from app.ui.cases.judgement_model import FACTOR_COLUMNS, RATING_COLUMNS, Column, JudgementModel
from app.ui.cases.paste_plan import PastePlan, plan_paste
from app.ui.cases.tsv import block_from_text

if TYPE_CHECKING:
    from app.ui.cases.judgement_view import JudgementView

OWN = "application/x-kurashi-judgements"
"""Marks a block copied in this grid: its columns are known, a closed one included."""
_Targets = tuple[int | None, ...]


class GridTarget:
    """What the look before the paste asks of the grid."""

    def __init__(self, sheet: JudgementModel) -> None:
        self._sheet = sheet
        self._names = {
            search_key(sheet.item(row).label(lang)): row
            for row in range(sheet.rowCount())
            for lang in ("ja", "en")
        }

    def headings(self) -> list[str]:
        """A closed column has none: nothing goes there."""
        heads = (self._sheet.headerData(c, Qt.Orientation.Horizontal) for c in Column)
        return [
            "" if self._sheet.closed(column) else str(head)
            for column, head in zip(Column, heads, strict=True)
        ]

    def reads(self, column: int, text: str) -> bool:
        """Whether ``column`` could take ``text``."""
        text = text.strip()
        if column == Column.ITEM:
            return self.row_of(text) is not None
        if column in RATING_COLUMNS:
            return not text or text == DITTO or parse_rating(text) is not None
        return column in FACTOR_COLUMNS

    def row_of(self, name: str) -> int | None:
        """The row of an item by its name in either language."""
        return self._names.get(search_key(name.strip()))

    def open_columns(self) -> list[int]:
        """The columns that take something now."""
        columns = (*RATING_COLUMNS, *FACTOR_COLUMNS)
        return [column for column in columns if not self._sheet.closed(column)]


def plan_grid_paste(
    block: list[list[str]], target: GridTarget, left: int, *, own: bool
) -> PastePlan:
    """Where a block goes from column ``left`` on; ``own`` was copied in a grid of this program."""
    named = plan_paste(block, target.headings(), left, own=own)
    if named.header:
        return _with_items(named, target)
    width = len(named.targets)
    columns = [c for c in (list(Column) if own else target.open_columns()) if c >= left]
    in_order: _Targets = tuple((*columns, *[None] * width)[:width])
    plan = replace(named, targets=in_order, sure=True)
    if own:
        return plan
    found = _item_column(plan, target)
    if found is None:
        return replace(plan, sure=_certain(plan, target))
    after = [None] * found + [Column.ITEM] + target.open_columns()
    return replace(plan, targets=tuple((*after, *[None] * width)[:width]), sure=False)


def paste_block(view: JudgementView) -> None:
    """Set a block from the clipboard as one step; where it isn't certain, show it first."""
    cells = QGuiApplication.clipboard().mimeData()
    block = block_from_text(cells.text())
    at, target = view.currentIndex(), GridTarget(view.sheet)
    if not block or view.sheet.read_only:
        return
    plan = plan_grid_paste(block, target, at.column(), own=cells.hasFormat(OWN))
    if plan.sure or view.sheet.closed(at.column()):
        _take(view, plan, at.row())
        return
    from app.ui.cases.paste_dialog import PasteDialog

    plain = replace(plan, header=False, targets=_with_items(plan, target).targets)
    dialog = PasteDialog(plan, target, plain, view)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _take(view, dialog.plan, at.row()))
    dialog.open()


def _take(view: JudgementView, plan: PastePlan, top: int) -> None:
    """Unreadable cells are left as they were, and counted."""
    sheet, target = view.sheet, GridTarget(view.sheet)
    case, refused = sheet.case, 0
    names = plan.targets.index(Column.ITEM) if Column.ITEM in plan.targets else None
    for place, cells in enumerate(plan.rows(), start=top):
        row = place
        if names is not None:
            row = -1 if (found := target.row_of(cells[names])) is None else found
        for column, text in zip(plan.targets, cells, strict=False):
            if column == Column.ITEM or (names is not None and column is None):
                continue
            beyond = column is None or not 0 <= row < sheet.rowCount()
            changed = None if beyond else sheet.with_cell(case, row, column or 0, text)
            if changed is None:
                refused += bool(text.strip())
            else:
                case = changed
    if case != sheet.case:
        sheet.apply(case, "paste")
    if refused:
        view.paste_refused.emit(refused)


def _with_items(plan: PastePlan, target: GridTarget) -> PastePlan:
    """``plan`` with the column of item names found by what stands in it, whatever its heading."""
    found = _item_column(plan, target)
    if found is None or Column.ITEM in plan.targets:
        return plan
    targets = (*plan.targets[:found], Column.ITEM, *plan.targets[found + 1 :])
    return replace(plan, targets=targets)


def _item_column(plan: PastePlan, target: GridTarget) -> int | None:
    """The first column of which at least half the cells name an item."""
    rows = plan.rows()
    for column in range(len(plan.targets)):
        named = sum(target.row_of(row[column]) is not None for row in rows if column < len(row))
        if rows and 2 * named >= len(rows):
            return column
    return None


def _certain(plan: PastePlan, target: GridTarget) -> bool:
    """No more than a third of what is meant for ratings is none, and texts aren't ratings."""
    wrong = meant = 0
    for row in plan.rows():
        for column, text in zip(plan.targets, row, strict=False):
            if column is None or not text.strip():
                continue
            meant += 1
            rating = parse_rating(text) is not None
            wrong += rating if column in FACTOR_COLUMNS else not target.reads(column, text)
    return 3 * wrong <= meant
