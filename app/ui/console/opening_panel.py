"""開会: the statement to read aloud and what is left from last time, in place of the facts (§9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.conference import checks
from app.conference.minutes import time_of
from app.conference.session import MeetingSession
from app.conference.stages import OPENING
from app.conference.statement import statement
from app.errors import UserFacingError
from app.i18n import tr
from app.services.afterwards import DONE, OPEN, OpenAction, open_actions, set_action_status
from app.ui import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Rule
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from app.ui.console.page import ConsolePage


class OpeningPanel(QWidget):
    """Stands in the panel of the facts while the meeting is opened; nothing of it is for the wall."""

    def __init__(self, page: ConsolePage) -> None:
        super().__init__()
        self.setObjectName("opening_panel")
        self._page = page
        self._of = ""
        self._actions: tuple[OpenAction, ...] = ()
        self.when = SafeLabel(size=13, colour=theme.NIBI, elide=True, name="opening_statement_when")
        self.read = Button("", "opening_statement_read", size="small", icon="check")
        self.words = Paragraph("\n".join(statement()), size=13, line=19)
        self._heading = Paragraph(size=13, line=19, bold=True, colour=theme.NIBI)
        self.list = QListWidget()
        self.list.setObjectName("opening_actions")
        self.list.setAccessibleName(tr("前の会議から"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFont(theme.font(13))
        self.list.setWordWrap(True)
        self.list.setSpacing(theme.px(3))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self.read.clicked.connect(self._toggle_read)
        self.list.itemChanged.connect(self._mark)
        page.facts.body.addWidget(self, 1)
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (14, 8, 14, 8)))
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.addWidget(SafeLabel(tr("守秘の確認"), size=13, bold=True, colour=theme.NIBI))
        head.addStretch(1)
        head.addWidget(self.read)
        column.addLayout(head)
        told = ScrollColumn("opening_statement")
        told.column.setContentsMargins(0, 0, 0, 0)
        told.column.addWidget(self.words)
        told.column.addStretch(1)
        column.addWidget(self.when)
        column.addWidget(told, 3)
        column.addWidget(Rule())
        column.addWidget(self._heading)
        column.addWidget(self.list, 2)

    def follow(self, session: MeetingSession) -> None:
        """Show or leave, and bring up to date."""
        opening = session.step == OPENING
        self._page.facts.show_instead(self, shown=opening)
        if not opening:
            return
        conference = session.conference
        at = checks.done_at(conference, checks.STATEMENT_READ)
        self.read.setText(tr("取り消す") if at else tr("読み上げた"))
        self.when.setText(
            tr("{time} に読み上げた", time=time_of(at)) if at else tr("まだ読んでいません")
        )
        if conference.uuid != self._of:
            self._of = conference.uuid
            self._actions = open_actions(self._page.context.store, conference)
            self._fill()

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for action in self._actions:
            item = QListWidgetItem(self._text(action))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            done = action.entry.status == DONE
            item.setCheckState(Qt.CheckState.Checked if done else Qt.CheckState.Unchecked)
            # A rehearsal leaves no trace in another meeting's record either.
            if self._page.keeping.rehearsal:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setVisible(bool(self._actions))
        self._heading.setText(
            tr("前の会議から") if self._actions else tr("前の会議から残っていることはありません。")
        )

    def _text(self, action: OpenAction) -> str:
        entry = action.entry
        case = self._page.cases.get(entry.case_uuid or "")
        who = tr("、").join(part for part in (entry.owner, entry.due) if part)
        words = [case.pseudonym if case else "", entry.text]
        text = " ".join(word for word in words if word)
        return tr("{text}（{who}）", text=text, who=who) if who else text

    def _toggle_read(self) -> None:
        session = self._page.session
        if session is None:
            return
        conference, code = session.conference, checks.STATEMENT_READ
        if checks.done_at(conference, code):
            changed = checks.unticked(conference, code)
        else:
            at = self._page.context.clock.now().isoformat(timespec="seconds")
            changed = checks.ticked(conference, code, at)
        session.note(changed)
        self._page.act_done()

    def _mark(self, item: QListWidgetItem) -> None:
        action = self._actions[self.list.row(item)]
        status = DONE if item.checkState() == Qt.CheckState.Checked else OPEN
        try:
            changes = set_action_status(
                self._page.context.store, action.conference_uuid, action.entry.uuid, status
            )
        except UserFacingError as error:
            self._page.failed.emit(error)
            self._fill()
            return
        self._page.announce(changes)
