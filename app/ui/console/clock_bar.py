"""The quiet bar under the stage row: the rest of the meeting divided anew, or what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.care.case import Case
from app.conference.clock_offer import STRETCH, Change, Offer
from app.conference.session import MeetingSession
from app.conference.stages import CLOSING, Step
from app.conference.timing import clock_text
from app.i18n import tr
from app.ui import theme
from app.ui.console.words import stage_title
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import SafeLabel

HEIGHT, COMPACT_HEIGHT = 40, 30
NAMED = 2


class ClockBar(QFrame):
    """What would change, one key to accept it, one to keep the plan. Hidden while all is well."""

    divide_wanted = Signal()
    extend_wanted = Signal(int)
    put_off_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clock_bar")
        self.setFixedHeight(theme.px(HEIGHT))
        self.words = SafeLabel(size=14, elide=True, name="clock_offer")
        self.divide = Button(
            tr("分け直す"), "divide_anew", kind="primary", size="small", key="Ctrl+R"
        )
        self.extend = Button("", "extend_meeting", size="small", key="Ctrl+R")
        self.shorten = Button("", "shorten_meeting", size="small")
        self.put_off = Button("", "put_case_off", size="small")
        self.keep = Button(tr("このまま"), "keep_plan", size="small", key="Ctrl+Shift+R")
        self._stretched = 0
        self.divide.clicked.connect(self.divide_wanted)
        self.extend.clicked.connect(lambda: self.extend_wanted.emit(STRETCH))
        self.shorten.clicked.connect(lambda: self.extend_wanted.emit(-self._stretched))
        self.put_off.clicked.connect(self.put_off_wanted)
        self.keep.clicked.connect(self.keep_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words, 1)
        for button in (self.divide, self.extend, self.shorten, self.put_off, self.keep):
            row.addWidget(button)
        self.extend.setText(tr("{n}分のばす", n=STRETCH))
        self.hide()

    def show_offer(self, offer: Offer | None, changes: str, case: str, stretched: int) -> None:
        """Show ``offer`` with its ``changes`` in words; ``case`` could be put off, and the
        meeting was made ``stretched`` minutes longer before."""
        if offer is None:
            self.hide()
            return
        self._stretched = stretched
        self.words.setText(_sentence(offer, changes))
        self.words.setToolTip(self.words.text())
        self.divide.setVisible(bool(offer.changes))
        self.extend.setVisible(bool(offer.short))
        self.put_off.setVisible(bool(offer.short and case))
        self.put_off.setText(tr("{case}を次回へ", case=case))
        self.shorten.setVisible(stretched > 0 and not offer.short)
        self.shorten.setText(tr("のばした{n}分をもどす", n=stretched))
        self.show()

    def set_compact(self, *, compact: bool) -> None:
        """Key caps give way in small windows, and some height."""
        self.setFixedHeight(theme.px(COMPACT_HEIGHT if compact else HEIGHT))
        for button in (self.divide, self.extend, self.keep):
            button.set_compact(compact)


def _sentence(offer: Offer, changes: str) -> str:
    if offer.short:
        return tr("どう分けても{n}分足りません", n=-(-offer.short // 60))
    if not offer.changes:
        return tr("いまの計画で、のこり時間に合っています")
    late = offer.late // 60
    if late > 0:
        return tr("{n}分おくれ。分け直すと：{changes}", n=late, changes=changes)
    return tr("分け直すと：{changes}", changes=changes)


def changes_text(
    session: MeetingSession, cases: Mapping[str, Case], changes: tuple[Change, ...]
) -> str:
    """``2 あおい ④ 生活支援 10→7分``, the first of them and how many more."""
    ahead = [change for change in changes if change.step != session.step]
    named = (ahead or list(changes))[:NAMED]
    words = [f"{_place(session, cases, each.step)} {_minutes(each)}" for each in named]
    rest = len(changes) - len(named)
    return tr("、").join(words) + (tr("、ほか{n}件", n=rest) if rest > 0 else "")


def _place(session: MeetingSession, cases: Mapping[str, Case], step: Step) -> str:
    if step.stage is None or step.case_uuid is None:
        return tr("まとめ") if step == CLOSING else tr("開会")
    if step.case_uuid == session.case_uuid:
        return stage_title(step.stage)
    return f"{case_title(session, cases, step.case_uuid)} {stage_title(step.stage)}"


def case_title(session: MeetingSession, cases: Mapping[str, Case], case_uuid: str) -> str:
    """``2 あおい``: number on the agenda and plant name."""
    numbers = [item.case_uuid for item in session.conference.agenda]
    return f"{numbers.index(case_uuid) + 1} {cases[case_uuid].pseudonym}"


def _minutes(change: Change) -> str:
    now, left = round(change.now / 60), round(change.left / 60)
    if now != left:
        return tr("{now}→{left}分", now=now, left=left)
    return f"{clock_text(change.now)}→{clock_text(change.left)}"
