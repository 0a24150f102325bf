"""The frame of this moment: what the wall would show, made only by ``conference.frame``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app import i18n
from app.care.case import Case
from app.care.disclosure import (
    Checker,
    Mask,
    blocked_reason,
    checker,
    mask_of,
    room_case,
)
from app.conference import attendance, wall_words
from app.conference.frame import closing_view, opening_view, room_view
from app.conference.meeting import Conference, EntryKind, Part, Stage
from app.conference.room import RoomView
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, Step
from app.services.privacy import checker_of, known_names
from app.ui.console.room_control import room_language
from app.ui.context import UiContext


@dataclass(frozen=True, slots=True)
class Shown:
    """What a frame depends on; the same means the same frame."""

    conference: Conference
    step: Step | None
    page: int
    minutes_left: int
    share: int
    lang: str
    part: Part | None


class WallSource:
    """Makes frames from a session and the cases of its agenda.

    The private identity is asked for once, to know which words must not pass; a case without
    consent or with an open doubt never gets past the neutral opening frame, and ``note`` says why.
    """

    def __init__(self, context: UiContext) -> None:
        self._context = context
        self._cases: dict[str, Case] = {}
        self._checkers: dict[str, Checker] = {}
        self._masks: dict[str, dict[str, Mask]] = {}  # by language
        self._blocked: dict[str, str] = {}
        self._page = 1
        self._known: Shown | None = None
        self.view: RoomView | None = None

    def begin(self, cases: Mapping[str, Case]) -> None:
        """Take over the cases of a meeting, or their new state."""
        self._cases = dict(cases)
        self._known = None
        self._masks = {}
        for uuid, case in cases.items():
            own = checker_of(self._context.store, uuid)
            self._checkers[uuid] = own
            self._blocked[uuid] = blocked_reason(case, own) or ""

    def first_page(self) -> None:
        """Another step begins on its first page."""
        self._page = 1

    def turn(self, by: int) -> None:
        """Go to another page of the frame, if there is one."""
        pages = self.view.pages if self.view else 1
        self._page = max(1, min(self._page + by, pages))

    def kept_back(self, case_uuid: str) -> str:
        """Why a case of the meeting can't be shown; empty when it can."""
        return self._blocked.get(case_uuid, "")

    def note(self, session: MeetingSession) -> str:
        """Why the present case can't be shown; empty when it can."""
        return self.kept_back(session.case_uuid or "")

    def make(self, session: MeetingSession) -> RoomView:
        """The frame of this moment; the very same value while nothing changed."""
        step = session.step
        if self._known is not None and self._known.part is not session.part:
            self.first_page()  # a part of the stage has pages of its own
        span = session.span(step) if step else session.meeting_time()
        now = Shown(
            conference=session.conference,
            step=step,
            page=self._page,
            minutes_left=max(0, span.left // 60),
            share=round(span.share_left * 100),
            lang=room_language(self._context.settings),
            part=session.part,
        )
        if self.view is None or not self._same(now):
            self._known = now
            self.view = self._made(session, now)
            if session.conference.practice and not self._context.store.practice:
                self.view = replace(self.view, rehearsal=True)
        return self.view

    def _same(self, now: Shown) -> bool:
        known = self._known
        return (
            known is not None
            and known.conference is now.conference
            and replace(known, conference=now.conference) == now
        )

    def _made(self, session: MeetingSession, now: Shown) -> RoomView:
        conference, lang, share = session.conference, now.lang, now.share / 100
        practice = conference.practice or self._context.store.practice
        case = self._cases.get(session.case_uuid or "")
        if now.step == CLOSING:
            return closing_view(
                lang=lang,
                entries=conference.entries,
                masks=self._masks_in(lang),
                plain=checker(None, known_names(self._context.store)),
                minutes_left=now.minutes_left,
                share_left=share,
                practice=practice,
            )
        if case is None or session.stage is None or self._blocked[case.uuid]:
            minutes = now.minutes_left
            return opening_view(
                lang=lang, minutes_left=minutes, share_left=share, practice=practice
            )
        return room_view(
            case,
            self._checkers[case.uuid],
            stage=session.stage,
            part=now.part,
            order=1 + [item.case_uuid for item in conference.agenda].index(case.uuid),
            total=len(conference.agenda),
            lang=lang,
            entries=conference.entries,
            resource_uses=conference.resource_uses,
            minutes_left=now.minutes_left,
            share_left=share,
            page=now.page,
            practice=practice,
        )

    def _masks_in(self, lang: str) -> dict[str, Mask]:
        """What hides the identity of each case, made when the closing frame first needs it."""
        if lang not in self._masks:
            self._masks[lang] = {
                uuid: mask_of(case, "room", self._checkers[uuid], lang=lang)
                for uuid, case in self._cases.items()
            }
        return self._masks[lang]

    def owners(self, session: MeetingSession) -> tuple[str, ...]:
        """Who may do something: the presenter, who was named before, professions in the room."""
        case = self._cases.get(session.case_uuid or "")
        named = [entry.owner for entry in reversed(session.conference.entries) if entry.owner]
        present = [
            attendance.profession_name(line.profession) for line in session.conference.attendance
        ]
        staff = [case.staff] if case and case.staff else []
        return tuple(dict.fromkeys((*staff, *named, *present)))

    def risks(self, session: MeetingSession) -> tuple[tuple[tuple[str, str], ...], str]:
        """Rule and title of the case's risks on the wall, and the first without an answer."""
        case = self._cases.get(session.case_uuid or "")
        if case is None or session.stage is not Stage.RISK or self._blocked[case.uuid]:
            return (), ""
        lang = i18n.language()
        known = room_case(case, self._checkers[case.uuid], lang=lang).risks
        risks = tuple(
            (risk.rule_id, wall_words.risk_title(risk.rule_id, lang) or risk.rule_id)
            for risk in known
        )
        answered = {
            entry.rule_id
            for entry in session.entries()
            if entry.kind is EntryKind.RISK_RESPONSE and entry.rule_id
        }
        return risks, next((rule_id for rule_id, _ in risks if rule_id not in answered), "")
