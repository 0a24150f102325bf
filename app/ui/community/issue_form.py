"""What is written about an issue: the words a person can change, as a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.care.codes import issue_codes, response_types
from app.care.community import CommunityIssue, Stage
from app.care.community_rules import causes, stage_label
from app.i18n import tr
from app.ui import theme
from app.ui.widgets.choice_field import ChoiceField, QuietCombo
from app.ui.widgets.filter_button import FilterButton, FilterOption
from app.ui.widgets.labels import FieldLabel
from app.ui.widgets.text_area import PlainTextArea

Words = dict[str, str | tuple[str, ...]]


class OpenChoice(QuietCombo):
    """A line to write in that offers the usual answers."""

    edited = Signal()

    def __init__(self, options: Sequence[str], name: str, accessible: str) -> None:
        super().__init__(name, accessible=accessible)
        self.setEditable(True)
        self.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setInsertPolicy(QuietCombo.InsertPolicy.NoInsert)
        self.addItems(list(options))
        self.setCurrentIndex(-1)
        line = QLineEdit()
        self.setLineEdit(line)
        line.setObjectName(f"{name}_line")
        line.setAccessibleName(accessible)
        line.textEdited.connect(lambda _text: self.edited.emit())
        self.activated.connect(lambda _index: self.edited.emit())

    def set_text(self, text: str) -> None:
        """Show stored words; nothing is emitted."""
        if self.currentText() != text:
            self.setEditText(text)


class CodesButton(FilterButton):
    """The codes of an issue as check boxes; it may have none."""

    def __init__(self) -> None:
        options = [FilterOption(code.code, code.label()) for code in issue_codes()]
        super().__init__(tr("分類"), options, "issue_codes", width=180)
        menu = self.menu()
        menu.actions()[-1].setText(tr("なし"))

    def value_text(self) -> str:
        return super().value_text() if self.codes() else tr("なし")


class IssueForm(QWidget):
    """``edited`` after each change of words; type and step are deeds of their own."""

    edited = Signal()
    type_chosen = Signal(str)
    stage_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("issue_form")
        self.title = QLineEdit()
        self.title.setObjectName("issue_title")
        self.title.setPlaceholderText(tr("例：丘の団地から通いの場への足がない"))
        self.text = _area("issue_text", tr("くわしく"), lines=3)
        self.codes = CodesButton()
        self.kind = ChoiceField(
            [(code.code, code.label()) for code in response_types()],
            "issue_type",
            accessible=tr("対応の型"),
            empty=tr("未分類"),
        )
        self.stage = ChoiceField(
            [(stage.value, stage_label(stage)) for stage in Stage],
            "issue_stage",
            accessible=tr("段階"),
            empty=None,
        )
        kinds = [tr("自立への課題（ニーズ）"), tr("希望（デマンド）")]
        self.need = OpenChoice(kinds, "issue_need", tr("課題か、希望か"))
        self.cause = OpenChoice([cause.label() for cause in causes()], "issue_cause", tr("原因"))
        self.counter = _area("issue_counter", tr("反対の根拠"), lines=2)
        self.counter.setPlaceholderText(tr("すでに資源がある、知られていないだけ、など"))
        self.owner = QLineEdit()
        self.owner.setObjectName("issue_owner")
        self.note = _area("issue_note", tr("メモ（紙には出ません）"), lines=2)
        self._lay_out()
        for line in (self.title, self.owner):
            line.textEdited.connect(lambda _text: self.edited.emit())
        for area in (self.text, self.counter, self.note):
            area.typed.connect(lambda _text: self.edited.emit())
        for choice in (self.need, self.cause):
            choice.edited.connect(self.edited)
        self.codes.changed.connect(lambda _codes: self.edited.emit())
        self.kind.chosen.connect(self.type_chosen)
        self.stage.chosen.connect(self.stage_chosen)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(3))
        pairs: tuple[tuple[str, QWidget, str, QWidget], ...] = (
            (tr("対応の型"), self.kind, tr("段階"), self.stage),
            (tr("課題か、希望か"), self.need, tr("原因"), self.cause),
            (tr("受け持ち"), self.owner, tr("分類"), self.codes),
        )
        for row, (left, one, right, other) in enumerate(pairs):
            for place, (name, field) in enumerate(((left, one), (right, other))):
                grid.addWidget(_label("" if field is self.codes else name, field), 2 * row, place)
                grid.addWidget(field, 2 * row + 1, place)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, theme.px(120))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        for name, field in (
            (tr("困りごと（本人・家族のことばで）"), self.title),
            (tr("くわしく"), self.text),
        ):
            column.addWidget(_label(name, field))
            column.addWidget(field)
        column.addLayout(grid)
        for name, field in (
            (tr("反対の根拠"), self.counter),
            (tr("メモ（紙には出ません）"), self.note),
        ):
            column.addWidget(_label(name, field))
            column.addWidget(field)
        column.addStretch(1)

    def show_issue(self, issue: CommunityIssue) -> None:
        """Show stored words; nothing is emitted."""
        for line, text in ((self.title, issue.title), (self.owner, issue.owner)):
            if line.text() != text:
                line.setText(text)
        self.text.set_text(issue.text)
        self.counter.set_text(issue.counter_evidence)
        self.note.set_text(issue.note)
        self.need.set_text(issue.need_or_demand)
        self.cause.set_text(issue.cause)
        self.codes.set_codes(frozenset(issue.codes))
        self.show_place(issue)

    def show_place(self, issue: CommunityIssue) -> None:
        """Show type and step as they are stored."""
        self.kind.set_code(issue.response_type)
        self.stage.set_code(issue.stage.value)

    def words(self, issue: CommunityIssue) -> Words:
        """What differs from ``issue``, by the names of ``describe_issue``."""
        now: Words = {
            "title": self.title.text().strip(),
            "text": self.text.text(),
            "codes": tuple(c.code for c in issue_codes() if c.code in self.codes.codes()),
            "need_or_demand": self.need.currentText(),
            "cause": self.cause.currentText(),
            "counter_evidence": self.counter.text(),
            "owner": self.owner.text(),
            "note": self.note.text(),
        }
        same: Callable[[str], bool] = lambda name: now[name] == getattr(issue, name)  # noqa: E731
        return {
            name: value
            for name, value in now.items()
            if not (set(value) == set(issue.codes) if name == "codes" else same(name))
        }


def _label(name: str, field: QWidget) -> FieldLabel:
    """A label with some air above it."""
    label = FieldLabel(name, field)
    label.setContentsMargins(0, theme.px(6), 0, 0)
    return label


def _area(name: str, accessible: str, *, lines: int) -> PlainTextArea:
    return PlainTextArea(name, accessible=accessible, lines=lines, most_lines=4)
