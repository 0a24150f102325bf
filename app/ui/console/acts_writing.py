"""The acts that write: entries, ticks of prompts, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from app.conference import capture, deck
from app.conference.meeting import EntryKind

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


class WritingActs:
    """What is written down or taken back; each is saved before it shows as recorded."""

    def __init__(self, page: ConsolePage) -> None:
        self._page = page

    def record(self, shown: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Write the draft down. The text stays in its row unless it is stored."""
        session, row = self._page.session, self._page.capture
        if session is None or self._page.panels.take_enter(shown=shown):
            return
        QGuiApplication.inputMethod().commit()  # what is still being converted counts too
        draft, editing = row.draft(), row.editing
        if editing:
            done = session.amend(editing, draft, shown=shown)
            unchanged = not done and not session.unsaved
            done = done or unchanged
        else:
            done = session.record(draft, shown=shown)
        if done:
            row.clear_draft()
            self._page.drafts.keep()
        self._page.act_done()

    def amend(self, entry_uuid: str) -> None:
        """Bring an entry back into the capture row."""
        if self._page.session is None:
            return
        entry = capture.entry_of(self._page.session.conference, entry_uuid)
        if entry is not None and not self._page.panels.correct(entry):
            self._page.capture.amend(entry)
            self._page.capture.text.setFocus()

    def remove(self, entry_uuid: str) -> None:
        """Take an entry out of the record; Ctrl+Z brings it back."""
        if self._page.session is not None:
            self._page.session.remove(entry_uuid)
            self._page.act_done()

    def set_shown(self, entry_uuid: str, shown: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Put an entry on the wall or take it off."""
        if self._page.session is not None:
            self._page.session.set_shown(entry_uuid, shown=shown)
            self._page.act_done()

    def mark_prompt(self, prompt_id: str, state: str) -> None:
        """Tick, pin or skip a prompt; an empty state takes the mark away."""
        if self._page.session is not None:
            self._page.session.set_prompt(prompt_id, state)
            self._page.act_done()

    def add_prompt(self, text: str) -> None:
        """Add a prompt of one's own; its line stays as it is unless it is stored."""
        session, prompts = self._page.session, self._page.prompts
        if session is None:
            return
        own = deck.with_own(session.conference, text, session.step, session.part)
        if session.write(own) or not text.strip():
            prompts.own.put_away()
        self._page.act_done()

    def choose_kind(self, kind: EntryKind) -> None:
        """Alt+1…9: what the next line will be."""
        self._page.panels.free_capture()
        self._page.capture.choose_kind(kind)
        self._page.capture.text.setFocus()

    def undo(self) -> bool:
        """Ctrl+Z: what is being typed, else the last thing written, also on the wall."""
        field = self._typed_field()
        if field is not None and field.isUndoAvailable():
            field.undo()
            return True
        session = self._page.session
        done = session is not None and session.undo()
        self._page.act_done()
        return done

    def redo(self) -> bool:
        """Ctrl+Y."""
        field = self._typed_field()
        if field is not None and field.isRedoAvailable():
            field.redo()
            return True
        session = self._page.session
        done = session is not None and session.redo()
        self._page.act_done()
        return done

    def _typed_field(self) -> QLineEdit | None:
        field = QApplication.focusWidget()
        if isinstance(field, QComboBox):
            field = field.lineEdit()
        return field if isinstance(field, QLineEdit) and self._page.isAncestorOf(field) else None
