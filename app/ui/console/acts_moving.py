"""The acts that move the meeting: steps, cases, stages, the clock, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conference.meeting import Stage
from app.ui.console.layout import really_ends

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


class MovingActs:
    """What a key, a chip or a clicker asks of the session; the page shows what came of it."""

    def __init__(self, page: ConsolePage) -> None:
        self._page = page

    def advance(self) -> None:
        """The big button: the next step, or the end of the meeting."""
        session = self._page.session
        if session is None:
            return
        if session.next_step is None:
            if really_ends(self._page):
                self.close_meeting()
            return
        session.advance()
        self._page.act_done()

    def page_down(self) -> None:
        """Clickers never end a meeting: the last step stays."""
        session = self._page.session
        if session is not None and session.next_step is not None:
            self.advance()

    def back(self) -> None:
        """The step before."""
        if self._page.session is not None:
            self._page.session.back()
            self._page.act_done()

    def go_to_case(self, case_uuid: str) -> None:
        """A chip was clicked."""
        if self._page.session is not None:
            self._page.session.go_to_case(case_uuid)
            self._page.act_done()

    def go_to_stage(self, stage: Stage) -> None:
        """Ctrl+1…4 or a click on the stage row."""
        if self._page.session is not None:
            self._page.session.go_to_stage(stage)
            self._page.act_done()

    def toggle_clock(self) -> None:
        """F3."""
        if self._page.session is not None:
            self._page.session.toggle_clock()
            self._page.act_done()

    def close_meeting(self) -> None:
        """End the meeting and go to its page, where what comes afterwards is."""
        session = self._page.session
        if session is None:
            return
        session.close()
        self._page.act_done()
        if not session.unsaved:
            uuid = session.conference.uuid
            self._page.context.navigate("page_conferences", conference_uuid=uuid)
