"""閲覧モード: a form that shows everything and takes nothing, in a place that can't be written.

Nobody should type a page before hearing that it can't be saved. Texts can still be selected and
copied, tables scrolled and walked.
"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit, QWidget

from app.errors import UserFacingError
from app.ui.cases.answer_grid import AnswerGrid
from app.ui.cases.rows_table import RowsTable
from app.ui.page import Page


def view_only(form: QWidget) -> None:
    """Let no field of ``form`` take input; push buttons that only lead elsewhere stay."""
    for table in form.findChildren(RowsTable):
        table.rows.read_only = True
    for line in form.findChildren(QLineEdit):
        line.setReadOnly(True)
    for text in form.findChildren(QTextEdit):
        text.setReadOnly(True)
    marks = (button for button in form.findChildren(QAbstractButton) if button.isCheckable())
    for field in (*form.findChildren(QComboBox), *form.findChildren(AnswerGrid), *marks):
        field.setEnabled(False)


def tell_place(page: Page, *, told: bool) -> bool:
    """Say on opening that the place takes nothing any more; whether it was said.

    A place that was read-only from the start has the bar of the window and needs no second one.
    """
    store = page.context.store
    refusal: UserFacingError | None = None if store.read_only else store.refusal()
    if refusal is not None or told:
        page.failed.emit(refusal)
    return refusal is not None
