"""A scheme that answers an issue: who, with what money, until when, what is hoped and what came.

Saved by itself once it has a title; each save is a step of its own for Ctrl+Z.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.care.community import Policy, PolicyStep, Stage
from app.care.community_rules import rung_of, stage_label
from app.clock import today
from app.errors import UserFacingError
from app.i18n import tr
from app.services import community as verbs
from app.ui import theme
from app.ui.autosave import Autosaver
from app.ui.cases.rows_model import RowColumn, RowsModel
from app.ui.cases.rows_table import RowsTable
from app.ui.widgets.buttons import Button
from app.ui.widgets.choice_field import ChoiceField
from app.ui.widgets.labels import Caption, FieldLabel
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.save_state import SaveState
from app.ui.widgets.scroll import ScrollColumn
from app.ui.widgets.text_area import PlainTextArea
from app.ui.widgets.wareki_field import WarekiField

if TYPE_CHECKING:
    from app.ui.community.page import CommunityPage

_STAGES = tuple(stage for stage in Stage if rung_of(stage) >= 3)


class PolicyDialog(QDialog):
    """``policy`` is what is stored, or the draft of a new one (row version 0)."""

    def __init__(self, parent: QWidget, page: CommunityPage, policy: Policy) -> None:
        super().__init__(parent)
        self.setObjectName("policy_dialog")
        self.setWindowTitle(tr("施策"))
        self.setAccessibleName(tr("施策"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self.policy = page, policy
        self._closing = False
        self.messages = MessageBar("policy_messages")
        self.save_state = SaveState("policy_save_state")
        self.saver = Autosaver(self._save, page.context.clock, self)
        self._make_fields()
        self._lay_out()
        self._fill()
        self._connect()
        self.title.setFocus()

    def _make_fields(self) -> None:
        self.title = _line("policy_title", tr("何をするか：乗合送迎の試行（9月から6か月）"))
        self.stage = ChoiceField(
            [(stage.value, stage_label(stage)) for stage in _STAGES], "policy_stage", empty=None
        )
        self.owner = _line("policy_owner")
        self.budget = _line("policy_budget", tr("予算の名、金額、まだなら「なし」"))
        self.end = WarekiField(
            "policy_end", accessible=tr("期限"), today=today(self._page.context.clock)
        )
        self.text = _area("policy_text", tr("くわしく"))
        self.expected = _area("policy_expected", tr("見込むききめ"))
        self.measured = _area("policy_measured", tr("確かめたききめ"))
        self.measured.setPlaceholderText(tr("数で書けると強い：重度化 31%→19%"))
        columns: list[RowColumn[PolicyStep]] = [
            RowColumn(tr("すること"), lambda r: r.text, lambda r, t: replace(r, text=t)),
            RowColumn(
                tr("受け持ち"), lambda r: r.owner, lambda r, t: replace(r, owner=t), width=130
            ),
            RowColumn(tr("期限"), lambda r: r.due, lambda r, t: replace(r, due=t), width=110),
            RowColumn(tr("結果"), lambda r: r.result, lambda r, t: replace(r, result=t), width=190),
        ]
        self.steps: RowsModel[PolicyStep] = RowsModel(columns, PolicyStep)
        self.table = RowsTable(self.steps, "policy_steps", accessible=tr("手順"))

    def _lay_out(self) -> None:
        body = ScrollColumn("policy_fields")
        for name, field in ((tr("施策"), self.title), (tr("くわしく"), self.text)):
            body.column.addWidget(FieldLabel(name, field))
            body.column.addWidget(field)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(3))
        fields = (
            (tr("段階"), self.stage),
            (tr("受け持ち"), self.owner),
            (tr("期限"), self.end),
            (tr("予算"), self.budget),
        )
        for place, (name, one) in enumerate(fields):
            grid.addWidget(FieldLabel(name, one), 0, place)
            grid.addWidget(one, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1)
        body.column.addLayout(grid)
        effects = QGridLayout()
        effects.setHorizontalSpacing(theme.px(10))
        effects.setVerticalSpacing(theme.px(3))
        for place, (name, area) in enumerate(
            ((tr("見込むききめ"), self.expected), (tr("確かめたききめ"), self.measured))
        ):
            effects.addWidget(FieldLabel(name, area), 0, place)
            effects.addWidget(area, 1, place, Qt.AlignmentFlag.AlignTop)
            effects.setColumnStretch(place, 1)
        body.column.addLayout(effects)
        body.column.addWidget(FieldLabel(tr("手順"), self.table))
        body.column.addWidget(self.table)
        body.column.addStretch(1)
        close = Button(tr("閉じる"), "policy_close", key="Esc")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(
            Caption(tr("受け持ちは職名や部署で書きます。個人名は書きません。"), elide=True), 1
        )
        foot.addWidget(self.save_state)
        foot.addWidget(close)
        inner = QVBoxLayout()
        margin = theme.px(theme.PAGE_MARGIN)
        inner.setContentsMargins(margin, theme.px(12), margin, theme.px(12))
        inner.setSpacing(theme.px(theme.GAP))
        inner.addWidget(body, 1)
        inner.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addLayout(inner, 1)
        room = self._page.window().size()
        self.resize(
            min(theme.px(900), room.width() - theme.px(80)),
            min(theme.px(560), room.height() - theme.px(48)),
        )

    def _fill(self) -> None:
        policy = self.policy
        self.title.setText(policy.title)
        self.stage.set_code(policy.stage.value)
        self.owner.setText(policy.owner)
        self.budget.setText(policy.budget)
        self.end.set_value(policy.end)
        self.text.set_text(policy.text)
        self.expected.set_text(policy.expected_effect)
        self.measured.set_text(policy.measured_effect)
        self.steps.show_rows(policy.steps)

    def _connect(self) -> None:
        for line in (self.title, self.owner, self.budget):
            line.textEdited.connect(lambda _text: self.saver.touch())
        for area in (self.text, self.expected, self.measured):
            area.typed.connect(lambda _text: self.saver.touch())
        self.stage.chosen.connect(lambda _code: self.saver.touch())
        self.end.committed.connect(lambda _day: self.saver.touch())
        self.steps.edited.connect(lambda _rows: self.saver.touch())
        self.table.left.connect(self.focusNextPrevChild)
        self.saver.stepped.connect(self.save_state.show_step)
        self.saver.failed.connect(self._show_failure)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.saver.flush)

    def _show_failure(self, error: UserFacingError | None) -> None:
        if error is None:
            self.messages.clear()
        else:
            self.messages.show_message(error.sentence())

    def written(self) -> Policy:
        """The policy as it stands in the fields."""
        return replace(
            self.policy,
            title=self.title.text().strip(),
            stage=Stage(self.stage.code()),
            owner=self.owner.text(),
            budget=self.budget.text(),
            end=self.end.value(),
            text=self.text.text(),
            expected_effect=self.expected.text(),
            measured_effect=self.measured.text(),
            steps=self.steps.rows,
        )

    def flush(self) -> bool:
        """Save what is typed; False where that can't be."""
        return self.saver.flush()

    def reject(self) -> None:
        """Close; what can't be saved keeps the dialog open. Without any word it is no policy."""
        self.table.setFocus()  # a cell or a date that is being written is taken over
        if self.policy.row_version == 0 and self.written() == self.policy:
            self.saver.forget()
        elif self.written() != self.policy:
            self.saver.touch()
        self._closing = True
        closed = self.flush()
        self._closing = False
        if closed:
            super().reject()

    def _save(self) -> datetime | None:
        written = self.written()
        if written == self.policy:
            return None
        if not written.title and not self._closing:
            return None  # typing goes on; on closing the verb says what is missing
        done = verbs.save_policy(self._page.context.store, written, source=self._page)
        assert isinstance(done.value, Policy)  # noqa: S101 - the verb of policies
        self.policy = done.value
        self._page.do(lambda: ([done], written.issue_uuid or ""))
        return done.saved_at


def _line(name: str, hint: str = "") -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setPlaceholderText(hint)
    return line


def _area(name: str, accessible: str) -> PlainTextArea:
    return PlainTextArea(name, accessible=accessible, lines=2, most_lines=4)
