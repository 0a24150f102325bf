"""The case being edited: one draft shared by the editor and the judgement page.

Undo therefore runs across fields, tables and pages of a case, and there is one autosaver.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.care.case import Case
from app.services.cases import get_case, save_case
from app.ui.autosave import Autosaver
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.undo import SnapshotStack
from app.ui.widgets.save_state import SaveState


class CaseDraft(QObject):
    """Present value, undo steps and autosave of one case. ``changed`` carries the new value."""

    changed = Signal(object)

    def __init__(self, context: UiContext, case: Case) -> None:
        super().__init__(context.hub)
        self.setObjectName(_name(case.uuid))
        self._context = context
        self._stored = case
        self._pages = 0
        self._steps: SnapshotStack[Case] = SnapshotStack(case, context.clock)
        self.saver = Autosaver(self._save, context.clock, self)

    @property
    def case(self) -> Case:
        """The present value, saved or not."""
        return self._steps.value

    def edit(self, case: Case, step: str | None = None) -> None:
        """Take ``case`` as the present value; typing in the same ``step`` is one undo step."""
        if case == self.case:
            return
        self._steps.push(case, step)
        self._moved()

    def undo(self) -> bool:
        """Take one step back."""
        return self._step(self._steps.undo())

    def redo(self) -> bool:
        """Take one step forward again."""
        return self._step(self._steps.redo())

    def flush(self) -> bool:
        """Save now; False where it failed and the input is still only on screen."""
        return self.saver.flush()

    def attach(self, state: SaveState, page: Page) -> None:
        """Show the saved state in a page's header and failures in its bar."""
        self.saver.stepped.connect(state.show_step)
        self.saver.failed.connect(page.failed)
        self._pages += 1
        state.show_step(self.saver.step, self.saver.saved_at)

    def release(self, state: SaveState, page: Page) -> None:
        """Undo ``attach``."""
        self._pages -= 1
        self.saver.stepped.disconnect(state.show_step)
        self.saver.failed.disconnect(page.failed)

    def settled(self) -> bool:
        """Whether nothing is unsaved and no page shows it."""
        return not self._pages and not self.saver.dirty

    def reload(self) -> None:
        """The case was changed elsewhere while nothing here is unsaved: take the stored one."""
        if self.saver.dirty:
            return
        stored = get_case(self._context.store, self.case.uuid)
        if stored.row_version != self._stored.row_version:
            self._stored = stored
            self._steps.push(stored)
            self.changed.emit(stored)

    def _step(self, case: Case | None) -> bool:
        if case is None:
            return False
        self._moved()
        return True

    def _moved(self) -> None:
        self.saver.touch()
        self.changed.emit(self.case)

    def _save(self) -> datetime:
        # Snapshots remember the version they were born with; only the last stored one counts.
        wanted = replace(self.case, row_version=self._stored.row_version)
        saved = save_case(self._context.store, wanted, source=self)
        self._stored = saved.case
        self._steps.amend(replace(self.case, row_version=saved.case.row_version))
        self._context.hub.announce(saved.changes)
        return saved.saved_at


def draft_of(context: UiContext, case_uuid: str) -> CaseDraft:
    """The draft of a case: the one already open, or a new one from the store."""
    for draft in context.hub.findChildren(CaseDraft, _name(case_uuid)):
        draft.reload()
        return draft
    _let_go_of_the_rest(context)
    return CaseDraft(context, get_case(context.store, case_uuid))


def _let_go_of_the_rest(context: UiContext) -> None:
    """Keep a few cases' undo steps, not those of a whole day."""
    settled = [draft for draft in context.hub.findChildren(CaseDraft) if draft.settled()]
    for draft in settled[:-4]:
        draft.deleteLater()
        draft.setObjectName("")


def _name(case_uuid: str) -> str:
    return f"draft_{case_uuid}"
