"""While a document is made: how far it is, 中止, and the pages from before stay."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.care.case import Case
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.paper.foot import PreviewFoot
from app.ui.paper.preview import PaperPreview, preview_case_sheet
from app.ui.tasks import Progress, TaskRunner

OpenPreview = Callable[..., PaperPreview]


@pytest.fixture
def busy(context: UiContext) -> Iterator[threading.Event]:
    """Other work goes first until the event is set, so a document waits to be made."""
    gate = threading.Event()
    context.tasks.run(lambda _progress: gate.wait(20), label="x", done=lambda _done: None)
    yield gate
    gate.set()


def ask_for(dialog: PaperPreview, copies: str, qtbot: QtBot) -> None:
    field = dialog.findChild(QLineEdit, "paper_copies")
    field.setFocus()
    field.setText(copies)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_stopping_leaves_the_old_pages_with_their_choices(
    preview: OpenPreview, context: UiContext, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    dialog = preview(2)
    before, words = dialog.made, dialog.status.text()
    gate = request.getfixturevalue("busy")
    ask_for(dialog, "3", qtbot)
    dialog.findChild(QCheckBox, "paper_duplex").click()
    qtbot.waitUntil(dialog.stop_button.isVisible)
    assert dialog.status.text() == "見本を作っています…"

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.isVisible()
    assert dialog.note.text() == "見本を作るのを中止しました。前の見本のままです。"
    assert (dialog.made, dialog.status.text()) == (before, words)
    assert not dialog.stop_button.isVisible()
    now = dialog.options.options()
    assert (now.copies, now.duplex) == (1, False)
    gate.set()
    qtbot.waitUntil(lambda: not context.tasks.busy())
    assert dialog.made is before
    dialog.way_button.click()
    qtbot.waitUntil(lambda: "3部" in dialog.status.text())
    assert dialog.options.options().duplex


def test_stopping_the_first_making_leaves_the_way_to_make_it(
    busy: threading.Event, desk: Page, context: UiContext, cases: list[Case]
) -> None:
    dialog = preview_case_sheet(desk, context, [cases[0].uuid])
    dialog.stop()
    assert not dialog.print_button.isEnabled()
    assert dialog.way_button.text() == "もう一度作る"
    dialog.way_button.click()
    assert dialog.maker.busy()
    dialog.close()
    busy.set()


def test_the_foot_counts_what_is_done(qtbot: QtBot) -> None:
    foot = PreviewFoot()
    qtbot.addWidget(foot)
    foot.show()
    tasks, gates = TaskRunner(), [threading.Event(), threading.Event()]

    def work(progress: Progress) -> None:
        progress.step(3, 9, "documents")
        gates[0].wait(20)
        progress.step(442, 884, "pages")
        gates[1].wait(20)

    foot.say("全1ページ")
    foot.watch(tasks.run(work, label="x", done=lambda _done: foot.rest()), "見本を作っています…")
    assert foot.status.text() == "全1ページ"  # what is quick says nothing
    qtbot.waitUntil(lambda: foot.status.text() == "見本を作っています… 書類 3/9")
    first = foot.bar.value() / foot.bar.maximum()
    gates[0].set()
    qtbot.waitUntil(lambda: foot.status.text() == "見本を作っています… 442/884ページ")
    assert first < foot.bar.value() / foot.bar.maximum() == 0.75
    gates[1].set()
    qtbot.waitUntil(lambda: foot.status.text() == "全1ページ")
    assert not foot.bar.isVisible()
    tasks.finish()
