"""事前共有: the packet for reading two to three days before, and that it was handed on (§3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conference import preparation as prep
from app.conference.meeting import Conference, ConferenceStatus
from app.i18n import tr
from app.ui.conferences.words import day_in_month
from app.ui.paper.preview import preview_paper
from app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from app.ui.conferences.page import ConferencesPage


class Sharing:
    """Serves ``page``: its button, and the check once the packet was saved or printed."""

    def __init__(self, page: ConferencesPage) -> None:
        self._page = page
        self._open_for = ""
        self.button = Button(tr("事前共有"), "pre_share", icon="export")
        self.button.clicked.connect(self.share)

    def show_meeting(self, conference: Conference) -> None:
        """Say whether the papers were shared."""
        done = prep.check_of(conference, prep.PRE_SHARED)
        day = day_in_month(done.done_at[:10]) if done else ""
        self.button.setText(tr("共有ずみ {day}", day=day) if done else tr("事前共有"))
        self.button.set_icon_name("check" if done else "export")
        self.button.setVisible(conference.status is ConferenceStatus.PLANNED)
        self.button.setEnabled(bool(conference.agenda))
        tip = tr("事例シートと判定シートを、会議の2〜3日前に読めるようにします")
        self.button.setToolTip(tip if conference.agenda else tr("先に事例を加えてください"))

    def share(self) -> None:
        """Show the packet of the agenda; saving or printing it is sharing it."""
        page = self._page
        conference = page.conference
        if conference is None or not conference.agenda or not page.leave():
            return
        self._open_for = conference.uuid
        uuids = [item.case_uuid for item in conference.agenda]
        dialog = preview_paper(page, page.context, "packet", uuids, conference_uuid=conference.uuid)
        dialog.finished.connect(self._closed)

    def _closed(self) -> None:
        self._open_for = ""

    def handed_out(self) -> Conference | None:
        """The conference with its check, when the packet on screen was just handed out."""
        conference = self._page.conference
        if conference is None or conference.uuid != self._open_for:
            return None
        now = self._page.context.clock.now().isoformat(timespec="seconds")
        return prep.with_check(conference, prep.PRE_SHARED, now)
