"""Long work of the page: what is done, how far it is, and 中止; shown only after a moment."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from app.i18n import tr
from app.ui import theme
from app.ui.tasks import Task
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import SafeLabel

_WAIT_MS = 300  # faster than this nothing is said (§7)


class WorkStrip(QFrame):
    """One piece of work at a time; the newest is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcome_work")
        self.setProperty("note", "ai")
        self._task: Task | None = None
        self.text = SafeLabel("", colour=theme.AI_D, elide=True, name="outcome_work_text")
        self.bar = QProgressBar()
        self.bar.setObjectName("outcome_work_progress")
        self.bar.setAccessibleName(tr("進み具合"))
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(theme.px(140), theme.px(10))
        self.stop = Button(tr("中止"), "outcome_work_stop", size="small")
        self.stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (10, 3, 8, 3)))
        row.setSpacing(theme.px(10))
        row.addWidget(self.text, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_WAIT_MS)
        self._slow.timeout.connect(self.show)
        self.hide()

    def watch(self, task: Task, words: str) -> None:
        """Show ``task`` until it is over."""
        self._task = task
        self.text.setText(words)
        self.setAccessibleName(words)
        self.bar.setRange(0, 0)
        task.progressed.connect(self._progressed)
        task.finished.connect(self._finished)
        self._slow.start()

    def _progressed(self, done: int, total: int, _stage: str) -> None:
        if self.sender() is self._task and total > 1:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _finished(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self._slow.stop()
            self.hide()

    def _cancel(self) -> None:
        if self._task is not None:
            self.text.setText(tr("中止しています…"))
            self._task.cancel()
