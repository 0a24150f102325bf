"""The paper preview over the home page of the practice store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.care.case import Case
from app.conference.meeting import Conference
from app.services.cases import get_case
from app.services.conferences import get_conference, list_conferences, save_conference
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.paper import printing, sending
from app.ui.paper.preview import PaperPreview, preview_case_sheet, preview_judgement_sheet

OpenPreview = Callable[..., PaperPreview]


class Desk(Page):
    """A page to stand under the preview."""

    page_name = "page_desk"


@pytest.fixture
def desk(context: UiContext, qtbot: QtBot) -> QWidget:
    """The page that asks for paper."""
    page = Desk(context)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    return page


@pytest.fixture
def conference(context: UiContext) -> Conference:
    """The first practice meeting: four cases, 52 people expected."""
    first = min(list_conferences(context.store), key=lambda row: row.date)
    return get_conference(context.store, first.uuid)


@pytest.fixture
def few(context: UiContext, conference: Conference) -> Conference:
    """The same meeting for three people: quick to make."""
    save_conference(context.store, replace(conference, expected_people=3))
    return get_conference(context.store, conference.uuid)


@pytest.fixture
def cases(context: UiContext, conference: Conference) -> list[Case]:
    """The cases of the meeting in their order."""
    return [get_case(context.store, item.case_uuid) for item in conference.agenda]


@pytest.fixture
def preview(
    context: UiContext, desk: Page, cases: list[Case], qtbot: QtBot
) -> Iterator[OpenPreview]:
    """Opens a preview and waits for its document or its refusal."""
    opened: list[PaperPreview] = []

    def open_preview(
        count: int = 2, *, judgement: bool = False, conference: Conference | None = None
    ) -> PaperPreview:
        show = preview_judgement_sheet if judgement else preview_case_sheet
        dialog = show(
            desk,
            context,
            [case.uuid for case in cases[:count]],
            conference_uuid=conference.uuid if conference is not None else None,
        )
        opened.append(dialog)
        qtbot.waitUntil(lambda: dialog.made is not None or dialog.note.isVisible())
        return dialog

    yield open_preview
    for dialog in opened:
        if shiboken6.isValid(dialog):
            dialog.close()


@pytest.fixture
def saved_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the person chooses to save."""
    target = tmp_path / "chosen" / "sheet.pdf"
    target.parent.mkdir()
    monkeypatch.setattr(sending, "ask_file", lambda _parent, _proposal: target)
    return target


@pytest.fixture
def printed_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What comes out of the printer the person chooses: a file, as the system's own do."""
    target = tmp_path / "printed.pdf"
    monkeypatch.setattr(printing, "ask_printer", lambda _parent, _run: pdf_printer(target))
    return target


def pdf_printer(target: Path) -> QPrinter:
    """A printer that prints into a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(72)
    return printer


Answer = Callable[[QDialog], object]


def answering(under: QWidget, *answers: Answer) -> None:
    """Give each of the dialogues that are about to open its answer, in their order."""

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, QDialog) or asked is under:
            QTimer.singleShot(0, under, answer)
            return
        if len(answers) > 1:
            answering(under, *answers[1:])
        answers[0](asked)

    QTimer.singleShot(0, under, answer)
