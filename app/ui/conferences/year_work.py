"""What the page does with a year plan and with its list: make, take back, put away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.care.case import SessionType
from app.care.wareki import fiscal_year
from app.clock import today
from app.conference.meeting import Conference, ConferenceStatus
from app.conference.year_plan import LAST, MonthlyRule, PlannedDay
from app.errors import InputRefused, UserFacingError
from app.i18n import tr
from app.services import planning
from app.ui.conferences.year_view import YearView
from app.ui.widgets.message_bar import Action, MessageBar

if TYPE_CHECKING:
    from app.ui.conferences.page import ConferencesPage

_FIRST_RULES = {
    SessionType.COMPREHENSIVE: MonthlyRule(session_type=SessionType.COMPREHENSIVE.value),
    SessionType.HOME_CARE: MonthlyRule(
        session_type=SessionType.HOME_CARE.value, ordinal=LAST, weekday=4
    ),
}


class YearWork:
    """Serves ``page``. ``notice`` is the bar that offers the way back."""

    def __init__(self, page: ConferencesPage) -> None:
        self._page = page
        self.view = YearView(today(page.context.clock))
        self.notice = MessageBar("conference_notice")
        self._made: tuple[str, ...] = ()
        self._binned: tuple[str, ...] = ()
        self.view.make.connect(self._make)
        self.view.back.connect(lambda: page.show_year(shown=False))
        self.view.year_chosen.connect(self._year_chosen)

    def open(self) -> None:
        """Propose the days of this fiscal year, as the meetings of last time were held."""
        day = today(self._page.context.clock)
        self.view.open_year(day, self._rules(), self._there(fiscal_year(day)))

    def _rules(self) -> dict[SessionType, MonthlyRule]:
        """As the latest conference of each kind was held; the start of a program's own otherwise."""
        rules = dict(_FIRST_RULES)
        for row in reversed(self._page.model.rows):
            if row.session_type in set(SessionType):
                kind = SessionType(row.session_type)
                rules[kind] = replace(
                    rules[kind],
                    start_time=row.start_time,
                    venue=row.venue,
                    minutes=row.planned_minutes,
                    expected_people=row.expected_people,
                )
        return rules

    def _there(self, year: int) -> list[Conference]:
        store = self._page.context.store
        return planning.conferences_between(store, f"{year}-04-01", f"{year + 1}-03-31")

    def _year_chosen(self, year: int) -> None:
        self.view.show_year(year, self._there(year))

    def _make(self, days: Sequence[PlannedDay]) -> None:
        page = self._page
        try:
            made = planning.plan_year(page.context.store, days, source=page)
        except UserFacingError as error:
            page.failed.emit(error)
            return
        page.failed.emit(None)
        self._made, self._binned = made.uuids, ()
        page.announce(made.changes)
        page.show_year(shown=False)
        page.refresh(made.uuids[0] if made.uuids else "")
        page.table.setFocus()
        words = tr("年間計画から{n}回の会議を作りました。", n=len(made.uuids))
        self._offer(words)

    def put_away(self, uuid: str) -> None:
        """Put a planned conference into the bin, without asking: nothing is lost."""
        page = self._page
        row = page.model.rows[page.model.row_of(uuid)]
        if row.status is not ConferenceStatus.PLANNED:
            page.failed.emit(
                InputRefused(
                    tr("始まった会議と終わった会議は、ごみ箱へ入れられません。"),
                    tr("会議の記録はそのままです。"),
                )
            )
            return
        if not page.leave():
            return
        place = page.model.row_of(uuid)
        binned = planning.bin_planned(page.context.store, [uuid], source=page)
        self._made, self._binned = (), binned.uuids
        page.announce(binned.changes)
        rest = [each for each in page.model.rows if each.uuid != uuid]
        page.refresh(rest[min(place, len(rest) - 1)].uuid if rest else "")
        page.table.setFocus()
        self._offer(tr("「{title}」をごみ箱へ入れました。", title=row.title))

    def _offer(self, words: str) -> None:
        undo = Action(tr("元に戻す"), "undo_planning", self.undo)
        self.notice.show_message(words, [undo], calm=True)

    def undo(self) -> bool:
        """Take the last deed of the list back while the bar offers it; False when it doesn't."""
        page = self._page
        if self.notice.isHidden() or not page.leave():
            return False
        store = page.context.store
        if self._made:
            back = planning.bin_planned(store, self._made, source=page)
            again = ""
        else:
            back = planning.restore_planned(store, self._binned, source=page)
            again = self._binned[0] if self._binned else ""
        self._made = self._binned = ()
        self.notice.clear()
        page.announce(back.changes)
        page.refresh(again)
        page.table.setFocus()
        return True
