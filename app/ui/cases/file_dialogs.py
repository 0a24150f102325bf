"""Taking case files in and writing them out from the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.clock import today
from app.errors import UserFacingError
from app.i18n import tr
from app.services.files import export_file
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


def export_cases(page: Page, context: UiContext, uuids: list[str] | None = None) -> None:
    """Write all cases (or these), without names, to a JSON file the person chooses."""
    proposal = f"kurashi-{today(context.clock).isoformat()}.json"
    name, _ = QFileDialog.getSaveFileName(
        page, tr("書き出すファイル"), proposal, tr("事例のファイル (*.json)")
    )
    if not name:
        return
    path = Path(name)
    if not path.suffix:
        path = path.with_suffix(".json")
    try:
        count = export_file(context.store, path, case_nos=uuids)
    except UserFacingError as error:
        page.failed.emit(error)
        return
    page.failed.emit(None)
    page.status_changed.emit(tr("{n}件の事例を書き出しました（氏名は含みません）", n=count))
