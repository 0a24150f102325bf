"""The acts that move the meeting: steps, parts, cases, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.conference import attendance, stages
from app.conference.meeting import Part, Stage
from app.conference.open_risks import asks_before, open_risks
from app.conference.session import MeetingSession
from app.conference.stages import Phase, Step
from app.i18n import tr
from app.ui.console.layout import really_ends

if TYPE_CHECKING:
    from app.care.medical_risk import Candidate
    from app.ui.console.page import ConsolePage


class MovingActs:
    """What a key, a chip or a clicker asks of the session; the page shows what came of it.

    Life support is where open medical risks are asked about, whichever way leads there; while
    the question stands, ``asked`` is the step that waits for its answer.
    """

    def __init__(self, page: ConsolePage) -> None:
        self._page = page
        self.asked: Step | None = None
        self._answered: set[tuple[str, str | None, tuple[str, ...]]] = set()

    # Steps and parts.

    def advance(self) -> None:
        """The big button: the next step, or the end of the meeting."""
        session = self._page.session
        if session is None:
            return
        if self.asked is not None:
            self.go_on_with_risks()
        elif session.next_step is not None:
            self._go(session, session.next_step)
        elif self._page.keeping.rehearsal or really_ends(self._page):
            self.close_meeting()

    def page_down(self) -> None:
        """Clickers never end a meeting: the last step stays."""
        session = self._page.session
        if session is not None and session.next_step is not None:
            self.advance()

    def back(self) -> None:
        """The step before; from the question about risks, to them."""
        session = self._page.session
        if session is None:
            return
        if self.asked is not None:
            self.back_to_risk()
            return
        session.back()
        self._page.act_done()

    def next_part(self) -> None:
        """Alt+PageDown: the next part, from the last one the next step."""
        self._go_beside(1)

    def previous_part(self) -> None:
        """Alt+PageUp: the part before, from the first one the step before."""
        self._go_beside(-1)

    def _go_beside(self, by: int) -> None:
        session = self._page.session
        if session is None:
            return
        part = stages.part_beside(session.stage, session.part, by)
        if part is not None and self.asked is None:
            self.go_to_part(part)
        else:
            (self.page_down if by > 0 else self.back)()

    def go_to_part(self, part: Part) -> None:
        """A mark in the stage row was clicked."""
        if self._page.session is not None:
            self._page.session.go_to_part(part)
            self._page.act_done()

    def go_to_case(self, case_uuid: str) -> None:
        """A chip was clicked: to the case, where it was left."""
        session = self._page.session
        if session is not None and case_uuid != session.case_uuid:
            self._go(session, stages.entry_step(session.state, case_uuid))

    def go_to_stage(self, stage: Stage) -> None:
        """Ctrl+1…4 or a click on the stage row."""
        session = self._page.session
        if session is not None and session.case_uuid:
            self._go(session, Step(Phase.CASE, session.case_uuid, stage))

    def _go(self, session: MeetingSession, step: Step) -> None:
        if asks_before(session.state, step) and (risks := self._open(session, step)):
            self.asked = step
            if _question(session, step, risks) in self._answered:
                self.go_on_with_risks()
                return
            self._page.refresh()
            if not self._page.capture.text.text():  # what is being typed keeps the keyboard
                self._page.question.decided_by.setFocus()
            return
        self._drop_question()
        session.go(step)
        self._page.act_done()

    # Medical risks before life support.

    def go_on_with_risks(self) -> None:
        """Write down who decided, and go on."""
        session, step = self._page.session, self.asked
        if session is None or step is None:
            return
        rules = [risk.rule_id for risk in self._open(session, step)]
        elsewhere = step.case_uuid != session.case_uuid
        if elsewhere:  # the decision belongs to the case that is taken up
            session.go(step)
        if rules:
            session.go_on_with_risks(rules, decided_by=self._page.question.decider())
        if not elsewhere:
            session.go(step)
        self._drop_question()
        self._page.act_done()

    def back_to_risk(self) -> None:
        """Deal with the risks first. When people move on it is by the decider chosen now: the
        question comes again only where other risks are open by then."""
        session, step = self._page.session, self.asked
        if session is not None and step is not None:
            self._answered.add(_question(session, step, self._open(session, step)))
        self._drop_question()
        if session is not None and step is not None:
            session.go(Step(Phase.CASE, step.case_uuid, Stage.RISK))
            self._page.act_done()

    def show_question(self, session: MeetingSession) -> None:
        """Show what is still open, or nothing where nothing is asked."""
        if self.asked is None:
            self._drop_question()
            return
        present = [
            attendance.profession_name(line.profession) for line in session.conference.attendance
        ]
        risks = [(risk.title(), risk.profession()) for risk in self._open(session, self.asked)]
        self._page.prompts.hide()
        self._page.question.ask(risks, tuple(dict.fromkeys((tr("進行役"), *present))))

    def _drop_question(self) -> None:
        self.asked = None
        if self._page.question.isVisible():
            self._page.question.hide()
            self._page.capture.text.setFocus()
        self._page.prompts.show()

    def _open(self, session: MeetingSession, step: Step) -> tuple[Candidate, ...]:
        case = self._page.cases.get(step.case_uuid or "")
        return open_risks(case, session.conference.entries) if case else ()

    # The end.

    def close_meeting(self) -> None:
        """End the meeting and go to its page, where what comes afterwards is."""
        session = self._page.session
        if session is None:
            return
        session.close()
        self._page.act_done()
        if not session.unsaved:
            self._page.leave_console()


def _question(
    session: MeetingSession, step: Step, risks: tuple[Candidate, ...]
) -> tuple[str, str | None, tuple[str, ...]]:
    """What was asked: in which meeting, of which case, about which risks."""
    return session.conference.uuid, step.case_uuid, tuple(risk.rule_id for risk in risks)
