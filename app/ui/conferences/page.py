"""page_conferences: all conferences, and the plan of the chosen one.

There is no picture of this page; it follows the look of 01 and 02: a list at the left, cards at
the right. Everything is saved by itself; nothing here is a wizard.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from app.care.case import Case
from app.clock import today
from app.conference import agenda
from app.conference.meeting import Conference, ConferenceStatus
from app.errors import UserFacingError
from app.i18n import tr
from app.services import conferences as verbs
from app.services.cases import get_case
from app.services.changes import ChangeSet
from app.ui.autosave import Autosaver
from app.ui.conferences import holding
from app.ui.conferences.after_people import PeoplePart
from app.ui.conferences.after_record import RecordPart
from app.ui.conferences.agenda_card import AgendaCard
from app.ui.conferences.case_picker import CasePicker
from app.ui.conferences.keys import key_help
from app.ui.conferences.layout import fit, lay_out
from app.ui.conferences.list_model import UUID_ROLE, ConferenceModel, ConferenceTable
from app.ui.conferences.meeting_card import MeetingCard
from app.ui.conferences.points_card import PointsCard
from app.ui.conferences.points_work import Plan, Points, PointsWork
from app.ui.conferences.preparation_part import PreparationPart
from app.ui.conferences.segments import PLAN, RECORD, ConferenceSegments
from app.ui.conferences.sharing import Sharing
from app.ui.conferences.time_card import TimeCard
from app.ui.conferences.year_work import YearWork
from app.ui.context import UiContext
from app.ui.page import Crumb, KeyHelp, Page
from app.ui.paper.menu import show_papers_menu
from app.ui.undo import SnapshotStack
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.save_state import SaveState


class ConferencesPage(Page):
    """List, plan, attendance; 会議を始める leads to the console."""

    page_name: ClassVar[str] = "page_conferences"

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.conference: Conference | None = None
        self._cases: dict[str, Case] = {}
        self._undo = SnapshotStack(Plan(Conference()), context.clock)
        self._points = PointsWork(context.store, self._cases, self.case_of)
        self.model = ConferenceModel()
        self.table = ConferenceTable(self.model)
        self.meeting = MeetingCard(today(context.clock))
        self.agenda = AgendaCard(context.store)
        self.points = PointsCard()
        self.people = PeoplePart(context.clock)
        self.attendance = self.people.counts
        self.time = TimeCard()
        self.record = RecordPart(self, self.time)
        self.picker = CasePicker(context.store, self)
        self.preparation = PreparationPart(context.store, self.case_of, today(context.clock))
        self.save_state = SaveState("conference_save_state")
        self.saver = Autosaver(self._save, context.clock, self)
        self.year = YearWork(self)
        self.sharing = Sharing(self)
        self.new = Button(tr("新しい会議"), "new_conference", icon="plus", key="Ctrl+N")
        self.papers = Button(tr("資料を印刷"), "print_papers", icon="print", key="Ctrl+P")
        self.list_card: Card
        self.segments: ConferenceSegments
        self.right: QStackedWidget
        self.views: QStackedWidget
        lay_out(self)
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_record)
        self.papers.clicked.connect(self.print_here)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.activated.connect(self._to_title)
        self.table.bin_wanted.connect(self.year.put_away)
        self.meeting.edited.connect(self._edit)
        self.meeting.start_wanted.connect(self.start)
        self.meeting.rehearse_wanted.connect(lambda: holding.rehearse(self))
        self.meeting.reopen_wanted.connect(lambda: holding.reopen(self))
        self.agenda.edited.connect(self._edit)
        self.agenda.add_wanted.connect(self.add_case)
        self.agenda.case_chosen.connect(lambda _uuid: self._show_points())
        self.points.edited.connect(self._edit_points)
        self.points.open_wanted.connect(self._open_case)
        self.preparation.edited.connect(self._edit)
        self.people.edited.connect(self._edit)
        self.record.minutes.edited.connect(self._edit)
        self.picker.picked.connect(self._picked)
        self.saver.stepped.connect(self.save_state.show_step)
        self.saver.failed.connect(self.failed)

    # What the shell asks.

    @property
    def title(self) -> str:
        return tr("会議")

    @property
    def subtitle(self) -> str:
        return tr("全{n}回", n=len(self.model.rows))

    def header_widgets(self) -> list[QWidget]:
        return [
            self.save_state,
            self.meeting.status,
            self.papers,
            self.new,
            self.meeting.rehearse,
            self.meeting.reopen,
            self.meeting.start,
        ]

    def opened(self, **params: object) -> None:
        """Show the list; ``conference_uuid`` chooses one, ``new=True`` makes one.

        ``segment`` brings one of its parts on screen, such as ``record``.
        """
        wanted = str(params.get("conference_uuid") or "")
        self.show_year(shown=False)
        if params.get("new"):
            self.new_record()
            return
        current = self.conference.uuid if self.conference else ""
        self.refresh(wanted or current)
        self.table.setFocus()
        if params.get("segment") in self.segments.codes:
            self.segments.go_to(str(params["segment"]))

    def changed(self, changes: ChangeSet) -> None:
        """Conferences or cases changed elsewhere; or the packet was handed out."""
        if "handout" in changes.kinds and (shared := self.sharing.handed_out()):
            self._edit(shared)
            self.saver.flush()
        if changes.kinds & {"conference", "case"}:
            self._cases.clear()
            self.preparation.forget()
            self.refresh(self.conference.uuid if self.conference else "")

    def leave(self) -> bool:
        """Save what is typed."""
        self.meeting.flush()
        return self.saver.flush()

    def place(self) -> Crumb | None:
        uuid = self.conference.uuid if self.conference else ""
        return Crumb("", self.page_name, {"conference_uuid": uuid})

    def new_record(self) -> bool:
        """Ctrl+N: a planned conference at the hour and place of the last one."""
        if not self.leave():
            return True
        last = self.model.rows[0] if self.model.rows else None
        try:
            made = verbs.new_conference(
                self.context.store,
                start_time=last.start_time if last else "14:00",
                session_type=last.session_type if last else "hokatsu",
                venue=last.venue if last else "",
            )
        except UserFacingError as error:
            self.failed.emit(error)
            return True
        self.announce(ChangeSet(frozenset({"conference"}), frozenset({made.uuid})))
        self.refresh(made.uuid)
        self.segments.show_segment(PLAN)
        self.meeting.date.setFocus()
        return True

    def print_here(self) -> bool:
        """Ctrl+P: which paper of this meeting, or its minutes where they are read."""
        if self.segments.current == RECORD:
            self.record.print_minutes()
            return True
        if self.conference is None or not self.conference.agenda or not self.leave():
            return True
        show_papers_menu(self, self.context, self.conference, self.papers)
        return True

    def undo(self) -> bool:
        """Ctrl+Z: what is being typed first, then the plan."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and field.isModified() and field.isUndoAvailable():
            field.undo()
            return True
        return self.year.undo() or self._travel(self._undo.undo())

    def redo(self) -> bool:
        """Ctrl+Y."""
        return self._travel(self._undo.redo())

    def keys(self) -> list[KeyHelp]:
        return key_help()

    # Showing.

    def show_year(self, *, shown: bool) -> None:
        """年間計画 in place of the list and the plan of one conference, and back."""
        if shown and not self.leave():
            return
        self.views.setCurrentIndex(1 if shown else 0)
        for one in self.header_widgets():
            one.setVisible(one in (self.save_state, self.new) or not shown)
        if self.conference is not None and not shown:
            self.meeting.show_meeting(self.conference)
        if shown:
            self.year.notice.clear()
            self.year.open()
        else:
            self.table.setFocus()

    def refresh(self, uuid: str = "") -> None:
        """Read the list anew and keep ``uuid`` chosen, else the next one to come."""
        self.model.show_rows(verbs.list_conferences(self.context.store))
        self.table.fit_columns()
        self.right.setCurrentIndex(0 if self.model.rows else 1)
        self.list_card.setVisible(bool(self.model.rows))
        self.meeting.start.setVisible(bool(self.model.rows))
        self.meeting.status.setVisible(bool(self.model.rows))
        self.papers.setVisible(bool(self.model.rows))
        self.header_changed.emit()
        if self.model.rows:
            chosen = uuid if self.model.row_of(uuid) >= 0 else self._next_uuid()
            self.table.select(chosen)
            self._show(verbs.get_conference(self.context.store, chosen))

    def _next_uuid(self) -> str:
        """The running one, else the next planned one, else the newest."""
        day = today(self.context.clock).isoformat()
        rows = self.model.rows
        running = [row for row in rows if row.status is ConferenceStatus.RUNNING]
        coming = [row for row in rows if row.status is ConferenceStatus.PLANNED and row.date >= day]
        return (running or coming[-1:] or rows)[0].uuid

    def _to_title(self, _index: QModelIndex) -> None:
        self.segments.show_segment(PLAN)
        self.meeting.title.setFocus()

    def _row_chosen(self, index: QModelIndex, _old: QModelIndex) -> None:
        uuid = index.data(UUID_ROLE)
        if not uuid or (self.conference is not None and uuid == self.conference.uuid):
            return
        if self.leave():
            self._show(verbs.get_conference(self.context.store, uuid))
        elif self.conference is not None:
            self.table.select(self.conference.uuid)

    def _show(self, conference: Conference) -> None:
        self._undo.reset(self._points.plan(conference))
        self.preparation.forget()  # what the last one put off may wait in this one
        self._fill(conference)

    def show_stored(self, conference: Conference) -> None:
        """Show what a verb just stored; there is nothing of it to take back."""
        self._cases.clear()
        self._show(conference)
        self._refresh_row()

    def _fill(self, conference: Conference) -> None:
        self.conference = conference
        for item in conference.agenda:
            self.case_of(item.case_uuid)
        self.meeting.show_meeting(conference)
        self.agenda.show_agenda(conference, self._cases)
        self.people.show_attendance(conference)
        self.record.show_meeting(conference, self._cases)
        self.time.show_meeting(conference, self._cases)
        self._show_points()
        self.preparation.show_preparation(conference)
        self.segments.show_meeting(conference)
        self.sharing.show_meeting(conference)
        self.papers.setEnabled(bool(conference.agenda))

    def _show_points(self) -> None:
        """The points of the agenda's chosen case."""
        uuid = self.agenda.chosen_case()
        closed = self.agenda.model.locked
        self.points.show_case(self.case_of(uuid) if uuid else None, locked=closed)

    def _open_case(self, uuid: str) -> None:
        """Open a case where something is still missing; the way back is the list's row."""
        if self.leave():
            self.context.navigate("page_case_editor", case_uuid=uuid, gap=True)

    def case_of(self, uuid: str) -> Case:
        """A case as it is stored, read once."""
        if uuid not in self._cases:
            self._cases[uuid] = get_case(self.context.store, uuid)
        return self._cases[uuid]

    # Editing.

    def _edit(self, changed: Conference, field: str = "") -> None:
        if self.conference is None:
            return
        # The cards may hold the value from before the last save.
        changed = replace(changed, row_version=self.conference.row_version)
        if changed == self.conference:
            return
        self.year.notice.clear()  # what it offers to take back is no longer the last deed
        self._undo.push(self._points.plan(changed), field or None)
        self._fill(changed)
        self.saver.touch()

    def _edit_points(self, case_uuid: str, points: Points) -> None:
        if self.conference is not None:
            self.year.notice.clear()
            self._points.put(case_uuid, points)
            self._undo.push(self._points.plan(self.conference), f"points {case_uuid}")
            self._fill(self.conference)
            self.saver.touch()

    def _travel(self, value: Plan | None) -> bool:
        if value is None or self.conference is None:
            return False
        self._points.travel(value)
        self._fill(_as_stored(value.conference, self.conference))
        self.saver.touch()
        return True

    def add_case(self) -> None:
        """Open the list of cases under its button."""
        if self.conference is not None:
            taken = {item.case_uuid for item in self.conference.agenda}
            self.picker.open_below(self.agenda.add_button, taken)

    def _picked(self, case_uuid: str) -> None:
        if self.conference is not None:
            self._edit(agenda.with_case(self.conference, case_uuid))

    def _save(self) -> datetime | None:
        if self.conference is None:
            return None
        saved = verbs.save_conference(self.context.store, self.conference, source=self)
        self.conference = saved.conference
        for changes in self._points.save(self):
            self.announce(changes)
        self._undo.amend(self._points.plan(saved.conference))
        self.meeting.show_meeting(saved.conference)
        self.announce(saved.changes)
        self._refresh_row()
        return saved.saved_at

    def _refresh_row(self) -> None:
        if self.conference is not None:
            chosen = self.conference.uuid
            self.model.show_rows(verbs.list_conferences(self.context.store))
            self.table.fit_columns()
            self.table.select(chosen)
            self.header_changed.emit()

    def start(self) -> None:
        """Go to the console; on another day than planned it asks once (design 01)."""
        holding.start(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit(self)


def _as_stored(value: Conference, now: Conference) -> Conference:
    """An earlier plan under the present row version, with what the meeting itself recorded."""
    return replace(
        value,
        row_version=now.row_version,
        status=now.status,
        entries=now.entries,
        transitions=now.transitions,
        prompt_uses=now.prompt_uses,
        resource_uses=now.resource_uses,
    )
