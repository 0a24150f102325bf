"""Making the document of a preview in the background: the newest wish counts, and it can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.conference.meeting import Conference
from app.errors import UserFacingError
from app.i18n import tr
from app.services import papers
from app.services.rare import RareCase, open_rare_of
from app.ui.context import UiContext
from app.ui.paper.options import PaperOptions
from app.ui.paper.printing import Size
from app.ui.tasks import Progress, Task


@dataclass(frozen=True, slots=True)
class Made:
    """A document, the sizes of its pages, and rare combinations nobody has answered yet."""

    paper: papers.Paper
    sizes: list[Size]
    rare: tuple[RareCase, ...]


class PaperMaker(QObject):
    """Makes one kind of paper; ``made``, ``refused`` or ``stopped`` ends the newest wish.

    A wish that was overtaken is stopped at its next page and tells nothing any more.
    """

    begun = Signal(object)
    """The ``Task``, for the progress at the foot."""
    made = Signal(object)
    """``Made``."""
    refused = Signal(object)
    """A ``UserFacingError``."""
    stopped = Signal()

    def __init__(
        self,
        context: UiContext,
        kind: papers.Kind,
        case_uuids: Sequence[str],
        conference: Conference | None,
        parent: QObject,
        issues: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._issues = list(issues)
        self._context = context
        self._kind = kind
        self._case_uuids = list(case_uuids)
        self._conference = conference
        self._task: Task | None = None

    def busy(self) -> bool:
        """Whether a document is on its way."""
        return self._task is not None

    def make(self, options: PaperOptions) -> None:
        """Make the document with ``options``, in place of one that is on its way."""
        self.drop()
        task = self._context.tasks.run(
            self._work(options),
            label=tr("見本を作る"),
            done=lambda made: self._end(task, partial(self.made.emit, made)),
            failed=lambda error: self._end(task, partial(self._refuse, error)),
        )
        self._task = task
        self.begun.emit(task)

    def stop(self) -> None:
        """Stop at once for the person; the work itself ends at its next page."""
        if self._task is not None:
            self.drop()
            self.stopped.emit()

    def drop(self) -> None:
        """Nobody waits for it any more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _end(self, task: Task, tell: Callable[[], object]) -> None:
        if shiboken6.isValid(self) and task is self._task:
            self._task = None
            tell()

    def _refuse(self, error: UserFacingError) -> None:
        self.refused.emit(error)

    def _work(self, options: PaperOptions) -> Callable[[Progress], Made]:
        store, kind, uuids = self._context.store, self._kind, self._case_uuids
        conference = self._conference
        maker = self._context.settings.organisation

        def work(progress: Progress) -> Made:
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
                issues=self._issues,
                told=lambda stage, done, total: progress.step(done, total, stage),
            )
            return Made(made, page_sizes(made.pdf), open_rare_of(store, uuids))

        return work
