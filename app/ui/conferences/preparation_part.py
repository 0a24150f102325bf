"""事例: the pool of candidates, what the set looks like, and whom cases were asked of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.care.case import Case
from app.conference import preparation as prep
from app.conference.meeting import Conference
from app.conference.selection import Town, look_at
from app.services import planning
from app.services.store import Store
from app.ui import theme
from app.ui.conferences.candidates_card import CandidatesCard
from app.ui.conferences.case_picker import CasePicker
from app.ui.conferences.requests_card import RequestsCard
from app.ui.conferences.selection_card import SelectionCard

SIDE, SIDE_NARROW = 276, 244
REQUESTS_HEIGHT = 196


class PreparationPart(QWidget):
    """Offers each edit as a new conference; reads the store only while it is on screen."""

    edited = Signal(object, str)

    def __init__(self, store: Store, case_of: Callable[[str], Case], today: date) -> None:
        super().__init__()
        self._store = store
        self._case_of = case_of
        self._conference = Conference()
        self._town: Town | None = None
        self._others: list[Conference] = []
        self.candidates = CandidatesCard()
        self.selection = SelectionCard()
        self.requests = RequestsCard(today)
        self.picker = CasePicker(store, self, name="candidate_picker")
        self.setFocusProxy(self.candidates)
        self._build()
        self.candidates.edited.connect(self.edited)
        self.requests.edited.connect(self.edited)
        self.candidates.add_wanted.connect(self.add_candidate)
        self.picker.picked.connect(self._picked)

    def _build(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(theme.px(12))
        upper.addWidget(self.candidates, 1)
        upper.addWidget(self.selection)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(upper, 1)
        column.addWidget(self.requests)
        self.requests.setFixedHeight(theme.px(REQUESTS_HEIGHT))

    def forget(self) -> None:
        """Cases or other meetings changed: read again when next shown."""
        self._town = None

    def show_preparation(self, conference: Conference) -> None:
        """Show a conference, at once or when the part comes on screen."""
        if conference.session_type != self._conference.session_type:
            self._town = None
        self._conference = conference
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        conference = self._conference
        if self._town is None:
            self._town = planning.town_of(self._store)
            self._others = planning.conferences_of_kind(self._store, conference.session_type)
            self.requests.know_centres(planning.known_centres(self._store))
        waiting = prep.waiting(conference, [*self._others, conference])
        lines = [*conference.candidates, *(one.candidate for one in waiting)]
        cases = {one.case_uuid: self._case_of(one.case_uuid) for one in lines}
        self.candidates.show_pool(conference, cases, waiting)
        self.requests.show_requests(conference)
        self.selection.show_selection(look_at(self._chosen(conference), self._town))

    def _chosen(self, conference: Conference) -> list[Case]:
        """The agenda and the candidates still proposed."""
        uuids = [item.case_uuid for item in conference.agenda]
        uuids += [one.case_uuid for one in conference.candidates if one.state == prep.PROPOSED]
        return [self._case_of(uuid) for uuid in dict.fromkeys(uuids)]

    def add_candidate(self) -> None:
        """Open the list of cases under its button."""
        taken = {one.case_uuid for one in self._conference.candidates}
        self.picker.open_below(self.candidates.add_button, taken)

    def _picked(self, case_uuid: str) -> None:
        centre = prep.centre_of(self._case_of(case_uuid))
        self.edited.emit(prep.propose(self._conference, case_uuid, centre=centre), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(780)
        self.selection.setFixedWidth(theme.px(SIDE_NARROW if narrow else SIDE))
