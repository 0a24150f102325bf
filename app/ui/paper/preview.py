"""The paper preview: the very PDF that is saved or printed, page by page (DESIGN-SYSTEM §10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.conference.meeting import Conference
from app.errors import UserFacingError
from app.i18n import language, tr
from app.services import papers
from app.services.cases import get_case
from app.services.changes import ChangeSet
from app.services.conferences import get_conference
from app.services.rare import RareCase, keep_rare, open_rare_of
from app.ui import theme
from app.ui.cases.rare_note import rare_words
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.paper import printing
from app.ui.paper.missing import missing_words
from app.ui.paper.options import OptionsBar, PaperOptions
from app.ui.paper.page_view import PageView
from app.ui.paper.password import ask_password
from app.ui.paper.pictures import PagePictures
from app.ui.paper.thumbnails import Thumbnails
from app.ui.paper.way_in import way_in
from app.ui.paper.words import count_pages, file_name
from app.ui.tasks import Progress, Task
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.labels import SafeLabel
from app.ui.widgets.message_bar import Action
from app.ui.widgets.note import InlineNote

_WAIT_MS = 300  # faster than this nothing is said (§7)
_WIDTH, _HEIGHT = 1180, 720


class PaperPreview(QDialog):
    """Pages, what they are made with, and what to do with them.

    While the document is made anew, the old one stays on screen but can't be saved or printed:
    a click is kept and carried out on the new one.
    """

    def __init__(
        self,
        page: Page,
        context: UiContext,
        kind: papers.Kind,
        case_uuids: Sequence[str],
        conference: Conference | None,
    ) -> None:
        super().__init__(page.window())
        self.setObjectName("paper_preview")
        self.setWindowTitle(tr("印刷の見本"))
        self.setAccessibleName(tr("印刷の見本"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._kind = kind
        self._case_uuids = list(case_uuids)
        self._conference = conference
        self.made: papers.Paper | None = None
        self._sizes: list[printing.Size] = []
        self._round = 0  # which try the document on its way belongs to
        self._making = False
        self._then: Callable[[], object] | None = None
        self._printing: Task | None = None
        self._build(page)
        self.make()

    # Building.

    def _build(self, page: Page) -> None:
        people = self._conference.expected_people if self._conference is not None else None
        self.options = OptionsBar(
            papers=self._kind in {"case_sheet", "packet"},
            language=language(),
            copies=(people or 1) if self._kind in papers.HANDED_OUT else 1,
        )
        self.options.changed.connect(self.make)
        self.pictures = PagePictures(self._context.tasks, self)
        self.view = PageView(self.pictures)
        self.thumbnails = Thumbnails(self.pictures)
        self.thumbnails.chosen.connect(self.view.go_to)
        self.view.page_changed.connect(self.thumbnails.follow)
        self.view.zoom_changed.connect(self._show_zoom)
        self.note = InlineNote(name="paper_note")
        pages = QHBoxLayout()
        pages.setSpacing(0)
        for widget in (self.thumbnails, Rule(vertical=True)):
            pages.addWidget(widget)
        pages.addWidget(self.view, 1)
        self._noted = QWidget()
        noted = QHBoxLayout(self._noted)
        noted.setContentsMargins(*(theme.px(n) for n in (20, 0, 20, 10)))
        noted.addWidget(self.note, 1)
        self._way: Action | None = None
        self.way_button = Button("", "paper_way_in", size="small")
        self.way_button.clicked.connect(self._go_in)
        self.way_button.hide()
        noted.addWidget(self.way_button)
        self._noted.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(self._noted)
        column.addWidget(Rule())
        column.addLayout(pages, 1)
        column.addWidget(Rule())
        column.addLayout(self._foot())
        self._bind_keys()
        room = page.window().size()
        self.resize(
            min(theme.px(_WIDTH), room.width() - theme.px(40)),
            min(theme.px(_HEIGHT), room.height() - theme.px(24)),
        )
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_WAIT_MS)
        self._slow.timeout.connect(lambda: self._say(tr("見本を作っています…")))

    def _top(self) -> QHBoxLayout:
        self._smaller = self._zoom_button("−", "zoom_out", tr("小さく"), "Ctrl+-")
        self._larger = self._zoom_button("＋", "zoom_in", tr("大きく"), "Ctrl++")
        self._smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        self._larger.clicked.connect(lambda: self.view.step_zoom(1))
        self.zoom_label = SafeLabel("", size=13, tabular=True, name="paper_zoom")
        self.zoom_label.setFixedWidth(theme.px(44))
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = self._zoom_button("100%", "zoom_paper", tr("紙と同じ大きさ"), "Ctrl+1")
        self._whole.clicked.connect(lambda: self.view.set_zoom(1.0))
        self._fit = self._zoom_button(tr("幅に合わせる"), "zoom_fit", tr("幅に合わせる"), "Ctrl+0")
        self._fit.clicked.connect(lambda: self.view.set_zoom(0))
        row = QHBoxLayout()
        row.setContentsMargins(*(theme.px(n) for n in (20, 10, 20, 10)))
        row.setSpacing(theme.px(6))
        row.addWidget(self.options)
        row.addStretch(1)
        zooms = (self._smaller, self.zoom_label, self._larger, self._whole, self._fit)
        for widget in zooms:
            row.addWidget(widget)
        return row

    def _zoom_button(self, text: str, name: str, words: str, key: str) -> Button:
        button = Button(text, name, size="small", accessible=words)
        button.setToolTip(f"{words}  {key}")
        return button

    def _foot(self) -> QHBoxLayout:
        self.status = SafeLabel("", size=13, colour=theme.NIBI, elide=True, name="paper_status")
        self.bar = QProgressBar()
        self.bar.setObjectName("print_progress")
        self.bar.setAccessibleName(tr("印刷の進み具合"))
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(theme.px(160), theme.px(10))
        self.bar.hide()
        self.stop_button = Button(tr("中止"), "stop_printing", size="small")
        self.stop_button.clicked.connect(self._stop)
        self.stop_button.hide()
        self.close_button = Button(tr("閉じる"), "paper_close")
        self.close_button.clicked.connect(self.close)
        self.save_button = Button(tr("保存…"), "paper_save", icon="save", key="Ctrl+S")
        self.save_button.clicked.connect(lambda: self._when_made(self.save))
        self.lock_button = Button(
            tr("パスワード付きで保存…"), "paper_save_locked", key="Ctrl+Shift+S"
        )
        self.lock_button.clicked.connect(lambda: self._when_made(self.save_locked))
        self.print_button = Button(
            tr("印刷…"), "paper_print", kind="primary", icon="print", key="Ctrl+P"
        )
        self.print_button.clicked.connect(lambda: self._when_made(self.print_out))
        row = QHBoxLayout()
        row.setContentsMargins(*(theme.px(n) for n in (20, 10, 20, 10)))
        row.setSpacing(theme.px(8))
        row.addWidget(self.status, 1)
        for widget in (
            self.bar, self.stop_button, self.close_button, self.lock_button, self.save_button,
            self.print_button,
        ):  # fmt: skip
            row.addWidget(widget)
        return row

    def _bind_keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl++", self._larger.click),
            ("Ctrl+=", self._larger.click),  # the same key without Shift
            ("Ctrl+-", self._smaller.click),
            ("Ctrl+0", self._fit.click),
            ("Ctrl+1", self._whole.click),
            ("Ctrl+S", self.save_button.click),
            ("Ctrl+Shift+S", self.lock_button.click),
            ("Ctrl+P", self.print_button.click),
        )
        for key, run in keys:
            QShortcut(QKeySequence(key), self).activated.connect(run)

    # Making the document.

    def make(self) -> None:
        """Make the document with the options now chosen."""
        options = self.options.options()
        if options is None:
            return
        self._round += 1
        self._making = True
        self._slow.start()
        mine = self._round
        self._context.tasks.run(
            self._work(options),
            label=tr("見本を作る"),
            done=lambda made: self._if_current(mine, partial(self._show, made)),
            failed=lambda error: self._if_current(mine, partial(self._refuse, error)),
        )

    def _work(self, options: PaperOptions) -> Callable[[Progress], _Made]:
        store, kind, uuids = self._context.store, self._kind, self._case_uuids
        conference = self._conference
        maker = self._context.settings.organisation

        def work(_progress: Progress) -> _Made:
            from app.reports.preview import page_sizes

            made = papers.preview(
                store,
                kind,
                uuids,
                conference_uuid=conference.uuid if conference is not None else None,
                paper=options.paper,
                copies=options.copies,
                lang=options.language,
                maker=maker,
                duplex=options.duplex,
            )
            return made, page_sizes(made.pdf)

        return work

    def _if_current(self, mine: int, run: Callable[[], object]) -> None:
        """A window that was closed, or asked for something else since, doesn't care."""
        if shiboken6.isValid(self) and mine == self._round:
            self._making = False
            self._slow.stop()
            run()

    def _show(self, result: _Made) -> None:
        self.made, self._sizes = result
        self.pictures.show_pdf(self.made.pdf)
        self.thumbnails.show_pages(self._sizes)
        self.view.show_pages(self._sizes)
        self.thumbnails.follow(self.view.current_page())
        self._show_zoom()
        self._allow(allowed=True)
        self._say(count_pages(self.made, len(self._sizes)))
        self._show_missing(self.made)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_missing(self, made: papers.Paper) -> None:
        self._show_way(None)
        self._noted.setVisible(bool(made.missing))
        if made.missing:
            self.note.set_note(missing_words(made.missing), kind="yama")
            return
        asked = next(iter(open_rare_of(self._context.store, self._case_uuids)), None)
        if asked is not None:
            self._ask_rare(asked)

    def _ask_rare(self, asked: RareCase) -> None:
        """A hint about what could tell who it is; printing goes on all the same."""
        no = "–" if asked.case_no is None else asked.case_no
        words = rare_words(asked.rare)
        self.note.set_note(tr("No.{no}　{words}", no=no, words=words), kind="yama")

        def keep() -> None:
            self._context.hub.announce(keep_rare(self._context.store, asked))
            if self.made is not None:
                self._show_missing(self.made)

        self._show_way(Action(tr("このままでよい"), "rare_keep", keep))
        self._noted.show()

    def _refuse(self, error: UserFacingError) -> None:
        """Nothing can be made: one sentence in place of pages."""
        self.made, self._sizes, self._then = None, [], None
        self.pictures.show_pdf(b"")
        self.thumbnails.show_pages([])
        self.view.show_pages([])
        self._allow(allowed=False)
        self._show_zoom()
        self._say("")
        self._tell(error)

    def _tell(self, error: UserFacingError) -> None:
        self.note.set_note(error.sentence(), kind="akane")
        self._show_way(way_in(self._context, self._case_uuids, self.close))
        self._noted.show()

    def _show_way(self, way: Action | None) -> None:
        self._way = way
        self.way_button.setText(way.label if way is not None else "")
        self.way_button.setVisible(way is not None)

    def _go_in(self) -> None:
        if self._way is not None:
            self._way.run()

    def _allow(self, *, allowed: bool) -> None:
        reason = "" if allowed else tr("見本ができていません。")
        self.thumbnails.setVisible(allowed)
        for button in (self.save_button, self.lock_button, self.print_button):
            button.setEnabled(allowed)
            button.setToolTip(reason)

    def _say(self, words: str) -> None:
        self.status.setText(words)

    def _show_zoom(self) -> None:
        self.zoom_label.setText(f"{self.view.zoom() * 100:.0f}%" if self._sizes else "–")

    # Saving and printing.

    def _when_made(self, run: Callable[[], object]) -> None:
        if self._making:
            self._then = run
        elif self.made is not None:
            run()

    def save_locked(self) -> None:
        """Ask for a password, then save behind it."""
        password = ask_password(self)
        if password is not None:
            self.save(password)

    def save(self, password: str = "") -> None:
        """Ask for a place and write the very bytes that are on screen, behind a password or not."""
        made = self.made
        path = ask_file(self, self.file_name()) if made is not None else None
        if made is None or path is None:
            return
        store = self._context.store
        self._context.tasks.run(
            lambda _progress: papers.save_paper(store, made, path, password),
            label=tr("PDFを保存する"),
            done=lambda printed: self._finished(
                printed, tr("保存しました：{name}", name=path.name)
            ),
            failed=self._failed,
        )

    def print_out(self) -> None:
        """Ask for a printer and print every page of every copy."""
        made, sizes = self.made, self._sizes
        if made is None or self._printing is not None:
            return
        printer = printing.ask_printer(self, sizes)
        if printer is None:
            return
        task = self._context.tasks.run(
            partial(self._print_work, printer, made, sizes),
            label=tr("印刷する"),
            done=lambda printed: self._finished(printed, tr("印刷に送りました。")),
            failed=self._failed,
            cancelled=self._stopped,
        )
        self._printing = task
        task.progressed.connect(self._progressed)
        self.stop_button.show()

    def _print_work(
        self,
        printer: QPrinter,
        made: papers.Paper,
        sizes: list[printing.Size],
        progress: Progress,
    ) -> papers.Printed:
        papers.check_paper(self._context.store, made)
        printing.print_pages(printer, made.pdf, sizes, progress.step)
        return papers.record_paper(self._context.store, made)

    def _progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.show()
        self._say(tr("印刷しています… {n}/{total}ページ", n=done + 1, total=total))

    def _stop(self) -> None:
        if self._printing is not None:
            self._printing.cancel()

    def _stopped(self) -> None:
        if shiboken6.isValid(self):
            self._end_printing()
            self._say(tr("印刷を中止しました。"))

    def _finished(self, printed: papers.Printed, words: str) -> None:
        changes = ChangeSet(frozenset({"handout"}), frozenset({printed.handout_uuid}), None)
        self._context.hub.announce(changes)
        if shiboken6.isValid(self):
            self._end_printing()
            self._say(words)
            self._noted.setVisible(bool(printed.missing))

    def _failed(self, error: UserFacingError) -> None:
        if shiboken6.isValid(self):
            self._end_printing()
            self._tell(error)

    def _end_printing(self) -> None:
        self._printing = None
        self.bar.hide()
        self.stop_button.hide()

    def file_name(self) -> str:
        """A name without any person's name: 事例シート_第27回.pdf."""
        number = self._conference.number if self._conference is not None else None
        no = None
        if number is None and len(self._case_uuids) == 1:
            no = get_case(self._context.store, self._case_uuids[0]).case_no
        return file_name(self._kind, number, no)


_Made = tuple[papers.Paper, list[printing.Size]]


def ask_file(parent: QWidget, proposal: str) -> Path | None:
    """Where to save; asks before an older file is replaced."""
    dialog = QFileDialog(parent, tr("PDFを保存する"), "", tr("PDF (*.pdf)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(proposal)
    if dialog.exec() != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
        return None
    return Path(dialog.selectedFiles()[0])


def preview_case_sheet(
    page: Page,
    context: UiContext,
    case_uuids: Sequence[str],
    *,
    conference_uuid: str | None = None,
) -> PaperPreview:
    """Show the case sheets of these cases, for a conference where one is named."""
    return preview_paper(page, context, "case_sheet", case_uuids, conference_uuid=conference_uuid)


def preview_judgement_sheet(
    page: Page,
    context: UiContext,
    case_uuids: Sequence[str],
    *,
    conference_uuid: str | None = None,
) -> PaperPreview:
    """Show the ADL–IADL judgement sheets of these cases."""
    return preview_paper(
        page, context, "judgement_sheet", case_uuids, conference_uuid=conference_uuid
    )


def preview_paper(
    page: Page,
    context: UiContext,
    kind: papers.Kind,
    case_uuids: Sequence[str] = (),
    *,
    conference_uuid: str | None = None,
) -> PaperPreview:
    """Show the paper ``kind`` of these cases, for a conference where one is named."""
    conference = get_conference(context.store, conference_uuid) if conference_uuid else None
    dialog = PaperPreview(page, context, kind, case_uuids, conference)
    dialog.show()
    dialog.thumbnails.setFocus()
    return dialog


def preview_minutes(page: Page, context: UiContext, conference_uuid: str) -> PaperPreview:
    """Show the minutes of a meeting."""
    return preview_paper(page, context, "minutes", conference_uuid=conference_uuid)
