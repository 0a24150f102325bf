"""The editor's one primary button: 準備完了, or what keeps the case from it and the way there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.care.case import Case
from app.care.completeness import remaining, sections
from app.care.readiness import BEFORE_READY
from app.i18n import tr
from app.ui.cases.form import FormSection
from app.ui.cases.rows_table import RowsTable
from app.ui.widgets.buttons import Button

_SHOWN = 8
_INSIDE = {"onset": ("conditions", 0), "usage": ("medications", 2)}
"""Missing parts of a table lead to its column."""


class SubmitButton(Button):
    """Counts what is left; the tooltip names it. A privacy doubt counts like a missing entry."""

    def __init__(self) -> None:
        super().__init__(tr("準備完了にする"), "submit_case", kind="primary")

    def show_case(self, case: Case, doubts: int) -> None:
        """Say what is left of ``case``, or that it is ready."""
        left = remaining(case) + doubts
        ready = not left and case.status not in BEFORE_READY
        words = tr("準備完了にする（残り{n}項目）", n=left) if left else tr("準備完了にする")
        self.setText(tr("準備完了") if ready else words)
        self.setEnabled(not ready)
        self.setToolTip(tr("この事例は会議に出せます。") if ready else _open_words(case, doubts))


def _open_words(case: Case, doubts: int) -> str:
    names = [name for section in sections(case) for name in section.missing]
    if len(names) > _SHOWN:
        names[_SHOWN:] = [tr("ほか{n}件", n=len(names) - _SHOWN)]
    if doubts:
        names.append(tr("個人情報の確認 {n}件", n=doubts))
    return "\n".join(names)


def focus_gap(sections: Iterable[FormSection], name: str) -> QWidget | None:
    """Into the field that is missing, or the first empty cell of the column that has a gap."""
    table, column = _INSIDE.get(name, (name, -1))
    for section in sections:
        field = section.fields.get(table)
        if field is None:
            continue
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(field, RowsTable) and column >= 0:
            gaps = (row for row in range(len(field.rows.rows)) if not _cell(field, row, column))
            field.setCurrentIndex(field.rows.index(next(gaps, 0), column))
        return field
    return None


def _cell(table: RowsTable, row: int, column: int) -> str:
    return str(table.rows.index(row, column).data() or "").strip()
