"""The acts on the plan of time: dividing anew, a longer meeting, a case put off or taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.conference.clock_offer import STRETCH, ClockOffers, Offer, to_put_off
from app.conference.session import MeetingSession
from app.i18n import tr
from app.ui.console.clock_bar import case_title, changes_text

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


class ClockActs:
    """Everything here is a line of the log that a later one can take back; nothing is asked."""

    def __init__(self, page: ConsolePage) -> None:
        self._page = page
        self.offers = ClockOffers()

    def toggle(self) -> None:
        """F3: stop the clock or let it run."""
        if self._page.session is not None:
            self._page.session.toggle_clock()
            self._page.act_done()

    def offer(self) -> Offer | None:
        """What the bar offers now."""
        session = self._page.session
        if session is None or session.closed:
            return None
        return self.offers.offer(session.conference, session.state, session.at)

    def show(self) -> None:
        """Bring the bar up to date."""
        session, offer = self._page.session, self.offer()
        if session is None or offer is None:
            self._page.clock_bar.show_offer(None, "", "", 0)
            self._page.wall.give_way(0)
            return
        cases = self._page.cases
        last = to_put_off(session.conference, session.state)
        total = session.meeting_time().planned
        self._page.clock_bar.show_offer(
            offer,
            changes_text(session, cases, offer.changes),
            case_title(session, cases, last) if last else "",
            max(0, total // 60 - session.conference.planned_minutes),
        )
        self._page.wall.give_way(self._page.clock_bar.height())

    def answer(self) -> None:
        """Ctrl+R: show what dividing anew would do; while it shows, do it."""
        offer = self.offer()
        if offer is None:
            self.offers.want()
            self._page.refresh_times()
        elif offer.short:
            self.extend(STRETCH)
        elif offer.changes:
            self.divide()
        else:
            self.keep()

    def divide(self) -> None:
        """Accept the division."""
        if self._page.session is not None and self._page.session.divide_anew():
            self.offers.done()
        self._page.act_done()

    def keep(self) -> None:
        """Ctrl+Shift+R: go on with the old plan; the bar is quiet until more is lost."""
        session = self._page.session
        if session is not None:
            self.offers.keep(session.conference, session.state, session.at)
            self._page.refresh_times()

    def extend(self, minutes: int) -> None:
        """Let the meeting end later, or as planned again."""
        if self._page.session is not None:
            self._page.session.extend(minutes)
            self._page.act_done()

    def put_off_last(self) -> None:
        """The case the bar names goes to another meeting."""
        session = self._page.session
        case_uuid = to_put_off(session.conference, session.state) if session else None
        if case_uuid:
            self.put_off(case_uuid)

    def put_off(self, case_uuid: str) -> None:
        """A case goes to another meeting."""
        if self._page.session is not None:
            self._page.session.skip_case(case_uuid)
            self._page.act_done()

    def take_up(self, case_uuid: str) -> None:
        """A case that was put off is on today's agenda again."""
        if self._page.session is not None:
            self._page.session.take_up(case_uuid)
            self._page.act_done()

    # The menu of the cases.

    def open_menu(self, case_uuid: str = "") -> None:
        """Ctrl+M, or a right click on a chip: go to a case, put it off, take it up."""
        session = self._page.session
        if session is None:
            return
        menu = self.menu(session, case_uuid)
        chip = self._page.bar.chip_of(case_uuid or session.case_uuid or "")
        place = chip or self._page.bar
        menu.popup(place.mapToGlobal(QPoint(0, place.height())))

    def menu(self, session: MeetingSession, case_uuid: str = "") -> QMenu:
        """The menu of one case, or of all."""
        menu = QMenu(self._page)
        menu.setObjectName("case_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in session.conference.agenda:
            uuid = item.case_uuid
            if uuid == session.case_uuid or case_uuid not in ("", uuid):
                continue
            title = case_title(session, self._page.cases, uuid).replace("&", "&&")
            go = menu.addAction(tr("{case}へ進む", case=f"&{title}"))
            go.triggered.connect(lambda _=False, uuid=uuid: self._page.moving.go_to_case(uuid))
            if uuid in session.state.skipped:
                again = menu.addAction(tr("{case}を今日の会議にもどす", case=title))
                again.triggered.connect(lambda _=False, uuid=uuid: self.take_up(uuid))
            else:
                off = menu.addAction(tr("{case}を次回へ", case=title))
                off.triggered.connect(lambda _=False, uuid=uuid: self.put_off(uuid))
        return menu
