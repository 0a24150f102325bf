"""page_import: a file on its way into the cases, aligned and looked through (DOMAIN.md §1.2)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import InputRefused, UserFacingError
from app.exchange.conflicts import FieldConflict, Side
from app.exchange.foreign_findings import Finding
from app.exchange.foreign_grid import Grid, join_cells, retype, shift, skip_row, split_cell
from app.exchange.foreign_mapping import with_keep, with_target
from app.exchange.sheet_file import PasswordNeeded
from app.i18n import tr
from app.services.changes import ChangeSet
from app.services.files import ImportReport
from app.services.sheets import SheetDraft, answered, choose_sheet, with_grid, with_mapping
from app.ui import theme
from app.ui.cases.import_bars import CellStrip, FileBar, KeyFoot, ReadingNote
from app.ui.cases.import_outcomes import ImportOutcomes
from app.ui.cases.import_side import ImportSide, remarks
from app.ui.cases.import_state import ImportState, Trial
from app.ui.cases.import_table import SheetModel, SheetView
from app.ui.cases.import_work import Opened, open_file, take_in, try_out
from app.ui.context import UiContext
from app.ui.page import Crumb, KeyHelp, Page
from app.ui.tasks import Task
from app.ui.undo import SnapshotStack
from app.ui.widgets.buttons import Button

SIDE, SIDE_NARROW = 330, 280
TRY_AFTER_MS = 250


class ImportPage(Page):
    """One screen to align a sheet, one to see what would happen case by case."""

    page_name = "page_import"
    section = "page_cases"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._path = Path()
        self._password: str | None = None  # of the file on screen, gone with it
        self._steps: SnapshotStack[ImportState] = SnapshotStack(ImportState(), context.clock)
        self._trial = Trial()
        self._tried: ImportState | None = None
        self._task: Task | None = None
        self.model = SheetModel(self)
        self.view = SheetView(self.model)
        self.side = ImportSide()
        self.outcomes = ImportOutcomes()
        self.strip = CellStrip()
        self.bar = FileBar()
        self.reading = ReadingNote()
        self._take = Button(tr("取り込む"), "import_take", kind="primary")
        self._take.setEnabled(False)
        self._take.clicked.connect(self._take_in)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TRY_AFTER_MS)
        self._later.timeout.connect(self._try)
        self._build()
        self._connect()

    def _build(self) -> None:
        sheet = QWidget()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.strip)
        left.addWidget(self.view, 1)
        left.addWidget(KeyFoot())
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self._sheet = sheet
        self._stack = QStackedWidget()
        for view in (self.reading, sheet, self.outcomes):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.bar.view_chosen.connect(self._show_view)
        self.bar.sheet_chosen.connect(self._choose_sheet)
        self.reading.stopped.connect(self._stop)
        self.reading.other_wanted.connect(self._ask_for_file)
        self.reading.password_given.connect(self._open)
        self.strip.target_chosen.connect(self._choose_target)
        self.strip.keep_chosen.connect(self._choose_keep)
        self.model.retyped.connect(
            lambda row, column, text: self._align(lambda grid: retype(grid, row, column, text))
        )
        self.view.shift_wanted.connect(self._shift)
        self.view.split_wanted.connect(self._split)
        self.view.join_wanted.connect(
            lambda: self._align(lambda grid: join_cells(grid, *self._here()))
        )
        self.view.skip_wanted.connect(self._skip)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        self.side.place_wanted.connect(self._go)
        self.side.answered.connect(self._answer)
        self.outcomes.sides_chosen.connect(self._choose_sides)
        for key, run in (
            ("Ctrl+Return", self._take.click),
            ("Ctrl+.", self._next_remark),
            ("Ctrl+T", self.strip.choose_target),
            ("Escape", self._drop),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # Header.

    @property
    def title(self) -> str:
        return tr("ファイルから取り込む")

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(tr("事例"), "page_cases")]

    def header_widgets(self) -> list[QWidget]:
        drop = Button(tr("やめる"), "import_drop", key="Esc")
        drop.clicked.connect(self._drop)
        return [drop, self._take]

    def keys(self) -> list[KeyHelp]:
        return [
            KeyHelp("Ctrl+.", tr("次の確かめること")),
            KeyHelp("1…9", tr("確かめることに答える")),
            KeyHelp("Ctrl+→", tr("ここから右を1つ右へ動かす")),
            KeyHelp("Ctrl+←", tr("ここから右を1つ左へ動かす")),
            KeyHelp("Ctrl+/", tr("セルを2つに分ける（もう一度押すと文字の位置で分かれる）")),
            KeyHelp("Ctrl+J", tr("右のセルとつなげる")),
            KeyHelp("Ctrl+-", tr("この行を読まない・読む")),
            KeyHelp("F2", tr("セルの文字を直す")),
            KeyHelp("Ctrl+T", tr("この列を何として読むか選ぶ")),
            KeyHelp("Ctrl+Z", tr("元に戻す")),
            KeyHelp("Ctrl+Enter", tr("取り込む")),
            KeyHelp("Esc", tr("何も取り込まずに戻る")),
        ]

    # What the shell asks for.

    def opened(self, **params: object) -> None:
        path = params.get("path")
        if path is not None:
            self._path = Path(str(path))
            self._open()

    def leave(self) -> bool:
        self._stop()
        self._password = None
        return True

    def keep(self) -> bool:
        return True  # nothing is taken in before it is asked for, and reading goes on

    def place(self) -> Crumb | None:
        """The same file, read anew."""
        return Crumb("", self.page_name, {"path": str(self._path)})

    def undo(self) -> bool:
        return self._stepped(self._steps.undo())

    def redo(self) -> bool:
        return self._stepped(self._steps.redo())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() <= theme.px(theme.NARROW_WIDTH)
        self.side.setFixedWidth(theme.px(SIDE_NARROW if narrow else SIDE))

    # Reading the file.

    def _open(self, password: str | None = None) -> None:
        self._stop()
        self._password = password
        self.failed.emit(None)
        self._take.setEnabled(False)
        self.bar.show_file(self._path.name)
        self.reading.show_reading()
        self._stack.setCurrentWidget(self.reading)
        store, path = self.context.store, self._path
        self._task = self.context.tasks.run(
            lambda _progress: open_file(store, path, password),
            label=tr("ファイルを読む"),
            done=self._opened_file,
            failed=self._refused_file,
        )

    def _opened_file(self, opened: Opened) -> None:
        if self._task is None:
            return  # stopped meanwhile
        self._task = None
        self._steps.reset(opened.state)
        self._tried = opened.state
        self._trial = opened.trial
        draft = opened.state.draft
        if draft is None and opened.trial.reasons:
            self.reading.show_refusal(refusal_words(opened.trial.reasons))
            return
        self.bar.show_draft(draft)
        self._show(fresh=True)
        self._show_view("sheet" if draft is not None else "cases")

    def _refused_file(self, refusal: UserFacingError) -> None:
        if self._task is not None:
            self._task = None
            if isinstance(refusal, PasswordNeeded):
                self.reading.show_password(refusal.sentence())
            else:
                self.reading.show_refusal(refusal.sentence())

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.reading.show_refusal(tr("読むのをやめました。何も取り込んでいません。"))

    def _ask_for_file(self) -> None:
        from app.ui.cases.file_dialogs import choose_file

        path = choose_file(self)
        if path is not None:
            self._path = path
            self._open()

    # Aligning.

    @property
    def state(self) -> ImportState:
        """What was decided so far."""
        return self._steps.value

    def _draft(self) -> SheetDraft:
        draft = self.state.draft
        assert draft is not None  # noqa: S101 - only the sheet's own widgets ask
        return draft

    def _here(self) -> tuple[int, int]:
        index = self.view.currentIndex()
        return max(index.row(), 0), max(index.column(), 0)

    def _align(self, change: Callable[[Grid], Grid]) -> None:
        try:
            grid = change(self._draft().grid)
        except InputRefused as refusal:
            self.failed.emit(refusal)
            return
        self._push(self.state.with_draft(with_grid(self._draft(), grid)))

    def _shift(self, by: int) -> None:
        row, column = self._here()
        width = self._draft().grid.width
        self._align(lambda grid: shift(grid, row, column, by))
        moved = self.model.index(row, min(max(column + by, 0), max(width, 1)))
        if moved.isValid():
            self.view.setCurrentIndex(moved)

    def _split(self, at: int) -> None:
        row, column = self._here()
        self._align(lambda grid: split_cell(grid, row, column, at))
        self.view.setFocus()

    def _skip(self) -> None:
        row, _ = self._here()
        skipped = self._draft().grid.rows[row].skipped
        self._align(lambda grid: skip_row(grid, row, skipped=not skipped))

    def _answer(self, finding: Finding, choice: str) -> None:
        try:
            draft = answered(self._draft(), finding, choice)
        except InputRefused as refusal:
            self.failed.emit(refusal)
            return
        self._push(self.state.with_draft(draft))

    def _choose_target(self, target: str) -> None:
        _, column = self._here()
        mapping = with_target(self._draft().mapping, column, target or None)
        self._push(self.state.with_draft(with_mapping(self._draft(), mapping)))

    def _choose_keep(self, keep: bool) -> None:  # noqa: FBT001 - a slot
        _, column = self._here()
        mapping = with_keep(self._draft().mapping, column, keep=keep)
        self._push(self.state.with_draft(with_mapping(self._draft(), mapping)))

    def _choose_sheet(self, name: str) -> None:
        self._push(self.state.with_draft(choose_sheet(self.context.store, self._draft(), name)))

    def _choose_sides(self, found: tuple[FieldConflict, ...], side: Side) -> None:
        self._push(self.state.with_side(found, side))

    def _push(self, state: ImportState) -> None:
        self.failed.emit(None)
        self._steps.push(state)
        self._show()

    def _stepped(self, state: ImportState | None) -> bool:
        if state is None:
            return False
        self.failed.emit(None)
        self.bar.show_draft(state.draft)
        self._show()
        return True

    # Showing.

    def _show(self, *, fresh: bool = False) -> None:
        draft = self.state.draft
        if draft is not None:
            kept = self.view.currentIndex()
            place = (max(kept.row(), 0), max(kept.column(), 0)) if not fresh else (0, 0)
            self.model.show_draft(draft)
            if fresh:
                self.view.fit_columns()
            if not self.view.currentIndex().isValid() or fresh:
                self.view.setCurrentIndex(self.model.index(*place))
        if self.state is self._tried:
            self._show_trial()
        else:
            self._take.setEnabled(False)
            self._later.start()
        self._show_remarks()
        self._show_cell()

    def _show_remarks(self) -> None:
        draft = self.state.draft
        if draft is not None:
            check = self._trial.check if self.state is self._tried else None
            answering = self.side.list.hasFocus()
            self.side.show_remarks(remarks(draft, check))
            if answering and self.side.current() is None:
                self.view.setFocus()  # the list is gone, and the keys with it

    def _try(self) -> None:
        store, path, state = self.context.store, self._path, self.state
        password = self._password
        self.context.tasks.run(
            lambda _progress: (state, try_out(store, path, state, password)),
            label=tr("試しに取り込む"),
            done=self._tried_out,
            failed=self.failed.emit,
        )

    def _tried_out(self, result: tuple[ImportState, Trial]) -> None:
        state, trial = result
        if state is not self.state:
            return  # aligned further meanwhile; a newer trial is on its way
        self._tried, self._trial = state, trial
        self._show_trial()
        self._show_remarks()

    def _show_trial(self) -> None:
        trial = self._trial
        if trial.check is not None:
            self.model.show_check(trial.check)
        self.outcomes.show_trial(trial, self.state)
        self.bar.show_trial(trial)
        new = trial.count("created") + trial.count("updated")
        decided = sum(bool(fields) for fields in self.state.decisions.values())
        n = new + min(decided, trial.count("undecided"))
        self._take.setText(tr("{n}件を取り込む", n=n) if n else tr("取り込む"))
        self._take.setEnabled(trial.ready and n > 0)
        self._take.setToolTip(
            "\n".join(trial.reasons[:12]) or ("" if n else tr("取り込むと変わる事例はありません。"))
        )
        self._show_cell()

    def _show_cell(self) -> None:
        draft = self.state.draft
        if draft is not None and draft.grid.rows:
            row, column = self._here()
            self.strip.show_cell(draft, row, column, self.model.reason(row, column))
            self.side.show_for(row, column)

    def _show_view(self, view: str) -> None:
        self.bar.show_view(view)
        self._stack.setCurrentWidget(self._sheet if view == "sheet" else self.outcomes)
        (self.view if view == "sheet" else self.outcomes.cases).setFocus()

    def _go(self, row: int, column: int) -> None:
        self.view.setCurrentIndex(self.model.index(row, column))
        self.view.setFocus()

    def _next_remark(self) -> None:
        """Into the list of what to confirm, at the first or next line."""
        if self.state.draft is None:
            return
        self._show_view("sheet")
        here = self.side.list.currentIndex()
        if self.side.list.hasFocus() and here.row() + 1 < self.side.model.rowCount():
            self.side.list.setCurrentIndex(self.side.model.index(here.row() + 1))
        self.side.list.setFocus()

    # The end.

    def _take_in(self) -> None:
        if not self._take.isEnabled():
            return
        self._take.setEnabled(False)
        store, path, state = self.context.store, self._path, self.state
        password = self._password
        self.context.tasks.run(
            lambda _progress: take_in(store, path, state, password),
            label=tr("取り込む"),
            done=self._taken,
            failed=self.failed.emit,
        )

    def _taken(self, report: ImportReport) -> None:
        if report.refused:
            self._try()
            return
        touched = frozenset(case.uuid for case in (*report.created, *report.updated))
        self.announce(ChangeSet(frozenset({"case", "conference"}), touched, self))
        self._steps.reset(ImportState())
        words = tr(
            "取り込みました：新しい事例 {new}件、更新 {updated}件",
            new=len(report.created),
            updated=len(report.updated),
        )
        self.context.navigate("page_cases", said=words)

    def _drop(self) -> None:
        self.context.navigate("page_cases")


def refusal_words(reasons: tuple[str, ...]) -> str:
    """Why a file of our own was refused: the first problems by row and column."""
    lines = list(reasons[:12])
    if len(reasons) > 12:
        lines.append(tr("ほか{n}件", n=len(reasons) - 12))
    lines.append(tr("何も取り込んでいません。"))
    return "\n".join(lines)
