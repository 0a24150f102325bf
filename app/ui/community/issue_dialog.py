"""One issue: its words at the left; what stands behind it and what is done at the right.

Everything is saved by itself. What is no issue yet becomes one with the first word typed, or by
its button; each save is a step of its own for Ctrl+Z.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.care.community import CommunityIssue, Policy, Sighting, Stage, evidence_of
from app.care.community_board import Board
from app.errors import InputRefused, UserFacingError
from app.i18n import tr
from app.services import community as verbs
from app.services.community import Done
from app.ui import theme
from app.ui.autosave import Autosaver
from app.ui.community.cards import BoardCard, CardKind
from app.ui.community.evidence import EvidencePicker, Line, LineList, evidence_lines
from app.ui.community.issue_form import IssueForm
from app.ui.community.policies import PolicyList
from app.ui.community.policy_dialog import PolicyDialog
from app.ui.shell import UndoKeys
from app.ui.widgets.buttons import Button
from app.ui.widgets.card import Card
from app.ui.widgets.labels import Paragraph
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.save_state import SaveState
from app.ui.widgets.scroll import ScrollColumn

if TYPE_CHECKING:
    from app.ui.community.page import CommunityPage


class IssueDialog(QDialog):
    """``key`` is the issue; empty while it is none yet."""

    def __init__(self, page: CommunityPage, card: BoardCard | None) -> None:
        super().__init__(page.window())
        self.setObjectName("issue_dialog")
        self.setWindowTitle(tr("地域課題"))
        self.setAccessibleName(tr("地域課題"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._card = page, card
        self._board = page.board
        self.issue = page.issue_of(card) if card is not None else None
        self.key = self.issue.uuid if self.issue else ""
        self.form = IssueForm()
        self.lines = LineList("issue_evidence", tr("根拠：もとの事例"))
        self.policies = PolicyList("issue_policies", tr("施策"))
        self.messages = MessageBar("issue_messages")
        self.save_state = SaveState("issue_save_state")
        self.saver = Autosaver(self._save, page.context.clock, self)
        self._picker: EvidencePicker | None = None
        self._policy: PolicyDialog | None = None
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._fill()

    # Building.

    def _make_buttons(self) -> None:
        self.confirm_button = Button(tr("地域課題にする"), "issue_confirm", kind="primary")
        self.confirm_button.clicked.connect(self.confirm)
        self.case_button = Button(tr("事例を開く"), "issue_case", size="small", key="Enter")
        self.case_button.clicked.connect(lambda: self._go_to_case(self.lines.chosen_row()))
        self.remove_button = Button(tr("根拠から外す"), "issue_remove", size="small", key="Delete")
        self.remove_button.clicked.connect(lambda: self._remove(self.lines.chosen_row()))
        self.add_button = Button(tr("気づきを足す"), "issue_add", size="small", icon="plus")
        self.add_button.clicked.connect(self.add_sightings)
        self.policy_button = Button(tr("施策を足す"), "issue_policy", size="small", icon="plus")
        self.policy_button.clicked.connect(lambda: self.open_policy(None))
        self.parts_note = Paragraph("", size=13, line=20, colour=theme.NIBI, name="issue_parts")
        self.unmerge_button = Button(tr("まとめを解く"), "issue_unmerge", size="small")
        self.unmerge_button.clicked.connect(self._unmerge)
        self.print_button = Button(tr("この課題の施策シート"), "issue_print", icon="print")
        self.print_button.clicked.connect(self._print)
        self.bin_button = Button(tr("ごみ箱へ入れる"), "issue_bin", kind="text")
        self.bin_button.clicked.connect(self._bin)
        self.close_button = Button(tr("閉じる"), "issue_close", key="Esc")
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        words = Card(padded=True, name="issue_words")
        words.body.setContentsMargins(0, 0, 0, 0)
        area = ScrollColumn("issue_scroll")
        area.column.setContentsMargins(*(theme.px(each) for each in (14, 8, 14, 8)))
        area.column.addWidget(self.form, 1)
        words.add(area, 1)
        tools = [self.case_button, self.remove_button, self.add_button]
        evidence = Card(tr("もとの事例"), name="issue_lines", header_widgets=tools, padded=False)
        self.evidence_card = evidence
        evidence.add(self.lines, 1)
        parts = QHBoxLayout()
        parts.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(4))
        parts.addWidget(self.parts_note, 1)
        parts.addWidget(self.unmerge_button, 0, Qt.AlignmentFlag.AlignVCenter)
        evidence.add(parts)
        measures = Card(
            tr("施策"), name="issue_measures", header_widgets=[self.policy_button], padded=False
        )
        measures.add(self.policies, 1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(theme.GAP))
        right.addWidget(evidence, 3)
        right.addWidget(measures, 2)
        both = QHBoxLayout()
        both.setContentsMargins(*(theme.px(each) for each in (20, 12, 20, 0)))
        both.setSpacing(theme.px(theme.GAP))
        both.addWidget(words, 1)
        both.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(*(theme.px(each) for each in (20, 10, 20, 12)))
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.bin_button)
        foot.addWidget(self.save_state)
        foot.addStretch(1)
        for button in (self.print_button, self.close_button, self.confirm_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addLayout(both, 1)
        column.addLayout(foot)
        room = self._page.window().size()
        self.resize(
            min(theme.px(1120), room.width() - theme.px(40)),
            min(theme.px(650), room.height() - theme.px(24)),
        )

    def _connect(self) -> None:
        self.form.edited.connect(self.saver.touch)
        self.form.type_chosen.connect(self._choose_type)
        self.form.stage_chosen.connect(self._choose_stage)
        self.lines.open_wanted.connect(self._go_to_case)
        self.lines.remove_wanted.connect(self._remove)
        self.policies.open_wanted.connect(self.open_policy)
        self.policies.bin_wanted.connect(self._bin_policy)
        self.saver.stepped.connect(self.save_state.show_step)
        self.saver.failed.connect(self.show_failure)
        self._undo_keys = UndoKeys(self)
        for key, run in (
            ("Ctrl+Z", self._page.undo),
            ("Ctrl+Y", self._page.redo),
            ("Ctrl+S", self.saver.flush),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(run)

    # Showing.

    def show_board(self, board: Board) -> None:
        """The board was read anew: by this dialog's deeds, by undo, or from elsewhere."""
        self._board = board
        self.issue = next((each for each in board.issues if each.uuid == self.key), None)
        self._fill()
        if self._picker is not None and self.issue is not None:
            self._picker.show_inbox(board, self.issue)

    def _fill(self) -> None:
        issue, board = self.issue, self._board
        if not self.saver.dirty:
            self.form.show_issue(issue or self._draft())
        evidence = board.evidence(issue) if issue else self._draft().evidence
        self.lines.show_rows(evidence_lines(board, evidence))
        self.lines.choose_first()
        cases = len({line.case_uuid for line in evidence if line.case_uuid and not line.against})
        self.evidence_card.set_title(tr("もとの事例 {n}件", n=cases))
        self.policies.show_policies(board.policies_of(issue) if issue else ())
        parts = self._page.parts_of(self.key) if self.key else []
        titles = tr("、").join(part.title for part in parts)
        self.parts_note.setText(tr("まとめた課題：{titles}", titles=titles))
        for widget in (self.parts_note, self.unmerge_button):
            widget.setVisible(bool(parts))
        self.confirm_button.setVisible(issue is None and self._card is not None)
        kept = self.issue is not None
        self.bin_button.setVisible(kept)
        self.print_button.setVisible(kept or self._is_candidate())
        for field in (self.form.kind, self.form.stage, self.add_button, self.policy_button):
            field.setEnabled(kept)
            field.setToolTip("" if kept else tr("地域課題にすると選べます。"))
        self.remove_button.setEnabled(kept and bool(evidence))
        self.case_button.setEnabled(bool(evidence))

    def _is_candidate(self) -> bool:
        return self._card is not None and self._card.kind is CardKind.CANDIDATE

    def _draft(self) -> CommunityIssue:
        """What a candidate or something noticed would become."""
        card = self._card
        if card is None or card.kind is CardKind.ISSUE:
            return CommunityIssue()
        codes = dict.fromkeys(code for each in card.sightings for code in each.codes)
        return CommunityIssue(
            title=card.title,
            codes=(card.key,) if card.kind is CardKind.CANDIDATE else tuple(codes),
            evidence=tuple(evidence_of(each) for each in card.sightings),
        )

    def go_to(self, part: str) -> None:
        """Give the keyboard to the title, or to the cases behind the issue."""
        if part == "title" or not self.lines.row_model.rows:
            self.form.title.setFocus()
            self.form.title.selectAll()
        else:
            self.lines.setFocus()

    def show_failure(self, error: UserFacingError | None) -> None:
        """Say why something couldn't be done; ``None`` clears the bar."""
        if error is None:
            self.messages.clear()
        else:
            self.messages.show_message(error.sentence())

    # Saving.

    def flush(self) -> bool:
        """Save what is typed; a policy that is open, too."""
        return (self._policy is None or self._policy.flush()) and self.saver.flush()

    def reject(self) -> None:
        """Close; what can't be saved keeps the dialog open."""
        if self.flush():
            super().reject()

    def _save(self) -> datetime | None:
        words = self.form.words(self.issue or self._draft())
        if not words:
            return None
        if self.issue is None and not self.form.title.text().strip() and self._card is None:
            return None  # an empty new issue is none
        dones = [] if self.issue is not None else self._begin()
        words = {k: v for k, v in words.items() if dones == [] or k != "title" or self._card}
        if words:
            dones.append(
                verbs.describe_issue(self._page.context.store, self.key, source=self._page, **words)
            )
        self._did(dones)
        return dones[-1].saved_at if dones else None

    def _begin(self) -> list[Done]:
        """Make the issue that this dialog is about."""
        if self._card is not None:
            dones, self.key = self._page.work.confirm(self._card)
            return dones
        store, title = self._page.context.store, self.form.title.text()
        done = verbs.open_issue(store, title, source=self._page)
        self.key = done.value.uuid
        return [done]

    def _did(self, dones: list[Done]) -> None:
        if dones:
            self._page.do(lambda: (dones, self.key))

    def confirm(self) -> None:
        """Make an issue of a candidate or of something noticed."""
        if self.saver.flush() and self.issue is None and self._card is not None:
            card = self._card
            try:
                dones, self.key = self._page.work.confirm(card)
            except UserFacingError as error:
                self.show_failure(error)
                return
            self._did(dones)
            self.form.title.setFocus()

    # Deeds.

    def _deed(self, verb: object) -> None:
        """A verb on the stored issue, after what is typed was saved."""
        if self.flush() and self.issue is not None:
            self.messages.clear()
            self._page.do(lambda: ([verb()], self.key))  # type: ignore[operator]
            if self.issue is not None:
                self.form.show_place(self.issue)

    def _choose_type(self, code: str) -> None:
        store = self._page.context.store
        self._deed(lambda: verbs.sort_issue(store, self.key, code or None, source=self._page))

    def _choose_stage(self, code: str) -> None:
        store = self._page.context.store
        self._deed(lambda: verbs.move_issue(store, self.key, Stage(code), source=self._page))

    def add_sightings(self) -> None:
        """Choose more evidence from the inbox."""
        if not self.flush() or self.issue is None:
            return
        picker = EvidencePicker(self)
        self._picker = picker
        picker.picked.connect(self._add)
        picker.finished.connect(self._picker_closed)
        picker.show_inbox(self._board, self.issue)
        picker.open()
        picker.search.setFocus()

    def _picker_closed(self, _result: int) -> None:
        self._picker = None

    def _add(self, sighting: Sighting, against: bool) -> None:  # noqa: FBT001 - a slot
        store = self._page.context.store
        self._deed(
            lambda: verbs.add_evidence(
                store, self.key, [sighting], against=against, source=self._page
            )
        )

    def _remove(self, row: Line | None) -> None:
        if row is None or self.issue is None:
            return
        store = self._page.context.store
        owner = next(
            (i for i in self._board.issues if row.key in {line.uuid for line in i.evidence}), None
        )
        if owner is not None:
            self._deed(lambda: verbs.remove_evidence(store, owner.uuid, row.key, source=self._page))

    def _go_to_case(self, row: Line | None) -> None:
        if row is None:
            return
        if not row.case_uuid:
            words = tr("この気づきは会議で出たもので、もとの事例がありません。")
            self.show_failure(InputRefused(words, "", ""))
            return
        if self.flush():
            self.reject()
            self._page.context.navigate(
                "page_case_editor", case_uuid=row.case_uuid, section="meeting"
            )

    def _unmerge(self) -> None:
        parts = self._page.parts_of(self.key)
        if parts and self.flush():
            self._page.do(lambda: (self._page.work.unmerge(parts[-1].uuid)[0], self.key))

    def _print(self) -> None:
        chosen = self.key or (self._card.key if self._card else "")
        if self.flush():
            self.reject()
            self._page.print_issue(chosen)

    def _bin(self) -> None:
        if self.issue is not None and self.flush():
            store, key = self._page.context.store, self.key
            self.reject()
            self._page.do(lambda: ([verbs.bin_issue(store, key, source=self._page)], key))

    # Policies.

    def open_policy(self, policy: Policy | None) -> None:
        """Write a policy: a new one, or one that is there."""
        if not self.flush() or self.issue is None:
            return
        issue = self.issue
        wanted = policy or Policy(issue_uuid=issue.uuid, response_type=issue.response_type)
        dialog = PolicyDialog(self, self._page, wanted)
        self._policy = dialog
        dialog.finished.connect(self._policy_closed)
        dialog.open()

    def _policy_closed(self, _result: int) -> None:
        self._policy = None
        self.policies.setFocus()

    def _bin_policy(self, policy: Policy) -> None:
        store = self._page.context.store
        self._deed(lambda: verbs.bin_policy(store, policy.uuid, source=self._page))
