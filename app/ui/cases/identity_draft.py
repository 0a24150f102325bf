"""The private identity being edited: a record of its own, saved and undone apart from the case.

Its values go to the identity section and the store, nowhere else (DOMAIN.md §9.2).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject

from app.care.case import PrivateIdentity
from app.services.cases import get_identity, save_identity
from app.ui.autosave import Autosaver
from app.ui.cases.section_people import IdentitySection
from app.ui.context import UiContext
from app.ui.undo import SnapshotStack


class IdentityDraft(QObject):
    """Binds the identity section to the stored identity of one case at a time."""

    def __init__(self, context: UiContext, section: IdentitySection, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._section = section
        self._stored = PrivateIdentity(case_uuid="")
        self._steps = SnapshotStack(self._stored, context.clock)
        self.saver = Autosaver(self._save, context.clock, self)
        section.typed.connect(self._typed)

    @property
    def identity(self) -> PrivateIdentity:
        """The present value, saved or not."""
        return self._steps.value

    def edit(self, identity: PrivateIdentity) -> None:
        """Take ``identity`` as the present value, as one undo step."""
        self._steps.push(identity)
        self._show(identity)

    def load(self, case_uuid: str) -> None:
        """Show the stored identity of a case, unless it is the one shown already."""
        if self.saver.dirty and case_uuid == self._stored.case_uuid:
            return
        stored = get_identity(self._context.store, case_uuid)
        if stored == self._stored:
            return
        self._stored = stored
        self._steps.reset(stored)
        self.saver.forget()
        self._section.show_identity(stored)

    def undo(self) -> bool:
        """Take one step back; False when there is none."""
        return self._show(self._steps.undo())

    def redo(self) -> bool:
        """Take one step forward again; False when there is none."""
        return self._show(self._steps.redo())

    def flush(self) -> bool:
        """Save now; False where it failed."""
        return self.saver.flush()

    def _typed(self, identity: PrivateIdentity, part: str) -> None:
        self._steps.push(identity, part)
        self.saver.touch()

    def _show(self, identity: PrivateIdentity | None) -> bool:
        if identity is None:
            return False
        self._section.show_identity(identity)
        self.saver.touch()
        return True

    def _save(self) -> datetime:
        wanted = replace(self._steps.value, row_version=self._stored.row_version)
        saved = save_identity(self._context.store, wanted, source=self)
        self._stored = saved.identity
        return saved.saved_at
