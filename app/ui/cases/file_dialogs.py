"""Taking case files in and writing them out from the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.clock import today
from app.errors import UserFacingError
from app.i18n import tr
from app.services.changes import ChangeSet
from app.services.files import ImportReport, export_file, import_file
from app.ui.context import UiContext
from app.ui.page import Page


def import_cases(page: Page, context: UiContext) -> None:
    """Ask for a file, show what it would do, and take it in once confirmed."""
    name, _ = QFileDialog.getOpenFileName(
        page, tr("事例のファイルを選ぶ"), "", tr("事例のファイル (*.json)")
    )
    if not name:
        return
    path = Path(name)
    try:
        trial = import_file(context.store, path, dry_run=True)
        if not trial.refused and not _confirmed(page, trial):
            return
        report = trial if trial.refused else import_file(context.store, path)
    except UserFacingError as error:
        page.failed.emit(error)
        return
    page.failed.emit(None)
    if report.refused:
        _show(page, tr("取り込めませんでした"), refusal_text(report))
        return
    touched = report.created + report.updated
    changes = ChangeSet(
        frozenset({"case", "conference"}), frozenset(case.uuid for case in touched), None
    )
    context.hub.announce(changes)


def summary_text(report: ImportReport) -> str:
    """What an import does, in one line per kind."""
    lines = [
        tr("新しい事例：{n}件", n=len(report.created)),
        tr("更新する事例：{n}件", n=len(report.updated)),
        tr("変わらない事例：{n}件", n=len(report.unchanged)),
    ]
    if report.undecided:
        numbers = tr("、").join(f"No.{case.case_no}" for case in report.undecided)
        lines.append(
            tr("この端末で直したか消したため、そのままにする事例：{numbers}", numbers=numbers)
        )
    return "\n".join(lines)


def refusal_text(report: ImportReport) -> str:
    """Why a file was refused: the first problems by row and column."""
    lines = [
        " ".join(part for part in (p.row, p.column, p.reason) if part) for p in report.refused[:12]
    ]
    if len(report.refused) > 12:
        lines.append(tr("ほか{n}件", n=len(report.refused) - 12))
    lines.append(tr("何も取り込んでいません。"))
    return "\n".join(lines)


def _confirmed(page: Page, trial: ImportReport) -> bool:
    box = _box(page, tr("このファイルを取り込みますか"), summary_text(trial))
    take = box.addButton(tr("取り込む"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(tr("やめる"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is take


def _show(page: Page, heading: str, words: str) -> None:
    box = _box(page, heading, words)
    box.addButton(tr("閉じる"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def _box(page: Page, heading: str, words: str) -> QMessageBox:
    box = QMessageBox(page)
    box.setObjectName("import_box")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(heading)
    box.setInformativeText(words)
    return box


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
