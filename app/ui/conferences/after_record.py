"""記録: what is left to do around a meeting, its minutes, its time (DOMAIN.md §9.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.care.case import Case, FollowUp
from app.conference import checks
from app.conference.meeting import Conference, ConferenceStatus
from app.errors import UserFacingError
from app.i18n import tr
from app.services import afterwards
from app.services.afterwards import Closing, OpenAction
from app.services.cases import get_cases
from app.services.changes import ChangeSet
from app.services.conferences import get_conference
from app.ui import theme
from app.ui.conferences.after_actions import ActionsCard
from app.ui.conferences.after_closing import ClosingCard
from app.ui.conferences.after_copies import CopiesDialog, number_words
from app.ui.conferences.after_minutes import MinutesCard
from app.ui.conferences.time_card import TimeCard
from app.ui.paper.preview import preview_minutes
from app.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from app.ui.conferences.page import ConferencesPage

TO_DO, MINUTES, TIME = "to_do", "minutes", "time"


class RecordPart(QWidget):
    """Three views: やること, 会議録, 時間. Verbs are stored at once, words by the page's autosave."""

    def __init__(self, page: ConferencesPage, time: TimeCard) -> None:
        super().__init__()
        self.setObjectName("record_part")
        self._page = page
        self._cases: Mapping[str, Case] = {}
        self._dates_before: Mapping[str, tuple[FollowUp, ...]] = {}
        self._of = ""
        self._stamp: object = None
        self.closing = ClosingCard()
        self.to_do = ActionsCard()
        self.minutes = MinutesCard()
        self.choice = Segmented(
            [(TO_DO, tr("やること")), (MINUTES, tr("会議録")), (TIME, tr("時間"))],
            "record_views",
            accessible=tr("記録の画面"),
        )
        tasks = QWidget()
        column = QVBoxLayout(tasks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.closing)
        column.addWidget(self.to_do, 1)
        self._views = {TO_DO: tasks, MINUTES: self.minutes, TIME: time}
        self._stack = QStackedWidget()
        for view in self._views.values():
            self._stack.addWidget(view)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(10))
        whole.addLayout(row)
        whole.addWidget(self._stack, 1)
        self.choice.set_value(TO_DO)
        self.setFocusProxy(self.choice)
        self._connect()

    def _connect(self) -> None:
        self.choice.chosen.connect(self.show_view)
        self.closing.wanted.connect(self._do_item)
        self.to_do.table.marked.connect(self._mark)
        self.minutes.final_wanted.connect(self._set_final)
        self.minutes.print_wanted.connect(self.print_minutes)

    def show_view(self, view: str) -> None:
        """Bring one of the views on screen."""
        self.choice.set_value(view)
        self._stack.setCurrentWidget(self._views[view])

    def show_meeting(self, conference: Conference, cases: Mapping[str, Case]) -> None:
        """Show everything of a meeting."""
        self._cases = cases
        if conference.uuid != self._of:
            self._of, self._dates_before = conference.uuid, {}
        self.minutes.show_minutes(conference, cases)
        stamp = (conference.uuid, conference.entries, conference.checks, conference.status,
                 conference.agenda, conference.date)  # fmt: skip
        if stamp != self._stamp:  # typing in the minutes changes nothing here
            self._stamp = stamp
            self._show_to_do(conference)

    def _show_to_do(self, conference: Conference) -> None:
        store = self._page.context.store
        held = conference.status is ConferenceStatus.CLOSED
        self.closing.setVisible(held)
        if held:
            self.closing.show_items(
                afterwards.closing_items(store, conference),
                missing=self._missing(conference.uuid),
                undoable=bool(self._dates_before),
            )
        own = [
            OpenAction(conference.uuid, conference.number, conference.date, entry)
            for entry in afterwards.actions_of(conference)
        ]
        before = afterwards.open_actions(store, conference)
        names = {**self._cases, **self._cases_of(before)}
        nothing = (
            tr("この会議には、担当や期限のある決めごとがありません。")
            if held
            else tr("前の会議から残っていることはありません。")
        )
        self.to_do.set_title(tr("やること") if held else tr("前の会議から"))
        rows = [*own, *before] if held else list(before)
        self.to_do.show_actions(rows, names, nothing=nothing)

    def _cases_of(self, actions: Sequence[OpenAction]) -> dict[str, Case]:
        uuids = {action.entry.case_uuid for action in actions} - self._cases.keys()
        wanted = [uuid for uuid in uuids if uuid]
        return {case.uuid: case for case in get_cases(self._page.context.store, wanted)}

    def _missing(self, conference_uuid: str) -> str:
        papers = afterwards.counted_handouts(self._page.context.store, conference_uuid)
        lists = [afterwards.missing_numbers(paper) for paper in papers]
        return tr("、").join(number_words(numbers, 4) for numbers in lists if numbers)

    # Acts.

    def _do_item(self, item: str) -> None:
        match item:
            case Closing.COPIES:
                self.collect()
            case Closing.FOLLOW_UPS:
                self._dates()
            case Closing.ACTIONS:
                self.to_do.table.setFocus()
            case Closing.TEMPORARY_FILES:
                self._tick(checks.TEMPORARY_FILES)
            case Closing.MINUTES:
                self.show_view(MINUTES)
                self.minutes.where.setFocus()

    def collect(self) -> None:
        """Open the numbers of the papers."""
        if self._page.conference is not None and self._page.leave():
            store, uuid = self._page.context.store, self._page.conference.uuid
            CopiesDialog(self, store, uuid, self._collected).open()

    def _collected(self, changes: ChangeSet) -> None:
        self._page.announce(changes)
        self._again()

    def _dates(self) -> None:
        conference = self._page.conference
        if conference is None:
            return
        store = self._page.context.store
        if self._dates_before:
            before, self._dates_before = self._dates_before, {}
            self._act(lambda: afterwards.put_back_follow_ups(store, before))
            return

        def set_dates() -> ChangeSet:
            changes, self._dates_before = afterwards.set_follow_ups(store, conference)
            return changes

        self._act(set_dates)

    def _tick(self, code: str) -> None:
        conference = self._page.conference
        if conference is not None:
            on = not checks.done_at(conference, code)
            store, uuid = self._page.context.store, conference.uuid
            self._act(lambda: afterwards.tick(store, uuid, code, on=on))

    def _mark(self, conference_uuid: str, entry_uuid: str, status: str) -> None:
        store = self._page.context.store
        self._act(lambda: afterwards.set_action_status(store, conference_uuid, entry_uuid, status))

    def _set_final(self, final: bool) -> None:  # noqa: FBT001 - a slot
        conference = self._page.conference
        if conference is not None:
            verb = afterwards.make_final if final else afterwards.take_back_final
            store, uuid = self._page.context.store, conference.uuid
            self._act(lambda: verb(store, uuid))

    def print_minutes(self) -> None:
        """The minutes as they will be filed."""
        if self._page.conference is not None and self._page.leave():
            preview_minutes(self._page, self._page.context, self._page.conference.uuid)

    def _act(self, verb: Callable[[], ChangeSet]) -> None:
        """Save what is typed, do it, show what is stored."""
        if not self._page.leave():
            return
        try:
            changes = verb()
        except UserFacingError as error:
            self._page.failed.emit(error)
            return
        self._page.announce(changes)
        self._again()

    def _again(self) -> None:
        conference = self._page.conference
        if conference is not None:
            self._stamp = None
            self._page.show_stored(get_conference(self._page.context.store, conference.uuid))
