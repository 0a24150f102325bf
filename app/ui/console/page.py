"""page_console: the facilitator's screen during a meeting (DESIGN-SYSTEM §8, §11, design 05).

The page shows what the session says and hands every act to it; it holds no state of the
meeting itself. Each act is saved before it is shown as recorded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.care.case import Case
from app.clock import today
from app.conference import capture
from app.conference.meeting import Conference, ConferenceStatus, Stage
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, Step
from app.errors import UserFacingError
from app.i18n import tr
from app.services import cases as case_verbs
from app.services import conferences as verbs
from app.services.changes import ChangeSet
from app.ui import theme
from app.ui.console import keys as console_keys
from app.ui.console.capture_panel import CapturePanel
from app.ui.console.conference_bar import ConferenceBar
from app.ui.console.content_panel import ContentPanel
from app.ui.console.facts import identity_line
from app.ui.console.facts_panel import FactsPanel
from app.ui.console.footer import Footer
from app.ui.console.layout import fit, lay_out, really_ends
from app.ui.console.live_view import WallSource
from app.ui.console.next_panel import NextPanel
from app.ui.console.now import chips, coming, near_time, stage_times
from app.ui.console.prompts_panel import PromptsPanel
from app.ui.console.room_control import RoomControl
from app.ui.console.stage_row import StageRow
from app.ui.console.wall_panel import WallPanel
from app.ui.console.words import prompt_rows, step_name
from app.ui.context import UiContext
from app.ui.page import KeyHelp, Page
from app.ui.paper.way_in import way_in
from app.ui.widgets.buttons import Button
from app.ui.widgets.message_bar import Action

TICK_MS = 250
RETRY_MS = 30_000


class ConsolePage(Page):
    """The console. ``opened(conference_uuid=…)`` starts or resumes the meeting."""

    page_name: ClassVar[str] = "page_console"
    section: ClassVar[str] = "page_conferences"
    full_window: ClassVar[bool] = True

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.session: MeetingSession | None = None
        self.cases: dict[str, Case] = {}
        self.saved_at: datetime | None = None
        self._followed: Step | None = None
        self._compact = False
        self.bar = ConferenceBar()
        self.stages = StageRow()
        self.facts = FactsPanel()
        self.prompts = PromptsPanel()
        self.capture = CapturePanel(today(context.clock))
        self.wall = WallPanel()
        self.upcoming = NextPanel()
        self.go_on = Button("", "next_step", kind="primary", size="console", key="PageDown")
        self.go_on.setFont(theme.font(18, bold=True))
        self.footer = Footer()
        self.content = ContentPanel(self)
        self.source = WallSource(context)
        self.room = RoomControl(context, self.wall, self)
        lay_out(self)
        self._connect()
        console_keys.bind(self)
        self.room.made = partial(console_keys.bind_wall, self)
        self._ticking = QTimer(self)
        self._ticking.setInterval(TICK_MS)
        self._ticking.timeout.connect(self.refresh_times)
        self._retrying = QTimer(self)
        self._retrying.setInterval(RETRY_MS)
        self._retrying.timeout.connect(self.save_again)

    def _connect(self) -> None:
        self.bar.case_chosen.connect(self.go_to_case)
        self.bar.clock_toggled.connect(self.toggle_clock)
        self.stages.chosen.connect(self.go_to_stage)
        self.prompts.toggled.connect(self.mark_prompt)
        self.capture.record_wanted.connect(self.record)
        entries = self.capture.list
        entries.amend_wanted.connect(self.amend)
        entries.remove_wanted.connect(self.remove)
        entries.wall_wanted.connect(self.set_shown)
        self.wall.show_wanted.connect(self.show_wall)
        self.wall.hide_wanted.connect(self.hide_wall)
        self.wall.freeze_wanted.connect(self.freeze)
        self.wall.blank_wanted.connect(self.blank)
        self.wall.content_wanted.connect(self.choose_content)
        self.content.field_toggled.connect(self.project_field)
        self.content.page_wanted.connect(self.turn_page)
        self.room.lost.connect(self.monitor_lost)
        self.room.closed.connect(self.hide_wall)
        self.go_on.clicked.connect(self.advance)
        self.footer.leave_wanted.connect(self.leave_console)

    # Coming and going.

    def opened(self, **params: object) -> None:
        """Start or resume ``conference_uuid``; the same meeting goes on where it is."""
        uuid = str(params["conference_uuid"])
        running = self.session is not None and self.session.conference.uuid == uuid
        conference = verbs.get_conference(self.context.store, uuid)
        if not running or self.session is None or self.session.conference != conference:
            self._begin(conference)
        self._ticking.start()
        self.refresh()
        self.capture.text.setFocus()

    def _begin(self, conference: Conference) -> None:
        store = self.context.store
        self.cases = {
            item.case_uuid: case_verbs.get_case(store, item.case_uuid) for item in conference.agenda
        }
        self.source.begin(self.cases)
        self.saved_at = None
        self._followed = None
        self.session = MeetingSession(conference, clock=self.context.clock, save=self._save)
        self.session.start()
        self.capture.clear_draft()
        self._act_done()

    def leave(self) -> bool:
        """The wall goes dark before anything else; an unsaved step keeps the person here."""
        if self.session is None:
            return True
        self.hide_wall()
        if self.session.unsaved and not self.session.save_again():
            self._tell_trouble()
            return False
        self._ticking.stop()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # minimised is not left
            self.hide_wall()

    def changed(self, changes: ChangeSet) -> None:
        """A case of the meeting was edited elsewhere."""
        if self.session is None:
            return
        store = self.context.store
        for uuid in changes.ids & set(self.cases):
            self.cases[uuid] = case_verbs.get_case(store, uuid)
        self.source.begin(self.cases)
        self.refresh()

    def leave_console(self) -> None:
        """Back to the list of conferences; the meeting stays open."""
        self.context.navigate("page_conferences")

    # Acts: moving.

    def advance(self) -> None:
        """The big button: the next step, or the end of the meeting."""
        if self.session is None:
            return
        if self.session.next_step is None:
            if really_ends(self):
                self.close_meeting()
            return
        self.session.advance()
        self._act_done()

    def page_down(self) -> None:
        """Clickers never end a meeting: the last step stays."""
        if self.session is not None and self.session.next_step is not None:
            self.advance()

    def back(self) -> None:
        """The step before."""
        if self.session is not None:
            self.session.back()
            self._act_done()

    def go_to_case(self, case_uuid: str) -> None:
        """A chip was clicked."""
        if self.session is not None:
            self.session.go_to_case(case_uuid)
            self._act_done()

    def go_to_stage(self, stage: Stage) -> None:
        """Ctrl+1…4 or a click on the stage row."""
        if self.session is not None:
            self.session.go_to_stage(stage)
            self._act_done()

    def toggle_clock(self) -> None:
        """F3."""
        if self.session is not None:
            self.session.toggle_clock()
            self._act_done()

    def close_meeting(self) -> None:
        """End the meeting and go to its page, where what comes afterwards is."""
        if self.session is None:
            return
        uuid = self.session.conference.uuid
        self.session.close()
        self._act_done()
        if not self.session.unsaved:
            self.context.navigate("page_conferences", conference_uuid=uuid)

    # Acts: writing.

    def record(self, shown: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Write the draft down. The text stays in its row unless it is stored."""
        if self.session is None:
            return
        QGuiApplication.inputMethod().commit()  # what is still being converted counts too
        draft, editing = self.capture.draft(), self.capture.editing
        if editing:
            done = self.session.amend(editing, draft, shown=shown)
            unchanged = not done and not self.session.unsaved
            done = done or unchanged
        else:
            done = self.session.record(draft, shown=shown)
        if done:
            self.capture.clear_draft()
        self._act_done()

    def amend(self, entry_uuid: str) -> None:
        """Bring an entry back into the capture row."""
        if self.session is None:
            return
        entry = capture.entry_of(self.session.conference, entry_uuid)
        if entry is not None:
            self.capture.amend(entry)
            self.capture.text.setFocus()

    def remove(self, entry_uuid: str) -> None:
        """Take an entry out of the record; Ctrl+Z brings it back."""
        if self.session is not None:
            self.session.remove(entry_uuid)
            self._act_done()

    def set_shown(self, entry_uuid: str, shown: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Put an entry on the wall or take it off."""
        if self.session is not None:
            self.session.set_shown(entry_uuid, shown=shown)
            self._act_done()

    def mark_prompt(self, prompt_id: str, used: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Tick a prompt, or take the tick away."""
        if self.session is not None:
            self.session.set_prompt(prompt_id, "used" if used else "")
            self._act_done()

    def undo(self) -> bool:
        """Ctrl+Z: what is being typed, else the last thing written, also on the wall."""
        field = self._typed_field()
        if field is not None and field.isUndoAvailable():
            field.undo()
            return True
        done = self.session is not None and self.session.undo()
        self._act_done()
        return done

    def redo(self) -> bool:
        """Ctrl+Y."""
        field = self._typed_field()
        if field is not None and field.isRedoAvailable():
            field.redo()
            return True
        done = self.session is not None and self.session.redo()
        self._act_done()
        return done

    def _typed_field(self) -> QLineEdit | None:
        field = QApplication.focusWidget()
        return field if isinstance(field, QLineEdit) and self.isAncestorOf(field) else None

    # Acts: the wall.

    def show_wall(self) -> None:
        """F5: put the live frame on the wall."""
        if self.session is not None and not self.session.closed:
            self.session.show()
            self.refresh_wall()

    def hide_wall(self) -> None:
        """F5 again: no window of ours on any screen."""
        if self.session is not None:
            self.session.hide()
            self.refresh_wall()

    def toggle_wall(self) -> None:
        """One key to show again after a restart."""
        if self.session is not None:
            (self.hide_wall if self.session.output.on_wall else self.show_wall)()

    def blank(self) -> None:
        """B, Ctrl+B or ``.``: black, and back."""
        if self.session is not None:
            self.session.blank()
            self.refresh_wall()

    def freeze(self) -> None:
        """F4: the wall stands still while the console goes on."""
        if self.session is not None:
            self.session.freeze(self.source.view)
            self.refresh_wall()

    def monitor_lost(self) -> None:
        """The wall's screen went away."""
        if self.session is not None:
            self.session.monitor_lost()
            self.refresh_wall()

    def choose_content(self) -> None:
        """Open the panel above its button; for a case kept back, the case where it can be freed."""
        if self.session is not None and self.source.note(self.session):
            way = way_in(self.context, [self.session.case_uuid or ""])
            if way is not None:
                way.run()
            return
        self._show_content()
        self.content.open_above(self.wall.content)

    def project_field(self, field: str, on: bool) -> None:  # noqa: FBT001 - slot of a signal
        """Let a field of the case reach the wall, or take it off; saved with the case."""
        case = self.cases.get(self.session.case_uuid or "") if self.session else None
        if case is None:
            return
        fields = case.projected_fields | {field} if on else case.projected_fields - {field}
        try:
            saved = case_verbs.save_case(
                self.context.store, replace(case, projected_fields=fields), source=self
            )
        except UserFacingError as error:
            self.failed.emit(error)
        else:
            self.cases[case.uuid] = saved.case
            self.source.begin(self.cases)
            self.announce(saved.changes)
        self.refresh_wall()
        self._show_content()

    def turn_page(self, by: int) -> None:
        """The next or former page of what doesn't fit on one frame."""
        self.source.turn(by)
        self.refresh_wall()
        self._show_content()

    def _show_content(self) -> None:
        case = self.cases.get(self.session.case_uuid or "") if self.session else None
        view = self.source.view
        self.content.show_content(case, view.page if view else 1, view.pages if view else 1)

    # Saving.

    def _save(self, conference: Conference) -> Conference:
        closing = conference.status is ConferenceStatus.CLOSED
        verb = verbs.close_conference if closing else verbs.save_conference
        saved = verb(self.context.store, conference, source=self)
        self.saved_at = saved.saved_at
        self.announce(saved.changes)
        return saved.conference

    def save_again(self) -> None:
        """Try once more; the bar goes away when it works."""
        if self.session is not None and self.session.unsaved:
            self.session.save_again()
            self._act_done()

    def failure_actions(self) -> list[Action]:
        """What the bar offers while a step is not stored."""
        return [Action(tr("もう一度"), "save_again", self.save_again)]

    def _tell_trouble(self) -> None:
        trouble = self.session.trouble if self.session else None
        self.failed.emit(trouble)
        if trouble is None:
            self._retrying.stop()
        elif not self._retrying.isActive():
            self._retrying.start()

    # Showing.

    def _act_done(self) -> None:
        self._tell_trouble()
        self.refresh()

    def refresh(self) -> None:
        """Show everything anew from the session."""
        session = self.session
        if session is None:
            return
        case = self.cases.get(session.case_uuid or "")
        self.facts.show_case(case)
        if session.step != self._followed:
            self._followed = session.step
            self.facts.follow(session.stage)
            self.capture.choose_kind(capture.preset_kind(session.stage))
            self.source.first_page()
        self.prompts.show_prompts(prompt_rows(session))
        self.capture.show_entries(session.entries())
        self.capture.suggest_owners(self.source.owners(session))
        self.capture.show_risks(*self.source.risks(session))
        phase = tr("まとめ") if session.step == CLOSING else tr("開会")
        identity = identity_line(case) if case else phase
        self.bar.show_cases(chips(session, self.cases), identity)
        self.go_on.setText(step_name(session, self.cases))
        self.footer.show_saved(self.saved_at, trouble=session.unsaved)
        self.footer.show_count(len(session.entries()))
        self.refresh_times()

    def refresh_times(self) -> None:
        """Show the clocks, four times a second."""
        session = self.session
        if session is None:
            return
        self.bar.show_times(*near_time(session), session.meeting_time(), session.seconds_early())
        self.bar.show_paused(paused=session.state.paused)
        self.stages.show_case(stage_times(session))
        self.upcoming.show_next(*coming(session, self.cases, self.context.clock.now()))
        self.refresh_wall()

    def refresh_wall(self) -> None:
        """Make the frame of this moment and hand it to preview and wall."""
        session = self.session
        if session is None:
            return
        live = self.source.make(session)
        self.wall.show_output(session.output.output)
        self.room.present(session.output, live)
        # In a low window the room's own banner says it; why a case stays dark is always said.
        plain_window = "" if self._compact else self.room.note
        blocked = self.source.note(session)
        self.wall.show_note(blocked or plain_window, kept_back=bool(blocked))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._compact = fit(self)

    # What the shell asks.

    def keys(self) -> list[KeyHelp]:
        """All keys of the console."""
        return console_keys.key_helps()

    def number_key(self, number: int) -> bool:
        """Alt+1…5 choose the kind of the capture."""
        if number <= len(capture.CAPTURE_KINDS):
            self.capture.choose_kind(capture.CAPTURE_KINDS[number - 1])
            self.capture.text.setFocus()
        return True

    def focus_search(self) -> bool:
        """Nothing to search in a meeting, and no key may lead out of it."""
        return True

    def new_record(self) -> bool:
        """As ``focus_search``."""
        return True
