"""復旧用紙 from the window: the passphrase again, then onto paper or into a file (RELIABILITY §C)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.errors import LockedOut, UserFacingError
from app.i18n import tr
from app.services import recovery
from app.services.changes import ChangeSet
from app.services.recovery import Sheet
from app.ui import theme
from app.ui.context import UiContext
from app.ui.paper import printing, sending
from app.ui.paper.print_choice import question
from app.ui.paper.printing import PrintRun
from app.ui.start.window import PassphraseField
from app.ui.tasks import Progress
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import FieldLabel, Paragraph, SafeLabel

_LONGEST_WAIT = 30
Work = Callable[[Progress], object]


class RecoveryDialog(QDialog):
    """Says what the sheet is and what becomes of the earlier one; ``made`` when it counts.

    A printed sheet counts once the person says that it came out: a jam must not void the one in
    the safe. It is never on screen, where it could be read over a shoulder.
    """

    made = Signal()

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("recovery_dialog")
        self.setWindowTitle(tr("復旧用紙を作る"))
        self.setAccessibleName(tr("復旧用紙を作る"))
        self._context = context
        self._wrong = 0
        self.passphrase = PassphraseField("recovery_passphrase", tr("パスフレーズ"))
        self.problem = Paragraph("", size=13, line=20, colour=theme.AKANE, name="recovery_problem")
        self.problem.hide()
        self.leave = Button(tr("やめる"), "recovery_leave")
        self.save_button = Button(tr("PDFに保存…"), "recovery_save", icon="save")
        self.print_button = Button(tr("印刷…"), "recovery_print", kind="primary", icon="print")
        self._build()
        self.leave.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_out)
        self.print_button.setDefault(True)
        self.passphrase.textChanged.connect(self._allow)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._allow)
        self._busy = False
        self._allow()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(SafeLabel(tr("復旧用紙を作る"), size=20, bold=True))
        for words, colour in self._words():
            text = Paragraph(words, size=14, line=22, colour=colour)
            text.setFixedWidth(theme.px(460))
            column.addWidget(text)
        column.addWidget(FieldLabel(tr("パスフレーズ"), self.passphrase))
        column.addWidget(self.passphrase)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        column.addLayout(row)

    def _words(self) -> list[tuple[str, str]]:
        words = [
            (
                tr(
                    "パスフレーズを忘れたときに、データを開くための紙です。この紙があればだれでも開けるので、金庫などにしまってください。"
                ),
                theme.SUMI,
            )
        ]
        if self._context.store.has_recovery():
            words.append(
                (
                    tr(
                        "新しい用紙を作ると、前の用紙では開けなくなります。前の用紙は裁断してください。"
                    ),
                    theme.YAMA,
                )
            )
        words.append(
            (
                tr("ファイルに保存したときは、印刷したあとでそのファイルを消してください。"),
                theme.NIBI,
            )
        )
        return words

    # Onto paper.

    def print_out(self) -> None:
        """Check the passphrase, print, ask whether the sheet came out, and let it count."""
        store, phrase = self._context.store, self.passphrase.text()
        maker = self._context.settings.organisation

        def make(_progress: Progress) -> tuple[Sheet, list[printing.Size]]:
            from app.reports.preview import page_sizes

            store.admit(phrase)
            sheet = recovery.fresh_sheet(store.clock, maker=maker)
            return sheet, page_sizes(sheet.pdf)

        self._run(make, lambda made: self._to_printer(*made))

    def _to_printer(self, sheet: Sheet, sizes: list[printing.Size]) -> None:
        run = PrintRun(sheet.pdf, sizes, range(len(sizes)))
        printer = printing.ask_printer(self, run)
        if printer is not None:
            self._run(partial(_print, printer, run), lambda _count: self._ask_paper(sheet))

    def _ask_paper(self, sheet: Sheet) -> None:
        box = question(
            self,
            "recovery_came_out",
            tr("用紙は読めるように印刷されましたか。"),
            tr("「印刷された」を選ぶと、この用紙で開けるようになり、前の用紙は使えなくなります。"),
        )
        no = box.addButton(tr("されなかった"), QMessageBox.ButtonRole.RejectRole)
        yes = box.addButton(tr("印刷された"), QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(no)
        box.exec()
        if box.clickedButton() is not yes:
            self._say(tr("まだ何も変えていません。出かかった用紙は裁断してください。"))
            return
        store, phrase = self._context.store, self.passphrase.text()
        self._run(
            lambda _progress: recovery.accept_sheet(store, phrase, sheet),
            lambda _none: self._done(),
        )

    # Into a file.

    def save(self) -> None:
        """Ask for a place, write the sheet and let it count, both or neither."""
        path = sending.ask_file(self, tr("復旧用紙") + ".pdf")
        if path is None:
            return
        store, phrase = self._context.store, self.passphrase.text()
        maker = self._context.settings.organisation
        self._run(
            lambda _progress: recovery.renew_sheet(store, phrase, path, maker=maker),
            lambda _none: self._done(),
        )

    # What both need.

    def _run(self, work: Work, done: Callable[..., object]) -> None:
        self._busy = True
        self._allow()
        self.problem.hide()
        self._context.tasks.run(
            work,
            label=tr("復旧用紙を作る"),
            done=lambda result: self._over(partial(done, result)),
            failed=lambda error: self._over(partial(self._fail, error)),
        )

    def _over(self, then: Callable[[], object]) -> None:
        """Nobody is there any more after a lock: then a sheet that was printed counts for nothing."""
        if shiboken6.isValid(self) and self.isVisible():
            self._busy = False
            self._allow()
            then()

    def _fail(self, error: UserFacingError) -> None:
        self._say(error.sentence())
        if isinstance(error, LockedOut):
            self._wrong += 1
            self._waiting.start(1000 * min(_LONGEST_WAIT, 2 ** (self._wrong - 1)))
            self.passphrase.selectAll()
            self.passphrase.setFocus()
            self._allow()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        layout = self.layout()
        if layout is not None:  # no dialogue grows by itself, and a text would be cut
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _allow(self) -> None:
        ready = bool(self.passphrase.text()) and not self._busy and not self._waiting.isActive()
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)

    def _done(self) -> None:
        kinds = frozenset({"recovery_sheet"})
        self._context.hub.announce(ChangeSet(kinds, frozenset({"recovery_sheet"}), None))
        self.made.emit()
        self.accept()

    def done(self, result: int) -> None:
        """No passphrase stays in the field."""
        self.passphrase.clear()
        super().done(result)


def _print(printer: QPrinter, run: PrintRun, progress: Progress) -> int:
    return printing.print_pages(printer, run, progress.step)


def open_recovery(context: UiContext, parent: QWidget) -> RecoveryDialog:
    """Show the dialogue over ``parent``'s window."""
    dialog = RecoveryDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.passphrase.setFocus()
    return dialog
