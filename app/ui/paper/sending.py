"""Out of the preview: into a file or to a printer, in the background, recorded in both cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.errors import UserFacingError
from app.i18n import tr
from app.services import papers
from app.services.changes import ChangeSet
from app.ui.context import UiContext
from app.ui.paper import printing
from app.ui.paper.missing import missing_words
from app.ui.paper.print_choice import choose_run, goes_on_without, without_paper
from app.ui.paper.printing import PrintRun, Size
from app.ui.tasks import Progress, Task


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written or printed; ``path`` is the file."""

    printed: papers.Printed
    words: str
    path: Path | None = None


class PaperSender(QObject):
    """Asks what must be asked, then works; ``sent``, ``failed`` or ``stopped`` is the end."""

    begun = Signal(object, str)
    """The ``Task`` and what it does, for the progress at the foot."""
    sent = Signal(object)
    failed = Signal(object)
    """A ``UserFacingError``."""
    stopped = Signal()
    smaller_wanted = Signal()
    """The printer has no A3: make the paper as A4 and print that."""

    def __init__(self, context: UiContext, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._task: Task | None = None
        self._agreed: papers.Paper | None = None

    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._task is not None

    def stop(self) -> None:
        """Stop printing at the next page; a file is there whole or not at all."""
        if self._task is not None:
            self._task.cancel()

    def save(self, made: papers.Paper, proposal: str, password: str = "") -> None:
        """Ask for a place and write the very bytes that are on screen, behind a password or not."""
        if self.busy() or not self._agrees(made):
            return
        path = ask_file(self._window, proposal)
        if path is None:
            return
        store = self._context.store
        task = self._context.tasks.run(
            lambda _progress: papers.save_paper(store, made, path, password),
            label=tr("PDFを保存する"),
            done=lambda printed: self._end(
                Sent(printed, tr("保存しました：{name}", name=path.name), path)
            ),
            failed=self._fail,
        )
        self._begin(task, tr("保存しています…"))

    def print_out(self, made: papers.Paper, sizes: list[Size], *, smaller: bool) -> None:
        """Ask which copies and for a printer, and print every page of them.

        ``smaller``: this paper can be had as A4, too.
        """
        if self.busy() or not self._agrees(made):
            return
        copies, duplex = made.order.job.copies, made.order.job.duplex
        whole = PrintRun(made.pdf, sizes, range(len(sizes)), duplex, several=copies > 1)
        run = choose_run(self._window, whole, copies)
        printer = self._printer(run, smaller=smaller) if run is not None else None
        if run is None or printer is None:
            return
        task = self._context.tasks.run(
            partial(self._print, printer, made, run),
            label=tr("印刷する"),
            done=lambda printed: self._end(Sent(printed, tr("印刷に送りました。"))),
            failed=self._fail,
            cancelled=self._stopped,
        )
        self._begin(task, tr("印刷しています…"))

    def _printer(self, run: PrintRun, *, smaller: bool) -> QPrinter | None:
        """A printer that has the paper; ``None`` where the person left or takes A4 instead."""
        while True:
            printer = printing.ask_printer(self._window, run)
            if printer is None:
                return None
            missing = printing.missing_papers(printing.supported_papers(printer), run)
            if not missing:
                return printer
            answer = without_paper(self._window, missing, smaller=smaller and missing == ["A3"])
            if answer == "small":
                self.smaller_wanted.emit()
            if answer != "other":
                return None

    def _agrees(self, made: papers.Paper) -> bool:
        """Once for each document: what no font has is the person's decision (issue 5, no. 3)."""
        gaps = [one for one in made.missing if one.characters]
        if not gaps or self._agreed is made:
            return True
        if goes_on_without(self._window, missing_words(gaps)):
            self._agreed = made
            return True
        return False

    def _print(
        self, printer: QPrinter, made: papers.Paper, run: PrintRun, progress: Progress
    ) -> papers.Printed:
        papers.check_paper(self._context.store, made)
        count = printing.print_pages(printer, run, progress.step)
        return papers.record_paper(self._context.store, made, whole=count == len(run.sizes))

    def _begin(self, task: Task, doing: str) -> None:
        self._task = task
        self.begun.emit(task, doing)

    def _end(self, sent: Sent) -> None:
        changed = frozenset({sent.printed.handout_uuid})
        self._context.hub.announce(ChangeSet(frozenset({"handout"}), changed, None))
        if shiboken6.isValid(self):
            self._task = None
            self.sent.emit(sent)

    def _fail(self, error: UserFacingError) -> None:
        if shiboken6.isValid(self):
            self._task = None
            self.failed.emit(error)

    def _stopped(self) -> None:
        if shiboken6.isValid(self):
            self._task = None
            self.stopped.emit()


def ask_file(parent: QWidget, proposal: str) -> Path | None:
    """Where to save; asks before an older file is replaced."""
    dialog = QFileDialog(parent, tr("PDFを保存する"), "", tr("PDF (*.pdf)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(proposal)
    if dialog.exec() != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
        return None
    return Path(dialog.selectedFiles()[0])


def open_outside(path: Path) -> bool:
    """Open a saved file or its folder with the system's own program; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
