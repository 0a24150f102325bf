"""The case being edited: one draft shared by the editor and the judgement page.

Undo therefore runs across fields, tables and pages of a case, the person's identity included,
and there is one autosaver. Case and identity stay two values and two records: only the identity
section reads ``identity`` (DOMAIN.md §9.2).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.care.case import Case, CaseStatus, PrivateIdentity
from app.care.rebase import rebased
from app.errors import UserFacingError
from app.services.cases import get_case, get_identity, save_case, save_identity
from app.services.work import SaveConflict
from app.ui.autosave import Autosaver
from app.ui.context import UiContext
from app.ui.page import Page
from app.ui.undo import SnapshotStack
from app.ui.widgets.save_state import SaveState


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person writes down about another: the case, and apart from it who it is."""

    case: Case
    identity: PrivateIdentity


class CaseDraft(QObject):
    """Present value, undo steps and autosave of one case and its identity.

    ``changed`` carries the new case, ``identity_changed`` the new identity.
    """

    changed = Signal(object)
    identity_changed = Signal(object)

    def __init__(self, context: UiContext, case: Case) -> None:
        super().__init__(context.hub)
        self.setObjectName(_name(case.uuid))
        self._context = context
        self._stored = Sheet(case, get_identity(context.store, case.uuid))
        self._pages = 0
        self._steps: SnapshotStack[Sheet] = SnapshotStack(self._stored, context.clock)
        self.saver = Autosaver(self._save, context.clock, self)

    @property
    def case(self) -> Case:
        """The present value, saved or not."""
        return self._steps.value.case

    @property
    def identity(self) -> PrivateIdentity:
        """Who the person is, saved or not; for the identity section and the privacy check."""
        return self._steps.value.identity

    def edit(self, case: Case, step: str | None = None) -> None:
        """Take ``case`` as the present value; typing in the same ``step`` is one undo step."""
        self._take(replace(self._steps.value, case=case), step)

    def edit_identity(self, identity: PrivateIdentity, step: str | None = None) -> None:
        """``edit`` for who the person is."""
        self._take(replace(self._steps.value, identity=identity), step)

    def undo(self) -> bool:
        """Take one step back, whichever page or record it was made in."""
        before = self._steps.value
        return self._step(before, self._steps.undo())

    def redo(self) -> bool:
        """Take one step forward again."""
        before = self._steps.value
        return self._step(before, self._steps.redo())

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
        """The case was changed elsewhere: take the stored one, with what is unsaved here."""
        uuid = self.case.uuid
        stored = Sheet(get_case(self._context.store, uuid), get_identity(self._context.store, uuid))
        if _versions(stored) == _versions(self._stored):
            return
        before, base = self._steps.value, self._stored
        self._stored = stored
        if self.saver.dirty:
            self._steps.amend(rebased(base, before, stored))
            self._amend_versions()
        else:
            self._steps.push(stored)
        self._tell(before)

    def _take(self, sheet: Sheet, step: str | None) -> None:
        before = self._steps.value
        if sheet != before and self._context.store.read_only:
            # The fields take nothing then; this answers the buttons that would change the case.
            self.saver.failed.emit(self._context.store.refusal())
        elif sheet != before:
            self._steps.push(sheet, step)
            self.saver.touch()
            self._tell(before)

    def _step(self, before: Sheet, after: Sheet | None) -> bool:
        if after is None:
            return False
        self._amend_versions()
        self.saver.touch()
        self._tell(before)
        return True

    def _tell(self, before: Sheet) -> None:
        now = self._steps.value
        if now.case != before.case:
            self.changed.emit(now.case)
        if now.identity != before.identity:
            self.identity_changed.emit(now.identity)

    def _save(self) -> datetime | None:
        """Both records, each where it differs; a failure of one doesn't keep back the other.

        The identity goes first: whether the case may be called ready depends on its names.
        """
        failure: UserFacingError | None = None
        moments: list[datetime] = []
        for save in (self._save_identity, self._save_case):
            try:
                moments += self._again_if_changed(save)
            except UserFacingError as error:
                failure = failure or error
        if failure is not None:
            raise failure
        return max(moments, default=None)

    def _again_if_changed(self, save: Callable[[], list[datetime]]) -> list[datetime]:
        """Saved elsewhere a moment ago, unheard of here: bring both together and save that."""
        try:
            return save()
        except SaveConflict:
            before, base = self._steps.value, self._stored
            store, uuid = self._context.store, self.case.uuid
            self._stored = Sheet(get_case(store, uuid), get_identity(store, uuid))
            self._steps.amend(rebased(base, before, self._stored))
            self._amend_versions()
            self._tell(before)
            return save()

    def _save_case(self) -> list[datetime]:
        wanted = replace(self.case, row_version=self._stored.case.row_version)
        if wanted == self._stored.case and wanted.status is not CaseStatus.READY:
            return []
        saved = save_case(self._context.store, wanted, source=self)
        self._stored = replace(self._stored, case=saved.case)
        self._amend_versions()
        if saved.case.status is not wanted.status:  # called ready and isn't: back in preparation
            now = self._steps.value
            self._steps.amend(replace(now, case=replace(now.case, status=saved.case.status)))
            self.changed.emit(self.case)
        self._context.hub.announce(saved.changes)
        return [saved.saved_at]

    def _save_identity(self) -> list[datetime]:
        wanted = replace(self.identity, row_version=self._stored.identity.row_version)
        if wanted == self._stored.identity:
            return []
        saved = save_identity(self._context.store, wanted, source=self)
        self._stored = replace(self._stored, identity=saved.identity)
        self._amend_versions()
        self._context.hub.announce(saved.changes)
        return [saved.saved_at]

    def _amend_versions(self) -> None:
        """Snapshots remember the version they were born with; only the last stored one counts."""
        now, (case_version, identity_version) = self._steps.value, _versions(self._stored)
        case = replace(now.case, row_version=case_version)
        identity = replace(now.identity, row_version=identity_version)
        self._steps.amend(Sheet(case, identity))


def _versions(sheet: Sheet) -> tuple[int, int]:
    return sheet.case.row_version, sheet.identity.row_version


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
