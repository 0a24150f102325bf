"""The foot of the preview: what is going on with its progress and 中止, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.tasks import Task
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import SafeLabel

_WAIT_MS = 300  # faster than this nothing is said (§7)
_FULL = 1000
# The bar goes once from left to right: laying out takes about as long as drawing.
_SHARES = {"": (0.0, 1.0), "documents": (0.0, 0.5), "pages": (0.5, 1.0)}


class PreviewFoot(QWidget):
    """``status`` keeps the last words; what is done in between speaks over them."""

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._doing = self._said = ""
        self._task: Task | None = None
        self.status = SafeLabel("", size=13, colour=theme.NIBI, elide=True, name="paper_status")
        self.bar = QProgressBar()
        self.bar.setObjectName("paper_progress")
        self.bar.setAccessibleName(tr("進み具合"))
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(theme.px(120), theme.px(10))
        self.stop_button = Button(tr("中止"), "paper_stop", size="small", key="Esc")
        self.stop_button.clicked.connect(self.stop_wanted)
        self.close_button = Button(tr("閉じる"), "paper_close")
        self.save_button = Button(tr("保存…"), "paper_save", icon="save", key="Ctrl+S")
        # Its key is too long to stand in the button beside the progress.
        self.lock_button = Button(tr("パスワード付きで保存…"), "paper_save_locked")
        self.lock_button.setToolTip(f"{self.lock_button.text()}  Ctrl+Shift+S")
        self.print_button = Button(
            tr("印刷…"), "paper_print", kind="primary", icon="print", key="Ctrl+P"
        )
        self._tips = {
            button: button.toolTip()
            for button in (self.save_button, self.lock_button, self.print_button)
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (20, 10, 20, 10)))
        row.setSpacing(theme.px(8))
        row.addWidget(self.status, 1)
        for widget in (
            self.bar, self.stop_button, self.close_button, self.lock_button, self.save_button,
            self.print_button,
        ):  # fmt: skip
            row.addWidget(widget)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_WAIT_MS)
        self._slow.timeout.connect(self._speak)
        self._show_progress(on=False)

    def say(self, words: str) -> None:
        """Words that stay, also after something in between was done."""
        self._words = words
        if self._task is None or self._slow.isActive():
            self.status.setText(words)

    def watch(self, task: Task, doing: str) -> None:
        """Show how far ``task`` is, after 300 ms; ``doing`` is said before it."""
        self._task, self._doing = task, doing
        self.bar.setRange(0, 0)  # how much there is to do isn't known yet
        task.progressed.connect(self._progressed)
        self._said = doing
        self._slow.start()

    def rest(self) -> None:
        """It is over, one way or the other: the words from before come back."""
        self._task = None
        self._slow.stop()
        self._show_progress(on=False)
        self.status.setText(self._words)

    def _progressed(self, done: int, total: int, stage: str) -> None:
        if self.sender() is not self._task or not total:
            return
        begin, end = _SHARES[stage]
        self.bar.setRange(0, _FULL)
        self.bar.setValue(round(_FULL * (begin + (end - begin) * done / total)))
        if stage == "documents":
            count = tr("書類 {n}/{total}", n=done, total=total)
        else:
            count = tr("{n}/{total}ページ", n=done, total=total)
        self._said = f"{self._doing} {count}"
        if not self._slow.isActive():
            self._speak()

    def _speak(self) -> None:
        self._slow.stop()
        self._show_progress(on=True)
        self.status.setText(self._said)

    def _show_progress(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        self.stop_button.setVisible(on)

    def allow(self, reason: str) -> None:
        """Let save and print be; a ``reason`` says why not."""
        for button, tip in self._tips.items():
            button.setEnabled(not reason)
            button.setToolTip(reason or tip)
