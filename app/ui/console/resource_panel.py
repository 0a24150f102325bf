"""資源: what might help this person, how far it has come, and why (DOMAIN.md §3.5 P7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from app.care.case import Case
from app.conference import matching
from app.conference.matching import Offer
from app.conference.meeting import ResourceUse
from app.conference.session import MeetingSession
from app.i18n import tr
from app.ui import theme
from app.ui.console.capture_panel import FreeCombo
from app.ui.console.drawer import Drawer
from app.ui.console.resource_list import ResourceList, state_name
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.segmented import Segmented


class ResourcePanel(Drawer):
    """In the place of the capture row: a line for a resource, and those of the case."""

    record_wanted = Signal(object)
    """The resource to add or replace."""
    state_wanted = Signal(str, str)
    wall_wanted = Signal(str, bool)
    remove_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("資源"), "resource_panel", note=tr("1 候補・2 相談中・3 使う"))
        self._case_uuid = ""
        self._offers: tuple[Offer, ...] = ()
        self._editing: ResourceUse | None = None
        self.name = FreeCombo("resource_name", tr("場所・人・もの"), 200)
        self.detail = _line("resource_detail", tr("いつ・どこで・だれと"))
        self.reason = _line("resource_reason", tr("理由・ことわられたときの次の案"))
        self.state = Segmented(
            [(code, state_name(code)) for code in matching.STATES],
            "resource_state",
            accessible=tr("資源の状態"),
        )
        self.state.set_value(matching.STATES[0])
        self.button = Button(
            tr("記録して会場に出す"),
            "record_resource",
            kind="primary",
            size="capture",
            key="Ctrl+Enter",
        )
        self.button.clicked.connect(lambda: self.enter(shown=True))
        self.list = ResourceList()
        self.list.state_wanted.connect(self.state_wanted)
        self.list.wall_wanted.connect(self.wall_wanted)
        self.list.remove_wanted.connect(self.remove_wanted)
        self.list.amend_wanted.connect(self._amend)
        self.name.activated.connect(self._chosen)
        edit = self.name.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(tr("場所・人・もの（サービス以外も）"))
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(8))
        inside.setSpacing(theme.px(6))
        what, why, how = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (what, why, how):
            row.setSpacing(theme.px(8))
            inside.addLayout(row)
        what.addWidget(self.name, 3)
        what.addWidget(self.detail, 2)
        why.addWidget(self.reason)
        how.addWidget(self.state)
        how.addStretch(1)
        how.addWidget(self.button)
        self.body.addLayout(inside)
        self.body.addWidget(Rule())
        self.body.addWidget(self.list, 1)
        order = (self.name, self.detail, self.reason, self.state, self.button, self.list)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def show_meeting(self, session: MeetingSession, case: Case | None) -> None:
        uuid = case.uuid if case else ""
        if uuid != self._case_uuid:
            self._case_uuid = uuid
            self._clear()
        uses = matching.uses_of(session.conference, uuid)
        self.list.show_rows(uses)
        if self._editing and all(use.uuid != self._editing.uuid for use in uses):
            self._clear()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Propose these resources."""
        self._offers = tuple(offers)
        self.name.suggest([offer.name for offer in offers])

    def take_keyboard(self) -> None:
        self.name.setFocus()

    def enter(self, *, shown: bool) -> bool:
        name = self.name.currentText().strip()
        if name and self._case_uuid:
            known = next((offer for offer in self._offers if offer.name == name), None)
            use = self._editing or ResourceUse(case_uuid=self._case_uuid)
            self.record_wanted.emit(
                replace(
                    use,
                    name=name,
                    detail=self.detail.text().strip(),
                    reason=self.reason.text().strip(),
                    status=self.state.value(),
                    resource_uuid=known.resource_uuid if known else None,
                    shown=shown,
                )
            )
        return True

    def recorded(self) -> None:
        """It is stored: the line is free for the next one."""
        self._clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, *, compact: bool) -> None:
        self.button.set_compact(compact)

    def _chosen(self, index: int) -> None:
        offer = self._offers[index] if 0 <= index < len(self._offers) else None
        if offer is not None and not self.detail.text():
            self.detail.setText(offer.detail)

    def _amend(self, use: ResourceUse) -> None:
        self._editing = use
        self.name.setCurrentText(use.name)
        self.detail.setText(use.detail)
        self.reason.setText(use.reason)
        self.state.set_value(use.status)
        self.button.setText(tr("直して会場に出す"))
        self.name.setFocus()

    def _clear(self) -> None:
        self._editing = None
        self.name.setCurrentText("")
        self.detail.setText("")  # clear() would leave a step for Ctrl+Z
        self.reason.setText("")
        self.state.set_value(matching.STATES[0])
        self.button.setText(tr("記録して会場に出す"))


def _line(name: str, words: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(words)
    line.setPlaceholderText(words)
    line.setFont(theme.font(15))
    line.setFixedHeight(theme.px(36))
    return line
