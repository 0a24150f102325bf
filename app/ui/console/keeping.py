"""Where the acts of the console are kept: in the store, or for a rehearsal nowhere but here.

A rehearsal holds the planned meeting as if it were held: same screens, same keys, and a save
that only counts. Nothing of it reaches the store, so it is in no statistics, no trail, no list.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.care.case import Case
from app.conference import predictions
from app.conference.meeting import Conference, ConferenceStatus, Entry
from app.errors import UserFacingError
from app.i18n import tr
from app.services import cases as case_verbs
from app.services import conferences as verbs
from app.ui import theme
from app.ui.widgets.chip import Chip
from app.ui.widgets.labels import Caption

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


class Keeping:
    """Saves the meeting and its cases for the page; ``rehearsal`` keeps both from the store."""

    def __init__(self, page: ConsolePage) -> None:
        self._page = page
        self.rehearsal = False
        self.saved_at: datetime | None = None
        self._entries: tuple[Entry, ...] = ()

    def begin(self, conference: Conference, *, rehearsal: bool) -> Conference:
        """The meeting to hold: itself, or for a rehearsal its bare plan, marked as practice."""
        self.rehearsal = rehearsal
        self.saved_at = None
        self._entries = () if rehearsal else conference.entries
        if not rehearsal:
            return conference
        return replace(
            conference,
            practice=True,
            status=ConferenceStatus.PLANNED,
            entries=(),
            transitions=(),
            prompt_uses=(),
            resource_uses=(),
        )

    def save(self, conference: Conference) -> Conference:
        """Store the meeting; what ``MeetingSession`` calls after each act.

        A prediction that came, went or changed is stored with its case, undo and redo included.
        """
        page = self._page
        cases = predictions.cases_after(self._entries, conference.entries, page.cases)
        if self.rehearsal:
            self._took(conference, cases)
            return replace(conference, row_version=conference.row_version + 1)
        if conference.status is ConferenceStatus.CLOSED:
            saved = verbs.close_conference(page.context.store, conference, source=page)
        else:
            saved = verbs.save_conference(page.context.store, conference, cases=cases, source=page)
        self.saved_at = saved.saved_at
        self._took(saved.conference, saved.cases)
        page.announce(saved.changes)
        return saved.conference

    def _took(self, conference: Conference, cases: tuple[Case, ...]) -> None:
        self._entries = conference.entries
        if cases:
            self._page.cases.update({case.uuid: case for case in cases})
            self._page.source.begin(self._page.cases)

    def save_case(self, case: Case) -> bool:
        """Keep a case an act of the console changed; False where it can't be stored, and said."""
        page = self._page
        if not self.rehearsal:
            try:
                saved = case_verbs.save_case(page.context.store, case, source=page)
            except UserFacingError as error:
                page.failed.emit(error)
                return False
            case = saved.case
            page.announce(saved.changes)
        page.cases[case.uuid] = case
        page.source.begin(page.cases)
        return True


def rehearsal_ribbon() -> QFrame:
    """Stands over the console for the whole of a rehearsal."""
    ribbon = QFrame()
    ribbon.setObjectName("rehearsal_ribbon")
    ribbon.setFixedHeight(theme.px(24))
    row = QHBoxLayout(ribbon)
    row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
    row.setSpacing(theme.px(10))
    row.addWidget(Chip(tr("練習"), kind="yama", icon="warn", name="rehearsal_mark"))
    words = tr("会議の練習です。書いたことも時間も、終わると消えます。")
    row.addWidget(Caption(words, colour=theme.YAMA, elide=True), 1)
    ribbon.hide()
    return ribbon
