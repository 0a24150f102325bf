"""Counting, drawing, reading and writing of the page of outcomes, all off the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.errors import UserFacingError
from app.i18n import language, tr
from app.outcomes.cards import Draw
from app.outcomes.published import Published, publish
from app.services import outcomes
from app.services.changes import ChangeSet
from app.services.outcomes import Overview
from app.ui.context import UiContext
from app.ui.tasks import Progress, Task


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, with every count, in the language of the window."""

    overview: Overview
    published: Published


@dataclass(frozen=True, slots=True)
class Wish:
    """A chart to draw: its size in millimetres and its dots per point."""

    key: str
    draw: Draw
    wide: float
    high: float
    dots: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: RGBA pixels."""

    wish: Wish
    wide: int
    high: int
    pixels: bytes


class OutcomesWork(QObject):
    """The newest wish of each kind counts; one that was overtaken tells nothing any more.

    All charts are drawn by the one thread of the task runner, as paper is: matplotlib's fonts
    are shared.
    """

    counted = Signal(object)
    drawn = Signal(object)
    """A ``Picture``."""
    failed = Signal(object)
    """A ``UserFacingError``."""

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._counting: Task | None = None
        self._drawing: list[Task] = []

    def busy(self) -> bool:
        """Whether numbers or charts on screen are being renewed."""
        return self._counting is not None or bool(self._drawing)

    def count(self, district: str) -> None:
        """Count everything anew."""
        store, lang = self._context.store, language()

        def work(_progress: Progress) -> Counted:
            overview = outcomes.overview(store, district)
            return Counted(overview, publish(overview.evaluation, internal=True, lang=lang))

        def done(found: Counted) -> None:
            if self._over(task, self._counting):
                self._counting = None
                self.counted.emit(found)

        def failed(error: UserFacingError) -> None:
            if self._over(task, self._counting):
                self._counting = None
                self.failed.emit(error)

        if self._counting is not None:
            self._counting.cancel()
        label = tr("評価の指標を数える")
        task = self._context.tasks.run(work, label=label, done=done, failed=failed)
        self._counting = task

    def draw(self, wishes: Sequence[Wish]) -> None:
        """Draw charts in the order given; each is shown as soon as it is there."""
        for task in self._drawing:
            task.cancel()
        self._drawing = [self._draw_one(wish) for wish in wishes]

    def _draw_one(self, wish: Wish) -> Task:
        def work(progress: Progress) -> Picture:
            from app.outcomes.raster import pixels

            progress.step(0, 1)  # stops here where it was overtaken
            return Picture(wish, *pixels(wish.draw(wish.wide, wish.high), wish.dots))

        def done(found: Picture) -> None:
            if shiboken6.isValid(self) and task in self._drawing:
                self._drawing.remove(task)
                self.drawn.emit(found)

        task = self._context.tasks.run(work, label=tr("グラフを描く"), done=done)
        return task

    def save(self, path: Path, done: Callable[[], None], failed: Callable[[UserFacingError], None]) -> Task:  # fmt: skip
        """Write the workbook of the whole municipality, small counts hidden."""
        store, lang = self._context.store, language()

        def work(progress: Progress) -> None:
            progress.step(0, 2)
            found = outcomes.evaluation(store)
            progress.step(1, 2)
            outcomes.write_workbook(found, path, internal=False, lang=lang)

        def ended(_nothing: None) -> None:
            if shiboken6.isValid(self):
                done()

        label = tr("評価の指標をExcelに保存")
        return self._context.tasks.run(work, label=label, done=ended, failed=failed)

    def take_in(
        self,
        path: Path,
        done: Callable[[ChangeSet], None],
        failed: Callable[[UserFacingError], None],
    ) -> Task:
        """Read yearly figures; all or nothing."""
        store = self._context.store

        def work(progress: Progress) -> ChangeSet:
            progress.step(0, 1)
            return outcomes.import_figures(store, path)

        def ended(changes: ChangeSet) -> None:
            if shiboken6.isValid(self):
                done(changes)

        label = tr("年度ごとの数字を取り込む")
        return self._context.tasks.run(work, label=label, done=ended, failed=failed)

    def _over(self, task: Task, newest: Task | None) -> bool:
        return shiboken6.isValid(self) and task is newest
