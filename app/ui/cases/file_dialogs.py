"""Taking case files in and writing them out from the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import tr
from app.ui.context import UiContext
from app.ui.page import Page


def choose_file(page: QWidget) -> Path | None:
    """Ask which file to take in; ``None`` where the person chose none."""
    name, _ = QFileDialog.getOpenFileName(
        page,
        tr("事例のファイルを選ぶ"),
        "",
        tr("事例のファイル (*.xlsx *.xlsm *.csv *.tsv *.json)"),
    )
    return Path(name) if name else None


def import_cases(page: Page, context: UiContext) -> None:
    """Ask for a file and open it on the page where it is looked through."""
    path = choose_file(page)
    if path is not None:
        context.navigate("page_import", path=path)


def export_cases(page: Page, uuids: list[str] | None = None, *, total: int) -> None:
    """Ask as what all ``total`` cases (or these) are written out, and where to."""
    from app.ui.cases.export_dialog import ExportDialog

    dialog = ExportDialog(page, uuids, total)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
