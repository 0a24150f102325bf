"""The paper preview: the very PDF that is saved or printed, page by page (DESIGN-SYSTEM §10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.conference.meeting import Conference
from app.errors import UserFacingError
from app.i18n import language, tr
from app.services import papers
from app.services.cases import get_case
from app.services.conferences import get_conference
from app.services.rare import RareCase, keep_rare
from app.ui import theme
from app.ui.cases.rare_note import rare_words
from app.ui.context import UiContext
from app.ui.keys_dialog import KeysDialog
from app.ui.page import Page
from app.ui.paper.foot import PreviewFoot
from app.ui.paper.keys import preview_keys
from app.ui.paper.making import Made, PaperMaker
from app.ui.paper.missing import missing_words
from app.ui.paper.note_strip import NoteStrip
from app.ui.paper.options import OptionsBar, PaperOptions
from app.ui.paper.page_view import PageView
from app.ui.paper.password import ask_password
from app.ui.paper.pictures import PagePictures
from app.ui.paper.printing import Size
from app.ui.paper.sending import PaperSender, Sent, open_outside
from app.ui.paper.thumbnails import Thumbnails
from app.ui.paper.way_in import way_in
from app.ui.paper.words import count_pages, file_name
from app.ui.paper.zoom_bar import ZoomBar
from app.ui.tasks import Task
from app.ui.widgets.card import Rule
from app.ui.widgets.message_bar import Action

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
        issues: Sequence[str] = (),
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
        self._sizes: list[Size] = []
        self._shown: PaperOptions | None = None  # what the pages on screen were made with
        self._wanted: PaperOptions | None = None  # what was asked for last
        self._then: Callable[[], object] | None = None
        self._saved: Sent | None = None
        self._rare: tuple[RareCase, ...] = ()
        self.maker = PaperMaker(context, kind, case_uuids, conference, self, issues)
        self.sending = PaperSender(context, self)
        self._build(page)
        self._connect()
        self._bind_keys()
        self.make()

    # Building.

    def _build(self, page: Page) -> None:
        people = self._conference.expected_people if self._conference is not None else None
        self.options = OptionsBar(
            papers=self._has_small(),
            language=language(),
            copies=(people or 1) if self._kind in papers.HANDED_OUT else 1,
        )
        self.pictures = PagePictures(self._context.tasks, self)
        self.view = PageView(self.pictures)
        self.zooms = ZoomBar(self.view)
        self.thumbnails = Thumbnails(self.pictures)
        self.strip = NoteStrip()
        self.note, self.way_button = self.strip.note, self.strip.buttons[0]
        self.foot = PreviewFoot()
        self.status = self.foot.status
        top = QHBoxLayout()
        top.setContentsMargins(*(theme.px(n) for n in (20, 10, 20, 10)))
        top.setSpacing(theme.px(6))
        top.addWidget(self.options)
        top.addStretch(1)
        top.addWidget(self.zooms)
        pages = QHBoxLayout()
        pages.setSpacing(0)
        for widget in (self.thumbnails, Rule(vertical=True)):
            pages.addWidget(widget)
        pages.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.strip)
        column.addWidget(Rule())
        column.addLayout(pages, 1)
        column.addWidget(Rule())
        column.addWidget(self.foot)
        room = page.window().size()
        self.resize(
            min(theme.px(_WIDTH), room.width() - theme.px(40)),
            min(theme.px(_HEIGHT), room.height() - theme.px(24)),
        )

    def _has_small(self) -> bool:
        """Whether this paper comes as A3 and as A4."""
        return self._kind in {"case_sheet", "packet"}

    def _connect(self) -> None:
        self.options.changed.connect(self.make)
        self.thumbnails.chosen.connect(self.view.go_to)
        self.view.page_changed.connect(self.thumbnails.follow)
        self.maker.begun.connect(lambda task: self.foot.watch(task, tr("見本を作っています…")))
        self.maker.made.connect(self._show)
        self.maker.refused.connect(self._refuse)
        self.maker.stopped.connect(self._making_stopped)
        self.sending.begun.connect(self._sending)
        self.sending.sent.connect(self._sent)
        self.sending.failed.connect(self._failed)
        self.sending.stopped.connect(self._sending_stopped)
        self.sending.smaller_wanted.connect(self._print_smaller)
        foot = self.foot
        foot.stop_wanted.connect(self.stop)
        foot.close_button.clicked.connect(self.close)
        foot.save_button.clicked.connect(lambda: self._when_made(self.save))
        foot.lock_button.clicked.connect(lambda: self._when_made(self.save_locked))
        foot.print_button.clicked.connect(lambda: self._when_made(self.print_out))
        self.save_button, self.lock_button = foot.save_button, foot.lock_button
        self.print_button, self.stop_button = foot.print_button, foot.stop_button
        self.finished.connect(self.maker.drop)  # what is on its way to a printer goes on

    def _bind_keys(self) -> None:
        zooms, foot = self.zooms, self.foot
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl++", zooms.larger.click),
            ("Ctrl+=", zooms.larger.click),  # the same key without Shift
            ("Ctrl+-", zooms.smaller.click),
            ("Ctrl+0", zooms.fit.click),
            ("Ctrl+1", zooms.whole.click),
            ("Ctrl+S", foot.save_button.click),
            ("Ctrl+Shift+S", foot.lock_button.click),
            ("Ctrl+P", foot.print_button.click),
            ("Ctrl+O", self.open_saved),
            ("Ctrl+R", self.make_again),
            ("F1", self._show_keys),
        )
        for key, run in keys:
            QShortcut(QKeySequence(key), self).activated.connect(run)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.maker.busy() or self.sending.busy()):
            self.stop()
            return
        super().keyPressEvent(event)

    def _show_keys(self) -> None:
        dialog = KeysDialog(preview_keys(), self, alone=True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Making the document.

    def make(self) -> None:
        """Make the document with the options now chosen."""
        options = self.options.options()
        if options is not None:
            self._wanted = options
            self.maker.make(options)

    def make_again(self) -> None:
        """Make what was asked for last, also when it was stopped."""
        if self._wanted is not None and not self.sending.busy():
            self.options.set_options(self._wanted)
            self.make()

    def stop(self) -> None:
        """中止: printing first, else the making; nothing half made is kept."""
        if self.sending.busy():
            self.sending.stop()
        else:
            self.maker.stop()

    def _show(self, result: Made) -> None:
        self.made, self._sizes, self._rare = result.paper, result.sizes, result.rare
        self._shown, self._saved = self._wanted, None
        self.pictures.show_pdf(self.made.pdf)
        self.thumbnails.show_pages(self._sizes)
        self.view.show_pages(self._sizes)
        self.thumbnails.follow(self.view.current_page())
        self.zooms.refresh()
        self._allow("")
        self.foot.say(count_pages(self.made, len(self._sizes)))
        self.foot.rest()
        self._show_missing(self.made)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _making_stopped(self) -> None:
        self._then = None
        self.foot.rest()
        again = Action(tr("もう一度作る"), "paper_again", self.make_again)
        if self._shown is None:
            self._allow(tr("見本ができていません。"))
            self.strip.tell(tr("見本を作るのを中止しました。"), "ai", again)
            return
        self.options.set_options(self._shown)  # what is on screen, so what is printed
        self.strip.tell(tr("見本を作るのを中止しました。前の見本のままです。"), "ai", again)

    def _show_missing_again(self) -> None:
        if self.made is not None:
            self._show_missing(self.made)

    def _show_missing(self, made: papers.Paper) -> None:
        self.strip.clear()
        if made.missing:
            self.strip.tell(missing_words(made.missing), "yama")
            return
        if self._rare:
            self._ask_rare(self._rare[0])

    def _ask_rare(self, asked: RareCase) -> None:
        """A hint about what could tell who it is; printing goes on all the same."""
        no = "–" if asked.case_no is None else asked.case_no

        def keep() -> None:
            self._rare = self._rare[1:]
            self._context.hub.announce(keep_rare(self._context.store, asked))
            self._show_missing_again()

        words = tr("No.{no}　{words}", no=no, words=rare_words(asked.rare))
        self.strip.tell(words, "yama", Action(tr("このままでよい"), "rare_keep", keep))

    def _refuse(self, error: UserFacingError) -> None:
        """Nothing can be made: one sentence in place of pages."""
        self.made, self._sizes, self._then, self._shown = None, [], None, None
        self.pictures.show_pdf(b"")
        self.thumbnails.show_pages([])
        self.view.show_pages([])
        self._allow(tr("見本ができていません。"))
        self.zooms.refresh()
        self.foot.say("")
        self.foot.rest()
        self._tell(error)

    def _tell(self, error: UserFacingError) -> None:
        way = way_in(self._context, self._case_uuids, self.close)
        self.strip.tell(error.sentence(), "akane", *([way] if way is not None else []))

    def _allow(self, reason: str) -> None:
        """Let save and print be, or say why not."""
        self.thumbnails.setVisible(bool(self._sizes))
        self.foot.allow(reason)

    # Saving and printing.

    def _when_made(self, run: Callable[[], object]) -> None:
        if self.maker.busy():
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
        if self.made is not None:
            self.sending.save(self.made, self.file_name(), password)

    def print_out(self) -> None:
        """Ask for copies and a printer and print."""
        if self.made is not None:
            self.sending.print_out(self.made, self._sizes, smaller=self._has_small())

    def _print_smaller(self) -> None:
        options = self.options.options()
        if options is not None:
            self.options.set_options(options.small())
            self._then = self.print_out
            self.make()

    def open_saved(self) -> None:
        """Open the file that was just saved with the system's own program."""
        if self._saved is not None and self._saved.path is not None:
            self._outside(open_outside(self._saved.path))

    def _open_folder(self) -> None:
        if self._saved is not None and self._saved.path is not None:
            self._outside(open_outside(self._saved.path.parent))

    def _outside(self, opened: bool) -> None:  # noqa: FBT001 - what the system answered
        if not opened:
            self.strip.tell(tr("この端末には、これを開くプログラムがありません。"), "yama")

    def _sending(self, task: Task, doing: str) -> None:
        """Other options would wait behind it: they come back when it is done."""
        self.thumbnails.setFocus()
        self.options.setEnabled(False)
        self._allow(tr("終わるまでお待ちください。"))
        self.strip.clear()
        self.foot.watch(task, doing)

    def _rest(self) -> None:
        self.options.setEnabled(True)
        self._allow("")
        self.foot.rest()

    def _sent(self, sent: Sent) -> None:
        self.foot.say(sent.words)
        self._rest()
        if sent.path is None:
            self._show_missing_again()
            return
        self._saved = sent
        words = tr("保存しました。開くと、そのプログラムに履歴や写しが残ることがあります。")
        self.strip.tell(
            words,
            "moegi",
            Action(tr("PDFを開く"), "paper_open", self.open_saved),
            Action(tr("フォルダを開く"), "paper_folder", self._open_folder),
        )

    def _sending_stopped(self) -> None:
        self.foot.say(tr("印刷を中止しました。"))
        self._rest()
        self._show_missing_again()

    def _failed(self, error: UserFacingError) -> None:
        self._rest()
        self._tell(error)

    def file_name(self) -> str:
        """A name without any person's name: 事例シート_第27回.pdf."""
        number = self._conference.number if self._conference is not None else None
        no = None
        if number is None and len(self._case_uuids) == 1:
            no = get_case(self._context.store, self._case_uuids[0]).case_no
        return file_name(self._kind, number, no)


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
    issues: Sequence[str] = (),
) -> PaperPreview:
    """Show the paper ``kind`` of these cases, for a conference where one is named.

    ``issues`` are the community issues of a policy sheet; without, all of them.
    """
    conference = get_conference(context.store, conference_uuid) if conference_uuid else None
    dialog = PaperPreview(page, context, kind, case_uuids, conference, issues)
    dialog.show()
    dialog.thumbnails.setFocus()
    return dialog


def preview_minutes(page: Page, context: UiContext, conference_uuid: str) -> PaperPreview:
    """Show the minutes of a meeting."""
    return preview_paper(page, context, "minutes", conference_uuid=conference_uuid)
