"""page_console: the facilitator's screen during a meeting (DESIGN-SYSTEM §8, §11, design 05).

The page shows what the session says and hands every act to it; it holds no state of the
meeting itself. Each act is saved before it is shown as recorded.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.care.case import Case
from app.clock import today
from app.conference import capture, deck
from app.conference.meeting import Conference, Part
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, Step
from app.i18n import tr
from app.services import cases as case_verbs
from app.services import conferences as verbs
from app.services.changes import ChangeSet
from app.ui import theme
from app.ui.console import keys as console_keys
from app.ui.console.acts_clock import ClockActs
from app.ui.console.acts_moving import MovingActs
from app.ui.console.acts_wall import WallActs
from app.ui.console.acts_writing import WritingActs
from app.ui.console.capture_panel import CapturePanel
from app.ui.console.clock_bar import ClockBar
from app.ui.console.conference_bar import ConferenceBar
from app.ui.console.content_panel import ContentPanel
from app.ui.console.drafts import DraftKeeper
from app.ui.console.facts import identity_line
from app.ui.console.facts_panel import FactsPanel
from app.ui.console.footer import Footer
from app.ui.console.keeping import Keeping, rehearsal_ribbon
from app.ui.console.layout import fit, lay_out
from app.ui.console.live_view import WallSource
from app.ui.console.next_panel import NextPanel
from app.ui.console.now import chips, coming, near_time, stage_times
from app.ui.console.opening_panel import OpeningPanel
from app.ui.console.panels import Panels
from app.ui.console.prompts_panel import PromptsPanel
from app.ui.console.risk_question import RiskQuestion
from app.ui.console.room_control import RoomControl
from app.ui.console.stage_row import StageRow
from app.ui.console.wall_panel import WallPanel
from app.ui.console.words import step_name
from app.ui.context import UiContext
from app.ui.page import Crumb, KeyHelp, Page
from app.ui.shell import MainWindow
from app.ui.widgets.buttons import Button
from app.ui.widgets.message_bar import Action
from app.ui.widgets.single_click import act_once

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
        self.keeping = Keeping(self)
        self._followed: tuple[Step | None, Part | None] | None = None
        self._compact = False
        self.ribbon = rehearsal_ribbon()
        self.bar = ConferenceBar()
        self.stages = StageRow()
        self.clock_bar = ClockBar()
        self.facts = FactsPanel()
        self.prompts = PromptsPanel()
        self.question = RiskQuestion()
        self.capture = CapturePanel(today(context.clock))
        self.wall = WallPanel()
        self.upcoming = NextPanel()
        self.go_on = Button("", "next_step", kind="primary", size="console", key="PageDown")
        self.go_on.setFont(theme.font(18, bold=True))
        self.footer = Footer()
        self.content = ContentPanel(self)
        self.source = WallSource(context)
        self.room = RoomControl(context, self.wall, self)
        self.moving = MovingActs(self)
        self.timing = ClockActs(self)
        self.writing = WritingActs(self)
        self.walling = WallActs(self)
        self.drafts = DraftKeeper(self)
        self.panels = Panels(self)
        self.opening = OpeningPanel(self)
        lay_out(self)
        self._connect()
        console_keys.bind(self)
        self.room.made = partial(console_keys.bind_wall, self)
        self._ticking = QTimer(self)
        self._ticking.setInterval(TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._retrying = QTimer(self)
        self._retrying.setInterval(RETRY_MS)
        self._retrying.timeout.connect(self.save_again)

    def _connect(self) -> None:
        self.bar.case_chosen.connect(self.moving.go_to_case)
        self.bar.clock_toggled.connect(self.timing.toggle)
        self.bar.menu_wanted.connect(self.timing.open_menu)
        self.clock_bar.divide_wanted.connect(self.timing.divide)
        self.clock_bar.extend_wanted.connect(self.timing.extend)
        self.clock_bar.put_off_wanted.connect(self.timing.put_off_last)
        self.clock_bar.keep_wanted.connect(self.timing.keep)
        self.stages.chosen.connect(self.moving.go_to_stage)
        self.stages.part_chosen.connect(self.moving.go_to_part)
        self.question.back_wanted.connect(self.moving.back_to_risk)
        self.question.on_wanted.connect(self.moving.go_on_with_risks)
        self.prompts.marked.connect(self.writing.mark_prompt)
        self.prompts.own.written.connect(self.writing.add_prompt)
        self.prompts.own.left.connect(self.capture.text.setFocus)
        self.capture.record_wanted.connect(self.writing.record)
        entries = self.capture.list
        entries.amend_wanted.connect(self.writing.amend)
        entries.remove_wanted.connect(self.writing.remove)
        entries.wall_wanted.connect(self.writing.set_shown)
        self.wall.show_wanted.connect(self.walling.show)
        self.wall.hide_wanted.connect(self.walling.hide)
        self.wall.freeze_wanted.connect(self.walling.freeze)
        self.wall.blank_wanted.connect(self.walling.blank)
        self.wall.content_wanted.connect(self.walling.choose_content)
        self.content.field_toggled.connect(self.walling.project_field)
        self.content.page_wanted.connect(self.walling.turn_page)
        self.room.lost.connect(self.walling.monitor_lost)
        self.room.closed.connect(self.walling.hide)
        self.room.changed.connect(self.refresh_wall)
        self.room.on_wall.connect(self.walling.note)
        self.wall.swap_wanted.connect(self.room.swap)
        self.wall.language_wanted.connect(self.room.change_language)
        self.go_on.clicked.connect(self.moving.advance)
        self.footer.leave_wanted.connect(self.leave_console)
        act_once(
            self.go_on,
            self.wall.blank,
            self.wall.show_button,
            self.bar.pause,
            self.clock_bar.extend,
            self.prompts.view.viewport(),
        )

    # Coming and going.

    def opened(self, **params: object) -> None:
        """Start or resume ``conference_uuid``; the same meeting goes on where it is.

        ``rehearsal=True`` rehearses it instead.
        """
        uuid = str(params["conference_uuid"])
        rehearsal = bool(params.get("rehearsal"))
        conference = verbs.get_conference(self.context.store, uuid)
        same = self.session is not None and self.session.conference == conference
        if rehearsal or not same or self.keeping.rehearsal:
            self._begin(self.keeping.begin(conference, rehearsal=rehearsal))
        self._ticking.start()
        self.refresh()
        self.capture.text.setFocus()

    def _begin(self, conference: Conference) -> None:
        store = self.context.store
        self.cases = {
            item.case_uuid: case_verbs.get_case(store, item.case_uuid) for item in conference.agenda
        }
        self.source.begin(self.cases)
        self._followed = None
        self.moving.asked = None
        self.timing.offers.done()
        clock, save = self.context.clock, self.keeping.save
        self.session = MeetingSession(conference, clock=clock, save=save)
        self.session.start()
        self.capture.clear_draft()
        self.ribbon.setVisible(self.keeping.rehearsal)
        self.footer.show_rehearsal(on=self.keeping.rehearsal)
        self.act_done()
        self.drafts.bring_back()

    def leave(self) -> bool:
        """The wall goes dark before anything else; an unsaved step keeps the person here."""
        if not self.keep():
            return False
        if self.keeping.rehearsal:
            self.session = None  # thrown away
        return True  # the clock goes on: the meeting does

    def keep(self) -> bool:
        """The wall goes dark and every act is stored; the meeting or rehearsal goes on."""
        if self.session is None:
            return True
        self.walling.hide()
        self.drafts.keep()
        if self.keeping.rehearsal:
            return True
        if self.session.unsaved and not self.session.save_again():
            self._tell_trouble()
            return False
        return True

    def place(self) -> Crumb | None:
        """The running meeting; its page in the plan once it is closed, and for a rehearsal."""
        session = self.session
        if session is None:
            return None
        over = self.keeping.rehearsal or session.closed
        name = "page_conferences" if over else self.page_name
        return Crumb("", name, {"conference_uuid": session.conference.uuid})

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # minimised is not left
            self.walling.hide()

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
        """Back to the meeting's page; the meeting stays open, a rehearsal is thrown away."""
        uuid = self.session.conference.uuid if self.session else ""
        rehearsed = self.keeping.rehearsal
        over = self.session is not None and self.session.closed and not rehearsed
        where: dict[str, object] = {"segment": "record"} if over else {}
        there = self.context.navigate("page_conferences", conference_uuid=uuid, **where)
        if not there or not rehearsed:
            return
        window = self.window()
        bar = window.messages() if isinstance(window, MainWindow) else None
        if bar is not None:
            bar.show_message(tr("練習を終えました。練習の記録は残していません。"), calm=True)

    # Undo, as the shell asks for it.

    def undo(self) -> bool:
        """Ctrl+Z."""
        return self.writing.undo()

    def redo(self) -> bool:
        """Ctrl+Y."""
        return self.writing.redo()

    # Saving.

    def save_again(self) -> None:
        """Try once more; the bar goes away when it works."""
        if self.session is not None and self.session.unsaved:
            self.session.save_again()
            self.act_done()

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

    def act_done(self) -> None:
        """After an act: say trouble, show everything anew."""
        self._tell_trouble()
        self.refresh()

    def refresh(self) -> None:
        """Show everything anew from the session."""
        session = self.session
        if session is None:
            return
        case = self.cases.get(session.case_uuid or "")
        self.facts.show_case(case)
        self.opening.follow(session)
        if (session.step, session.part) != self._followed:
            self._followed = (session.step, session.part)
            self.facts.follow(session.part)
            self.capture.choose_kind(capture.preset_kind(session.stage, session.part))
            self.source.first_page()
            self.panels.follow()
        self.prompts.show_prompts(deck.cards(session.conference, session.step, session.part, case))
        self.moving.show_question(session)
        self.capture.show_entries(session.entries(), session.conference.entries)
        self.capture.suggest_owners(self.source.owners(session))
        self.capture.show_risks(*self.source.risks(session))
        self.capture.show_part(session.part)
        self.panels.refresh()
        phase = tr("まとめ") if session.step == CLOSING else tr("開会")
        identity = identity_line(case) if case else phase
        self.bar.show_cases(chips(session, self.cases), identity)
        self.go_on.setText(step_name(session, self.cases, self.moving.asked))
        self.footer.show_saved(self.keeping.saved_at, trouble=session.unsaved)
        self.footer.show_count(len(session.entries()))
        self.refresh_times()

    def _tick(self) -> None:
        if self.session is None or self.session.closed:
            self._ticking.stop()
            return
        before = self.session.conference
        self.session.tick()
        if self.session.conference is not before:  # the machine slept, or its clock was set
            self._tell_trouble()
        if self.isVisible():
            self.refresh_times()

    def refresh_times(self) -> None:
        """Show the clocks, four times a second."""
        session = self.session
        if session is None:
            return
        self.bar.show_times(*near_time(session), session.meeting_time(), session.seconds_early())
        self.bar.show_paused(paused=session.state.paused)
        self.stages.show_case(stage_times(session), session.part)
        self.timing.show()
        self.upcoming.show_next(
            *coming(session, self.cases, self.context.clock.now(), self.source.kept_back)
        )
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
        note = "" if self._compact and not self.room.urgent else self.room.note
        blocked = self.source.note(session)
        self.wall.show_note(blocked or note, kept_back=bool(blocked))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._compact = fit(self)

    # What the shell asks.

    def keys(self) -> list[KeyHelp]:
        """All keys of the console."""
        return console_keys.key_helps()

    def number_key(self, number: int) -> bool:
        """Alt+1…9 choose the kind of the capture; 7 to 9 come from ``keys``."""
        kinds = (*capture.CAPTURE_KINDS, *capture.MORE_KINDS)
        self.writing.choose_kind(kinds[number - 1])
        return True

    def focus_search(self) -> bool:
        """Nothing to search in a meeting, and no key may lead out of it."""
        return True

    def new_record(self) -> bool:
        """As ``focus_search``."""
        return True
