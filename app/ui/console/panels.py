"""The drawers of the console: which one is open, and in whose place (DOMAIN.md §3.1 P7–P9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.conference import capture, checks, matching, predictions, tally
from app.conference.meeting import Conference, Entry, EntryKind, Part, ResourceUse
from app.conference.stages import CLOSING
from app.services.resource_register import offered_resources
from app.ui.console.carry_panel import CarryPanel
from app.ui.console.drawer import Drawer
from app.ui.console.prediction_panel import PredictionPanel
from app.ui.console.resource_panel import ResourcePanel
from app.ui.console.tally_panel import TallyPanel

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


class Panels:
    """One drawer at a time; the panel it stands in for comes back with Esc."""

    def __init__(self, page: ConsolePage) -> None:
        self._page = page
        self.tally = TallyPanel()
        self.carry = CarryPanel()
        self.left: tuple[Drawer, ...] = (self.tally, self.carry)
        """Those in the place of the facts at hand."""
        self.predictions = PredictionPanel()
        self.resources = ResourcePanel()
        self.middle: tuple[Drawer, ...] = (self.predictions, self.resources)
        """Those in the place of the capture row and the list."""
        self.open: Drawer | None = None
        self._unasked = False
        for drawer in self.all:
            drawer.closed.connect(self.close)
        page.capture.predictions_wanted.connect(self.open_predictions)
        self.predictions.rated.connect(self._rated)
        self.predictions.reasoned.connect(self._reasoned)
        page.capture.resources_wanted.connect(self.open_resources)
        self.resources.record_wanted.connect(self._used)
        self.resources.state_wanted.connect(
            lambda uuid, state: self._write(
                lambda meeting: matching.with_state(meeting, uuid, state)
            )
        )
        self.resources.wall_wanted.connect(
            lambda uuid, on: self._write(
                lambda meeting: matching.with_shown(meeting, uuid, shown=on)
            )
        )
        self.resources.remove_wanted.connect(
            lambda uuid: self._write(lambda meeting: matching.without(meeting, uuid))
        )
        page.capture.left.connect(self.close)
        listed = self.carry.list
        listed.amend_wanted.connect(page.writing.amend)
        listed.remove_wanted.connect(page.writing.remove)
        listed.wall_wanted.connect(page.writing.set_shown)
        self.carry.followed_up.connect(self._followed_up)
        self.tally.spoken.connect(self._spoken)

    @property
    def all(self) -> tuple[Drawer, ...]:
        """Every drawer."""
        return (*self.left, *self.middle)

    def toggle(self, drawer: Drawer) -> None:
        """Open a drawer instead of the one that is open, or close it."""
        if self.open is drawer and not self._unasked:
            self.close()
            return
        self._put(drawer)
        drawer.take_keyboard()

    def _put(self, drawer: Drawer) -> None:
        self._stand_back()
        self.open = drawer
        (self._page.facts if drawer in self.left else self._page.capture).hide()
        drawer.show()
        self.refresh()

    def close(self) -> None:
        """Esc: back to the capture row."""
        if self.open is not None:
            self._stand_back()
            self._page.capture.text.setFocus()

    def free_capture(self) -> None:
        """The capture row is wanted: what stands in its place goes, what stands beside it stays."""
        if self.open in self.middle:
            self._stand_back()

    def _stand_back(self) -> None:
        if self.open is not None:
            self.open.hide()
            self.open = None
        self._unasked = False
        self._page.facts.show()
        self._page.capture.show()

    def follow(self) -> None:
        """Another step or part began: what stands in the place of the capture row goes, and
        what is parked comes up by itself where a case or the meeting ends."""
        if self.open in self.middle or self._unasked:
            self._stand_back()
        session = self._page.session
        if session is None or self.open is not None:
            return
        parked = session.part is Part.WRAP_UP and any(
            entry.kind is EntryKind.CARRIED_OVER for entry in session.entries()
        )
        if parked or session.step == CLOSING:
            self._put(self.carry)
            self._unasked = True

    def refresh(self) -> None:
        """Bring the open drawer up to date."""
        session = self._page.session
        if self.open is not None and session is not None:
            self.open.show_meeting(session, self._page.cases.get(session.case_uuid or ""))

    def take_enter(self, *, shown: bool) -> bool:
        """Whether the open drawer took Ctrl+Enter."""
        return self.open is not None and self.open.enter(shown=shown)

    def open_predictions(self) -> None:
        """Ctrl+J; there is nothing to predict without a case."""
        session = self._page.session
        if session is not None and (session.case_uuid or self.open is self.predictions):
            self.toggle(self.predictions)

    def open_resources(self) -> None:
        """Ctrl+U; with what the case and the register offer."""
        session = self._page.session
        if session is None or not (session.case_uuid or self.open is self.resources):
            return
        if self.open is not self.resources:
            case = self._page.cases.get(session.case_uuid or "")
            register = offered_resources(self._page.context.store)
            self.resources.offer(matching.offers(case, register))
        self.toggle(self.resources)

    def correct(self, entry: Entry) -> bool:
        """Whether an entry is corrected in a drawer instead of the capture row."""
        if entry.kind is not EntryKind.PREDICTION or not entry.rule_id:
            return False
        if self.open is not self.predictions:
            self.toggle(self.predictions)
        self.predictions.choose(entry.rule_id)
        return True

    # What the drawers ask for.

    def _write(self, change: Callable[[Conference], Conference]) -> bool:
        session = self._page.session
        done = session is not None and session.write(change(session.conference))
        self._page.act_done()
        return done

    def _used(self, use: ResourceUse) -> None:
        if self._write(lambda meeting: matching.with_use(meeting, use)):
            self.resources.recorded()

    def _followed_up(self, done: bool) -> None:  # noqa: FBT001 - slot of a signal
        session = self._page.session
        if session is None:
            return
        code, now = checks.FOLLOW_UPS_SET, session.conference
        session.note(
            checks.ticked(now, code, session.wall_time) if done else checks.unticked(now, code)
        )
        self._page.act_done()

    def _rated(self, item: str, rating: str | None) -> None:
        session = self._page.session
        case = self._page.cases.get(session.case_uuid or "") if session else None
        if session is not None and case is not None:
            now = session.wall_time
            self._write(
                lambda meeting: predictions.with_change(
                    meeting, case, item, rating, recorded_at=now
                )
            )

    def _reasoned(self, entry_uuid: str, reason: str, shown: bool) -> None:  # noqa: FBT001 - slot
        session = self._page.session
        entry = capture.entry_of(session.conference, entry_uuid) if session else None
        if entry is not None:
            self._write(
                lambda meeting: predictions.with_reason(meeting, entry, reason, shown=shown)
            )

    def _spoken(self, profession: str, by: int) -> None:
        session = self._page.session
        if session is not None:
            session.note(tally.with_voice(session.conference, profession, by))
            self._page.act_done()
