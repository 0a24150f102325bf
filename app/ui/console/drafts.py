"""What is half written survives a kill: kept in the encrypted store a second after the last key.

A draft is put away when it was recorded or emptied; one that was recorded in the moment of the
kill is not offered again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.conference.capture import entry_of
from app.conference.meeting import Conference, EntryKind
from app.errors import UserFacingError
from app.services.settings import get_setting, put_setting

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage

NAME = "console_draft"
QUIET_MS = 1000


class DraftKeeper(QObject):
    """Watches the capture row of the page."""

    def __init__(self, page: ConsolePage) -> None:
        super().__init__(page)
        self._page = page
        self._kept: Mapping[str, Any] | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.keep)
        row = page.capture
        for changed in (
            row.text.textChanged,
            row.owner.currentTextChanged,
            row.due.currentTextChanged,
        ):
            changed.connect(self._quiet.start)

    def keep(self) -> None:
        """Store what stands in the row now, or forget what stood there."""
        self._quiet.stop()
        page, wanted = self._page, self._now()
        if page.session is None or page.keeping.rehearsal or wanted == self._kept:
            return
        # A disk that can't be written is said by the saving of the meeting itself.
        with contextlib.suppress(UserFacingError):
            put_setting(page.context.store, NAME, wanted)
            self._kept = wanted

    def bring_back(self) -> None:
        """Put what was half written into the row again, where the meeting is the same."""
        page = self._page
        if page.session is None or page.keeping.rehearsal:
            return
        kept = get_setting(page.context.store, NAME)
        self._kept = kept
        conference = page.session.conference
        if not isinstance(kept, dict) or kept.get("conference") != conference.uuid:
            return
        if not _recorded(conference, kept):
            self._fill(conference, kept)

    def _fill(self, conference: Conference, kept: Mapping[str, Any]) -> None:
        row = self._page.capture
        entry = entry_of(conference, kept["editing"]) if kept["editing"] else None
        if entry is not None:
            row.amend(entry)
        row.choose_kind(EntryKind(kept["kind"]))
        row.text.setText(kept["text"])
        row.text.choose_risk(kept["rule_id"])
        row.owner.setCurrentText(kept["owner"])
        row.due.setCurrentText(kept["due"])

    def _now(self) -> dict[str, Any] | None:
        row, session = self._page.capture, self._page.session
        draft = row.draft()
        if session is None or draft.is_empty:
            return None
        return {
            "conference": session.conference.uuid,
            "case": session.case_uuid,
            "editing": row.editing,
            "kind": draft.kind.value,
            "text": draft.text,
            "owner": draft.owner,
            "due": draft.due,
            "rule_id": draft.rule_id,
        }


def _recorded(conference: Conference, kept: Mapping[str, Any]) -> bool:
    """Whether the kill came between recording and putting the draft away."""
    mark = (kept.get("case"), kept.get("kind"), str(kept.get("text", "")).strip())
    return any((e.case_uuid, e.kind.value, e.text) == mark for e in conference.entries)
