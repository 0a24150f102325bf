"""前回とならべる: the last case of the same person beside the form (Ctrl+B).

It follows the section a person is in. The risk strip gives way to it; the form keeps its fields.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.care.bring_back import field_back
from app.care.case import Case, PrivateIdentity, TimePoint, judgement_of
from app.care.change_words import label_of, whole_text
from app.care.completeness import section_name
from app.care.items import item_of, items
from app.care.next_meeting import fresh
from app.care.ratings import symbol
from app.care.wareki import format_care_date
from app.errors import UserFacingError
from app.i18n import tr
from app.services.previous import LastMeeting, SamePerson, last_meeting, same_person
from app.ui import theme
from app.ui.cases.form import with_field
from app.ui.context import UiContext
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import Paragraph, SafeLabel
from app.ui.widgets.restyle import set_property
from app.ui.widgets.scroll import ScrollColumn

WIDTH, NARROW = 392, 330
LATER_MS = 200
"""Typing runs ahead of the marks by this much."""

FIELDS: dict[str, tuple[str, ...]] = {
    "basic": (
        "first_visit_date", "age", "sex", "disability_independence", "dementia_independence",
        "previous_care_level", "care_level", "housing", "household", "staff", "session_type",
        "conference_date", "district", "baseline_date",
    ),
    "medical": (
        "feature_codes", "feature_note", "height_cm", "weight_kg", "hba1c", "weights",
        "conditions", "medications",
    ),
    "life": ("life_issues", "desired_life", "goal_rows", "application_trigger", "strengths"),
    "plan": (
        "cm_assessment", "formal_services", "informal_supports", "short_term_program", "monitoring",
    ),
    "meeting": (
        "agenda_points", "room_facts", "support_question", "presenter_note", "community_issues",
    ),
    "checks": ("checklist", "physical_tests", "interest_codes"),
    "consent": ("consent",),
    "identity": (),
}  # fmt: skip
_ONLY_READ = frozenset({"consent"})
"""Agreed for that meeting; copying it would claim what nobody said (§9.2)."""
_TIMES = (
    TimePoint.BEFORE, TimePoint.PREDICTED, TimePoint.ACTUAL_3, TimePoint.ACTUAL_6,
    TimePoint.ACTUAL_12,
)  # fmt: skip


class FieldRow(QFrame):
    """One field of the last case: its value, whether it differs, and 同じにする."""

    taken = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setObjectName(f"previous_{name}")
        self._label = SafeLabel("", size=13, colour=theme.NIBI, elide=True)
        self._text = Paragraph("", size=14, line=20)
        self.take = Button(tr("同じにする"), f"previous_take_{name}", size="small")
        self.take.clicked.connect(lambda: self.taken.emit(self.name))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._label, 1)
        head.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(3), theme.px(4), theme.px(5))
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addWidget(self._text)

    def show_values(self, then: str, now: str, *, may_take: bool) -> None:
        """Mark the row where the two differ; the last meeting's value is what it says."""
        differs = then != now
        label = _label(self.name)
        self.setVisible(bool(then or now))
        self._label.setText(f"◆ {label}" if differs else label)
        self._text.setText(then or tr("（空欄）"))
        set_property(self, "differs", "true" if differs else "false")
        self.take.setVisible(may_take and differs and bool(then))
        self.take.setAccessibleName(tr("{field}を前回と同じにする", field=label))
        self.setAccessibleName(
            tr("前回の{field}：{text}", field=label, text=then or tr("（空欄）"))
        )

    def texts(self) -> tuple[str, str]:
        """Label and value now shown."""
        return self._label.text(), self._text.text()


class PreviousPanel(QFrame):
    """The last case beside the form; ``edited`` carries the case with a field taken over."""

    edited = Signal(object)
    shown = Signal(bool)
    """The panel came or went: the risk strip gives way."""

    def __init__(self, context: UiContext, duplicate: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("previous_panel")
        self.setAccessibleName(tr("前回の事例"))
        self._context = context
        self._case = Case()
        self._identity = PrivateIdentity(case_uuid="")
        self._last: LastMeeting | None = None
        self._section = "basic"
        self.rows: dict[str, FieldRow] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._mark)
        self._title = SafeLabel("", size=16, bold=True, elide=True, name="previous_title")
        self._where = SafeLabel("", size=13, colour=theme.NIBI, elide=True, name="previous_where")
        self._duplicate = Button(
            tr("次の会議のために複製"), "duplicate_case", icon="copy", key="Ctrl+Shift+N"
        )
        self._duplicate.clicked.connect(duplicate)
        self._scroll = ScrollColumn("previous_scroll")
        self._build()
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(10), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(4))
        close = Button("", "previous_close", icon="close", kind="text", size="small")
        close.setAccessibleName(tr("閉じる"))
        close.setToolTip(tr("閉じる") + "  Ctrl+B")
        close.clicked.connect(self.toggle)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column.addLayout(head)
        column.addWidget(self._where)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._duplicate, 0, Qt.AlignmentFlag.AlignLeft)

    # What the editor tells.

    def toggle(self) -> None:
        """Ctrl+B: come or go."""
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self._read()
        self.shown.emit(not self.isHidden())

    def show_case(self, case: Case, identity: PrivateIdentity) -> None:
        """The present value; another case or another link is read anew."""
        other = (case.uuid, case.previous_case_uuid) != (
            self._case.uuid, self._case.previous_case_uuid,
        )  # fmt: skip
        person = identity != self._identity
        self._case, self._identity = case, identity
        if self.isHidden():
            return
        if other or (person and self._last is None):
            self._read()
        else:
            self._later.start()

    def show_section(self, key: str) -> None:
        """Follow the person into another section."""
        if key != self._section and key in FIELDS:
            self._section = key
            if not self.isHidden():
                self._fill()

    def fit(self, *, narrow: bool) -> None:
        """Width of the panel; the form keeps the rest."""
        self.setFixedWidth(theme.px(NARROW if narrow else WIDTH))

    # What is shown.

    def _read(self) -> None:
        try:
            self._last = last_meeting(self._context.store, self._case)
        except UserFacingError:
            self._last = None
        self._fill()

    def _fill(self) -> None:
        """The rows of the section from scratch."""
        _empty(self._scroll.column)
        self.rows = {}
        if self._last is None:
            self._title.setText(tr("前回の事例"))
            self._where.setText("")
            self._propose()
        else:
            self._show_last(self._last)
        self._scroll.column.addStretch(1)
        self._scroll.fit()

    def _show_last(self, last: LastMeeting) -> None:
        case = last.case
        name = tr("No.{no} {name}", no=case.case_no or "–", name=case.pseudonym)
        self._title.setText(tr("前回　{name}", name=name))
        day = format_care_date(case.conference_date)
        number = last.conference.number if last.conference else None
        held = tr("第{number}回", number=number) if number else ""
        self._where.setText("　".join(p for p in (section_title(self._section), held, day) if p))
        for field in FIELDS[self._section]:
            row = FieldRow(field)
            row.taken.connect(self._take)
            self.rows[field] = row
            self._scroll.column.addWidget(row)
        if self._section == "meeting":
            self._show_meeting(last)
        if self._section == "identity":
            self._say(tr("本人の情報は前回の事例から引き継いでいます。"), "previous_identity")
        self._mark()

    def _mark(self) -> None:
        if self._last is None:
            return
        for field, row in self.rows.items():
            then, now = whole_text(self._last.case, field), whole_text(self._case, field)
            row.show_values(then, now, may_take=field not in _ONLY_READ)
        self._scroll.fit()

    def _show_meeting(self, last: LastMeeting) -> None:
        """What was agreed, the first step, and the ratings before, predicted and actual."""
        agreed = "\n".join(f"・{entry.text}" for entry in last.agreed)
        self._block(tr("前回の合意"), agreed or tr("記録がありません。"), "previous_agreed")
        step = last.first_step
        if step is not None:
            parts = (step.text, step.owner, step.due)
            self._block(tr("最初の一歩"), "　".join(p for p in parts if p), "previous_step")
        lines = [line for item in items() if (line := _rating_line(last.case, item.key))]
        words = "\n".join(lines) or tr("記録がありません。")
        self._block(tr("ADL・IADL（事前 → 予測 → 実際）"), words, "previous_judgement")

    def _propose(self) -> None:
        """Nothing linked yet: who it might be, for a person to decide."""
        found = same_person(self._context.store, self._identity)
        if not found:
            words = tr(
                "前回の事例と結び付いていません。本人の情報に被保険者番号か、氏名と生年月日を入れると、同じ方の事例をさがします。"
            )
            self._say(words, "previous_none")
        for one in found[:5]:
            self._candidate(one)

    def _candidate(self, one: SamePerson) -> None:
        why = {
            "insured_number": tr("被保険者番号が同じです。"),
            "name_and_birth": tr("氏名と生年月日が同じです。"),
        }[one.by]
        name = tr("No.{no} {name}", no=one.case_no or "–", name=one.pseudonym)
        self._block(tr("同じ方の事例かもしれません：{name}", name=name), why, "previous_candidate")
        link = Button(tr("前回の事例にする"), f"previous_link_{one.case_no}", size="small")
        link.setAccessibleName(tr("{name}を前回の事例にする", name=name))
        link.clicked.connect(
            lambda: self.edited.emit(with_field(self._case, "previous_case_uuid", one.uuid))
        )
        self._scroll.column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _block(self, heading: str, words: str, name: str) -> None:
        self._scroll.column.addWidget(SafeLabel(heading, size=13, bold=True, elide=True))
        self._say(words, name)

    def _say(self, words: str, name: str) -> None:
        self._scroll.column.addWidget(Paragraph(words, size=14, line=20, name=name))

    def _take(self, field: str) -> None:
        """同じにする: rows come with keys of their own, for they belong to this case now."""
        if self._last is not None:
            copied = with_field(self._last.case, field, fresh(getattr(self._last.case, field)))
            self.edited.emit(field_back(self._case, copied, field))


def _label(field: str) -> str:
    """As in the form, where the sheet has one word for two fields."""
    return {
        "weights": tr("体重の記録（半年前など）"),
        "feature_note": tr("特徴の補足"),
    }.get(field) or label_of(Case, field)


def section_title(key: str) -> str:
    """The name of a section as in the rail."""
    others = {
        "meeting": tr("会議で話すこと"),
        "checks": tr("チェック・測定"),
        "consent": tr("同意"),
        "identity": tr("本人の情報"),
    }
    return others.get(key) or section_name(key)


def _rating_line(case: Case, item: str) -> str:
    """食事　○1 → ○1 → ○2, the last by the newest follow-up; nothing where the item was never rated."""
    ratings = [judgement_of(case, item, point).rating for point in _TIMES]
    if not any(ratings):
        return ""
    actual = next((code for code in reversed(ratings[2:]) if code), None)
    shown = [symbol(code) or "–" for code in ratings[:2]] + ([symbol(actual)] if actual else [])
    return f"{item_of(item).label()}　{' → '.join(shown)}"


def _empty(column: QVBoxLayout) -> None:
    while (place := column.takeAt(0)) is not None:
        widget: QWidget | None = place.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
